/* test-library.c - codes are named by the packs and lists that a program finds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-library.h"
#include "ktg-pack-words.h"

#include <glib/gstdio.h>
#include <string.h>
#include <unistd.h>

#define NOON_US (G_GINT64_CONSTANT (1731387600) * G_USEC_PER_SEC) /* 12 Nov 2024, 12:00 WIB */
#define WIB (7 * 3600)

typedef struct
{
  char *folder;
  char *imported;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("ktg-library-XXXXXX", NULL);
  fixture->imported = g_build_filename (fixture->folder, "regions.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_unlink (fixture->imported);
  g_rmdir (fixture->folder);
  g_free (fixture->imported);
  g_free (fixture->folder);
}

static void
write_imported (Fixture *fixture, const char *text)
{
  g_autoptr (GError) error = NULL;

  g_file_set_contents (fixture->imported, text, -1, &error);
  g_assert_no_error (error);
}

/* The whole country, in which a village has another name. */
static void
write_country (Fixture *fixture)
{
  g_autofree char *path = g_build_filename (PACKS_FOLDER, "regions-2025-04-25.2.csv", NULL);
  g_autofree char *text = NULL;
  g_autoptr (GString) list = g_string_new ("# version: 2026-01-01");

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  g_string_append (list, strstr (text, "\n11,"));
  g_assert_cmpuint (g_string_replace (list, ",Notoprajan\n", ",Notoprajan Anyar\n", 0), ==, 1);
  write_imported (fixture, list->str);
}

static void
assert_place (KtgLibrary *library, const char *region, const char *words, const char *expected)
{
  g_autofree char *place = ktg_library_dup_place (library, region, words);

  g_assert_cmpstr (place, ==, expected);
}

static void
an_imported_list_stands_in_the_place_of_the_installed_one (Fixture      *fixture,
                                                           gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);

  write_country (fixture);
  g_assert_cmpstr (ktg_region_tree_get_version (ktg_library_get_regions (library)),
                   ==,
                   "2026-01-01");
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan Anyar");
}

static void
without_one_the_installed_list_names_places (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);

  assert_place (library, "34.71.06.1002", "Balai Desa", "Notoprajan");
  assert_place (library, "99.99", "Balai Desa", "Balai Desa");
  assert_place (library, "99.99", NULL, "99.99");
  assert_place (library, NULL, NULL, "");
}

static void
an_imported_list_that_is_cut_while_it_is_read_stays (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);
  g_autoptr (GArray) found = NULL;

  write_country (fixture);
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan Anyar");
  g_assert_cmpint (truncate (fixture->imported, 0), ==, 0);
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan Anyar");
  found = ktg_library_search_regions (library, "notoprajan anyar", NULL, 5);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
a_damaged_list_hides_nothing_and_is_named (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);
  g_autofree char *expected
      = g_strdup_printf ("%s: daftar wilayah ini rusak atau tidak memuat seluruh negeri. Yang "
                         "dipakai daftar bawaan. Imporlah sekali lagi.",
                         fixture->imported);
  g_autoptr (GPtrArray) faults = NULL;
  g_autoptr (GPtrArray) facts = NULL;

  write_imported (fixture, "# version: 2026-01-01\nDear all,\n");
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan");
  faults = ktg_library_dup_faults (library);
  g_assert_cmpuint (faults->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (faults, 0), ==, expected);
  facts = ktg_pack_words_new_facts (library);
  g_assert_cmpstr (((const KtgFact *)g_ptr_array_index (facts, 0))->value, ==, expected);
}

static void
a_list_that_is_imported_again_is_damaged_no_more (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);
  g_autofree char *text = NULL;
  g_autoptr (GBytes) list = NULL;
  g_autoptr (KtgRegionImport) import = NULL;
  g_autoptr (GPtrArray) faults = NULL;

  write_country (fixture);
  g_assert_true (g_file_get_contents (fixture->imported, &text, NULL, NULL));
  list = g_bytes_new (text, strlen (text));
  g_assert_cmpint (truncate (fixture->imported, 1000000), ==, 0);
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan");
  import = ktg_library_import_regions (library, list, NULL);
  faults = ktg_library_dup_faults (library);
  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
  g_assert_cmpuint (faults->len, ==, 0);
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan Anyar");
}

static void
what_is_written_short_finds_the_place (Fixture *fixture, gconstpointer user_data)
{
  static const char *const shorts[][2] = {
    { "JKT", "31" },
    { "DKJ", "31" },
    { "Kp. Waena", "91.71.05.2005" },
  };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (shorts); i++)
    {
      g_autoptr (GArray) found = ktg_library_search_regions (library, shorts[i][0], NULL, 1);

      g_assert_cmpuint (found->len, ==, 1);
      g_assert_cmpstr (g_array_index (found, KtgRegion, 0).code, ==, shorts[i][1]);
    }
}

