/* ktg-report-clock.h - the time the law leaves for a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-deadline.h>
#include <ktg-pack.h>

G_BEGIN_DECLS

/* What of a report its clock hangs on; what is not said is NULL. */
typedef struct
{
  const char *kind;
  const char *region;
  const char *happened; /* as in ktg-moment.h */
  const char *known;
} KtgClockFacts;

KtgClockFacts ktg_clock_facts_of_report (const KtgReport *report);

gboolean   ktg_report_clock_find (const KtgPack       *pack,
                                  const KtgClockFacts *facts,
                                  int                  utc_offset_s,
                                  KtgDeadline         *deadline);
GPtrArray *ktg_report_clock_list_compared (const KtgPack *pack, const KtgDeadline *deadline);
GPtrArray *ktg_report_clock_list_steps (const KtgPack       *pack,
                                        const KtgClockFacts *facts,
                                        const char          *starts,
                                        const char          *at,
                                        int                  utc_offset_s);
KtgInTime  ktg_report_clock_judge (const KtgPack   *pack,
                                   const KtgReport *report,
                                   gint64           now_us,
                                   int              utc_offset_s);

G_END_DECLS
