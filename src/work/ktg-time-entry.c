/* ktg-time-entry.c - a time as an officer types it
 *
 * "Selasa, 12 November 2024", "kemarin jam 7 malam", "2 hari lalu", "19.30", "12/11/2024 7.05 WIT":
 * a day, a clock, or both, in either order; a clock alone is today's. What is not said is not
 * guessed: "tadi sore" is nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-entry.h"

#include <string.h>

#define YEARS_BACK 8 /* from one 29 February to the next, at most */

static GDateTime *
now_new (gint64 wall_us, int utc_offset_s)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (wall_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (utc_offset_s);

  return utc == NULL ? NULL : g_date_time_to_timezone (utc, zone);
}

static gboolean
take_day (KtgTimeSaid *said, GDateTime *today, int days_ago)
{
  g_autoptr (GDateTime) day = g_date_time_add_days (today, -days_ago);

  if (day == NULL)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_NO_DAY);

  g_date_time_get_ymd (day, &said->year, &said->month, &said->day);
  return TRUE;
}

/* Last night began yesterday evening. */
static gboolean
settle_last_night (KtgTimeSaid *said, GDateTime *today)
{
  if (said->day != 0 || said->is_relative || said->weekday != 0)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_TWO);

  if (said->hour == KTG_TIME_UNSAID)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WHICH_HOUR);

  if (said->hour == 12 || (said->hour == 0 && said->minute == 0))
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_MIDNIGHT);

  if (said->hour >= 6 && said->hour < 12)
    said->hour += 12;

  if (said->hour >= 6 && said->hour < 18)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_NO_HOUR);

  said->part = NULL;
  return take_day (said, today, said->hour < 6 ? 0 : 1);
}

/* A day without its year, or its month, too, is the last such day: nobody reports what has yet to
 * happen. */
static gboolean
settle_last_date (KtgTimeSaid *said, GDateTime *today)
{
  int year, month, day, n_months;

  g_date_time_get_ymd (today, &year, &month, &day);
  n_months = year * 12 + month - 1;

  for (int i = 0; i <= YEARS_BACK * 12; i++, n_months--)
    {
      if ((said->month != 0 && n_months % 12 + 1 != said->month) || (i == 0 && said->day > day)
          || !g_date_valid_dmy (said->day, n_months % 12 + 1, n_months / 12))
        continue;

      said->year = n_months / 12;
      said->month = n_months % 12 + 1;
      return TRUE;
    }

  return ktg_time_said_refuse (said, KTG_TIME_FAULT_NO_DAY);
}

static gboolean
settle_weekday (KtgTimeSaid *said, GDateTime *today)
{
  int ago = (g_date_time_get_day_of_week (today) - said->weekday + 7) % 7;

  switch (said->week)
    {
    case KTG_TIME_WEEK_BARE:
      if (ago == 0)
        return ktg_time_said_refuse (said, KTG_TIME_FAULT_WHICH_DAY);
      break;
    case KTG_TIME_WEEK_PAST:
      ago = ago == 0 ? 7 : ago;
      break;
    case KTG_TIME_WEEK_THIS:
    case KTG_TIME_WEEK_LAST:
      ago = g_date_time_get_day_of_week (today) - said->weekday
            + (said->week == KTG_TIME_WEEK_LAST ? 7 : 0);
      break;
    }

  return take_day (said, today, ago);
}

static gboolean
settle_day (KtgTimeSaid *said, GDateTime *today)
{
  if (said->is_last_night)
    return settle_last_night (said, today);

  if (said->is_relative)
    return take_day (said, today, said->days_ago);

  if (said->day != 0)
    return said->year != 0 || settle_last_date (said, today);

  if (said->month != 0)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WORDS);

  if (said->weekday != 0)
    return settle_weekday (said, today);

  if (said->hour == KTG_TIME_UNSAID)
    return ktg_time_said_refuse (said,
                                 said->part != NULL ? KTG_TIME_FAULT_WHICH_HOUR
                                                    : KTG_TIME_FAULT_WORDS);

  return take_day (said, today, 0);
}

/* The days of a date that is said to be a Monday must be one. */
static gboolean
check_day (KtgTimeSaid *said)
{
  GDate date = { 0 };

  if (said->year < 1900 || !g_date_valid_dmy (said->day, said->month, said->year))
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_NO_DAY);

  g_date_set_dmy (&date, said->day, said->month, said->year);
  if (said->weekday != 0 && (int)g_date_get_weekday (&date) != said->weekday)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WEEKDAY);

  return TRUE;
}

static gboolean
is_within (const KtgDayPart *part, int hour)
{
  return hour >= part->first_hour && hour <= part->last_hour;
}

/* "7 malam" is 19.00, as is "19.00 malam"; "12 malam" and "1 malam" are of this day or the next. */
static gboolean
settle_hour (KtgTimeSaid *said)
{
  const KtgDayPart *part = said->part;
  gboolean          is_twelve = part != NULL && strcmp (part->word, "am") == 0 && said->hour == 12;

  if (part == NULL)
    return TRUE;

  if (said->hour == KTG_TIME_UNSAID)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WHICH_HOUR);

  if (is_twelve && said->minute > 0)
    said->hour = 0;
  else if (is_twelve || (strcmp (part->word, "malam") == 0 && (said->hour < 5 || said->hour == 12)))
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_MIDNIGHT);
  else if (!is_within (part, said->hour) && said->hour <= 12 && is_within (part, said->hour + 12))
    said->hour += 12;

  return is_within (part, said->hour) || ktg_time_said_refuse (said, KTG_TIME_FAULT_NO_HOUR);
}

