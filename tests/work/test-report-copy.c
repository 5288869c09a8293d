/* test-report-copy.c - what has the name of a copy is one, whatever the medium does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-copy-name.h"
#include "ktg-destination.h"
#include "ktg-report-copy.h"

#include <errno.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <ktg-seal-error.h>
#include <ktg-sha256.h>
#include <ktg-store-device.h>
#include <ktg-sum-folder.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define ORIGINAL "what the camera wrote"
#define ID "7692c3ad3540bb803c020b3aee66cd8887123234ea0c6e7143c0add73ff431ed"
#define ONE "files/" ID ".bin"
#define RECEIPT ID ".json"
#define LEFT ".coming-Kentongan-7"

typedef struct
{
  KtgStoreDevice *device;
  KtgLibrary     *library;
  char           *stick; /* a folder, watched by the disk that fails */
  char           *id;
  char           *sha256;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  const char *evidence[] = { NULL, "", NULL };
  g_autoptr (KtgReport) report = NULL;

  desk->library = ktg_library_new (PACKS_FOLDER, NULL);
  desk->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (desk->device, &error));
  g_assert_true (ktg_store_device_enrol (desk->device, &error));
  desk->sha256 = ktg_store_device_import (desk->device, ORIGINAL, &error);
  evidence[0] = desk->sha256;
  report = ktg_store_device_new_report ("Spanduk di pagar", evidence);
  desk->id = ktg_store_device_file (desk->device, NULL, report, &error);
  g_assert_no_error (error);
  ktg_store_device_deliver_all (desk->device);
  desk->stick = g_build_filename (desk->device->folder, "stick", NULL);
  g_assert_cmpint (g_mkdir (desk->stick, 0700), ==, 0);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  ktg_fault_disk_remove_folder (desk->stick);
  ktg_store_device_free (desk->device);
  g_object_unref (desk->library);
  g_free (desk->stick);
  g_free (desk->id);
  g_free (desk->sha256);
}

static char *
copy_to (Desk *desk, const char *place, guint *n_missing, GError **error)
{
  const KtgMoment now = { .wall_us = KTG_DEVICE_NOW_US, .utc_offset_s = 7 * 3600 };
  g_autoptr (GAsyncResult) result = NULL;

  ktg_report_copy_async (desk->device->store,
                         desk->library,
                         NULL,
                         desk->id,
                         place,
                         &now,
                         NULL,
                         ktg_store_device_answered_cb,
                         &result);
  return ktg_report_copy_finish (ktg_store_device_wait_for (&result), n_missing, error);
}

static char *
copy (Desk *desk, guint *n_missing, GError **error)
{
  return copy_to (desk, desk->stick, n_missing, error);
}

/* Every line of the list, as `sha256sum -c` does. */
static void
assert_whole (const char *path)
{
  g_autofree char *list_path = g_build_filename (path, "MANIFEST", NULL);
  g_autofree char *list = NULL;
  g_auto (GStrv) lines = NULL;
  guint n_originals = 0;

  g_assert_true (g_file_get_contents (list_path, &list, NULL, NULL));
  lines = g_strsplit (list, "\n", -1);
  for (guint i = 0; *lines[i] != '\0'; i++)
    {
      g_autofree char *file = g_build_filename (path, lines[i] + KTG_SHA256_HEX + 2, NULL);
      g_autofree char *sha256 = NULL;
      g_autofree char *bytes = NULL;
      gsize            n_bytes = 0;

      g_assert_true (ktg_copy_name_is_written (lines[i] + KTG_SHA256_HEX + 2));
      g_assert_true (g_file_get_contents (file, &bytes, &n_bytes, NULL));
      sha256 = ktg_sha256_of ((const guint8 *)bytes, n_bytes);
      g_assert_true (g_str_has_prefix (lines[i], sha256));
      n_originals += g_strcmp0 (bytes, ORIGINAL) == 0;
    }

  g_assert_cmpuint (n_originals, ==, 1);
}

/* What has the name of a copy is whole; how many there are. */
static guint
count_copies (Desk *desk, guint *n_left)
{
  g_autoptr (GDir) folder = g_dir_open (desk->stick, 0, NULL);
  const char *name;
  guint       n_copies = 0;

  *n_left = 0;
  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->stick, name, NULL);

      if (g_str_has_prefix (name, "Kentongan-"))
        {
          assert_whole (path);
          n_copies++;
        }
      else
        (*n_left)++;
    }

  return n_copies;
}

