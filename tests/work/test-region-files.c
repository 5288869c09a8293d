/* test-region-files.c - an imported list counts if it is whole, and of two imports the newer
 * remains
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-files.h"

#include <glib/gstdio.h>
#include <string.h>

#define INSTALLED "2025-04-25.2"
#define IMPORTED "2026-01-01"
#define HALF "\n53,"
#define PAGE_BYTES 4096

typedef struct
{
  char    *folder;
  char    *path;
  GString *list; /* the installed one, as an import keeps it, of another day */
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer user_data)
{
  g_autofree char *installed = g_build_filename (PACKS_FOLDER, "regions-" INSTALLED ".csv", NULL);
  g_autofree char *text = NULL;

  fixture->folder = g_dir_make_tmp ("ktg-region-files-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "regions.csv", NULL);
  g_assert_true (g_file_get_contents (installed, &text, NULL, NULL));
  fixture->list = g_string_new ("# version: " IMPORTED);
  g_string_append (fixture->list, strstr (text, "\n11,"));
}

static void
tear_down (Fixture *fixture, gconstpointer user_data)
{
  g_remove (fixture->path);
  g_rmdir (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->folder);
  g_string_free (fixture->list, TRUE);
}

/* What counts where the imported list is @list as it stands. */
static void
assert_counts (Fixture *fixture, const char *version, gboolean is_damaged)
{
  g_autoptr (KtgRegionFiles) files = NULL;
  gboolean was_damaged = !is_damaged;

  g_assert_true (
      g_file_set_contents (fixture->path, fixture->list->str, (gssize)fixture->list->len, NULL));
  files = ktg_region_files_open (PACKS_FOLDER, fixture->path, &was_damaged);
  g_assert_cmpstr (ktg_region_tree_get_version (ktg_region_files_get_tree (files)), ==, version);
  g_assert_cmpint (was_damaged, ==, is_damaged);
}

static void
a_whole_one_counts (Fixture *fixture, gconstpointer user_data)
{
  assert_counts (fixture, IMPORTED, FALSE);
  g_string_replace (fixture->list, IMPORTED, "2025-04-25", 1);
  assert_counts (fixture, INSTALLED, FALSE); /* an older one is not missed */
}

static void
one_that_was_cut_does_not (Fixture *fixture, gconstpointer user_data)
{
  g_string_truncate (fixture->list, fixture->list->len - strlen ("a\n"));
  assert_counts (fixture, INSTALLED, TRUE);
  g_string_truncate (fixture->list, strstr (fixture->list->str, HALF) + 1 - fixture->list->str);
  assert_counts (fixture, INSTALLED, TRUE);
  g_string_truncate (fixture->list, 0);
  assert_counts (fixture, INSTALLED, TRUE);
}

static void
one_that_the_disk_spoilt_does_not (Fixture *fixture, gconstpointer user_data)
{
  memset (fixture->list->str + fixture->list->len / 2, 0, PAGE_BYTES);
  assert_counts (fixture, INSTALLED, TRUE);
  g_string_assign (fixture->list, "# version: " IMPORTED "\nDear all,\n");
  assert_counts (fixture, INSTALLED, TRUE);
}

/* As one was kept before such rows were seen; the next right list lacks no such province. */
static void
one_with_a_row_of_no_region_does_not (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) right = g_bytes_new (fixture->list->str, fixture->list->len);
  g_autoptr (KtgRegionImport) import = NULL;

  g_string_insert (fixture->list, strlen ("# version: " IMPORTED "\n"), "00,INDONESIA\n");
  assert_counts (fixture, INSTALLED, TRUE);
  import = ktg_region_files_import (PACKS_FOLDER, fixture->path, right, "2026-01-02", NULL);
  g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
}

static void
load_kept (Fixture *fixture)
{
  g_autofree char *kept = NULL;
  gsize            n_bytes = 0;

  g_assert_true (g_file_get_contents (fixture->path, &kept, &n_bytes, NULL));
  g_string_truncate (fixture->list, 0);
  g_string_append_len (fixture->list, kept, (gssize)n_bytes);
}

