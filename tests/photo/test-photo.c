/* test-photo.c - what one file says about itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"
#include "ktg-picture-maker.h"

#include <glib/gstdio.h>
#include <memory-limit.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define JAKARTA_S (7 * 3600)

typedef struct
{
  char *folder;
} Desk;

static void
desk_set_up (Desk *desk, gconstpointer data)
{
  desk->folder = g_dir_make_tmp ("ktg-photo-XXXXXX", NULL);
  g_assert_nonnull (desk->folder);
}

static void
desk_tear_down (Desk *desk, gconstpointer data)
{
  g_autoptr (GDir) folder = g_dir_open (desk->folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (folder)) != NULL)
    {
      g_autofree char *path = g_build_filename (desk->folder, name, NULL);

      g_assert_cmpint (g_remove (path), ==, 0);
    }
  g_assert_cmpint (g_rmdir (desk->folder), ==, 0);
  g_free (desk->folder);
}

static KtgPhoto *
read_bytes (Desk *desk, const char *name, GBytes *bytes)
{
  g_autoptr (GFile) file = ktg_picture_write (desk->folder, name, bytes);
  g_autoptr (GError) error = NULL;
  KtgPhoto *photo = ktg_photo_read (file, 0, JAKARTA_S, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpuint (photo->size_bytes, ==, g_bytes_get_size (bytes));

  return photo;
}

static KtgPhoto *
read_made (Desk *desk, const KtgPictureSpec *spec)
{
  g_autoptr (GBytes) bytes = ktg_picture_make (spec);

  return read_bytes (desk, "made", bytes);
}

static void
assert_refused (Desk *desk, const char *name, guint64 max_bytes, KtgPhotoError code)
{
  g_autofree char *path = g_build_filename (desk->folder, name, NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  KtgPhoto *photo = ktg_photo_read (file, max_bytes, 0, NULL, &error);

  g_assert_null (photo);
  g_assert_error (error, KTG_PHOTO_ERROR, (int)code);
  g_assert_null (strstr (error->message, name));
  g_assert_null (strstr (error->message, desk->folder));
}

static void
write_text (Desk *desk, const char *name, const char *text, gsize n_bytes)
{
  g_autoptr (GBytes) bytes = g_bytes_new (text, n_bytes);
  g_autoptr (GFile) file = ktg_picture_write (desk->folder, name, bytes);

  g_assert_nonnull (file);
}

static const char *
media_type_of (KtgPictureFormat format)
{
  switch (format)
    {
    case KTG_PICTURE_PNG:
    case KTG_PICTURE_INTERLACED_PNG:
      return "image/png";
    case KTG_PICTURE_WEBP:
    case KTG_PICTURE_LOSSLESS_WEBP:
      return "image/webp";
    case KTG_PICTURE_JPEG:
    default:
      return "image/jpeg";
    }
}

static void
test_facts (Desk *desk, gconstpointer data)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec = { .format = (KtgPictureFormat)format,
                              .width = 900,
                              .height = 700,
                              .taken = "2022:08:14 10:01:02",
                              .offset = "+09:00",
                              .make = "Sungai",
                              .model = "Batu 3",
                              .has_position = TRUE,
                              .latitude = -7.2575,
                              .longitude = 112.7521 };
      g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

      g_assert_cmpstr (photo->media_type, ==, media_type_of (spec.format));
      g_assert_cmpstr (photo->original_name, ==, "made");
      g_assert_cmpstr (photo->taken, ==, "2022-08-14T10:01:02+09:00");
      g_assert_cmpstr (photo->camera, ==, "Sungai Batu 3");
      g_assert_true (photo->has_position);
      g_assert_cmpfloat_with_epsilon (photo->latitude, -7.2575, 0.0001);
      g_assert_cmpfloat_with_epsilon (photo->longitude, 112.7521, 0.0001);
      g_assert_false (photo->is_truncated);
      g_assert_nonnull (photo->preview);
      g_assert_cmpint (photo->preview_width, ==, 640);
      g_assert_cmpint (photo->preview_height, ==, 498);
    }
}

static void
test_no_facts (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40 };
  g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

  g_assert_null (photo->taken);
  g_assert_null (photo->camera);
  g_assert_false (photo->has_position);
  g_assert_cmpint (photo->preview_width, ==, 60);
}

static void
test_time_without_zone (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40, .taken = "2024:02:29 23:59:59" };
  g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

  g_assert_cmpstr (photo->taken, ==, "2024-02-29T23:59:59+07:00");
}

/* A camera may say its zone once only, for another of its times. */
static void
test_zone_of_another_time (Desk *desk, gconstpointer data)
{
  static const char *const tags[] = { "OffsetTimeOriginal", "OffsetTimeDigitized", "OffsetTime" };

  for (gsize i = 0; i < G_N_ELEMENTS (tags); i++)
    {
      KtgPictureSpec spec = { .width = 60,
                              .height = 40,
                              .taken = "2024:11:12 19:30:45",
                              .offset = "+08:00",
                              .offset_tag = tags[i] };
      g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

      g_assert_cmpstr (photo->taken, ==, "2024-11-12T19:30:45+08:00");
    }
}

