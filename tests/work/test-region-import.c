/* test-region-import.c - a list of regions that somebody was given is taken whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-import.h"
#include "ktg-region-mark.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_REGIONS 91599
#define NOT_UTF8                                                                                   \
  "This is no text in UTF-8 with a region on each line. In the program it comes from, save it as " \
  "“CSV UTF-8”, then try again. Nothing was changed."

#define NO_REGION                                                                                  \
  ": no region is numbered so: a part is 00, or the last does not begin with 1, 2 or 3.\n"

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  fixture->folder = g_dir_make_tmp ("ktg-region-import-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "kentongan", "regions.csv", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);

  g_unlink (fixture->path);
  g_rmdir (folder);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
}

static KtgRegionTree *
open_installed (void)
{
  g_autofree char *path = g_build_filename (PACKS_FOLDER, "regions-2025-04-25.2.csv", NULL);
  char            *text = NULL;
  gsize            size_bytes = 0;
  g_autoptr (GBytes) bytes = NULL;

  g_assert_true (g_file_get_contents (path, &text, &size_bytes, NULL));
  bytes = g_bytes_new_take (text, size_bytes);
  return ktg_region_tree_new (NULL, bytes, NULL);
}

static KtgRegionImport *
import_text (Fixture *fixture, const char *text, const char *version, const KtgRegionTree *held)
{
  g_autoptr (GBytes) list = g_bytes_new (text, strlen (text));
  KtgRegionStock stock = { .held = held, .installed = held, .today = "2026-11-12" };

  return ktg_region_import (list, version, &stock, fixture->path);
}

static void
assert_says (const KtgRegionImport *import, const char *expected)
{
  g_autoptr (GPtrArray) said = ktg_region_import_say (import);
  g_autofree char *all = NULL;

  g_ptr_array_add (said, NULL);
  all = g_strjoinv ("\n", (char **)said->pdata);
  g_assert_cmpstr (all, ==, expected);
}

/* The installed list as a spreadsheet hands it out, with what goes wrong on the way. */
static char *
make_handed_out (void)
{
  g_autofree char *path = g_build_filename (PACKS_FOLDER, "regions-2025-04-25.2.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *list = g_string_new ("\xef\xbb\xbfkode;nama;keterangan\r\n");

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit_set (text, "\n", -1);

  for (guint i = g_strv_length (lines); i-- > 0;)
    if (g_ascii_isdigit (*lines[i]))
      {
        char separator = i % 2 == 0 ? ';' : '\t';

        *strchr (lines[i], ',') = separator;
        g_string_append_printf (list, "%s%c-\r\n", lines[i], separator);
      }

  return g_string_free (list, FALSE);
}

static void
the_country_is_taken_from_a_spreadsheet (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *handed_out = make_handed_out ();
  g_autofree char *list = g_strconcat (handed_out,
                                       "34.71.06.100x;Entah\r\n"
                                       "34.71.06.1002;Notoprajan Baru\r\n"
                                       "99.01.01.2001;Antah Berantah\r\n",
                                       NULL);
  g_autoptr (KtgRegionTree) held = open_installed ();
  g_autoptr (KtgRegionImport) import = import_text (fixture, list, "2026-01-01", held);

  assert_says (import,
               "Line 91601: its code is not of the form 34.71.06.1002.\n"
               "1 line was left out.\n"
               "1 code came again: 34.71.06.1002. Its last line counts.\n"
               "1 region lies in none that the list has: 99.01.01.2001.\n"
               "Provinces 38, regencies and cities 514, districts 7285, villages 83763, as of "
               "2026-01-01.");
}

/* What a list kept from before would have hidden the country behind. */
static void
rows_of_no_region_are_left_out_and_named (Fixture *fixture, gconstpointer user_data)
{
  static const char list[] = "00,INDONESIA\n"
                             "34,Yogya\n"
                             "34.00,Entah\n"
                             "34.71,Kota\n"
                             "34.71.00,Entah\n"
                             "34.71.06,Ngampilan\n"
                             "34.71.06.0001,Entah\n"
                             "34.71.06.1002,Notoprajan\n"
                             "34.71.06.2002,Desa\n"
                             "34.71.06.3002,Desa Adat\n"
                             "34.71.06.9001,Entah\n"
                             "34.71.06.1003,\n";
  g_autoptr (GBytes) bytes = g_bytes_new_static (list, strlen (list));
  g_autoptr (KtgRegionImport) import = import_text (fixture, list, "2026-01-01", NULL);
  guint n_bad = 0;
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new ("2026-01-01", bytes, &n_bad);

  assert_says (import,
               "Line 1, 00" NO_REGION "Line 3, 34.00" NO_REGION "Line 5, 34.71.00" NO_REGION
               "Line 7, 34.71.06.0001" NO_REGION "Line 11, 34.71.06.9001" NO_REGION
               "Line 12, 34.71.06.1003: it has no name.\n"
               "6 lines were left out.\n"
               "Provinces 1, regencies and cities 1, districts 1, villages 3, as of 2026-01-01.");
  g_assert_cmpuint (n_bad, ==, 6);
  g_assert_false (ktg_region_tree_lookup (tree, "00", NULL));
}

static void
codes_that_came_again_are_named (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgRegionImport) some
      = import_text (fixture, "35,A\n34,B\n34,C\n35,D\n34,E\n", "2026-01-01", NULL);
  g_autoptr (KtgRegionImport) many
      = import_text (fixture,
                     "31,A\n32,A\n33,A\n34,A\n35,A\n36,A\n31,B\n32,B\n33,B\n34,B\n35,B\n36,B\n",
                     "2026-01-01",
                     NULL);

  assert_says (some,
               "2 codes came again: 34, 35. The last line of each counts.\n"
               "Provinces 2, regencies and cities 0, districts 0, villages 0, as of 2026-01-01.");
  assert_says (many,
               "6 codes came again: 31, 32, 33, 34, 35, …. The last line of each counts.\n"
               "Provinces 6, regencies and cities 0, districts 0, villages 0, as of 2026-01-01.");
}

