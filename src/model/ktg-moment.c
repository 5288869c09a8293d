/* ktg-moment.c - a time as somebody testified it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-moment.h"

#include <string.h>

#define EPOCH_JULIAN 719163 /* GDate's day number of 1970-01-01 */
#define DAY_S (24 * 60 * 60)

/* The number of exactly @n digits at @text, or -1. */
static int
read_digits (const char *text, int n)
{
  int number = 0;

  for (int i = 0; i < n; i++)
    {
      if (!g_ascii_isdigit (text[i]))
        return -1;

      number = number * 10 + (text[i] - '0');
    }

  return number;
}

static gboolean
read_day (const char *text, gint64 *day)
{
  GDate date = { 0 };
  int   year = read_digits (text, 4);
  int   month = year < 0 || text[4] != '-' ? -1 : read_digits (text + 5, 2);
  int   day_of_month = month < 0 || text[7] != '-' ? -1 : read_digits (text + 8, 2);

  if (day_of_month < 1 || !g_date_valid_dmy (day_of_month, month, year))
    return FALSE;

  g_date_set_dmy (&date, day_of_month, month, year);
  *day = (gint64)g_date_get_julian (&date) - EPOCH_JULIAN;
  return TRUE;
}

/* "hh:mm", in minutes, or -1 */
static int
read_minutes (const char *text)
{
  int hour = read_digits (text, 2);
  int minute = hour < 0 || text[2] != ':' ? -1 : read_digits (text + 3, 2);

  return minute < 0 || hour > 23 || minute > 59 ? -1 : hour * 60 + minute;
}

/* "Thh:mm:ss±hh:mm", in seconds after midnight UTC of the day written */
static gboolean
read_time (const char *text, gint64 *second)
{
  int minutes = text[0] != 'T' ? -1 : read_minutes (text + 1);
  int seconds = minutes < 0 || text[6] != ':' ? -1 : read_digits (text + 7, 2);
  int offset = seconds < 0 || strchr ("+-", text[9]) == NULL ? -1 : read_minutes (text + 10);

  if (offset < 0 || seconds > 59)
    return FALSE;

  *second = minutes * 60 + seconds - (text[9] == '-' ? -offset : offset) * 60;
  return TRUE;
}

/**
 * ktg_moment_dup_wall:
 * @moment: a moment
 *
 * Returns: (transfer full): its wall clock as a person at the device saw it,
 * "2024-11-01T08:12:33+07:00"
 */
char *
ktg_moment_dup_wall (const KtgMoment *moment)
{
  int    offset_min = moment->utc_offset_s / 60;
  gint64 second = moment->wall_us / G_USEC_PER_SEC - (moment->wall_us % G_USEC_PER_SEC < 0);
  gint64 local = CLAMP (second + offset_min * 60, -62135596800, 253402300799);
  gint64 day = local / DAY_S - (local % DAY_S < 0);
  int    of_day = local - day * DAY_S;
  GDate  date = { 0 };

  g_date_set_julian (&date, day + EPOCH_JULIAN);

  return g_strdup_printf ("%04u-%02u-%02uT%02d:%02d:%02d%c%02d:%02d",
                          g_date_get_year (&date),
                          g_date_get_month (&date),
                          g_date_get_day (&date),
                          of_day / 3600,
                          of_day / 60 % 60,
                          of_day % 60,
                          offset_min < 0 ? '-' : '+',
                          ABS (offset_min) / 60,
                          ABS (offset_min) % 60);
}

/**
 * ktg_moment_dup_day:
 * @moment: a moment
 *
 * Returns: (transfer full): its day as a person at the device saw it, "2024-11-12"
 */
char *
ktg_moment_dup_day (const KtgMoment *moment)
{
  char *day = ktg_moment_dup_wall (moment);

  day[strlen ("2024-11-12")] = '\0';
  return day;
}

/**
 * ktg_moment_parse:
 * @text: (nullable): a time as a report writes it
 * @utc_offset_s: where a bare day has its midnight
 * @time_us: (out) (optional): µs since the epoch; left alone on failure
 *
 * Returns: %TRUE if @text is a day, "2024-11-12", or a time with seconds and offset
 */
gboolean
ktg_moment_parse (const char *text, int utc_offset_s, gint64 *time_us)
{
  gsize  length = text != NULL ? strlen (text) : 0;
  gint64 second = -utc_offset_s;
  gint64 day = 0;

  if ((length != 10 && length != 25) || !read_day (text, &day))
    return FALSE;

  if (length == 25 && !read_time (text + 10, &second))
    return FALSE;

  if (time_us != NULL)
    *time_us = (day * DAY_S + second) * G_USEC_PER_SEC;

  return TRUE;
}

/**
 * ktg_moment_parse_server_time:
 * @text: (nullable): RFC 3339, with or without parts of a second
 * @time_us: (out): µs since the epoch; left alone on failure
 *
 * Returns: %TRUE if @text is a time
 */
gboolean
ktg_moment_parse_server_time (const char *text, gint64 *time_us)
{
  g_autoptr (GDateTime) time = text != NULL ? g_date_time_new_from_iso8601 (text, NULL) : NULL;

  if (time == NULL)
    return FALSE;

  *time_us = g_date_time_to_unix (time) * G_USEC_PER_SEC + g_date_time_get_microsecond (time);
  return TRUE;
}
