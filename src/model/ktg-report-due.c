/* ktg-report-due.c - until when a report may be filed, and whether it was in time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-due.h"

/**
 * ktg_report_due_is_running:
 * @fields: of a report or draft
 *
 * Returns: whether its legal clock runs: until the office has the text. What is amended was filed
 */
gboolean
ktg_report_due_is_running (const KtgSummaryFields *fields)
{
  return !fields->is_withdrawn && fields->amends == NULL
         && (fields->state == KTG_STATE_DRAFT || fields->state == KTG_STATE_QUEUED
             || fields->state == KTG_STATE_PARKED);
}

/* A report says itself when it was handed in, where somebody else did that. */
static gboolean
find_filing (const KtgHistory *history, int utc_offset_s, gint64 *filed_us)
{
  const KtgReport *report = history != NULL ? ktg_history_get_report (history) : NULL;

  return report != NULL
         && (ktg_moment_parse (report->filed, utc_offset_s, filed_us)
             || ktg_moment_parse (ktg_history_get_filed_at (history), 0, filed_us));
}

/**
 * ktg_report_due_find:
 * @pack: what the law says
 * @fields: of a report or draft
 * @history: (nullable): what happened to it; %NULL: not at hand, so of one that the office has
 *   nothing is judged
 * @now: the present
 * @due: (out): until when it may be filed
 *
 * Returns: whether days are counted for it at all
 */
gboolean
ktg_report_due_find (const KtgPack          *pack,
                     const KtgSummaryFields *fields,
                     const KtgHistory       *history,
                     const KtgMoment        *now,
                     KtgReportDue           *due)
{
  const KtgClockFacts facts = ktg_summary_fields_get_clock (fields);

  *due = (KtgReportDue){ .is_running = ktg_report_due_is_running (fields) };
  if (!ktg_report_clock_find (pack, &facts, now->utc_offset_s, &due->deadline))
    return FALSE;

  due->at_us = now->wall_us;
  due->is_judged
      = due->is_running || find_filing (history, due->deadline.utc_offset_s, &due->at_us);
  return TRUE;
}
