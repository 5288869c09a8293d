/* ktg-time-said.h - what the words of a time say, before anything is counted
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_TIME_UNSAID -1

/**
 * KtgTimeFault:
 * @KTG_TIME_FAULT_NONE: it was understood
 * @KTG_TIME_FAULT_WORDS: they say no time
 * @KTG_TIME_FAULT_NO_DAY: no calendar has that day, like 31 February
 * @KTG_TIME_FAULT_NO_HOUR: no day has that hour, like 25.00 or 20.00 in the morning
 * @KTG_TIME_FAULT_WHICH_HOUR: only a part of the day is named, like "kemarin sore"
 * @KTG_TIME_FAULT_WHICH_DAY: it may be one of two days, like "Minggu lalu"
 * @KTG_TIME_FAULT_WEEKDAY: that date is another day of the week
 * @KTG_TIME_FAULT_MIDNIGHT: the hour belongs to two days, like "12 malam"
 * @KTG_TIME_FAULT_TWO: it says more than one time
 *
 * Why a text was not understood.
 */
typedef enum
{
  KTG_TIME_FAULT_NONE,
  KTG_TIME_FAULT_WORDS,
  KTG_TIME_FAULT_NO_DAY,
  KTG_TIME_FAULT_NO_HOUR,
  KTG_TIME_FAULT_WHICH_HOUR,
  KTG_TIME_FAULT_WHICH_DAY,
  KTG_TIME_FAULT_WEEKDAY,
  KTG_TIME_FAULT_MIDNIGHT,
  KTG_TIME_FAULT_TWO,
} KtgTimeFault;

/* Which of the days of that name. */
typedef enum
{
  KTG_TIME_WEEK_BARE, /* the last one, if it is not today's name */
  KTG_TIME_WEEK_PAST, /* the last one before today */
  KTG_TIME_WEEK_THIS, /* from Monday on */
  KTG_TIME_WEEK_LAST,
} KtgTimeWeek;

/* A part of the day, and the hours in it. */
typedef struct
{
  const char *word;
  int         first_hour, last_hour;
} KtgDayPart;

typedef struct
{
  int               year, month, day; /* 0: not said; a day may come without its month */
  gboolean          is_relative;      /* counted from today: … */
  int               days_ago;         /* … below zero for days to come */
  int               weekday;          /* from Monday, 1; 0: not said */
  KtgTimeWeek       week;
  int               hour, minute, second; /* hour: or KTG_TIME_UNSAID */
  const KtgDayPart *part;                 /* or NULL */
  gboolean          is_last_night;
  gboolean          is_earlier;  /* of today, … */
  gboolean          is_spoken;   /* … and the hour may be one of either half of the day */
  gint64            minutes_ago; /* or KTG_TIME_UNSAID */
  int               utc_offset_s;
  gboolean          has_zone; /* it was said, too */
  KtgTimeFault      fault;
} KtgTimeSaid;

gboolean ktg_time_said_read (KtgTimeSaid *said, const char *typed, int utc_offset_s);
gboolean ktg_time_said_has_day (const KtgTimeSaid *said);
gboolean ktg_time_said_refuse (KtgTimeSaid *said, KtgTimeFault fault);

G_END_DECLS
