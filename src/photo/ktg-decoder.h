/* ktg-decoder.h - a picture's bytes, pushed in pieces, become a small picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-outline.h"

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* What a part of a picture that never came looks like. */
#define KTG_DECODER_BLANK 0x808080ff

/* @start: @outline outlives the decoder and is fed each piece before it
 * @feed: FALSE when more bytes are of no use
 * @finish: frees the decoder; what could be shown, not yet upright, or NULL */
typedef struct
{
  gpointer (*start) (const KtgOutline *outline, int longest_side);
  gboolean (*feed) (gpointer decoder, const guchar *bytes, gsize n_bytes);
  GdkPixbuf *(*finish) (gpointer decoder);
} KtgDecoder;

extern const KtgDecoder ktg_jpeg_decoder;
extern const KtgDecoder ktg_png_decoder;
extern const KtgDecoder ktg_webp_decoder;

const KtgDecoder *ktg_decoder_find (const char *media_type);
gboolean          ktg_decoder_is_affordable (const KtgOutline *outline);
void ktg_decoder_fit (int width, int height, int longest_side, int *fit_width, int *fit_height);

G_END_DECLS
