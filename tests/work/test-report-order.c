/* test-report-order.c - in which order a list shows reports, and how far back it goes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-report-order.h>

static KtgSummary *
summary_new (const char *id, const char *region, gint64 due_us, gint64 changed_us)
{
  KtgSummaryFields fields = { .id = (char *)id,
                              .state = KTG_STATE_QUEUED,
                              .place_region = (char *)region,
                              .due_us = due_us,
                              .changed_us = changed_us };
  KtgSummary      *summary = ktg_summary_new (&fields);

  ktg_summary_set_due (summary, due_us);
  return summary;
}

static void
each_order_has_its_first (void)
{
  g_autoptr (KtgSummary) urgent = summary_new ("a", "34.71", 10, 1);
  g_autoptr (KtgSummary) newest = summary_new ("b", "34.72", 20, 9);
  g_autoptr (KtgSummary) nearest = summary_new ("c", "11.01", 30, 5);

  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_DEADLINE, urgent, newest), <, 0);
  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_DEADLINE, newest, nearest), <, 0);
  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_NEWEST, newest, nearest), <, 0);
  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_NEWEST, nearest, urgent), <, 0);
  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_PLACE, nearest, urgent), <, 0);
  g_assert_cmpint (ktg_report_order_compare (KTG_REPORT_ORDER_PLACE, urgent, newest), <, 0);
}

static void
a_name_is_remembered_and_an_unknown_one_is_the_first (void)
{
  for (guint i = 0; i <= KTG_REPORT_ORDER_PLACE; i++)
    g_assert_cmpuint (ktg_report_order_from_name (ktg_report_order_get_name ((KtgReportOrder)i)),
                      ==,
                      i);
  for (guint i = 0; i <= KTG_REPORT_PERIOD_MONTH; i++)
    g_assert_cmpuint (ktg_report_period_from_name (ktg_report_period_get_name ((KtgReportPeriod)i)),
                      ==,
                      i);

  g_assert_cmpuint (ktg_report_order_from_name (NULL), ==, KTG_REPORT_ORDER_DEADLINE);
  g_assert_cmpuint (ktg_report_period_from_name ("of tomorrow"), ==, KTG_REPORT_PERIOD_ALL);
}

static void
a_period_goes_by_the_day_of_the_event (void)
{
  KtgSummaryFields fields = { .happened = (char *)"2024-11-05T19:30:00+07:00" };
  KtgMoment        now = { .utc_offset_s = 25200 };

  ktg_moment_parse ("2024-11-12T19:00:00+07:00", 0, &now.wall_us);
  g_assert_true (ktg_report_period_has (KTG_REPORT_PERIOD_WEEK, &fields, &now));
  ktg_moment_parse ("2024-11-12T20:00:00+07:00", 0, &now.wall_us);
  g_assert_false (ktg_report_period_has (KTG_REPORT_PERIOD_WEEK, &fields, &now));
  g_assert_true (ktg_report_period_has (KTG_REPORT_PERIOD_MONTH, &fields, &now));
  g_assert_true (ktg_report_period_has (KTG_REPORT_PERIOD_ALL, &fields, &now));

  fields.happened = NULL;
  fields.changed_us = now.wall_us;
  g_assert_true (ktg_report_period_has (KTG_REPORT_PERIOD_WEEK, &fields, &now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/report-order/each-order-has-its-first", each_order_has_its_first);
  g_test_add_func ("/report-order/a-name-is-remembered-and-an-unknown-one-is-the-first",
                   a_name_is_remembered_and_an_unknown_one_is_the_first);
  g_test_add_func ("/report-order/a-period-goes-by-the-day-of-the-event",
                   a_period_goes_by_the_day_of_the_event);

  return g_test_run ();
}
