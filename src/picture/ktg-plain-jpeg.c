/* ktg-plain-jpeg.c - pixels as a JPEG that says nothing else
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-plain-jpeg.h"

/**
 * ktg_plain_jpeg_flatten:
 * @picture: pixels
 *
 * A JPEG cannot be seen through.
 *
 * Returns: (transfer full) (nullable): the same on white paper; %NULL for want of memory
 */
GdkPixbuf *
ktg_plain_jpeg_flatten (GdkPixbuf *picture)
{
  int        width = gdk_pixbuf_get_width (picture);
  int        height = gdk_pixbuf_get_height (picture);
  GdkPixbuf *flat;

  if (!gdk_pixbuf_get_has_alpha (picture))
    return g_object_ref (picture);

  flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);
  if (flat == NULL)
    return NULL;

  gdk_pixbuf_fill (flat, 0xffffffff);
  gdk_pixbuf_composite (picture, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);

  return flat;
}

/**
 * ktg_plain_jpeg_encode:
 * @flat: pixels without opacity
 * @quality: "0" to "100"
 *
 * Only what is asked for is written: pixels, and nothing the camera said.
 *
 * Returns: (transfer full) (nullable): a JPEG; %NULL for want of memory
 */
GBytes *
ktg_plain_jpeg_encode (GdkPixbuf *flat, const char *quality)
{
  g_autofree char *bytes = NULL;
  gsize            n_bytes = 0;

  if (!gdk_pixbuf_save_to_buffer (flat, &bytes, &n_bytes, "jpeg", NULL, "quality", quality, NULL))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&bytes), n_bytes);
}
