/* ktg-decoder.c - which decoder, and how much smaller it may make its picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

#include <string.h>

/* A drawing made of commands (SVG) or of pages (PDF) is a document, and never drawn. */
static const struct
{
  const char       *media_type;
  const KtgDecoder *decoder;
} decoders[] = {
  { "image/jpeg", &ktg_loader_decoder }, { "image/png", &ktg_loader_decoder },
  { "image/tiff", &ktg_loader_decoder }, { "image/bmp", &ktg_loader_decoder },
  { "image/gif", &ktg_loader_decoder },  { "image/heic", &ktg_loader_decoder },
  { "image/heif", &ktg_loader_decoder }, { "image/avif", &ktg_loader_decoder },
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

static double
shrinks_to (int width, int height, int max_width, int max_height)
{
  return MAX ((double)width / max_width, (double)height / max_height);
}

/**
 * ktg_decoder_shrinks:
 * @request: what is asked
 * @width: of the whole picture, as it is stored
 * @height: of the whole picture
 *
 * Which way up it is seen need not be known yet.
 *
 * Returns: by how much the picture may shrink and is still large enough, at least 1
 */
double
ktg_decoder_shrinks (const KtgPictureRequest *request, int width, int height)
{
  int max_width = request->max_width, max_height = request->max_height;

  if (request->part.width > 0)
    return MAX (1, shrinks_to (request->part.width, request->part.height, max_width, max_height));

  return MAX (1,
              MIN (shrinks_to (width, height, max_width, max_height),
                   shrinks_to (height, width, max_width, max_height)));
}
