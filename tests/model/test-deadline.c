/* test-deadline.c - the legal clock counts days as the law does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-deadline.h>
#include <ktg-moment.h>

#define WIB_S (7 * 3600)
#define WIT_S (9 * 3600)
#define SEVEN 7

static void
add_holiday (KtgHolidayYear *year, const char *day, gboolean is_joint_leave)
{
  KtgHoliday *holiday = ktg_record_new (&ktg_holiday_record);

  holiday->day = g_strdup (day);
  holiday->is_joint_leave = is_joint_leave;
  g_ptr_array_add (year->days, holiday);
}

/* What the government said of 2024, about Christmas. */
static GPtrArray *
years_new (void)
{
  GPtrArray      *years = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_holiday_year_free);
  KtgHolidayYear *year = ktg_record_new (&ktg_holiday_year_record);

  year->year = 2024;
  add_holiday (year, "2024-12-22", FALSE); /* a Sunday */
  add_holiday (year, "2024-12-25", FALSE);
  add_holiday (year, "2024-12-26", TRUE);
  g_ptr_array_add (years, year);
  return years;
}

static KtgDeadline
reckon (const char *start, KtgDayKind law_says, int utc_offset_s, const GPtrArray *years)
{
  KtgDeadline deadline;

  g_assert_true (ktg_deadline_reckon (&deadline, start, SEVEN, law_says, utc_offset_s, years));
  return deadline;
}

static gint64
moment (const char *text)
{
  gint64 time_us = 0;

  g_assert_true (ktg_moment_parse (text, 0, &time_us));
  return time_us;
}

static void
assert_days_left (const char *known, const char *now, int expected)
{
  KtgDeadline deadline = reckon (known, KTG_DAY_KIND_CALENDAR, WIB_S, NULL);

  g_assert_cmpint (ktg_deadline_get_days_left (&deadline, moment (now)), ==, expected);
}

static void
the_day_after_it_began_is_the_first (void)
{
  assert_days_left ("2024-11-12", "2024-11-12T00:00:00+07:00", 7);
  assert_days_left ("2024-11-12", "2024-11-12T23:59:59+07:00", 7);
  assert_days_left ("2024-11-12", "2024-11-13T00:00:00+07:00", 6);
  assert_days_left ("2024-11-12", "2024-11-19T23:59:59+07:00", 0);
  assert_days_left ("2024-11-12", "2024-11-20T00:00:00+07:00", -1);
}

static void
the_day_is_that_of_the_place (void)
{
  assert_days_left ("2024-11-12T23:30:00+07:00", "2024-11-13T01:00:00+07:00", 6);
  assert_days_left ("2024-11-12T00:30:00+09:00", "2024-11-12T08:00:00+07:00", 6);
  g_assert_cmpstr (reckon ("2024-11-12T22:00:00+07:00", KTG_DAY_KIND_CALENDAR, WIT_S, NULL)
                       .calendar.day,
                   ==,
                   "2024-11-20");
}

static void
a_month_ends_and_a_leap_day_counts (void)
{
  assert_days_left ("2024-11-28T19:30:00+07:00", "2024-12-05T08:00:00+07:00", 0);
  assert_days_left ("2024-02-25", "2024-03-03T08:00:00+07:00", 0);
  assert_days_left ("1969-12-28", "1970-01-04T08:00:00+07:00", 0);
}

static void
it_ends_at_midnight_of_the_place (void)
{
  g_assert_cmpint (reckon ("2024-11-12", KTG_DAY_KIND_CALENDAR, WIB_S, NULL).calendar.ends_us,
                   ==,
                   moment ("2024-11-20T00:00:00+07:00"));
  g_assert_cmpint (reckon ("2024-11-12", KTG_DAY_KIND_CALENDAR, WIT_S, NULL).calendar.ends_us,
                   ==,
                   moment ("2024-11-20T00:00:00+09:00"));
}

