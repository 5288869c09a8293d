/* ktg-filing.h - a report becomes an event that is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-draft.h"
#include "ktg-profile.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

/* What is asked of one report. */
typedef struct
{
  char      *report_id;
  KtgReport *report;     /* what it says, to be filed or amended */
  char      *reason;     /* to amend or withdraw it */
  char      *draft_id;   /* the draft that becomes it; NULL: the one with the report's id */
  char      *version_id; /* what it amends; NULL: what holds by now */
  char      *anew;       /* an id that no report has, to file it anew */
  KtgMoment  now;
} KtgFiling;

KtgFiling *ktg_filing_new (const char *report_id, const KtgMoment *now);
void       ktg_filing_free (KtgFiling *self);

gboolean
ktg_filing_file (KtgProfile *profile, KtgFiling *filing, KtgChanges *changes, GError **error);
gboolean
ktg_filing_amend (KtgProfile *profile, KtgFiling *filing, KtgChanges *changes, GError **error);
gboolean ktg_filing_withdraw (KtgProfile      *profile,
                              const KtgFiling *filing,
                              KtgChanges      *changes,
                              GError         **error);

G_END_DECLS
