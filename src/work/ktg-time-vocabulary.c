/* ktg-time-vocabulary.c - the words with which people say times
 *
 * In Indonesian and English, whole and as they are shortened. Whatever the grammar treats alike has
 * one name here: "jam", "pukul" and "at" are all "clock".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-vocabulary.h"

#include <string.h>

#define SHORTEST_NAME 3 /* "nov", "sel" */

typedef struct
{
  const char *word;
  int         value;
} WordValue;

static const WordValue months[] = {
  { "januari", 1 },  { "january", 1 },   { "februari", 2 },  { "pebruari", 2 },  { "february", 2 },
  { "maret", 3 },    { "march", 3 },     { "april", 4 },     { "mei", 5 },       { "may", 5 },
  { "juni", 6 },     { "june", 6 },      { "juli", 7 },      { "july", 7 },      { "agustus", 8 },
  { "agt", 8 },      { "ags", 8 },       { "august", 8 },    { "september", 9 }, { "oktober", 10 },
  { "october", 10 }, { "november", 11 }, { "nopember", 11 }, { "desember", 12 }, { "december", 12 },
};

/* As in GDateTime, from Monday. */
static const WordValue weekdays[] = {
  { "senin", 1 },  { "snn", 1 },    { "monday", 1 },    { "selasa", 2 }, { "tuesday", 2 },
  { "rabu", 3 },   { "rebo", 3 },   { "wednesday", 3 }, { "kamis", 4 },  { "thursday", 4 },
  { "jumat", 5 },  { "jumaat", 5 }, { "friday", 5 },    { "sabtu", 6 },  { "saturday", 6 },
  { "minggu", 7 }, { "ahad", 7 },   { "mgg", 7 },       { "sunday", 7 },
};

static const WordValue zones[] = {
  { "wib", 7 * 3600 }, { "wita", 8 * 3600 }, { "wit", 9 * 3600 },
  { "utc", 0 },        { "gmt", 0 },         { "z", 0 },
};

/* What is said, and what the grammar knows it as. A phrase stands before the words it is made of.
 */
static const char *const phrases[][2] = {
  /* what adds nothing */
  { "kurang lebih", "" },
  { "lebih kurang", "" },
  { "waktu setempat", "" },
  { "local time", "" },
  { "sekitar", "" },
  { "sekira", "" },
  { "kira kira", "" },
  { "about", "" },
  { "around", "" },
  { "approximately", "" },
  { "yang", "" },
  { "yg", "" },
  { "pada", "" },
  { "in the", "" },
  { "the day before yesterday", "ereyesterday" },
  { "the", "" },
  { "of", "" },
  { "on", "" },
  { "st", "" },
  { "nd", "" },
  { "rd", "" },
  { "th", "" },
  { "t", "" },
  /* zones */
  { "waktu indonesia barat", "wib" },
  { "waktu indonesia tengah", "wita" },
  { "waktu indonesia timur", "wit" },
  /* parts of the day, and those of this one */
  { "malem", "malam" },
  { "tadi malam", "lastnight" },
  { "tadi mlm", "lastnight" },
  { "td malam", "lastnight" },
  { "td mlm", "lastnight" },
  { "malam tadi", "lastnight" },
  { "semalam", "lastnight" },
  { "last night", "lastnight" },
  { "this morning", "earlier pagi" },
  { "this afternoon", "earlier afternoon" },
  { "this evening", "earlier evening" },
  { "tonight", "today malam" },
  { "pagi ini", "earlier pagi" },
  { "siang ini", "earlier siang" },
  { "sore ini", "earlier sore" },
  { "petang ini", "earlier petang" },
  { "malam ini", "earlier malam" },
  { "nanti", "today" },
  { "tengah malam", "midnight" },
  { "dini hari", "dinihari" },
  { "subuh", "dinihari" },
  { "morning", "pagi" },
  { "night", "malam" },
  { "mlm", "malam" },
  { "tadi", "earlier" },
  { "td", "earlier" },
  /* days */
  { "hari ini", "today" },
  { "hr ini", "today" },
  { "kemarin lusa", "ereyesterday" },
  { "kemarin dulu", "ereyesterday" },
  { "day before yesterday", "ereyesterday" },
  { "kemarin", "yesterday" },
  { "kemaren", "yesterday" },
  { "kmrn", "yesterday" },
  { "kmrin", "yesterday" },
  { "besok", "tomorrow" },
  { "tanggal", "date" },
  { "tgl", "date" },
  { "hari", "day" },
  { "hr", "day" },
  { "days", "day" },
  { "ini", "this" },
  /* how long ago */
  { "baru saja", "now" },
  { "barusan", "now" },
  { "just now", "now" },
  { "sekarang", "now" },
  { "setengah jam", "30 minute" },
  { "half an hour", "30 minute" },
  { "sejam", "1 hour" },
  { "sehari", "1 day" },
  { "seminggu", "1 week" },
  { "sepekan", "1 week" },
  { "a day", "1 day" },
  { "a week", "1 week" },
  { "an hour", "1 hour" },
  { "an", "" },
  { "lalu", "ago" },
  { "silam", "ago" },
  { "pekan", "week" },
  { "weeks", "week" },
  { "hours", "hour" },
  { "menit", "minute" },
  { "mnt", "minute" },
  { "minutes", "minute" },
  /* clocks */
  { "pukul", "clock" },
  { "pkl", "clock" },
  { "jam", "clock" },
  { "jm", "clock" },
  { "at", "clock" },
  { "o clock", "oclock" },
  { "half past", "halfpast" },
  { "setengah", "halfto" },
  { "stgh", "halfto" },
  { "lewat", "past" },
  { "lebih", "past" },
  { "kurang", "less" },
  { "seperempat", "15" },
  { "sampai dengan", "until" },
  { "sampai", "until" },
  { "hingga", "until" },
  { "sd", "until" },
  { "s d", "until" },
  { "till", "until" },
  { "to", "until" },
  /* numbers */
  { "dua belas", "12" },
  { "sebelas", "11" },
  { "sepuluh", "10" },
  { "sembilan", "9" },
  { "delapan", "8" },
  { "tujuh", "7" },
  { "enam", "6" },
  { "lima", "5" },
  { "empat", "4" },
  { "tiga", "3" },
  { "dua", "2" },
  { "satu", "1" },
  { "twelve", "12" },
  { "eleven", "11" },
  { "ten", "10" },
  { "nine", "9" },
  { "eight", "8" },
  { "seven", "7" },
  { "six", "6" },
  { "five", "5" },
  { "four", "4" },
  { "three", "3" },
  { "two", "2" },
  { "one", "1" },
};

