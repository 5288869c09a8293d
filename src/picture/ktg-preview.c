/* ktg-preview.c - a picture small enough to send before everything else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-preview.h"

#include "ktg-plain-jpeg.h"

/* Below the last a smaller picture tells more than a coarser one. */
static const char *const qualities[] = { "85", "75", "65", "55", "45", "35" };

static GBytes *
encode (GdkPixbuf *picture, gsize max_bytes)
{
  for (gsize i = 0; i < G_N_ELEMENTS (qualities); i++)
    {
      g_autoptr (GBytes) jpeg = ktg_plain_jpeg_encode (picture, qualities[i]);

      if (jpeg == NULL || g_bytes_get_size (jpeg) <= max_bytes)
        return g_steal_pointer (&jpeg);
    }

  return NULL;
}

/* By a quarter at a time: what just does not fit loses little. */
static GdkPixbuf *
shrink (GdkPixbuf *picture)
{
  return gdk_pixbuf_scale_simple (picture,
                                  MAX (1, gdk_pixbuf_get_width (picture) * 3 / 4),
                                  MAX (1, gdk_pixbuf_get_height (picture) * 3 / 4),
                                  GDK_INTERP_BILINEAR);
}

/**
 * ktg_preview_new:
 * @upright: a picture, hardly larger than its preview
 * @max_bytes: of the preview
 * @width: (out): of the preview
 * @height: (out): of the preview
 *
 * The best quality that fits; a picture that fits at none is made smaller.
 *
 * Returns: (transfer full) (nullable): a JPEG of at most @max_bytes without metadata,
 * or %NULL for want of memory
 */
GBytes *
ktg_preview_new (GdkPixbuf *upright, gsize max_bytes, int *width, int *height)
{
  g_autoptr (GdkPixbuf) picture = ktg_plain_jpeg_flatten (upright);
  g_autoptr (GBytes) preview = NULL;

  while (picture != NULL && (preview = encode (picture, max_bytes)) == NULL
         && gdk_pixbuf_get_width (picture) > 1 && gdk_pixbuf_get_height (picture) > 1)
    {
      g_autoptr (GdkPixbuf) smaller = shrink (picture);

      g_set_object (&picture, smaller);
    }

  if (preview == NULL)
    return NULL;

  *width = gdk_pixbuf_get_width (picture);
  *height = gdk_pixbuf_get_height (picture);

  return g_steal_pointer (&preview);
}
