/* ktg-custody.h - what was done with a file of evidence, by day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-moment.h"

G_BEGIN_DECLS

typedef enum
{
  KTG_CUSTODY_IMPORTED, /* became evidence here */
  KTG_CUSTODY_SENT,     /* the server's signed receipt for it is held */
  KTG_CUSTODY_VIEWED,
  KTG_CUSTODY_VERIFIED, /* read to its end, and as it was */
  KTG_CUSTODY_COPIED,   /* as it is */
  KTG_CUSTODY_COVERED,  /* a copy to show around was made */
  KTG_CUSTODY_OPENED,   /* a copy, in another program */
  KTG_CUSTODY_PRINTED,  /* put on paper with its report, or into a PDF */
} KtgCustodyAct;

/* One day's worth of one act. */
typedef struct
{
  KtgCustodyAct act;
  char         *day; /* "2026-11-29", by the clock and in the zone of this device */
  guint         n_times;
  gboolean      is_former; /* this device had another key then */
} KtgCustodyEntry;

const char      *ktg_custody_act_get_name (KtgCustodyAct act);
gboolean         ktg_custody_act_parse (const char *name, KtgCustodyAct *act);
gint64           ktg_custody_find_day (gint64 time_us, int utc_offset_s);
char            *ktg_custody_dup_day (gint64 day);
KtgCustodyEntry *ktg_custody_entry_new (KtgCustodyAct act, gint64 day, guint n_times);
void             ktg_custody_entry_free (KtgCustodyEntry *entry);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgCustodyEntry, ktg_custody_entry_free)

G_END_DECLS
