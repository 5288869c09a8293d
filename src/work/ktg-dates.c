/* ktg-dates.c - days and times as people here write them
 *
 * "12 Nov 2024, 19.30": the day before the month, a full stop in the clock. Month names are
 * translated here, because the locale of a borrowed laptop may not be generated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"

#include <glib/gi18n.h>

#include <stdio.h>
#include <string.h>

static const char *const months[]
    = { N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
        N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec") };

static GDateTime *
local_time_new (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (utc_offset_s);

  return utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
}

static char *
write_day (int day, int month, int year)
{
  /* Translators: day, month, year, as in 12 Nov 2024 */
  return g_strdup_printf (_ ("%d %s %d"), day, _ (months[month - 1]), year);
}

static char *
write_day_short (int day, int month)
{
  /* Translators: day and month, as in 12 Nov */
  return g_strdup_printf (_ ("%d %s"), day, _ (months[month - 1]));
}

static char *
write_clock (int hour, int minute)
{
  /* Translators: hours and minutes of a day */
  return g_strdup_printf (_ ("%02d:%02d"), hour, minute);
}

/**
 * ktg_dates_dup_day:
 * @time_us: µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "12 Nov 2024"
 */
char *
ktg_dates_dup_day (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) time = local_time_new (time_us, utc_offset_s);

  if (time == NULL)
    return g_strdup ("");

  return write_day (g_date_time_get_day_of_month (time),
                    g_date_time_get_month (time),
                    g_date_time_get_year (time));
}

/**
 * ktg_dates_dup_day_short:
 * @time_us: µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "12 Nov"
 */
char *
ktg_dates_dup_day_short (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) time = local_time_new (time_us, utc_offset_s);

  if (time == NULL)
    return g_strdup ("");

  return write_day_short (g_date_time_get_day_of_month (time), g_date_time_get_month (time));
}

/**
 * ktg_dates_dup_clock:
 * @time_us: µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "20.31"
 */
char *
ktg_dates_dup_clock (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) time = local_time_new (time_us, utc_offset_s);

  if (time == NULL)
    return g_strdup ("");

  return write_clock (g_date_time_get_hour (time), g_date_time_get_minute (time));
}

/**
 * ktg_dates_dup_clock_seconds:
 * @time_us: µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "20.31.07"
 */
char *
ktg_dates_dup_clock_seconds (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) time = local_time_new (time_us, utc_offset_s);

  if (time == NULL)
    return g_strdup ("");

  /* Translators: hours, minutes and seconds of a day */
  return g_strdup_printf (_ ("%02d:%02d:%02d"),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time),
                          g_date_time_get_second (time));
}

/**
 * ktg_dates_dup_day_and_clock:
 * @time_us: µs since the epoch
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "12 Nov 2024, 20.31"
 */
char *
ktg_dates_dup_day_and_clock (gint64 time_us, int utc_offset_s)
{
  g_autofree char *day = ktg_dates_dup_day (time_us, utc_offset_s);
  g_autofree char *clock = ktg_dates_dup_clock (time_us, utc_offset_s);

  /* Translators: a day, then a clock time */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

/**
 * ktg_dates_dup_near:
 * @time_us: µs since the epoch
 * @now_us: the present, likewise
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: the clock alone for a time of the same day, else the day with it
 */
char *
ktg_dates_dup_near (gint64 time_us, gint64 now_us, int utc_offset_s)
{
  g_autofree char *day = ktg_dates_dup_day (time_us, utc_offset_s);
  g_autofree char *today = ktg_dates_dup_day (now_us, utc_offset_s);

  if (g_str_equal (day, today))
    return ktg_dates_dup_clock (time_us, utc_offset_s);

  return ktg_dates_dup_day_and_clock (time_us, utc_offset_s);
}

static int
read_testimony (const char *text, int *year, int *month, int *day, int *hour, int *minute)
{
  int n_read = sscanf (text, "%4d-%2d-%2dT%2d:%2d", year, month, day, hour, minute);

  if (n_read < 3 || *month < 1 || *month > 12)
    return 0;

  return n_read;
}

/**
 * ktg_dates_dup_testimony:
 * @text: a time in a report, as in ktg-moment.h, or %NULL
 *
 * The clock is the one its writer looked at: it is not moved to this device's zone.
 *
 * Returns: "12 Nov 2024" or "12 Nov 2024, 19.30"; @text itself if it is neither
 */
char *
ktg_dates_dup_testimony (const char *text)
{
  int              year, month, day, hour, minute;
  int              n_read;
  g_autofree char *date = NULL;
  g_autofree char *clock = NULL;

  if (text == NULL)
    return g_strdup ("");

  n_read = read_testimony (text, &year, &month, &day, &hour, &minute);

  if (n_read == 0)
    return g_strdup (text);

  date = write_day (day, month, year);

  if (n_read < 5)
    return g_steal_pointer (&date);

  clock = write_clock (hour, minute);
  return g_strdup_printf (_ ("%s, %s"), date, clock);
}

/**
 * ktg_dates_dup_testimony_short:
 * @text: a time in a report, or %NULL
 *
 * Returns: "12 Nov"
 */
char *
ktg_dates_dup_testimony_short (const char *text)
{
  int year, month, day, hour, minute;

  if (text == NULL)
    return g_strdup ("");

  if (read_testimony (text, &year, &month, &day, &hour, &minute) == 0)
    return g_strdup (text);

  return write_day_short (day, month);
}

/**
 * ktg_dates_dup_testimony_at:
 * @text: a time in RFC 3339, such as a server's, or %NULL
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: "12 Nov 2024, 20.31" on this device's clock; @text itself if it cannot be read
 */
char *
ktg_dates_dup_testimony_at (const char *text, int utc_offset_s)
{
  g_autoptr (GDateTime) time = NULL;

  if (text == NULL || *text == '\0')
    return g_strdup ("");

  time = g_date_time_new_from_iso8601 (text, NULL);

  if (time == NULL)
    return g_strdup (text);

  return ktg_dates_dup_day_and_clock (g_date_time_to_unix (time) * G_USEC_PER_SEC, utc_offset_s);
}
