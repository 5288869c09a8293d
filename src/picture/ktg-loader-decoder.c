/* ktg-loader-decoder.c - what gdk-pixbuf has a loader for
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-decoder.h"

#include <string.h>

typedef struct
{
  const KtgPictureRequest *request;
  GdkPixbufLoader         *loader;
  gboolean                 is_jpeg;
  gboolean                 fills_rows; /* as they come */
  gboolean                 is_too_costly;
  int                      width, height;
} LoaderDecoder;

/* libjpeg scales by 1/2, 1/4 and 1/8, rounding up. Exactly that size is asked for: then the loader
 * hands out the rows it decodes into, and they can be blanked before they are filled. */
static void
size_prepared_cb (GdkPixbufLoader *loader, int width, int height, gpointer user_data)
{
  LoaderDecoder *self = user_data;
  double         shrinks = ktg_decoder_shrinks (self->request, width, height);
  int            divisor = 1;

  self->width = width;
  self->height = height;
  while (self->is_jpeg && divisor < 8 && 2 * divisor <= shrinks)
    divisor *= 2;

  gdk_pixbuf_loader_set_size (loader,
                              (width + divisor - 1) / divisor,
                              (height + divisor - 1) / divisor);
}

static void
area_prepared_cb (GdkPixbufLoader *loader, gpointer user_data)
{
  LoaderDecoder *self = user_data;

  if (self->fills_rows)
    gdk_pixbuf_fill (gdk_pixbuf_loader_get_pixbuf (loader), KTG_DECODER_BLANK);
}

static gpointer
loader_decoder_start (const KtgPictureRequest *request)
{
  GdkPixbufLoader *loader = gdk_pixbuf_loader_new_with_mime_type (request->media_type, NULL);
  LoaderDecoder   *self;

  if (loader == NULL)
    return NULL;

  self = g_new0 (LoaderDecoder, 1);
  self->request = request;
  self->loader = loader;
  self->is_jpeg = strcmp (request->media_type, "image/jpeg") == 0;
  self->fills_rows = self->is_jpeg || strcmp (request->media_type, "image/png") == 0;
  g_signal_connect (loader, "size-prepared", G_CALLBACK (size_prepared_cb), self);
  g_signal_connect (loader, "area-prepared", G_CALLBACK (area_prepared_cb), self);

  return self;
}

static void
take_error (LoaderDecoder *self, const GError *error)
{
  if (g_error_matches (error, GDK_PIXBUF_ERROR, GDK_PIXBUF_ERROR_INSUFFICIENT_MEMORY))
    self->is_too_costly = TRUE;
}

static gboolean
loader_decoder_feed (gpointer decoder, const guint8 *bytes, gsize n_bytes)
{
  LoaderDecoder *self = decoder;
  g_autoptr (GError) error = NULL;

  if (gdk_pixbuf_loader_write (self->loader, bytes, n_bytes, &error))
    return TRUE;

  take_error (self, error);
  return FALSE;
}

/* A picture whose end is missing makes closing fail; what came before is still there. */
static KtgDecoded
loader_decoder_finish (gpointer decoder)
{
  g_autofree LoaderDecoder *self = decoder;
  g_autoptr (GdkPixbufLoader) loader = self->loader;
  g_autoptr (GError) error = NULL;
  GdkPixbuf *pixels;

  if (!gdk_pixbuf_loader_close (loader, &error))
    take_error (self, error);
  pixels = gdk_pixbuf_loader_get_pixbuf (loader);

  return (KtgDecoded){
    .pixels = pixels != NULL ? g_object_ref (pixels) : NULL,
    .width = self->width,
    .height = self->height,
    .is_too_costly = self->is_too_costly,
  };
}

const KtgDecoder ktg_loader_decoder = {
  .start = loader_decoder_start,
  .feed = loader_decoder_feed,
  .finish = loader_decoder_finish,
};
