/* ktg-jpeg-decoder.c - JPEG by gdk-pixbuf, which lets libjpeg scale while it decodes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

/* A progressive picture is redrawn for every scan; real ones have about ten. */
#define MAX_SCANS 100

typedef struct
{
  const KtgOutline *outline;
  GdkPixbufLoader  *loader;
  int               longest_side;
} JpegDecoder;

/* libjpeg scales by 1/2, 1/4 and 1/8, rounding up. Exactly that size is asked for: then the loader
 * hands out the rows it decodes into, and they can be blanked before they are filled. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  JpegDecoder *self = user_data;
  int          fit_width, fit_height, divisor = 1;

  if (width != self->outline->width || height != self->outline->height
      || !ktg_decoder_is_affordable (self->outline))
    {
      gdk_pixbuf_loader_set_size (loader, 0, 0);
      return;
    }

  ktg_decoder_fit (width, height, self->longest_side, &fit_width, &fit_height);
  while (divisor < 8 && (width + 2 * divisor - 1) / (2 * divisor) >= fit_width
         && (height + 2 * divisor - 1) / (2 * divisor) >= fit_height)
    divisor *= 2;

  gdk_pixbuf_loader_set_size (loader,
                              (width + divisor - 1) / divisor,
                              (height + divisor - 1) / divisor);
}

static void
area_prepared_cb (GdkPixbufLoader *loader, gpointer user_data)
{
  gdk_pixbuf_fill (gdk_pixbuf_loader_get_pixbuf (loader), KTG_DECODER_BLANK);
}

static gpointer
jpeg_decoder_start (const KtgOutline *outline, int longest_side)
{
  JpegDecoder *self = g_new0 (JpegDecoder, 1);

  self->outline = outline;
  self->longest_side = longest_side;
  self->loader = gdk_pixbuf_loader_new_with_type ("jpeg", NULL);
  if (self->loader != NULL)
    {
      g_signal_connect (self->loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
      g_signal_connect (self->loader, "area-prepared", G_CALLBACK (area_prepared_cb), self);
    }

  return self;
}

static gboolean
jpeg_decoder_feed (gpointer decoder, const guchar *bytes, gsize n_bytes)
{
  JpegDecoder *self = decoder;

  return self->loader != NULL && self->outline->n_scans <= MAX_SCANS
         && gdk_pixbuf_loader_write (self->loader, bytes, n_bytes, NULL);
}

/* A picture whose end is missing makes closing fail; what came before is still there. */
static GdkPixbuf *
jpeg_decoder_finish (gpointer decoder)
{
  g_autofree JpegDecoder *self = decoder;
  g_autoptr (GdkPixbufLoader) loader = self->loader;
  GdkPixbuf *decoded;
  int        fit_width, fit_height;

  if (loader == NULL)
    return NULL;

  gdk_pixbuf_loader_close (loader, NULL);
  decoded = gdk_pixbuf_loader_get_pixbuf (loader);
  if (decoded == NULL)
    return NULL;

  ktg_decoder_fit (self->outline->width,
                   self->outline->height,
                   self->longest_side,
                   &fit_width,
                   &fit_height);

  return gdk_pixbuf_scale_simple (decoded, fit_width, fit_height, GDK_INTERP_BILINEAR);
}

const KtgDecoder ktg_jpeg_decoder = {
  .start = jpeg_decoder_start,
  .feed = jpeg_decoder_feed,
  .finish = jpeg_decoder_finish,
};
