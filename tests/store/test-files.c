/* test-files.c - evidence comes out as it went in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-store-device.h"

#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <ktg-sha256.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define A_DAY_US (24 * G_TIME_SPAN_HOUR)
#define FAR_US (G_GINT64_CONSTANT (4102444800) * G_USEC_PER_SEC) /* 2100 */

typedef struct
{
  KtgStoreDevice *device;
} Fixture;

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  fixture->device = ktg_store_device_new ();
  ktg_store_device_open (fixture->device, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_store_device_free (fixture->device);
}

static guint
count_files (KtgStoreDevice *device)
{
  g_autofree char *path = g_build_filename (device->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (path, 0, NULL);
  guint n_files = 0;

  while (g_dir_read_name (dir) != NULL)
    n_files++;
  return n_files;
}

static char *
dup_only_file (KtgStoreDevice *device)
{
  g_autofree char *folder = g_build_filename (device->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);

  return g_build_filename (folder, g_dir_read_name (dir), NULL);
}

static void
test_same_bytes (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *first = ktg_store_device_import (device, "the same bytes", &error);
  g_autofree char *second = ktg_store_device_import (device, "the same bytes", &error);
  g_autofree char *expected = ktg_sha256_of ((const guint8 *)"the same bytes", 14);

  g_assert_no_error (error);
  g_assert_cmpstr (first, ==, expected);
  g_assert_cmpstr (second, ==, expected);
  g_assert_cmpuint (count_files (device), ==, 1);
}

static void
assert_reads (KtgStoreDevice *device,
              const char     *sha256,
              const char     *bytes,
              gsize           size_bytes,
              gsize           offset)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) read = ktg_store_device_read (device, sha256, offset, &error);

  g_assert_no_error (error);
  g_assert_cmpmem (g_bytes_get_data (read, NULL),
                   g_bytes_get_size (read),
                   bytes + offset,
                   size_bytes - offset);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  const gsize      sizes[] = { 0, 1, 65535, 65536, 65537, 700001 };
  g_autofree char *bytes = g_malloc (700001);

  for (gsize i = 0; i < 700001; i++)
    bytes[i] = (char)(i * 31 + i / 251);

  for (gsize i = 0; i < G_N_ELEMENTS (sizes); i++)
    {
      g_autoptr (KtgEvidence) evidence
          = ktg_store_device_import_with (device, bytes, sizes[i], NULL, &error);
      const char *sha256;

      g_assert_no_error (error);
      g_assert_cmpuint (evidence->size_bytes, ==, sizes[i]);
      g_assert_null (evidence->preview_sha256);
      sha256 = evidence->sha256;
      assert_reads (device, sha256, bytes, sizes[i], 0);
      assert_reads (device, sha256, bytes, sizes[i], sizes[i] / 2);
      assert_reads (device, sha256, bytes, sizes[i], sizes[i]);
    }
  ktg_store_device_assert_sound (device);
}

/* The order that keeps a file from being named before it is on the disk; with its preview it is one
 * COMMIT. */
static void
test_order (Fixture *fixture, gconstpointer data)
{
  static const char *const order[] = {
    "open importing\nwrite importing\nfsync importing\n",
    "open importing-2\nwrite importing-2\nfsync importing-2\n",
    "rename ",
    "rename ",
    "fsync files\n",
    "write store.db-wal\nfsync store.db-wal\n",
  };
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) preview = g_bytes_new_static ("small", 5);
  g_autoptr (KtgEvidence) evidence = NULL;
  g_autofree char *trace = NULL;
  const char      *rest;

  ktg_fault_disk_arm (device->folder, KTG_FAULT_NONE, 0, 0);
  evidence = ktg_store_device_import_with (device, "photo", 5, preview, &error);
  ktg_fault_disk_disarm ();
  g_assert_no_error (error);

  rest = trace = ktg_fault_disk_dup_trace ();
  g_test_message ("%s", trace);
  for (gsize i = 0; i < G_N_ELEMENTS (order); i++)
    {
      rest = strstr (rest, order[i]);
      g_assert_nonnull (rest);
      rest += strlen (order[i]);
    }
  g_assert_cmpstr (rest, ==, "");
  g_assert_cmpuint (count_files (device), ==, 2);
  assert_reads (device, evidence->sha256, "photo", 5, 0);
  assert_reads (device, evidence->preview_sha256, "small", 5, 0);
}

