/* test-preview.c - upright, small, and silent about who took it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-photo.h"
#include "ktg-picture-maker.h"

#include <gdk-pixbuf/gdk-pixbuf.h>
#include <glib/gstdio.h>
#include <lcms2.h>
#include <string.h>

static KtgPhoto *
read_made (const KtgPictureSpec *spec)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-preview-XXXXXX", NULL);
  g_autoptr (GBytes) bytes = ktg_picture_make (spec);
  g_autoptr (GFile) file = ktg_picture_write (folder, "made", bytes);
  g_autoptr (GError) error = NULL;
  KtgPhoto *photo = ktg_photo_read (file, 0, 0, NULL, &error);

  g_assert_no_error (error);
  g_assert_nonnull (photo->preview);
  g_assert_cmpuint (g_bytes_get_size (photo->preview), <=, KTG_PREVIEW_MAX_BYTES);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);

  return photo;
}

static GdkPixbuf *
decode_preview (KtgPhoto *photo)
{
  g_autoptr (GInputStream) stream = g_memory_input_stream_new_from_bytes (photo->preview);
  GdkPixbuf *picture = gdk_pixbuf_new_from_stream (stream, NULL, NULL);

  g_assert_nonnull (picture);
  g_assert_cmpint (gdk_pixbuf_get_width (picture), ==, photo->preview_width);
  g_assert_cmpint (gdk_pixbuf_get_height (picture), ==, photo->preview_height);

  return picture;
}

static void
assert_colour (GdkPixbuf *picture, double across, double down, guint32 rgb)
{
  int           x = (int)(across * gdk_pixbuf_get_width (picture));
  int           y = (int)(down * gdk_pixbuf_get_height (picture));
  const guchar *pixel = gdk_pixbuf_read_pixels (picture) + y * gdk_pixbuf_get_rowstride (picture)
                        + x * gdk_pixbuf_get_n_channels (picture);

  for (int i = 0; i < 3; i++)
    g_assert_cmpint (ABS ((int)pixel[i] - (int)(rgb >> (16 - 8 * i) & 0xff)), <, 16);
}

static void
assert_quarters (GdkPixbuf *picture)
{
  static const double places[] = { 0.02, 0.25, 0.45 };

  for (gsize i = 0; i < G_N_ELEMENTS (places); i++)
    {
      assert_colour (picture, places[i], places[i], 0xff0000);
      assert_colour (picture, 1 - places[i], places[i], 0x00ff00);
      assert_colour (picture, places[i], 1 - places[i], 0x0000ff);
      assert_colour (picture, 1 - places[i], 1 - places[i], 0xffffff);
    }
}

static void
test_upright (void)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    for (int orientation = 0; orientation <= 8; orientation++)
      {
        KtgPictureSpec spec = { .format = (KtgPictureFormat)format,
                                .width = 1301,
                                .height = 801,
                                .orientation = orientation };
        g_autoptr (KtgPhoto) photo = read_made (&spec);
        g_autoptr (GdkPixbuf) picture = decode_preview (photo);

        g_assert_cmpint (photo->preview_width, ==, 640);
        g_assert_cmpint (photo->preview_height, ==, 394);
        assert_quarters (picture);
      }
}

/* Nothing but what draws the picture: quantisation, frame, Huffman tables, and the JFIF mark of
 * sixteen bytes. */
static void
test_silent (void)
{
  KtgPictureSpec spec = { .width = 1301,
                          .height = 801,
                          .orientation = 3,
                          .make = "Batu",
                          .taken = "2022:08:14 10:01:02",
                          .has_position = TRUE,
                          .latitude = 5 };
  g_autoptr (KtgPhoto) photo = read_made (&spec);
  gsize         n_bytes = 0;
  const guchar *bytes = g_bytes_get_data (photo->preview, &n_bytes);
  gsize         at = 2;

  while (bytes[at + 1] != 0xda)
    {
      gsize length = (gsize)bytes[at + 2] << 8 | bytes[at + 3];

      g_assert_cmpint (bytes[at], ==, 0xff);
      g_assert_nonnull (memchr ("\xdb\xc0\xc2\xc4\xe0", bytes[at + 1], 5));
      g_assert_true (bytes[at + 1] != 0xe0 || length == 16);
      at += 2 + length;
      g_assert_cmpuint (at + 4, <, n_bytes);
    }
}

static void
test_noise_fits (void)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec
          = { .format = (KtgPictureFormat)format, .width = 640, .height = 640, .has_noise = TRUE };
      g_autoptr (KtgPhoto) photo = read_made (&spec);
      g_autoptr (GdkPixbuf) picture = decode_preview (photo);

      g_assert_cmpint (gdk_pixbuf_get_width (picture), >=, 160);
    }
}

static void
test_see_through_is_white (void)
{
  static const KtgPictureFormat formats[] = {
    KTG_PICTURE_PNG, KTG_PICTURE_INTERLACED_PNG, KTG_PICTURE_WEBP, KTG_PICTURE_LOSSLESS_WEBP
  };

  for (gsize i = 0; i < G_N_ELEMENTS (formats); i++)
    {
      KtgPictureSpec spec
          = { .format = formats[i], .width = 900, .height = 700, .has_alpha = TRUE };
      g_autoptr (KtgPhoto) photo = read_made (&spec);
      g_autoptr (GdkPixbuf) picture = decode_preview (photo);

      assert_quarters (picture);
    }
}

