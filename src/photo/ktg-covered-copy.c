/* ktg-covered-copy.c - a picture to show around, without what nobody shall see
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-covered-copy.h"

#include "ktg-photo-error.h"
#include "ktg-picture-reading.h"

#include <string.h>

static gboolean
is_cover (const KtgRasterPart *part)
{
  return part->width > 0 && part->width <= KTG_PICTURE_MAX_SIDE && part->height > 0
         && part->height <= KTG_PICTURE_MAX_SIDE && ABS (part->x) <= KTG_PICTURE_MAX_SIDE
         && ABS (part->y) <= KTG_PICTURE_MAX_SIDE;
}

static gboolean
are_covers (const KtgRasterPart *covers, guint n_covers)
{
  for (guint i = 0; i < n_covers; i++)
    if (!is_cover (&covers[i]))
      return FALSE;

  return n_covers <= KTG_PICTURE_MAX_COVERS;
}

static KtgPictureRequest
ask_for_copy (const KtgRasterPart *covers, guint n_covers)
{
  KtgPictureRequest request = { .form = KTG_PICTURE_AS_COVERED_COPY,
                                .max_width = KTG_COVERED_COPY_LONGEST_SIDE,
                                .max_height = KTG_COVERED_COPY_LONGEST_SIDE,
                                .n_covers = (gint32)n_covers };

  if (n_covers > 0)
    memcpy (request.covers, covers, n_covers * sizeof *covers);
  return request;
}

/**
 * ktg_covered_copy_make:
 * @stream: a picture from its first byte
 * @covers: (array length=n_covers): what nobody shall see, in pixels of the upright picture; at
 * most KTG_PICTURE_MAX_COVERS
 * @n_covers: how many there are; where there are none only the metadata stays behind
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Blocking, and for any thread. A cover reaches some pixels further than it is told to, because a
 * picture's file mixes what is close together: of two pictures that differ under the covers only
 * the copies are the same, byte for byte.
 *
 * Fails with %KTG_PHOTO_ERROR_NOT_SHOWN when the bytes are no picture that is shown, a larger one
 * than is decoded, or one whose end is missing.
 *
 * Returns: (transfer full): a JPEG, upright, without metadata
 */
GBytes *
ktg_covered_copy_make (GInputStream        *stream,
                       const KtgRasterPart *covers,
                       guint                n_covers,
                       GCancellable        *cancellable,
                       GError             **error)
{
  g_autoptr (KtgPictureReading) reading = NULL;
  KtgPictureRequest request;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (are_covers (covers, n_covers), NULL);

  request = ask_for_copy (covers, n_covers);
  reading = ktg_picture_reading_new (stream, &request, NULL, NULL, cancellable, error);
  if (reading == NULL)
    return NULL;
  if (reading->made != NULL)
    return g_bytes_ref (reading->made);

  ktg_photo_error_set (error, KTG_PHOTO_ERROR_NOT_SHOWN, "not a picture that can be decoded whole");
  return NULL;
}