static gboolean
find_word (const WordValue *values, gsize n_values, const char *word, gsize shortest, int *value)
{
  for (gsize i = 0; i < n_values; i++)
    {
      if (g_str_equal (values[i].word, word)
          || (strlen (word) >= shortest && g_str_has_prefix (values[i].word, word)))
        {
          *value = values[i].value;
          return TRUE;
        }
    }

  return FALSE;
}

/* --- from what was typed to words --- */

static gboolean
is_letter (char c)
{
  return g_ascii_isalpha (c);
}

static gboolean
is_digit (char c)
{
  return g_ascii_isdigit (c);
}

/* A mark between two digits is part of a date or a clock; one within a word, "p.m." or "Jum'at",
 * is nothing; any other parts words. */
static void
append_mark (GString *plain, char before, char mark, char after)
{
  if (strchr (".:/-", mark) != NULL && is_digit (before) && is_digit (after))
    g_string_append_c (plain, mark);
  else if (mark == '+')
    g_string_append (plain, " +");
  else if (mark == '?' || mark == '!')
    g_string_append (plain, " ? ");
  else if (mark != '\'' && !(mark == '.' && is_letter (before) && is_letter (after)))
    g_string_append_c (plain, ' ');
}

static void
append_char (GString *plain, char before, char c, char after)
{
  if (is_letter (c) || is_digit (c))
    g_string_append_c (plain, c);
  else
    append_mark (plain, before, c, after);

  if ((is_letter (c) && is_digit (after)) || (is_digit (c) && is_letter (after)))
    g_string_append_c (plain, ' ');
}