static void
test_thin (void)
{
  for (int format = KTG_PICTURE_JPEG; format <= KTG_PICTURE_LOSSLESS_WEBP; format++)
    {
      KtgPictureSpec spec = { .format = (KtgPictureFormat)format, .width = 3000, .height = 1 };
      g_autoptr (KtgPhoto) photo = read_made (&spec);

      g_assert_cmpint (photo->preview_width, ==, 640);
      g_assert_cmpint (photo->preview_height, ==, 1);
    }
}

/* ROMM RGB, as cameras and editors call ProPhoto: its primaries lie beyond what any screen shows.
 */
static cmsHPROFILE
make_prophoto (void)
{
  const cmsCIExyY       white = { 0.3457, 0.3585, 1 };
  const cmsCIExyYTRIPLE primaries
      = { { 0.7347, 0.2653, 1 }, { 0.1596, 0.8404, 1 }, { 0.0366, 0.0001, 1 } };
  cmsToneCurve *gamma = cmsBuildGamma (NULL, 1.8);
  cmsToneCurve *curves[] = { gamma, gamma, gamma };
  cmsHPROFILE   profile = cmsCreateRGBProfile (&white, &primaries, curves);

  cmsFreeToneCurve (gamma);
  return profile;
}

static char *
dup_base64 (cmsHPROFILE profile)
{
  cmsUInt32Number    n_bytes = 0;
  g_autofree guint8 *bytes = NULL;

  g_assert_true (cmsSaveProfileToMem (profile, NULL, &n_bytes));
  bytes = g_malloc (n_bytes);
  g_assert_true (cmsSaveProfileToMem (profile, bytes, &n_bytes));
  return g_base64_encode (bytes, n_bytes);
}

/* How a colour of the screen is numbered in @profile. */
static guint32
number_in (cmsHPROFILE profile, guint32 rgb)
{
  guint8        seen[3] = { rgb >> 16 & 0xff, rgb >> 8 & 0xff, rgb & 0xff }, numbers[3];
  cmsHPROFILE   srgb = cmsCreate_sRGBProfile ();
  cmsHTRANSFORM transform
      = cmsCreateTransform (srgb, TYPE_RGB_8, profile, TYPE_RGB_8, INTENT_PERCEPTUAL, 0);

  cmsDoTransform (transform, seen, numbers, 1);
  cmsDeleteTransform (transform);
  cmsCloseProfile (srgb);
  return (guint32)numbers[0] << 16 | (guint32)numbers[1] << 8 | numbers[2];
}

static KtgPhoto *
read_in_profile (const char *kind, guint32 numbers, const char *profile)
{
  g_autofree char *folder = g_dir_make_tmp ("ktg-preview-XXXXXX", NULL);
  g_autofree char *path = g_build_filename (folder, "made", NULL);
  g_autoptr (GFile) file = g_file_new_for_path (path);
  g_autoptr (GdkPixbuf) picture = gdk_pixbuf_new (GDK_COLORSPACE_RGB, FALSE, 8, 320, 240);
  g_autoptr (GError) error = NULL;
  KtgPhoto *photo;

  gdk_pixbuf_fill (picture, numbers << 8 | 0xff);
  gdk_pixbuf_save (picture, path, kind, &error, "icc-profile", profile, NULL);
  g_assert_no_error (error);
  photo = ktg_photo_read (file, 0, 0, NULL, &error);
  g_assert_no_error (error);
  g_assert_nonnull (photo->preview);
  g_assert_true (g_file_delete (file, NULL, NULL));
  g_assert_cmpint (g_rmdir (folder), ==, 0);
  return photo;
}

/* The red of a flag, the brown of a uniform and the green of a banner: unconverted, the red is
 * (132, 55, 39), which is a brown. */
static void
test_wide_colours (void)
{
  static const char *const kinds[] = { "jpeg", "tiff" };
  static const guint32     colours[] = { 0xc8102e, 0x8b5a2b, 0x10a050, 0xffffff };
  cmsHPROFILE              prophoto = make_prophoto ();
  g_autofree char         *profile = dup_base64 (prophoto);

  for (gsize i = 0; i < G_N_ELEMENTS (kinds) * G_N_ELEMENTS (colours); i++)
    {
      guint32 colour = colours[i / G_N_ELEMENTS (kinds)];
      guint32 numbers = number_in (prophoto, colour);
      g_autoptr (KtgPhoto) photo
          = read_in_profile (kinds[i % G_N_ELEMENTS (kinds)], numbers, profile);
      g_autoptr (GdkPixbuf) picture = decode_preview (photo);

      assert_colour (picture, 0.5, 0.5, colour);
    }

  cmsCloseProfile (prophoto);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/preview/all-eight-orientations-are-upright", test_upright);
  g_test_add_func ("/preview/says-nothing-that-the-camera-said", test_silent);
  g_test_add_func ("/preview/what-hardly-compresses-still-fits", test_noise_fits);
  g_test_add_func ("/preview/what-is-see-through-is-white", test_see_through_is_white);
  g_test_add_func ("/preview/wider-colours-than-a-screen-has-are-those-of-the-screen",
                   test_wide_colours);
  g_test_add_func ("/preview/a-thin-picture-is-not-lost", test_thin);

  return g_test_run ();
}
