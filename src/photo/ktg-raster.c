/* ktg-raster.c - a picture as pixels, made ready for the screen
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-raster.h"

#include "ktg-photo-error.h"
#include "ktg-picture-reading.h"
#include "ktg-spare-thread.h"

static KtgPictureRequest
ask_for_pixels (const KtgRasterPart *part, int max_width, int max_height)
{
  KtgPictureRequest request
      = { .form = KTG_PICTURE_AS_PIXELS, .max_width = max_width, .max_height = max_height };

  if (part != NULL)
    request.part = *part;
  return request;
}

static KtgRaster *
take_pixels (const KtgPictureReading *reading)
{
  const KtgPictureAnswer *answer = &reading->answer;
  KtgRaster              *self = g_new0 (KtgRaster, 1);

  self->pixels = g_bytes_ref (reading->made);
  self->width = answer->width;
  self->height = answer->height;
  self->row_bytes = answer->width * answer->n_channels;
  self->has_alpha = answer->n_channels == 4;
  self->own_width = answer->own_width;
  self->own_height = answer->own_height;

  return self;
}

/**
 * ktg_raster_decode:
 * @stream: a picture from its first byte
 * @part: (nullable): the part that is wanted; NULL for the whole picture
 * @max_width: the result is no wider
 * @max_height: the result is no higher; what is smaller stays as it is
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Blocking, and for any thread. Of a picture whose end is missing it shows what came.
 * Fails with %KTG_PHOTO_ERROR_NOT_SHOWN when the bytes are no picture that is shown or a larger
 * one than is decoded, and with %KTG_PHOTO_ERROR_UNREADABLE when the stream does.
 *
 * Returns: (transfer full): the picture, upright
 */
KtgRaster *
ktg_raster_decode (GInputStream        *stream,
                   const KtgRasterPart *part,
                   int                  max_width,
                   int                  max_height,
                   GCancellable        *cancellable,
                   GError             **error)
{
  g_autoptr (KtgPictureReading) reading = NULL;
  KtgPictureRequest request = ask_for_pixels (part, max_width, max_height);

  g_return_val_if_fail (G_IS_INPUT_STREAM (stream), NULL);
  g_return_val_if_fail (max_width > 0 && max_height > 0, NULL);

  reading = ktg_picture_reading_new (stream, &request, NULL, NULL, cancellable, error);
  if (reading == NULL)
    return NULL;
  if (reading->made != NULL)
    return take_pixels (reading);

  ktg_photo_error_set (error, KTG_PHOTO_ERROR_NOT_SHOWN, "not a picture that can be decoded");
  return NULL;
}

typedef struct
{
  GInputStream *stream;
  KtgRasterPart part;
  gboolean      has_part;
  int           max_width, max_height;
} Wanted;

static void
wanted_free (Wanted *wanted)
{
  g_clear_object (&wanted->stream);
  g_free (wanted);
}

/* Runs on a thread of its own. */
static void
decode (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  Wanted *wanted = task_data;
  g_autoptr (GError) error = NULL;
  KtgRaster *raster = ktg_raster_decode (wanted->stream,
                                         wanted->has_part ? &wanted->part : NULL,
                                         wanted->max_width,
                                         wanted->max_height,
                                         cancellable,
                                         &error);

  if (raster == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, raster, (GDestroyNotify)ktg_raster_free);
}

/**
 * ktg_raster_decode_async:
 * @stream: a picture from its first byte; read on another thread, which may let go of it
 * @part: (nullable): the part that is wanted; NULL for the whole picture
 * @max_width: the result is no wider
 * @max_height: the result is no higher
 * @cancellable: (nullable): when nobody looks any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * As ktg_raster_decode(), away from the main loop.
 */
void
ktg_raster_decode_async (GInputStream        *stream,
                         const KtgRasterPart *part,
                         int                  max_width,
                         int                  max_height,
                         GCancellable        *cancellable,
                         GAsyncReadyCallback  callback,
                         gpointer             user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);
  Wanted *wanted = g_new0 (Wanted, 1);

  wanted->stream = g_object_ref (stream);
  wanted->has_part = part != NULL;
  if (part != NULL)
    wanted->part = *part;
  wanted->max_width = max_width;
  wanted->max_height = max_height;
  g_task_set_source_tag (task, ktg_raster_decode_async);
  g_task_set_task_data (task, wanted, (GDestroyNotify)wanted_free);
  ktg_spare_thread_run (task, decode);
}

/**
 * ktg_raster_decode_finish:
 * @result: given to the callback
 * @error: as of ktg_raster_decode()
 *
 * Returns: (nullable) (transfer full): the picture
 */
KtgRaster *
ktg_raster_decode_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ktg_raster_free:
 * @raster: (nullable): a picture
 */
void
ktg_raster_free (KtgRaster *raster)
{
  if (raster == NULL)
    return;

  g_clear_pointer (&raster->pixels, g_bytes_unref);
  g_free (raster);
}