static void
test_time_without_sense (Desk *desk, gconstpointer data)
{
  static const char *const times[] = { "0000:00:00 00:00:00",
                                       "2023:02:29 10:00:00",
                                       "2024:01:01 25:00:00",
                                       "    :  :     :  :  ",
                                       "yesterday" };

  for (gsize i = 0; i < G_N_ELEMENTS (times); i++)
    {
      KtgPictureSpec spec = { .width = 60, .height = 40, .taken = times[i] };
      g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

      g_assert_null (photo->taken);
      g_assert_nonnull (photo->preview);
    }
}

static void
test_make_said_once (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40, .make = "Canon", .model = "Canon EOS 5D" };
  g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

  g_assert_cmpstr (photo->camera, ==, "Canon EOS 5D");
}

static void
test_nought_is_no_place (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40, .has_position = TRUE };
  g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

  g_assert_false (photo->has_position);
}

static void
test_source_untouched (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 900, .height = 700, .orientation = 6, .make = "Batu" };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (KtgPhoto) photo = read_bytes (desk, "source.jpg", bytes);
  g_autofree char *path = g_build_filename (desk->folder, "source.jpg", NULL);
  g_autofree char *after = NULL;
  gsize            n_bytes = 0;

  g_assert_true (g_file_get_contents (path, &after, &n_bytes, NULL));
  g_assert_cmpmem (after, n_bytes, g_bytes_get_data (bytes, NULL), g_bytes_get_size (bytes));
}

static void
test_cut_short (Desk *desk, gconstpointer data)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec
          = { .format = (KtgPictureFormat)format, .width = 300, .height = 200, .has_noise = TRUE };
      g_autoptr (GBytes) whole = ktg_picture_make (&spec);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) * 2 / 3);
      g_autoptr (KtgPhoto) photo = read_bytes (desk, "cut", cut);

      g_assert_true (photo->is_truncated);
      g_assert_nonnull (photo->preview);
      g_assert_cmpint (photo->preview_width, ==, 300);
    }
}

static void
test_last_bytes_missing (Desk *desk, gconstpointer data)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec = { .format = (KtgPictureFormat)format, .width = 300, .height = 200 };
      g_autoptr (GBytes) whole = ktg_picture_make (&spec);
      g_autoptr (GBytes) cut = g_bytes_new_from_bytes (whole, 0, g_bytes_get_size (whole) - 1);
      g_autoptr (KtgPhoto) photo = read_bytes (desk, "cut", cut);

      g_assert_true (photo->is_truncated);
    }
}