static void
test_left_alone (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  KtgIncoming *begun = ktg_store_begin_evidence (device->store, &error);
  KtgIncoming *whole = ktg_store_device_receive (device, "whole", 5, &error);
  KtgIncoming *late;

  g_assert_true (ktg_incoming_write (begun, (const guint8 *)"half", 4, &error));
  g_assert_cmpuint (count_files (device), ==, 2);
  ktg_incoming_free (begun);
  ktg_incoming_free (whole);
  g_assert_cmpuint (count_files (device), ==, 0);

  late = ktg_store_begin_evidence (device->store, &error);
  g_assert_true (ktg_incoming_write (late, (const guint8 *)"half", 4, &error));
  ktg_store_device_close (device);
  g_assert_cmpuint (count_files (device), ==, 0);
  ktg_incoming_free (late);
  g_assert_no_error (error);
}

/* The next process may write where this one did. */
static void
test_nothing_after_closing (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *importing = g_build_filename (device->profile, "files", "importing", NULL);
  KtgIncoming     *begun = ktg_store_begin_evidence (device->store, &error);
  KtgIncoming     *empty = ktg_store_begin_evidence (device->store, &error);

  g_assert_true (ktg_incoming_write (begun, (const guint8 *)"half", 4, &error));
  ktg_store_device_close (device);
  g_assert_true (g_file_set_contents (importing, "another's", -1, NULL));
  g_assert_false (ktg_incoming_write (empty, (const guint8 *)"half", 4, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  ktg_incoming_free (begun);
  ktg_incoming_free (empty);
  g_assert_cmpuint (count_files (device), ==, 1);
}

static void
test_few_at_a_time (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GPtrArray) all = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_incoming_free);
  g_autoptr (GError) error = NULL;
  KtgIncoming *incoming;

  while ((incoming = ktg_store_begin_evidence (device->store, &error)) != NULL)
    g_ptr_array_add (all, incoming);
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
  g_assert_cmpuint (all->len, >=, 4);
  g_clear_error (&error);

  g_ptr_array_remove_index (all, 1);
  incoming = ktg_store_begin_evidence (device->store, &error);
  g_assert_no_error (error);
  ktg_incoming_free (incoming);
}

