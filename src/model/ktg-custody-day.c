/* ktg-custody-day.c - what somebody did with the files of a report on one day, as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-custody-day.h"

#define MOST_TIMES 1000000

static const KtgField act_fields[] = {
  { "sha256", KTG_FIELD_HASH, G_STRUCT_OFFSET (KtgNotedAct, sha256), KTG_NEED_ALWAYS },
  { "act", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgNotedAct, act), KTG_NEED_FILLED },
  { "times",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgNotedAct, n_times),
    KTG_NEED_ALWAYS,
    1,
    MOST_TIMES },
};

KTG_DEFINE_RECORD (KtgNotedAct, ktg_noted_act, act_fields)

static const KtgField day_fields[] = {
  { "day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgCustodyDay, day), KTG_NEED_ALWAYS },
  { "acts",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgCustodyDay, acts),
    KTG_NEED_ALWAYS,
    .record = &ktg_noted_act_record },
};

KTG_DEFINE_RECORD (KtgCustodyDay, ktg_custody_day, day_fields)

/**
 * ktg_custody_day_new:
 *
 * Returns: (transfer full): one that says nothing yet
 */
KtgCustodyDay *
ktg_custody_day_new (void)
{
  return ktg_record_new (&ktg_custody_day_record);
}