static void
empty_stick (Desk *desk)
{
  ktg_fault_disk_remove_folder (desk->stick);
  g_assert_cmpint (g_mkdir (desk->stick, 0700), ==, 0);
}

static guint
find_times_copied (Desk *desk)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GPtrArray) entries = NULL;
  guint n = 0;

  ktg_store_load_custody_async (desk->device->store,
                                desk->sha256,
                                7 * 3600,
                                NULL,
                                ktg_store_device_answered_cb,
                                &result);
  entries = ktg_store_load_custody_finish (desk->device->store,
                                           ktg_store_device_wait_for (&result),
                                           NULL);
  for (guint i = 0; i < entries->len; i++)
    {
      const KtgCustodyEntry *entry = g_ptr_array_index (entries, i);

      if (entry->act == KTG_CUSTODY_COPIED)
        n += entry->n_times;
    }

  return n;
}

static void
test_twice (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint            n_missing = 1, n_left;
  g_autofree char *first = copy (desk, &n_missing, &error);
  g_autofree char *second = copy (desk, &n_missing, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (n_missing, ==, 0);
  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_str_has_prefix (second, first));
  g_assert_cmpuint (count_copies (desk, &n_left), ==, 2);
  g_assert_cmpuint (n_left, ==, 0);
  g_assert_cmpuint (find_times_copied (desk), ==, 2);
}

/* One call after the other fails, once or from then on. */
static void
climb (Desk *desk, KtgFaultKind kind, int error_number, KtgDestinationError code)
{
  gboolean was_reached = TRUE;

  for (guint step = 1; was_reached; step++)
    {
      g_autoptr (GError) error = NULL;
      guint            n_missing, n_steps, n_left, n_copies;
      g_autofree char *path = NULL;

      ktg_fault_disk_arm (desk->stick, kind, step, error_number);
      path = copy (desk, &n_missing, &error);
      n_steps = ktg_fault_disk_disarm ();
      was_reached = n_steps >= step;
      n_copies = count_copies (desk, &n_left);
      if (path == NULL)
        g_assert_error (error, KTG_DESTINATION_ERROR, (int)code);
      else
        g_assert_cmpuint (n_copies, ==, 1);
      if (path == NULL && kind == KTG_FAULT_ONCE)
        g_assert_cmpuint (n_copies + n_left, ==, 0);
      g_assert_true (path == NULL || !was_reached);
      empty_stick (desk);
      if (!was_reached)
        g_test_message ("%u calls, each of them failed once", step - 1);
    }
}

static void
test_ladder (Desk *desk, gconstpointer data)
{
  climb (desk, KTG_FAULT_ONCE, ENOSPC, KTG_DESTINATION_ERROR_NO_SPACE);
  climb (desk, KTG_FAULT_ONCE, EROFS, KTG_DESTINATION_ERROR_READ_ONLY);
  climb (desk, KTG_FAULT_DEAD, EIO, KTG_DESTINATION_ERROR_GONE);
}

/* As a copy stands in its middle. */
static KtgSumFolder *
begin_on_stick (Desk *desk, const char *name)
{
  g_autofree char *path = g_build_filename (desk->stick, name, NULL);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("one", 3);
  KtgSumFolder *folder = ktg_sum_folder_new (path);

  ktg_sum_folder_add_part (folder, "files");
  g_assert_true (ktg_sum_folder_begin (folder, NULL));
  g_assert_true (ktg_sum_folder_put (folder, ONE, bytes, NULL));
  return folder;
}