static void
what_is_kept_is_plain_and_the_same_again (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *list = make_handed_out ();
  g_autoptr (KtgRegionImport) import = import_text (fixture, list, "2026-01-01", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (GBytes) marked = NULL;
  g_autoptr (KtgRegionTree) tree = NULL;
  KtgRegion region;
  guint     n_bad = 99;

  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
  g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
  bytes = g_bytes_new (kept, strlen (kept));
  plain = ktg_region_lines_make_plain (bytes, NULL, &n_bad);
  tree = ktg_region_tree_new (NULL, bytes, NULL);

  g_assert_cmpuint (n_bad, ==, 0);
  marked = ktg_region_mark_add (plain);
  g_assert_true (g_bytes_equal (bytes, marked));
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, N_REGIONS);
  g_assert_true (ktg_region_tree_lookup (tree, "12.07.28.1007", &region));
  g_assert_cmpstr (region.name, ==, "Lubuk Pakam I,II");
}

static void
a_list_that_is_none_changes_nothing (Fixture *fixture, gconstpointer user_data)
{
  static const struct
  {
    const char *text, *version;
    gboolean    has_held;
    const char *said;
  } refused[] = {
    { "Dear all,\nhere it is.\n",
      "2026-01-01",
      FALSE,
      "Line 2: it has no comma, semicolon or tab.\n1 line was left out.\n"
      "There is no region in it. Nothing was changed." },
    { "", "2026-01-01", FALSE, "There is no region in it. Nothing was changed." },
    { "34,Yogya\n",
      NULL,
      FALSE,
      "The list does not say its date; name it as YYYY-MM-DD. Nothing was changed." },
    { "34,Yogya\n",
      "newest",
      FALSE,
      "The list does not say its date; name it as YYYY-MM-DD. Nothing was changed." },
    { "34,Yogya\n",
      "2025-02-30",
      FALSE,
      "The calendar has no 2025-02-30. Correct the date of the list. Nothing was changed." },
    { "# version: 2025-13\n34,Yogya\n",
      NULL,
      FALSE,
      "The calendar has no 2025-13. Correct the date of the list. Nothing was changed." },
    { "34,Yogya\n",
      "2025-04-25",
      TRUE,
      "The list is of 2025-04-25; the one that holds, of 2025-04-25.2, is newer. Nothing was "
      "changed." },
    { "34,Yogya\n",
      "2026-11-13",
      FALSE,
      "The list is of 2026-11-13, a day that is still to come. Correct its date, or this "
      "computer's clock. Nothing was changed." },
    { "11,Aceh\n12,Sumatera Utara\n",
      "2026-01-01",
      TRUE,
      "The list lacks Sumatera Barat, Riau, Jambi, Sumatera Selatan, Bengkulu, …, which the one "
      "that holds has. A list of the whole country is needed. Nothing was changed." },
    { "11,Aceh\r12,Sumatera Utara\r", "2026-01-01", FALSE, NOT_UTF8 },
  };
  g_autoptr (KtgRegionTree) held = open_installed ();

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (KtgRegionImport) import = import_text (fixture,
                                                        refused[i].text,
                                                        refused[i].version,
                                                        refused[i].has_held ? held : NULL);

      assert_says (import, refused[i].said);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
}

