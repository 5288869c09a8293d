/* test-verification.c - whatever is changed behind the program's back is found and named
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  KtgStoreDevice *device;
  char           *photo;
  char           *report_id;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgStoreDevice *device = fixture->device = ktg_store_device_new ();

  g_assert_true (ktg_store_device_open (device, &error));
  g_assert_true (ktg_store_device_enrol (device, &error));
  fixture->photo = ktg_store_device_import (device, "photo", &error);
  {
    const char *evidence[] = { fixture->photo, "", NULL };
    g_autoptr (KtgReport) report = ktg_store_device_new_report ("What happened.", evidence);
    g_autoptr (KtgReport) amended = ktg_store_device_new_report ("What really happened.", evidence);

    fixture->report_id = ktg_store_device_file (device, NULL, report, &error);
    ktg_store_device_deliver_all (device);
    g_assert_true (ktg_store_device_amend (device, fixture->report_id, amended, &error));
  }
  ktg_store_device_assert_sound (device);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
  g_free (fixture->photo);
  g_free (fixture->report_id);
}

/* Each way of tampering, and a word of the line that must come of it. */
static const struct
{
  const char *name;
  const char *sql;
  const char *word;
} tamperings[] = {
  { "/verification/a-changed-signature-is-found",
    "UPDATE event SET signature = zeroblob(64) WHERE seq = 1",
    "not signed" },
  { "/verification/a-cut-signature-is-found",
    "UPDATE event SET signature = zeroblob(10) WHERE seq = 1",
    "cut" },
  { "/verification/a-changed-event-is-found",
    "UPDATE event SET sealed = zeroblob(length(sealed)) WHERE seq = 2",
    "event" },
  { "/verification/swapped-events-are-found",
    "UPDATE event SET sealed = (SELECT sealed FROM event AS other WHERE other.seq = 3 - event.seq)",
    "event" },
  { "/verification/a-removed-event-is-found",
    "DELETE FROM outbox_event; DELETE FROM event_file; DELETE FROM event WHERE seq = 1",
    "follow" },
  { "/verification/a-removed-receipt-is-found", "DELETE FROM receipt", "receipt" },
  { "/verification/a-changed-receipt-is-found",
    "UPDATE receipt SET sealed = zeroblob(300)",
    "receipt" },
  { "/verification/a-changed-receipt-signature-is-found",
    "UPDATE receipt SET signature = zeroblob(64)",
    "not signed by its server" },
  { "/verification/a-receipt-of-no-server-is-found", "DELETE FROM server", "never enrolled" },
  { "/verification/a-receipt-for-the-wrong-event-is-found",
    "UPDATE event SET receipt = 1, server_index = 100; DELETE FROM outbox_event",
    "does not name it" },
  { "/verification/a-receipt-of-no-place-is-found",
    "UPDATE event SET server_index = 0 WHERE receipt IS NOT NULL",
    "does not name it" },
  { "/verification/a-centre's-receipt-for-the-wrong-event-is-found",
    "UPDATE event SET centre = 1 WHERE receipt IS NULL",
    "does not name it" },
  { "/verification/something-no-longer-owed-is-found", "DELETE FROM outbox_event", "neither owed" },
  { "/verification/something-owed-too-long-is-found",
    "INSERT INTO outbox_file (file) SELECT number FROM file",
    "although received" },
  { "/verification/a-wrong-size-is-found", "UPDATE file SET size_bytes = 6", "size" },
  { "/verification/a-wrong-count-is-found", "UPDATE report SET n_files_received = 5", "add up" },
};

static void
test_tampered (Fixture *fixture, gconstpointer data)
{
  gsize i = GPOINTER_TO_SIZE (data);
  g_autoptr (GPtrArray) problems = NULL;
  g_autoptr (GString) lines = g_string_new (NULL);

  ktg_store_device_close (fixture->device);
  ktg_store_device_tamper (fixture->device, tamperings[i].sql);
  ktg_store_device_reopen (fixture->device);
  problems = ktg_store_device_verify (fixture->device, NULL);
  for (guint j = 0; j < problems->len; j++)
    g_string_append_printf (lines, "%s\n", (const char *)problems->pdata[j]);

  g_test_message ("%s", lines->str);
  g_assert_cmpuint (problems->len, >, 0);
  g_assert_nonnull (strstr (lines->str, tamperings[i].word));
}

static char *
dup_only_file (KtgStoreDevice *device)
{
  g_autofree char *folder = g_build_filename (device->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_build_filename (folder, g_dir_read_name (dir), NULL);
}

static void
assert_file_named (Fixture *fixture)
{
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (fixture->device, NULL);

  g_assert_cmpuint (problems->len, ==, 1);
  g_assert_nonnull (strstr (problems->pdata[0], fixture->photo));
}

static void
test_every_byte (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = dup_only_file (fixture->device);
  g_autofree char *sealed = NULL;
  gsize            size_bytes;

  g_assert_true (g_file_get_contents (path, &sealed, &size_bytes, NULL));
  for (gsize i = 0; i < size_bytes; i++)
    {
      sealed[i] ^= 1;
      g_assert_true (g_file_set_contents_full (path,
                                               sealed,
                                               (gssize)size_bytes,
                                               G_FILE_SET_CONTENTS_NONE,
                                               0600,
                                               NULL));
      assert_file_named (fixture);
      sealed[i] ^= 1;
    }

  g_assert_true (g_file_set_contents (path, sealed, (gssize)size_bytes, NULL));
  ktg_store_device_assert_sound (fixture->device);
  g_assert_cmpint (g_unlink (path), ==, 0);
  assert_file_named (fixture);
}

static void
test_swapped_files (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = dup_only_file (device);
  g_autofree char *aside = g_strconcat (path, "-aside", NULL);
  g_autofree char *second_path = NULL;
  g_autofree char *second = NULL;
  g_autoptr (GPtrArray) problems = NULL;

  g_assert_cmpint (g_rename (path, aside), ==, 0);
  second = ktg_store_device_import (device, "other", &error);
  {
    g_autofree char *folder = g_path_get_dirname (path);
    g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
    const char *name;

    while ((name = g_dir_read_name (dir)) != NULL)
      if (!g_str_has_suffix (name, "-aside"))
        second_path = g_build_filename (folder, name, NULL);
  }
  g_assert_cmpint (g_rename (second_path, path), ==, 0);
  g_assert_cmpint (g_rename (aside, second_path), ==, 0);

  problems = ktg_store_device_verify (device, NULL);
  g_assert_cmpuint (problems->len, ==, 2);
}

static void
test_counts (Fixture *fixture, gconstpointer data)
{
  guint n_checked;
  g_autoptr (GPtrArray) problems = ktg_store_device_verify (fixture->device, &n_checked);

  g_assert_cmpuint (problems->len, ==, 0);
  g_assert_cmpuint (n_checked, ==, 1 + 2 + 1 + 1 + 1 + 1 + 1 + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (gsize i = 0; i < G_N_ELEMENTS (tamperings); i++)
    g_test_add (tamperings[i].name,
                Fixture,
                GSIZE_TO_POINTER (i),
                set_up,
                test_tampered,
                tear_down);
  g_test_add ("/verification/every-changed-byte-of-a-file-is-found",
              Fixture,
              NULL,
              set_up,
              test_every_byte,
              tear_down);
  g_test_add ("/verification/swapped-files-are-found",
              Fixture,
              NULL,
              set_up,
              test_swapped_files,
              tear_down);
  g_test_add ("/verification/it-says-how-much-it-looked-at",
              Fixture,
              NULL,
              set_up,
              test_counts,
              tear_down);

  return g_test_run ();
}
