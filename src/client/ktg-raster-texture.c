/* ktg-raster-texture.c - a picture as pixels, for the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-raster-texture.h"

/**
 * ktg_raster_texture_new:
 * @raster: a picture
 *
 * Returns: (transfer full): the same pixels, which are not copied
 */
GdkTexture *
ktg_raster_texture_new (const KtgRaster *raster)
{
  return gdk_memory_texture_new (raster->width,
                                 raster->height,
                                 raster->has_alpha ? GDK_MEMORY_R8G8B8A8 : GDK_MEMORY_R8G8B8,
                                 raster->pixels,
                                 (gsize)raster->row_bytes);
}
