/* ktg-picture-reading.c - one pass over a file's bytes: its kind, and what a picture is like
 *
 * Of a stranger's bytes only the first few are looked at here. A picture goes, piece by piece, to a
 * process that is entrusted with nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-reading.h"

#include "ktg-media-type.h"
#include "ktg-photo-error.h"
#include "ktg-picture-process.h"

#include <string.h>

typedef struct
{
  GInputStream      *stream;
  GCancellable      *cancellable;
  guchar            *piece;
  gsize              n_bytes; /* in the piece */
  KtgPhotoKeep       keep;    /* NULL: nobody wants the bytes */
  gpointer           keeper;
  KtgPictureProcess *process; /* NULL: no picture, or of no more use */
  KtgPictureFate     fate;    /* of a picture without a process */
} Pass;

/* What the disk says may name the file, so it is not repeated. */
static gboolean
read_piece (Pass *pass, GError **error)
{
  g_autoptr (GError) read_error = NULL;

  if (g_input_stream_read_all (pass->stream,
                               pass->piece,
                               KTG_PICTURE_READING_PIECE_BYTES,
                               &pass->n_bytes,
                               pass->cancellable,
                               &read_error))
    return TRUE;

  if (!g_error_matches (read_error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    return ktg_photo_error_set (error,
                                KTG_PHOTO_ERROR_UNREADABLE,
                                "reading failed before the end of the file");

  g_propagate_error (error, g_steal_pointer (&read_error));
  return FALSE;
}

static void
show_piece (Pass *pass)
{
  if (pass->process == NULL
      || ktg_picture_process_feed (pass->process, pass->piece, pass->n_bytes, pass->cancellable))
    return;

  pass->fate = ktg_picture_process_find_fate (pass->process);
  g_clear_pointer (&pass->process, ktg_picture_process_free);
}

static gboolean
keep_piece (Pass *pass, GError **error)
{
  return pass->keep == NULL || pass->keep (pass->keeper, pass->piece, pass->n_bytes, error);
}

/* What nobody wants is not read to its end. */
static gboolean
read_rest (Pass *pass, GError **error)
{
  while (pass->n_bytes > 0)
    {
      show_piece (pass);
      if (!keep_piece (pass, error))
        return FALSE;

      if (pass->keep == NULL && pass->process == NULL)
        return TRUE;
      if (!read_piece (pass, error))
        return FALSE;
    }

  return TRUE;
}

static void
start_process (KtgPictureReading *self, Pass *pass, const KtgPictureRequest *request)
{
  KtgPictureRequest asked = *request;

  memcpy (asked.magic, KTG_PICTURE_MAGIC, sizeof asked.magic);
  g_strlcpy (asked.media_type, self->media_type, sizeof asked.media_type);
  pass->process = ktg_picture_process_start (&asked);
  pass->fate = KTG_PICTURE_NO_DECODER;
}

static void
take_answer (KtgPictureReading *self, Pass *pass)
{
  g_autoptr (KtgPictureProcess) process = g_steal_pointer (&pass->process);

  if (process != NULL)
    self->made = ktg_picture_process_finish (process, &self->answer, pass->cancellable);
  else
    self->answer.fate = pass->fate;
}

static gboolean
read_file (KtgPictureReading *self, Pass *pass, const KtgPictureRequest *request, GError **error)
{
  self->is_picture = ktg_media_type_is_picture (self->media_type);
  if (self->is_picture)
    start_process (self, pass, request);

  if (!read_rest (pass, error))
    {
      g_clear_pointer (&pass->process, ktg_picture_process_free);
      return FALSE;
    }

  if (self->is_picture)
    take_answer (self, pass);
  return !g_cancellable_set_error_if_cancelled (pass->cancellable, error);
}

static gboolean
read_beginning (KtgPictureReading *self, Pass *pass, GError **error)
{
  if (!read_piece (pass, error))
    return FALSE;

  self->is_empty = pass->n_bytes == 0;
  self->media_type = ktg_media_type_sniff (pass->piece, pass->n_bytes);
  return TRUE;
}

/**
 * ktg_picture_reading_new_beginning:
 * @stream: a file from its first byte
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * As ktg_picture_reading_new(), but reads no more than tells its kind.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_picture_reading_new_beginning (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  g_autoptr (KtgPictureReading) self = g_new0 (KtgPictureReading, 1);
  g_autofree guchar *piece = g_malloc (KTG_PICTURE_READING_PIECE_BYTES);
  Pass               pass = { .stream = stream, .cancellable = cancellable, .piece = piece };

  return read_beginning (self, &pass, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_picture_reading_new:
 * @stream: a file from its first byte
 * @request: what is asked of a picture; its kind is filled in
 * @keep: (nullable): gets every byte of a kind that is taken, to the last one
 * @keeper: for @keep
 * @cancellable: (nullable): a #GCancellable
 * @error: return location
 *
 * Fails only when the stream does, with %KTG_PHOTO_ERROR_UNREADABLE, when it is cancelled, or when
 * @keep does, with its error.
 *
 * Returns: (transfer full): what was found
 */
KtgPictureReading *
ktg_picture_reading_new (GInputStream            *stream,
                         const KtgPictureRequest *request,
                         KtgPhotoKeep             keep,
                         gpointer                 keeper,
                         GCancellable            *cancellable,
                         GError                 **error)
{
  g_autoptr (KtgPictureReading) self = g_new0 (KtgPictureReading, 1);
  g_autofree guchar *piece = g_malloc (KTG_PICTURE_READING_PIECE_BYTES);
  Pass               pass = {
                  .stream = stream, .cancellable = cancellable, .piece = piece, .keep = keep, .keeper = keeper
  };

  if (!read_beginning (self, &pass, error))
    return NULL;

  if (self->media_type != NULL && !read_file (self, &pass, request, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_picture_reading_free:
 * @self: (nullable): a reading
 */
void
ktg_picture_reading_free (KtgPictureReading *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->made, g_bytes_unref);
  g_free (self);
}
