/* ktg-report-due.h - until when a report may be filed, and whether it was in time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-history.h>
#include <ktg-report-clock.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

typedef struct
{
  KtgDeadline deadline;
  gboolean    is_running; /* its office does not have the text yet */
  gboolean    is_judged;  /* whether the next is known */
  gint64      at_us;      /* when it was filed; while it runs, now */
} KtgReportDue;

gboolean ktg_report_due_is_running (const KtgSummaryFields *fields);
gboolean ktg_report_due_find (const KtgPack          *pack,
                              const KtgSummaryFields *fields,
                              const KtgHistory       *history,
                              const KtgMoment        *now,
                              KtgReportDue           *due);

G_END_DECLS
