/* ktg-codes.c - what the QR codes in a picture say
 *
 * The library that finds them brings a dozen others along, for cameras and windows, which would
 * cost each picture 9 ms: it is loaded only when codes are asked for, before the sandbox closes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-codes.h"

#ifdef KTG_HAS_ZBAR

#include <dlfcn.h>
#include <string.h>
#include <zbar.h>

#define LIBRARY "libzbar.so.0"
#define GREY 0x30303859 /* "Y800": a byte a pixel */
#define MARGIN 32       /* what is cut out closely lacks the one that a code needs */
#define LEAST_SIDE 400  /* below which halves show no code */

struct _KtgCodes
{
  void *library;

  __typeof__ (zbar_image_scanner_create)     *create_scanner;
  __typeof__ (zbar_image_scanner_set_config) *configure;
  __typeof__ (zbar_image_scanner_destroy)    *destroy_scanner;
  __typeof__ (zbar_scan_image)               *scan;
  __typeof__ (zbar_image_create)             *create_image;
  __typeof__ (zbar_image_destroy)            *destroy_image;
  __typeof__ (zbar_image_set_format)         *set_format;
  __typeof__ (zbar_image_set_size)           *set_size;
  __typeof__ (zbar_image_set_data)           *set_data;
  __typeof__ (zbar_image_first_symbol)       *get_first;
  __typeof__ (zbar_symbol_next)              *get_next;
  __typeof__ (zbar_symbol_get_data)          *get_data;
  __typeof__ (zbar_symbol_get_data_length)   *get_length;

  zbar_image_scanner_t *scanner;
};

/* TRUE when all of them are there. */
static gboolean
find_functions (KtgCodes *self)
{
  const struct
  {
    const char *name;
    void       *place;
  } functions[] = {
    { "zbar_image_scanner_create", &self->create_scanner },
    { "zbar_image_scanner_set_config", &self->configure },
    { "zbar_image_scanner_destroy", &self->destroy_scanner },
    { "zbar_scan_image", &self->scan },
    { "zbar_image_create", &self->create_image },
    { "zbar_image_destroy", &self->destroy_image },
    { "zbar_image_set_format", &self->set_format },
    { "zbar_image_set_size", &self->set_size },
    { "zbar_image_set_data", &self->set_data },
    { "zbar_image_first_symbol", &self->get_first },
    { "zbar_symbol_next", &self->get_next },
    { "zbar_symbol_get_data", &self->get_data },
    { "zbar_symbol_get_data_length", &self->get_length },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (functions); i++)
    {
      void *function = dlsym (self->library, functions[i].name);

      if (function == NULL)
        return FALSE;
      memcpy (functions[i].place, &function, sizeof function);
    }

  return TRUE;
}

/* Only QR codes are looked for: bars are found in every fence. */
static void
make_scanner (KtgCodes *self)
{
  self->scanner = self->create_scanner ();
  self->configure (self->scanner, ZBAR_NONE, ZBAR_CFG_ENABLE, 0);
  self->configure (self->scanner, ZBAR_QRCODE, ZBAR_CFG_ENABLE, 1);
  self->configure (self->scanner, ZBAR_NONE, ZBAR_CFG_TEST_INVERTED, 1);
}

/**
 * ktg_codes_new:
 *
 * Before the sandbox: it loads a library.
 *
 * Returns: (transfer full) (nullable): a reader, or %NULL where there is no such library
 */
KtgCodes *
ktg_codes_new (void)
{
  g_autoptr (KtgCodes) self = g_new0 (KtgCodes, 1);

  self->library = dlopen (LIBRARY, RTLD_NOW | RTLD_LOCAL);
  if (self->library == NULL || !find_functions (self))
    return NULL;

  make_scanner (self);
  return g_steal_pointer (&self);
}

static guint8
get_grey (const guint8 *pixel, int n_channels)
{
  int grey = (77 * pixel[0] + 150 * pixel[1] + 29 * pixel[2]) / 256;

  return (guint8)(n_channels == 4 ? (grey * pixel[3] + 255 * (255 - pixel[3])) / 255 : grey);
}

