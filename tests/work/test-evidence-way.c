/* test-evidence-way.c - from a chosen file to a filed report
 *
 * The calls that are counted are those of the whole program, GLib's own too: a linked program's
 * functions come before those of a library.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-draft-keeper.h"
#include "ktg-evidence-import.h"

#include <dlfcn.h>
#include <fcntl.h>
#include <gio/gunixinputstream.h>
#include <glib/gstdio.h>
#include <ktg-fault-disk.h>
#include <ktg-picture-maker.h>
#include <string.h>
#include <unistd.h>

#define NOW_US (G_GINT64_CONSTANT (1660444862) * G_USEC_PER_SEC)

static guint n_trips;
static guint n_readings;
static void (*meddle) (void);
static gboolean has_no_threads;

GThread *
g_thread_try_new (const char *name, GThreadFunc func, gpointer data, GError **error)
{
  GThread *(*try_new) (const char *, GThreadFunc, gpointer, GError **)
      = dlsym (RTLD_NEXT, "g_thread_try_new");

  n_trips++;
  return has_no_threads ? NULL : try_new (name, func, data, error);
}

gboolean
g_thread_pool_push (GThreadPool *pool, gpointer data, GError **error)
{
  gboolean (*push) (GThreadPool *, gpointer, GError **) = dlsym (RTLD_NEXT, "g_thread_pool_push");

  n_trips++;
  return push (pool, data, error);
}

GInputStream *
g_unix_input_stream_new (int fd, gboolean close_fd)
{
  GInputStream *(*new_stream) (int, gboolean) = dlsym (RTLD_NEXT, "g_unix_input_stream_new");
  GInputStream *stream = new_stream (fd, close_fd);

  n_readings++;
  if (meddle != NULL)
    meddle ();
  return stream;
}

typedef struct
{
  char           *folder;
  char           *profile;
  KtgStore       *store;
  GFile          *photo;
  KtgEvidence    *evidence;
  KtgDraftKeeper *keeper;
  char           *filed;
  GAsyncResult   *result;
} Way;

static Way *way;

static KtgMoment
now (void)
{
  return (KtgMoment){ .wall_us = NOW_US, .utc_offset_s = 7 * 3600 };
}

static const KtgSyncWorld world = { .now = now };

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  way->result = g_object_ref (result);
}

static GAsyncResult *
await (void)
{
  while (way->result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return g_steal_pointer (&way->result);
}

static void
way_set_up (Way *self, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 1600, .height = 1200, .make = "Batu", .has_noise = TRUE };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  way = self;
  self->folder = g_dir_make_tmp ("ktg-way-XXXXXX", NULL);
  self->profile = g_build_filename (self->folder, "profile", NULL);
  self->photo = ktg_picture_write (self->folder, "IMG-20241112-WA0003.jpg", picture);
  ktg_store_open_async (self->profile, NOW_US, done_cb, NULL);
  result = await ();
  self->store = ktg_store_open_finish (result, &error);
  g_assert_no_error (error);
}

static void
way_tear_down (Way *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_close_async (self->store, done_cb, NULL);
  result = await ();
  g_clear_pointer (&self->evidence, ktg_evidence_free);
  g_clear_object (&self->photo);
  g_clear_object (&self->store);
  ktg_fault_disk_remove_folder (self->folder);
  g_free (self->filed);
  g_free (self->profile);
  g_free (self->folder);
}

static KtgEvidence *
import (GError **error)
{
  g_autoptr (KtgOfferedFile) offered = ktg_offered_file_new (way->photo);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean is_truncated;

  ktg_evidence_import_async (way->store, offered, 0, done_cb, NULL);
  result = await ();
  return ktg_evidence_import_finish (result, &is_truncated, error);
}

static KtgReport *
write_report (gpointer page)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_words = g_strdup ("Lapangan desa");
  report->known = g_strdup ("2022-08-14T10:01:02+07:00");
  g_ptr_array_add (report->evidence, ktg_evidence_copy (way->evidence));
  return report;
}

static void
filed_cb (KtgDraftKeeper *keeper, const char *report_id)
{
  way->filed = g_strdup (report_id);
}

/* The words change, and at once the officer files. */
static void
file_report (void)
{
  g_autoptr (GObject) page = g_object_new (G_TYPE_OBJECT, NULL);
  g_autoptr (KtgLibrary) library = ktg_library_new (g_get_tmp_dir (), NULL);
  g_autoptr (KtgDraftKeeper) keeper
      = ktg_draft_keeper_new (way->store, library, &world, page, write_report);
  g_autoptr (KtgReport) empty = ktg_report_new ();

  g_signal_connect (keeper, "filed", G_CALLBACK (filed_cb), NULL);
  ktg_draft_keeper_begin (keeper, empty);
  ktg_draft_keeper_note_change (keeper);
  ktg_draft_keeper_file (keeper);
  while (way->filed == NULL)
    g_main_context_iteration (NULL, TRUE);
  ktg_draft_keeper_close (keeper);
}

