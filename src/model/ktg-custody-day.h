/* ktg-custody-day.h - what somebody did with the files of a report on one day, as it is told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* One act on one file. */
typedef struct
{
  char *sha256;
  char *act; /* as in ktg_custody_act_get_name(), or what another version calls it */
  guint n_times;
} KtgNotedAct;

typedef struct
{
  char      *day;  /* by the clock of whoever did it */
  GPtrArray *acts; /* (element-type KtgNotedAct) */
} KtgCustodyDay;

KtgCustodyDay *ktg_custody_day_new (void);

KTG_DECLARE_RECORD (KtgNotedAct, ktg_noted_act)
KTG_DECLARE_RECORD (KtgCustodyDay, ktg_custody_day)

G_END_DECLS