/* On white. */
static guint8 *
new_plane (GdkPixbuf *picture)
{
  int           width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  int           n_channels = gdk_pixbuf_get_n_channels (picture);
  gsize         stride = (gsize)gdk_pixbuf_get_rowstride (picture);
  const guint8 *pixels = gdk_pixbuf_read_pixels (picture);
  gsize         row_bytes = (gsize)width + 2 * MARGIN;
  gsize         n_bytes = row_bytes * ((gsize)height + 2 * MARGIN);
  guint8       *plane = g_try_malloc (n_bytes);

  if (plane == NULL)
    return NULL;

  memset (plane, 0xff, n_bytes);
  for (int y = 0; y < height; y++)
    for (int x = 0; x < width; x++)
      plane[((gsize)y + MARGIN) * row_bytes + MARGIN + (gsize)x]
          = get_grey (pixels + (gsize)y * stride + x * n_channels, n_channels);

  return plane;
}

/* One after the other, each with its zero; what has one within is no text. */
static void
add_texts (KtgCodes *self, zbar_image_t *image, GByteArray *texts, gsize max_bytes)
{
  const zbar_symbol_t *symbol;

  for (symbol = self->get_first (image); symbol != NULL; symbol = self->get_next (symbol))
    {
      const char *text = self->get_data (symbol);
      gsize       n_bytes = self->get_length (symbol);

      if (n_bytes > 0 && memchr (text, '\0', n_bytes) == NULL
          && texts->len + n_bytes + 1 <= max_bytes)
        {
          g_byte_array_append (texts, (const guint8 *)text, (guint)n_bytes);
          g_byte_array_append (texts, (const guint8 *)"", 1);
        }
    }
}

static void
scan (KtgCodes *self, GdkPixbuf *picture, GByteArray *texts, gsize max_bytes)
{
  guint              width = (guint)gdk_pixbuf_get_width (picture) + 2 * MARGIN;
  guint              height = (guint)gdk_pixbuf_get_height (picture) + 2 * MARGIN;
  g_autofree guint8 *plane = new_plane (picture);
  zbar_image_t      *image;

  if (plane == NULL)
    return;

  image = self->create_image ();
  self->set_format (image, GREY);
  self->set_size (image, width, height);
  self->set_data (image, plane, (gulong)width * height, NULL);
  if (self->scan (self->scanner, image) > 0)
    add_texts (self, image, texts, max_bytes);
  self->destroy_image (image);
}

/* The grain of a photo hides what half of it shows. */
static void
scan_half (KtgCodes *self, GdkPixbuf *picture, GByteArray *texts, gsize max_bytes)
{
  int width = gdk_pixbuf_get_width (picture) / 2, height = gdk_pixbuf_get_height (picture) / 2;
  g_autoptr (GdkPixbuf) half = NULL;

  if (MIN (width, height) < LEAST_SIDE / 2)
    return;

  half = gdk_pixbuf_scale_simple (picture, width, height, GDK_INTERP_BILINEAR);
  if (half != NULL)
    scan (self, half, texts, max_bytes);
}

/**
 * ktg_codes_read:
 * @self: a reader
 * @picture: a picture, upright
 * @max_bytes: no more of what they say is told
 *
 * Returns: (transfer full): the texts of the codes in it, each ended by a zero; no bytes for none
 */
GBytes *
ktg_codes_read (KtgCodes *self, GdkPixbuf *picture, gsize max_bytes)
{
  GByteArray *texts = g_byte_array_new ();

  scan (self, picture, texts, max_bytes);
  if (texts->len == 0)
    scan_half (self, picture, texts, max_bytes);

  return g_byte_array_free_to_bytes (texts);
}

/**
 * ktg_codes_free:
 * @self: (nullable): a reader
 */
void
ktg_codes_free (KtgCodes *self)
{
  if (self == NULL)
    return;

  if (self->scanner != NULL)
    self->destroy_scanner (self->scanner);
  if (self->library != NULL)
    dlclose (self->library);
  g_free (self);
}

#else

/**
 * ktg_codes_new:
 *
 * Returns: %NULL: this program was built without zbar
 */
KtgCodes *
ktg_codes_new (void)
{
  return NULL;
}

/**
 * ktg_codes_read:
 * @self: a reader, of which there is none
 *
 * Returns: (transfer full): no bytes
 */
GBytes *
ktg_codes_read (KtgCodes *self, GdkPixbuf *picture, gsize max_bytes)
{
  return g_bytes_new_static ("", 0);
}

/**
 * ktg_codes_free:
 * @self: %NULL
 */
void
ktg_codes_free (KtgCodes *self)
{
}

#endif
