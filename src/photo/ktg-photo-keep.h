/* ktg-photo-keep.h - who keeps the bytes of a file as they are read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* Gets the bytes of a file as they are read, piece by piece. FALSE with @error ends the reading. */
typedef gboolean (*KtgPhotoKeep) (gpointer      keeper,
                                  const guint8 *bytes,
                                  gsize         size_bytes,
                                  GError      **error);

G_END_DECLS
