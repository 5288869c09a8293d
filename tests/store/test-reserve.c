/* test-reserve.c - a report in progress is finished on a full disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <ktg-random.h>
#include <ktg-reserve.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#define DRAFT_ID "6a5c1a34-92f3-4c55-a0a7-0b5b5f4d1e01"
#define LARGEST_TEXT_BYTES 258000 /* with what surrounds it, just under the 256 KiB of an event */
#define ROOM_OF_A_NAME 4096       /* of the log, without which nothing is opened */
#define A_DAY_US (24 * G_TIME_SPAN_HOUR)

static char *
dup_reserve_path (KtgStoreDevice *device)
{
  return g_build_filename (device->profile, "reserve", NULL);
}

/* How much of the disk the reserve has; -1 without one. */
static gint64
get_reserved (KtgStoreDevice *device)
{
  g_autofree char *path = dup_reserve_path (device);
  struct stat      about;

  return lstat (path, &about) == 0 ? (gint64)about.st_blocks * 512 : -1;
}

static void
lose_reserve (KtgStoreDevice *device)
{
  g_autofree char *path = dup_reserve_path (device);

  g_assert_cmpint (unlink (path), ==, 0);
}

static gboolean
save (KtgStoreDevice *device, const char *account, GError **error)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, NULL);
  g_autoptr (KtgDraft) draft = ktg_draft_new (DRAFT_ID, report);

  return ktg_store_device_save_draft (device, draft, error);
}

static void
assert_saves (KtgStoreDevice *device, const char *account)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = NULL;

  save (device, account, &error);
  g_assert_no_error (error);
  draft = ktg_store_device_load_draft (device, DRAFT_ID, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, account);
}

static void
assert_files (KtgStoreDevice *device, const char *account)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report (account, NULL);
  g_autoptr (GError) error = NULL;
  g_autofree char *id = ktg_store_device_file (device, DRAFT_ID, report, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (id, ==, DRAFT_ID);
  g_assert_cmpint (ktg_store_device_get_summary (device, DRAFT_ID)->state, ==, KTG_STATE_QUEUED);
}

/* With a log as short as it can be, so that every write needs room. */
static void
fill (KtgStoreDevice *device, gint64 room_bytes)
{
  ktg_store_device_reopen (device);
  ktg_store_device_reopen (device);
  ktg_fault_disk_fill (device->folder, room_bytes);
}

static void
count_cb (GObject *object, GParamSpec *spec, gpointer user_data)
{
  (*(guint *)user_data)++;
}

static void
test_made (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *path = dup_reserve_path (device);
  struct stat      about;

  ktg_store_device_reopen (device);
  g_assert_cmpint (lstat (path, &about), ==, 0);
  g_assert_cmpint (about.st_size, ==, KTG_RESERVE_BYTES);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
  g_assert_false (ktg_store_is_disk_full (device->store));
}

/* What a copy of the folder, or a power cut, can have left of it; and what nobody should. */
static void
test_made_whole (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *path = dup_reserve_path (device);

  ktg_store_device_reopen (device);
  lose_reserve (device);
  ktg_store_device_reopen (device);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);

  g_assert_cmpint (truncate (path, 0), ==, 0);
  g_assert_cmpint (truncate (path, KTG_RESERVE_BYTES), ==, 0);
  g_assert_cmpint (get_reserved (device), <, KTG_RESERVE_BYTES);
  ktg_store_device_reopen (device);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);

  g_assert_cmpint (truncate (path, 5000), ==, 0);
  ktg_store_device_reopen (device);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);

  lose_reserve (device);
  g_assert_cmpint (symlink ("store.db", path), ==, 0);
  ktg_store_device_reopen (device);
  ktg_store_device_assert_sound (device);
  ktg_store_device_reopen (device);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
}

