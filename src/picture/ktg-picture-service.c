/* ktg-picture-service.c - one question about one picture, and its answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-service.h"

#include "ktg-codes.h"
#include "ktg-colours.h"
#include "ktg-cover.h"
#include "ktg-decoder.h"
#include "ktg-exif.h"
#include "ktg-outline.h"
#include "ktg-plain-jpeg.h"
#include "ktg-preview.h"
#include "ktg-upright.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

#define PIECE_BYTES (16 * 1024)
#define COPY_QUALITY "85"
#define MAX_FILE_BYTES (128 * 1024 * 1024)

struct _KtgPictureService
{
  KtgPictureRequest request;
  int               in;
  const KtgDecoder *kind;
  gpointer          decoder; /* NULL once it wants no more */
  KtgCodes         *codes;   /* where they are asked for */
  GByteArray       *file;
  KtgDecoded        decoded;
  KtgPictureAnswer  answer;
  GBytes           *made;
};

static gssize
read_some (int in, void *bytes, gsize n_bytes)
{
  gssize n_read;

  do
    n_read = read (in, bytes, n_bytes);
  while (n_read < 0 && errno == EINTR);

  return n_read;
}

static gboolean
write_all (int out, const void *bytes, gsize n_bytes)
{
  const guint8 *at = bytes;

  while (n_bytes > 0)
    {
      gssize n_written = write (out, at, n_bytes);

      if (n_written < 0 && errno != EINTR)
        return FALSE;

      at += MAX (n_written, 0);
      n_bytes -= (gsize)MAX (n_written, 0);
    }

  return TRUE;
}

static gboolean
read_request (KtgPictureService *self)
{
  gsize n_read = 0;

  while (n_read < sizeof self->request)
    {
      gssize n_more
          = read_some (self->in, (char *)&self->request + n_read, sizeof self->request - n_read);

      if (n_more <= 0)
        return FALSE;
      n_read += (gsize)n_more;
    }

  return memcmp (self->request.magic, KTG_PICTURE_MAGIC, sizeof self->request.magic) == 0
         && memchr (self->request.media_type, '\0', sizeof self->request.media_type) != NULL
         && self->request.n_covers >= 0 && self->request.n_covers <= KTG_PICTURE_MAX_COVERS;
}

/**
 * ktg_picture_service_new:
 * @in: has the question, and behind it the picture
 *
 * Reads the question and loads what it takes to answer it. Of the picture it reads nothing.
 *
 * Returns: (transfer full) (nullable): the service; %NULL where nothing was asked
 */
KtgPictureService *
ktg_picture_service_new (int in)
{
  g_autoptr (KtgPictureService) self = g_new0 (KtgPictureService, 1);

  self->in = in;
  if (!read_request (self))
    return NULL;

  ktg_exif_prepare ();
  self->file = g_byte_array_new ();
  self->kind = ktg_decoder_find (self->request.media_type);
  if (self->request.form == KTG_PICTURE_AS_CODES && (self->codes = ktg_codes_new ()) == NULL)
    self->kind = NULL;
  if (self->kind != NULL)
    self->decoder = self->kind->start (&self->request);
  self->answer.fate = self->decoder != NULL ? KTG_PICTURE_BROKEN : KTG_PICTURE_OF_NO_SHOWN_KIND;

  return g_steal_pointer (&self);
}

static void
finish_decoder (KtgPictureService *self)
{
  if (self->decoder != NULL)
    self->decoded = self->kind->finish (g_steal_pointer (&self->decoder));
  if (self->decoded.is_too_costly)
    self->answer.fate = KTG_PICTURE_TOO_COSTLY;
}

static void
take_piece (KtgPictureService *self, const guint8 *bytes, gsize n_bytes)
{
  g_byte_array_append (self->file, bytes, (guint)n_bytes);
  if (self->decoder != NULL && !self->kind->feed (self->decoder, bytes, n_bytes))
    finish_decoder (self);
}

