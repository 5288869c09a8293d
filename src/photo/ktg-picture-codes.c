/* ktg-picture-codes.c - what the QR codes in a picture say, told by a process of its own
 *
 * Whoever made the picture wrote the codes: what they say is text at most, and believed in nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-codes.h"

#include "ktg-photo-error.h"
#include "ktg-picture-reading.h"
#include "ktg-plain-text.h"
#include "ktg-spare-thread.h"

#include <string.h>

/* What does not end with a zero was not said by the program as it was built. */
static GStrv
split_texts (GBytes *made)
{
  g_autoptr (GStrvBuilder) builder = g_strv_builder_new ();
  gsize       n_bytes = 0;
  const char *text = made != NULL ? g_bytes_get_data (made, &n_bytes) : NULL;
  const char *end = text != NULL && text[n_bytes - 1] == '\0' ? text + n_bytes : text;

  for (; text < end; text += strlen (text) + 1)
    {
      g_autofree char *plain = ktg_plain_text (text, strlen (text));

      if (plain != NULL)
        g_strv_builder_add (builder, plain);
    }

  return g_strv_builder_end (builder);
}

/**
 * ktg_picture_codes_read:
 * @stream: a picture from its first byte
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Blocking, and for any thread.
 * Fails with %KTG_PHOTO_ERROR_NOT_SHOWN when the bytes are no picture that is shown, or codes
 * cannot be read here.
 *
 * Returns: (transfer full): the plain text of each code, none for none
 */
GStrv
ktg_picture_codes_read (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  const KtgPictureRequest request = { .form = KTG_PICTURE_AS_CODES,
                                      .max_width = KTG_PICTURE_CODES_LONGEST_SIDE,
                                      .max_height = KTG_PICTURE_CODES_LONGEST_SIDE };
  g_autoptr (KtgPictureReading) reading
      = ktg_picture_reading_new (stream, &request, NULL, NULL, cancellable, error);

  if (reading == NULL)
    return NULL;
  if (reading->is_picture && reading->answer.fate == KTG_PICTURE_SHOWN)
    return split_texts (reading->made);

  ktg_photo_error_set (error, KTG_PHOTO_ERROR_NOT_SHOWN, "not a picture that can be decoded");
  return NULL;
}

/* Runs on a thread of its own. */
static void
read_codes (GTask *task, gpointer source, gpointer task_data, GCancellable *cancellable)
{
  g_autoptr (GError) error = NULL;
  GStrv texts = ktg_picture_codes_read (task_data, cancellable, &error);

  if (texts == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_task_return_pointer (task, texts, (GDestroyNotify)g_strfreev);
}

/**
 * ktg_picture_codes_read_async:
 * @stream: a picture from its first byte; read on another thread, which may let go of it
 * @cancellable: (nullable): when nobody waits any more
 * @callback: called on the main loop
 * @user_data: for @callback
 *
 * As ktg_picture_codes_read(), away from the main loop.
 */
void
ktg_picture_codes_read_async (GInputStream       *stream,
                              GCancellable       *cancellable,
                              GAsyncReadyCallback callback,
                              gpointer            user_data)
{
  g_autoptr (GTask) task = g_task_new (NULL, cancellable, callback, user_data);

  g_task_set_source_tag (task, ktg_picture_codes_read_async);
  g_task_set_task_data (task, g_object_ref (stream), g_object_unref);
  ktg_spare_thread_run (task, read_codes);
}

/**
 * ktg_picture_codes_read_finish:
 * @result: given to the callback
 * @error: as of ktg_picture_codes_read()
 *
 * Returns: (nullable) (transfer full): the plain text of each code
 */
GStrv
ktg_picture_codes_read_finish (GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
