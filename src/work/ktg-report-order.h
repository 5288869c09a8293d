/* ktg-report-order.h - in which order a list shows reports, and how far back it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REPORT_ORDER_DEADLINE, /* what needs the officer, then the nearest time limit, then newest */
  KTG_REPORT_ORDER_NEWEST,
  KTG_REPORT_ORDER_PLACE,
} KtgReportOrder;

/* By the day of the event; where that is not known, by when it was filed or last saved. */
typedef enum
{
  KTG_REPORT_PERIOD_ALL,
  KTG_REPORT_PERIOD_WEEK,
  KTG_REPORT_PERIOD_MONTH,
} KtgReportPeriod;

KtgReportOrder ktg_report_order_from_name (const char *name);
const char    *ktg_report_order_get_name (KtgReportOrder order);
int            ktg_report_order_compare (KtgReportOrder order, KtgSummary *a, KtgSummary *b);

KtgReportPeriod ktg_report_period_from_name (const char *name);
const char     *ktg_report_period_get_name (KtgReportPeriod period);
gboolean        ktg_report_period_has (KtgReportPeriod         period,
                                       const KtgSummaryFields *fields,
                                       const KtgMoment        *now);

G_END_DECLS
