/* test-covered-copy.c - nothing of what was covered is in the copy
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-covered-copy.h"
#include "ktg-photo-error.h"
#include "ktg-picture-maker.h"
#include "ktg-raster.h"

#include <string.h>

/* A cover reaches this much further at most, on either side; and this much is lost by encoding. */
#define REACH 48
#define LOSS 12

typedef struct
{
  KtgPictureFormat format;
  int              width, height, orientation;
} Case;

/* Larger and smaller than the copy, with blocks cut off at every edge, and turned. */
static const Case cases[] = {
  { KTG_PICTURE_JPEG, 700, 500, 1 },          { KTG_PICTURE_JPEG, 701, 499, 6 },
  { KTG_PICTURE_JPEG, 701, 499, 3 },          { KTG_PICTURE_JPEG, 701, 499, 8 },
  { KTG_PICTURE_JPEG, 1999, 1501, 5 },        { KTG_PICTURE_JPEG, 3301, 2111, 1 },
  { KTG_PICTURE_JPEG, 3301, 2111, 7 },        { KTG_PICTURE_PNG, 701, 499, 1 },
  { KTG_PICTURE_PNG, 1999, 1501, 1 },         { KTG_PICTURE_INTERLACED_PNG, 701, 499, 1 },
  { KTG_PICTURE_LOSSLESS_WEBP, 701, 499, 1 }, { KTG_PICTURE_LOSSLESS_WEBP, 1999, 1501, 8 },
};

static const KtgRasterPart cover = { .x = 203, .y = 151, .width = 97, .height = 83 };

static GBytes *
make (const Case *about, guint secret)
{
  KtgPictureSpec spec = { .format = about->format,
                          .width = about->width,
                          .height = about->height,
                          .orientation = about->orientation,
                          .make = "Batu",
                          .model = "Secret",
                          .has_position = TRUE,
                          .latitude = -7.5,
                          .longitude = 110.25,
                          .secret = secret,
                          .secret_x = cover.x,
                          .secret_y = cover.y,
                          .secret_width = cover.width,
                          .secret_height = cover.height };

  return ktg_picture_make (&spec);
}

static GBytes *
copy (GBytes *original, const KtgRasterPart *covers, guint n_covers)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (original);
  g_autoptr (GError) error = NULL;
  GBytes *copied = ktg_covered_copy_make (stream, covers, n_covers, NULL, &error);

  g_assert_no_error (error);
  return copied;
}

static void
test_same (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) first = make (&cases[i], 1);
      g_autoptr (GBytes) second = make (&cases[i], 2);
      g_autoptr (GBytes) first_copy = copy (first, &cover, 1);
      g_autoptr (GBytes) second_copy = copy (second, &cover, 1);
      g_autoptr (GBytes) first_bare = copy (first, NULL, 0);
      g_autoptr (GBytes) second_bare = copy (second, NULL, 0);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      g_assert_false (g_bytes_equal (first, second));
      g_assert_false (g_bytes_equal (first_bare, second_bare));
      g_assert_true (g_bytes_equal (first_copy, second_copy));
    }
}

/* Segments of a JPEG up to its pixels: tables, and the one of JFIF. */
static void
assert_no_metadata (GBytes *jpeg)
{
  gsize         n_bytes = 0;
  const guint8 *bytes = g_bytes_get_data (jpeg, &n_bytes);
  gsize         at = 2;

  g_assert_cmpuint (n_bytes, >, 4);
  g_assert_cmpmem (bytes, 2, "\xff\xd8", 2);
  while (at + 4 < n_bytes && bytes[at + 1] != 0xda)
    {
      g_assert_cmpuint (bytes[at], ==, 0xff);
      g_assert_cmpuint (bytes[at + 1], <=, 0xe0);
      at += 2 + (gsize)(bytes[at + 2] << 8 | bytes[at + 3]);
    }
  g_assert_cmpmem (bytes + n_bytes - 2, 2, "\xff\xd9", 2);
  g_assert_null (memmem (bytes, n_bytes, "Secret", 6));
}

static void
test_metadata (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) original = make (&cases[i], 1);
      g_autoptr (GBytes) copied = copy (original, &cover, 1);

      assert_no_metadata (copied);
    }
}

