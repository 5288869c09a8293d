/* ktg-webp-decoder.c - WebP by libwebp, which scales while it decodes
 *
 * Directly and not through gdk-pixbuf, whose loader for WebP is an extra that few machines have.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

#include <webp/decode.h>

/* So much may stand before the picture (a colour profile) while its size is not known. */
#define MAX_PENDING_BYTES (4 * 1024 * 1024)

typedef struct
{
  const KtgPictureRequest *request;
  GByteArray              *pending; /* what came before the size was known */
  WebPDecoderConfig        config;
  WebPIDecoder            *decoder;
  GdkPixbuf               *target;
  gboolean                 is_too_costly;
} WebpDecoder;

static gpointer
webp_decoder_start (const KtgPictureRequest *request)
{
  WebpDecoder *self = g_new0 (WebpDecoder, 1);

  self->request = request;
  self->pending = g_byte_array_new ();
  WebPInitDecoderConfig (&self->config);

  return self;
}

/* The rows go straight into the result, which is blank where none arrive. A picture in its own size
 * is not scaled: that would blur its colours, which lie coarser than its brightness. */
static void
aim_at_target (WebpDecoder *self)
{
  WebPRGBABuffer *output = &self->config.output.u.RGBA;

  self->config.options.use_scaling
      = gdk_pixbuf_get_width (self->target) != self->config.input.width
        || gdk_pixbuf_get_height (self->target) != self->config.input.height;
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
  const WebPBitstreamFeatures *input = &self->config.input;
  double shrinks = ktg_decoder_shrinks (self->request, input->width, input->height);

  if (input->has_animation)
    return FALSE;

  self->target = gdk_pixbuf_new (GDK_COLORSPACE_RGB,
                                 TRUE,
                                 8,
                                 MAX (1, (int)(input->width / shrinks + 0.5)),
                                 MAX (1, (int)(input->height / shrinks + 0.5)));
  self->is_too_costly = self->target == NULL;
  if (self->is_too_costly)
    return FALSE;

  gdk_pixbuf_fill (self->target, KTG_DECODER_BLANK);
  aim_at_target (self);
  self->decoder = WebPIDecode (NULL, 0, &self->config);

  return self->decoder != NULL;
}

static gboolean
append (WebpDecoder *self, const guint8 *bytes, gsize n_bytes)
{
  VP8StatusCode status = WebPIAppend (self->decoder, bytes, n_bytes);

  self->is_too_costly = status == VP8_STATUS_OUT_OF_MEMORY;
  return status == VP8_STATUS_SUSPENDED;
}

static gboolean
webp_decoder_feed (gpointer decoder, const guint8 *bytes, gsize n_bytes)
{
  WebpDecoder  *self = decoder;
  VP8StatusCode status;

  if (self->decoder != NULL)
    return append (self, bytes, n_bytes);

  g_byte_array_append (self->pending, bytes, (guint)n_bytes);
  status = WebPGetFeatures (self->pending->data, self->pending->len, &self->config.input);
  if (status == VP8_STATUS_NOT_ENOUGH_DATA)
    return self->pending->len < MAX_PENDING_BYTES;

  return status == VP8_STATUS_OK && begin (self)
         && append (self, self->pending->data, self->pending->len);
}

/* Nothing is shown of a file from which not one row came. */
static KtgDecoded
webp_decoder_finish (gpointer decoder)
{
  g_autofree WebpDecoder *self = decoder;
  g_autoptr (GdkPixbuf) target = g_steal_pointer (&self->target);
  int last_row = 0;

  if (self->decoder != NULL && WebPIDecGetRGB (self->decoder, &last_row, NULL, NULL, NULL) == NULL)
    last_row = 0;

  g_clear_pointer (&self->decoder, WebPIDelete);
  g_clear_pointer (&self->pending, g_byte_array_unref);

  return (KtgDecoded){
    .pixels = last_row > 0 ? g_steal_pointer (&target) : NULL,
    .width = self->config.input.width,
    .height = self->config.input.height,
    .is_too_costly = self->is_too_costly,
  };
}

const KtgDecoder ktg_webp_decoder = {
  .start = webp_decoder_start,
  .feed = webp_decoder_feed,
  .finish = webp_decoder_finish,
};
