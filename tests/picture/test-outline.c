/* test-outline.c - what stands around the pixels is found, and a missing end noticed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"
#include "ktg-picture-maker.h"

#include <string.h>

static const char *const media_types[]
    = { "image/jpeg", "image/png", "image/png", "image/webp", "image/webp" };

static GBytes *
make (gsize format)
{
  KtgPictureSpec spec = {
    .format = (KtgPictureFormat)format, .width = 95, .height = 61, .make = "Batu", .has_noise = TRUE
  };

  return ktg_picture_make (&spec);
}

static void
test_whole (void)
{
  for (gsize format = 0; format < G_N_ELEMENTS (media_types); format++)
    {
      g_autoptr (GBytes) bytes = make (format);
      KtgOutline outline = ktg_outline_read (media_types[format],
                                             g_bytes_get_data (bytes, NULL),
                                             g_bytes_get_size (bytes));

      g_assert_false (outline.is_cut);
      g_assert_cmpuint (outline.exif.n_bytes, >, 8);
      g_assert_cmpmem (outline.exif.bytes, 2, "II", 2);
    }
}

/* Cut at every byte, each time from memory that ends just there, so that reading too far is caught.
 */
static void
test_cut_anywhere (void)
{
  for (gsize format = 0; format < G_N_ELEMENTS (media_types); format++)
    {
      g_autoptr (GBytes) bytes = make (format);
      gsize n_bytes = g_bytes_get_size (bytes);

      for (gsize n_left = 0; n_left < n_bytes; n_left += n_left < 2000 ? 1 : 97)
        {
          g_autofree guint8 *left = g_memdup2 (g_bytes_get_data (bytes, NULL), n_left);

          g_assert_true (ktg_outline_read (media_types[format], left, n_left).is_cut);
        }
    }
}

static void
test_other_kinds (void)
{
  static const guint8 tiff[] = "II*\0\x08\0\0\0";

  g_assert_false (ktg_outline_read ("image/bmp", tiff, sizeof tiff).is_cut);
  g_assert_cmpuint (ktg_outline_read ("image/tiff", tiff, sizeof tiff).exif.n_bytes,
                    ==,
                    sizeof tiff);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/outline/a-whole-picture-has-its-end-and-its-exif", test_whole);
  g_test_add_func ("/outline/one-cut-anywhere-is-known", test_cut_anywhere);
  g_test_add_func ("/outline/other-kinds-are-not-judged", test_other_kinds);

  return g_test_run ();
}