static gboolean
read_picture (KtgPictureService *self, int out)
{
  static const char beat = KTG_PICTURE_BEAT;
  guint8            piece[PIECE_BYTES];
  gssize            n_bytes;

  if (!write_all (out, &beat, 1))
    return FALSE;

  while ((n_bytes = read_some (self->in, piece, sizeof piece)) > 0)
    {
      if (self->file->len + (gsize)n_bytes > MAX_FILE_BYTES)
        return FALSE;

      take_piece (self, piece, (gsize)n_bytes);
      if (!write_all (out, &beat, 1))
        return FALSE;
    }

  finish_decoder (self);
  return n_bytes == 0;
}

static void
take_exif (KtgPictureAnswer *answer, const KtgExif *exif)
{
  answer->has_position = exif->has_position;
  answer->latitude = exif->latitude;
  answer->longitude = exif->longitude;
  if (exif->taken != NULL)
    g_strlcpy (answer->taken, exif->taken, sizeof answer->taken);
  if (exif->camera != NULL)
    g_strlcpy (answer->camera, exif->camera, sizeof answer->camera);
}

static GBytes *
pack_pixels (GdkPixbuf *picture)
{
  gsize row_bytes
      = (gsize)gdk_pixbuf_get_width (picture) * (gsize)gdk_pixbuf_get_n_channels (picture);
  gsize   height = (gsize)gdk_pixbuf_get_height (picture);
  gsize   stride = (gsize)gdk_pixbuf_get_rowstride (picture);
  guint8 *packed = g_try_malloc (row_bytes * height);

  if (packed == NULL)
    return NULL;

  for (gsize row = 0; row < height; row++)
    memcpy (packed + row * row_bytes, gdk_pixbuf_read_pixels (picture) + row * stride, row_bytes);

  return g_bytes_new_take (packed, row_bytes * height);
}

static void
make_preview (KtgPictureService *self, GdkPixbuf *picture)
{
  self->made
      = ktg_preview_new (picture, KTG_PREVIEW_MAX_BYTES, &self->answer.width, &self->answer.height);
}

/* Its quality never depends on what it shows. */
static void
make_plain_copy (KtgPictureService *self, GdkPixbuf *picture)
{
  g_autoptr (GdkPixbuf) flat = ktg_plain_jpeg_flatten (picture);

  self->answer.width = gdk_pixbuf_get_width (picture);
  self->answer.height = gdk_pixbuf_get_height (picture);
  if (flat != NULL)
    self->made = ktg_plain_jpeg_encode (flat, COPY_QUALITY);
}

static void
make_pixels (KtgPictureService *self, GdkPixbuf *picture)
{
  self->answer.width = gdk_pixbuf_get_width (picture);
  self->answer.height = gdk_pixbuf_get_height (picture);
  self->answer.n_channels = gdk_pixbuf_get_n_channels (picture);
  self->made = pack_pixels (picture);
}

static void
make_codes (KtgPictureService *self, GdkPixbuf *picture)
{
  self->answer.width = gdk_pixbuf_get_width (picture);
  self->answer.height = gdk_pixbuf_get_height (picture);
  self->made = ktg_codes_read (self->codes, picture, KTG_PICTURE_CODES_MAX_BYTES);
}

static void
make_form (KtgPictureService *self, GdkPixbuf *picture)
{
  if (self->request.form == KTG_PICTURE_AS_PREVIEW)
    make_preview (self, picture);
  else if (self->request.form == KTG_PICTURE_AS_CODES)
    make_codes (self, picture);
  else if (self->request.form == KTG_PICTURE_AS_PIXELS)
    make_pixels (self, picture);
  else
    make_plain_copy (self, picture);
}