static void
weekends_and_holidays_are_no_working_days (void)
{
  g_autoptr (GPtrArray) years = years_new ();
  KtgDeadline deadline = reckon ("2024-12-18", KTG_DAY_KIND_WORKING, WIB_S, years);
  g_autoptr (GPtrArray) left_out = ktg_deadline_list_holidays (&deadline, years);

  g_assert_cmpstr (deadline.calendar.day, ==, "2024-12-25");
  g_assert_cmpstr (deadline.working.day, ==, "2024-12-31");
  g_assert_true (deadline.knows_holidays);
  g_assert_cmpuint (left_out->len, ==, 2);
  g_assert_cmpstr (((const KtgHoliday *)g_ptr_array_index (left_out, 0))->day, ==, "2024-12-25");
}

static void
a_year_without_holidays_has_weekends_and_says_so (void)
{
  g_autoptr (GPtrArray) years = years_new ();
  KtgDeadline over = reckon ("2024-12-27", KTG_DAY_KIND_WORKING, WIB_S, years);
  KtgDeadline none = reckon ("2025-12-18", KTG_DAY_KIND_WORKING, WIB_S, NULL);

  g_assert_cmpstr (over.working.day, ==, "2025-01-07");
  g_assert_false (over.knows_holidays);
  g_assert_cmpstr (none.working.day, ==, "2025-12-29");
  g_assert_false (none.knows_holidays);
}

static void
assert_judged (KtgDayKind law_says, const char *at, KtgInTime expected)
{
  KtgDeadline deadline = reckon ("2024-11-12", law_says, WIB_S, NULL);

  g_assert_cmpint (ktg_deadline_judge (&deadline, moment (at)), ==, expected);
}

static void
the_reading_of_the_law_decides (void)
{
  const char *first = "2024-11-19T23:59:59+07:00", *after = "2024-11-20T00:00:00+07:00";
  const char *last = "2024-11-21T23:59:59+07:00", *late = "2024-11-22T00:00:00+07:00";

  assert_judged (KTG_DAY_KIND_CALENDAR, first, KTG_IN_TIME_YES);
  assert_judged (KTG_DAY_KIND_CALENDAR, after, KTG_IN_TIME_NO);
  assert_judged (KTG_DAY_KIND_WORKING, last, KTG_IN_TIME_YES);
  assert_judged (KTG_DAY_KIND_WORKING, late, KTG_IN_TIME_NO);
  assert_judged (KTG_DAY_KIND_UNKNOWN, first, KTG_IN_TIME_YES);
  assert_judged (KTG_DAY_KIND_UNKNOWN, after, KTG_IN_TIME_IF_WORKING_DAYS);
  assert_judged (KTG_DAY_KIND_UNKNOWN, last, KTG_IN_TIME_IF_WORKING_DAYS);
  assert_judged (KTG_DAY_KIND_UNKNOWN, late, KTG_IN_TIME_NO);
}

static void
what_is_no_time_has_no_deadline (void)
{
  KtgDeadline deadline = { .utc_offset_s = 42 };

  g_assert_false (ktg_deadline_reckon (&deadline, "kemarin", 7, KTG_DAY_KIND_CALENDAR, 0, NULL));
  g_assert_false (ktg_deadline_reckon (&deadline, NULL, 7, KTG_DAY_KIND_CALENDAR, 0, NULL));
  g_assert_cmpint (deadline.utc_offset_s, ==, 42);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/deadline/the-day-after-it-began-is-the-first",
                   the_day_after_it_began_is_the_first);
  g_test_add_func ("/deadline/the-day-is-that-of-the-place", the_day_is_that_of_the_place);
  g_test_add_func ("/deadline/a-month-ends-and-a-leap-day-counts",
                   a_month_ends_and_a_leap_day_counts);
  g_test_add_func ("/deadline/it-ends-at-midnight-of-the-place", it_ends_at_midnight_of_the_place);
  g_test_add_func ("/deadline/weekends-and-holidays-are-no-working-days",
                   weekends_and_holidays_are_no_working_days);
  g_test_add_func ("/deadline/a-year-without-holidays-has-weekends-and-says-so",
                   a_year_without_holidays_has_weekends_and_says_so);
  g_test_add_func ("/deadline/the-reading-of-the-law-decides", the_reading_of_the_law_decides);
  g_test_add_func ("/deadline/what-is-no-time-has-no-deadline", what_is_no_time_has_no_deadline);

  return g_test_run ();
}
