/* ktg-outline-webp.c - the frame of a WebP (RFC 9649)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"

#include <string.h>

#define FILE_HEAD_BYTES 12
#define CHUNK_HEAD_BYTES 8
#define EXTENDED_BYTES 10
#define LOSSY_HEAD_BYTES 10
#define LOSSLESS_HEAD_BYTES 5
#define MAX_EXIF_BYTES (128 * 1024)

#define FLAG_ANIMATED 0x02
#define FLAG_ALPHA 0x10

static void chunk_step (KtgOutline *self);

/* Whatever of the chunk at hand was not taken is stepped over. */
static void
next_chunk (KtgOutline *self)
{
  self->skip = self->rest;
  self->rest = 0;
  ktg_outline_want (self, CHUNK_HEAD_BYTES, chunk_step);
}

static guint32
le24 (const guchar *bytes)
{
  return (guint32)bytes[2] << 16 | (guint32)bytes[1] << 8 | bytes[0];
}

static void
take_size (KtgOutline *self, guint32 width, guint32 height)
{
  if (self->width != 0)
    return;

  self->width = (int)width;
  self->height = (int)height;
}

static guint64
count_pixels (KtgOutline *self)
{
  return (guint64)self->width * (guint64)self->height;
}

/* Transparency is decoded for the whole picture before it is scaled: two planes. */
static void
extended_step (KtgOutline *self)
{
  const guchar *body = self->piece->data;

  take_size (self, le24 (body + 4) + 1, le24 (body + 7) + 1);
  self->is_animated = (body[0] & FLAG_ANIMATED) != 0;
  if ((body[0] & FLAG_ALPHA) != 0)
    self->working_bytes = MAX (self->working_bytes, 2 * count_pixels (self));
  next_chunk (self);
}

static void
lossy_step (KtgOutline *self)
{
  const guchar *body = self->piece->data;

  take_size (self,
             ktg_outline_le32 (body + 6) & 0x3fff,
             (ktg_outline_le32 (body + 6) >> 16) & 0x3fff);
  next_chunk (self);
}

/* A lossless picture is decoded whole, four bytes a pixel. */
static void
lossless_step (KtgOutline *self)
{
  guint32 bits = ktg_outline_le32 (self->piece->data + 1);

  take_size (self, (bits & 0x3fff) + 1, ((bits >> 14) & 0x3fff) + 1);
  self->working_bytes = 4 * count_pixels (self);
  next_chunk (self);
}

static void
exif_step (KtgOutline *self)
{
  ktg_outline_take_exif (self, self->piece->data, self->piece->len);
  next_chunk (self);
}

/* Takes the first @n_bytes of a chunk, and leaves the rest of it to be stepped over. */
static void
take_chunk (KtgOutline *self, guint64 chunk_bytes, gsize n_bytes, void (*step) (KtgOutline *self))
{
  if (step == NULL || chunk_bytes < n_bytes || n_bytes == 0)
    {
      self->rest = chunk_bytes;
      next_chunk (self);
      return;
    }

  self->rest = chunk_bytes - n_bytes;
  ktg_outline_want (self, n_bytes, step);
}

static void
chunk_step (KtgOutline *self)
{
  const char *type = (const char *)self->piece->data;
  guint32     length = ktg_outline_le32 (self->piece->data + 4);
  guint64     padded = (guint64)length + (length & 1);

  if (memcmp (type, "VP8X", 4) == 0)
    take_chunk (self, padded, EXTENDED_BYTES, extended_step);
  else if (memcmp (type, "VP8 ", 4) == 0)
    take_chunk (self, padded, LOSSY_HEAD_BYTES, lossy_step);
  else if (memcmp (type, "VP8L", 4) == 0)
    take_chunk (self, padded, LOSSLESS_HEAD_BYTES, lossless_step);
  else if (memcmp (type, "EXIF", 4) == 0 && length <= MAX_EXIF_BYTES)
    take_chunk (self, padded, length, exif_step);
  else
    take_chunk (self, padded, 0, NULL);
}

static void
file_step (KtgOutline *self)
{
  self->end = (guint64)ktg_outline_le32 (self->piece->data + 4) + 8;
  next_chunk (self);
}

/**
 * ktg_outline_begin_webp:
 * @self: a new outline
 */
void
ktg_outline_begin_webp (KtgOutline *self)
{
  ktg_outline_want (self, FILE_HEAD_BYTES, file_step);
}