/* In small letters; what is no letter of ASCII is a mark there, or no part of any word. */
static char *
make_ascii (const char *typed)
{
  g_autofree char *usual = g_utf8_normalize (typed, -1, G_NORMALIZE_ALL_COMPOSE);
  g_autofree char *folded = usual != NULL ? g_utf8_strdown (usual, -1) : NULL;
  g_autoptr (GString) ascii = g_string_new (folded);

  for (gsize i = 0; i < ascii->len; i++)
    if (g_ascii_iscntrl (ascii->str[i]))
      ascii->str[i] = ' ';

  g_string_replace (ascii, "–", "-", 0);
  g_string_replace (ascii, "—", "-", 0);
  g_string_replace (ascii, "’", "'", 0);
  g_string_replace (ascii, "‘", "'", 0);
  g_string_replace (ascii, "“", " ", 0);
  g_string_replace (ascii, "”", " ", 0);
  g_string_replace (ascii, "±", " ", 0);
  g_string_replace (ascii, "≈", " ", 0);
  return g_string_free (g_steal_pointer (&ascii), FALSE);
}

static char *
make_plain (const char *ascii)
{
  g_autoptr (GString) plain = g_string_new (" ");
  gsize length = strlen (ascii);

  for (gsize i = 0; i < length; i++)
    append_char (plain, i > 0 ? ascii[i - 1] : '\0', ascii[i], ascii[i + 1]);

  g_string_append_c (plain, ' ');
  while (g_string_replace (plain, "  ", " ", 0) > 0)
    continue;

  return g_string_free (g_steal_pointer (&plain), FALSE);
}

static void
replace_phrase (GString *plain, const char *said, const char *meant)
{
  g_autofree char *from = g_strdup_printf (" %s ", said);
  g_autofree char *to = *meant != '\0' ? g_strdup_printf (" %s ", meant) : g_strdup (" ");

  g_string_replace (plain, from, to, 0);
}

/**
 * ktg_time_vocabulary_split:
 * @typed: what somebody wrote
 *
 * Returns: (transfer full): its words as the grammar knows them, numbers with the marks between
 * them; %NULL if it is no text, or has letters that no word of a time has
 */
char **
ktg_time_vocabulary_split (const char *typed)
{
  g_autofree char *ascii = g_utf8_validate (typed, -1, NULL) ? make_ascii (typed) : NULL;
  g_autofree char *plain = NULL;
  g_autoptr (GString) known = NULL;

  if (ascii == NULL || !g_str_is_ascii (ascii))
    return NULL;

  plain = make_plain (ascii);
  known = g_string_new (plain);

  for (gsize i = 0; i < G_N_ELEMENTS (phrases); i++)
    replace_phrase (known, phrases[i][0], phrases[i][1]);

  return g_strsplit (g_strstrip (known->str), " ", -1);
}

/**
 * ktg_time_vocabulary_find_month:
 * @word: one of the words
 * @month: (out): 1 to 12; left alone if it is none
 *
 * Returns: %TRUE if @word is a month, or the first three or more letters of one
 */
gboolean
ktg_time_vocabulary_find_month (const char *word, int *month)
{
  return find_word (months, G_N_ELEMENTS (months), word, SHORTEST_NAME, month);
}

/**
 * ktg_time_vocabulary_find_weekday:
 * @word: one of the words
 * @weekday: (out): 1 to 7, from Monday; left alone if it is none
 *
 * Returns: %TRUE if @word is a day of the week, or the first three or more letters of one
 */
gboolean
ktg_time_vocabulary_find_weekday (const char *word, int *weekday)
{
  return find_word (weekdays, G_N_ELEMENTS (weekdays), word, SHORTEST_NAME, weekday);
}

/**
 * ktg_time_vocabulary_find_zone:
 * @word: one of the words
 * @utc_offset_s: (out): seconds east of UTC; left alone if it is none
 *
 * Returns: %TRUE if @word is a zone of the clock
 */
gboolean
ktg_time_vocabulary_find_zone (const char *word, int *utc_offset_s)
{
  return find_word (zones, G_N_ELEMENTS (zones), word, G_MAXSIZE, utc_offset_s);
}

/**
 * ktg_time_vocabulary_dup_zone:
 * @utc_offset_s: seconds east of UTC
 *
 * Returns: (transfer full): "WIB", "WITA", "WIT", or "UTC+05:30" where there is no such name
 */
char *
ktg_time_vocabulary_dup_zone (int utc_offset_s)
{
  int minutes = ABS (utc_offset_s) / 60;

  for (gsize i = 0; i < G_N_ELEMENTS (zones); i++)
    if (zones[i].value == utc_offset_s)
      return g_ascii_strup (zones[i].word, -1);

  return g_strdup_printf ("UTC%c%02d:%02d",
                          utc_offset_s < 0 ? '-' : '+',
                          minutes / 60,
                          minutes % 60);
}