/* A phone puts a film or a depth map behind the picture. */
static void
test_more_behind_the_end (Desk *desk, gconstpointer data)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec = { .format = (KtgPictureFormat)format, .width = 300, .height = 200 };
      g_autoptr (GBytes) whole = ktg_picture_make (&spec);
      GByteArray *longer = g_byte_array_new ();
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (KtgPhoto) photo = NULL;

      g_byte_array_append (longer, g_bytes_get_data (whole, NULL), (guint)g_bytes_get_size (whole));
      g_byte_array_set_size (longer, longer->len + 700000);
      bytes = g_byte_array_free_to_bytes (longer);
      photo = read_bytes (desk, "longer", bytes);
      g_assert_false (photo->is_truncated);
      g_assert_cmpint (photo->preview_width, ==, 300);
    }
}

static void
test_kept_without_preview (Desk *desk, gconstpointer data)
{
  static const char pdf[] = "%PDF-1.7\n%\xe2\xe3\xcf\xd3\n";
  g_autoptr (GBytes) heic = ktg_picture_make_heic_header ();
  g_autoptr (GBytes) document = g_bytes_new_static (pdf, sizeof pdf - 1);
  g_autoptr (GBytes) bomb = ktg_picture_make_png_header (65000, 65000);
  g_autoptr (KtgPhoto) phone = read_bytes (desk, "a.heic", heic);
  g_autoptr (KtgPhoto) letter = read_bytes (desk, "a.pdf", document);
  g_autoptr (KtgPhoto) huge = read_bytes (desk, "a.png", bomb);

  g_assert_cmpstr (phone->media_type, ==, "image/heic");
  g_assert_null (phone->preview);
  g_assert_cmpstr (letter->media_type, ==, "application/pdf");
  g_assert_null (letter->preview);
  g_assert_cmpstr (huge->media_type, ==, "image/png");
  g_assert_null (huge->preview);
  g_assert_true (phone->is_picture && huge->is_picture);
  g_assert_false (letter->is_picture);
  g_assert_cmpint (phone->fate, !=, KTG_PICTURE_SHOWN);
  if (HAS_MEMORY_LIMIT)
    g_assert_cmpint (huge->fate, ==, KTG_PICTURE_TOO_COSTLY);
}

/* It takes 24 MB, and no answer tells of a side as long as that. */
static void
test_too_long (Desk *desk, gconstpointer data)
{
  const guint32  width = GUINT32_TO_LE (1000001);
  KtgPictureSpec spec = { .format = KTG_PICTURE_BMP, .width = 8, .height = 8 };
  g_autoptr (GBytes) small = ktg_picture_make (&spec);
  g_autofree guint8 *bytes = g_memdup2 (g_bytes_get_data (small, NULL), g_bytes_get_size (small));
  g_autoptr (GBytes) made = NULL;
  g_autoptr (KtgPhoto) photo = NULL;

  memcpy (bytes + 18, &width, sizeof width);
  made = g_bytes_new (bytes, g_bytes_get_size (small));
  photo = read_bytes (desk, "long.bmp", made);

  g_assert_cmpstr (photo->media_type, ==, "image/bmp");
  g_assert_null (photo->preview);
  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_TOO_COSTLY);
}

static gboolean
is_long_run (void)
{
  return g_strcmp0 (g_getenv ("KTG_LAB_SHARE"), "torture") == 0;
}

/* Not a lie: each pixel is there. What is a few kilobytes is a gigabyte of pixels, or a billion
 * steps; the file is evidence all the same, and the app goes on. */