/* "2 jam lalu", to the minute */
static gboolean
settle_minutes_ago (KtgTimeSaid *said, gint64 wall_us)
{
  g_autoptr (GDateTime) then = NULL;

  if (ktg_time_said_has_day (said) || said->hour != KTG_TIME_UNSAID || said->part != NULL)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_TWO);

  then = now_new (wall_us - said->minutes_ago * G_TIME_SPAN_MINUTE, said->utc_offset_s);
  said->hour = g_date_time_get_hour (then);
  said->minute = g_date_time_get_minute (then);
  return take_day (said, then, 0);
}

static gboolean
settle (KtgTimeSaid *said, const char *typed, const KtgMoment *now, int place_offset_s)
{
  g_autoptr (GDateTime) today = NULL;

  if (!ktg_time_said_read (said, typed, place_offset_s))
    return FALSE;

  today = now_new (now->wall_us, said->has_zone ? said->utc_offset_s : now->utc_offset_s);
  if (today == NULL)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WORDS);

  if (said->minutes_ago != KTG_TIME_UNSAID)
    return settle_minutes_ago (said, now->wall_us);

  if (said->has_zone && said->hour == KTG_TIME_UNSAID)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WHICH_HOUR);

  return settle_day (said, today) && check_day (said) && settle_hour (said);
}

static gboolean
is_clock (KtgTimeSaid *said)
{
  if (ktg_time_said_has_day (said) || said->month != 0 || said->minutes_ago != KTG_TIME_UNSAID
      || (said->hour == KTG_TIME_UNSAID && said->part == NULL))
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WORDS);

  return TRUE;
}

static char *
write_said (const KtgTimeSaid *said)
{
  int zone_min = ABS (said->utc_offset_s) / 60;

  if (said->hour == KTG_TIME_UNSAID)
    return g_strdup_printf ("%04d-%02d-%02d", said->year, said->month, said->day);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:%02d%c%02d:%02d",
                          said->year,
                          said->month,
                          said->day,
                          said->hour,
                          said->minute,
                          said->second,
                          said->utc_offset_s < 0 ? '-' : '+',
                          zone_min / 60,
                          zone_min % 60);
}

/* "tadi jam 8" is the last eight o'clock of today that has been. */
static void
settle_latest (KtgTimeSaid *said, gint64 now_us)
{
  gint64           time_us = 0;
  g_autofree char *later = NULL;

  if (!said->is_earlier || !said->is_spoken || said->part != NULL || said->days_ago != 0
      || said->hour < 1 || said->hour > 11)
    return;

  said->hour += 12;
  later = write_said (said);
  if (!ktg_moment_parse (later, 0, &time_us) || time_us > now_us)
    said->hour -= 12;
}

/**
 * ktg_time_entry_parse:
 * @typed: what the officer wrote
 * @now: what "yesterday" and a missing year are counted from, with this device's zone: she says it
 *   where she sits
 * @place_offset_s: the zone of a clock that names none, seconds east of UTC
 * @fault: (out) (optional): why it says no time
 *
 * Returns: (nullable): a day or a time as in ktg-moment.h; %NULL if it says neither
 */
char *
ktg_time_entry_parse (const char      *typed,
                      const KtgMoment *now,
                      int              place_offset_s,
                      KtgTimeFault    *fault)
{
  KtgTimeSaid said = { 0 };
  gboolean    is_time = ktg_moment_parse (typed, place_offset_s, NULL);

  if (!is_time && settle (&said, typed, now, place_offset_s))
    settle_latest (&said, now->wall_us);

  if (fault != NULL)
    *fault = said.fault;

  if (said.fault != KTG_TIME_FAULT_NONE)
    return NULL;

  return is_time ? g_strdup (typed) : write_said (&said);
}

/**
 * ktg_time_entry_parse_clock:
 * @typed: what the officer wrote
 * @fault: (out) (optional): why it says no time of day
 *
 * Returns: (nullable): a time of day, "19:30"; %NULL if it says none, or a day, too
 */
char *
ktg_time_entry_parse_clock (const char *typed, KtgTimeFault *fault)
{
  KtgTimeSaid said;

  if (ktg_time_said_read (&said, typed, 0) && is_clock (&said))
    settle_hour (&said);

  if (fault != NULL)
    *fault = said.fault;

  return said.fault == KTG_TIME_FAULT_NONE ? g_strdup_printf ("%02d:%02d", said.hour, said.minute)
                                           : NULL;
}

/**
 * ktg_time_entry_is_future:
 * @text: a time as in ktg-moment.h
 * @now: the present
 *
 * Returns: %TRUE if @text lies after @now on this device's clock
 */
gboolean
ktg_time_entry_is_future (const char *text, const KtgMoment *now)
{
  gint64 time_us;

  return ktg_moment_parse (text, now->utc_offset_s, &time_us) && time_us > now->wall_us;
}