static void
test_finished (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  guint n_notified = 0;

  fill (device, 0);
  g_signal_connect (device->store, "notify::disk-full", G_CALLBACK (count_cb), &n_notified);
  for (guint i = 0; i < 100; i++)
    {
      g_autofree char *account = g_strdup_printf ("Typed, %u letters.", i);

      assert_saves (device, account);
    }
  g_assert_true (ktg_store_is_disk_full (device->store));
  g_assert_cmpint (get_reserved (device), ==, -1);
  assert_files (device, "Typed to its end.");
  g_assert_cmpuint (n_notified, ==, 1);

  ktg_store_device_reopen (device);
  ktg_store_device_assert_sound (device);
  ktg_fault_disk_disarm ();

  ktg_store_device_reopen (device);
  g_assert_false (ktg_store_is_disk_full (device->store));
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
  g_assert_cmpstr (ktg_store_device_get_summary (device, DRAFT_ID)->words, ==, "Typed to its end.");
  ktg_store_device_assert_sound (device);
}

static void
test_amended_and_withdrawn (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What really happened.", NULL);
  g_autoptr (GError) error = NULL;

  ktg_store_device_reopen (device);
  assert_files (device, "What happened.");
  fill (device, 0);
  g_assert_true (ktg_store_device_amend (device, DRAFT_ID, report, &error));
  ktg_store_device_reopen (device);
  g_assert_true (ktg_store_device_withdraw (device, DRAFT_ID, &error));
  ktg_fault_disk_disarm ();
  ktg_store_device_assert_sound (device);
}

/* The log grows by every save, the file by every text that is longer than the one before, and the
 * filing writes all of it once more. */
static void
test_largest (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *account = g_strnfill (LARGEST_TEXT_BYTES, 'k');
  gint64           left;

  fill (device, 0);
  for (guint i = 1; i <= 20; i++)
    {
      g_autofree char *typed = g_strndup (account, LARGEST_TEXT_BYTES / 20 * i);

      assert_saves (device, typed);
    }
  assert_files (device, account);
  left = ktg_fault_disk_get_room ();
  ktg_fault_disk_disarm ();

  g_test_message ("%d KiB of %d KiB are left", (int)(left / 1024), KTG_RESERVE_BYTES / 1024);
  g_assert_cmpint (left, >=, KTG_RESERVE_BYTES / 4);
  ktg_store_device_assert_sound (device);
}

