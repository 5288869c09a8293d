/* ktg-dates.c - days and times as people here write them
 *
 * "12 Nov 2024, 19.30": the day before the month, a full stop in the clock. Month names are
 * translated here, because the locale of a borrowed laptop may not be generated.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-dates.h"

#include "ktg-time-vocabulary.h"

#include <glib/gi18n.h>
#include <stdio.h>
#include <string.h>

#define DAY "2024-11-12"
#define DAY_AND_CLOCK "2024-11-12T19:30:00"

static const char *const months[]
    = { N_ ("Jan"), N_ ("Feb"), N_ ("Mar"), N_ ("Apr"), N_ ("May"), N_ ("Jun"),
        N_ ("Jul"), N_ ("Aug"), N_ ("Sep"), N_ ("Oct"), N_ ("Nov"), N_ ("Dec") };

/* from Monday */
static const char *const weekdays[]
    = { N_ ("Monday"), N_ ("Tuesday"),  N_ ("Wednesday"), N_ ("Thursday"),
        N_ ("Friday"), N_ ("Saturday"), N_ ("Sunday") };

/* likewise */
static const char *const short_weekdays[]
    = { N_ ("Mon"), N_ ("Tue"), N_ ("Wed"), N_ ("Thu"), N_ ("Fri"), N_ ("Sat"), N_ ("Sun") };

/* --- a time in words --- */

static char *
write_day (GDateTime *time)
{
  /* Translators: day, month, year, as in 12 Nov 2024 */
  return g_strdup_printf (_ ("%d %s %d"),
                          g_date_time_get_day_of_month (time),
                          _ (months[g_date_time_get_month (time) - 1]),
                          g_date_time_get_year (time));
}

static char *
write_clock (GDateTime *time)
{
  /* Translators: hours and minutes of a day */
  return g_strdup_printf (_ ("%02d:%02d"),
                          g_date_time_get_hour (time),
                          g_date_time_get_minute (time));
}

static char *
write_day_and_clock (GDateTime *time)
{
  g_autofree char *day = write_day (time);
  g_autofree char *clock = write_clock (time);

  /* Translators: a day, then a clock time */
  return g_strdup_printf (_ ("%s, %s"), day, clock);
}

/* "Tuesday, 12 Nov 2024": no date is read wrong by a day. */
static char *
write_full_day (GDateTime *time)
{
  g_autofree char *day = write_day (time);

  return g_strdup_printf ("%s, %s", _ (weekdays[g_date_time_get_day_of_week (time) - 1]), day);
}

/* --- the time of a clock --- */

