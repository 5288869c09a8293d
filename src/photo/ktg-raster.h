/* ktg-raster.h - a picture as pixels, made ready for the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-raster-part.h>

G_BEGIN_DECLS

/* Rows of red, green, blue and, if it has any, opacity; sRGB, the way up it was seen. */
typedef struct
{
  GBytes  *pixels;
  int      width, height, row_bytes;
  gboolean has_alpha;
  int      own_width, own_height; /* of the whole picture, the same way up */
} KtgRaster;

void       ktg_raster_decode_async (GInputStream        *stream,
                                    const KtgRasterPart *part,
                                    int                  max_width,
                                    int                  max_height,
                                    GCancellable        *cancellable,
                                    GAsyncReadyCallback  callback,
                                    gpointer             user_data);
KtgRaster *ktg_raster_decode_finish (GAsyncResult *result, GError **error);
KtgRaster *ktg_raster_decode (GInputStream        *stream,
                              const KtgRasterPart *part,
                              int                  max_width,
                              int                  max_height,
                              GCancellable        *cancellable,
                              GError             **error);
void       ktg_raster_free (KtgRaster *raster);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRaster, ktg_raster_free)

G_END_DECLS
