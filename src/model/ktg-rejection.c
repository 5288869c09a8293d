/* ktg-rejection.c - a server's signed word that it did not take events of an author, read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-rejection.h"

#include "ktg-news.h"

#define VERSION 1

static const char *const kind_names[] = { "refusal", NULL };

static const KtgField rejection_fields[] = {
  { "v", KTG_FIELD_VERSION, .max = VERSION },
  { "type", KTG_FIELD_KIND, .names = kind_names },
  { "node", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgRejection, node), KTG_NEED_ALWAYS },
  { "device", KTG_FIELD_KEY, G_STRUCT_OFFSET (KtgRejection, device), KTG_NEED_ALWAYS },
  { "life", KTG_FIELD_LIFE, G_STRUCT_OFFSET (KtgRejection, life), KTG_NEED_ALWAYS },
  { "at", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgRejection, at), KTG_NEED_FILLED },
  { "events",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgRejection, events),
    KTG_NEED_WRITTEN,
    .record = &ktg_refusal_record },
};

KTG_DEFINE_RECORD (KtgRejection, ktg_rejection, rejection_fields)

/**
 * ktg_rejection_new:
 *
 * Returns: (transfer full): a word on nothing yet
 */
KtgRejection *
ktg_rejection_new (void)
{
  return ktg_record_new (&ktg_rejection_record);
}
