/* test-time-entry.c - times as officers type them
 *
 * The rows of tests/data/times.txt, and what a row cannot say.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-entry.h"

#include "ktg-dates.h"
#include "ktg-time-vocabulary.h"

#include <string.h>

/* Tuesday, 12 November 2024, 20:31:07 in Yogyakarta */
static const KtgMoment now
    = { .wall_us = G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC, .utc_offset_s = 7 * 3600 };

static const char *const fault_names[] = {
  [KTG_TIME_FAULT_NONE] = "none",
  [KTG_TIME_FAULT_WORDS] = "words",
  [KTG_TIME_FAULT_NO_DAY] = "no-day",
  [KTG_TIME_FAULT_NO_HOUR] = "no-hour",
  [KTG_TIME_FAULT_WHICH_HOUR] = "which-hour",
  [KTG_TIME_FAULT_WHICH_DAY] = "which-day",
  [KTG_TIME_FAULT_WEEKDAY] = "weekday",
  [KTG_TIME_FAULT_MIDNIGHT] = "midnight",
  [KTG_TIME_FAULT_TWO] = "two",
};

typedef struct
{
  KtgMoment now;
  int       place_offset_s;
} Where;

typedef void (*RowFunc) (const char *typed, const Where *where, const char *understood);

static void
visit_row (const char *line, RowFunc func)
{
  g_auto (GStrv) cells = g_strsplit (line, "|", -1);
  g_autofree char *zone = NULL;
  Where            where = { 0 };

  g_assert_cmpuint (g_strv_length (cells), ==, 4);
  g_test_message ("“%s” at %s, %s", cells[0], cells[1], cells[2]);
  zone = g_ascii_strdown (cells[2], -1);
  g_assert_true (ktg_moment_parse (cells[1], 0, &where.now.wall_us));
  g_assert_true (ktg_time_vocabulary_find_zone (zone, &where.place_offset_s));
  g_assert_true (ktg_dates_has_clock (cells[1], &where.now.utc_offset_s));
  func (cells[0], &where, cells[3]);
}

static guint
visit_rows (RowFunc func)
{
  g_autofree char *path = g_test_build_filename (G_TEST_DIST, "data", "times.txt", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_rows = 0;

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit (text, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    {
      if (*lines[i] == '\0' || *lines[i] == '#')
        continue;

      visit_row (lines[i], func);
      n_rows++;
    }

  return n_rows;
}

static void
check_row (const char *typed, const Where *where, const char *understood)
{
  KtgTimeFault     fault = KTG_TIME_FAULT_NONE;
  g_autofree char *time = ktg_time_entry_parse (typed, &where->now, where->place_offset_s, &fault);

  if (*understood == '!')
    {
      g_assert_cmpstr (time, ==, NULL);
      g_assert_cmpstr (fault_names[fault], ==, understood + 2);
      return;
    }

  g_assert_cmpstr (time, ==, understood);
  g_assert_cmpint (fault, ==, KTG_TIME_FAULT_NONE);
}

static void
test_understood (void)
{
  g_assert_cmpuint (visit_rows (check_row), >=, 200);
}

static void
check_is_a_time (const char *typed, const Where *where, const char *understood)
{
  g_autofree char *time = ktg_time_entry_parse (typed, &where->now, where->place_offset_s, NULL);
  g_autofree char *again
      = time != NULL ? ktg_time_entry_parse (time, &where->now, where->place_offset_s, NULL) : NULL;

  g_assert_true (time == NULL || ktg_moment_parse (time, where->place_offset_s, NULL));
  g_assert_cmpstr (time, ==, again);
}

static void
test_every_result_is_a_time (void)
{
  visit_rows (check_is_a_time);
}

/* While it is typed, and with a slip in it: never more than "not understood". */
static void
check_damaged (const char *typed, const Where *where, const char *understood)
{
  for (gsize i = 0; i < strlen (typed); i++)
    {
      g_autofree char *begun = g_strndup (typed, i);
      g_autofree char *slipped = g_strdup (typed);

      slipped[i] = "x-.9 \xff"[i % 6];
      check_is_a_time (begun, where, NULL);
      check_is_a_time (slipped, where, NULL);
    }
}

static void
test_damaged (void)
{
  visit_rows (check_damaged);
}

static void
test_clock (void)
{
  static const struct
  {
    const char  *typed;
    const char  *clock;
    KtgTimeFault fault;
  } rows[] = {
    { "19.30", "19:30", KTG_TIME_FAULT_NONE },
    { "pukul 7:05", "07:05", KTG_TIME_FAULT_NONE },
    { "19.30 WIB", "19:30", KTG_TIME_FAULT_NONE },
    { "jam 7 malam", "19:00", KTG_TIME_FAULT_NONE },
    { "setengah 8 pagi", "07:30", KTG_TIME_FAULT_NONE },
    { "00.00", "00:00", KTG_TIME_FAULT_NONE },
    { "", NULL, KTG_TIME_FAULT_WORDS },
    { "sore", NULL, KTG_TIME_FAULT_WHICH_HOUR },
    { "25.00", NULL, KTG_TIME_FAULT_NO_HOUR },
    { "24.00", NULL, KTG_TIME_FAULT_MIDNIGHT },
    { "12 Nov 19.30", NULL, KTG_TIME_FAULT_WORDS },
    { "kemarin 19.30", NULL, KTG_TIME_FAULT_WORDS },
    { "2 jam lalu", NULL, KTG_TIME_FAULT_WORDS },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      KtgTimeFault     fault = KTG_TIME_FAULT_NONE;
      g_autofree char *clock = ktg_time_entry_parse_clock (rows[i].typed, &fault);

      g_test_message ("“%s”", rows[i].typed);
      g_assert_cmpstr (clock, ==, rows[i].clock);
      g_assert_cmpint (fault, ==, rows[i].fault);
    }
}

static void
test_today (void)
{
  KtgMoment        after_midnight = now;
  g_autofree char *today = ktg_moment_dup_day (&now);
  g_autofree char *tomorrow = NULL;

  after_midnight.wall_us += 4 * G_TIME_SPAN_HOUR;
  tomorrow = ktg_moment_dup_day (&after_midnight);
  g_assert_cmpstr (today, ==, "2024-11-12");
  g_assert_cmpstr (tomorrow, ==, "2024-11-13");
}

static void
test_future (void)
{
  g_assert_true (ktg_time_entry_is_future ("2024-11-12T20:32:00+07:00", &now));
  g_assert_false (ktg_time_entry_is_future ("2024-11-12T20:31:00+07:00", &now));
  g_assert_false (ktg_time_entry_is_future ("2024-11-12", &now));
  g_assert_true (ktg_time_entry_is_future ("2024-11-13", &now));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-entry/what-officers-write-is-understood", test_understood);
  g_test_add_func ("/time-entry/every-result-is-a-time", test_every_result_is_a_time);
  g_test_add_func ("/time-entry/a-slip-is-never-more-than-not-understood", test_damaged);
  g_test_add_func ("/time-entry/a-time-of-day-stands-alone", test_clock);
  g_test_add_func ("/time-entry/today-is-the-day-of-this-clock", test_today);
  g_test_add_func ("/time-entry/a-time-to-come-is-noticed", test_future);

  return g_test_run ();
}
