/* test-hand-import.c - a pack or a list of regions, from a file that somebody was given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-hand-import.h>

#include <glib/gstdio.h>
#include <string.h>

#define PACK                                                                                       \
  "{\"format\":1,\"pack\":\"gestures\",\"version\":\"2025-01-02\",\"verified\":false,"             \
  "\"title\":{\"id\":\"Gestur\",\"en\":\"Gestures\"},\"sources\":[]}"

typedef struct
{
  char       *folder;
  KtgLibrary *library;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *imported = NULL;
  g_autofree char *received = NULL;
  g_autoptr (KtgPackFolder) packs = NULL;

  fixture->folder = g_dir_make_tmp ("ktg-hand-import-XXXXXX", NULL);
  imported = g_build_filename (fixture->folder, "regions.csv", NULL);
  received = g_build_filename (fixture->folder, "packs", NULL);
  packs = ktg_pack_folder_new ("/nowhere", received);
  fixture->library = ktg_library_new ("/nowhere", imported);
  ktg_library_use_pack_folder (fixture->library, packs);
}

static void
remove_below (const char *folder, const char *name)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);

  g_remove (path);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  remove_below (fixture->folder, "packs/gestures-2025-01-02.json");
  remove_below (fixture->folder, "packs");
  remove_below (fixture->folder, "regions.csv");
  g_rmdir (fixture->folder);
  g_object_unref (fixture->library);
  g_free (fixture->folder);
}

static char *
bring (Fixture *fixture, const char *file_name, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  return ktg_hand_import (fixture->library, file_name, content);
}

static void
changed_cb (KtgLibrary *library, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
a_pack_is_taken_once_and_said (Fixture *fixture, gconstpointer data)
{
  guint            n_changed = 0;
  const KtgPack   *before = ktg_library_get_pack (fixture->library);
  g_autofree char *first = NULL;
  g_autofree char *again = NULL;

  g_signal_connect (fixture->library, "changed", G_CALLBACK (changed_cb), &n_changed);
  first = bring (fixture, "anything.txt", PACK);
  again = bring (fixture, "anything.txt", "\n " PACK);
  g_assert_cmpstr (first, ==, "New rules or words are here: Gestures (2025-01-02)");
  g_assert_nonnull (strstr (again, "says something else"));
  g_assert_cmpuint (n_changed, ==, 1);
  g_assert_cmpstr (ktg_pack_get_version (ktg_library_get_pack (fixture->library), "gestures"),
                   ==,
                   "2025-01-02");
  g_assert_null (ktg_pack_get_version (before, "gestures")); /* what was borrowed stays */
}

static void
what_is_called_a_pack_and_is_none_is_refused (Fixture *fixture, gconstpointer data)
{
  g_autofree char *said = bring (fixture, "rules.json", "34.71,Kota Yogyakarta\n");

  g_assert_true (g_str_has_prefix (said, "This file is not a pack, or it is damaged:"));
  g_assert_true (g_str_has_suffix (said, "Nothing was changed."));
}

static void
of_a_list_of_regions_the_files_name_may_say_the_day (Fixture *fixture, gconstpointer data)
{
  g_autofree char *undated = bring (fixture, "wilayah.csv", "34,DI Yogyakarta\n");
  g_autofree char *dated = bring (fixture, "wilayah-2025-04-25.csv", "34,DI Yogyakarta\n");
  g_autofree char *path = g_build_filename (fixture->folder, "regions.csv", NULL);
  g_autofree char *kept = NULL;

  g_assert_cmpstr (undated, !=, dated);
  g_assert_true (g_file_get_contents (path, &kept, NULL, NULL));
  g_assert_true (g_str_has_prefix (kept, "# version: 2025-04-25"));
}

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/hand-import/a-pack-is-taken-once-and-said", a_pack_is_taken_once_and_said);
  ADD ("/hand-import/what-is-called-a-pack-and-is-none-is-refused",
       what_is_called_a_pack_and_is_none_is_refused);
  ADD ("/hand-import/of-a-list-of-regions-the-files-name-may-say-the-day",
       of_a_list_of_regions_the_files_name_may_say_the_day);

  return g_test_run ();
}
