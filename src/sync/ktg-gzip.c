/* ktg-gzip.c - packs a request, unpacks an answer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-gzip.h"

#include <gio/gio.h>

#define PIECE_BYTES (64 * 1024)

/* All of @from through @converter; NULL if it is broken or gives more than @max_bytes. */
static GBytes *
convert (GConverter *converter, GBytes *from, gsize max_bytes)
{
  g_autoptr (GByteArray) to = g_byte_array_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gsize              n_left, n_read, n_written;
  const guint8      *next = g_bytes_get_data (from, &n_left);
  GConverterResult   result;

  do
    {
      result = g_converter_convert (converter,
                                    next,
                                    n_left,
                                    piece,
                                    PIECE_BYTES,
                                    G_CONVERTER_INPUT_AT_END,
                                    &n_read,
                                    &n_written,
                                    NULL);
      if (result == G_CONVERTER_ERROR || to->len + n_written > max_bytes)
        return NULL;
      g_byte_array_append (to, piece, n_written);
      next += n_read;
      n_left -= n_read;
    }
  while (result != G_CONVERTER_FINISHED);

  return n_left == 0 ? g_byte_array_free_to_bytes (g_steal_pointer (&to)) : NULL;
}

/**
 * ktg_gzip_pack:
 * @plain: what to pack
 *
 * Returns: (transfer full): a gzip file
 */
GBytes *
ktg_gzip_pack (GBytes *plain)
{
  g_autoptr (GConverter) packer
      = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));

  return convert (packer, plain, G_MAXUINT);
}

/**
 * ktg_gzip_unpack:
 * @packed: what came
 * @max_bytes: what it may unpack to
 *
 * Returns: (transfer full) (nullable): what was packed; %NULL where it is broken, cut, followed by
 * something, or a bomb
 */
GBytes *
ktg_gzip_unpack (GBytes *packed, gsize max_bytes)
{
  g_autoptr (GConverter) unpacker
      = G_CONVERTER (g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP));

  return convert (unpacker, packed, max_bytes);
}