static void
what_is_not_utf_8_is_told_how_to_be_saved (Fixture *fixture, gconstpointer user_data)
{
  static const char wide[] = "\xff\xfe"
                             "3\0"
                             "4\0"
                             ",\0"
                             "Y\0"
                             "\n\0";
  g_autoptr (GBytes) list = g_bytes_new_static (wide, sizeof wide - 1);
  KtgRegionStock stock = { NULL };
  g_autoptr (KtgRegionImport) import
      = ktg_region_import (list, "2026-01-01", &stock, fixture->path);

  assert_says (import, NOT_UTF8);
}

/* Every province, and of the rest what has room in so many lines. */
static char *
make_part (guint n_lines)
{
  g_autofree char *path = g_build_filename (PACKS_FOLDER, "regions-2025-04-25.2.csv", NULL);
  g_autofree char *text = NULL;
  g_auto (GStrv) lines = NULL;
  GString *list = g_string_new (NULL);

  g_assert_true (g_file_get_contents (path, &text, NULL, NULL));
  lines = g_strsplit_set (text, "\n", -1);
  for (guint i = 0; lines[i] != NULL; i++)
    if (g_ascii_isdigit (*lines[i]) && (i < n_lines || lines[i][2] == ','))
      g_string_append_printf (list, "%s\n", lines[i]);

  return g_string_free (list, FALSE);
}

static void
half_a_country_takes_no_place_of_a_whole_one (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *half = make_part (45000);
  g_autofree char *nearly_whole = make_part (91000);
  g_autoptr (KtgRegionTree) held = open_installed ();
  g_autoptr (KtgRegionImport) refused = import_text (fixture, half, "2026-01-01", held);
  g_autoptr (KtgRegionImport) undone = import_text (fixture, half, "2025-04-25.2", held);
  g_autoptr (KtgRegionImport) taken = NULL;

  g_assert_cmpint (refused->end, ==, KTG_REGION_IMPORT_LACKS_REGIONS);
  g_assert_cmpint (undone->end, ==, KTG_REGION_IMPORT_LACKS_REGIONS);
  g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
  taken = import_text (fixture, nearly_whole, "2026-01-01", held);
  g_assert_cmpint (taken->end, ==, KTG_REGION_IMPORT_DONE);
}

static void
the_installed_list_may_always_come_back (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *whole = make_part (G_MAXUINT);
  g_autoptr (GBytes) list = g_bytes_new (whole, strlen (whole));
  g_autoptr (GBytes) other = g_bytes_new_static ("99,Entah\n", 9);
  g_autoptr (KtgRegionTree) installed = open_installed ();
  g_autoptr (KtgRegionTree) held = ktg_region_tree_new ("2026-01-01", other, NULL);
  KtgRegionStock stock = { held, installed, "1970-01-02" };
  g_autoptr (KtgRegionImport) import
      = ktg_region_import (list, "2025-04-25.2", &stock, fixture->path);

  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
}

static void
a_list_over_16_mib_is_not_read (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *long_text = g_strnfill (KTG_REGION_IMPORT_MAX_BYTES + 1, '\n');
  g_autoptr (KtgRegionImport) import = import_text (fixture, long_text, "2026-01-01", NULL);

  assert_says (import, "The list is larger than 16 MiB. Nothing was changed.");
}

static void
a_folder_that_takes_nothing_is_said (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *folder = g_path_get_dirname (fixture->path);
  g_autoptr (KtgRegionImport) import = NULL;

  g_assert_true (g_file_set_contents (folder, "a file", -1, NULL));
  import = import_text (fixture, "34,Yogya\n", "2026-01-01", NULL);
  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_NOT_WRITTEN);
  g_assert_nonnull (import->reason);
  g_unlink (folder);
}

#define ADD(name) g_test_add ("/region-import/" #name, Fixture, NULL, set_up, name, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD (the_country_is_taken_from_a_spreadsheet);
  ADD (rows_of_no_region_are_left_out_and_named);
  ADD (codes_that_came_again_are_named);
  ADD (what_is_kept_is_plain_and_the_same_again);
  ADD (a_list_that_is_none_changes_nothing);
  ADD (what_is_not_utf_8_is_told_how_to_be_saved);
  ADD (half_a_country_takes_no_place_of_a_whole_one);
  ADD (the_installed_list_may_always_come_back);
  ADD (a_list_over_16_mib_is_not_read);
  ADD (a_folder_that_takes_nothing_is_said);

  return g_test_run ();
}
