/* test-region-import.c - a list of regions that somebody was given is taken whole, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-import.h"

#include <glib/gstdio.h>
#include <string.h>

#define N_REGIONS 91599

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

static KtgRegionImport *
import_text (Fixture *fixture, const char *text, const char *version, const char *held)
{
  g_autoptr (GBytes) list = g_bytes_new (text, strlen (text));

  return ktg_region_import (list, version, held, fixture->path);
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
  lines = g_strsplit (text, "\n", -1);

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
  g_autoptr (KtgRegionImport) import = import_text (fixture, list, "2026-01-01", "2025-04-25.2");

  assert_says (import,
               "Line 91601: its code is not of the form 34.71.06.1002.\n"
               "1 line was left out.\n"
               "1 code came again; its last line counts.\n"
               "1 region lies in none that the list has: 99.01.01.2001.\n"
               "Provinces 38, regencies and cities 514, districts 7285, villages 83763, as of "
               "2026-01-01.");
}

static void
what_is_kept_is_plain_and_the_same_again (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *list = make_handed_out ();
  g_autoptr (KtgRegionImport) import = import_text (fixture, list, "2026-01-01", NULL);
  g_autofree char *kept = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) plain = NULL;
  g_autoptr (KtgRegionTree) tree = NULL;
  KtgRegion region;
  guint     n_bad = 99;

  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
  g_assert_true (g_file_get_contents (fixture->path, &kept, NULL, NULL));
  bytes = g_bytes_new (kept, strlen (kept));
  plain = ktg_region_lines_make_plain (bytes, NULL, &n_bad);
  tree = ktg_region_tree_new (NULL, bytes, NULL);

  g_assert_cmpuint (n_bad, ==, 0);
  g_assert_true (g_bytes_equal (bytes, plain));
  g_assert_cmpuint (ktg_region_tree_get_n_regions (tree), ==, N_REGIONS);
  g_assert_true (ktg_region_tree_lookup (tree, "12.07.28.1007", &region));
  g_assert_cmpstr (region.name, ==, "Lubuk Pakam I,II");
}

static void
a_list_that_is_none_changes_nothing (Fixture *fixture, gconstpointer user_data)
{
  static const char *const refused[][4] = {
    { "Dear all,\nhere it is.\n",
      "2026-01-01",
      NULL,
      "Line 2: it has no comma, semicolon or tab.\n1 line was left out.\n"
      "There is no region in it. Nothing was changed." },
    { "", "2026-01-01", NULL, "There is no region in it. Nothing was changed." },
    { "34,Yogya\n",
      NULL,
      NULL,
      "The list does not say its date; name it as YYYY-MM-DD. Nothing was changed." },
    { "34,Yogya\n",
      "newest",
      NULL,
      "The list does not say its date; name it as YYYY-MM-DD. Nothing was changed." },
    { "34,Yogya\n",
      "2025-02-31",
      NULL,
      "The list does not say its date; name it as YYYY-MM-DD. Nothing was changed." },
    { "34,Yogya\n",
      "2025-04-25",
      "2025-04-25.2",
      "The list is of 2025-04-25; the one that holds, of 2025-04-25.2, is newer. Nothing was "
      "changed." },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (refused); i++)
    {
      g_autoptr (KtgRegionImport) import
          = import_text (fixture, refused[i][0], refused[i][1], refused[i][2]);

      assert_says (import, refused[i][3]);
      g_assert_false (g_file_test (fixture->path, G_FILE_TEST_EXISTS));
    }
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
  ADD (what_is_kept_is_plain_and_the_same_again);
  ADD (a_list_that_is_none_changes_nothing);
  ADD (a_list_over_16_mib_is_not_read);
  ADD (a_folder_that_takes_nothing_is_said);

  return g_test_run ();
}
