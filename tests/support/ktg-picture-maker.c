/* ktg-picture-maker.c - pictures made for tests, with what a camera would write into them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-picture-maker.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <gexiv2/gexiv2.h>
#include <png.h>
#include <string.h>
#include <webp/encode.h>

static const guchar png_signature[] = { 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n' };

static void
colour_quarter (const KtgPictureSpec *spec, int x, int y, guchar *rgba)
{
  gboolean is_right = x >= spec->width / 2, is_below = y >= spec->height / 2;

  rgba[0] = is_right == is_below ? 255 : 0;
  rgba[1] = is_right ? 255 : 0;
  rgba[2] = is_below ? 255 : 0;
  rgba[3] = 255;
  if (spec->has_alpha && is_right && is_below)
    rgba[3] = 0;
}

static void
colour_noise (GRand *random, guchar *rgba)
{
  guint32 bits = g_rand_int (random);

  rgba[0] = (guchar)bits;
  rgba[1] = (guchar)(bits >> 8);
  rgba[2] = (guchar)(bits >> 16);
  rgba[3] = 255;
}

/* By EXIF's own words: where the stored picture's first row and first column are seen. */
static void
find_upright (const KtgPictureSpec *spec, int column, int row, int *x, int *y)
{
  static const struct
  {
    gboolean row_is_x; /* rows are seen as columns */
    gboolean from_right, from_bottom;
  } seen[] = {
    { FALSE, FALSE, FALSE }, { FALSE, FALSE, FALSE }, { FALSE, TRUE, FALSE },
    { FALSE, TRUE, TRUE },   { FALSE, FALSE, TRUE },  { TRUE, FALSE, FALSE },
    { TRUE, TRUE, FALSE },   { TRUE, TRUE, TRUE },    { TRUE, FALSE, TRUE },
  };

  *x = seen[spec->orientation].row_is_x ? row : column;
  *y = seen[spec->orientation].row_is_x ? column : row;
  if (seen[spec->orientation].from_right)
    *x = spec->width - 1 - *x;
  if (seen[spec->orientation].from_bottom)
    *y = spec->height - 1 - *y;
}

static gboolean
is_secret (const KtgPictureSpec *spec, int x, int y)
{
  return spec->secret != 0 && x >= spec->secret_x && x < spec->secret_x + spec->secret_width
         && y >= spec->secret_y && y < spec->secret_y + spec->secret_height;
}

/* The pixels as they are stored, four bytes each. */
static GdkPixbuf *
draw (const KtgPictureSpec *spec)
{
  gboolean   is_turned = spec->orientation >= 5;
  int        width = is_turned ? spec->height : spec->width;
  int        height = is_turned ? spec->width : spec->height;
  GdkPixbuf *drawn = gdk_pixbuf_new (GDK_COLORSPACE_RGB, TRUE, 8, width, height);
  g_autoptr (GRand) random = g_rand_new_with_seed (7 + spec->secret);

  for (int row = 0; row < height; row++)
    {
      guchar *pixel = gdk_pixbuf_get_pixels (drawn) + row * gdk_pixbuf_get_rowstride (drawn);

      for (int column = 0; column < width; column++, pixel += 4)
        {
          int x, y;

          find_upright (spec, column, row, &x, &y);
          if (spec->has_noise || is_secret (spec, x, y))
            colour_noise (random, pixel);
          else
            colour_quarter (spec, x, y, pixel);
        }
    }

  return drawn;
}

static void
set_text (GExiv2Metadata *metadata, const char *tag, const char *value)
{
  if (value != NULL)
    g_assert_true (gexiv2_metadata_try_set_tag_string (metadata, tag, value, NULL));
}

static gboolean
has_exif (const KtgPictureSpec *spec)
{
  return spec->orientation != 0 || spec->taken != NULL || spec->make != NULL || spec->model != NULL
         || spec->has_position;
}

