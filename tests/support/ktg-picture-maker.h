/* ktg-picture-maker.h - pictures made for tests, with what a camera would write into them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_PICTURE_JPEG,
  KTG_PICTURE_PNG,
  KTG_PICTURE_INTERLACED_PNG,
  KTG_PICTURE_WEBP,
  KTG_PICTURE_LOSSLESS_WEBP,
  KTG_PICTURE_TIFF, /* the last three without EXIF */
  KTG_PICTURE_BMP,
  KTG_PICTURE_GIF,
} KtgPictureFormat;

/* Seen upright the picture has four quarters: red and green above, blue and white below. What is 0
 * or NULL is not written; a picture of whose EXIF nothing is said has none. */
typedef struct
{
  KtgPictureFormat format;
  int              width, height; /* upright */
  int              orientation;   /* 1 to 8 */
  const char      *taken;         /* "2022:08:14 10:01:02" */
  const char      *offset;        /* "+07:00" */
  const char      *offset_tag;    /* which one says it; NULL: "OffsetTimeOriginal" */
  const char      *make;
  const char      *model;
  gboolean         has_position;
  double           latitude, longitude;
  gboolean         has_alpha; /* PNG and WebP: the white quarter is see-through instead */
  gboolean         has_noise; /* hardly compressible, and without the quarters */
  guint32          secret;    /* not 0: stands as noise in this part of the upright picture */
  int              secret_x, secret_y, secret_width, secret_height;
} KtgPictureSpec;

GBytes *ktg_picture_make (const KtgPictureSpec *spec);
GBytes *ktg_picture_make_plain_png (int width, int height);
GBytes *ktg_picture_make_bomb_png (guint32 side);
GBytes *ktg_picture_make_bomb_webp (void);
GBytes *ktg_picture_make_bomb_jpeg (void);
GBytes *ktg_picture_make_plain_jpeg (guint width, guint height); /* in sixteens */
GBytes *ktg_picture_make_png_header (guint32 width, guint32 height);
GBytes *ktg_picture_make_heic_header (void);

/* A file of these bytes in @folder. */
GFile *ktg_picture_write (const char *folder, const char *name, GBytes *bytes);

G_END_DECLS
