/* ktg-photo-file.h - the file an officer chose, read once
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-picture-reading.h"

#include <gio/gio.h>

G_BEGIN_DECLS

gboolean ktg_photo_file_check_size (guint64 size_bytes, guint64 max_bytes, GError **error);
KtgPictureReading *ktg_photo_file_read_beginning (GFile        *file,
                                                  guint64       max_bytes,
                                                  GCancellable *cancellable,
                                                  GError      **error);
KtgPictureReading *ktg_photo_file_read (GFile                   *file,
                                        guint64                  max_bytes,
                                        const KtgPictureRequest *request,
                                        KtgPhotoKeep             keep,
                                        gpointer                 keeper,
                                        guint64                 *size_bytes,
                                        GCancellable            *cancellable,
                                        GError                 **error);

G_END_DECLS
