/* ktg-picture-reading.h - one pass over a file's bytes: its kind, and what a picture is like
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-photo-keep.h"
#include "ktg-picture-record.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_PICTURE_READING_PIECE_BYTES (256 * 1024)

typedef struct
{
  const char      *media_type; /* NULL: no kind that is taken */
  gboolean         is_empty;
  gboolean         is_picture;
  KtgPictureAnswer answer; /* to what was asked of a picture */
  GBytes          *made;   /* of it; NULL for nothing */
} KtgPictureReading;

KtgPictureReading *ktg_picture_reading_new (GInputStream            *stream,
                                            const KtgPictureRequest *request,
                                            KtgPhotoKeep             keep,
                                            gpointer                 keeper,
                                            GCancellable            *cancellable,
                                            GError                 **error);
KtgPictureReading *
ktg_picture_reading_new_beginning (GInputStream *stream, GCancellable *cancellable, GError **error);
void ktg_picture_reading_free (KtgPictureReading *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPictureReading, ktg_picture_reading_free)

G_END_DECLS
