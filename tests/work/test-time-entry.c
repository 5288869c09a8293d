/* test-time-entry.c - times as officers type them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-entry.h"

typedef struct
{
  const char *typed;
  const char *time; /* NULL: it says none */
} Row;

/* Tuesday, 12 November 2024, 20:31:07 in Yogyakarta */
static const KtgMoment now
    = { .wall_us = G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC, .utc_offset_s = 7 * 3600 };

static const Row understood[] = {
  { "12 Nov 2024 19.30", "2024-11-12T19:30:00+07:00" },
  { "12 Nov 2024, 19.30", "2024-11-12T19:30:00+07:00" },
  { "12 november 2024 pukul 19.30", "2024-11-12T19:30:00+07:00" },
  { "12 Nopember 2024 jam 19:30", "2024-11-12T19:30:00+07:00" },
  { "12 Nov 2024 19.30 WIB", "2024-11-12T19:30:00+07:00" },
  { "12 Nov 2024 19.30 WITA", "2024-11-12T19:30:00+08:00" },
  { "12 Nov 2024 19.30 wit", "2024-11-12T19:30:00+09:00" },
  { "2024-11-12 19:30", "2024-11-12T19:30:00+07:00" },
  { "2024-11-12T19:30", "2024-11-12T19:30:00+07:00" },
  { "2024-11-12T19:30:45+08:00", "2024-11-12T19:30:45+08:00" },
  { "2024-11-12", "2024-11-12" },
  { "12/11/2024", "2024-11-12" },
  { "12-11-2024 7.05", "2024-11-12T07:05:00+07:00" },
  { "12.11.2024 07.05", "2024-11-12T07:05:00+07:00" },
  { "12/11/24", "2024-11-12" },
  { "kemarin", "2024-11-11" },
  { "Kemarin 19.30", "2024-11-11T19:30:00+07:00" },
  { "yesterday 19.30", "2024-11-11T19:30:00+07:00" },
  { "hari ini", "2024-11-12" },
  { "hari ini 08.00", "2024-11-12T08:00:00+07:00" },
  { "today", "2024-11-12" },
  { "5 agu", "2024-08-05" },
  { "5 Agt 2024", "2024-08-05" },
  { "17 agustus", "2024-08-17" },
  { "12 Nov", "2024-11-12" },
  { "1 des", "2023-12-01" },
  { "29 Feb 2024", "2024-02-29" },
  { "  12   Mei   2024  ", "2024-05-12" },
};

static const Row not_understood[] = {
  { "", NULL },
  { "   ", NULL },
  { "tadi sore", NULL },
  { "kemarin sore", NULL },
  { "19.30", NULL },
  { "12", NULL },
  { "Nov 2024", NULL },
  { "12 Nov 2024 25.00", NULL },
  { "12 Nov 2024 19.60", NULL },
  { "31 Feb 2024", NULL },
  { "29 Feb 2023", NULL },
  { "12 13 2024", NULL },
  { "kemarin 12 Nov 2024", NULL },
  { "12 Nov Des 2024", NULL },
  { "12 Nov 2024 19.30 20.30", NULL },
  { "99999999999999999999", NULL },
  { "-", NULL },
  { "Selasa", NULL },
};

static void
check_rows (const Row *rows, gsize n_rows)
{
  for (gsize i = 0; i < n_rows; i++)
    {
      g_autofree char *time = ktg_time_entry_parse (rows[i].typed, &now);

      g_test_message ("“%s”", rows[i].typed);
      g_assert_cmpstr (time, ==, rows[i].time);
    }
}

static void
test_understood (void)
{
  check_rows (understood, G_N_ELEMENTS (understood));
}

static void
test_not_guessed (void)
{
  check_rows (not_understood, G_N_ELEMENTS (not_understood));
}

static void
test_every_result_is_a_time (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (understood); i++)
    {
      g_autofree char *time = ktg_time_entry_parse (understood[i].typed, &now);

      g_assert_true (ktg_moment_parse (time, now.utc_offset_s, NULL));
    }
}

static void
test_clock (void)
{
  static const Row clocks[] = {
    { "19.30", "19:30" },     { "pukul 7:05", "07:05" },
    { "19.30 WIB", "19:30" }, { "", NULL },
    { "sore", NULL },         { "25.00", NULL },
    { "12 Nov 19.30", NULL }, { "kemarin 19.30", NULL },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (clocks); i++)
    {
      g_autofree char *clock = ktg_time_entry_parse_clock (clocks[i].typed);

      g_test_message ("“%s”", clocks[i].typed);
      g_assert_cmpstr (clock, ==, clocks[i].time);
    }
}

static void
test_today (void)
{
  KtgMoment        after_midnight = now;
  g_autofree char *today = ktg_time_entry_dup_today (&now);
  g_autofree char *tomorrow = NULL;

  after_midnight.wall_us += 4 * G_TIME_SPAN_HOUR;
  tomorrow = ktg_time_entry_dup_today (&after_midnight);
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
  g_test_add_func ("/time-entry/a-time-of-day-stands-alone", test_clock);
  g_test_add_func ("/time-entry/what-officers-write-is-understood", test_understood);
  g_test_add_func ("/time-entry/what-is-not-said-is-not-guessed", test_not_guessed);
  g_test_add_func ("/time-entry/every-result-is-a-time", test_every_result_is_a_time);
  g_test_add_func ("/time-entry/today-is-the-day-of-this-clock", test_today);
  g_test_add_func ("/time-entry/a-time-to-come-is-noticed", test_future);

  return g_test_run ();
}
