/* ktg-http-gzip.c - packing and unpacking with a ceiling
 *
 * The ceiling is what stands between a kilobyte that unpacks to a gigabyte and the server's memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-gzip.h"

#define FIRST_ROOM_BYTES 16384

typedef struct
{
  const guint8 *in;
  gsize         in_bytes;
  GByteArray   *out;
  gsize         out_bytes; /* filled; out->len is the room */
  gsize         cap_bytes;
} Conversion;

static gboolean
make_room (Conversion *self, GError **error)
{
  if (self->out_bytes < self->out->len)
    return TRUE;

  if (self->out->len >= self->cap_bytes)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "more than the cap");
      return FALSE;
    }

  g_byte_array_set_size (self->out,
                         MIN (self->cap_bytes, MAX (FIRST_ROOM_BYTES, (gsize)self->out->len * 2)));
  return TRUE;
}

/* One call of the converter; TRUE with @finished at its end. */
static gboolean
convert_some (Conversion *self, GConverter *converter, gboolean *finished, GError **error)
{
  GConverterResult result;
  gsize            taken;
  gsize            given;

  if (!make_room (self, error))
    return FALSE;

  result = g_converter_convert (converter,
                                self->in,
                                self->in_bytes,
                                self->out->data + self->out_bytes,
                                self->out->len - self->out_bytes,
                                G_CONVERTER_INPUT_AT_END,
                                &taken,
                                &given,
                                error);
  if (result == G_CONVERTER_ERROR)
    return FALSE;

  self->in += taken;
  self->in_bytes -= taken;
  self->out_bytes += given;
  *finished = result == G_CONVERTER_FINISHED;
  return TRUE;
}

static GBytes *
convert (GConverter *converter, GBytes *input, gsize cap_bytes, GError **error)
{
  Conversion self = { .cap_bytes = cap_bytes };
  g_autoptr (GByteArray) out = g_byte_array_new ();
  gboolean finished = FALSE;

  self.in = g_bytes_get_data (input, &self.in_bytes);
  self.out = out;
  while (!finished)
    {
      if (!convert_some (&self, converter, &finished, error))
        return NULL;
    }

  if (self.in_bytes > 0)
    {
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "something follows the end");
      return NULL;
    }

  g_byte_array_set_size (out, self.out_bytes);
  return g_byte_array_free_to_bytes (g_steal_pointer (&out));
}

/**
 * ktg_http_gzip_pack:
 *
 * Returns: (nullable): %NULL when packed is not shorter than plain
 */
GBytes *
ktg_http_gzip_pack (GBytes *plain)
{
  g_autoptr (GZlibCompressor) packer = g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 6);

  return convert (G_CONVERTER (packer), plain, g_bytes_get_size (plain), NULL);
}

static GBytes *
refuse_cut_short (GError **error)
{
  g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_INVALID_DATA, "cut short");
  return NULL;
}

/**
 * ktg_http_gzip_unpack:
 *
 * The whole of one gzip member. %G_IO_ERROR_NO_SPACE when it would be more than @cap_bytes, and no
 * more than that is ever held; %G_IO_ERROR_INVALID_DATA when it is not gzip, is cut short or has
 * something after it.
 */
GBytes *
ktg_http_gzip_unpack (GBytes *packed, gsize cap_bytes, GError **error)
{
  g_autoptr (GZlibDecompressor) unpacker = g_zlib_decompressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP);
  g_autoptr (GError) failure = NULL;
  GBytes *plain;

  if (g_bytes_get_size (packed) == 0)
    return refuse_cut_short (error);

  plain = convert (G_CONVERTER (unpacker), packed, cap_bytes + 1, &failure);
  if (plain != NULL && g_bytes_get_size (plain) > cap_bytes)
    {
      g_bytes_unref (plain);
      g_set_error_literal (error, G_IO_ERROR, G_IO_ERROR_NO_SPACE, "more than the cap");
      return NULL;
    }
  if (plain == NULL && g_error_matches (failure, G_IO_ERROR, G_IO_ERROR_PARTIAL_INPUT))
    return refuse_cut_short (error);
  if (plain == NULL)
    g_propagate_error (error, g_steal_pointer (&failure));

  return plain;
}