static void
test_bombs (Desk *desk, gconstpointer data)
{
  const struct
  {
    GBytes        *bytes;
    const char    *media_type;
    KtgPictureFate fate;
  } bombs[] = {
    { ktg_picture_make_bomb_png (20000), "image/png", KTG_PICTURE_TOO_COSTLY },
    { ktg_picture_make_bomb_webp (), "image/webp", KTG_PICTURE_TOO_COSTLY },
    { is_long_run () ? ktg_picture_make_bomb_jpeg () : NULL, "image/jpeg", KTG_PICTURE_TOO_SLOW },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (bombs) && bombs[i].bytes != NULL; i++)
    {
      g_autoptr (GBytes) bytes = bombs[i].bytes;
      g_autoptr (KtgPhoto) photo = read_bytes (desk, "bomb", bytes);

      g_assert_cmpuint (g_bytes_get_size (bytes), <, 1024 * 1024);
      g_assert_cmpstr (photo->media_type, ==, bombs[i].media_type);
      g_assert_false (photo->is_truncated);
      g_assert_null (photo->preview);
      g_assert_cmpint (photo->fate, ==, bombs[i].fate);
    }
}

static void
test_refused (Desk *desk, gconstpointer data)
{
  g_autofree char  *folder = g_build_filename (desk->folder, "folder.jpg", NULL);
  static const char unknown[] = "\x01\x02\x03\x04 anything";

  assert_refused (desk, "missing.jpg", 0, KTG_PHOTO_ERROR_MISSING);

  g_assert_cmpint (g_mkdir (folder, 0700), ==, 0);
  assert_refused (desk, "folder.jpg", 0, KTG_PHOTO_ERROR_FOLDER);

  write_text (desk, "empty.jpg", "", 0);
  assert_refused (desk, "empty.jpg", 0, KTG_PHOTO_ERROR_EMPTY);

  write_text (desk, "text.jpg", "\1aya melihat\n", 13);
  assert_refused (desk, "text.jpg", 0, KTG_PHOTO_ERROR_NOT_EVIDENCE);
  assert_refused (desk, "text.jpg", 12, KTG_PHOTO_ERROR_TOO_LARGE);
  assert_refused (desk, "text.jpg", 13, KTG_PHOTO_ERROR_NOT_EVIDENCE);

  write_text (desk, "unknown.jpg", unknown, sizeof unknown);
  assert_refused (desk, "unknown.jpg", 0, KTG_PHOTO_ERROR_NOT_EVIDENCE);
}

/* Nobody writes into it, and nobody ever will. */
static void
test_pipe (Desk *desk, gconstpointer data)
{
  g_autofree char *pipe = g_build_filename (desk->folder, "pipe.jpg", NULL);
  g_autofree char *link = g_build_filename (desk->folder, "link.jpg", NULL);

  g_assert_cmpint (mkfifo (pipe, 0600), ==, 0);
  g_assert_cmpint (symlink ("pipe.jpg", link), ==, 0);
  assert_refused (desk, "pipe.jpg", 0, KTG_PHOTO_ERROR_NOT_EVIDENCE);
  assert_refused (desk, "link.jpg", 0, KTG_PHOTO_ERROR_NOT_EVIDENCE);
}

/* As it comes out of a browser; nobody is to be called for it. */
static void
test_page (Desk *desk, gconstpointer data)
{
  g_autoptr (GFile) file = g_file_new_for_uri ("https://127.0.0.1:1/foto.jpg");
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_photo_read (file, 0, 0, NULL, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_UNREADABLE);
  g_assert_nonnull (strstr (error->message, "the address of a page"));
}

