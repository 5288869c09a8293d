/* ktg-photo-painter.c - a photo of any size, each number another
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-painter.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <string.h>

#define WIDTH 1024
#define HEIGHT 768
#define NOISE 24

/* A sky that darkens, in a colour of its own, with a sensor's noise on it. */
static GdkPixbuf *
paint (guint number)
{
  GdkPixbuf *painted = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, WIDTH, HEIGHT);
  guchar    *pixels = gdk_pixbuf_get_pixels (painted);
  int        row_bytes = gdk_pixbuf_get_rowstride (painted);
  g_autoptr (GRand) chance = g_rand_new_with_seed (number);

  for (int y = 0; y < HEIGHT; y++)
    {
      for (int x = 0; x < WIDTH; x++)
        {
          guchar *pixel = pixels + y * row_bytes + x * 3;
          guint32 noise = g_rand_int (chance);

          pixel[0] = (guchar)((number * 37 + (guint)x / 16) % 200 + noise % NOISE);
          pixel[1] = (guchar)((number * 59 + (guint)y / 8) % 200 + (noise >> 8) % NOISE);
          pixel[2] = (guchar)(y / 4 + (int)((noise >> 16) % NOISE));
        }
    }

  return painted;
}

/**
 * ktg_photo_paint:
 * @number: which one; another number gives other bytes
 * @at_least_bytes: zeros follow the picture up to this size, which no decoder minds
 *
 * Returns: (transfer full): a JPEG file
 */
GBytes *
ktg_photo_paint (guint number, gsize at_least_bytes)
{
  g_autoptr (GdkPixbuf) painted = paint (number);
  g_autoptr (GError) error = NULL;
  g_autofree char *bytes = NULL;
  gsize            size_bytes = 0;
  char            *padded;

  gdk_pixbuf_save_to_buffer (painted, &bytes, &size_bytes, "jpeg", &error, "quality", "85", NULL);
  g_assert_no_error (error);

  if (size_bytes >= at_least_bytes)
    return g_bytes_new_take (g_steal_pointer (&bytes), size_bytes);

  padded = g_malloc0 (at_least_bytes);
  memcpy (padded, bytes, size_bytes);

  return g_bytes_new_take (padded, at_least_bytes);
}