static GBytes *
make_exif (const KtgPictureSpec *spec)
{
  g_autoptr (GExiv2Metadata) metadata = gexiv2_metadata_new ();
  g_autoptr (GdkPixbuf) dot = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 1, 1);
  g_autofree char *offset_tag
      = g_strconcat ("Exif.Photo.",
                     spec->offset_tag != NULL ? spec->offset_tag : "OffsetTimeOriginal",
                     NULL);
  g_autofree char *jpeg = NULL;
  gsize            n_bytes = 0;

  g_assert_true (gdk_pixbuf_save_to_buffer (dot, &jpeg, &n_bytes, "jpeg", NULL, NULL));
  g_assert_true (gexiv2_metadata_open_buf (metadata, (const guint8 *)jpeg, (glong)n_bytes, NULL));
  set_text (metadata, "Exif.Photo.DateTimeOriginal", spec->taken);
  set_text (metadata, offset_tag, spec->offset);
  set_text (metadata, "Exif.Image.Make", spec->make);
  set_text (metadata, "Exif.Image.Model", spec->model);
  if (spec->orientation != 0)
    g_assert_true (gexiv2_metadata_try_set_tag_long (metadata,
                                                     "Exif.Image.Orientation",
                                                     spec->orientation,
                                                     NULL));
  if (spec->has_position)
    g_assert_true (
        gexiv2_metadata_try_set_gps_info (metadata, spec->longitude, spec->latitude, 0, NULL));

  return gexiv2_metadata_get_exif_data (metadata, GEXIV2_BYTE_ORDER_LITTLE, NULL);
}

static void
append_be32 (GByteArray *bytes, guint32 value)
{
  guint32 big = GUINT32_TO_BE (value);

  g_byte_array_append (bytes, (const guint8 *)&big, 4);
}

static void
append_le32 (GByteArray *bytes, guint32 value)
{
  guint32 little = GUINT32_TO_LE (value);

  g_byte_array_append (bytes, (const guint8 *)&little, 4);
}

static void
append_text (GByteArray *bytes, const char *text)
{
  g_byte_array_append (bytes, (const guint8 *)text, (guint)strlen (text));
}

static void
append_bytes (GByteArray *bytes, GBytes *more)
{
  g_byte_array_append (bytes, g_bytes_get_data (more, NULL), (guint)g_bytes_get_size (more));
}

static guint32
checksum (const guint8 *bytes, gsize n_bytes)
{
  guint32 sum = 0xffffffff;

  for (gsize i = 0; i < n_bytes; i++)
    {
      sum ^= bytes[i];
      for (int bit = 0; bit < 8; bit++)
        sum = (sum & 1) != 0 ? sum >> 1 ^ 0xedb88320 : sum >> 1;
    }

  return ~sum;
}

static void
append_png_chunk (GByteArray *png, const char *type, const guint8 *body, gsize n_bytes)
{
  guint at;

  append_be32 (png, (guint32)n_bytes);
  at = png->len;
  append_text (png, type);
  g_byte_array_append (png, body, (guint)n_bytes);
  append_be32 (png, checksum (png->data + at, png->len - at));
}

static GdkPixbuf *
drop_alpha (GdkPixbuf *drawn)
{
  int        width = gdk_pixbuf_get_width (drawn), height = gdk_pixbuf_get_height (drawn);
  GdkPixbuf *flat = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, height);

  gdk_pixbuf_composite (drawn, flat, 0, 0, width, height, 0, 0, 1, 1, GDK_INTERP_NEAREST, 255);

  return flat;
}

static GBytes *
make_jpeg (GdkPixbuf *drawn, GBytes *exif)
{
  g_autoptr (GdkPixbuf) flat = drop_alpha (drawn);
  g_autoptr (GByteArray) bytes = g_byte_array_new ();
  g_autofree char *jpeg = NULL;
  gsize            n_bytes = 0;

  g_assert_true (
      gdk_pixbuf_save_to_buffer (flat, &jpeg, &n_bytes, "jpeg", NULL, "quality", "90", NULL));
  g_byte_array_append (bytes, (const guint8 *)jpeg, 2);
  if (exif != NULL)
    {
      gsize  length = g_bytes_get_size (exif) + 8;
      guint8 head[]
          = { 0xff, 0xe1, (guint8)(length >> 8), (guint8)length, 'E', 'x', 'i', 'f', 0, 0 };

      g_byte_array_append (bytes, head, sizeof head);
      append_bytes (bytes, exif);
    }
  g_byte_array_append (bytes, (const guint8 *)jpeg + 2, (guint)n_bytes - 2);

  return g_byte_array_free_to_bytes (g_steal_pointer (&bytes));
}

