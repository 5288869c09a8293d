/* ktg-outline-png.c - the frame of a PNG (W3C PNG, third edition)
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outline.h"

#include <string.h>

#define SIGNATURE_BYTES 8
#define CHUNK_HEAD_BYTES 8
#define HEADER_BYTES 13
#define CHECKSUM_BYTES 4
#define MAX_SIDE 65500
#define MAX_EXIF_BYTES (128 * 1024)

static void chunk_step (KtgOutline *self);

static void
end_step (KtgOutline *self)
{
  self->is_complete = self->is_done = TRUE;
}

static void
header_step (KtgOutline *self)
{
  guint32 width = ktg_outline_be32 (self->piece->data);
  guint32 height = ktg_outline_be32 (self->piece->data + 4);

  if (self->width == 0 && width > 0 && height > 0 && width <= MAX_SIDE && height <= MAX_SIDE)
    {
      self->width = (int)width;
      self->height = (int)height;
    }

  ktg_outline_want (self, CHUNK_HEAD_BYTES, chunk_step);
}

static void
exif_step (KtgOutline *self)
{
  ktg_outline_take_exif (self, self->piece->data, self->piece->len - CHECKSUM_BYTES);
  ktg_outline_want (self, CHUNK_HEAD_BYTES, chunk_step);
}

static void
chunk_step (KtgOutline *self)
{
  guint32     length = ktg_outline_be32 (self->piece->data);
  const char *type = (const char *)self->piece->data + 4;

  if (memcmp (type, "IEND", 4) == 0)
    ktg_outline_want (self, CHECKSUM_BYTES, end_step);
  else if (memcmp (type, "IHDR", 4) == 0 && length == HEADER_BYTES)
    ktg_outline_want (self, HEADER_BYTES + CHECKSUM_BYTES, header_step);
  else if (memcmp (type, "eXIf", 4) == 0 && length > 0 && length <= MAX_EXIF_BYTES)
    ktg_outline_want (self, length + CHECKSUM_BYTES, exif_step);
  else
    {
      self->skip = (guint64)length + CHECKSUM_BYTES;
      ktg_outline_want (self, CHUNK_HEAD_BYTES, chunk_step);
    }
}

/**
 * ktg_outline_begin_png:
 * @self: a new outline
 */
void
ktg_outline_begin_png (KtgOutline *self)
{
  self->skip = SIGNATURE_BYTES;
  ktg_outline_want (self, CHUNK_HEAD_BYTES, chunk_step);
}
