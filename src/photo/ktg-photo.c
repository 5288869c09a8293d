/* ktg-photo.c - what one file says about itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"

#include "ktg-photo-file.h"
#include "ktg-plain-text.h"

#define MAX_NAME_BYTES 255

static gboolean
check_kind (const KtgPictureReading *reading, GError **error)
{
  if (reading->media_type != NULL)
    return TRUE;

  if (reading->is_empty)
    return ktg_photo_error_set (error, KTG_PHOTO_ERROR_EMPTY, "the file is empty");

  return ktg_photo_error_set (error,
                              KTG_PHOTO_ERROR_NOT_EVIDENCE,
                              "by its bytes no picture, document, film or recording of a known "
                              "kind");
}

static char *
dup_name (GFile *file)
{
  g_autofree char *base = g_file_get_basename (file);
  char            *name = base != NULL ? ktg_plain_base_name (base, MAX_NAME_BYTES) : NULL;

  return name != NULL ? name : g_strdup ("unnamed");
}

static char *
dup_said (const char *text)
{
  return text[0] != '\0' ? g_strdup (text) : NULL;
}

static void
take_answer (KtgPhoto *self, const KtgPictureAnswer *answer)
{
  self->taken = dup_said (answer->taken);
  self->camera = dup_said (answer->camera);
  self->has_position = answer->has_position;
  self->latitude = answer->latitude;
  self->longitude = answer->longitude;
  self->is_truncated = answer->is_truncated;
  self->fate = (KtgPictureFate)answer->fate;
  self->preview_width = answer->width;
  self->preview_height = answer->height;
}

/* TRUE when it can be evidence; what cannot be known of it is left out. */
static gboolean
describe (KtgPhoto *self, const KtgPictureReading *reading, GError **error)
{
  if (!check_kind (reading, error))
    return FALSE;

  self->media_type = g_strdup (reading->media_type);
  self->is_picture = reading->is_picture;
  if (reading->is_picture)
    take_answer (self, &reading->answer);
  if (reading->made != NULL)
    self->preview = g_bytes_ref (reading->made);

  return TRUE;
}

static KtgPictureRequest
ask_for_preview (int utc_offset_s)
{
  return (KtgPictureRequest){ .form = KTG_PICTURE_AS_PREVIEW,
                              .max_width = KTG_PREVIEW_LONGEST_SIDE,
                              .max_height = KTG_PREVIEW_LONGEST_SIDE,
                              .utc_offset_s = utc_offset_s };
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
  g_autoptr (KtgPictureReading) beginning = NULL;

  g_return_val_if_fail (G_IS_FILE (file), FALSE);

  beginning = ktg_photo_file_read_beginning (file, max_bytes, cancellable, error);
  return beginning != NULL && check_kind (beginning, error);
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
 * Blocking, and for any thread. Holds at most 256 KiB of the file at a time; a picture is looked at
 * by a process of its own. What is broken in a picture never fails the reading, even where that
 * process dies of it: a time that makes no sense was not said, a picture that cannot be decoded has
 * no preview, and one whose end is missing shows what came. Messages never hold the file's name.
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
  g_autoptr (KtgPictureReading) reading = NULL;
  KtgPictureRequest request = ask_for_preview (utc_offset_s);

  g_return_val_if_fail (G_IS_FILE (file), NULL);

  reading = ktg_photo_file_read (file,
                                 max_bytes,
                                 &request,
                                 keep,
                                 keeper,
                                 &self->size_bytes,
                                 cancellable,
                                 error);
  if (reading == NULL || !describe (self, reading, error))
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
  KtgPictureRequest request = ask_for_preview (utc_offset_s);

  self->size_bytes = g_bytes_get_size (bytes);
  self->original_name = g_strdup (name);
  if (!ktg_photo_file_check_size (self->size_bytes, max_bytes, error))
    return NULL;

  reading = ktg_picture_reading_new (stream, &request, NULL, NULL, cancellable, error);

  return reading != NULL && describe (self, reading, error) ? g_steal_pointer (&self) : NULL;
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
