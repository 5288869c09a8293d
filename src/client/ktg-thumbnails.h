/* ktg-thumbnails.h - small pictures of evidence, decoded as they are looked at
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gdk/gdk.h>
#include <ktg-raster-part.h>
#include <ktg-store.h>

G_BEGIN_DECLS

#define KTG_TYPE_THUMBNAILS (ktg_thumbnails_get_type ())
G_DECLARE_FINAL_TYPE (KtgThumbnails, ktg_thumbnails, KTG, THUMBNAILS, GObject)

KtgThumbnails *ktg_thumbnails_new (KtgStore *store);
void           ktg_thumbnails_load_async (KtgThumbnails      *self,
                                          const char         *sha256,
                                          int                 longest_side,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
void           ktg_thumbnails_load_part_async (KtgThumbnails       *self,
                                               const char          *sha256,
                                               const KtgRasterPart *part,
                                               int                  max_width,
                                               GCancellable        *cancellable,
                                               GAsyncReadyCallback  callback,
                                               gpointer             user_data);
GdkTexture *ktg_thumbnails_load_finish (KtgThumbnails *self, GAsyncResult *result, GError **error);

G_END_DECLS
