/* ktg-time-entry.c - a time as an officer types it
 *
 * "12 Nov 2024 19.30", "kemarin 19.30", "2024-11-12 19:30", "12/11/2024": a day, then perhaps a
 * clock. What is not said is not guessed: "tadi sore" is nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-entry.h"

#include <stdlib.h>
#include <string.h>

/* What has been understood so far; 0 or -1 where nothing was said. */
typedef struct
{
  int year, month, day;
  int hour, minute;
  int utc_offset_s;
} Typed;

typedef struct
{
  const char *word;
  int         value;
} WordValue;

static const WordValue month_words[] = {
  { "januari", 1 },  { "january", 1 },   { "februari", 2 },  { "pebruari", 2 },  { "february", 2 },
  { "maret", 3 },    { "march", 3 },     { "april", 4 },     { "mei", 5 },       { "may", 5 },
  { "juni", 6 },     { "june", 6 },      { "juli", 7 },      { "july", 7 },      { "agustus", 8 },
  { "agt", 8 },      { "ags", 8 },       { "august", 8 },    { "september", 9 }, { "oktober", 10 },
  { "october", 10 }, { "november", 11 }, { "nopember", 11 }, { "desember", 12 }, { "december", 12 },
};

/* Days before today. */
static const WordValue day_words[] = {
  { "today", 0 },
  { "yesterday", 1 },
  { "kemarin", 1 },
  { "kemaren", 1 },
};

static const WordValue zone_words[] = {
  { "wib", 7 * 3600 },
  { "wita", 8 * 3600 },
  { "wit", 9 * 3600 },
};

static const char *const ignored_words[] = { "pukul", "jam", "pkl", "tanggal", "tgl", "at", NULL };

static gboolean
find_word (const WordValue *values,
           gsize            n_values,
           const char      *word,
           gboolean         is_prefix,
           int             *value)
{
  for (gsize i = 0; i < n_values; i++)
    {
      if (g_str_equal (values[i].word, word)
          || (is_prefix && strlen (word) >= 3 && g_str_has_prefix (values[i].word, word)))
        {
          *value = values[i].value;
          return TRUE;
        }
    }

  return FALSE;
}

static GDateTime *
now_new (const KtgMoment *now)
{
  g_autoptr (GDateTime) utc = g_date_time_new_from_unix_utc (now->wall_us / G_USEC_PER_SEC);
  g_autoptr (GTimeZone) zone = g_time_zone_new_offset (now->utc_offset_s);

  return g_date_time_to_timezone (utc, zone);
}

static void
set_days_ago (Typed *typed, const KtgMoment *now, int n_days)
{
  g_autoptr (GDateTime) today = now_new (now);
  g_autoptr (GDateTime) day = g_date_time_add_days (today, -n_days);

  g_date_time_get_ymd (day, &typed->year, &typed->month, &typed->day);
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

      numbers[n_numbers++] = (int)MIN (strtoul (word, &end, 10), 9999UL);

      if (*end == '\0')
        return n_numbers;

      if (strchr (separators, *end) == NULL)
        return 0;

      word = end + 1;
    }

  return 0;
}

static gboolean
set_date (Typed *typed, int year, int month, int day)
{
  if (typed->day != 0)
    return FALSE;

  typed->year = year < 100 ? year + 2000 : year;
  typed->month = month;
  typed->day = day;
  return TRUE;
}

static gboolean
set_clock (Typed *typed, int hour, int minute)
{
  if (typed->hour != -1 || hour > 23 || minute > 59)
    return FALSE;

  typed->hour = hour;
  typed->minute = minute;
  return TRUE;
}

static gboolean
read_number (Typed *typed, int number, gsize n_digits)
{
  if (typed->day == 0)
    {
      typed->day = number;
      return n_digits <= 2;
    }

  if (typed->year == 0 && n_digits == 4)
    {
      typed->year = number;
      return TRUE;
    }

  return FALSE;
}

static gboolean
read_numeric_word (Typed *typed, const char *word)
{
  int numbers[3];

  if (read_numbers (word, "-", numbers) == 3 || read_numbers (word, "/", numbers) == 3)
    return numbers[0] > 31 ? set_date (typed, numbers[0], numbers[1], numbers[2])
                           : set_date (typed, numbers[2], numbers[1], numbers[0]);

  if (read_numbers (word, ".", numbers) == 3 && numbers[2] > 59)
    return set_date (typed, numbers[2], numbers[1], numbers[0]);

  if (read_numbers (word, ".:", numbers) >= 2)
    return set_clock (typed, numbers[0], numbers[1]);

  if (read_numbers (word, "", numbers) == 1)
    return read_number (typed, numbers[0], strlen (word));

  return FALSE;
}

