/* test-deadline.c - the legal clock counts days as the law does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-deadline.h>
#include <ktg-moment.h>

#define WIB_S (7 * 3600)

static void
assert_days_left (const char *known, const char *now, int expected)
{
  gint64 now_us = 0;
  int    days_left = 0;

  g_assert_true (ktg_moment_parse (now, WIB_S, &now_us));
  g_assert_true (ktg_deadline_days_left (known, 7, now_us, WIB_S, &days_left));
  g_assert_cmpint (days_left, ==, expected);
}

static void
the_day_after_it_became_known_is_the_first (void)
{
  assert_days_left ("2024-11-12", "2024-11-12T00:00:00+07:00", 7);
  assert_days_left ("2024-11-12", "2024-11-12T23:59:59+07:00", 7);
  assert_days_left ("2024-11-12", "2024-11-13T00:00:00+07:00", 6);
  assert_days_left ("2024-11-12", "2024-11-19T23:59:59+07:00", 0);
  assert_days_left ("2024-11-12", "2024-11-20T00:00:00+07:00", -1);
}

static void
the_day_is_the_one_that_was_written (void)
{
  assert_days_left ("2024-11-12T23:30:00+07:00", "2024-11-13T01:00:00+07:00", 6);
  assert_days_left ("2024-11-12T00:30:00+09:00", "2024-11-12", 7);
}

static void
a_month_ends_and_a_leap_day_counts (void)
{
  assert_days_left ("2024-11-28T19:30:00+07:00", "2024-12-05", 0);
  assert_days_left ("2024-02-25", "2024-03-03", 0);
  assert_days_left ("1969-12-28", "1970-01-04", 0);
}

static void
what_is_no_time_has_no_deadline (void)
{
  int days_left = 42;

  g_assert_false (ktg_deadline_days_left ("kemarin", 7, 0, 0, &days_left));
  g_assert_false (ktg_deadline_days_left (NULL, 7, 0, 0, &days_left));
  g_assert_cmpint (days_left, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deadline/the-day-after-it-became-known-is-the-first",
                   the_day_after_it_became_known_is_the_first);
  g_test_add_func ("/deadline/the-day-is-the-one-that-was-written",
                   the_day_is_the_one_that_was_written);
  g_test_add_func ("/deadline/a-month-ends-and-a-leap-day-counts",
                   a_month_ends_and_a_leap_day_counts);
  g_test_add_func ("/deadline/what-is-no-time-has-no-deadline", what_is_no_time_has_no_deadline);

  return g_test_run ();
}
