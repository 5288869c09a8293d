/* test-opening.c - a profile is opened by one process, with its key, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

typedef struct
{
  KtgStoreDevice *device;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->device = ktg_store_device_new ();
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
}

static char *
file_one (KtgStoreDevice *device)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *photo = ktg_store_device_import (device, "photo", &error);
  const char      *evidence[] = { photo, "", NULL };
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
  char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_no_error (error);
  return id;
}

static void
assert_refused (KtgStoreDevice *device, KtgStoreError code)
{
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_store_device_open (device, &error));
  g_assert_error (error, KTG_STORE_ERROR, (int)code);
}

/* Runs SQL on a closed profile, as no program of ours would. */
static void
test_same_key (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *key = NULL;
  g_autoptr (GError) error = NULL;

  ktg_store_device_reopen (device);
  key = g_strdup (ktg_store_get_device (device->store));
  g_assert_cmpuint (strlen (key), ==, 43);
  g_assert_true (ktg_store_device_enrol (device, &error));
  ktg_store_device_reopen (device);
  g_assert_cmpstr (ktg_store_get_device (device->store), ==, key);
  g_assert_cmpstr (ktg_store_get_account (device->store)->officer, ==, "Siti");
  g_assert_cmpstr (ktg_store_get_account (device->store)->url, ==, "https://server.example");
}

static void
test_private (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  const char     *names[] = { "lock", "vault.key", "store.db" };
  GStatBuf        about;

  ktg_store_device_reopen (device);
  g_assert_cmpint (g_stat (device->profile, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0700);
  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    {
      g_autofree char *path = g_build_filename (device->profile, names[i], NULL);

      g_assert_cmpint (g_stat (path, &about), ==, 0);
      g_assert_cmpint (about.st_mode & 0777, ==, 0600);
    }
}

static void
test_in_use (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  KtgStore       *first;

  ktg_store_device_reopen (device);
  first = g_steal_pointer (&device->store);
  assert_refused (device, KTG_STORE_ERROR_IN_USE);
  device->store = first;
  ktg_store_device_reopen (device);
}

static void
test_no_key (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *path = g_build_filename (device->profile, "vault.key", NULL);
  g_autofree char *aside = g_build_filename (device->folder, "vault.key", NULL);
  g_autofree char *id = NULL;

  ktg_store_device_reopen (device);
  id = file_one (device);
  ktg_store_device_close (device);
  g_assert_cmpint (g_rename (path, aside), ==, 0);
  assert_refused (device, KTG_STORE_ERROR_NO_KEY);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));

  g_assert_cmpint (g_rename (aside, path), ==, 0);
  ktg_store_device_reopen (device);
  g_assert_nonnull (ktg_store_device_get_summary (device, id));
  ktg_store_device_assert_sound (device);
}

static void
test_other_key (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (KtgStoreDevice) other = ktg_store_device_new ();
  g_autofree char *path = g_build_filename (device->profile, "vault.key", NULL);
  g_autofree char *other_path = g_build_filename (other->profile, "vault.key", NULL);
  g_autofree char *key = NULL;
  gsize            size_bytes;

  ktg_store_device_reopen (device);
  ktg_store_device_reopen (other);
  ktg_store_device_close (device);
  g_assert_true (g_file_get_contents (other_path, &key, &size_bytes, NULL));
  g_assert_true (g_file_set_contents (path, key, (gssize)size_bytes, NULL));
  assert_refused (device, KTG_STORE_ERROR_DAMAGED);
}

static void
test_lost_database (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *path = g_build_filename (device->profile, "store.db", NULL);
  g_autofree char *id = NULL;

  ktg_store_device_reopen (device);
  id = file_one (device);
  ktg_store_device_close (device);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_refused (device, KTG_STORE_ERROR_DAMAGED);
}

static void
test_too_new (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;

  ktg_store_device_reopen (device);
  ktg_store_device_close (device);
  ktg_store_device_tamper (device, "PRAGMA user_version = 99");
  assert_refused (device, KTG_STORE_ERROR_TOO_NEW);
}

static void
test_not_a_database (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *path = g_build_filename (device->profile, "store.db", NULL);
  g_autofree char *noise = g_strnfill (9000, 'z');

  ktg_store_device_reopen (device);
  ktg_store_device_close (device);
  g_assert_true (g_file_set_contents (path, noise, 9000, NULL));
  assert_refused (device, KTG_STORE_ERROR_DAMAGED);
}

static void
test_rebuilt (Fixture *fixture, gconstpointer data)
{
  static const char *const losses[] = {
    "DELETE FROM event_file; DELETE FROM report;",
    "UPDATE report SET sealed = zeroblob(300);",
    "UPDATE setting SET number = 0 WHERE name = 'projection_version';"
    "UPDATE report SET n_files = 77;",
  };
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *id = NULL;

  ktg_store_device_reopen (device);
  id = file_one (device);
  for (gsize i = 0; i < G_N_ELEMENTS (losses); i++)
    {
      ktg_store_device_close (device);
      ktg_store_device_tamper (device, losses[i]);
      ktg_store_device_reopen (device);
      g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 1);
      g_assert_cmpstr (ktg_store_device_get_summary (device, id)->words, ==, "What happened.");
      g_assert_cmpstr (ktg_store_device_get_summary (device, id)->kind, ==, "lhp");
      g_assert_cmpuint (ktg_store_device_get_summary (device, id)->n_files, ==, 1);
      ktg_store_device_assert_sound (device);
    }
}

