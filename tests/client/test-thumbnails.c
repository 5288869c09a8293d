/* test-thumbnails.c - pictures of evidence, as they are looked at
 *
 * A linked program's functions come before those of a library: here the system's own that makes a
 * thread.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-thumbnails.h"

#include <dlfcn.h>
#include <errno.h>
#include <ktg-evidence-import.h>
#include <ktg-fault-disk.h>
#include <ktg-picture-maker.h>
#include <pthread.h>

#define NOW_US (G_GINT64_CONSTANT (1660444862) * G_USEC_PER_SEC)
#define LONGEST_SIDE 100

typedef struct
{
  char          *folder;
  KtgStore      *store;
  KtgEvidence   *evidence;
  KtgThumbnails *thumbnails;
} Shelf;

static gboolean has_no_threads;

int
pthread_create (pthread_t            *thread,
                const pthread_attr_t *attributes,
                void *(*start) (void *),
                void *data)
{
  int (*create) (pthread_t *, const pthread_attr_t *, void *(*)(void *), void *)
      = dlsym (RTLD_NEXT, "pthread_create");

  return has_no_threads ? EAGAIN : create (thread, attributes, start, data);
}

static void
done_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  GAsyncResult **done = user_data;

  *done = g_object_ref (result);
}

static void
await (GAsyncResult **done)
{
  while (*done == NULL)
    g_main_context_iteration (NULL, TRUE);
}

static KtgStore *
open_store (const char *folder)
{
  g_autofree char *profile = g_build_filename (folder, "profile", NULL);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgStore *store;

  ktg_store_open_async (profile, NOW_US, done_cb, &result);
  await (&result);
  store = ktg_store_open_finish (result, &error);
  g_assert_no_error (error);
  return store;
}

static KtgEvidence *
import (Shelf *self)
{
  KtgPictureSpec spec = { .width = 320, .height = 240, .has_noise = TRUE };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GFile) photo = ktg_picture_write (self->folder, "photo.jpg", picture);
  g_autoptr (KtgOfferedFile) offered = ktg_offered_file_new (photo);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  KtgEvidence *evidence;
  gboolean     is_truncated;

  ktg_evidence_import_async (self->store, offered, 0, done_cb, &result);
  await (&result);
  evidence = ktg_evidence_import_finish (result, &is_truncated, &error);
  g_assert_no_error (error);
  return evidence;
}

static void
shelf_set_up (Shelf *self, gconstpointer data)
{
  self->folder = g_dir_make_tmp ("ktg-thumbnails-XXXXXX", NULL);
  self->store = open_store (self->folder);
  self->evidence = import (self);
  self->thumbnails = ktg_thumbnails_new (self->store);
}

static void
shelf_tear_down (Shelf *self, gconstpointer data)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_store_close_async (self->store, done_cb, &result);
  await (&result);
  g_clear_object (&self->thumbnails);
  g_clear_pointer (&self->evidence, ktg_evidence_free);
  g_clear_object (&self->store);
  ktg_fault_disk_remove_folder (self->folder);
  g_free (self->folder);
}

static void
check_shown (Shelf *self, const char *sha256)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GdkTexture) texture = NULL;

  ktg_thumbnails_load_async (self->thumbnails, sha256, LONGEST_SIDE, NULL, done_cb, &result);
  await (&result);
  texture = ktg_thumbnails_load_finish (self->thumbnails, result, &error);
  g_assert_no_error (error);
  g_assert_cmpint (gdk_texture_get_width (texture), ==, LONGEST_SIDE);
}

static void
test_shown (Shelf *self, gconstpointer data)
{
  check_shown (self, self->evidence->sha256);
  check_shown (self, self->evidence->preview_sha256);
  check_shown (self, self->evidence->sha256);
}

/* The system refuses one: the picture is shown all the same, and the next one, too. */
static void
test_no_thread (Shelf *self, gconstpointer data)
{
  has_no_threads = TRUE;
  check_shown (self, self->evidence->sha256);
  check_shown (self, self->evidence->preview_sha256);
  has_no_threads = FALSE;
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/thumbnails/" name, Shelf, NULL, shelf_set_up, (function), shelf_tear_down)
  /* First, as long as GLib has kept no thread of an earlier one. */
  ADD ("without-a-thread-to-spare-a-picture-is-shown-all-the-same", test_no_thread);
  ADD ("a-picture-is-shown-no-larger-than-asked-for", test_shown);
#undef ADD

  return g_test_run ();
}
