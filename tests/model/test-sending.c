/* test-sending.c - what may be sent, and whose day it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-sending.h>

#define JAKARTA_S (7 * 3600)
#define HOUR_US G_TIME_SPAN_HOUR
#define DAY_US (24 * HOUR_US)
/* 26 November 2024, 16.59 UTC: in Jakarta it is a minute to midnight. */
#define MINUTE_TO_MIDNIGHT_US G_GINT64_CONSTANT (1732640340000000)
#define ITS_DAY 20053

static gint64
find_day (gint64 wall_us, int utc_offset_s, gint64 server_offset_ms)
{
  KtgMoment now = { .wall_us = wall_us, .utc_offset_s = utc_offset_s };

  return ktg_sending_find_day (&now, server_offset_ms);
}

static void
test_a_day_is_one_of_the_calendar_here (void)
{
  g_assert_cmpint (find_day (MINUTE_TO_MIDNIGHT_US, JAKARTA_S, 0), ==, ITS_DAY);
  g_assert_cmpint (find_day (MINUTE_TO_MIDNIGHT_US + HOUR_US, JAKARTA_S, 0), ==, ITS_DAY + 1);
  g_assert_cmpint (find_day (MINUTE_TO_MIDNIGHT_US + HOUR_US, 0, 0), ==, ITS_DAY);
  g_assert_cmpint (find_day (-1, 0, 0), ==, -1);
}

/* A computer whose battery is dead begins in 1970 each time it is started; where the server's time
 * is known no such day is spent, and none can be spent twice. */
static void
test_the_servers_clock_says_which_day_it_is (void)
{
  gint64 offset_ms = MINUTE_TO_MIDNIGHT_US / 1000;

  g_assert_cmpint (find_day (0, JAKARTA_S, offset_ms), ==, ITS_DAY);
  g_assert_cmpint (find_day (MINUTE_TO_MIDNIGHT_US + DAY_US, JAKARTA_S, -DAY_US / 1000),
                   ==,
                   ITS_DAY);
}

static void
test_midnight_is_told_by_the_clock_that_people_see (void)
{
  KtgMoment now = { .wall_us = MINUTE_TO_MIDNIGHT_US, .utc_offset_s = JAKARTA_S };

  g_assert_cmpint (ktg_sending_find_midnight_us (&now, 0) - now.wall_us, ==, G_TIME_SPAN_MINUTE);
  /* The server is an hour ahead: its day has begun, and 23 hours and a minute are left. */
  g_assert_cmpint (ktg_sending_find_midnight_us (&now, HOUR_US / 1000) - now.wall_us,
                   ==,
                   23 * HOUR_US + G_TIME_SPAN_MINUTE);
}

static void
test_the_first_rule_that_holds_is_the_reason (void)
{
  KtgSending sending
      = { .rules = { TRUE, TRUE, TRUE, 100 }, .is_metered = TRUE, .spent_bytes = 100 };

  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_PAUSED);
  g_assert_true (ktg_sending_holds_previews (&sending));
  sending.rules.is_paused = FALSE;
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_ORIGINALS);
  g_assert_false (ktg_sending_holds_previews (&sending));
  sending.rules.holds_originals = FALSE;
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_METERED);
  sending.is_metered = FALSE;
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_BUDGET);
  sending.spent_bytes = 99;
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_NONE);
  g_assert_cmpuint (ktg_sending_get_allowance (&sending), ==, 1);
  sending.spent_bytes = 500; /* the limit was lowered */
  g_assert_cmpuint (ktg_sending_get_allowance (&sending), ==, 0);
  sending.rules.day_bytes = 0; /* no other day will let them go */
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_ORIGINALS);
  sending.rules = ktg_sending_rules_get_usual ();
  g_assert_cmpint (ktg_sending_judge_original (&sending), ==, KTG_HOLD_NONE);
  g_assert_cmpuint (ktg_sending_get_allowance (&sending), ==, G_MAXUINT64);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/sending/day", test_a_day_is_one_of_the_calendar_here);
  g_test_add_func ("/sending/server", test_the_servers_clock_says_which_day_it_is);
  g_test_add_func ("/sending/midnight", test_midnight_is_told_by_the_clock_that_people_see);
  g_test_add_func ("/sending/judge", test_the_first_rule_that_holds_is_the_reason);

  return g_test_run ();
}
