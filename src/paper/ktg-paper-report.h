/* ktg-paper-report.h - a report on paper
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-paper-subject.h"
#include "ktg-paper.h"

G_BEGIN_DECLS

KtgPaper *ktg_paper_report_new (const KtgPaperSubject *subject);

G_END_DECLS