static void
assert_only_sound_is_sent (KtgStoreDevice *device, const KtgOwed *owed)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();
  g_autoptr (GPtrArray) envelopes = NULL;
  g_autoptr (KtgOwed) after = NULL;
  g_autoptr (GError) error = NULL;

  for (guint i = 0; i < owed->events->len; i++)
    g_ptr_array_add (ids, ((KtgOwedEvent *)owed->events->pdata[i])->event_id);
  envelopes = ktg_store_device_load_events (device, ids, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (envelopes->len, ==, 1);
  g_assert_cmpstr (((KtgEnvelope *)envelopes->pdata[0])->id, ==, ids->pdata[1]);

  after = ktg_store_device_load_owed (device);
  g_assert_cmpuint (after->events->len, ==, 1);
  g_assert_cmpuint (after->n_parked, ==, 1);
}

static void
test_one_damaged (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice  *device = fixture->device;
  g_autofree char *damaged = NULL;
  g_autofree char *sound = NULL;
  g_autofree char *sql = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgOwed) owed = NULL;

  ktg_store_device_reopen (device);
  damaged = file_one (device);
  sound = file_one (device);
  ktg_store_device_close (device);
  sql = g_strdup_printf ("UPDATE event SET sealed = zeroblob(400) WHERE report = '%s';"
                         "UPDATE report SET sealed = zeroblob(400);",
                         damaged);
  ktg_store_device_tamper (device, sql);

  ktg_store_device_reopen (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 2);
  g_assert_cmpstr (ktg_store_device_get_summary (device, sound)->words, ==, "What happened.");
  g_assert_null (ktg_store_device_get_summary (device, damaged)->words);
  g_assert_cmpuint (ktg_store_device_get_summary (device, damaged)->n_files, ==, 1);
  g_assert_null (ktg_store_device_load (device, damaged, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  owed = ktg_store_device_load_owed (device);
  g_assert_cmpuint (owed->events->len, ==, 2);
  assert_only_sound_is_sent (device, owed);
  g_assert_cmpint (ktg_store_device_get_summary (device, damaged)->state, ==, KTG_STATE_PARKED);
}

static void
test_closed (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (KtgStore) store = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);

  ktg_store_device_reopen (device);
  store = g_object_ref (device->store);
  ktg_store_device_close (device);
  device->store = store;
  g_assert_null (ktg_store_device_file (device, NULL, report, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  device->store = NULL;
}

static void
noted_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  guint *n_answers = user_data;

  (*n_answers)++;
}

/* Nobody waits, and the last reference goes while work is queued. */
static void
test_dropped (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  guint           n_answers = 0;

  ktg_store_device_reopen (device);
  for (int i = 0; i < 20; i++)
    {
      g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", NULL);
      g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, report);

      ktg_store_save_draft_async (device->store, draft, KTG_DEVICE_NOW_US, noted_cb, &n_answers);
    }
  g_clear_object (&device->store);
  while (n_answers < 20)
    g_main_context_iteration (NULL, TRUE);
  while (g_main_context_iteration (NULL, FALSE))
    continue;

  ktg_store_device_reopen (device);
  g_assert_cmpuint (ktg_store_device_get_n_summaries (device), ==, 20);
}

/* A power cut must not leave the word of an earlier, orderly end: it would spare the next start its
 * look through the files. */
static void
test_note_first (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *trace = NULL;

  g_assert_true (ktg_store_device_open (device, &error));
  ktg_store_device_close (device);
  ktg_fault_disk_arm (device->folder, KTG_FAULT_NONE, 0, 0);
  g_assert_true (ktg_store_device_open (device, &error));
  ktg_fault_disk_disarm ();

  trace = ktg_fault_disk_dup_trace ();
  g_test_message ("%s", trace);
  g_assert_true (g_str_has_prefix (trace, "mkdir profile\nopen lock\nwrite lock\nfsync lock\n"));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/opening/the-key-and-account-stay", test_same_key);
  ADD ("/opening/only-its-owner-reads-a-profile", test_private);
  ADD ("/opening/one-process-has-a-profile", test_in_use);
  ADD ("/opening/that-it-is-open-is-on-the-disk-first", test_note_first);
  ADD ("/opening/a-lost-key-is-not-made-anew", test_no_key);
  ADD ("/opening/another-key-opens-nothing", test_other_key);
  ADD ("/opening/a-lost-database-is-not-made-anew", test_lost_database);
  ADD ("/opening/a-newer-profile-is-left-alone", test_too_new);
  ADD ("/opening/what-is-no-database-is-damage", test_not_a_database);
  ADD ("/opening/a-lost-projection-is-rebuilt", test_rebuilt);
  ADD ("/opening/a-damaged-event-harms-no-other-report", test_one_damaged);
  ADD ("/opening/a-closed-store-says-so", test_closed);
  ADD ("/opening/what-was-asked-for-is-done-after-the-last-reference", test_dropped);
#undef ADD

  return g_test_run ();
}
