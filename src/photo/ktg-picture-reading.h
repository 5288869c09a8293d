/* ktg-picture-reading.h - one pass over a picture's bytes: its frame, and itself made small
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-decoder.h"
#include "ktg-outline.h"
#include "ktg-photo-keep.h"

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_PICTURE_READING_PIECE_BYTES (256 * 1024)

typedef struct
{
  const char *media_type; /* NULL: no kind that is taken */
  gboolean    is_empty;
  gboolean    is_text;
  KtgOutline *outline; /* NULL for a kind without one */
  GdkPixbuf  *decoded; /* not yet upright; NULL if it cannot be shown */
} KtgPictureReading;

KtgPictureReading *ktg_picture_reading_new (GInputStream *stream,
                                            int           longest_side,
                                            KtgPhotoKeep  keep,
                                            gpointer      keeper,
                                            GCancellable *cancellable,
                                            GError      **error);
KtgPictureReading *
ktg_picture_reading_new_beginning (GInputStream *stream, GCancellable *cancellable, GError **error);
void       ktg_picture_reading_free (KtgPictureReading *self);
GdkPixbuf *ktg_picture_reading_dup_upright (KtgPictureReading *self, int orientation);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPictureReading, ktg_picture_reading_free)

G_END_DECLS
