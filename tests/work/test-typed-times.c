/* test-typed-times.c - the times of a report as somebody typed them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-typed-times.h"

#include <ktg-test-zone.h>

#include "ktg-language.h"
#include "ktg-library.h"

#define HOUR 3600

/* Tuesday, 12 November 2024, 22:30 in Yogyakarta, and the next day in Jayapura */
static const KtgMoment now
    = { .wall_us = G_GINT64_CONSTANT (1731425400) * G_USEC_PER_SEC, .utc_offset_s = 7 * HOUR };

static KtgReport *
new_report (const char *region, const char *happened)
{
  KtgReport *report = ktg_report_new ();

  report->place_region = g_strdup (region);
  report->happened = g_strdup (happened);
  report->known = g_strdup ("2024-11-12");
  return report;
}

static void
assert_said (const char *region, const char *happened, const char *time, const char *words)
{
  g_autoptr (KtgPack) pack = ktg_test_zone_new_pack ("WIT", 9 * 60, "91");
  g_autoptr (KtgReport) report = new_report (region, happened);
  g_autoptr (GPtrArray) times = ktg_typed_times_settle (pack, report, &now);
  const KtgTypedTime *said = g_ptr_array_index (times, 0);

  g_assert_cmpuint (times->len, ==, 1);
  g_assert_cmpstr (said->path, ==, "times.happened");
  g_assert_cmpstr (said->typed, ==, happened);
  g_assert_cmpstr (said->words, ==, words);
  g_assert_cmpstr (report->happened, ==, time);
  g_assert_cmpstr (report->known, ==, "2024-11-12");
}

static void
test_place (void)
{
  assert_said ("91.71",
               "00.15",
               "2024-11-12T00:15:00+09:00",
               "Selasa, 12 Nov 2024, 00.15 WIT, menurut jam di tempat kejadian; jam komputer ini "
               "WIB.");
  assert_said ("91.71",
               "hari ini",
               "2024-11-12",
               "Selasa, 12 Nov 2024, menurut jam di tempat kejadian; jam komputer ini WIB.");
  assert_said ("91.71",
               "22.00 WIB",
               "2024-11-12T22:00:00+07:00",
               "Selasa, 12 Nov 2024, 22.00 WIB; di tempat kejadian waktunya 13 Nov 2024, 00.00 "
               "WIT.");
}

static void
test_no_place (void)
{
  assert_said (NULL, "22.00", "2024-11-12T22:00:00+07:00", "Selasa, 12 Nov 2024, 22.00 WIB");
  assert_said ("34.71", "hari ini", "2024-11-12", "Selasa, 12 Nov 2024");
}

/* The packs that are installed know the zone of every province. */
static void
test_installed (void)
{
  static const struct
  {
    const char *region;
    const char *time;
  } cases[] = {
    { "11", "2024-11-12T19:30:00+07:00" },       { "34.71.06.1002", "2024-11-12T19:30:00+07:00" },
    { "61.71", "2024-11-12T19:30:00+07:00" },    { "51.71", "2024-11-12T19:30:00+08:00" },
    { "63.71", "2024-11-12T19:30:00+08:00" },    { "76.02", "2024-11-12T19:30:00+08:00" },
    { "81.71", "2024-11-12T19:30:00+09:00" },    { "92.71", "2024-11-12T19:30:00+09:00" },
    { "96.71.01", "2024-11-12T19:30:00+09:00" },
  };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (KtgReport) report = new_report (cases[i].region, "12 Nov 2024 19.30");
      g_autoptr (GPtrArray) times
          = ktg_typed_times_settle (ktg_library_get_pack (library), report, &now);

      g_assert_cmpstr (report->happened, ==, cases[i].time);
      g_assert_cmpuint (times->len, ==, 1);
    }
}

static void
test_not_understood (void)
{
  g_autoptr (KtgPack) pack = ktg_test_zone_new_pack ("WIT", 9 * 60, "91");
  g_autoptr (KtgReport) report = new_report ("91.71", "kemarin sore");
  g_autoptr (GPtrArray) times = ktg_typed_times_settle (pack, report, &now);

  g_assert_cmpuint (times->len, ==, 1);
  g_assert_cmpint (((KtgTypedTime *)g_ptr_array_index (times, 0))->fault,
                   ==,
                   KTG_TIME_FAULT_WHICH_HOUR);
  g_assert_cmpstr (report->happened, ==, "kemarin sore");
}

/* What stands as a report has it needs no word, unless there is a doubt. */
static void
test_as_it_is (void)
{
  g_autoptr (KtgPack) pack = ktg_test_zone_new_pack ("WIT", 9 * 60, "91");
  g_autoptr (KtgReport) report = new_report ("91.71", "2024-11-12T19:30:45+08:00");
  g_autoptr (GPtrArray) times = ktg_typed_times_settle (pack, report, &now);

  g_assert_cmpuint (times->len, ==, 0);
  g_assert_cmpstr (report->happened, ==, "2024-11-12T19:30:45+08:00");
}

/* Each doubt has a line of its own. */
static void
test_doubts (void)
{
  g_autoptr (KtgPack) pack = ktg_test_zone_new_pack ("WIT", 9 * 60, "91");
  g_autoptr (KtgReport) report = new_report (NULL, "2024-11-14");
  g_autoptr (GPtrArray) times = ktg_typed_times_settle (pack, report, &now);

  g_assert_cmpuint (times->len, ==, 2);
  g_assert_cmpstr (((KtgTypedTime *)g_ptr_array_index (times, 0))->words,
                   ==,
                   "Kamis, 14 Nov 2024, yang belum terjadi. Sudah benar?");
  g_assert_cmpstr (((KtgTypedTime *)g_ptr_array_index (times, 1))->words,
                   ==,
                   "Diketahui Selasa, 12 Nov 2024, sebelum terjadi Kamis, 14 Nov 2024. Sudah "
                   "benar?");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/typed-times/a-clock-is-of-the-place-not-of-the-device", test_place);
  g_test_add_func ("/typed-times/where-no-zone-is-known-it-is-of-the-device", test_no_place);
  g_test_add_func ("/typed-times/every-province-has-its-clock", test_installed);
  g_test_add_func ("/typed-times/what-is-not-understood-stays", test_not_understood);
  g_test_add_func ("/typed-times/what-is-a-time-already-is-left-alone", test_as_it_is);
  g_test_add_func ("/typed-times/what-is-in-doubt-is-asked-about", test_doubts);

  return g_test_run ();
}
