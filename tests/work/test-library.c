/* test-library.c - codes are named by the packs and lists that a program finds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-headline.h"
#include "ktg-language.h"
#include "ktg-library.h"

#include <glib/gstdio.h>
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

  write_imported (fixture, "# version: 2026-01-01\n91.01.01.2001,Kampung Baru\n");
  g_assert_cmpstr (ktg_region_tree_get_version (ktg_library_get_regions (library)),
                   ==,
                   "2026-01-01");
  assert_place (library, "91.01.01.2001", NULL, "Kampung Baru");
  assert_place (library, "34.71.06.1002", NULL, "34.71.06.1002");
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

  write_imported (fixture, "# version: 2026-01-01\n91.01.01.2001,Kampung Baru\n");
  assert_place (library, "91.01.01.2001", NULL, "Kampung Baru");
  g_assert_cmpint (truncate (fixture->imported, 0), ==, 0);
  assert_place (library, "91.01.01.2001", NULL, "Kampung Baru");
  found = ktg_library_search_regions (library, "baru", NULL, 5);
  g_assert_cmpuint (found->len, ==, 1);
}

static void
a_list_without_a_region_hides_nothing (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgLibrary) library = ktg_library_new (PACKS_FOLDER, fixture->imported);

  write_imported (fixture, "# version: 2026-01-01\nDear all,\n");
  assert_place (library, "34.71.06.1002", NULL, "Notoprajan");
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
  ADD ("/library/a-list-without-a-region-hides-nothing", a_list_without_a_region_hides_nothing);
  ADD ("/library/without-packs-a-code-is-its-own-name", without_packs_a_code_is_its_own_name);
  ADD ("/library/days-are-counted-until-the-office-has-the-text",
       days_are_counted_until_the_office_has_the_text);
  ADD ("/library/a-day-of-another-year-names-it", a_day_of_another_year_names_it);
#undef ADD

  return g_test_run ();
}
