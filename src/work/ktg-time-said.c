/* ktg-time-said.c - what the words of a time say, before anything is counted
 *
 * Each rule takes the words that it knows. Which day "Senin lalu" is, is another file's.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-said.h"

#include "ktg-time-vocabulary.h"

#include <stdlib.h>
#include <string.h>

#define LAST_YEAR 9999
#define TOO_MUCH (LAST_YEAR + 1) /* what is more than that is this */
#define LONGEST_DAYS 3660        /* "400 hari lalu" is a day, "9999 hari lalu" a slip */

static const KtgDayPart day_parts[] = {
  { "dinihari", 0, 5 }, { "pagi", 0, 11 },       { "siang", 10, 15 },   { "sore", 14, 18 },
  { "petang", 15, 19 }, { "afternoon", 12, 18 }, { "evening", 17, 23 }, { "malam", 18, 23 },
  { "am", 0, 11 },      { "pm", 12, 23 },
};

typedef struct
{
  char       **words;
  guint        n_words;
  guint        at;
  KtgTimeSaid *said;
} Reading;

/* --- words --- */

static const char *
peek (const Reading *reading, guint ahead)
{
  return reading->at + ahead < reading->n_words ? reading->words[reading->at + ahead] : "";
}

static gboolean
is_next (const Reading *reading, guint ahead, const char *word)
{
  return strcmp (peek (reading, ahead), word) == 0;
}

static gboolean
was_before (const Reading *reading, const char *word)
{
  return reading->at > 0 && strcmp (reading->words[reading->at - 1], word) == 0;
}

static gboolean
take (Reading *reading, guint n_words)
{
  reading->at += n_words;
  return TRUE;
}

static gboolean
refuse (Reading *reading, KtgTimeFault fault)
{
  return !ktg_time_said_refuse (reading->said, fault);
}

/* A number of up to four digits, or KTG_TIME_UNSAID. */
static int
get_number (const char *word)
{
  gsize length = strlen (word);

  return length == 0 || length > 4 || strspn (word, "0123456789") != length ? KTG_TIME_UNSAID
                                                                            : atoi (word);
}

/* Numbers of @word that stand between one of @separators; 0 if anything else is there. */
static int
read_numbers (const char *word, const char *separators, int numbers[3])
{
  int n_numbers = 0;

  while (n_numbers < 3)
    {
      char *end = NULL;

      if (!g_ascii_isdigit (*word))
        return 0;

      numbers[n_numbers++] = (int)MIN (strtoul (word, &end, 10), (gulong)TOO_MUCH);

      if (*end == '\0')
        return n_numbers;

      if (strchr (separators, *end) == NULL)
        return 0;

      word = end + 1;
    }

  return 0;
}

static const KtgDayPart *
find_part (const char *word)
{
  for (gsize i = 0; i < G_N_ELEMENTS (day_parts); i++)
    if (strcmp (day_parts[i].word, word) == 0)
      return &day_parts[i];

  return NULL;
}

static gboolean
is_month (const char *word)
{
  int month;

  return ktg_time_vocabulary_find_month (word, &month);
}

/* --- what was said --- */

/* Nothing more can be said of the day. */
static gboolean
has_whole_day (const KtgTimeSaid *said)
{
  return said->is_relative || said->is_last_night || said->year != 0
         || (said->weekday != 0 && said->day == 0);
}

static gboolean
set_date (Reading *reading, int year, int month, int day)
{
  KtgTimeSaid *said = reading->said;

  if (said->day != 0 || said->month != 0 || said->is_relative)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  if (day < 1 || day > 31 || month < 1 || month > 12 || year > LAST_YEAR)
    return refuse (reading, KTG_TIME_FAULT_NO_DAY);

  said->year = year > 0 && year < 100 ? year + 2000 : year;
  said->month = month;
  said->day = day;
  return TRUE;
}

static gboolean
set_days_ago (Reading *reading, int days_ago)
{
  if (reading->said->day != 0 || reading->said->is_relative)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  reading->said->days_ago = days_ago;
  reading->said->is_relative = TRUE;
  return TRUE;
}

