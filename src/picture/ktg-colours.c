/* ktg-colours.c - pixels in the colours that every screen knows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-colours.h"

#include <lcms2.h>

static cmsHTRANSFORM
make_transform (cmsHPROFILE from, gboolean has_alpha)
{
  cmsHPROFILE     srgb = cmsCreate_sRGBProfile ();
  cmsUInt32Number format = has_alpha ? TYPE_RGBA_8 : TYPE_RGB_8;
  cmsHTRANSFORM   transform = cmsCreateTransform (from,
                                                format,
                                                srgb,
                                                format,
                                                INTENT_PERCEPTUAL,
                                                has_alpha ? cmsFLAGS_COPY_ALPHA : 0);

  cmsCloseProfile (srgb);
  return transform;
}

static GdkPixbuf *
apply (GdkPixbuf *picture, cmsHTRANSFORM transform)
{
  GdkPixbuf      *changed = gdk_pixbuf_copy (picture);
  cmsUInt32Number row_bytes;

  if (changed == NULL)
    return NULL;

  row_bytes = (cmsUInt32Number)gdk_pixbuf_get_rowstride (changed);
  for (int row = 0; row < gdk_pixbuf_get_height (changed); row++)
    {
      guint8 *pixels = gdk_pixbuf_get_pixels (changed) + (gsize)row * row_bytes;

      cmsDoTransform (transform, pixels, pixels, (cmsUInt32Number)gdk_pixbuf_get_width (changed));
    }

  return changed;
}

/**
 * ktg_colours_to_srgb:
 * @picture: pixels
 * @profile: (nullable): what their numbers mean
 *
 * A profile that cannot be read, or is of other numbers than red, green and blue, is not heeded.
 *
 * Returns: (transfer full): the same picture in sRGB
 */
GdkPixbuf *
ktg_colours_to_srgb (GdkPixbuf *picture, GBytes *profile)
{
  GdkPixbuf    *changed = NULL;
  cmsHPROFILE   from = NULL;
  cmsHTRANSFORM transform = NULL;

  if (profile != NULL)
    from = cmsOpenProfileFromMem (g_bytes_get_data (profile, NULL),
                                  (cmsUInt32Number)g_bytes_get_size (profile));
  if (from != NULL && cmsGetColorSpace (from) == cmsSigRgbData)
    transform = make_transform (from, gdk_pixbuf_get_has_alpha (picture));
  if (transform != NULL)
    {
      changed = apply (picture, transform);
      cmsDeleteTransform (transform);
    }
  if (from != NULL)
    cmsCloseProfile (from);

  return changed != NULL ? changed : g_object_ref (picture);
}

/**
 * ktg_colours_dup_profile:
 * @picture: as it was decoded
 * @found: a profile that its decoder does not hand on; empty where there is none
 *
 * Returns: (transfer full) (nullable): what its numbers mean, if it says so
 */
GBytes *
ktg_colours_dup_profile (GdkPixbuf *picture, const KtgSpan *found)
{
  const char *text = gdk_pixbuf_get_option (picture, "icc-profile");
  gsize       n_bytes = 0;
  guchar     *bytes;

  if (found->n_bytes > 0)
    return g_bytes_new (found->bytes, found->n_bytes);
  if (text == NULL)
    return NULL;

  bytes = g_base64_decode (text, &n_bytes);
  return g_bytes_new_take (bytes, n_bytes);
}