static guint
count_lines (const char *text, const char *line)
{
  g_auto (GStrv) lines = g_strsplit (text, "\n", -1);
  guint n_lines = 0;

  for (guint i = 0; lines[i] != NULL; i++)
    n_lines += g_str_equal (lines[i], line);
  return n_lines;
}

static void
test_trips (Way *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *trace = NULL;

  ktg_fault_disk_arm (self->profile, KTG_FAULT_NONE, 0, 0);
  n_trips = 0;
  n_readings = 0;
  self->evidence = import (&error);
  g_assert_no_error (error);
  file_report ();
  ktg_fault_disk_disarm ();

  trace = ktg_fault_disk_dup_trace ();
  g_test_message ("%s", trace);
  g_assert_cmpuint (n_trips, ==, 3);
  g_assert_cmpuint (n_readings, ==, 1);
  g_assert_cmpuint (count_lines (trace, "fsync store.db-wal"), ==, 2);
}

static void
test_facts (Way *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  self->evidence = import (&error);
  g_assert_no_error (error);
  g_assert_cmpstr (self->evidence->media_type, ==, "image/jpeg");
  g_assert_cmpstr (self->evidence->original_name, ==, "IMG-20241112-WA0003.jpg");
  g_assert_cmpint (self->evidence->origin, ==, KTG_ORIGIN_WHATSAPP_PHOTO);
  g_assert_nonnull (self->evidence->preview_sha256);
  g_assert_cmpuint (self->evidence->preview_size_bytes, <=, KTG_PREVIEW_MAX_BYTES);
}

/* The system refuses one: the photo is read all the same. */
static void
test_no_thread (Way *self, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  has_no_threads = TRUE;
  self->evidence = import (&error);
  has_no_threads = FALSE;
  g_assert_no_error (error);
  g_assert_nonnull (self->evidence->preview_sha256);
}

static void
grow_photo (void)
{
  int fd = open (g_file_peek_path (way->photo), O_WRONLY | O_APPEND);

  g_assert_cmpint (write (fd, "more", 4), ==, 4);
  close (fd);
  meddle = NULL;
}

/* Between the look at its size and the reading. */
static void
test_changed (Way *self, gconstpointer data)
{
  g_autofree char *files = g_build_filename (self->profile, "files", NULL);
  g_autoptr (GDir) dir = NULL;
  g_autoptr (GError) error = NULL;

  meddle = grow_photo;
  g_assert_null (import (&error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_CHANGED);
  dir = g_dir_open (files, 0, NULL);
  g_assert_null (g_dir_read_name (dir));
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/evidence-way/" name, Way, NULL, way_set_up, (function), way_tear_down)
  ADD ("from-a-chosen-file-to-a-filed-report-are-three-trips-and-two-commits", test_trips);
  ADD ("what-a-photo-says-of-itself-is-evidence", test_facts);
  ADD ("without-a-thread-to-spare-a-photo-is-read-all-the-same", test_no_thread);
  ADD ("of-a-file-that-changes-nothing-is-kept", test_changed);
#undef ADD

  return g_test_run ();
}
