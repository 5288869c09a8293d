/* test-time-words.c - what is said back of a time, in both languages
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-time-words.h"

#include "ktg-dates.h"
#include "ktg-language.h"

#define HOUR 3600

/* Tuesday, 12 November 2024, 20:31:07 in Yogyakarta */
static const KtgMoment now
    = { .wall_us = G_GINT64_CONSTANT (1731418267) * G_USEC_PER_SEC, .utc_offset_s = 7 * HOUR };

typedef struct
{
  const char *time;
  int         place_offset_s;
  const char *indonesian;
  const char *english;
} Row;

static const Row rows[] = {
  { "2024-11-12", 7 * HOUR, "Selasa, 12 Nov 2024", "Tuesday, 12 Nov 2024" },
  { "2024-11-11T19:30:00+07:00",
    7 * HOUR,
    "Senin, 11 Nov 2024, 19.30 WIB",
    "Monday, 11 Nov 2024, 19:30 WIB" },
  { "2024-11-10T19:30:00+09:00",
    9 * HOUR,
    "Minggu, 10 Nov 2024, 19.30 WIT, menurut jam di tempat kejadian; jam komputer ini WIB.",
    "Sunday, 10 Nov 2024, 19:30 WIT, by the clocks at the place; this computer has WIB." },
  { "2024-11-10T22:30:00+07:00",
    9 * HOUR,
    "Minggu, 10 Nov 2024, 22.30 WIB; di tempat kejadian waktunya 11 Nov 2024, 00.30 WIT.",
    "Sunday, 10 Nov 2024, 22:30 WIB; at the place it was 11 Nov 2024, 00:30 WIT." },
  { "2024-11-12T12:30:00+00:00",
    7 * HOUR,
    "Selasa, 12 Nov 2024, 12.30 UTC; di tempat kejadian waktunya 12 Nov 2024, 19.30 WIB.",
    "Tuesday, 12 Nov 2024, 12:30 UTC; at the place it was 12 Nov 2024, 19:30 WIB." },
  { "2024-11-13",
    7 * HOUR,
    "Rabu, 13 Nov 2024, yang belum terjadi. Sudah benar?",
    "Wednesday, 13 Nov 2024, which is still to come. Is it right?" },
  { "2024-11-12T20:32:00+07:00",
    7 * HOUR,
    "Selasa, 12 Nov 2024, 20.32 WIB, yang belum terjadi. Sudah benar?",
    "Tuesday, 12 Nov 2024, 20:32 WIB, which is still to come. Is it right?" },
  { "2024-11-12",
    9 * HOUR,
    "Selasa, 12 Nov 2024, menurut jam di tempat kejadian; jam komputer ini WIB.",
    "Tuesday, 12 Nov 2024, by the clocks at the place; this computer has WIB." },
  { "2024-11-12T22:32:00+09:00",
    9 * HOUR,
    "Selasa, 12 Nov 2024, 22.32 WIT, menurut jam di tempat kejadian; jam komputer ini WIB. Itu "
    "belum terjadi. Sudah benar?",
    "Tuesday, 12 Nov 2024, 22:32 WIT, by the clocks at the place; this computer has WIB. That is "
    "still to come. Is it right?" },
  { "1970-01-01T19:30:00+07:00",
    7 * HOUR,
    "Kamis, 1 Jan 1970, 19.30 WIB, sudah lama sekali. Apakah benar, dan apakah jam komputer ini "
    "benar?",
    "Thursday, 1 Jan 1970, 19:30 WIB, long ago. Is it right, and is this computer's clock?" },
};

static void
check_rows (const char *language)
{
  gboolean is_indonesian = g_str_equal (language, "id");

  ktg_language_choose (language, LOCALE_FOLDER);

  for (gsize i = 0; i < G_N_ELEMENTS (rows); i++)
    {
      g_autofree char *words = ktg_time_words_dup (rows[i].time, &now, rows[i].place_offset_s);

      g_assert_cmpstr (words, ==, is_indonesian ? rows[i].indonesian : rows[i].english);
    }
}

static void
test_indonesian (void)
{
  check_rows ("id");
}

static void
test_english (void)
{
  check_rows ("en");
}

/* At 22.30 in Yogyakarta it is tomorrow in Jayapura. */
static void
test_place (void)
{
  KtgMoment        evening = now;
  g_autofree char *words = NULL;

  evening.wall_us += 2 * G_TIME_SPAN_HOUR;
  words = ktg_time_words_dup ("2024-11-13", &evening, 9 * HOUR);
  g_assert_cmpstr (words,
                   ==,
                   "Rabu, 13 Nov 2024, menurut jam di tempat kejadian; jam komputer ini WIB.");
}

/* A birthday may be long ago. */
static void
test_day (void)
{
  g_autofree char *birthday = ktg_time_words_dup_day ("1970-01-01", &now);
  g_autofree char *tomorrow = ktg_time_words_dup_day ("2024-11-13", &now);

  g_assert_cmpstr (birthday, ==, "Kamis, 1 Jan 1970");
  g_assert_cmpstr (tomorrow, ==, "Rabu, 13 Nov 2024, yang belum terjadi. Sudah benar?");
}

/* What is no time is not made one. */
static void
test_no_time (void)
{
  static const char *const texts[] = { "", "kemarin sore", "2024-02-30", "2024-11-12T25:00" };

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      g_autofree char *words = ktg_dates_dup_full (texts[i]);

      g_assert_cmpstr (words, ==, texts[i]);
      g_assert_false (ktg_dates_has_clock (texts[i], NULL));
    }
}

static void
test_requests (void)
{
  g_assert_cmpstr (ktg_time_words_get_request (KTG_TIME_FAULT_NONE), ==, "");

  for (guint i = KTG_TIME_FAULT_NONE + 1; i <= KTG_TIME_FAULT_TWO; i++)
    for (guint j = i + 1; j <= KTG_TIME_FAULT_TWO; j++)
      g_assert_cmpstr (ktg_time_words_get_request (i), !=, ktg_time_words_get_request (j));
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/time-words/the-zone-and-the-doubt-are-said", test_indonesian);
  g_test_add_func ("/time-words/the-day-of-the-place-is-its-own", test_place);
  g_test_add_func ("/time-words/a-birthday-may-be-long-ago", test_day);
  g_test_add_func ("/time-words/what-is-no-time-stays-as-it-is", test_no_time);
  g_test_add_func ("/time-words/each-fault-has-its-sentence", test_requests);
  g_test_add_func ("/time-words/the-zone-and-the-doubt-are-said-in-english", test_english);

  return g_test_run ();
}