static void
test_cancelled (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40 };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (GFile) file = ktg_picture_write (desk->folder, "a.jpg", bytes);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  g_assert_null (ktg_photo_read (file, 0, 0, cancellable, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_other_kinds (Desk *desk, gconstpointer data)
{
  static const char *const media_types[] = { "image/tiff", "image/bmp", "image/gif" };

  for (int i = 0; i < (int)G_N_ELEMENTS (media_types); i++)
    {
      KtgPictureSpec spec
          = { .format = (KtgPictureFormat)(KTG_PICTURE_TIFF + i), .width = 90, .height = 70 };
      g_autoptr (KtgPhoto) photo = read_made (desk, &spec);

      g_assert_cmpstr (photo->media_type, ==, media_types[i]);
      g_assert_nonnull (photo->preview);
      g_assert_cmpint (photo->preview_width, ==, 90);
      g_assert_cmpint (photo->preview_height, ==, 70);
    }
}

static void
assert_large_is_shown (Desk *desk, guint width, guint height, int preview_height)
{
  g_autoptr (GBytes) bytes = ktg_picture_make_plain_jpeg (width, height);
  g_autoptr (KtgPhoto) photo = read_bytes (desk, "large.jpg", bytes);

  g_assert_cmpint (photo->fate, ==, KTG_PICTURE_SHOWN);
  g_assert_nonnull (photo->preview);
  g_assert_cmpint (photo->preview_width, ==, 640);
  g_assert_cmpint (photo->preview_height, ==, preview_height);
  g_assert_false (photo->is_truncated);
}

/* 100 megapixels, which would be 300 MB of pixels; and 200, as the largest phones have them. */
static void
test_hundred_megapixels (Desk *desk, gconstpointer data)
{
  assert_large_is_shown (desk, 10000, 10000, 640);
  assert_large_is_shown (desk, 16320, 12240, 480);
}

/* The name on the disk tries to break a line and to show itself turned round. */
static void
test_name (Desk *desk, gconstpointer data)
{
  KtgPictureSpec spec = { .width = 60, .height = 40 };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (KtgPhoto) turned = read_bytes (desk, "foto\n\u202egpj\u2066.exe", bytes);
  g_autoptr (KtgPhoto) foreign = read_bytes (desk, "C:\\data\\foto.jpg", bytes);
  g_autoptr (KtgPhoto) broken = read_bytes (desk, "a\xff.jpg", bytes);
  g_autoptr (KtgPhoto) hidden = read_bytes (desk, "\u202e", bytes);

  g_assert_cmpstr (turned->original_name, ==, "fotogpj.exe");
  g_assert_cmpstr (foreign->original_name, ==, "foto.jpg");
  g_assert_cmpstr (broken->original_name, ==, "a\ufffd.jpg");
  g_assert_cmpstr (hidden->original_name, ==, "unnamed");
}

#define ADD(name, function)                                                                        \
  g_test_add ("/photo/" name, Desk, NULL, desk_set_up, (function), desk_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  ADD ("what-the-camera-wrote-is-read-from-every-kind", test_facts);
  ADD ("a-picture-that-says-nothing-is-kept", test_no_facts);
  ADD ("a-time-without-zone-is-local", test_time_without_zone);
  ADD ("a-zone-is-taken-from-wherever-it-is-said", test_zone_of_another_time);
  ADD ("a-time-without-sense-was-not-said", test_time_without_sense);
  ADD ("a-make-is-said-once", test_make_said_once);
  ADD ("nought-nought-is-no-place", test_nought_is_no_place);
  ADD ("the-source-stays-as-it-was", test_source_untouched);
  ADD ("a-picture-cut-short-is-kept-and-shown", test_cut_short);
  ADD ("one-missing-byte-is-noticed", test_last_bytes_missing);
  ADD ("more-behind-the-end-is-no-damage", test_more_behind_the_end);
  ADD ("what-cannot-be-shown-is-kept", test_kept_without_preview);
  ADD ("a-side-longer-than-any-is-too-costly", test_too_long);
  if (HAS_MEMORY_LIMIT)
    ADD ("a-bomb-is-kept-and-goes-off-nowhere", test_bombs);
  ADD ("what-is-no-evidence-is-refused-without-naming-it", test_refused);
  ADD ("a-pipe-is-not-waited-for", test_pipe);
  ADD ("a-page-of-a-browser-is-not-called", test_page);
  ADD ("reading-can-be-cancelled", test_cancelled);
  ADD ("a-hundred-megapixels-have-a-preview", test_hundred_megapixels);
  ADD ("other-kinds-have-a-preview-too", test_other_kinds);
  ADD ("a-name-cannot-mislead", test_name);

  return g_test_run ();
}