static void
make (KtgPictureService *self, const KtgOutline *outline, int orientation)
{
  gboolean is_turned = orientation >= 5;
  g_autoptr (GBytes) profile = ktg_colours_dup_profile (self->decoded.pixels, &outline->profile);
  g_autoptr (GdkPixbuf) upright = ktg_upright_new (&self->decoded, &self->request, orientation);
  g_autoptr (GdkPixbuf) picture = upright != NULL ? ktg_colours_to_srgb (upright, profile) : NULL;

  self->answer.own_width = is_turned ? self->decoded.height : self->decoded.width;
  self->answer.own_height = is_turned ? self->decoded.width : self->decoded.height;
  if (picture != NULL)
    make_form (self, picture);

  self->answer.fate = self->made != NULL ? KTG_PICTURE_SHOWN : KTG_PICTURE_TOO_COSTLY;
}

/* What of it the loader of TIFF has not seen to already, it says itself. */
static int
get_orientation (KtgPictureService *self, const KtgExif *exif)
{
  const char *rest;

  if (strcmp (self->request.media_type, "image/tiff") != 0)
    return exif->orientation;

  rest = gdk_pixbuf_get_option (self->decoded.pixels, "orientation");
  return rest != NULL && rest[0] >= '1' && rest[0] <= '8' ? rest[0] - '0' : 1;
}

/* What a decoder guesses for a missing end it guesses of all that is near, covered or not. */
static gboolean
can_be_made (const KtgPictureService *self, const KtgOutline *outline)
{
  return self->request.form != KTG_PICTURE_AS_COVERED_COPY || !outline->is_cut;
}

/* No answer tells of such a side. */
static gboolean
is_too_long (const KtgDecoded *decoded)
{
  return MAX (decoded->width, decoded->height) > KTG_PICTURE_MAX_SIDE;
}

static void
cover_and_make (KtgPictureService *self, const KtgOutline *outline, int orientation)
{
  ktg_cover_paint (&self->decoded, &self->request, orientation);
  make (self, outline, orientation);
}

static void
look (KtgPictureService *self)
{
  KtgOutline outline
      = ktg_outline_read (self->request.media_type, self->file->data, self->file->len);
  g_autoptr (KtgExif) exif = ktg_exif_read (&outline.exif, self->request.utc_offset_s);

  self->answer.is_truncated = outline.is_cut;
  take_exif (&self->answer, exif);
  if (self->decoded.pixels != NULL && is_too_long (&self->decoded))
    self->answer.fate = KTG_PICTURE_TOO_COSTLY;
  else if (self->decoded.pixels != NULL && can_be_made (self, &outline))
    cover_and_make (self, &outline, get_orientation (self, exif));
}

/**
 * ktg_picture_service_answer:
 * @self: the service
 * @lacks: what it goes without
 * @out: gets the answer
 *
 * Returns: whether it could be given
 */
gboolean
ktg_picture_service_answer (KtgPictureService *self, KtgPictureLacks lacks, int out)
{
  if (!read_picture (self, out))
    return FALSE;

  memcpy (self->answer.magic, KTG_PICTURE_MAGIC, sizeof self->answer.magic);
  self->answer.lacks = (gint32)lacks;
  look (self);
  self->answer.n_bytes = self->made != NULL ? (guint32)g_bytes_get_size (self->made) : 0;

  return write_all (out, &self->answer, sizeof self->answer)
         && (self->made == NULL
             || write_all (out, g_bytes_get_data (self->made, NULL), self->answer.n_bytes));
}

/**
 * ktg_picture_service_free:
 * @self: (nullable): a service
 */
void
ktg_picture_service_free (KtgPictureService *self)
{
  if (self == NULL)
    return;

  finish_decoder (self);
  g_clear_pointer (&self->codes, ktg_codes_free);
  g_clear_object (&self->decoded.pixels);
  g_clear_pointer (&self->file, g_byte_array_unref);
  g_clear_pointer (&self->made, g_bytes_unref);
  g_free (self);
}
