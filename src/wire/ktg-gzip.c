/* ktg-gzip.c - packing and unpacking with a ceiling
 *
 * The ceiling is what stands between a kilobyte that unpacks to a gigabyte and the memory of whom
 * it was sent to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gzip.h"

#include <gio/gio.h>

#define FIRST_ROOM_BYTES 16384
#define WORST_SHARE 1000 /* of what cannot be packed so much is added, */
#define FRAME_BYTES 64   /* and a head and a foot */

typedef struct
{
  const guint8 *in;
  gsize         in_bytes;
  GByteArray   *out;
  gsize         out_bytes; /* filled; out->len is the room */
  gsize         max_bytes;
} Conversion;

static gboolean
make_room (Conversion *self)
{
  const gsize more = MAX (FIRST_ROOM_BYTES, (gsize)self->out->len * 2);

  if (self->out_bytes == self->out->len && self->out->len < self->max_bytes)
    g_byte_array_set_size (self->out, (guint)MIN (self->max_bytes, more));

  return self->out_bytes < self->out->len;
}

static GConverterResult
convert_some (Conversion *self, GConverter *converter)
{
  GConverterResult result;
  gsize            taken = 0;
  gsize            given = 0;

  if (!make_room (self))
    return G_CONVERTER_ERROR;

  result = g_converter_convert (converter,
                                self->in,
                                self->in_bytes,
                                self->out->data + self->out_bytes,
                                self->out->len - self->out_bytes,
                                G_CONVERTER_INPUT_AT_END,
                                &taken,
                                &given,
                                NULL);
  self->in += taken;
  self->in_bytes -= taken;
  self->out_bytes += given;
  return result;
}

/* All of @input; NULL if it is broken, more follows, or it becomes @max_bytes or more. */
static GBytes *
convert (GConverter *converter, GBytes *input, gsize max_bytes)
{
  g_autoptr (GByteArray) out = g_byte_array_new ();
  Conversion       self = { .out = out, .max_bytes = MIN (max_bytes, G_MAXUINT / 2) };
  GConverterResult result;

  self.in = g_bytes_get_data (input, &self.in_bytes);
  do
    result = convert_some (&self, converter);
  while (result != G_CONVERTER_ERROR && result != G_CONVERTER_FINISHED);

  if (result == G_CONVERTER_ERROR || self.in_bytes > 0 || self.out_bytes == self.max_bytes)
    return NULL;

  g_byte_array_set_size (out, (guint)self.out_bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

static GBytes *
pack (GBytes *plain, int level, gsize max_bytes)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, level));

  return convert (packer, plain, max_bytes);
}

/**
 * ktg_gzip_pack:
 * @plain: what to pack
 * @level: 1, fast, to 9, short
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): a gzip file; %NULL when that is not shorter than @plain
 */
GBytes *
ktg_gzip_pack (GBytes *plain, int level)
{
  return pack (plain, level, g_bytes_get_size (plain));
}

/**
 * ktg_gzip_pack_always:
 * @plain: what to pack
 * @level: 1, fast, to 9, short
 *
 * From any thread.
 *
 * Returns: (transfer full): a gzip file, though it may be longer than @plain
 */
GBytes *
ktg_gzip_pack_always (GBytes *plain, int level)
{
  const gsize size_bytes = g_bytes_get_size (plain);

  return pack (plain, level, size_bytes + size_bytes / WORST_SHARE + FRAME_BYTES);
}

/**
 * ktg_gzip_unpack:
 * @packed: what came
 * @max_bytes: what it may unpack to; little more than that is ever held
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): what was packed; %NULL where it is broken, cut, followed by
 * something, or a bomb
 */
GBytes *
ktg_gzip_unpack (GBytes *packed, gsize max_bytes)
{
  g_autoptr (GConverter) unpacker
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  return g_bytes_get_size (packed) > 0 ? convert (unpacker, packed, max_bytes + 1) : NULL;
}