/* In a name, in the day of the list, and in what says so. */
static void
one_in_which_a_letter_was_spoilt_does_not (Fixture *fixture, gconstpointer user_data)
{
  static const char *const spoilt[][2] = {
    { "Kota Yogyakarta", "Kota Yogyakirta" },
    { "# version: 2026-01-01", "# version: 2026-01-03" },
    { "# sha256: ", "# sha256: 0" },
  };
  g_autofree char *whole = g_strdup (fixture->list->str);

  for (gsize i = 0; i < G_N_ELEMENTS (spoilt); i++)
    {
      g_autoptr (GBytes) list = g_bytes_new (whole, strlen (whole));
      g_autoptr (KtgRegionImport) import
          = ktg_region_files_import (PACKS_FOLDER, fixture->path, list, NULL, NULL);

      g_assert_cmpint (import->end, ==, KTG_REGION_IMPORT_DONE);
      load_kept (fixture);
      assert_counts (fixture, IMPORTED, FALSE);
      g_assert_cmpuint (g_string_replace (fixture->list, spoilt[i][0], spoilt[i][1], 1), ==, 1);
      assert_counts (fixture, INSTALLED, TRUE);
    }
}

static void
one_that_lost_its_date_or_is_a_folder_does_not (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (KtgRegionFiles) files = NULL;
  gboolean is_damaged = FALSE;

  g_string_erase (fixture->list, 0, strlen ("# version: "));
  assert_counts (fixture, INSTALLED, TRUE);

  g_assert_cmpint (g_unlink (fixture->path), ==, 0);
  g_assert_cmpint (g_mkdir (fixture->path, 0700), ==, 0);
  files = ktg_region_files_open (PACKS_FOLDER, fixture->path, &is_damaged);
  g_assert_nonnull (files);
  g_assert_true (is_damaged);
}

typedef struct
{
  Fixture *fixture;
  char     version[sizeof IMPORTED];
} Import;

static gpointer
run_import (gpointer user_data)
{
  Import *import = user_data;
  g_autoptr (GBytes) list
      = g_bytes_new_static (import->fixture->list->str, import->fixture->list->len);

  ktg_region_import_free (
      ktg_region_files_import (PACKS_FOLDER, import->fixture->path, list, import->version, NULL));
  return NULL;
}

/* Whoever of them is last to write has seen what the others wrote. */
static void
of_imports_at_once_the_newest_remains (Fixture *fixture, gconstpointer user_data)
{
  Import   imports[5];
  GThread *threads[G_N_ELEMENTS (imports)];
  g_autoptr (KtgRegionFiles) files = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (imports); i++)
    {
      imports[i].fixture = fixture;
      g_snprintf (imports[i].version, sizeof imports[i].version, "2026-01-%02u", 20 - i);
    }
  for (guint i = 0; i < G_N_ELEMENTS (imports); i++)
    threads[i] = g_thread_new ("import", run_import, &imports[i]);
  for (guint i = 0; i < G_N_ELEMENTS (imports); i++)
    g_thread_join (threads[i]);

  files = ktg_region_files_open (PACKS_FOLDER, fixture->path, NULL);
  g_assert_cmpstr (ktg_region_tree_get_version (ktg_region_files_get_tree (files)),
                   ==,
                   "2026-01-20");
}

/* A program that read the old list an hour ago compares with the one that came since. */
static void
what_came_meanwhile_is_compared_with (Fixture *fixture, gconstpointer user_data)
{
  g_autoptr (GBytes) list = g_bytes_new_static (fixture->list->str, fixture->list->len);
  g_autoptr (KtgRegionImport) newer = NULL;
  g_autoptr (KtgRegionImport) older = NULL;

  newer = ktg_region_files_import (PACKS_FOLDER, fixture->path, list, "2026-01-20", NULL);
  older = ktg_region_files_import (PACKS_FOLDER, fixture->path, list, "2026-01-19", NULL);
  g_assert_cmpint (newer->end, ==, KTG_REGION_IMPORT_DONE);
  g_assert_cmpint (older->end, ==, KTG_REGION_IMPORT_OLDER);
  g_assert_cmpstr (older->held, ==, "2026-01-20");
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/region-files/a-whole-one-counts", a_whole_one_counts);
  ADD ("/region-files/one-that-was-cut-does-not", one_that_was_cut_does_not);
  ADD ("/region-files/one-that-the-disk-spoilt-does-not", one_that_the_disk_spoilt_does_not);
  ADD ("/region-files/one-with-a-row-of-no-region-does-not", one_with_a_row_of_no_region_does_not);
  ADD ("/region-files/one-in-which-a-letter-was-spoilt-does-not",
       one_in_which_a_letter_was_spoilt_does_not);
  ADD ("/region-files/one-that-lost-its-date-or-is-a-folder-does-not",
       one_that_lost_its_date_or_is_a_folder_does_not);
  ADD ("/region-files/of-imports-at-once-the-newest-remains",
       of_imports_at_once_the_newest_remains);
  ADD ("/region-files/what-came-meanwhile-is-compared-with", what_came_meanwhile_is_compared_with);

  return g_test_run ();
}
