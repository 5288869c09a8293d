/* test-moment.c - times as people testify them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-moment.h>

static void
a_wall_clock_is_written_with_its_offset (void)
{
  static const struct
  {
    gint64      wall_us;
    int         utc_offset_s;
    const char *expected;
  } cases[] = {
    { 0, 0, "1970-01-01T00:00:00+00:00" },
    { 1730423553 * G_GINT64_CONSTANT (1000000), 7 * 3600, "2024-11-01T08:12:33+07:00" },
    { 1730423553 * G_GINT64_CONSTANT (1000000) + 999999, 9 * 3600, "2024-11-01T10:12:33+09:00" },
    { 1730423553 * G_GINT64_CONSTANT (1000000), -(3 * 3600 + 1800), "2024-10-31T21:42:33-03:30" },
    { -1, 0, "1969-12-31T23:59:59+00:00" },
    { G_MAXINT64, 0, "9999-12-31T23:59:59+00:00" },
    { G_MININT64, 0, "0001-01-01T00:00:00+00:00" },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      KtgMoment        moment = { cases[i].wall_us, cases[i].utc_offset_s };
      g_autofree char *wall = ktg_moment_dup_wall (&moment);

      g_assert_cmpstr (wall, ==, cases[i].expected);
    }
}

static void
a_time_is_read_back (void)
{
  for (guint i = 0; i < 2000; i++)
    {
      KtgMoment moment = { 0 };
      gint64    time_us = 0;

      moment.wall_us = (gint64)g_test_rand_int () * 2 * G_USEC_PER_SEC;
      moment.utc_offset_s = g_test_rand_int_range (-14 * 60, 14 * 60 + 1) * 60;

      {
        g_autofree char *wall = ktg_moment_dup_wall (&moment);

        g_assert_true (ktg_moment_parse (wall, 0, &time_us));
        g_assert_cmpint (time_us, ==, moment.wall_us);
      }
    }
}

static void
a_day_begins_at_local_midnight (void)
{
  gint64 time_us = 0;

  g_assert_true (ktg_moment_parse ("2024-11-12", 7 * 3600, &time_us));
  g_assert_cmpint (time_us, ==, 1731344400 * G_GINT64_CONSTANT (1000000));
  g_assert_true (ktg_moment_parse ("2024-02-29", 0, NULL));
}

static void
other_forms_are_refused (void)
{
  static const char *const refused[] = {
    "",
    "2024",
    "2024-11",
    "2024-11-1",
    "2024-13-01",
    "2024-00-10",
    "2024-11-00",
    "2023-02-29",
    "0000-01-01",
    "2024/11/12",
    "12-11-2024",
    "2024-11-12 ",
    " 2024-11-12",
    "2024-11-12T",
    "2024-11-12T19:30",
    "2024-11-12T19:30:00",
    "2024-11-12T19:30:00Z",
    "2024-11-12 19:30:00+07:00",
    "2024-11-12t19:30:00+07:00",
    "2024-11-12T24:00:00+07:00",
    "2024-11-12T23:60:00+07:00",
    "2024-11-12T23:59:60+07:00",
    "2024-11-12T19:30:00+24:00",
    "2024-11-12T19:30:00+07:60",
    "2024-11-12T19:30:00*07:00",
    "2024-11-12T19:30:00+07:0x",
    "2024-11-12T19:30:00.5+07:0",
    "٢٠٢٤-11",
  };
  gint64 time_us = 42;

  g_assert_false (ktg_moment_parse (NULL, 0, &time_us));

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    if (ktg_moment_parse (refused[i], 0, &time_us))
      g_error ("\"%s\" was taken for a time", refused[i]);

  g_assert_cmpint (time_us, ==, 42);
}

static void
a_servers_time_is_finer (void)
{
  gint64 time_us = 42;

  g_assert_false (ktg_moment_parse_server_time (NULL, &time_us));
  g_assert_false (ktg_moment_parse_server_time ("yesterday", &time_us));
  g_assert_cmpint (time_us, ==, 42);
  g_assert_true (ktg_moment_parse_server_time ("1970-01-01T07:00:01.113+07:00", &time_us));
  g_assert_cmpint (time_us, ==, 1113000);
  g_assert_true (ktg_moment_parse_server_time ("1970-01-01T00:00:02Z", &time_us));
  g_assert_cmpint (time_us, ==, 2000000);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/moment/a-wall-clock-is-written-with-its-offset",
                   a_wall_clock_is_written_with_its_offset);
  g_test_add_func ("/moment/a-time-is-read-back", a_time_is_read_back);
  g_test_add_func ("/moment/a-day-begins-at-local-midnight", a_day_begins_at_local_midnight);
  g_test_add_func ("/moment/a-servers-time-is-finer", a_servers_time_is_finer);
  g_test_add_func ("/moment/other-forms-are-refused", other_forms_are_refused);

  return g_test_run ();
}