/* %NULL: beyond what a calendar has. */
static GDateTime *
local_time_new (gint64 time_us, int utc_offset_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (time_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (utc_offset_s);

  return utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
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

  return time != NULL ? write_day (time) : g_strdup ("");
}

static gboolean
is_same_day (GDateTime *time, GDateTime *other)
{
  return g_date_time_get_year (time) == g_date_time_get_year (other)
         && g_date_time_get_day_of_year (time) == g_date_time_get_day_of_year (other);
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
  g_autoptr (GDateTime) time = local_time_new (time_us, utc_offset_s);
  g_autoptr (GDateTime) now = local_time_new (now_us, utc_offset_s);

  if (time == NULL)
    return g_strdup ("");

  return now != NULL && is_same_day (time, now) ? write_clock (time) : write_day_and_clock (time);
}

/* --- the time of a testimony --- */

/* %NULL: not a time. The clock is the one that its writer looked at, and is not moved. */
static GDateTime *
read_testimony (const char *text, gboolean *has_clock)
{
  int              year, month, day, hour = 0, minute = 0;
  int              n_read = 0;
  g_autofree char *date = g_strndup (text != NULL ? text : "", strlen (DAY));

  if (ktg_moment_parse (date, 0, NULL) && strchr ("T", text[strlen (DAY)]) != NULL)
    n_read = sscanf (text, "%4d-%2d-%2dT%2d:%2d", &year, &month, &day, &hour, &minute);

  *has_clock = n_read == 5;
  return n_read < 3 ? NULL : g_date_time_new_utc (year, month, day, hour, minute, 0);
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
  gboolean has_clock;
  g_autoptr (GDateTime) time = read_testimony (text, &has_clock);

  if (time == NULL)
    return g_strdup (text != NULL ? text : "");

  return has_clock ? write_day_and_clock (time) : write_day (time);
}

/**
 * ktg_dates_dup_moment:
 * @moment: when something was written, by the clock of whoever wrote it
 *
 * Returns: "12 Nov 2024, 19.30", as ktg_dates_dup_testimony() says it
 */
char *
ktg_dates_dup_moment (const KtgMoment *moment)
{
  g_autofree char *wall = ktg_moment_dup_wall (moment);

  return ktg_dates_dup_testimony (wall);
}

/**
 * ktg_dates_dup_beginning:
 * @date: (nullable): a day or a month, "2024-11-12" or "2024-11"
 *
 * Returns: "12 Nov 2024" or "Nov 2024"; @date itself if it is neither
 */
char *
ktg_dates_dup_beginning (const char *date)
{
  int year, month;

  if (date == NULL || strlen (date) != strlen ("2024-11")
      || sscanf (date, "%4d-%2d", &year, &month) != 2 || month < 1 || month > 12)
    return ktg_dates_dup_testimony (date);

  /* Translators: month and year, as in Nov 2024 */
  return g_strdup_printf (_ ("%s %d"), _ (months[month - 1]), year);
}

/**
 * ktg_dates_has_clock:
 * @text: (nullable): a time in a report
 * @utc_offset_s: (out) (optional): seconds east of UTC; left alone if it has none
 *
 * Returns: %TRUE if it says more than the day
 */
gboolean
ktg_dates_has_clock (const char *text, int *utc_offset_s)
{
  gint64           time_us = 0, as_utc_us = 0;
  g_autofree char *as_utc = NULL;

  if (text == NULL || strlen (text) <= strlen (DAY) || !ktg_moment_parse (text, 0, &time_us))
    return FALSE;

  as_utc = g_strdup_printf ("%.*s+00:00", (int)strlen (DAY_AND_CLOCK), text);
  ktg_moment_parse (as_utc, 0, &as_utc_us);
  if (utc_offset_s != NULL)
    *utc_offset_s = (int)((as_utc_us - time_us) / G_USEC_PER_SEC);

  return TRUE;
}

/**
 * ktg_dates_dup_full:
 * @text: a time in a report, or %NULL
 *
 * Nothing is left to be guessed: the day of the week and the zone are said, too.
 *
 * Returns: "Tuesday, 12 Nov 2024" or "Tuesday, 12 Nov 2024, 19.30 WIB"; @text itself if it is
 *   neither
 */
char *
ktg_dates_dup_full (const char *text)
{
  int      utc_offset_s;
  gboolean has_clock;
  g_autoptr (GDateTime) time = read_testimony (text, &has_clock);
  g_autofree char *day = NULL;
  g_autofree char *clock = NULL;
  g_autofree char *zone = NULL;

  if (!ktg_moment_parse (text, 0, NULL) || time == NULL)
    return g_strdup (text != NULL ? text : "");

  day = write_full_day (time);
  if (!ktg_dates_has_clock (text, &utc_offset_s))
    return g_steal_pointer (&day);

  clock = write_clock (time);
  zone = ktg_time_vocabulary_dup_zone (utc_offset_s);
  return g_strdup_printf ("%s, %s %s", day, clock, zone);
}

/**
 * ktg_dates_dup_weekday:
 * @text: a time or day in a report
 *
 * Returns: "Mon"; "" where it is not one
 */
char *
ktg_dates_dup_weekday (const char *text)
{
  gboolean has_clock;
  g_autoptr (GDateTime) time = read_testimony (text, &has_clock);

  return g_strdup (time == NULL ? "" : _ (short_weekdays[g_date_time_get_day_of_week (time) - 1]));
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
  gboolean has_clock;
  g_autoptr (GDateTime) time = read_testimony (text, &has_clock);

  if (time == NULL)
    return g_strdup (text != NULL ? text : "");

  /* Translators: day and month, as in 12 Nov */
  return g_strdup_printf (_ ("%d %s"),
                          g_date_time_get_day_of_month (time),
                          _ (months[g_date_time_get_month (time) - 1]));
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
  g_autoptr (GDateTime) time = g_date_time_new_from_iso8601 (text != NULL ? text : "", NULL);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (utc_offset_s);
  g_autoptr (GDateTime) here = time != NULL ? g_date_time_to_timezone (time, zone) : NULL;

  return here != NULL ? write_day_and_clock (here) : g_strdup (text != NULL ? text : "");
}
