/* ktg-pasted-picture.c - the picture on the clipboard, as the bytes that it came as
 *
 * Another program put it there, so it is not decoded here: it becomes evidence as a file does.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pasted-picture.h"

#include <ktg-evidence-import.h>
#include <ktg-media-type.h>
#include <ktg-photo-error.h>

/* Without loss first: what is copied in one program and pasted in another is rarely a photo. */
static const char *kinds[]
    = { "image/png", "image/tiff", "image/bmp", "image/webp", "image/jpeg", NULL };

static gboolean
is_picture (GBytes *bytes)
{
  gsize         n_bytes = 0;
  const guchar *data = g_bytes_get_data (bytes, &n_bytes);
  const char   *media_type = data != NULL ? ktg_media_type_sniff (data, n_bytes) : NULL;

  return media_type != NULL && ktg_media_type_is_picture (media_type);
}

static void
bytes_read_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  /* What is too large is handed on as far as it came: it is refused as a file of its size is. */
  if (g_output_stream_splice_finish (G_OUTPUT_STREAM (object), result, &error) < 0
      && !g_error_matches (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE))
    {
      g_task_return_error (task, g_steal_pointer (&error));
      return;
    }

  g_output_stream_close (G_OUTPUT_STREAM (object), NULL, NULL);
  bytes = g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (object));
  if (is_picture (bytes))
    g_task_return_pointer (task, g_steal_pointer (&bytes), (GDestroyNotify)g_bytes_unref);
  else
    g_task_return_new_error (task,
                             KTG_PHOTO_ERROR,
                             KTG_PHOTO_ERROR_NOT_EVIDENCE,
                             "what was copied is no picture");
}

/* One byte more than is taken. The other program says how much it writes, and may never end. */
static GOutputStream *
new_bounded_stream (void)
{
  gsize size = KTG_EVIDENCE_MAX_BYTES + 1;

  return g_memory_output_stream_new (g_malloc (size), size, NULL, g_free);
}

static void
opened_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  g_autoptr (GError) error = NULL;
  g_autoptr (GOutputStream) bytes = new_bounded_stream ();
  g_autoptr (GInputStream) copied
      = gdk_clipboard_read_finish (GDK_CLIPBOARD (object), result, NULL, &error);

  if (copied == NULL)
    g_task_return_error (task, g_steal_pointer (&error));
  else
    g_output_stream_splice_async (bytes,
                                  copied,
                                  G_OUTPUT_STREAM_SPLICE_CLOSE_SOURCE
                                      | G_OUTPUT_STREAM_SPLICE_CLOSE_TARGET,
                                  G_PRIORITY_DEFAULT,
                                  NULL,
                                  bytes_read_cb,
                                  g_object_ref (task));
}

/**
 * ktg_pasted_picture_read_async:
 * @clipboard: has a picture
 * @callback: called on the main loop
 * @user_data: for @callback
 */
void
ktg_pasted_picture_read_async (GdkClipboard       *clipboard,
                               GAsyncReadyCallback callback,
                               gpointer            user_data)
{
  GTask *task = g_task_new (clipboard, NULL, callback, user_data);

  g_task_set_source_tag (task, ktg_pasted_picture_read_async);
  gdk_clipboard_read_async (clipboard, kinds, G_PRIORITY_DEFAULT, NULL, opened_cb, task);
}

/**
 * ktg_pasted_picture_read_finish:
 * @clipboard: had a picture
 * @result: given to the callback
 * @error: of the program that it was copied in, or that it is no picture
 *
 * Returns: (nullable) (transfer full): a whole file
 */
GBytes *
ktg_pasted_picture_read_finish (GdkClipboard *clipboard, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}
