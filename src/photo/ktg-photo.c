/* ktg-photo.c - what one file says about itself
 *
 * Looks and never touches: the file that becomes evidence stays as it came.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"

#include "ktg-exif.h"
#include "ktg-picture-reading.h"
#include "ktg-plain-text.h"
#include "ktg-preview.h"

#define MAX_NAME_BYTES 255

/**
 * ktg_photo_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_photo_error_quark (void)
{
  return g_quark_from_static_string ("ktg-photo-error-quark");
}

/* GIO's words name the file; these do not. */
static void
restate (GError *cause, GError **error)
{
  if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    g_propagate_error (error, g_error_copy (cause));
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_FOUND)
           || g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_NOT_DIRECTORY))
    g_set_error_literal (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_MISSING, "there is no such file");
  else if (g_error_matches (cause, G_IO_ERROR, G_IO_ERROR_IS_DIRECTORY))
    g_set_error_literal (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");
  else
    g_set_error_literal (error,
                         KTG_PHOTO_ERROR,
                         KTG_PHOTO_ERROR_UNREADABLE,
                         "the file cannot be read");
}

static gboolean
check_size (guint64 size_bytes, guint64 max_bytes, GError **error)
{
  if (size_bytes == 0)
    {
      g_set_error_literal (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_EMPTY, "the file is empty");
      return FALSE;
    }

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

/* Asked before opening, since opening a pipe would wait for somebody to write to it. */
static gboolean
check_file (GFile        *file,
            guint64       max_bytes,
            guint64      *size_bytes,
            GCancellable *cancellable,
            GError      **error)
{
  g_autoptr (GError) cause = NULL;
  g_autoptr (GFileInfo) info
      = g_file_query_info (file,
                           G_FILE_ATTRIBUTE_STANDARD_TYPE "," G_FILE_ATTRIBUTE_STANDARD_SIZE,
                           G_FILE_QUERY_INFO_NONE,
                           cancellable,
                           &cause);

  if (info == NULL)
    {
      restate (cause, error);
      return FALSE;
    }

  if (g_file_info_get_file_type (info) == G_FILE_TYPE_DIRECTORY)
    {
      g_set_error_literal (error, KTG_PHOTO_ERROR, KTG_PHOTO_ERROR_FOLDER, "a folder, not a file");
      return FALSE;
    }

  if (g_file_info_get_file_type (info) != G_FILE_TYPE_REGULAR)
    {
      g_set_error_literal (error,
                           KTG_PHOTO_ERROR,
                           KTG_PHOTO_ERROR_NOT_EVIDENCE,
                           "a device or a pipe, not a file");
      return FALSE;
    }

  *size_bytes = (guint64)g_file_info_get_size (info);

  return check_size (*size_bytes, max_bytes, error);
}

static GFileInputStream *
open_file (GFile *file, GCancellable *cancellable, GError **error)
{
  g_autoptr (GError) cause = NULL;
  GFileInputStream *stream = g_file_read (file, cancellable, &cause);

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
  g_set_error_literal (error,
                       KTG_PHOTO_ERROR,
                       KTG_PHOTO_ERROR_CHANGED,
                       "the file changed while it was read");
  return FALSE;
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
read_copying (Copying *copying, GFileInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInfo) before = query (stream, cancellable, error);
  g_autoptr (GFileInfo) after = NULL;
  g_autoptr (KtgPictureReading) reading = NULL;

  if (before == NULL)
    return NULL;

  copying->changed = g_file_info_get_modification_date_time (before);
  reading = ktg_picture_reading_new (G_INPUT_STREAM (stream),
                                     KTG_PREVIEW_LONGEST_SIDE,
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

static gboolean
check_kind (const KtgPictureReading *reading, GError **error)
{
  if (reading->media_type != NULL)
    return TRUE;

  if (reading->is_empty)
    return check_size (0, 0, error);

  g_set_error_literal (error,
                       KTG_PHOTO_ERROR,
                       KTG_PHOTO_ERROR_NOT_EVIDENCE,
                       reading->is_text
                           ? "plain text by its bytes, which this version does not take as evidence"
                           : "by its bytes no picture, document, film or recording of a known "
                             "kind");

  return FALSE;
}

static char *
dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  char            *name = base != NULL ? ktg_plain_base_name (base, MAX_NAME_BYTES) : NULL;

  return name != NULL ? name : g_strdup ("unnamed");
}

static void
take_exif (KtgPhoto *self, KtgExif *exif)
{
  self->taken = g_steal_pointer (&exif->taken);
  self->camera = g_steal_pointer (&exif->camera);
  self->has_position = exif->has_position;
  self->latitude = exif->latitude;
  self->longitude = exif->longitude;
}

static void
take_preview (KtgPhoto *self, KtgPictureReading *reading, int orientation)
{
  g_autoptr (GdkPixbuf) upright = ktg_picture_reading_dup_upright (reading, orientation);

  if (upright != NULL)
    self->preview = ktg_preview_new (upright, &self->preview_width, &self->preview_height);
}

/* TRUE when it can be evidence; what cannot be known of it is left out. */
static gboolean
describe (KtgPhoto *self, KtgPictureReading *reading, int utc_offset_s, GError **error)
{
  g_autoptr (KtgExif) exif = NULL;

  if (!check_kind (reading, error))
    return FALSE;

  self->media_type = g_strdup (reading->media_type);
  if (reading->outline == NULL)
    return TRUE;

  self->is_truncated = !reading->outline->is_complete;
  exif = ktg_exif_read (reading->outline->exif, utc_offset_s);
  take_exif (self, exif);
  take_preview (self, reading, exif->orientation);
  return TRUE;
}

/**
 * ktg_photo_check:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * Whether it can be evidence, by its size and its beginning; the rest is not read. Blocking, and
 * for any thread.
 *
 * Returns: FALSE with what is wrong with it
 */
gboolean
ktg_photo_check (GFile *file, guint64 max_bytes, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = NULL;
  g_autoptr (KtgPictureReading) beginning = NULL;
  guint64 size_bytes;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  if (!check_file (file, max_bytes, &size_bytes, cancellable, error))
    return FALSE;

  stream = open_file (file, cancellable, error);
  if (stream == NULL)
    return FALSE;

  beginning = ktg_picture_reading_new_beginning (G_INPUT_STREAM (stream), cancellable, error);
  return beginning != NULL && check_kind (beginning, error);
}

static KtgPictureReading *
read_file (GFile *file, Copying *copying, GCancellable *cancellable, GError **error)
{
  g_autoptr (GFileInputStream) stream = open_file (file, cancellable, error);

  if (stream == NULL)
    return NULL;
  if (copying->keep != NULL)
    return read_copying (copying, stream, cancellable, error);

  return ktg_picture_reading_new (G_INPUT_STREAM (stream),
                                  KTG_PREVIEW_LONGEST_SIDE,
                                  NULL,
                                  NULL,
                                  cancellable,
                                  error);
}

/**
 * ktg_photo_copy:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @utc_offset_s: east of Greenwich, for a picture that says its time but not its zone
 * @keep: (nullable): gets every byte of what can be evidence
 * @keeper: for @keep
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, %G_IO_ERROR_CANCELLED, or what @keep says
 *
 * Reads @file once: what is known of it, its preview and what @keep gets are of the same bytes.
 * %KTG_PHOTO_ERROR_CHANGED where somebody wrote to it meanwhile; then, as after every error, what
 * @keep got is to be thrown away.
 *
 * Blocking, and for any thread. Holds at most 256 KiB of the file at a time and decodes at preview
 * size. What is broken in a picture never fails the reading: a time that makes no sense was not
 * said, a picture that cannot be decoded (or has more than 100 megapixels) has no preview, and one
 * whose end is missing shows what came. Messages never hold the file's name.
 *
 * Returns: (transfer full): what is known of it
 */
KtgPhoto *
ktg_photo_copy (GFile        *file,
                guint64       max_bytes,
                int           utc_offset_s,
                KtgPhotoKeep  keep,
                gpointer      keeper,
                GCancellable *cancellable,
                GError      **error)
{
  g_autoptr (KtgPhoto) self = g_new0 (KtgPhoto, 1);
  g_auto (Copying) copying = { .keep = keep, .keeper = keeper };
  g_autoptr (KtgPictureReading) reading = NULL;

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  if (!check_file (file, max_bytes, &self->size_bytes, cancellable, error))
    return NULL;

  copying.size_bytes = self->size_bytes;
  reading = read_file (file, &copying, cancellable, error);
  if (reading == NULL || !describe (self, reading, utc_offset_s, error))
    return NULL;

  self->original_name = dup_name (file);
  return g_steal_pointer (&self);
}

/**
 * ktg_photo_read:
 * @file: a file an officer chose
 * @max_bytes: 0 for no limit
 * @utc_offset_s: east of Greenwich, for a picture that says its time but not its zone
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * As ktg_photo_copy(), where nobody keeps the bytes.
 *
 * Returns: (transfer full): what is known of it
 */
KtgPhoto *
ktg_photo_read (GFile        *file,
                guint64       max_bytes,
                int           utc_offset_s,
                GCancellable *cancellable,
                GError      **error)
{
  return ktg_photo_copy (file, max_bytes, utc_offset_s, NULL, NULL, cancellable, error);
}

/**
 * ktg_photo_read_bytes:
 * @bytes: a picture that is no file, as it was copied
 * @name: what it is called
 * @max_bytes: 0 for no limit
 * @utc_offset_s: east of Greenwich, for a picture that says its time but not its zone
 * @cancellable: (nullable): a #GCancellable
 * @error: return location for a #KtgPhotoError, or %G_IO_ERROR_CANCELLED
 *
 * As ktg_photo_read(), of what lies in memory.
 *
 * Returns: (transfer full): what is known of it
 */
KtgPhoto *
ktg_photo_read_bytes (GBytes       *bytes,
                      const char   *name,
                      guint64       max_bytes,
                      int           utc_offset_s,
                      GCancellable *cancellable,
                      GError      **error)
{
  g_autoptr (KtgPhoto) self = g_new0 (KtgPhoto, 1);
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (bytes);
  g_autoptr (KtgPictureReading) reading = NULL;

  self->size_bytes = g_bytes_get_size (bytes);
  self->original_name = g_strdup (name);
  if (!check_size (self->size_bytes, max_bytes, error))
    return NULL;

  reading
      = ktg_picture_reading_new (stream, KTG_PREVIEW_LONGEST_SIDE, NULL, NULL, cancellable, error);

  return reading != NULL && describe (self, reading, utc_offset_s, error) ? g_steal_pointer (&self)
                                                                          : NULL;
}

/**
 * ktg_photo_free:
 * @photo: (nullable): a photo
 */
void
ktg_photo_free (KtgPhoto *photo)
{
  if (photo == NULL)
    return;

  g_clear_pointer (&photo->media_type, g_free);
  g_clear_pointer (&photo->original_name, g_free);
  g_clear_pointer (&photo->taken, g_free);
  g_clear_pointer (&photo->camera, g_free);
  g_clear_pointer (&photo->preview, g_bytes_unref);
  g_free (photo);
}
