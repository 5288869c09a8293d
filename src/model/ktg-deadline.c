/* ktg-deadline.c - until when something may be done, in each way of counting days
 *
 * The laws say "days" and "working days", and some of what they say could not be read. So both are
 * counted, and who shows them says which of the two is the law's. A day begins and ends at midnight
 * of the place.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-deadline.h"

#include "ktg-moment.h"

#include <stdlib.h>
#include <string.h>

#define DAY_US (24 * 60 * 60 * G_TIME_SPAN_SECOND)
#define EPOCH_JULIAN 719163 /* GDate's day number of 1970-01-01 */
#define DAY_CHARS 10        /* of "2024-11-12" */

/* The days before 1970 are negative. */
static gint64
count_days (gint64 time_us, int utc_offset_s)
{
  gint64 local_us = time_us + utc_offset_s * G_TIME_SPAN_SECOND;

  return local_us / DAY_US - (local_us % DAY_US < 0);
}

static void
write_day (gint64 day, char text[DAY_CHARS + 1])
{
  GDate date = { 0 };

  g_date_set_julian (&date, (guint32)(day + EPOCH_JULIAN));
  g_snprintf (text,
              DAY_CHARS + 1,
              "%04u-%02u-%02u",
              g_date_get_year (&date),
              g_date_get_month (&date),
              g_date_get_day (&date));
}

static gboolean
is_weekend (gint64 day)
{
  GDate date = { 0 };

  g_date_set_julian (&date, (guint32)(day + EPOCH_JULIAN));
  return g_date_get_weekday (&date) >= G_DATE_SATURDAY;
}

/* Of a year of which no holiday is known, weekdays are working days, and @self says so. */
static gboolean
is_working_day (KtgDeadline *self, gint64 day, const GPtrArray *years)
{
  char                  text[DAY_CHARS + 1];
  const KtgHolidayYear *year;

  write_day (day, text);
  year = ktg_holiday_years_find (years, atoi (text));
  self->knows_holidays &= year != NULL;
  return !is_weekend (day) && (year == NULL || ktg_holiday_year_get_day (year, text) == NULL);
}

static gint64
add_working_days (KtgDeadline *self, gint64 day, int n_days, const GPtrArray *years)
{
  while (n_days > 0)
    n_days -= is_working_day (self, ++day, years);

  return day;
}

static void
set_reading (KtgDeadlineReading *reading, gint64 day, int utc_offset_s)
{
  write_day (day, reading->day);
  reading->ends_us = (day + 1) * DAY_US - utc_offset_s * G_TIME_SPAN_SECOND;
}

/**
 * ktg_deadline_reckon:
 * @self: (out): the deadline, of no term, election or zone yet
 * @start: (nullable): the time or day it begins, as in ktg-moment.h
 * @n_days: how many it may take
 * @law_says: which days the law counts
 * @utc_offset_s: where it happened
 * @holiday_years: (nullable) (element-type KtgHolidayYear): what is known of holidays
 *
 * The day after that of @start at the place is the first.
 *
 * Returns: %FALSE if @start cannot be read; @self is as it was
 */
gboolean
ktg_deadline_reckon (KtgDeadline     *self,
                     const char      *start,
                     int              n_days,
                     KtgDayKind       law_says,
                     int              utc_offset_s,
                     const GPtrArray *holiday_years)
{
  gint64 start_us = 0;
  gint64 first = 0;

  if (!ktg_moment_parse (start, utc_offset_s, &start_us))
    return FALSE;

  first = count_days (start_us, utc_offset_s);
  *self = (KtgDeadline){ 0 };
  write_day (first, self->start);
  self->law_says = law_says;
  self->utc_offset_s = utc_offset_s;
  self->knows_holidays = TRUE;
  set_reading (&self->calendar, first + n_days, utc_offset_s);
  set_reading (&self->working, add_working_days (self, first, n_days, holiday_years), utc_offset_s);
  return TRUE;
}

/**
 * ktg_deadline_has_open_law:
 * @self: a deadline
 *
 * Returns: whether its term is that of one election's law, and which election it is is not known
 */
gboolean
ktg_deadline_has_open_law (const KtgDeadline *self)
{
  return self->election == NULL && self->term != NULL
         && g_strcmp0 (self->term->regime, KTG_TERM_REGIME_ASN) != 0;
}

/**
 * ktg_deadline_get_reading:
 * @self: a deadline
 *
 * Returns: (transfer none): the reading to go by: the law's own, or where that is not known the
 * strict one, calendar days
 */
const KtgDeadlineReading *
ktg_deadline_get_reading (const KtgDeadline *self)
{
  return self->law_says == KTG_DAY_KIND_WORKING ? &self->working : &self->calendar;
}

static int
count_left (const KtgDeadline *self, const KtgDeadlineReading *reading, gint64 now_us)
{
  gint64 last = count_days (reading->ends_us - 1, self->utc_offset_s);

  return (int)CLAMP (last - count_days (now_us, self->utc_offset_s), G_MININT, G_MAXINT);
}

/**
 * ktg_deadline_get_days_left:
 * @self: a deadline
 * @now_us: µs since the epoch
 *
 * Returns: days of the calendar after today, at the place, by the reading to go by: 0 on the last
 * day, negative after it
 */
int
ktg_deadline_get_days_left (const KtgDeadline *self, gint64 now_us)
{
  return count_left (self, ktg_deadline_get_reading (self), now_us);
}

/**
 * ktg_deadline_get_working_days_left:
 * @self: a deadline
 * @now_us: µs since the epoch
 *
 * Returns: days of the calendar after today, at the place, if working days count
 */
int
ktg_deadline_get_working_days_left (const KtgDeadline *self, gint64 now_us)
{
  return count_left (self, &self->working, now_us);
}

/**
 * ktg_deadline_judge:
 * @self: a deadline
 * @at_us: when it was done, µs since the epoch
 *
 * Returns: whether that was in time
 */
KtgInTime
ktg_deadline_judge (const KtgDeadline *self, gint64 at_us)
{
  if (at_us < ktg_deadline_get_reading (self)->ends_us)
    return KTG_IN_TIME_YES;

  return self->law_says == KTG_DAY_KIND_UNKNOWN && at_us < self->working.ends_us
             ? KTG_IN_TIME_IF_WORKING_DAYS
             : KTG_IN_TIME_NO;
}

static gboolean
is_left_out (const KtgDeadline *self, const KtgHoliday *holiday)
{
  gint64 day_us = 0;

  ktg_moment_parse (holiday->day, 0, &day_us);
  return strcmp (self->start, holiday->day) < 0 && strcmp (holiday->day, self->working.day) < 0
         && !is_weekend (count_days (day_us, 0));
}

/**
 * ktg_deadline_list_holidays:
 * @self: a deadline
 * @holiday_years: (element-type KtgHolidayYear): what it was reckoned with
 *
 * Returns: (transfer container) (element-type KtgHoliday): the weekdays that are no working days
 */
GPtrArray *
ktg_deadline_list_holidays (const KtgDeadline *self, const GPtrArray *holiday_years)
{
  GPtrArray *left_out = g_ptr_array_new ();

  for (guint i = 0; i < holiday_years->len; i++)
    {
      const KtgHolidayYear *year = g_ptr_array_index (holiday_years, i);

      for (guint j = 0; j < year->days->len; j++)
        if (is_left_out (self, g_ptr_array_index (year->days, j)))
          g_ptr_array_add (left_out, g_ptr_array_index (year->days, j));
    }

  return left_out;
}
