/* ktg-photo-file.c - the file an officer chose, read once
 *
 * Looks and never touches: the file that becomes evidence stays as it came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo-file.h"

#include "ktg-photo-error.h"

/* GIO's words name the file; these do not. */
static gboolean
restate (const GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
      || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_MISSING, "there is no such file");
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");
  if (!g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_UNREADABLE, "the file cannot be read");

  g_propagate_error (error, g_error_copy (cause));
  return FALSE;
}

/**
 * ktg_photo_file_check_size:
 * @size_bytes: of a file
 * @max_bytes: 0 for no limit
 * @error: return location for a #KtgPhotoError
 *
 * Returns: FALSE where it has no bytes, or too many
 */
gboolean
ktg_photo_file_check_size (guint64 size_bytes, guint64 max_bytes, GError **error)
{
  if (size_bytes == 0)
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_EMPTY, "the file is empty");

  if (max_bytes != 0 && size_bytes > max_bytes)
    {
      g_set_error (error,
                   KTG_PHOTO_ERROR,
                   KTG_PHOTO_ERROR_TOO_LARGE,
                   "%" G_GUINT64_FORMAT " bytes, and at most %" G_GUINT64_FORMAT " are taken",
                   size_bytes,
                   max_bytes);
      return FALSE;
    }

  return TRUE;
}

/* A link drawn out of a browser. To look at it would be to call whoever is behind it, who then
 * knows that somebody looks. */
static gboolean
is_page (GFile *file)
{
  return g_file_has_uri_scheme (file, "http") || g_file_has_uri_scheme (file, "https");
}

/* Asked before opening, since opening a pipe would wait for somebody to write to it. */
static gboolean
check_file (GFile        *file,
            guint64       max_bytes,
            guint64      *size_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info = NULL;

  if (is_page (file))
    return ktg_photo_error_set (error,
                                KTG_PHOTO_ERROR_UNREADABLE,
                                "the address of a page, not a file");

  info = g_file_query_info (file,
                            G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                            G_FILE_QUERY_INFO_NONE,
                            cancellable,
                            &cause);
  if (info == NULL)
    return restate (cause, error);
  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");
  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    return ktg_photo_error_set (error,
                                KTG_PHOTO_ERROR_NOT_EVIDENCE,
                                "a device or a pipe, not a file");

  *size_bytes = (guint64)g_file_info_get_size (info);

  return ktg_photo_file_check_size (*size_bytes, max_bytes, error);
}

static GFileInputStream *
open_file (GFile        *file,
           guint64       max_bytes,
           guint64      *size_bytes,
           GCancellable *cancellable,
           GError      **error)
{
  g_autoptr (GError) cause = NULL;
  GFileInputStream *stream;

  if (!check_file (file, max_bytes, size_bytes, cancellable, error))
    return NULL;

  stream = g_file_read (file, cancellable, &cause);
  if (stream == NULL)
    restate (cause, error);
  return stream;
}

/* One reading of a file whose bytes are kept, which must not be written to meanwhile. */
typedef struct
{
  KtgPhotoKeep keep;
  gpointer     keeper;
  GDateTime   *changed; /* when it was, before */
  guint64      size_bytes;
  guint64      n_kept;
} Copying;

static void
copying_clear (Copying *copying)
{
  g_clear_pointer (&copying->changed, g_date_time_unref);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Copying, copying_clear)

static gboolean
refuse_changed (GError **error)
{
  return ktg_photo_error_set (error, KTG_PHOTO_ERROR_CHANGED, "the file changed while it was read");
}

/* One that grows is not followed. */
static gboolean
keep_piece (gpointer keeper, const guint8 *bytes, gsize size_bytes, GError **error)
{
  Copying *copying = keeper;

  copying->n_kept += size_bytes;
  if (copying->n_kept > copying->size_bytes)
    return refuse_changed (error);

  return copying->keep (copying->keeper, bytes, size_bytes, error);
}

static GFileInfo *
query (GFileInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GFileInfo *info = g_file_input_stream_query_info (stream,
                                                    G_FILE_ATTRIBUTE_STANDARD_SIZE
                                                    "," G_FILE_ATTRIBUTE_TIME_MODIFIED
                                                    "," G_FILE_ATTRIBUTE_TIME_MODIFIED_USEC,
                                                    cancellable,
                                                    &cause);

  if (info == NULL)
    restate (cause, error);
  return info;
}

static gboolean
is_as_before (const Copying *copying, GFileInfo *info)
{
  g_autoptr (GDateTime) changed = g_file_info_get_modification_date_time (info);

  return copying->n_kept == copying->size_bytes
         && (guint64)g_file_info_get_size (info) == copying->size_bytes
         && (changed == NULL || copying->changed == NULL
             || g_date_time_equal (changed, copying->changed));
}

static KtgPictureReading *
read_copying (Copying                 *copying,
              GFileInputStream        *stream,
              const KtgPictureRequest *request,
              GCancellable            *cancellable,
              GError                 **error)
{
  g_autoptr (GFileInfo) before = query (stream, cancellable, error);
  g_autoptr (GFileInfo) after = NULL;
  g_autoptr (KtgPictureReading) reading = NULL;

  if (before == NULL)
    return NULL;

  copying->changed = g_file_info_get_modification_date_time (before);
  reading = ktg_picture_reading_new (G_INPUT_STREAM (stream),
                                     request,
                                     keep_piece,
                                     copying,
                                     cancellable,
                                     error);
  if (reading == NULL || reading->media_type == NULL)
    return g_steal_pointer (&reading);

  after = query (stream, cancellable, error);
  return after != NULL && (is_as_before (copying, after) || refuse_changed (error))
             ? g_steal_pointer (&reading)
             : NULL;
}

/**
 * ktg_photo_file_read_beginning:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Reads no more than tells its kind.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_photo_file_read_beginning (GFile        *file,
                               guint64       max_bytes,
                               GCancellable *cancellable,
                               GError      **error)
{
  guint64 size_bytes;
  g_autoptr (GFileInputStream) stream
      = open_file (file, max_bytes, &size_bytes, cancellable, error);

  return stream != NULL
             ? ktg_picture_reading_new_beginning (G_INPUT_STREAM (stream), cancellable, error)
             : NULL;
}

/**
 * ktg_photo_file_read:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @request: what is asked of a picture
 * @keep: (nullable): gets every byte of a kind that is taken
 * @keeper: for @keep
 * @size_bytes: (out): of the file
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, %G_IO_ERROR_CANCELLED, or what @keep says
 *
 * %KTG_PHOTO_ERROR_CHANGED where the bytes are kept and somebody wrote to the file meanwhile.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_photo_file_read (GFile                   *file,
                     guint64                  max_bytes,
                     const KtgPictureRequest *request,
                     KtgPhotoKeep             keep,
                     gpointer                 keeper,
                     guint64                 *size_bytes,
                     GCancellable            *cancellable,
                     GError                 **error)
{
  g_autoptr (GFileInputStream) stream = open_file (file, max_bytes, size_bytes, cancellable, error);
  g_auto (Copying) copying = { .keep = keep, .keeper = keeper };

  if (stream == NULL)
    return NULL;
  if (keep == NULL)
    return ktg_picture_reading_new (G_INPUT_STREAM (stream),
                                    request,
                                    NULL,
                                    NULL,
                                    cancellable,
                                    error);

  copying.size_bytes = *size_bytes;
  return read_copying (&copying, stream, request, cancellable, error);
}
