/* ktg-decoder.c - which decoder, what it may cost, and how large its picture becomes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

#include <string.h>

#define MAX_PIXELS (100 * 1000 * 1000)
#define MAX_WORKING_BYTES (128 * 1024 * 1024)

static const struct
{
  const char       *media_type;
  const KtgDecoder *decoder;
} decoders[] = {
  { "image/jpeg", &ktg_jpeg_decoder },
  { "image/png", &ktg_png_decoder },
  { "image/webp", &ktg_webp_decoder },
};

/**
 * ktg_decoder_find:
 * @media_type: what the file is
 *
 * Returns: (nullable): its decoder, or %NULL when this kind is not shown
 */
const KtgDecoder *
ktg_decoder_find (const char *media_type)
{
  for (gsize i = 0; i < G_N_ELEMENTS (decoders); i++)
    if (strcmp (media_type, decoders[i].media_type) == 0)
      return decoders[i].decoder;

  return NULL;
}

/**
 * ktg_decoder_is_affordable:
 * @outline: the frame of a picture, far enough in for its size
 *
 * Returns: whether it may be decoded on a small machine; a picture of an unknown size may not
 */
gboolean
ktg_decoder_is_affordable (const KtgOutline *outline)
{
  guint64 n_pixels = (guint64)outline->width * (guint64)outline->height;

  return n_pixels > 0 && n_pixels <= MAX_PIXELS && outline->working_bytes <= MAX_WORKING_BYTES;
}

/**
 * ktg_decoder_fit:
 * @width: of the picture
 * @height: of the picture
 * @longest_side: neither side of the result is longer
 * @fit_width: (out): at least 1, at most @width
 * @fit_height: (out): at least 1, at most @height
 */
void
ktg_decoder_fit (int width, int height, int longest_side, int *fit_width, int *fit_height)
{
  gint64 longest = MAX (width, height);
  gint64 side = MIN (longest, longest_side);

  *fit_width = (int)MAX (1, ((gint64)width * side + longest / 2) / longest);
  *fit_height = (int)MAX (1, ((gint64)height * side + longest / 2) / longest);
}
