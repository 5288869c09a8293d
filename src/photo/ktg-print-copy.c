/* ktg-print-copy.c - a picture as it is put on paper
 *
 * As large as half a page of paper can show, and no larger: forty of them must go into one file
 * that a printer and a telephone can still open.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-print-copy.h"

#include "ktg-photo-error.h"
#include "ktg-picture-reading.h"
#include "ktg-spare-thread.h"

static KtgPrintCopy *
take_copy (const KtgPictureReading *reading)
{
  KtgPrintCopy *copy = g_new0 (KtgPrintCopy, 1);

  copy->jpeg = g_bytes_ref (reading->made);
  copy->width = reading->answer.width;
  copy->height = reading->answer.height;
  return copy;
}

static KtgPrintCopy *
make_copy (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  const KtgPictureRequest request = { .form = KTG_PICTURE_AS_PRINT_COPY,
                                      .max_width = KTG_PRINT_COPY_LONGEST_SIDE,
                                      .max_height = KTG_PRINT_COPY_LONGEST_SIDE };
  g_autoptr (KtgPictureReading) reading
      = ktg_picture_reading_new (stream, &request, NULL, NULL, cancellable, error);

  if (reading == NULL)
    return NULL;
  if (reading->made != NULL)
    return take_copy (reading);

  ktg_photo_error_set (error, KTG_PHOTO_ERROR_NOT_SHOWN, "not a picture that can be decoded");
  return NULL;
}

/* Runs on a thread of its own. */
static void
make (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  GError       *error = NULL;
  KtgPrintCopy *copy = make_copy (task_data, cancellable, &error);

  if (copy == NULL)
    g_task_return_error (task, error);
  else
    g_task_return_pointer (task, copy, (GDestroyNotify)ktg_print_copy_free);
}

/**
 * ktg_print_copy_make_async:
 * @stream: a picture from its first byte; read on another thread, which may let go of it
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * It is decoded by the program that nothing is entrusted to. Of a picture whose end is missing it
 * shows what came.
 */
void
ktg_print_copy_make_async (GInputStream       *stream,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_return_if_fail (G_IS_INPUT_STREAM (stream));

  g_task_set_source_tag (task, ktg_print_copy_make_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  ktg_spare_thread_run (task, make);
}

/**
 * ktg_print_copy_make_finish:
 * @result: given to the callback
 * @error: %KTG_PHOTO_ERROR_NOT_SHOWN where the bytes are no picture that is shown, or a larger one
 *   than is decoded; %KTG_PHOTO_ERROR_UNREADABLE where the stream is; %G_IO_ERROR_CANCELLED
 *
 * Returns: (nullable) (transfer full): a JPEG, upright, without metadata, its longest side at most
 *   KTG_PRINT_COPY_LONGEST_SIDE
 */
KtgPrintCopy *
ktg_print_copy_make_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ktg_print_copy_free:
 * @copy: (nullable): a copy
 */
void
ktg_print_copy_free (KtgPrintCopy *copy)
{
  if (copy == NULL)
    return;

  g_bytes_unref (copy->jpeg);
  g_free (copy);
}
