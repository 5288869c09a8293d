/* ktg-raster-texture.h - a picture as pixels, for the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>
#include <ktg-raster.h>

G_BEGIN_DECLS

GdkTexture *ktg_raster_texture_new (const KtgRaster *raster);
void        ktg_raster_texture_get_own_size (GdkTexture *texture, int *width, int *height);

G_END_DECLS
