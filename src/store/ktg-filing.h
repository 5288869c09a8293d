/* ktg-filing.h - a report becomes an event that is owed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-draft.h"
#include "ktg-profile.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

gboolean ktg_filing_file (KtgProfile      *profile,
                          const char      *report_id,
                          const KtgReport *report,
                          const KtgMoment *now,
                          KtgChanges      *changes,
                          GError         **error);
gboolean ktg_filing_amend (KtgProfile      *profile,
                           const char      *report_id,
                           const KtgReport *report,
                           const KtgMoment *now,
                           KtgChanges      *changes,
                           GError         **error);
gboolean ktg_filing_withdraw (KtgProfile      *profile,
                              const char      *report_id,
                              const char      *reason,
                              const KtgMoment *now,
                              KtgChanges      *changes,
                              GError         **error);
char    *ktg_filing_refile (KtgProfile      *profile,
                            const char      *report_id,
                            const char      *anew,
                            const KtgMoment *now,
                            KtgChanges      *changes,
                            GError         **error);

G_END_DECLS
