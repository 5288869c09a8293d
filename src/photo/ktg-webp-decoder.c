/* ktg-webp-decoder.c - WebP by libwebp, which scales while it decodes
 *
 * Directly and not through gdk-pixbuf, whose loader for WebP is an extra that few machines have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

#include <webp/decode.h>

/* So much may stand before the picture (a colour profile) while its size is not known. */
#define MAX_PENDING_BYTES (1024 * 1024)

typedef struct
{
  const KtgOutline *outline;
  int               longest_side;
  GByteArray       *pending; /* what came before the size was known */
  WebPDecoderConfig config;
  WebPIDecoder     *decoder;
  GdkPixbuf        *target;
} WebpDecoder;

static gpointer
webp_decoder_start (const KtgOutline *outline, int longest_side)
{
  WebpDecoder *self = g_new0 (WebpDecoder, 1);

  self->outline = outline;
  self->longest_side = longest_side;
  self->pending = g_byte_array_new ();

  return self;
}

/* The rows go straight into the result, which is blank where none arrive. */
static void
aim_at_target (WebpDecoder *self)
{
  WebPRGBABuffer *output = &self->config.output.u.RGBA;

  self->config.options.use_scaling = 1;
  self->config.options.scaled_width = gdk_pixbuf_get_width (self->target);
  self->config.options.scaled_height = gdk_pixbuf_get_height (self->target);
  self->config.output.colorspace = MODE_RGBA;
  self->config.output.is_external_memory = 1;
  output->rgba = gdk_pixbuf_get_pixels (self->target);
  output->stride = gdk_pixbuf_get_rowstride (self->target);
  output->size = gdk_pixbuf_get_byte_length (self->target);
}

static gboolean
begin (WebpDecoder *self)
{
  int fit_width, fit_height;

  if (self->outline->is_animated || !ktg_decoder_is_affordable (self->outline)
      || !WebPInitDecoderConfig (&self->config))
    return FALSE;

  ktg_decoder_fit (self->outline->width,
                   self->outline->height,
                   self->longest_side,
                   &fit_width,
                   &fit_height);
  self->target = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, fit_width, fit_height);
  if (self->target == NULL)
    return FALSE;

  gdk_pixbuf_fill (self->target, KTG_DECODER_BLANK);
  aim_at_target (self);
  self->decoder = WebPIDecode (NULL, 0, &self->config);

  return self->decoder != NULL;
}

static gboolean
append (WebpDecoder *self, const guchar *bytes, gsize n_bytes)
{
  return ktg_decoder_is_affordable (self->outline)
         && WebPIAppend (self->decoder, bytes, n_bytes) == VP8_STATUS_SUSPENDED;
}

static gboolean
webp_decoder_feed (gpointer decoder, const guchar *bytes, gsize n_bytes)
{
  WebpDecoder *self = decoder;

  if (self->decoder != NULL)
    return append (self, bytes, n_bytes);

  g_byte_array_append (self->pending, bytes, (guint)n_bytes);
  if (self->outline->width == 0)
    return self->pending->len < MAX_PENDING_BYTES;

  return begin (self) && append (self, self->pending->data, self->pending->len);
}

/* Nothing is shown of a file from which not one row came. */
static GdkPixbuf *
webp_decoder_finish (gpointer decoder)
{
  g_autofree WebpDecoder *self = decoder;
  g_autoptr (GdkPixbuf) target = g_steal_pointer (&self->target);
  int last_row = 0;

  if (self->decoder != NULL && WebPIDecGetRGB (self->decoder, &last_row, NULL, NULL, NULL) == NULL)
    last_row = 0;

  g_clear_pointer (&self->decoder, WebPIDelete);
  g_clear_pointer (&self->pending, g_byte_array_unref);

  return last_row > 0 ? g_steal_pointer (&target) : NULL;
}

const KtgDecoder ktg_webp_decoder = {
  .start = webp_decoder_start,
  .feed = webp_decoder_feed,
  .finish = webp_decoder_finish,
};
