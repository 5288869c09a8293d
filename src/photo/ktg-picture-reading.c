/* ktg-picture-reading.c - one pass over a picture's bytes: its frame, and itself made small
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-reading.h"

#include "ktg-media-type.h"
#include "ktg-photo-error.h"

typedef struct
{
  GInputStream     *stream;
  GCancellable     *cancellable;
  guchar           *piece;
  gsize             n_bytes; /* in the piece */
  KtgPhotoKeep      keep;    /* NULL: nobody wants the bytes */
  gpointer          keeper;
  const KtgDecoder *kind;
  gpointer          decoder; /* NULL once it wants no more */
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
finish_decoder (KtgPictureReading *self, Pass *pass)
{
  if (pass->decoder != NULL)
    self->decoded = pass->kind->finish (g_steal_pointer (&pass->decoder));
}

static void
feed_piece (KtgPictureReading *self, Pass *pass)
{
  ktg_outline_feed (self->outline, pass->piece, pass->n_bytes);

  if (pass->decoder != NULL && !pass->kind->feed (pass->decoder, pass->piece, pass->n_bytes))
    finish_decoder (self, pass);
}

static gboolean
keep_piece (Pass *pass, GError **error)
{
  return pass->keep == NULL || pass->keep (pass->keeper, pass->piece, pass->n_bytes, error);
}

static gboolean
is_looked_at (const KtgPictureReading *self)
{
  return self->outline != NULL && !self->outline->is_complete;
}

/* What follows a picture's end (a second picture, a film) is not looked at, only kept. */
static gboolean
read_rest (KtgPictureReading *self, Pass *pass, GError **error)
{
  while (pass->n_bytes > 0)
    {
      if (is_looked_at (self))
        feed_piece (self, pass);
      if (!keep_piece (pass, error))
        return FALSE;

      if (pass->keep == NULL && !is_looked_at (self))
        return TRUE;
      if (!read_piece (pass, error))
        return FALSE;
    }

  return TRUE;
}

static gboolean
read_file (KtgPictureReading *self, Pass *pass, int longest_side, GError **error)
{
  gboolean is_read;

  self->outline = ktg_outline_new (self->media_type);
  if (self->outline != NULL)
    pass->kind = ktg_decoder_find (self->media_type);
  if (pass->kind != NULL)
    pass->decoder = pass->kind->start (self->outline, longest_side);

  is_read = read_rest (self, pass, error);
  finish_decoder (self, pass);

  return is_read;
}

static gboolean
read_beginning (KtgPictureReading *self, Pass *pass, GError **error)
{
  if (!read_piece (pass, error))
    return FALSE;

  self->is_empty = pass->n_bytes == 0;
  self->media_type = ktg_media_type_sniff (pass->piece, pass->n_bytes);
  self->is_text
      = self->media_type == NULL && ktg_media_type_looks_like_text (pass->piece, pass->n_bytes);
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
 * @longest_side: the decoded picture is no larger
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
ktg_picture_reading_new (GInputStream *stream,
                         int           longest_side,
                         KtgPhotoKeep  keep,
                         gpointer      keeper,
                         GCancellable *cancellable,
                         GError      **error)
{
  g_autoptr (KtgPictureReading) self = g_new0 (KtgPictureReading, 1);
  g_autofree guchar *piece = g_malloc (KTG_PICTURE_READING_PIECE_BYTES);
  Pass               pass = {
                  .stream = stream, .cancellable = cancellable, .piece = piece, .keep = keep, .keeper = keeper
  };

  if (!read_beginning (self, &pass, error))
    return NULL;

  if (self->media_type != NULL && !read_file (self, &pass, longest_side, error))
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

  g_clear_pointer (&self->outline, ktg_outline_free);
  g_clear_object (&self->decoded);
  g_free (self);
}

static GdkPixbuf *
turn (GdkPixbuf *picture, int orientation)
{
  if (orientation == 3)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_UPSIDEDOWN);
  if (orientation >= 5 && orientation <= 7)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_CLOCKWISE);
  if (orientation == 8)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);

  return g_object_ref (picture);
}

/**
 * ktg_picture_reading_dup_upright:
 * @self: a reading
 * @orientation: as EXIF numbers them, 1 to 8
 *
 * Returns: (transfer full) (nullable): the picture as the photographer saw it
 */
GdkPixbuf *
ktg_picture_reading_dup_upright (KtgPictureReading *self, int orientation)
{
  g_autoptr (GdkPixbuf) turned = NULL;

  if (self->decoded == NULL)
    return NULL;

  turned = turn (self->decoded, orientation);
  if (turned != NULL && (orientation == 2 || orientation == 5))
    return gdk_pixbuf_flip (turned, TRUE);
  if (turned != NULL && (orientation == 4 || orientation == 7))
    return gdk_pixbuf_flip (turned, FALSE);

  return g_steal_pointer (&turned);
}
