/* test-outline.c - a picture is known before it is decoded
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"
#include "ktg-outline.h"
#include "ktg-picture-maker.h"

#include <string.h>

static const char *const media_types[]
    = { "image/jpeg", "image/png", "image/png", "image/webp", "image/webp" };

static KtgOutline *
outline_in_pieces (const char *media_type, GBytes *bytes, gsize piece_bytes)
{
  KtgOutline   *outline = ktg_outline_new (media_type);
  gsize         n_bytes = 0;
  const guchar *all = g_bytes_get_data (bytes, &n_bytes);

  for (gsize at = 0; at < n_bytes; at += piece_bytes)
    {
      g_autofree guchar *piece = g_memdup2 (all + at, MIN (piece_bytes, n_bytes - at));

      ktg_outline_feed (outline, piece, MIN (piece_bytes, n_bytes - at));
    }

  return outline;
}

static void
test_pieces (void)
{
  static const gsize pieces[] = { 1, 2, 7, 64, 100000 };

  for (gsize format = 0; format < G_N_ELEMENTS (media_types); format++)
    for (gsize i = 0; i < G_N_ELEMENTS (pieces); i++)
      {
        KtgPictureSpec spec = { .format = (KtgPictureFormat)format,
                                .width = 95,
                                .height = 61,
                                .make = "Batu",
                                .has_noise = TRUE };
        g_autoptr (GBytes) bytes = ktg_picture_make (&spec);
        g_autoptr (KtgOutline) outline = outline_in_pieces (media_types[format], bytes, pieces[i]);

        g_assert_cmpint (outline->width, ==, 95);
        g_assert_cmpint (outline->height, ==, 61);
        g_assert_true (outline->is_complete);
        g_assert_nonnull (outline->exif);
        g_assert_cmpmem (outline->exif->data, 2, "II", 2);
      }
}

/* A frame header of three components and the scan header that follows it. */
static gboolean
is_jpeg_affordable (guchar frame, guint width, guint height, guchar sampling, guchar n_in_scan)
{
  const guchar bytes[] = { 0xff,
                           0xd8,
                           0xff,
                           frame,
                           0,
                           17,
                           8,
                           (guchar)(height >> 8),
                           (guchar)height,
                           (guchar)(width >> 8),
                           (guchar)width,
                           3,
                           1,
                           sampling,
                           0,
                           2,
                           0x11,
                           1,
                           3,
                           0x11,
                           1,
                           0xff,
                           0xda,
                           0,
                           3,
                           n_in_scan };
  g_autoptr (GBytes) header = g_bytes_new_static (bytes, sizeof bytes);
  g_autoptr (KtgOutline) outline = outline_in_pieces ("image/jpeg", header, sizeof bytes);

  return ktg_decoder_is_affordable (outline);
}

static void
test_jpeg_cost (void)
{
  g_assert_true (is_jpeg_affordable (0xc0, 11500, 8650, 0x22, 3));
  g_assert_false (is_jpeg_affordable (0xc0, 11700, 8775, 0x22, 3));
  g_assert_false (is_jpeg_affordable (0xc0, 65535, 65535, 0x22, 3));
  g_assert_false (is_jpeg_affordable (0xc0, 0, 100, 0x22, 3));

  /* What is decoded from coefficients is held whole. */
  g_assert_true (is_jpeg_affordable (0xc2, 8000, 5500, 0x22, 1));
  g_assert_false (is_jpeg_affordable (0xc2, 8000, 6000, 0x22, 1));
  g_assert_false (is_jpeg_affordable (0xc2, 8000, 5500, 0x11, 1));
  g_assert_false (is_jpeg_affordable (0xc0, 8000, 6000, 0x22, 1));

  /* No sampling at all is nonsense that must not divide by nought. */
  g_assert_true (is_jpeg_affordable (0xc2, 100, 100, 0x00, 1));
}

static void
test_webp_cost (void)
{
  static const guchar bytes[] = { 'R', 'I', 'F', 'F',  0xff, 0, 0, 0,    'W',  'E',  'B',  'P', 'V',
                                  'P', '8', 'L', 0xf0, 0,    0, 0, 0x2f, 0xff, 0x3f, 0xff, 0x0f };
  g_autoptr (GBytes) header = g_bytes_new_static (bytes, sizeof bytes);
  g_autoptr (KtgOutline) outline = outline_in_pieces ("image/webp", header, sizeof bytes);

  g_assert_cmpint (outline->width, ==, 16384);
  g_assert_false (ktg_decoder_is_affordable (outline));
}

static void
test_no_outline (void)
{
  g_assert_null (ktg_outline_new ("application/pdf"));
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outline/pieces-of-any-size-say-the-same", test_pieces);
  g_test_add_func ("/outline/a-jpeg-too-costly-is-known-by-its-head", test_jpeg_cost);
  g_test_add_func ("/outline/a-webp-too-costly-is-known-by-its-head", test_webp_cost);
  g_test_add_func ("/outline/what-is-no-picture-has-none", test_no_outline);

  return g_test_run ();
}