static void
png_written_cb (png_structp png, png_bytep bytes, png_size_t n_bytes)
{
  g_byte_array_append (png_get_io_ptr (png), bytes, (guint)n_bytes);
}

static void
png_flushed_cb (png_structp png)
{
}

/* The last row is repeated down to @height. */
static GByteArray *
encode_png (GdkPixbuf *drawn, int height, gboolean is_interlaced)
{
  GByteArray *bytes = g_byte_array_new ();
  png_structp png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop   info = png_create_info_struct (png);
  int         n_passes;

  png_set_write_fn (png, bytes, png_written_cb, png_flushed_cb);
  png_set_IHDR (png,
                info,
                (png_uint_32)gdk_pixbuf_get_width (drawn),
                (png_uint_32)height,
                8,
                gdk_pixbuf_get_has_alpha (drawn) ? PNG_COLOR_TYPE_RGB_ALPHA : PNG_COLOR_TYPE_RGB,
                is_interlaced ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  n_passes = png_set_interlace_handling (png);
  for (int pass = 0; pass < n_passes; pass++)
    for (int row = 0; row < height; row++)
      png_write_row (png,
                     gdk_pixbuf_get_pixels (drawn)
                         + MIN (row, gdk_pixbuf_get_height (drawn) - 1)
                               * gdk_pixbuf_get_rowstride (drawn));
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return bytes;
}

static GBytes *
make_png (GdkPixbuf *drawn, gboolean has_alpha, gboolean is_interlaced, GBytes *exif)
{
  const guint header_end = 8 + 25;
  g_autoptr (GdkPixbuf) picture = has_alpha ? g_object_ref (drawn) : drop_alpha (drawn);
  g_autoptr (GByteArray) plain
      = encode_png (picture, gdk_pixbuf_get_height (picture), is_interlaced);
  GByteArray *bytes = g_byte_array_new ();

  g_byte_array_append (bytes, plain->data, header_end);
  if (exif != NULL)
    append_png_chunk (bytes, "eXIf", g_bytes_get_data (exif, NULL), g_bytes_get_size (exif));
  g_byte_array_append (bytes, plain->data + header_end, plain->len - header_end);

  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
encode_webp (GdkPixbuf *drawn, gboolean is_lossless)
{
  uint8_t *encoded = NULL;
  int      width = gdk_pixbuf_get_width (drawn), height = gdk_pixbuf_get_height (drawn);
  int      stride = gdk_pixbuf_get_rowstride (drawn);
  size_t   n_bytes;
  GBytes  *bytes;

  n_bytes
      = is_lossless
            ? WebPEncodeLosslessRGBA (gdk_pixbuf_get_pixels (drawn),
                                      width,
                                      height,
                                      stride,
                                      &encoded)
            : WebPEncodeRGBA (gdk_pixbuf_get_pixels (drawn), width, height, stride, 90, &encoded);
  g_assert_cmpuint (n_bytes, >, 20);
  bytes = g_bytes_new (encoded, n_bytes);
  WebPFree (encoded);

  return bytes;
}

static void
append_webp_extension (GByteArray *webp, GdkPixbuf *drawn, gboolean has_alpha)
{
  guint32 width = (guint32)gdk_pixbuf_get_width (drawn) - 1;
  guint32 height = (guint32)gdk_pixbuf_get_height (drawn) - 1;
  guint8  body[10] = { has_alpha ? 0x18 : 0x08 };

  for (int i = 0; i < 3; i++)
    {
      body[4 + i] = (guint8)(width >> (8 * i));
      body[7 + i] = (guint8)(height >> (8 * i));
    }
  append_text (webp, "VP8X");
  append_le32 (webp, sizeof body);
  g_byte_array_append (webp, body, sizeof body);
}

/* An extended file puts EXIF behind the picture. */
static GBytes *
make_webp (GdkPixbuf *drawn, const KtgPictureSpec *spec, GBytes *exif)
{
  g_autoptr (GBytes) plain = encode_webp (drawn, spec->format == KTG_PICTURE_LOSSLESS_WEBP);
  const guint8 *chunks = (const guint8 *)g_bytes_get_data (plain, NULL) + 12;
  gsize         n_bytes = g_bytes_get_size (plain) - 12;
  GByteArray   *bytes;
  guint32       size;

  if (exif == NULL)
    return g_steal_pointer (&plain);

  if (memcmp (chunks, "VP8X", 4) == 0)
    {
      chunks += 18;
      n_bytes -= 18;
    }
  bytes = g_byte_array_new ();
  append_text (bytes, "RIFF....WEBP");
  append_webp_extension (bytes, drawn, spec->has_alpha);
  g_byte_array_append (bytes, chunks, (guint)n_bytes);
  append_text (bytes, "EXIF");
  append_le32 (bytes, (guint32)g_bytes_get_size (exif));
  append_bytes (bytes, exif);
  if ((g_bytes_get_size (exif) & 1) != 0)
    g_byte_array_append (bytes, (const guint8 *)"", 1);
  size = GUINT32_TO_LE (bytes->len - 8);
  memcpy (bytes->data + 4, &size, 4);

  return g_byte_array_free_to_bytes (bytes);
}

static GBytes *
save_as (GdkPixbuf *drawn, const char *kind)
{
  g_autoptr (GdkPixbuf) flat = drop_alpha (drawn);
  char *bytes = NULL;
  gsize n_bytes = 0;

  g_assert_true (gdk_pixbuf_save_to_buffer (flat, &bytes, &n_bytes, kind, NULL, NULL));

  return g_bytes_new_take (bytes, n_bytes);
}

static void
append_le16 (GByteArray *bytes, int value)
{
  guint16 little = GUINT16_TO_LE ((guint16)value);

  g_byte_array_append (bytes, (const guint8 *)&little, 2);
}

/* 128 colours, of which the first eight are those of a cube's corners. */
static void
append_gif_head (GByteArray *gif, int width, int height)
{
  append_text (gif, "GIF89a");
  append_le16 (gif, width);
  append_le16 (gif, height);
  g_byte_array_append (gif, (const guint8 *)"\xe6\0\0", 3);
  for (int i = 0; i < 128; i++)
    for (int channel = 0; channel < 3; channel++)
      g_byte_array_append (gif, (const guint8 *)((i >> channel & 1) != 0 ? "\xff" : "\0"), 1);
  append_text (gif, ",");
  append_le16 (gif, 0);
  append_le16 (gif, 0);
  append_le16 (gif, width);
  append_le16 (gif, height);
  g_byte_array_append (gif, (const guint8 *)"\0\7", 2);
}

static guint8
find_corner (const guint8 *rgba)
{
  return (guint8)(rgba[0] >> 7 | rgba[1] >> 7 << 1 | rgba[2] >> 7 << 2);
}

/* Begun anew before its codes are longer than eight bits: so each is a byte. */
static GBytes *
make_gif (GdkPixbuf *drawn)
{
  GByteArray *gif = g_byte_array_new ();
  int width = gdk_pixbuf_get_width (drawn), n_pixels = width * gdk_pixbuf_get_height (drawn);

  append_gif_head (gif, width, gdk_pixbuf_get_height (drawn));
  for (int at = 0; at < n_pixels; at += 100)
    {
      guint8 block[102] = { (guint8)(MIN (100, n_pixels - at) + 1), 128 };

      for (int i = at; i < MIN (at + 100, n_pixels); i++)
        block[2 + i - at]
            = find_corner (gdk_pixbuf_read_pixels (drawn)
                           + i / width * gdk_pixbuf_get_rowstride (drawn) + i % width * 4);
      g_byte_array_append (gif, block, block[0] + 1u);
    }
  g_byte_array_append (gif, (const guint8 *)"\1\x81\0;", 4);

  return g_byte_array_free_to_bytes (gif);
}

/* Returns: (transfer full): a whole file, the same bytes each time */
GBytes *
ktg_picture_make (const KtgPictureSpec *spec)
{
  g_autoptr (GdkPixbuf) drawn = draw (spec);
  g_autoptr (GBytes) exif = has_exif (spec) ? make_exif (spec) : NULL;

  switch (spec->format)
    {
    case KTG_PICTURE_PNG:
    case KTG_PICTURE_INTERLACED_PNG:
      return make_png (drawn, spec->has_alpha, spec->format == KTG_PICTURE_INTERLACED_PNG, exif);
    case KTG_PICTURE_WEBP:
    case KTG_PICTURE_LOSSLESS_WEBP:
      return make_webp (drawn, spec, exif);
    case KTG_PICTURE_TIFF:
      return save_as (drawn, "tiff");
    case KTG_PICTURE_BMP:
      return save_as (drawn, "bmp");
    case KTG_PICTURE_GIF:
      return make_gif (drawn);
    case KTG_PICTURE_JPEG:
    default:
      return make_jpeg (drawn, exif);
    }
}

/* Returns: (transfer full): a real PNG in one colour, made without ever holding its pixels */
GBytes *
ktg_picture_make_plain_png (int width, int height)
{
  g_autoptr (GdkPixbuf) row = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, width, 1);

  gdk_pixbuf_fill (row, 0x336699ff);

  return g_byte_array_free_to_bytes (encode_png (row, height, FALSE));
}

/* Returns: (transfer full): a real PNG, black all over, a pixel a bit: a few tens of kilobytes for
 * pixels that no memory holds */
GBytes *
ktg_picture_make_bomb_png (guint32 side)
{
  GByteArray        *bytes = g_byte_array_new ();
  g_autofree guint8 *row = g_malloc0 (side / 8 + 1);
  png_structp        png = png_create_write_struct (PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
  png_infop          info = png_create_info_struct (png);

  png_set_write_fn (png, bytes, png_written_cb, png_flushed_cb);
  png_set_IHDR (png,
                info,
                side,
                side,
                1,
                PNG_COLOR_TYPE_GRAY,
                PNG_INTERLACE_NONE,
                PNG_COMPRESSION_TYPE_DEFAULT,
                PNG_FILTER_TYPE_DEFAULT);
  png_write_info (png, info);
  for (guint32 i = 0; i < side; i++)
    png_write_row (png, row);
  png_write_end (png, info);
  png_destroy_write_struct (&png, &info);

  return g_byte_array_free_to_bytes (bytes);
}

/* Each of its five codes has one symbol only, which takes no bit: 16383 by 16383 pixels in none.
 *
 * Returns: (transfer full): a real WebP without loss, of 40 bytes */
GBytes *
ktg_picture_make_bomb_webp (void)
{
  static const guint8 bytes[]
      = { 'R',  'I',  'F',  'F', 32, 0, 0,    0,    'W',  'E',  'B',  'P',  'V',  'P',
          '8',  'L',  20,   0,   0,  0, 0x2f, 0xfe, 0xbf, 0xff, 0x0f, 0x28, 0x44, 0x41,
          0x0a, 0xd3, 0xff, 0,   0,  0, 0,    0,    0,    0,    0,    0 };

  return g_bytes_new_static (bytes, sizeof bytes);
}

/* What stands before the first scan: one channel, one value for all quantisers, and of each kind of
 * code one, of one bit: no difference; and a run of 16384 blocks and as many more as 14 bits say.
 */
static void
begin_progressive_jpeg (GByteArray *jpeg, guint side)
{
  static const guint8 quantisers[] = { 0xff, 0xd8, 0xff, 0xdb, 0, 67, 0 };
  static const guint8 codes[]
      = { 0xff, 0xc4, 0, 20, 0x00, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0x00,
          0xff, 0xc4, 0, 20, 0x10, 1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xe0 };
  const guint8 frame[]
      = { 0xff,        0xc2, 0, 11,   8, side >> 8 & 0xff, side & 0xff, side >> 8 & 0xff,
          side & 0xff, 1,    1, 0x11, 0 };

  g_byte_array_append (jpeg, quantisers, sizeof quantisers);
  for (int i = 0; i < 64; i++)
    g_byte_array_append (jpeg, (const guint8 *)"\1", 1);
  g_byte_array_append (jpeg, frame, sizeof frame);
  g_byte_array_append (jpeg, codes, sizeof codes);
}

static void
append_scan (GByteArray *jpeg, guint8 first, guint8 last, gsize n_bytes)
{
  const guint8 head[] = { 0xff, 0xda, 0, 8, 1, 1, 0, first, last, 0 };
  gsize        at = jpeg->len + sizeof head;

  g_byte_array_append (jpeg, head, sizeof head);
  g_byte_array_set_size (jpeg, (guint)(at + n_bytes));
  memset (jpeg->data + at, 0, n_bytes);
}

/* Returns: (transfer full): a real progressive JPEG, grey all over, each of whose 4000 scans goes
 * over a million blocks in 130 bytes */
GBytes *
ktg_picture_make_bomb_jpeg (void)
{
  const guint side = 8192, n_blocks = side / 8 * (side / 8);
  GByteArray *jpeg = g_byte_array_new ();

  begin_progressive_jpeg (jpeg, side);
  append_scan (jpeg, 0, 0, n_blocks / 8);
  for (int i = 0; i < 4000; i++)
    append_scan (jpeg, 1, 63, n_blocks / 16384 * 15 / 8);
  g_byte_array_append (jpeg, (const guint8 *)"\xff\xd9", 2);

  return g_byte_array_free_to_bytes (jpeg);
}

/* A JPEG of one block up to where its pixels begin, which claims to be so large. */
static GByteArray *
begin_jpeg (guint width, guint height)
{
  g_autoptr (GdkPixbuf) block = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 16, 16);
  g_autoptr (GBytes) small = NULL;
  GByteArray *jpeg = g_byte_array_new ();
  guint       at = 2;

  gdk_pixbuf_fill (block, 0x808080ff);
  small = make_jpeg (block, NULL);
  append_bytes (jpeg, small);
  while (jpeg->data[at + 1] != 0xda)
    {
      if (jpeg->data[at + 1] == 0xc0)
        memcpy (jpeg->data + at + 5,
                (const guint8[]){
                    height >> 8 & 0xff, height & 0xff, width >> 8 & 0xff, width & 0xff },
                4);
      at += 2u + (jpeg->data[at + 2] << 8 | jpeg->data[at + 3]);
    }
  g_byte_array_set_size (jpeg, at + 2u + (jpeg->data[at + 2] << 8 | jpeg->data[at + 3]));

  return jpeg;
}

/* Of six blocks that are as the ones before, by the tables that every encoder begins with. */
static const guint8 same_again[] = { 0x28, 0xa2, 0x8a, 0x00 };

/* Returns: (transfer full): a real baseline JPEG, grey all over, made without ever holding its
 * pixels */
GBytes *
ktg_picture_make_plain_jpeg (guint width, guint height)
{
  GByteArray *jpeg = begin_jpeg (width, height);

  for (guint i = 0; i < width / 16 * (height / 16); i++)
    g_byte_array_append (jpeg, same_again, sizeof same_again);
  g_byte_array_append (jpeg, (const guint8 *)"\xff\xd9", 2);

  return g_byte_array_free_to_bytes (jpeg);
}

/* Returns: (transfer full): a PNG that claims to be so large and has next to nothing in it */
GBytes *
ktg_picture_make_png_header (guint32 width, guint32 height)
{
  static const guint8 kind[] = { 8, 2, 0, 0, 0 };
  g_autoptr (GByteArray) header = g_byte_array_new ();
  GByteArray *bytes = g_byte_array_new ();

  append_be32 (header, width);
  append_be32 (header, height);
  g_byte_array_append (header, kind, sizeof kind);
  g_byte_array_append (bytes, png_signature, sizeof png_signature);
  append_png_chunk (bytes, "IHDR", header->data, header->len);
  append_png_chunk (bytes, "IDAT", (const guint8 *)"\x78\x9c\x63\x00\x00", 5);
  append_png_chunk (bytes, "IEND", (const guint8 *)"", 0);

  return g_byte_array_free_to_bytes (bytes);
}

/* Returns: (transfer full): how a phone's HEIC begins */
GBytes *
ktg_picture_make_heic_header (void)
{
  static const guint8 bytes[]
      = { 0,   0,   0,   24,  'f', 't', 'y', 'p', 'h', 'e', 'i', 'c', 0,   0,   0,   0,
          'm', 'i', 'f', '1', 'h', 'e', 'i', 'c', 0,   0,   0,   8,   'm', 'd', 'a', 't' };

  return g_bytes_new_static (bytes, sizeof bytes);
}

/* Returns: (transfer full): the file */
GFile *
ktg_picture_write (const char *folder, const char *name, GBytes *bytes)
{
  g_autofree char *path = g_build_filename (folder, name, NULL);
  g_autoptr (GError) error = NULL;

  g_file_set_contents (path,
                       g_bytes_get_data (bytes, NULL),
                       (gssize)g_bytes_get_size (bytes),
                       &error);
  g_assert_no_error (error);

  return g_file_new_for_path (path);
}