static gboolean
set_clock (Reading *reading, int hour, int minute, int second)
{
  if (reading->said->hour != KTG_TIME_UNSAID)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  if (hour == 24 && minute == 0)
    return refuse (reading, KTG_TIME_FAULT_MIDNIGHT);

  if (hour > 23 || minute > 59 || second > 59)
    return refuse (reading, KTG_TIME_FAULT_NO_HOUR);

  reading->said->hour = hour;
  reading->said->minute = minute;
  reading->said->second = second;
  return TRUE;
}

/* --- the rules: each takes the words that it knows --- */

/* "2 hari lalu", "1 week ago", "3 jam lalu" */
static gboolean
read_ago (Reading *reading)
{
  static const struct
  {
    const char *word;
    int         minutes;
  } units[] = {
    { "day", 24 * 60 }, { "week", 7 * 24 * 60 }, { "minggu", 7 * 24 * 60 },
    { "clock", 60 },    { "hour", 60 },          { "minute", 1 },
  };
  int n = get_number (peek (reading, 0));

  if (n == KTG_TIME_UNSAID || !is_next (reading, 2, "ago"))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (units); i++)
    {
      gint64 minutes = (gint64)n * units[i].minutes;

      if (!is_next (reading, 1, units[i].word))
        continue;

      take (reading, 3);
      if (minutes > LONGEST_DAYS * 24 * 60)
        return refuse (reading, KTG_TIME_FAULT_WORDS);
      if (units[i].minutes >= 24 * 60)
        return set_days_ago (reading, (int)(minutes / (24 * 60)));

      reading->said->minutes_ago = minutes;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_day_word (Reading *reading)
{
  static const struct
  {
    const char *word;
    int         days_ago;
  } days[] = {
    { "today", 0 }, { "yesterday", 1 }, { "ereyesterday", 2 }, { "tomorrow", -1 }, { "lusa", -2 },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    if (is_next (reading, 0, days[i].word))
      {
        take (reading, 1);
        return set_days_ago (reading, days[i].days_ago);
      }

  return FALSE;
}

/* "tadi pagi" is today's, "tadi malam" last night's; "tadi" adds nothing to a day that is named. */
static gboolean
read_earlier (Reading *reading)
{
  if (is_next (reading, 0, "now"))
    reading->said->minutes_ago = 0;
  else if (is_next (reading, 0, "lastnight"))
    reading->said->is_last_night = TRUE;
  else if (!is_next (reading, 0, "earlier"))
    return FALSE;
  else if (!ktg_time_said_has_day (reading->said))
    {
      reading->said->is_earlier = TRUE;
      set_days_ago (reading, 0);
    }

  return take (reading, 1);
}

/* How many words after a weekday say which week is meant. */
static guint
read_week (const Reading *reading, guint ahead, KtgTimeWeek *week)
{
  gboolean is_week = is_next (reading, ahead, "week") || is_next (reading, ahead, "minggu");

  if (is_next (reading, ahead, "ago") || is_next (reading, ahead, "yesterday"))
    *week = KTG_TIME_WEEK_PAST;
  else if (is_next (reading, ahead, "this"))
    *week = KTG_TIME_WEEK_THIS;
  else if (is_week && is_next (reading, ahead + 1, "ago"))
    *week = KTG_TIME_WEEK_LAST;
  else if (is_week && is_next (reading, ahead + 1, "this"))
    *week = KTG_TIME_WEEK_THIS;
  else if (is_next (reading, ahead, "last") && is_next (reading, ahead + 1, "week"))
    *week = KTG_TIME_WEEK_LAST;
  else
    return 0;

  return is_week || is_next (reading, ahead, "last") ? 2 : 1;
}

/* "Malam Minggu" is the evening before that Sunday, or so it is mostly meant; of "7 malam Minggu"
 * the evening is the hour's. */
static gboolean
is_eve (const Reading *reading)
{
  return was_before (reading, "malam")
         && (reading->at < 2 || !g_ascii_isdigit (*reading->words[reading->at - 2]));
}

/* "Minggu lalu" is a week, or a Sunday: only "hari Minggu lalu" is one of them. */
static gboolean
read_weekday (Reading *reading)
{
  gboolean    is_last = is_next (reading, 0, "last");
  guint       ahead = is_last ? 1 : 0;
  int         weekday = 0;
  KtgTimeWeek week = is_last ? KTG_TIME_WEEK_PAST : KTG_TIME_WEEK_BARE;
  guint       n_more;

  if (!ktg_time_vocabulary_find_weekday (peek (reading, ahead), &weekday))
    return FALSE;

  n_more = is_last ? 0 : read_week (reading, 1, &week);
  if (reading->said->weekday != 0)
    return refuse (reading, KTG_TIME_FAULT_TWO);
  if (is_eve (reading)
      || (is_next (reading, 0, "minggu") && n_more > 0 && !was_before (reading, "day")))
    return refuse (reading, KTG_TIME_FAULT_WHICH_DAY);

  reading->said->weekday = weekday;
  reading->said->week = week;
  return take (reading, 1 + ahead + n_more);
}

static gboolean
read_month (Reading *reading)
{
  int month;

  if (!ktg_time_vocabulary_find_month (peek (reading, 0), &month))
    return FALSE;

  if (reading->said->month != 0 || reading->said->is_relative)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  reading->said->month = month;
  return take (reading, 1);
}

/* "17 Agustus lalu", "tanggal 5 kemarin": the last such day, as without it */
static gboolean
read_past_date (Reading *reading)
{
  const KtgTimeSaid *said = reading->said;

  return said->day != 0 && said->year == 0 && !said->is_relative
         && (is_next (reading, 0, "ago") || is_next (reading, 0, "yesterday")) && take (reading, 1);
}

/* "+07:00", "+7", "+0700" */
static gboolean
read_offset (Reading *reading)
{
  const char *word = peek (reading, 0);
  int         numbers[3] = { 0 };
  int         n_numbers = *word == '+' ? read_numbers (word + 1, ":.", numbers) : 0;

  if (n_numbers == 0)
    return FALSE;

  if (n_numbers == 1 && numbers[0] >= 100)
    {
      numbers[1] = numbers[0] % 100;
      numbers[0] /= 100;
    }

  if (n_numbers == 3 || numbers[0] > 14 || numbers[1] > 59)
    return FALSE;

  reading->said->utc_offset_s = (numbers[0] * 60 + numbers[1]) * 60;
  reading->said->has_zone = TRUE;
  return take (reading, 1);
}

static gboolean
read_zone (Reading *reading)
{
  int utc_offset_s;

  if (!ktg_time_vocabulary_find_zone (peek (reading, 0), &utc_offset_s))
    return read_offset (reading);

  if (reading->said->has_zone)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  reading->said->utc_offset_s = utc_offset_s;
  reading->said->has_zone = TRUE;
  return take (reading, 1);
}

static gboolean
read_part (Reading *reading)
{
  const KtgDayPart *part = find_part (peek (reading, 0));

  if (is_next (reading, 0, "midnight"))
    return refuse (reading, KTG_TIME_FAULT_MIDNIGHT);

  if (part == NULL)
    return FALSE;

  if (reading->said->part != NULL)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  reading->said->part = part;
  return take (reading, 1);
}

/* "setengah 8" is 7.30, "half past 7" as well. */
static gboolean
read_half (Reading *reading)
{
  gboolean is_to = is_next (reading, 0, "halfto");
  int      hour = get_number (peek (reading, 1));

  if (!is_to && !is_next (reading, 0, "halfpast"))
    return FALSE;

  if (hour == KTG_TIME_UNSAID || hour > 12 || (is_to && hour == 0))
    return refuse (reading, KTG_TIME_FAULT_WORDS);

  take (reading, 2);
  return set_clock (reading, is_to ? (hour == 1 ? 12 : hour - 1) : hour, 30, 0);
}

/* "jam 7 lewat 10", "jam 8 kurang 5 menit" */
static gboolean
read_past (Reading *reading)
{
  KtgTimeSaid *said = reading->said;
  gboolean     is_less = is_next (reading, 0, "less");
  int          minute = get_number (peek (reading, 1));

  if (!is_less && !is_next (reading, 0, "past"))
    return FALSE;

  if (minute <= 0 || minute > 59 || said->hour == KTG_TIME_UNSAID || said->minute != 0
      || (is_less && said->hour == 0))
    return refuse (reading, KTG_TIME_FAULT_WORDS);

  said->minute = is_less ? 60 - minute : minute;
  said->hour -= is_less ? 1 : 0;
  return take (reading, is_next (reading, 2, "minute") ? 3 : 2);
}

/* No year can follow, so that four digits are a clock: "kemarin 1930". */
static gboolean
is_counted_day (const KtgTimeSaid *said)
{
  return (said->is_relative || said->is_last_night) && said->hour == KTG_TIME_UNSAID;
}

/* What stands beside a number makes it an hour. */
static gboolean
is_hour (const Reading *reading, gsize n_digits)
{
  const char *next = peek (reading, 1);
  int         utc_offset_s;

  if (was_before (reading, "clock"))
    return TRUE;

  if (n_digits == 4 && is_counted_day (reading->said))
    return TRUE;

  return n_digits <= 2
         && (find_part (next) != NULL || strcmp (next, "oclock") == 0
             || strcmp (next, "lastnight") == 0
             || ktg_time_vocabulary_find_zone (next, &utc_offset_s)
             || (has_whole_day (reading->said) && reading->said->hour == KTG_TIME_UNSAID));
}

static gboolean
is_day_of_month (const Reading *reading, gsize n_digits)
{
  return n_digits <= 2 && reading->said->day == 0
         && (is_month (peek (reading, 1)) || reading->said->month != 0
             || was_before (reading, "date"));
}

static gboolean
set_day_of_month (Reading *reading, int day)
{
  if (reading->said->is_relative)
    return refuse (reading, KTG_TIME_FAULT_TWO);

  if (day == 0)
    return refuse (reading, KTG_TIME_FAULT_NO_DAY);

  reading->said->day = day;
  return TRUE;
}

static gboolean
set_year (Reading *reading, int year)
{
  if (reading->said->day == 0 || reading->said->month == 0 || reading->said->year != 0)
    return refuse (reading, KTG_TIME_FAULT_WORDS);

  reading->said->year = year;
  return TRUE;
}

/* "12" of "12 Nov", "2024" of "12 Nov 2024", "7" of "jam 7", "1930" of "pukul 1930" */
static gboolean
read_number (Reading *reading)
{
  gsize n_digits = strlen (peek (reading, 0));
  int   number = get_number (peek (reading, 0));
  int   hour = n_digits > 2 ? number / 100 : number;

  if (number == KTG_TIME_UNSAID)
    return FALSE;

  if (is_day_of_month (reading, n_digits) && !was_before (reading, "clock"))
    set_day_of_month (reading, number);
  else if (is_hour (reading, n_digits) && n_digits != 3)
    {
      reading->said->is_spoken = n_digits <= 2 && *peek (reading, 0) != '0';
      set_clock (reading, hour, n_digits > 2 ? number % 100 : 0, 0);
    }
  else if (n_digits == 4 || (n_digits == 2 && number > 23))
    set_year (reading, n_digits == 4 ? number : 2000 + number);
  else
    refuse (reading, KTG_TIME_FAULT_WORDS);

  return take (reading, 1);
}

/* Three numbers with full stops are a date or a clock; "12.11.10" may be both. */
static gboolean
read_dotted (Reading *reading, const int numbers[3])
{
  if (numbers[2] > 59)
    return set_date (reading, numbers[2], numbers[1], numbers[0]);

  if (numbers[0] <= 31 && g_date_valid_dmy (numbers[0], numbers[1], 2000 + numbers[2])
      && !ktg_time_said_has_day (reading->said) && !was_before (reading, "clock"))
    return refuse (reading, KTG_TIME_FAULT_WHICH_DAY);

  return set_clock (reading, numbers[0], numbers[1], numbers[2]);
}

/* "12/11/2024", "2024-11-12", "12/11", "19.30", "19:30:15" */
static gboolean
read_marked (Reading *reading)
{
  const char *word = peek (reading, 0);
  int         numbers[3] = { 0 };
  int         n_slashed = read_numbers (word, "/", numbers);

  take (reading, 1);
  if (n_slashed == 2)
    return set_date (reading, 0, numbers[1], numbers[0]);

  if (n_slashed == 3 || read_numbers (word, "-", numbers) == 3)
    return numbers[0] > 31 ? set_date (reading, numbers[0], numbers[1], numbers[2])
                           : set_date (reading, numbers[2], numbers[1], numbers[0]);

  reading->at--;
  if (read_numbers (word, ".", numbers) == 3)
    read_dotted (reading, numbers);
  else if (read_numbers (word, ".:", numbers) >= 2)
    set_clock (reading, numbers[0], numbers[1], strchr (word, ':') != NULL ? numbers[2] : 0);
  else
    return FALSE;

  return take (reading, 1);
}

/* Words that only say what the number beside them is. */
static gboolean
read_filler (Reading *reading)
{
  static const char *const fillers[] = { "clock", "oclock", "date", "day", "", NULL };

  return g_strv_contains (fillers, peek (reading, 0)) && take (reading, 1);
}

static gboolean
read_range (Reading *reading)
{
  return (is_next (reading, 0, "until") || strspn (peek (reading, 0), "0123456789.:-") > 4)
         && strpbrk (peek (reading, 0), "u-") != NULL && refuse (reading, KTG_TIME_FAULT_TWO);
}

static gboolean (*const rules[]) (Reading *reading) = {
  read_ago,  read_past_date, read_day_word, read_earlier, read_weekday, read_month,  read_zone,
  read_part, read_half,      read_past,     read_number,  read_marked,  read_filler, read_range,
};

static void
read_words (Reading *reading)
{
  while (reading->at < reading->n_words && reading->said->fault == KTG_TIME_FAULT_NONE)
    {
      gboolean is_known = FALSE;

      for (gsize i = 0; i < G_N_ELEMENTS (rules) && !is_known; i++)
        is_known = rules[i](reading);

      if (!is_known)
        refuse (reading, KTG_TIME_FAULT_WORDS);
    }
}

/**
 * ktg_time_said_has_day:
 * @said: what was read so far
 *
 * Returns: %TRUE if it says something of the day
 */
gboolean
ktg_time_said_has_day (const KtgTimeSaid *said)
{
  return said->day != 0 || said->is_relative || said->weekday != 0 || said->is_last_night;
}

/**
 * ktg_time_said_refuse:
 * @said: what was read so far
 * @fault: what is the matter with it
 *
 * The first fault is the one that is told.
 *
 * Returns: %FALSE
 */
gboolean
ktg_time_said_refuse (KtgTimeSaid *said, KtgTimeFault fault)
{
  if (said->fault == KTG_TIME_FAULT_NONE)
    said->fault = fault;

  return FALSE;
}

/**
 * ktg_time_said_read:
 * @said: (out caller-allocates): what the words say
 * @typed: what somebody wrote
 * @utc_offset_s: the zone of a clock that names none
 *
 * Returns: %TRUE if each word is one of a time, and no two contradict each other
 */
gboolean
ktg_time_said_read (KtgTimeSaid *said, const char *typed, int utc_offset_s)
{
  g_auto (GStrv) words = ktg_time_vocabulary_split (typed);
  Reading reading = { .words = words, .said = said };

  *said = (KtgTimeSaid){ .hour = KTG_TIME_UNSAID,
                         .minutes_ago = KTG_TIME_UNSAID,
                         .utc_offset_s = utc_offset_s };

  if (words == NULL)
    return ktg_time_said_refuse (said, KTG_TIME_FAULT_WORDS);

  reading.n_words = g_strv_length (words);
  read_words (&reading);
  return said->fault == KTG_TIME_FAULT_NONE;
}