static void
test_not_here (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = g_strnfill (64, 'b');

  g_assert_null (ktg_store_device_read (fixture->device, sha256, 0, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
}

static void
test_past_the_end (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = ktg_store_device_import (fixture->device, "short", &error);

  g_assert_null (ktg_store_device_read (fixture->device, sha256, 6, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
}

static void
test_cut_on_disk (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = ktg_store_device_import (device, "the whole of it", &error);
  g_autofree char *path = dup_only_file (device);
  g_autofree char *sealed = NULL;
  gsize            size_bytes;

  g_assert_true (g_file_get_contents (path, &sealed, &size_bytes, NULL));
  g_assert_true (g_file_set_contents (path, sealed, (gssize)size_bytes - 1, NULL));
  g_assert_null (ktg_store_device_read (device, sha256, 0, &error));
  g_assert_nonnull (error);
  g_clear_error (&error);

  g_assert_cmpint (g_unlink (path), ==, 0);
  g_assert_null (ktg_store_device_read (device, sha256, 0, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
}

static void
test_healed (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *sha256 = ktg_store_device_import (device, "the whole of it", &error);
  g_autofree char *path = dup_only_file (device);
  g_autofree char *again = NULL;

  g_assert_cmpint (g_unlink (path), ==, 0);
  again = ktg_store_device_import (device, "the whole of it", &error);
  g_assert_cmpstr (again, ==, sha256);
  assert_reads (device, sha256, "the whole of it", 15, 0);
}

static gssize
read_on_worker (GInputStream *stream,
                void         *buffer,
                gsize         size,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  g_input_stream_read_async (stream,
                             buffer,
                             size,
                             0,
                             cancellable,
                             ktg_store_device_answered_cb,
                             &result);
  return g_input_stream_read_finish (stream, ktg_store_device_wait_for (&result), error);
}

static guint
count_threads (void)
{
  g_autoptr (GDir) tasks = g_dir_open ("/proc/self/task", 0, NULL);
  guint n_threads = 0;

  while (g_dir_read_name (tasks) != NULL)
    n_threads++;
  return n_threads;
}

/* A thread that the system refuses would leave whoever sends the file waiting for ever. */
static void
test_needs_no_other_thread (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (GString) bytes = g_string_new (NULL);
  g_autoptr (GString) read = g_string_new (NULL);
  g_autofree char *sha256 = NULL;
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GAsyncResult) closed = NULL;
  guint  n_threads;
  char   piece[8192];
  gssize n_bytes;

  for (guint i = 0; i < 40000; i++)
    g_string_append_printf (bytes, "%u ", i);
  sha256 = ktg_store_device_import (device, bytes->str, &error);
  stream = ktg_store_device_open_file (device, sha256, 70000, &error);
  g_assert_no_error (error);

  n_threads = count_threads ();
  while ((n_bytes = read_on_worker (stream, piece, sizeof piece, NULL, &error)) > 0)
    g_string_append_len (read, piece, n_bytes);
  g_assert_no_error (error);
  g_assert_cmpstr (read->str, ==, bytes->str + 70000);

  g_input_stream_close_async (stream, 0, NULL, ktg_store_device_answered_cb, &closed);
  g_assert_true (g_input_stream_close_finish (stream, ktg_store_device_wait_for (&closed), &error));
  g_assert_cmpuint (count_threads (), ==, n_threads);
}

static void
test_reading_says_what_is_wrong (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autoptr (GCancellable) stopped = g_cancellable_new ();
  g_autofree char *text = g_strnfill (200000, 'x');
  g_autofree char *sha256 = ktg_store_device_import (device, text, &error);
  g_autofree char *path = dup_only_file (device);
  g_autoptr (GInputStream) stream = ktg_store_device_open_file (device, sha256, 0, &error);
  g_autoptr (GInputStream) later = ktg_store_device_open_file (device, sha256, 0, &error);
  char piece[65536];

  g_cancellable_cancel (stopped);
  g_assert_cmpint (read_on_worker (stream, piece, sizeof piece, stopped, &error), ==, -1);
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_clear_error (&error);

  g_assert_cmpint (read_on_worker (stream, piece, sizeof piece, NULL, &error), ==, sizeof piece);
  g_assert_cmpint (g_input_stream_read (later, piece, sizeof piece, NULL, &error), ==, 65536);
  g_assert_cmpint (truncate (path, 70000), ==, 0);
  g_assert_cmpint (read_on_worker (stream, piece, sizeof piece, NULL, &error), ==, -1);
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  g_clear_error (&error);
  g_assert_cmpint (g_input_stream_read (later, piece, sizeof piece, NULL, &error), ==, -1);
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_DAMAGED);
  g_clear_error (&error);

  ktg_store_device_close (device);
  g_assert_cmpint (read_on_worker (stream, piece, sizeof piece, NULL, &error), ==, -1);
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_FAILED);
}

/* The disk's clock says when a file was imported, so the test moves the time it opens the store at.
 */
static void
test_unnamed_for_a_day (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *forgotten = ktg_store_device_import (device, "forgotten", &error);
  g_autofree char *drafted = ktg_store_device_import (device, "in a draft", &error);
  g_autofree char *drafted_preview = ktg_store_device_import (device, "preview of it", &error);
  g_autofree char *filed = ktg_store_device_import (device, "in a report", &error);
  const char      *draft_evidence[] = { drafted, drafted_preview, NULL };
  const char      *report_evidence[] = { filed, "", NULL };
  g_autoptr (KtgReport) draft_report = ktg_store_device_new_report ("Draft.", draft_evidence);
  g_autoptr (KtgReport) report = ktg_store_device_new_report ("Report.", report_evidence);
  g_autoptr (KtgDraft) draft = ktg_draft_new (NULL, draft_report);
  g_autofree char *id = ktg_store_device_file (device, NULL, report, &error);

  g_assert_true (ktg_store_device_save_draft (device, draft, &error));
  ktg_store_device_close (device);
  g_assert_true (ktg_store_device_open_at (device, 0, &error));
  g_assert_cmpuint (count_files (device), ==, 4);

  ktg_store_device_close (device);
  g_assert_true (ktg_store_device_open_at (device, FAR_US, &error));
  g_assert_cmpuint (count_files (device), ==, 3);
  g_assert_null (ktg_store_device_read (device, forgotten, 0, &error));
  g_assert_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
  assert_reads (device, drafted, "in a draft", 10, 0);
  assert_reads (device, drafted_preview, "preview of it", 13, 0);
  assert_reads (device, filed, "in a report", 11, 0);
  ktg_store_device_assert_sound (device);
}

static void
test_left_by_a_killed_process (Fixture *fixture, gconstpointer data)
{
  KtgStoreDevice *device = fixture->device;
  g_autoptr (GError) error = NULL;
  g_autofree char *unfinished = g_build_filename (device->profile, "files", "importing", NULL);
  g_autofree char *uncommitted = g_build_filename (device->profile, "files", "0123", NULL);
  g_autofree char *lock = g_build_filename (device->profile, "lock", NULL);

  ktg_store_device_close (device);
  g_assert_true (g_file_set_contents (unfinished, "half", 4, NULL));
  g_assert_true (g_file_set_contents (uncommitted, "whole", 5, NULL));
  g_assert_true (g_file_set_contents (lock, "process 12345          \n", 24, NULL));

  g_assert_true (ktg_store_device_open_at (device, A_DAY_US, &error));
  g_assert_cmpuint (count_files (device), ==, 1);
  ktg_store_device_close (device);

  g_assert_true (g_file_set_contents (lock, "process 12345          \n", 24, NULL));
  g_assert_true (ktg_store_device_open_at (device, FAR_US, &error));
  g_assert_cmpuint (count_files (device), ==, 0);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/files/the-same-bytes-are-one-file", test_same_bytes);
  ADD ("/files/bytes-come-out-as-they-went-in", test_round_trip);
  ADD ("/files/a-file-is-on-the-disk-before-the-database-speaks-of-it", test_order);
  ADD ("/files/what-is-not-taken-leaves-nothing", test_left_alone);
  ADD ("/files/a-closed-profile-is-left-alone", test_nothing_after_closing);
  ADD ("/files/few-come-in-at-a-time", test_few_at_a_time);
  ADD ("/files/what-is-not-here-is-not-found", test_not_here);
  ADD ("/files/past-the-end-is-damage", test_past_the_end);
  ADD ("/files/a-cut-file-is-damage", test_cut_on_disk);
  ADD ("/files/reading-needs-no-other-thread", test_needs_no_other_thread);
  ADD ("/files/reading-says-what-is-wrong", test_reading_says_what_is_wrong);
  ADD ("/files/importing-again-heals", test_healed);
  ADD ("/files/what-nothing-names-for-a-day-goes", test_unnamed_for_a_day);
  ADD ("/files/what-a-killed-process-left-goes", test_left_by_a_killed_process);
#undef ADD

  return g_test_run ();
}