static void
without_packs_a_code_is_its_own_name (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (fixture->folder, NULL);
  g_autoptr (KtgLibrary) installed = ktg_library_new (PACKS_FOLDER, NULL);
  g_autofree char *code = ktg_library_dup_violation_name (library, "KE-05");
  g_autofree char *name = ktg_library_dup_violation_name (installed, "KE-05");

  g_assert_cmpstr (code, ==, "KE-05");
  g_assert_cmpstr (name, ==, "Foto bersama bakal calon");
}

static void
days_are_counted_until_the_office_has_the_text (Fixture *fixture, gconstpointer user_data)
{
  static const KtgState running[] = { KTG_STATE_DRAFT, KTG_STATE_QUEUED, KTG_STATE_PARKED };
  static const KtgState over[] = { KTG_STATE_DELIVERED, KTG_STATE_COMPLETE, KTG_STATE_REPLACED };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  KtgMoment        now = { .wall_us = NOON_US, .utc_offset_s = WIB };
  KtgSummaryFields fields = { .kind = (char *)"finding", .known = (char *)"2024-11-10" };
  KtgDeadline      deadline;

  for (gsize i = 0; i < G_N_ELEMENTS (running); i++)
    {
      fields.state = running[i];
      g_assert_true (ktg_headline_find_deadline (library, &fields, &now, &deadline));
      g_assert_cmpint (ktg_deadline_get_days_left (&deadline, now.wall_us), ==, 5);
    }

  for (gsize i = 0; i < G_N_ELEMENTS (over); i++)
    {
      fields.state = over[i];
      g_assert_false (ktg_headline_find_deadline (library, &fields, &now, &deadline));
    }
}

static void
a_day_of_another_year_names_it (Fixture *fixture, gconstpointer user_data)
{
  static const char *const days[][2] = { { "2024-11-10", "10 Nov" },
                                         { "2024-01-01T19:30:00+07:00", "1 Jan" },
                                         { "2023-12-31", "31 Des 2023" },
                                         { "2025-11-10", "10 Nov 2025" },
                                         { "kemarin sore", "kemarin sore" } };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgMoment now = { .wall_us = NOON_US, .utc_offset_s = WIB };

  for (gsize i = 0; i < G_N_ELEMENTS (days); i++)
    {
      const KtgSummaryFields fields = { .happened = (char *)days[i][0] };
      g_autofree char       *said = ktg_headline_dup_subtitle (library, &fields, &now);

      g_assert_cmpstr (said, ==, days[i][1]);
    }
}

/* On a screen and in a terminal, where lists have it. */
static void
what_turns_words_round_stands_as_its_number (Fixture *fixture, gconstpointer user_data)
{
  const KtgSummaryFields fields = { .words = (char *)"Foto\u202e bersama",
                                    .on_behalf_of = (char *)"Ani\u2067",
                                    .who = (char *)"Budi\u202e\nJoko",
                                    .position = (char *)"Lurah\u200f",
                                    .place_words = (char *)"Balai\u2028Desa\u200b" };
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, NULL);
  const KtgMoment  now = { .wall_us = NOON_US, .utc_offset_s = WIB };
  g_autofree char *title = ktg_headline_dup_title (library, &fields);
  g_autofree char *subtitle = ktg_headline_dup_subtitle (library, &fields, &now);

  g_assert_cmpstr (title, ==, "Foto[U+202E] bersama");
  g_assert_cmpstr (subtitle,
                   ==,
                   "atas nama Ani[U+2067] · Budi[U+202E] Joko, Lurah[U+200F] · Balai Desa[U+200B]");
}

int
main (int argc, char **argv)
{
  ktg_language_choose ("id", LOCALE_FOLDER);
  g_test_init (&argc, &argv, NULL);
#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/library/an-imported-list-stands-in-the-place-of-the-installed-one",
       an_imported_list_stands_in_the_place_of_the_installed_one);
  ADD ("/library/without-one-the-installed-list-names-places",
       without_one_the_installed_list_names_places);
  ADD ("/library/an-imported-list-that-is-cut-while-it-is-read-stays",
       an_imported_list_that_is_cut_while_it_is_read_stays);
  ADD ("/library/a-damaged-list-hides-nothing-and-is-named",
       a_damaged_list_hides_nothing_and_is_named);
  ADD ("/library/a-list-that-is-imported-again-is-damaged-no-more",
       a_list_that_is_imported_again_is_damaged_no_more);
  ADD ("/library/what-turns-words-round-stands-as-its-number",
       what_turns_words_round_stands_as_its_number);
  ADD ("/library/what-is-written-short-finds-the-place", what_is_written_short_finds_the_place);
  ADD ("/library/without-packs-a-code-is-its-own-name", without_packs_a_code_is_its_own_name);
  ADD ("/library/days-are-counted-until-the-office-has-the-text",
       days_are_counted_until_the_office_has_the_text);
  ADD ("/library/a-day-of-another-year-names-it", a_day_of_another_year_names_it);
#undef ADD

  return g_test_run ();
}
