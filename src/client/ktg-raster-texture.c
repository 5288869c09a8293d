/* ktg-raster-texture.c - a picture as pixels, for the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-raster-texture.h"

typedef struct
{
  int width, height;
} Size;

static GQuark
get_quark (void)
{
  return g_quark_from_static_string ("ktg-own-size");
}

/**
 * ktg_raster_texture_new:
 * @raster: a picture
 *
 * Returns: (transfer full): the same pixels, which are not copied
 */
GdkTexture *
ktg_raster_texture_new (const KtgRaster *raster)
{
  GdkTexture *texture
      = gdk_memory_texture_new (raster->width,
                                raster->height,
                                raster->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                raster->pixels,
                                (gsize)raster->row_bytes);
  Size *own = g_new (Size, 1);

  *own = (Size){ raster->own_width, raster->own_height };
  g_object_set_qdata_full (G_OBJECT (texture), get_quark (), own, g_free);
  return texture;
}

/**
 * ktg_raster_texture_get_own_size:
 * @texture: a picture
 * @width: (out): in pixels, of the whole picture as it is in its file
 * @height: (out): likewise
 *
 * The texture may be a smaller copy or a part of it.
 */
void
ktg_raster_texture_get_own_size (GdkTexture *texture, int *width, int *height)
{
  const Size *own = g_object_get_qdata (G_OBJECT (texture), get_quark ());

  *width = own != NULL ? own->width : gdk_texture_get_width (texture);
  *height = own != NULL ? own->height : gdk_texture_get_height (texture);
}
