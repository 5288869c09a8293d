/* ktg-report-filter.h - which reports a list shows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-summary.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REPORT_FILTER_ALL,
  KTG_REPORT_FILTER_DRAFT,
  KTG_REPORT_FILTER_WAITING,
  KTG_REPORT_FILTER_ACTION,
  KTG_REPORT_FILTER_DONE,
  KTG_REPORT_FILTER_WITHDRAWN,
} KtgReportFilter;

#define KTG_N_REPORT_FILTERS (KTG_REPORT_FILTER_WITHDRAWN + 1)

KtgReportFilter ktg_report_filter_of (const KtgSummaryFields *fields);
const char     *ktg_report_filter_get_name (KtgReportFilter filter);
KtgReportFilter ktg_report_filter_from_name (const char *name);
char           *ktg_report_filter_dup_label (KtgReportFilter filter, guint n_reports);

G_END_DECLS
