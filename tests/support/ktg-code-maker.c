/* ktg-code-maker.c - pictures of QR codes, made for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-maker.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <math.h>
#include <qrencode.h>

#define QUIET 4 /* squares around a code */

static int
get_paper (const KtgCodeSpec *spec, GRand *random)
{
  if (spec->is_photo)
    return g_rand_int_range (random, 40, 200);

  return spec->is_reversed ? 20 : 250;
}

/* FALSE where the paper lies. */
static gboolean
find_square (const KtgCodeSpec *spec, const QRcode *code, double x, double y, gboolean *is_dark)
{
  double angle = spec->turned_degrees * G_PI / 180;
  double half = code->width / 2.0;
  int    column = (int)floor ((x * cos (angle) + y * sin (angle)) / spec->module + half);
  int    row = (int)floor ((y * cos (angle) - x * sin (angle)) / spec->module + half);

  if (column < -QUIET || row < -QUIET || column >= code->width + QUIET
      || row >= code->width + QUIET)
    return FALSE;

  *is_dark = column >= 0 && row >= 0 && column < code->width && row < code->width
             && (code->data[row * code->width + column] & 1) != 0;
  return TRUE;
}

static void
draw_code (const KtgCodeSpec *spec, GdkPixbuf *picture, const char *text, double middle)
{
  QRcode *code = QRcode_encodeString8bit (text, 0, QR_ECLEVEL_L);

  for (int y = 0; y < spec->height; y++)
    for (int x = 0; x < spec->width; x++)
      {
        guchar *pixel
            = gdk_pixbuf_get_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture) + x * 3;
        gboolean is_dark;

        if (find_square (spec, code, x - middle, y - spec->height / 2.0, &is_dark))
          pixel[0] = pixel[1] = pixel[2] = is_dark != spec->is_reversed ? 20 : 240;
      }

  QRcode_free (code);
}

static void
draw_paper (const KtgCodeSpec *spec, GdkPixbuf *picture)
{
  GRand *random = g_rand_new_with_seed (1);

  for (int y = 0; y < spec->height; y++)
    {
      guchar *row = gdk_pixbuf_get_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture);

      for (int i = 0; i < spec->width * 3; i++)
        row[i] = (guchar)get_paper (spec, random);
    }

  g_rand_free (random);
}

/* A picture file of the codes that are asked for. */
GBytes *
ktg_code_make (const KtgCodeSpec *spec)
{
  g_autoptr (GdkPixbuf) picture
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, spec->width, spec->height);
  guint n_codes = 0;
  char *bytes = NULL;
  gsize n_bytes = 0;

  while (spec->texts[n_codes] != NULL)
    n_codes++;

  draw_paper (spec, picture);
  for (guint i = 0; i < n_codes; i++)
    draw_code (spec, picture, spec->texts[i], spec->width * (i + 0.5) / n_codes);

  g_assert_true (gdk_pixbuf_save_to_buffer (picture,
                                            &bytes,
                                            &n_bytes,
                                            spec->is_photo ? "jpeg" : "png",
                                            NULL,
                                            NULL));
  return g_bytes_new_take (bytes, n_bytes);
}
