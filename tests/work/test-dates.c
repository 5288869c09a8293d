/* test-dates.c - days and times as people here write them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"

#include "ktg-language.h"

#define EVENING_US (G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC) /* 12 Nov 2024, 20:31:07 */
#define WIB (7 * 3600)

static void
assert_words (char *words, const char *expected)
{
  g_autofree char *taken = words;

  g_assert_cmpstr (taken, ==, expected);
}

static void
test_clock (void)
{
  assert_words (ktg_dates_dup_clock_seconds (EVENING_US, WIB), "20.31.07");
  assert_words (ktg_dates_dup_clock_seconds (G_MAXINT64, WIB), "");
}

static void
test_near (void)
{
  assert_words (ktg_dates_dup_near (EVENING_US, EVENING_US + G_USEC_PER_SEC, WIB), "20.31");
  assert_words (ktg_dates_dup_near (EVENING_US, EVENING_US + 4 * G_TIME_SPAN_HOUR, WIB),
                "12 Nov 2024, 20.31");
  assert_words (ktg_dates_dup_near (EVENING_US, EVENING_US + 366 * G_TIME_SPAN_DAY, WIB),
                "12 Nov 2024, 20.31");
}

static void
test_testimony (void)
{
  const KtgMoment evening = { .wall_us = EVENING_US, .utc_offset_s = WIB };

  assert_words (ktg_dates_dup_testimony ("2024-08-05"), "5 Agu 2024");
  assert_words (ktg_dates_dup_testimony ("2024-05-12T19:30:00+09:00"), "12 Mei 2024, 19.30");
  assert_words (ktg_dates_dup_moment (&evening), "12 Nov 2024, 20.31");
  assert_words (ktg_dates_dup_testimony_short ("2024-12-31T23:59:00+07:00"), "31 Des");
  assert_words (ktg_dates_dup_testimony (NULL), "");
  assert_words (ktg_dates_dup_testimony ("entah"), "entah");
  assert_words (ktg_dates_dup_testimony ("2024-13-01"), "2024-13-01");
  assert_words (ktg_dates_dup_testimony ("2024-02-30"), "2024-02-30");
  assert_words (ktg_dates_dup_testimony ("2024-11-123"), "2024-11-123");
  assert_words (ktg_dates_dup_testimony ("10000-01-01"), "10000-01-01");
  assert_words (ktg_dates_dup_testimony ("2024-02-28T24:30"), "2024-02-28T24:30");
}

static void
test_beginning (void)
{
  assert_words (ktg_dates_dup_beginning ("2022-10"), "Okt 2022");
  assert_words (ktg_dates_dup_beginning ("2022-09-22"), "22 Sep 2022");
  assert_words (ktg_dates_dup_beginning ("2022-13"), "2022-13");
  assert_words (ktg_dates_dup_beginning (NULL), "");
}

static void
test_server_time (void)
{
  assert_words (ktg_dates_dup_testimony_at ("2024-11-12T13:31:07Z", WIB), "12 Nov 2024, 20.31");
  assert_words (ktg_dates_dup_testimony_at ("", WIB), "");
  assert_words (ktg_dates_dup_testimony_at ("later", WIB), "later");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/dates/a-clock-is-shown-as-people-here-write-it", test_clock);
  g_test_add_func ("/dates/today-needs-no-day", test_near);
  g_test_add_func ("/dates/a-testimony-keeps-its-own-clock", test_testimony);
  g_test_add_func ("/dates/what-begins-with-a-month-says-it", test_beginning);
  g_test_add_func ("/dates/a-server-time-is-moved-to-this-zone", test_server_time);

  return g_test_run ();
}
