/* test-raster.c - a picture made ready to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-error.h"
#include "ktg-picture-maker.h"
#include "ktg-raster.h"

#include <string.h>

static KtgRaster *
decode (GBytes *bytes, int longest_side)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  KtgRaster *picture = ktg_raster_decode (stream, NULL, longest_side, longest_side, NULL, &error);

  g_assert_no_error (error);

  return picture;
}

static const guchar *
pixel_at (KtgRaster *picture, int x, int y)
{
  return (const guchar *)g_bytes_get_data (picture->pixels, NULL) + y * picture->row_bytes
         + x * (picture->has_alpha ? 4 : 3);
}

static void
test_size (void)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec
          = { .format = (KtgPictureFormat)format, .width = 600, .height = 1200, .orientation = 8 };
      g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
      g_autoptr (KtgRaster) smaller = decode (bytes, 900);
      g_autoptr (KtgRaster) whole = decode (bytes, 5000);

      g_assert_cmpint (smaller->width, ==, 450);
      g_assert_cmpint (smaller->height, ==, 900);
      g_assert_cmpint (pixel_at (smaller, 5, 5)[0], >, 240);
      g_assert_cmpint (pixel_at (smaller, 5, 895)[2], >, 240);
      g_assert_cmpint (whole->width, ==, 600);
      g_assert_cmpint (whole->height, ==, 1200);
    }
}

static void
test_see_through (void)
{
  KtgPictureSpec spec
      = { .format = KTG_PICTURE_PNG, .width = 400, .height = 400, .has_alpha = TRUE };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (KtgRaster) picture = decode (bytes, 100);

  g_assert_true (picture->has_alpha);
  g_assert_cmpint (pixel_at (picture, 10, 10)[3], ==, 255);
  g_assert_cmpint (pixel_at (picture, 90, 90)[3], ==, 0);
}

/* Each pixel of it is one of the whole picture, however that is stored. */
static void
assert_part (GBytes *bytes, const KtgRasterPart *part)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgRaster) whole = decode (bytes, 1000);
  g_autoptr (KtgRaster) cut
      = ktg_raster_decode (stream, part, part->width, part->height, NULL, &error);

  g_assert_no_error (error);
  g_assert_cmpint (cut->width, ==, part->width);
  g_assert_cmpint (cut->height, ==, part->height);
  g_assert_cmpint (cut->own_width, ==, whole->width);
  g_assert_cmpint (cut->own_height, ==, whole->height);
  for (int y = 0; y < part->height; y++)
    g_assert_cmpmem (pixel_at (cut, 0, y),
                     (gsize)part->width * 3,
                     pixel_at (whole, part->x, part->y + y),
                     (gsize)part->width * 3);
}

static void
test_part (void)
{
  const KtgRasterPart part = { 31, 17, 60, 40 };

  for (int orientation = 1; orientation <= 8; orientation++)
    {
      KtgPictureSpec spec = { .format = KTG_PICTURE_PNG,
                              .width = 317,
                              .height = 211,
                              .orientation = orientation,
                              .has_noise = TRUE };
      g_autoptr (GBytes) bytes = ktg_picture_make (&spec);

      assert_part (bytes, &part);
    }
}

/* Passes come in another order and add up to the same. */
static void
test_interlaced (void)
{
  KtgPictureSpec plain
      = { .format = KTG_PICTURE_PNG, .width = 317, .height = 211, .has_noise = TRUE };
  KtgPictureSpec interlaced = plain;
  g_autoptr (GBytes) plain_bytes = ktg_picture_make (&plain);
  g_autoptr (GBytes) interlaced_bytes = NULL;

  interlaced.format = KTG_PICTURE_INTERLACED_PNG;
  interlaced_bytes = ktg_picture_make (&interlaced);
  for (int side = 1; side <= 317; side += 79)
    {
      g_autoptr (KtgRaster) a = decode (plain_bytes, side);
      g_autoptr (KtgRaster) b = decode (interlaced_bytes, side);

      g_assert_cmpint (a->width, ==, side);
      g_assert_cmpint (b->width, ==, side);
      for (int y = 0; y < a->height; y++)
        g_assert_cmpmem (pixel_at (a, 0, y), a->width * 3, pixel_at (b, 0, y), b->width * 3);
    }
}

static int
read_peak_kb (void)
{
  g_autofree char *status = NULL;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));

  return atoi (strstr (status, "VmHWM:") + 6);
}

/* 36 megapixels would be 108 MB. */
static void
test_memory (void)
{
  g_autoptr (GBytes) bytes = ktg_picture_make_plain_png (6000, 6000);
  int before_kb = read_peak_kb ();
  g_autoptr (KtgRaster) picture = decode (bytes, 1200);

  g_assert_cmpint (picture->width, ==, 1200);
  g_assert_cmpint (pixel_at (picture, 1199, 1199)[2], ==, 0x99);
  g_assert_cmpint (read_peak_kb () - before_kb, <, 24 * 1024);
}

static void
assert_fails (GInputStream *stream, GQuark domain, int code)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_raster_decode (stream, NULL, 640, 640, NULL, &error));
  g_assert_error (error, domain, code);
}

static void
test_not_shown (void)
{
  g_autoptr (GBytes) heic = ktg_picture_make_heic_header ();
  g_autoptr (GBytes) bomb = ktg_picture_make_png_header (60000, 60000);
  g_autoptr (GInputStream) phone = g_memory_input_stream_new_from_bytes (heic);
  g_autoptr (GInputStream) huge = g_memory_input_stream_new_from_bytes (bomb);
  g_autoptr (GInputStream) text = g_memory_input_stream_new_from_data ("text", 4, NULL);
  g_autoptr (GInputStream) nothing = g_memory_input_stream_new ();

  assert_fails (phone, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
  assert_fails (huge, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
  assert_fails (text, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
  assert_fails (nothing, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
}

static void
test_failing_stream (void)
{
  KtgPictureSpec spec = { .width = 60, .height = 40 };
  g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
  g_autoptr (GInputStream) closed = g_memory_input_stream_new_from_bytes (bytes);

  g_assert_true (g_input_stream_close (closed, NULL, NULL));
  assert_fails (closed, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_UNREADABLE);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/raster/is-no-larger-than-asked-and-never-enlarged", test_size);
  g_test_add_func ("/raster/stays-see-through", test_see_through);
  g_test_add_func ("/raster/a-part-is-of-the-picture-as-it-was-seen", test_part);
  g_test_add_func ("/raster/interlaced-is-the-same-picture", test_interlaced);
  g_test_add_func ("/raster/a-large-one-needs-little-memory", test_memory);
  g_test_add_func ("/raster/what-cannot-be-decoded-is-an-error", test_not_shown);
  g_test_add_func ("/raster/a-stream-that-fails-is-an-error", test_failing_stream);

  return g_test_run ();
}
