/* ktg-practice-report.h - an invented report, moved to the days of who practises
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>
#include <ktg-report.h>

G_BEGIN_DECLS

/* All of practice is told as of 29 November 2026. */
typedef struct
{
  char      *state; /* of its file's name, "queued" */
  char      *words; /* what was said when it came so far, or "" */
  KtgReport *report;
} KtgPracticeReport;

int                ktg_practice_report_count_days (const KtgMoment *now);
KtgPracticeReport *ktg_practice_report_read (const char *path, int n_days, GError **error);
GBytes            *ktg_practice_report_read_photo (const char *path, int n_days, GError **error);
void               ktg_practice_report_free (KtgPracticeReport *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPracticeReport, ktg_practice_report_free)

G_END_DECLS
