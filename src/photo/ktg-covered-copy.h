/* ktg-covered-copy.h - a picture to show around, without what nobody shall see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-raster-part.h>

G_BEGIN_DECLS

GBytes *ktg_covered_copy_make (GInputStream        *stream,
                               const KtgRasterPart *covers,
                               guint                n_covers,
                               GCancellable        *cancellable,
                               GError             **error);

G_END_DECLS
