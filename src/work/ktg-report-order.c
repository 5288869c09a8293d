/* ktg-report-order.c - in which order a list shows reports, and how far back it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-order.h"

static const char *const order_names[] = { "deadline", "newest", "place" };
static const char *const period_names[] = { "all", "week", "month" };
static const int         period_days[] = { 0, 7, 30 };

static guint
find_name (const char *const *names, guint n_names, const char *name)
{
  for (guint i = 0; i < n_names; i++)
    {
      if (g_strcmp0 (names[i], name) == 0)
        return i;
    }

  return 0;
}

/**
 * ktg_report_order_from_name:
 * @name: (nullable): as remembered
 *
 * Returns: the order of that name; by time limit, if there is none
 */
KtgReportOrder
ktg_report_order_from_name (const char *name)
{
  return (KtgReportOrder)find_name (order_names, G_N_ELEMENTS (order_names), name);
}

/**
 * ktg_report_order_get_name:
 * @order: an order
 *
 * Returns: its name, to be remembered
 */
const char *
ktg_report_order_get_name (KtgReportOrder order)
{
  return order_names[order];
}

static int
compare_places (const KtgSummaryFields *a, const KtgSummaryFields *b)
{
  int order = g_strcmp0 (a->place_region, b->place_region);

  return order != 0 ? order : g_strcmp0 (a->place_words, b->place_words);
}

/**
 * ktg_report_order_compare:
 * @order: an order
 * @a: a summary
 * @b: another
 *
 * What is equal in it stands by time limit. No two different reports are equal.
 *
 * Returns: negative if @a stands first
 */
int
ktg_report_order_compare (KtgReportOrder order, KtgSummary *a, KtgSummary *b)
{
  const KtgSummaryFields *x = ktg_summary_get (a);
  const KtgSummaryFields *y = ktg_summary_get (b);
  int                     compared = 0;

  if (order == KTG_REPORT_ORDER_NEWEST)
    compared = (y->changed_us > x->changed_us) - (y->changed_us < x->changed_us);
  else if (order == KTG_REPORT_ORDER_PLACE)
    compared = compare_places (x, y);

  return compared != 0 ? compared : ktg_summary_compare (a, b);
}

/**
 * ktg_report_period_from_name:
 * @name: (nullable): as remembered
 *
 * Returns: the period of that name; all, if there is none
 */
KtgReportPeriod
ktg_report_period_from_name (const char *name)
{
  return (KtgReportPeriod)find_name (period_names, G_N_ELEMENTS (period_names), name);
}

/**
 * ktg_report_period_get_name:
 * @period: a period
 *
 * Returns: its name, to be remembered
 */
const char *
ktg_report_period_get_name (KtgReportPeriod period)
{
  return period_names[period];
}

/**
 * ktg_report_period_has:
 * @period: a period that ends now
 * @fields: of a report or draft
 * @now: the present
 *
 * Returns: whether it is of that time
 */
gboolean
ktg_report_period_has (KtgReportPeriod period, const KtgSummaryFields *fields, const KtgMoment *now)
{
  gint64 at_us = fields->changed_us;

  if (period == KTG_REPORT_PERIOD_ALL)
    return TRUE;

  ktg_moment_parse (fields->happened, now->utc_offset_s, &at_us);
  return at_us > now->wall_us - period_days[period] * G_TIME_SPAN_DAY;
}