static gboolean
read_word (Typed *typed, const char *word, const KtgMoment *now)
{
  int value;

  if (g_strv_contains (ignored_words, word))
    return TRUE;

  if (find_word (zone_words, G_N_ELEMENTS (zone_words), word, FALSE, &value))
    {
      typed->utc_offset_s = value;
      return typed->hour != -1;
    }

  if (find_word (day_words, G_N_ELEMENTS (day_words), word, FALSE, &value))
    {
      if (typed->day != 0)
        return FALSE;

      set_days_ago (typed, now, value);
      return TRUE;
    }

  if (find_word (month_words, G_N_ELEMENTS (month_words), word, TRUE, &value))
    {
      if (typed->day == 0 || typed->month != 0)
        return FALSE;

      typed->month = value;
      return TRUE;
    }

  return read_numeric_word (typed, word);
}

/* A day without its year is the last such day: nobody reports what has yet to happen. */
static void
complete_year (Typed *typed, const KtgMoment *now)
{
  g_autoptr (GDateTime) today = now_new (now);
  int year, month, day;

  if (typed->year != 0)
    return;

  g_date_time_get_ymd (today, &year, &month, &day);
  typed->year
      = typed->month > month || (typed->month == month && typed->day > day) ? year - 1 : year;
}

static char *
write_typed (const Typed *typed)
{
  int zone_min = ABS (typed->utc_offset_s) / 60;

  if (!g_date_valid_dmy (typed->day, typed->month, typed->year) || typed->year < 1900)
    return NULL;

  if (typed->hour == -1)
    return g_strdup_printf ("%04d-%02d-%02d", typed->year, typed->month, typed->day);

  return g_strdup_printf ("%04d-%02d-%02dT%02d:%02d:00%c%02d:%02d",
                          typed->year,
                          typed->month,
                          typed->day,
                          typed->hour,
                          typed->minute,
                          typed->utc_offset_s < 0 ? '-' : '+',
                          zone_min / 60,
                          zone_min % 60);
}

static char *
make_plain (const char *typed)
{
  g_autofree char *folded = g_utf8_strdown (typed, -1);
  g_autoptr (GString) plain = g_string_new (folded);

  g_string_replace (plain, ",", " ", 0);
  g_string_replace (plain, "hari ini", "today", 0);
  return g_string_free (g_steal_pointer (&plain), FALSE);
}

/* "2024-11-12t19:30" stands as two words. */
static void
split_iso (char *plain)
{
  for (char *p = plain; *p != '\0'; p++)
    {
      if (*p == 't' && p > plain && g_ascii_isdigit (p[-1]) && g_ascii_isdigit (p[1]))
        *p = ' ';
    }
}

/**
 * ktg_time_entry_parse:
 * @typed: what the officer wrote
 * @now: what "yesterday" and a missing year are counted from
 *
 * Returns: (nullable): a day or a time as in ktg-moment.h; %NULL if it says neither
 */
char *
ktg_time_entry_parse (const char *typed, const KtgMoment *now)
{
  Typed            read = { .hour = -1, .utc_offset_s = now->utc_offset_s };
  g_autofree char *plain = NULL;
  g_auto (GStrv) words = NULL;

  if (ktg_moment_parse (typed, now->utc_offset_s, NULL))
    return g_strdup (typed);

  plain = make_plain (typed);
  split_iso (plain);
  words = g_strsplit_set (plain, " \t\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !read_word (&read, words[i], now))
        return NULL;
    }

  if (read.day == 0 || read.month == 0)
    return NULL;

  complete_year (&read, now);
  return write_typed (&read);
}

/**
 * ktg_time_entry_parse_clock:
 * @typed: what the officer wrote
 *
 * Returns: (nullable): a time of day, "19:30"; %NULL if it says none, or a day, too
 */
char *
ktg_time_entry_parse_clock (const char *typed)
{
  const KtgMoment  no_day = { 0 };
  Typed            read = { .hour = -1 };
  g_autofree char *plain = make_plain (typed);
  g_auto (GStrv) words = g_strsplit_set (plain, " \t\n", -1);

  for (guint i = 0; words[i] != NULL; i++)
    {
      if (*words[i] != '\0' && !read_word (&read, words[i], &no_day))
        return NULL;
    }

  if (read.hour == -1 || read.day != 0)
    return NULL;

  return g_strdup_printf ("%02d:%02d", read.hour, read.minute);
}

/**
 * ktg_time_entry_dup_today:
 * @now: the present
 *
 * Returns: this day, "2024-11-12"
 */
char *
ktg_time_entry_dup_today (const KtgMoment *now)
{
  g_autoptr (GDateTime) today = now_new (now);

  return g_date_time_format (today, "%Y-%m-%d");
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