static void
test_left (Desk *desk, gconstpointer data)
{
  g_autoptr (KtgSumFolder) somebodys = begin_on_stick (desk, ".coming-Kentongan-8");
  g_autoptr (GError) error = NULL;
  guint            n_missing, n_left;
  g_autofree char *path = NULL;

  ktg_sum_folder_free (begin_on_stick (desk, LEFT));
  ktg_sum_folder_free (begin_on_stick (desk, ".coming-holidays"));
  path = copy (desk, &n_missing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (count_copies (desk, &n_left), ==, 1);
  g_assert_cmpuint (n_left, ==, 2);
  g_assert_true (ktg_sum_folder_finish (somebodys, &error));
  g_assert_true (ktg_sum_folder_check (somebodys, NULL, &error));
}

static void
put_on_stick (const Desk *desk, const char *name)
{
  g_autofree char *path = g_build_filename (desk->stick, name, NULL);
  g_autofree char *folder = g_path_get_dirname (path);

  g_assert_cmpint (g_mkdir_with_parents (folder, 0700), ==, 0);
  g_assert_true (g_file_set_contents (path, "mine", 4, NULL));
}

static void
link_on_stick (const Desk *desk, const char *name, const char *to)
{
  g_autofree char *path = g_build_filename (desk->stick, name, NULL);

  g_assert_cmpint (symlink (to, path), ==, 0);
}

static gboolean
is_on_stick (const Desk *desk, const char *name)
{
  g_autofree char *path = g_build_filename (desk->stick, name, NULL);
  struct stat      status;

  return g_lstat (path, &status) == 0;
}

/* Whatever a copy does not write is somebody's, also where it is called as what a copy writes. */
static void
test_somebodys (Desk *desk, gconstpointer data)
{
  static const char *const somebodys[] = {
    LEFT "/holiday.jpg",         LEFT "/files/holiday.jpg",
    LEFT "/files/2026/MANIFEST", LEFT "/2026/MANIFEST",
    LEFT "/form.json/MANIFEST",  "mine/MANIFEST",
    "mine/report.json",          "mine/" RECEIPT,
  };
  g_autoptr (GError) error = NULL;
  guint            n_missing;
  g_autofree char *path = NULL;

  ktg_sum_folder_free (begin_on_stick (desk, LEFT));
  for (gsize i = 0; i < G_N_ELEMENTS (somebodys); i++)
    put_on_stick (desk, somebodys[i]);
  link_on_stick (desk, LEFT "/receipts", "../mine");
  link_on_stick (desk, LEFT "/report.json", "../mine/report.json");
  link_on_stick (desk, LEFT "-2", "mine");

  path = copy (desk, &n_missing, &error);
  g_assert_no_error (error);
  for (gsize i = 0; i < G_N_ELEMENTS (somebodys); i++)
    g_assert_true (is_on_stick (desk, somebodys[i]));
  g_assert_true (is_on_stick (desk, LEFT "/report.json"));
  g_assert_false (is_on_stick (desk, LEFT "/" ONE));
}

/* It is stopped at any of its steps, or was there before anybody could. */
static void
test_stopped (Desk *desk, gconstpointer data)
{
  const KtgMoment now = { .wall_us = KTG_DEVICE_NOW_US, .utc_offset_s = 7 * 3600 };
  gboolean        was_stopped = TRUE;

  for (guint n_turns = 0; was_stopped; n_turns++)
    {
      g_autoptr (GCancellable) cancellable = g_cancellable_new ();
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (GError) error = NULL;
      g_autofree char *path = NULL;
      guint            n_missing, n_left, n_copies;

      ktg_report_copy_async (desk->device->store,
                             desk->library,
                             NULL,
                             desk->id,
                             desk->stick,
                             &now,
                             cancellable,
                             ktg_store_device_answered_cb,
                             &result);
      for (guint i = 0; i < n_turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (cancellable);
      path = ktg_report_copy_finish (ktg_store_device_wait_for (&result), &n_missing, &error);
      n_copies = count_copies (desk, &n_left);
      g_assert_cmpuint (n_left, ==, 0);
      g_assert_cmpuint (n_copies, ==, path != NULL);
      was_stopped = path == NULL;
      if (was_stopped)
        g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
    }
}

/* Freed, or never there. */
static void
test_missing (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint            n_missing = 0;
  g_autofree char *path = NULL;
  g_autofree char *account_path = NULL;
  g_autofree char *account = NULL;

  ktg_store_device_close (desk->device);
  ktg_store_device_tamper (desk->device, "UPDATE file SET is_here = 0");
  ktg_store_device_reopen (desk->device);
  path = copy (desk, &n_missing, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (n_missing, ==, 1);
  g_assert_true (g_str_has_suffix (path, "-incomplete"));
  account_path = g_build_filename (path, "manifest.json", NULL);
  g_assert_true (g_file_get_contents (account_path, &account, NULL, NULL));
  g_assert_nonnull (strstr (account, "\"whole\": false"));
  g_assert_nonnull (strstr (account, desk->sha256));
}

typedef struct
{
  const char         *name; /* from the stick on; NULL: it has no path */
  KtgDestinationError code;
} Place;

static char *
dup_path (const Desk *desk, const Place *place)
{
  return place->name == NULL || *place->name == '\0'
             ? g_strdup (place->name)
             : g_build_filename (desk->stick, place->name, NULL);
}

static void
test_places (Desk *desk, gconstpointer data)
{
  g_autofree char *long_name = g_strnfill (300, 'a');
  const Place      places[] = { { NULL, KTG_DESTINATION_ERROR_REMOTE },
                                { "", KTG_DESTINATION_ERROR_UNNAMED },
                                { "none", KTG_DESTINATION_ERROR_MISSING },
                                { "nowhere", KTG_DESTINATION_ERROR_MISSING },
                                { "file", KTG_DESTINATION_ERROR_NO_FOLDER },
                                { "file/folder", KTG_DESTINATION_ERROR_NO_FOLDER },
                                { "../profile", KTG_DESTINATION_ERROR_PROFILE },
                                { "../stick/../profile/files", KTG_DESTINATION_ERROR_PROFILE },
                                { "link/files", KTG_DESTINATION_ERROR_PROFILE },
                                { long_name, KTG_DESTINATION_ERROR_TOO_LONG } };
  guint            n_missing;

  put_on_stick (desk, "file");
  link_on_stick (desk, "nowhere", "none");
  link_on_stick (desk, "link", "../profile");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = dup_path (desk, &places[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", path);
      g_assert_null (copy_to (desk, path, &n_missing, &error));
      g_assert_error (error, KTG_DESTINATION_ERROR, (int)places[i].code);
    }
}

/* A name beside the profile's that begins like it is another folder. */
static void
test_files (Desk *desk, gconstpointer data)
{
  g_autofree char         *long_name = g_strnfill (300, 'a');
  const Place              places[] = { { NULL, KTG_DESTINATION_ERROR_REMOTE },
                                        { "", KTG_DESTINATION_ERROR_UNNAMED },
                                        { "none/a.pdf", KTG_DESTINATION_ERROR_MISSING },
                                        { "file/a.pdf", KTG_DESTINATION_ERROR_NO_FOLDER },
                                        { "nowhere", KTG_DESTINATION_ERROR_LINK },
                                        { "somewhere", KTG_DESTINATION_ERROR_LINK },
                                        { "../profile", KTG_DESTINATION_ERROR_TAKEN },
                                        { "link/a.pdf", KTG_DESTINATION_ERROR_PROFILE },
                                        { "../profile/files/a.pdf", KTG_DESTINATION_ERROR_PROFILE },
                                        { long_name, KTG_DESTINATION_ERROR_TOO_LONG } };
  static const char *const open_to_all[] = { "file", "a.pdf", "../profile-2/a.pdf", "stick/a.pdf" };

  put_on_stick (desk, "file");
  put_on_stick (desk, "../profile-2/file");
  link_on_stick (desk, "nowhere", "none");
  link_on_stick (desk, "somewhere", "file");
  link_on_stick (desk, "link", "../profile");
  link_on_stick (desk, "stick", ".");
  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      g_autofree char *path = dup_path (desk, &places[i]);
      g_autoptr (GError) error = NULL;

      g_test_message ("%s", path);
      g_assert_false (ktg_destination_check_file (desk->device->store, path, &error));
      g_assert_error (error, KTG_DESTINATION_ERROR, (int)places[i].code);
    }
  for (gsize i = 0; i < G_N_ELEMENTS (open_to_all); i++)
    {
      g_autofree char *path = g_build_filename (desk->stick, open_to_all[i], NULL);

      g_assert_true (ktg_destination_check_file (desk->device->store, path, NULL));
    }
}

/* As FAT and exFAT take them, on whichever computer the stick is read. */
static void
assert_of_a_stick (const char *name)
{
  static const char *const devices[]
      = { "con", "prn", "aux", "nul", "com1", "com9", "lpt1", "lpt9" };
  g_autofree char *lower = g_ascii_strdown (name, -1);
  g_autofree char *stem = g_strndup (lower, strcspn (lower, "."));
  const gsize      n = strlen (name);

  g_test_message ("%s", name);
  g_assert_cmpuint (n, >, 0);
  g_assert_cmpuint (n, <, 128);
  g_assert_cmpuint (strcspn (name, "\"*/:<>?\\|"), ==, n);
  for (gsize i = 0; i < n; i++)
    g_assert_true (g_ascii_isgraph (name[i]));
  g_assert_cmpint (name[n - 1], !=, '.');
  for (gsize i = 0; i < G_N_ELEMENTS (devices); i++)
    g_assert_cmpstr (stem, !=, devices[i]);
}

/* Nor do two names in a folder differ by nothing but the size of their letters. */
static void
assert_names_of_a_stick (const char *path)
{
  g_autoptr (GDir) folder = g_dir_open (path, 0, NULL);
  g_autoptr (GHashTable) lower = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *child = g_build_filename (path, name, NULL);

      assert_of_a_stick (name);
      g_assert_true (g_hash_table_add (lower, g_ascii_strdown (name, -1)));
      if (g_file_test (child, G_FILE_TEST_IS_DIR))
        assert_names_of_a_stick (child);
    }
}

static void
test_names (Desk *desk, gconstpointer data)
{
  static const char *const numbers[]
      = { "NG-0010", "NG?*:\"<>|/\\..", "CON", "", ". .", "Kéc. Ñg ", "a\nb" };
  g_autoptr (GError) error = NULL;
  guint            n_missing;
  g_autofree char *path = copy (desk, &n_missing, &error);

  g_assert_no_error (error);
  assert_names_of_a_stick (desk->stick);
  for (gsize i = 0; i < 2 * G_N_ELEMENTS (numbers); i++)
    {
      g_autofree char *name = ktg_copy_name_new (numbers[i / 2], i % 2 == 0);
      g_autofree char *done = ktg_copy_name_dup_path ("", name, 1 + (guint)i % 2);
      g_autofree char *coming = ktg_copy_name_dup_path_until_done ("", name, 2);

      assert_of_a_stick (done);
      assert_of_a_stick (coming);
      g_assert_true (ktg_copy_name_is_until_done (coming));
      g_assert_false (ktg_copy_name_is_until_done (done));
    }
}

/* A stick may take what it is given, and give back something else. */
static void
test_misread (Desk *desk, gconstpointer data)
{
  g_autofree char *path = g_build_filename (desk->stick, "sums", NULL);
  g_autofree char *file = g_build_filename (path, "one", NULL);
  g_autoptr (KtgSumFolder) folder = ktg_sum_folder_new (path);
  g_autoptr (GBytes) bytes = g_bytes_new_static ("one", 3);
  g_autoptr (GError) error = NULL;

  g_assert_true (
      ktg_sum_folder_begin (folder, &error) && ktg_sum_folder_put (folder, "one", bytes, &error)
      && ktg_sum_folder_finish (folder, &error) && ktg_sum_folder_check (folder, NULL, &error));
  g_assert_true (g_file_set_contents (file, "two", 3, NULL));
  g_assert_false (ktg_sum_folder_check (folder, NULL, &error));
  g_assert_error (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_DAMAGED);
}

/* What the disk of this device spoilt is no fault of the stick. */
static void
test_damaged (Desk *desk, gconstpointer data)
{
  g_autofree char *files = g_build_filename (desk->device->profile, "files", NULL);
  g_autoptr (GDir) folder = g_dir_open (files, 0, NULL);
  g_autoptr (GError) error = NULL;
  const char *name;
  guint       n_missing, n_left;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (files, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            n_bytes = 0;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      bytes[n_bytes - 1] ^= 1;
      g_assert_true (g_file_set_contents (path, bytes, (gssize)n_bytes, NULL));
    }

  g_assert_null (copy (desk, &n_missing, &error));
  g_assert_error (error, KTG_REPORT_COPY_ERROR, KTG_REPORT_COPY_ERROR_DAMAGED);
  g_assert_cmpuint (count_copies (desk, &n_left) + n_left, ==, 0);
}

#define ADD(name, test)                                                                            \
  g_test_add ("/work/report-copy/" name, Desk, NULL, desk_set_up, test, desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("a_second_copy_leaves_the_first_alone_and_both_are_noted", test_twice);
  ADD ("whatever_call_fails_what_has_the_name_of_a_copy_is_whole", test_ladder);
  ADD ("what_is_not_on_this_device_is_named_and_the_copy_says_so", test_missing);
  ADD ("what_a_sudden_end_left_goes_with_the_next_copy", test_left);
  ADD ("what_somebody_put_into_it_stays", test_somebodys);
  ADD ("what_was_stopped_leaves_nothing", test_stopped);
  ADD ("an_original_that_is_damaged_here_is_named", test_damaged);
  ADD ("any_stick_takes_the_names", test_names);
  ADD ("why_nothing_goes_to_a_place_is_said", test_places);
  ADD ("why_nothing_is_written_to_a_file_is_said", test_files);
  ADD ("what_reads_back_as_other_is_no_copy", test_misread);
  return g_test_run ();
}
