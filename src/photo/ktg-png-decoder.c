/* ktg-png-decoder.c - PNG by libpng, one row at a time
 *
 * gdk-pixbuf holds a whole PNG at its full size before it scales it (30 MB for 8 megapixels); here
 * one row is held.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-box-scaler.h"
#include "ktg-decoder.h"

#include <png.h>
#include <setjmp.h>

#define MAX_SIDE 65500
#define MAX_CHUNK_BYTES (1024 * 1024)

typedef struct
{
  const KtgOutline *outline;
  int               longest_side;
  png_structp       png;
  png_infop         info;
  gboolean          is_interlaced;
  GdkPixbuf        *target;
  KtgBoxScaler     *scaler;
} PngDecoder;

static void
png_failed_cb (png_structp png, png_const_charp message)
{
  png_longjmp (png, 1);
}

static void
png_warned_cb (png_structp png, png_const_charp message)
{
}

/* Every kind of PNG becomes eight bits of red, green, blue and opacity. */
static void
ask_for_rgba (png_structp png)
{
  png_set_expand (png);
  png_set_strip_16 (png);
  png_set_gray_to_rgb (png);
  png_set_add_alpha (png, 0xff, PNG_FILLER_AFTER);
}

static gboolean
has_transparency (png_structp png, png_infop info)
{
  return (png_get_color_type (png, info) & PNG_COLOR_MASK_ALPHA) != 0
         || png_get_valid (png, info, PNG_INFO_tRNS) != 0;
}

static void
info_read_cb (png_structp png, png_infop info)
{
  PngDecoder *self = png_get_progressive_ptr (png);
  int         fit_width, fit_height;

  if (png_get_image_width (png, info) != (png_uint_32)self->outline->width
      || png_get_image_height (png, info) != (png_uint_32)self->outline->height
      || !ktg_decoder_is_affordable (self->outline))
    png_error (png, "too large");

  self->is_interlaced = png_get_interlace_type (png, info) != PNG_INTERLACE_NONE;
  ktg_decoder_fit (self->outline->width,
                   self->outline->height,
                   self->longest_side,
                   &fit_width,
                   &fit_height);
  self->target
      = gdk_pixbuf_new (GDK_COLORSPACE_RGB, has_transparency (png, info), 8, fit_width, fit_height);
  if (self->target == NULL)
    png_error (png, "no memory");

  gdk_pixbuf_fill (self->target, KTG_DECODER_BLANK);
  self->scaler = ktg_box_scaler_new (self->outline->width,
                                     self->outline->height,
                                     self->target,
                                     !self->is_interlaced);
  ask_for_rgba (png);
  png_read_update_info (png, info);
}

static void
row_read_cb (png_structp png, png_bytep row, png_uint_32 row_number, int pass)
{
  PngDecoder *self = png_get_progressive_ptr (png);
  KtgBoxRow   place = { .y = (int)row_number, .x_first = 0, .x_step = 1 };

  if (row == NULL || self->scaler == NULL)
    return;

  if (self->is_interlaced)
    {
      place.y = (int)PNG_ROW_FROM_PASS_ROW (row_number, pass);
      place.x_first = (int)PNG_PASS_START_COL (pass);
      place.x_step = 1 << PNG_PASS_COL_SHIFT (pass);
    }

  if (place.y < self->outline->height)
    ktg_box_scaler_add_row (self->scaler, place, row);
}

static gpointer
png_decoder_start (const KtgOutline *outline, int longest_side)
{
  PngDecoder *self = g_new0 (PngDecoder, 1);

  self->outline = outline;
  self->longest_side = longest_side;
  self->png = png_create_read_struct (PNG_LIBPNG_VER_STRING, NULL, png_failed_cb, png_warned_cb);
  if (self->png != NULL)
    self->info = png_create_info_struct (self->png);
  if (self->info == NULL)
    return self;

  png_set_user_limits (self->png, MAX_SIDE, MAX_SIDE);
  png_set_chunk_malloc_max (self->png, MAX_CHUNK_BYTES);
  png_set_progressive_read_fn (self->png, self, info_read_cb, row_read_cb, NULL);

  return self;
}

static gboolean
png_decoder_feed (gpointer decoder, const guchar *bytes, gsize n_bytes)
{
  PngDecoder *self = decoder;

  if (self->info == NULL || setjmp (png_jmpbuf (self->png)) != 0)
    return FALSE;

  png_process_data (self->png, self->info, (png_bytep)bytes, n_bytes);

  return TRUE;
}

static GdkPixbuf *
png_decoder_finish (gpointer decoder)
{
  g_autofree PngDecoder *self = decoder;

  png_destroy_read_struct (&self->png, &self->info, NULL);
  if (self->scaler != NULL)
    ktg_box_scaler_finish (self->scaler);
  g_clear_pointer (&self->scaler, ktg_box_scaler_free);

  return g_steal_pointer (&self->target);
}

const KtgDecoder ktg_png_decoder = {
  .start = png_decoder_start,
  .feed = png_decoder_feed,
  .finish = png_decoder_finish,
};