static KtgRaster *
decode (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;
  KtgRaster *raster = ktg_raster_decode (stream, NULL, 1600, 1600, NULL, &error);

  g_assert_no_error (error);
  return raster;
}

static const guint8 *
pixel_at (const KtgRaster *raster, int x, int y)
{
  return (const guint8 *)g_bytes_get_data (raster->pixels, NULL) + y * raster->row_bytes
         + x * (raster->has_alpha ? 4 : 3);
}

static gboolean
is_in (int x, int y, double scale, int margin)
{
  return x >= (cover.x - margin) * scale && x < (cover.x + cover.width + margin) * scale
         && y >= (cover.y - margin) * scale && y < (cover.y + cover.height + margin) * scale;
}

static void
compare_pixel (const guint8 *original, const guint8 *copied, gboolean is_covered)
{
  for (int channel = 0; channel < 3; channel++)
    if (is_covered)
      g_assert_cmpint (copied[channel], <=, 4);
    else
      g_assert_cmpint (ABS (copied[channel] - original[channel]), <=, LOSS);
}

/* Where the four quarters meet the loss is greater, and no pixel is looked at. */
static gboolean
is_at_a_border (const KtgRaster *raster, int x, int y)
{
  return ABS (x - raster->width / 2) < 24 || ABS (y - raster->height / 2) < 24;
}

static void
compare (const KtgRaster *original, const KtgRaster *copied)
{
  double scale = (double)copied->width / original->own_width;

  g_assert_cmpint (original->width, ==, copied->width);
  g_assert_cmpint (original->height, ==, copied->height);
  for (int y = 0; y < copied->height; y++)
    for (int x = 0; x < copied->width; x++)
      if (is_in (x, y, scale, 0))
        compare_pixel (pixel_at (original, x, y), pixel_at (copied, x, y), TRUE);
      else if (!is_in (x, y, scale, REACH + 16 / scale) && !is_at_a_border (copied, x, y))
        compare_pixel (pixel_at (original, x, y), pixel_at (copied, x, y), FALSE);
}

static void
test_pixels (void)
{
  for (gsize i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autoptr (GBytes) original = make (&cases[i], 1);
      g_autoptr (GBytes) copied = copy (original, &cover, 1);
      g_autoptr (KtgRaster) before = decode (original);
      g_autoptr (KtgRaster) after = decode (copied);

      g_test_message ("case %" G_GSIZE_FORMAT, i);
      compare (before, after);
    }
}

/* Over an edge, and where there is no picture. */
static void
test_edges (void)
{
  const KtgRasterPart covers[]
      = { { -50, -50, 5000, 70 }, { 690, 480, 400, 400 }, { 9000, 9000, 5, 5 } };
  g_autoptr (GBytes) original = make (&cases[0], 1);
  g_autoptr (GBytes) copied = copy (original, covers, G_N_ELEMENTS (covers));
  g_autoptr (KtgRaster) after = decode (copied);

  g_assert_cmpint (after->width, ==, 700);
  g_assert_cmpint (after->height, ==, 500);
  g_assert_cmpint (pixel_at (after, 0, 0)[0], <=, 4);
  g_assert_cmpint (pixel_at (after, 699, 19)[1], <=, 4);
  g_assert_cmpint (pixel_at (after, 699, 499)[2], <=, 4);
  g_assert_cmpint (pixel_at (after, 20, 140)[0], >, 240);
}

static void
assert_not_made (GBytes *bytes)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_covered_copy_make (stream, &cover, 1, NULL, &error));
  g_assert_error (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_NOT_SHOWN);
}

static void
test_none (void)
{
  g_autoptr (GBytes) original = make (&cases[0], 1);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (original, 0, g_bytes_get_size (original) - 200);
  g_autoptr (GBytes) text = g_bytes_new_static ("text", 4);

  assert_not_made (cut);
  assert_not_made (text);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/covered-copy/two-that-differ-under-the-cover-give-the-same-bytes", test_same);
  g_test_add_func ("/covered-copy/says-nothing-but-what-it-shows", test_metadata);
  g_test_add_func ("/covered-copy/is-flat-under-the-cover-and-the-original-beside-it", test_pixels);
  g_test_add_func ("/covered-copy/a-cover-may-reach-over-an-edge", test_edges);
  g_test_add_func ("/covered-copy/is-not-made-of-half-a-picture", test_none);

  return g_test_run ();
}
