/* ktg-report-papers.h - what was signed about a report, as it came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-store.h"

G_BEGIN_DECLS

KtgReportPapers *ktg_report_papers_load (KtgLedger *ledger, const char *report_id, GError **error);

G_END_DECLS
