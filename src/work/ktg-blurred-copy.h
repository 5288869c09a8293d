/* ktg-blurred-copy.h - a photo to show around: faces and names are covered, for good
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-raster-part.h>
#include <ktg-store.h>

G_BEGIN_DECLS

char   *ktg_blurred_copy_dup_name (const char *number, guint i, const char *sha256);
char   *ktg_blurred_copy_dup_trouble (const GError *error);
void    ktg_blurred_copy_async (KtgStore            *store,
                                const char          *sha256,
                                const KtgRasterPart *covers,
                                guint                n_covers,
                                GFile               *destination,
                                GCancellable        *cancellable,
                                GAsyncReadyCallback  callback,
                                gpointer             user_data);
GBytes *ktg_blurred_copy_finish (GAsyncResult *result, GError **error);

G_END_DECLS
