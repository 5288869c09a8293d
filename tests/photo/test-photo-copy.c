/* test-photo-copy.c - what is kept of a file is what was looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"
#include "ktg-picture-maker.h"

#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define LARGE_BYTES (700 * 1024) /* three pieces */
#define LONG_AGO_S 1660444862

/* Keeps what it gets, and once does something to the file. */
typedef struct
{
  char       *folder;
  char       *path;
  GByteArray *kept;
  guint       n_calls;
  gboolean    refuses;
  void (*meddle) (const char *path);
} Keeper;

static void
keeper_set_up (Keeper *keeper, gconstpointer data)
{
  keeper->folder = g_dir_make_tmp ("ktg-photo-XXXXXX", NULL);
  g_assert_nonnull (keeper->folder);
  keeper->path = g_build_filename (keeper->folder, "photo", NULL);
  keeper->kept = g_byte_array_new ();
}

static void
keeper_tear_down (Keeper *keeper, gconstpointer data)
{
  g_assert_cmpint (g_remove (keeper->path), ==, 0);
  g_assert_cmpint (g_rmdir (keeper->folder), ==, 0);
  g_byte_array_unref (keeper->kept);
  g_free (keeper->path);
  g_free (keeper->folder);
}

static gboolean
keep (gpointer data, const guint8 *bytes, gsize size_bytes, GError **error)
{
  Keeper *keeper = data;

  if (keeper->n_calls++ == 0 && keeper->meddle != NULL)
    keeper->meddle (keeper->path);
  if (keeper->refuses)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "full");
      return FALSE;
    }

  g_byte_array_append (keeper->kept, bytes, (guint)size_bytes);
  return TRUE;
}

/* Last written to long ago, so that another time shows. */
static void
write_old (Keeper *keeper, const char *bytes, gsize size_bytes)
{
  const struct timespec times[2] = { { .tv_sec = LONG_AGO_S }, { .tv_sec = LONG_AGO_S } };

  g_assert_true (g_file_set_contents (keeper->path, bytes, (gssize)size_bytes, NULL));
  g_assert_cmpint (utimensat (AT_FDCWD, keeper->path, times, 0), ==, 0);
}

static void
write_document (Keeper *keeper)
{
  g_autofree char *bytes = g_strnfill (LARGE_BYTES, 'd');

  memcpy (bytes, "%PDF-1.4\n", 9);
  write_old (keeper, bytes, LARGE_BYTES);
}

static KtgPhoto *
copy (Keeper *keeper, GError **error)
{
  g_autoptr (GFile) file = g_file_new_for_path (keeper->path);

  return ktg_photo_copy (file, 0, 0, keep, keeper, NULL, error);
}

static void
assert_kept_whole (Keeper *keeper)
{
  g_autofree char *bytes = NULL;
  gsize            size_bytes;

  g_assert_true (g_file_get_contents (keeper->path, &bytes, &size_bytes, NULL));
  g_assert_cmpmem (keeper->kept->data, keeper->kept->len, bytes, size_bytes);
}

/* What stands behind the picture's end is kept as well. */
static void
test_picture (Keeper *keeper, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 900, .height = 700, .make = "Batu" };
  g_autoptr (GBytes) picture = ktg_picture_make (&spec);
  g_autoptr (GString) bytes
      = g_string_new_len (g_bytes_get_data (picture, NULL), (gssize)g_bytes_get_size (picture));
  g_autofree char *behind = g_strnfill (LARGE_BYTES, 'b');
  g_autoptr (GFile) file = g_file_new_for_path (keeper->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPhoto) copied = NULL;
  g_autoptr (KtgPhoto) looked_at = NULL;

  g_string_append (bytes, behind);
  write_old (keeper, bytes->str, bytes->len);
  copied = copy (keeper, &error);
  g_assert_no_error (error);
  assert_kept_whole (keeper);

  looked_at = ktg_photo_read (file, 0, 0, NULL, &error);
  g_assert_true (g_bytes_equal (copied->preview, looked_at->preview));
  g_assert_cmpstr (copied->camera, ==, looked_at->camera);
  g_assert_cmpuint (copied->size_bytes, ==, bytes->len);
  g_assert_false (copied->is_truncated);
}

static void
test_document (Keeper *keeper, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPhoto) photo = NULL;

  write_document (keeper);
  photo = copy (keeper, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keeper->n_calls, ==, 3);
  assert_kept_whole (keeper);
}

static void
grow (const char *path)
{
  int fd = open (path, O_WRONLY | O_APPEND);

  g_assert_cmpint (write (fd, "more", 4), ==, 4);
  close (fd);
}

static void
shrink (const char *path)
{
  g_assert_cmpint (truncate (path, LARGE_BYTES / 2), ==, 0);
}

static void
write_over (const char *path)
{
  int fd = open (path, O_WRONLY);

  g_assert_cmpint (pwrite (fd, "other", 5, LARGE_BYTES - 5), ==, 5);
  close (fd);
}

static void
test_changed (Keeper *keeper, gconstpointer data)
{
  void (*const ways[]) (const char *) = { grow, shrink, write_over };

  for (gsize i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autoptr (GError) error = NULL;

      write_document (keeper);
      keeper->n_calls = 0;
      keeper->meddle = ways[i];
      g_assert_null (copy (keeper, &error));
      g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_CHANGED);
      g_assert_null (strstr (error->message, keeper->folder));
    }
}

static void
put_pipe_in_its_place (const char *path)
{
  g_assert_cmpint (g_remove (path), ==, 0);
  g_assert_cmpint (mkfifo (path, 0600), ==, 0);
}

/* What is read is what was opened. */
static void
test_replaced (Keeper *keeper, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPhoto) photo = NULL;

  write_document (keeper);
  keeper->meddle = put_pipe_in_its_place;
  photo = copy (keeper, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (keeper->kept->len, ==, LARGE_BYTES);
}

static void
test_keeper_refuses (Keeper *keeper, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  write_document (keeper);
  keeper->refuses = TRUE;
  g_assert_null (copy (keeper, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE);
  g_assert_cmpuint (keeper->n_calls, ==, 1);
}

static void
test_no_evidence (Keeper *keeper, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_path (keeper->path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GError) too_large = NULL;

  write_old (keeper, "\1nly a number", 13);
  g_assert_null (copy (keeper, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_EVIDENCE);
  g_assert_cmpuint (keeper->n_calls, ==, 0);
  g_clear_error (&error);
  g_assert_false (ktg_photo_check (file, 0, NULL, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_EVIDENCE);

  write_document (keeper);
  g_assert_true (ktg_photo_check (file, 0, NULL, NULL));
  g_assert_false (ktg_photo_check (file, LARGE_BYTES - 1, NULL, &too_large));
  g_assert_error (too_large, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_TOO_LARGE);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(name, function)                                                                        \
  g_test_add ("/photo-copy/" name, Keeper, NULL, keeper_set_up, (function), keeper_tear_down)
  ADD ("a-picture-is-kept-to-the-last-byte", test_picture);
  ADD ("a-document-is-kept-to-the-last-byte", test_document);
  ADD ("a-file-that-changes-meanwhile-is-not-taken", test_changed);
  ADD ("what-is-put-in-its-place-meanwhile-is-not-read", test_replaced);
  ADD ("who-keeps-may-refuse", test_keeper_refuses);
  ADD ("what-is-no-evidence-is-not-kept", test_no_evidence);
#undef ADD

  return g_test_run ();
}