static void
test_photo (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *photo = g_strnfill (200000, 'p');
  g_autofree char *first = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GError) error = NULL;

  fill (device, 4096);
  g_assert_null (ktg_store_device_import (device, photo, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
  g_clear_error (&error);

  assert_saves (device, "Without the photo.");
  g_assert_cmpint (ktg_fault_disk_get_room (), >, 1000000);
  g_assert_null (ktg_store_device_import (device, photo, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_assert_cmpint (get_reserved (device), ==, -1);
  g_clear_error (&error);

  ktg_fault_disk_disarm ();
  first = ktg_store_device_import (device, photo, &error);
  g_assert_no_error (error);
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
  g_assert_false (ktg_store_is_disk_full (device->store));
  second = ktg_store_device_import (device, photo, &error);
  g_assert_cmpstr (second, ==, first);
  ktg_store_device_assert_sound (device);
}

/* It was read while the disk had room for it, and the words came first. */
static void
test_photo_on_its_way (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *photo = g_strnfill (200000, 'p');
  g_autoptr (KtgIncoming) begun = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgIncoming *whole;

  ktg_store_device_reopen (device);
  ktg_store_device_reopen (device);
  whole = ktg_store_device_receive (device, photo, strlen (photo), &error);
  g_assert_no_error (error);
  ktg_fault_disk_fill (device->folder, 0);
  assert_saves (device, "Before the photo.");
  g_assert_true (ktg_store_is_disk_full (device->store));

  begun = ktg_store_begin_evidence (device->store, &error);
  g_assert_false (ktg_incoming_write (begun, (const guint8 *)"p", 1, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);

  ktg_store_import_evidence_async (device->store,
                                   whole,
                                   NULL,
                                   ktg_store_device_answered_cb,
                                   &result);
  g_assert_null (ktg_store_import_evidence_finish (device->store,
                                                   ktg_store_device_wait_for (&result),
                                                   &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);

  assert_files (device, "Without the photo.");
  ktg_fault_disk_disarm ();
  ktg_store_device_assert_sound (device);
}

static void
test_used_up (void)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Before.", NULL);
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_device_reopen (device);
  assert_saves (device, "Before.");
  ktg_store_device_close (device);
  lose_reserve (device);

  ktg_fault_disk_fill (device->folder, 0);
  g_assert_false (ktg_store_device_open (device, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);

  ktg_fault_disk_fill (device->folder, ROOM_OF_A_NAME);
  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_true (ktg_store_is_disk_full (device->store));
  g_assert_false (save (device, "After.", &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);
  g_assert_null (ktg_store_device_file (device, DRAFT_ID, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NO_SPACE);
  g_clear_error (&error);

  draft = ktg_store_device_load_draft (device, DRAFT_ID, &error);
  g_assert_no_error (error);
  g_assert_cmpstr (ktg_draft_get_report (draft)->account, ==, "Before.");
  ktg_fault_disk_disarm ();
  assert_files (device, "After.");
  ktg_store_device_assert_sound (device);
}

/* A profile is opened on a full disk even where something waits to be purged, with and without a
 * reserve. */
static void
check_purge (gboolean has_reserve)
{
  g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
  g_autofree char *photo = g_strnfill (200000, 'p');
  g_autofree char *sha256 = NULL;
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_device_reopen (device);
  sha256 = ktg_store_device_import (device, photo, &error);
  ktg_store_device_close (device);
  if (!has_reserve)
    lose_reserve (device);

  ktg_fault_disk_fill (device->folder, has_reserve ? 0 : ROOM_OF_A_NAME);
  ktg_store_device_open_at (device, g_get_real_time () + 2 * A_DAY_US, &error);
  g_assert_no_error (error);
  bytes = ktg_store_device_read (device, sha256, 0, NULL);
  g_assert_cmpint (bytes == NULL, ==, has_reserve);
  ktg_fault_disk_disarm ();
  ktg_store_device_assert_sound (device);
}

static void
test_purge (void)
{
  check_purge (TRUE);
  check_purge (FALSE);
}

/* The first write that finds no room, whichever it is, is one that the officer never hears of. */
static void
check_full_once (int error_number)
{
  gboolean is_reached = TRUE;

  for (guint step = 1; is_reached; step++)
    {
      g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();

      fill (device, KTG_RESERVE_BYTES);
      ktg_fault_disk_arm (device->folder, KTG_FAULT_ONCE, step, error_number);
      ktg_fault_disk_only ("write");
      assert_saves (device, "Typed.");
      assert_files (device, "Typed.");
      is_reached = ktg_fault_disk_disarm () >= step;
      ktg_store_device_assert_sound (device);
    }
}

static void
test_full_once (void)
{
  check_full_once (ENOSPC);
  check_full_once (EDQUOT);
}

/* --- the ladder: on a full disk, one more thing goes wrong --- */

/* What the officer was told: 1 saved, 2 filed, 3 amended. */
static int
play (KtgStoreDevice *device)
{
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
  g_autoptr (KtgReport) amended = ktg_store_device_new_report ("What really happened.", NULL);
  g_autofree char *id = NULL;

  if (!save (device, "What happened.", NULL))
    return 0;
  id = ktg_store_device_file (device, DRAFT_ID, report, NULL);
  if (id == NULL)
    return 1;
  return ktg_store_device_amend (device, DRAFT_ID, amended, NULL) ? 3 : 2;
}

static void
assert_told (KtgStoreDevice *device, int told)
{
  const KtgSummaryFields *fields;
  g_autoptr (GError) error = NULL;

  ktg_store_device_open (device, &error);
  g_assert_no_error (error);
  ktg_store_device_assert_sound (device);
  fields = ktg_store_device_get_summary (device, DRAFT_ID);
  if (told >= 1)
    g_assert_nonnull (fields);
  if (told >= 2)
    g_assert_cmpint (fields->state, ==, KTG_STATE_QUEUED);
  if (told >= 3)
    g_assert_cmpstr (fields->words, ==, "What really happened.");
  g_assert_cmpint (get_reserved (device), >=, KTG_RESERVE_BYTES);
}

static void
climb (KtgFaultKind kind, int error_number)
{
  gboolean is_reached = TRUE;
  guint    step;

  for (step = 1; is_reached; step++)
    {
      g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();
      int told;

      fill (device, 0);
      ktg_fault_disk_arm (device->folder, kind, step, error_number);
      told = play (device);
      is_reached = ktg_fault_disk_disarm () >= step;
      ktg_store_device_close (device);

      assert_told (device, told);
      if (!is_reached)
        g_assert_cmpint (told, ==, 3);
    }

  g_test_message ("%u steps", step - 1);
  g_assert_cmpuint (step, >, 15);
}

static void
test_one_error (void)
{
  climb (KTG_FAULT_ONCE, EIO);
}

static void
test_dead_disk (void)
{
  climb (KTG_FAULT_DEAD, EIO);
}

/* The test program itself, told to play and to die in it: threads do not survive a fork, so it is
 * run anew. Its profile exists. */
static const char *program_path;

static int
play_and_die (char *folder, guint step)
{
  KtgStoreDevice device = { folder };

  g_assert_true (ktg_seal_init ());
  device.profile = g_build_filename (folder, "profile", NULL);
  device.server = ktg_signing_key_new ();
  g_assert_true (ktg_store_device_open (&device, NULL));
  ktg_fault_disk_fill (folder, 0);
  ktg_fault_disk_arm (folder, KTG_FAULT_KILL, step, EIO);
  g_assert_cmpint (play (&device), ==, 3);
  ktg_store_device_close (&device);
  ktg_signing_key_unref (device.server);
  g_free (device.profile);

  return 0;
}

static int
run_and_die (KtgStoreDevice *device, guint step)
{
  g_autofree char *step_text = g_strdup_printf ("%u", step);
  const char      *arguments[] = { program_path, "--die", device->folder, step_text, NULL };
  g_autoptr (GError) error = NULL;
  int status;

  g_spawn_sync (NULL, (char **)arguments, NULL, 0, NULL, NULL, NULL, NULL, &status, &error);
  g_assert_no_error (error);
  g_assert_true (WIFEXITED (status));
  return WEXITSTATUS (status);
}

static void
test_killed (void)
{
  int   result = KTG_FAULT_KILLED;
  guint step;

  for (step = 1; result == KTG_FAULT_KILLED; step++)
    {
      g_autoptr (KtgStoreDevice) device = ktg_store_device_new ();

      ktg_store_device_reopen (device);
      ktg_store_device_close (device);
      result = run_and_die (device, step);
      assert_told (device, result == 0 ? 3 : 0);
    }

  g_assert_cmpint (result, ==, 0);
  g_test_message ("%u steps", step - 1);
  g_assert_cmpuint (step, >, 15);
}

int
main (int argc, char *argv[])
{
  if (argc == 4 && strcmp (argv[1], "--die") == 0)
    return play_and_die (argv[2], (guint)g_ascii_strtoull (argv[3], NULL, 10));

  g_test_init (&argc, &argv, NULL);
  program_path = argv[0];

  g_test_add_func ("/reserve/has-its-blocks-from-the-first-start", test_made);
  g_test_add_func ("/reserve/one-that-is-not-whole-is-made-whole", test_made_whole);
  g_test_add_func ("/reserve/a-report-is-written-and-filed-on-a-full-disk", test_finished);
  g_test_add_func ("/reserve/a-report-is-amended-and-withdrawn-on-a-full-disk",
                   test_amended_and_withdrawn);
  g_test_add_func ("/reserve/the-largest-report-leaves-a-quarter-of-it", test_largest);
  g_test_add_func ("/reserve/a-photo-does-not-take-it-and-brings-it-back", test_photo);
  g_test_add_func ("/reserve/a-photo-on-its-way-takes-nothing-of-it-either", test_photo_on_its_way);
  g_test_add_func ("/reserve/when-it-is-used-up-too-that-is-said", test_used_up);
  g_test_add_func ("/reserve/a-profile-with-something-to-purge-opens-on-a-full-disk", test_purge);
  g_test_add_func ("/reserve/a-disk-full-for-a-moment-is-not-noticed", test_full_once);
  g_test_add_func ("/reserve/on-a-full-disk-one-error-loses-nothing", test_one_error);
  g_test_add_func ("/reserve/on-a-full-disk-a-dead-disk-loses-nothing", test_dead_disk);
  g_test_add_func ("/reserve/on-a-full-disk-a-killed-process-loses-nothing", test_killed);

  return g_test_run ();
}
