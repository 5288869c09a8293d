/* test-blurred-copy.c - from evidence in the store to a file that may be shown around
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-blurred-copy.h"
#include "ktg-destination.h"

#include <glib/gstdio.h>
#include <ktg-photo-error.h>
#include <ktg-picture-maker.h>
#include <ktg-store-device.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static const KtgRasterPart cover = { .x = 203, .y = 151, .width = 97, .height = 83 };

typedef struct
{
  KtgStoreDevice *device;
  char           *path;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  desk->device = ktg_store_device_new ();
  g_assert_true (ktg_store_device_open (desk->device, &error));
  desk->path = g_build_filename (desk->device->folder, "copy.jpg", NULL);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_remove (desk->path);
  ktg_store_device_free (desk->device);
  g_free (desk->path);
}

static char *
take (Desk *desk, GBytes *bytes)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgEvidence) evidence = ktg_store_device_import_with (desk->device,
                                                                   g_bytes_get_data (bytes, NULL),
                                                                   g_bytes_get_size (bytes),
                                                                   NULL,
                                                                   &error);

  g_assert_no_error (error);
  return g_strdup (evidence->sha256);
}

static char *
take_photo (Desk *desk, guint32 secret)
{
  KtgPictureSpec spec = { .width = 701,
                          .height = 499,
                          .orientation = 6,
                          .make = "Batu",
                          .secret = secret,
                          .secret_x = cover.x,
                          .secret_y = cover.y,
                          .secret_width = cover.width,
                          .secret_height = cover.height };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);

  return take (desk, bytes);
}

static gboolean
copy_to (Desk *desk, const char *sha256, const char *path, GError **error)
{
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GBytes) made = NULL;

  ktg_blurred_copy_async (desk->device->store,
                          sha256,
                          &cover,
                          1,
                          destination,
                          NULL,
                          ktg_store_device_answered_cb,
                          &result);
  made = ktg_blurred_copy_finish (ktg_store_device_wait_for (&result), error);
  return made != NULL;
}

static GBytes *
copy (Desk *desk, const char *sha256)
{
  g_autoptr (GError) error = NULL;
  char *bytes = NULL;
  gsize n_bytes = 0;

  copy_to (desk, sha256, desk->path, &error);
  g_assert_no_error (error);
  g_assert_true (g_file_get_contents (desk->path, &bytes, &n_bytes, NULL));

  return g_bytes_new_take (bytes, n_bytes);
}

static void
test_same (Desk *desk, gconstpointer data)
{
  g_autofree char *first = take_photo (desk, 1);
  g_autofree char *second = take_photo (desk, 2);
  g_autoptr (GBytes) first_copy = copy (desk, first);
  g_autoptr (GBytes) second_copy = copy (desk, second);
  struct stat about;

  g_assert_cmpstr (first, !=, second);
  g_assert_true (g_bytes_equal (first_copy, second_copy));
  g_assert_cmpint (stat (desk->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_null (
      memmem (g_bytes_get_data (first_copy, NULL), g_bytes_get_size (first_copy), "Batu", 4));
}

/* What is looked at first is what is saved then. */
static void
test_looked_at (Desk *desk, gconstpointer data)
{
  g_autofree char *photo = take_photo (desk, 1);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) looked_at = NULL;
  g_autoptr (GBytes) saved = copy (desk, photo);

  ktg_blurred_copy_async (desk->device->store,
                          photo,
                          &cover,
                          1,
                          NULL,
                          NULL,
                          ktg_store_device_answered_cb,
                          &result);
  looked_at = ktg_blurred_copy_finish (ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  g_assert_true (g_bytes_equal (looked_at, saved));
}

static void
test_name (Desk *desk, gconstpointer data)
{
  static const char sha256[] = "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef";
  g_autofree char  *name = ktg_blurred_copy_dup_name ("TL-0128", 1, sha256);
  g_autofree char  *of_draft = ktg_blurred_copy_dup_name (NULL, 0, sha256);
  g_autofree char  *unruly = ktg_blurred_copy_dup_name ("../TL 1", 0, sha256);

  g_assert_cmpstr (name, ==, "covered-copy-TL-0128-file-2-0123456789ab.jpg");
  g_assert_cmpstr (of_draft, ==, "covered-copy-file-1-0123456789ab.jpg");
  g_assert_cmpstr (unruly, ==, "covered-copy-TL1-file-1-0123456789ab.jpg");
}

/* What stood there before stays, and beside it nothing half is left. */
static void
test_failure (Desk *desk, gconstpointer data)
{
  g_autoptr (GBytes) text = g_bytes_new_static ("%PDF-1.4 no picture", 19);
  g_autofree char *document = take (desk, text);
  g_autofree char *photo = take_photo (desk, 1);
  g_autofree char *nowhere = g_build_filename (desk->device->folder, "none", "copy.jpg", NULL);
  g_autofree char *link = g_build_filename (desk->device->folder, "link.jpg", NULL);
  g_autofree char *before = NULL;
  g_autoptr (GError) linked = NULL;
  g_autoptr (GError) not_shown = NULL;
  g_autoptr (GError) not_written = NULL;
  g_autoptr (GError) not_here = NULL;

  g_assert_true (g_file_set_contents (desk->path, "before", -1, NULL));
  g_assert_false (copy_to (desk, document, desk->path, &not_shown));
  g_assert_error (not_shown, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
  g_assert_true (g_file_get_contents (desk->path, &before, NULL, NULL));
  g_assert_cmpstr (before, ==, "before");

  g_assert_false (copy_to (desk, photo, nowhere, &not_written));
  g_assert_error (not_written, KTG_DESTINATION_ERROR, KTG_DESTINATION_ERROR_MISSING);
  g_assert_cmpint (symlink ("copy.jpg", link), ==, 0);
  g_assert_false (copy_to (desk, photo, link, &linked));
  g_assert_error (linked, KTG_DESTINATION_ERROR, KTG_DESTINATION_ERROR_LINK);
  memset (photo, '0', strlen (photo));
  g_assert_false (copy_to (desk, photo, desk->path, &not_here));
  g_assert_error (not_here, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/blurred-copy/" name, Desk, NULL, desk_set_up, (function), desk_tear_down)
  ADD ("two-that-differ-under-the-cover-give-the-same-file", test_same);
  ADD ("what-is-looked-at-first-is-what-is-saved", test_looked_at);
  ADD ("is-called-by-report-and-hash-of-its-original", test_name);
  ADD ("where-none-is-made-nothing-changes", test_failure);
#undef ADD

  return g_test_run ();
}
