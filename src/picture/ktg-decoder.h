/* ktg-decoder.h - a picture's bytes, pushed in pieces, become pixels
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-picture-record.h>

#include <gdk-pixbuf/gdk-pixbuf.h>

G_BEGIN_DECLS

/* What a part of a picture that never came looks like. */
#define KTG_DECODER_BLANK 0x808080ff

typedef struct
{
  GdkPixbuf *pixels;        /* as they are stored, perhaps made smaller; NULL if there are none */
  int        width, height; /* of the whole picture, as it is stored; 0 when not known */
  gboolean   is_too_costly;
} KtgDecoded;

/* @start: loads whatever it takes, so that nothing has to be opened later; NULL: it cannot be had
 * @feed: FALSE when more bytes are of no use
 * @finish: frees the decoder */
typedef struct
{
  gpointer (*start) (const KtgPictureRequest *request);
  gboolean (*feed) (gpointer decoder, const guint8 *bytes, gsize n_bytes);
  KtgDecoded (*finish) (gpointer decoder);
} KtgDecoder;

extern const KtgDecoder ktg_loader_decoder;
extern const KtgDecoder ktg_webp_decoder;

const KtgDecoder *ktg_decoder_find (const char *media_type);
double            ktg_decoder_shrinks (const KtgPictureRequest *request, int width, int height);

G_END_DECLS
