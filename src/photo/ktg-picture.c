/* ktg-picture.c - a picture made ready to be shown
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture.h"

#include "ktg-exif.h"
#include "ktg-photo-error.h"
#include "ktg-picture-reading.h"

static KtgPicture *
take_pixels (GdkPixbuf *pixbuf)
{
  KtgPicture *self = g_new0 (KtgPicture, 1);

  self->pixels = gdk_pixbuf_read_pixel_bytes (pixbuf);
  self->width = gdk_pixbuf_get_width (pixbuf);
  self->height = gdk_pixbuf_get_height (pixbuf);
  self->row_bytes = gdk_pixbuf_get_rowstride (pixbuf);
  self->has_alpha = gdk_pixbuf_get_has_alpha (pixbuf);

  return self;
}

/**
 * ktg_picture_decode:
 * @stream: a JPEG, PNG or WebP from its first byte
 * @longest_side: the result is no larger; a smaller picture stays as it is
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Blocking, and for any thread. Of a picture whose end is missing it shows what came.
 * Fails with %KTG_PHOTO_ERROR_NOT_SHOWN when the bytes are no picture of these kinds or a larger
 * one than is decoded, and with %KTG_PHOTO_ERROR_UNREADABLE when the stream does.
 *
 * Returns: (transfer full): the picture, upright
 */
KtgPicture *
ktg_picture_decode (GInputStream *stream,
                    int           longest_side,
                    GCancellable *cancellable,
                    GError      **error)
{
  g_autoptr (KtgPictureReading) reading = NULL;
  g_autoptr (KtgExif) exif = NULL;
  g_autoptr (GdkPixbuf) upright = NULL;

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (longest_side > 0, NULL);

  reading = ktg_picture_reading_new (stream, longest_side, NULL, NULL, cancellable, error);
  if (reading == NULL)
    return NULL;

  exif = ktg_exif_read (reading->outline != NULL ? reading->outline->exif : NULL, 0);
  upright = ktg_picture_reading_dup_upright (reading, exif->orientation);
  if (upright == NULL)
    {
      ktg_photo_error_set (error, KTG_PHOTO_ERROR_NOT_SHOWN, "not a picture that can be decoded");
      return NULL;
    }

  return take_pixels (upright);
}

/**
 * ktg_picture_free:
 * @picture: (nullable): a picture
 */
void
ktg_picture_free (KtgPicture *picture)
{
  if (picture == NULL)
    return;

  g_clear_pointer (&picture->pixels, g_bytes_unref);
  g_free (picture);
}
