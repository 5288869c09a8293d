/* ktg-upright.c - which part of the stored picture is wanted, and which way up it was seen
 *
 * It is cut and made small before it is turned: so no more than the result is held twice.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upright.h"

static gboolean
is_on_its_side (int orientation)
{
  return orientation >= 5;
}

static int
scale (int at, int from, int to)
{
  return (int)((gint64)at * to / from);
}

/**
 * ktg_upright_find_stored:
 * @part: a part of the upright picture
 * @decoded: the picture as it is stored
 * @orientation: as EXIF numbers them, 1 to 8
 *
 * Returns: the same part of the stored picture (EXIF's rows and columns)
 */
KtgRasterPart
ktg_upright_find_stored (const KtgRasterPart *part, const KtgDecoded *decoded, int orientation)
{
  gboolean is_turned = is_on_its_side (orientation);
  gboolean from_right
      = orientation == 2 || orientation == 3 || orientation == 7 || orientation == 8;
  gboolean from_bottom
      = orientation == 3 || orientation == 4 || orientation == 6 || orientation == 7;
  KtgRasterPart stored = *part;

  if (is_turned)
    stored = (KtgRasterPart){ part->y, part->x, part->height, part->width };
  if (from_right)
    stored.x = decoded->width - stored.x - stored.width;
  if (from_bottom)
    stored.y = decoded->height - stored.y - stored.height;

  return stored;
}

/* In pixels of what was decoded, which may be smaller than the picture itself. */
static GdkPixbuf *
cut (const KtgDecoded *decoded, const KtgPictureRequest *request, int orientation)
{
  int           width = gdk_pixbuf_get_width (decoded->pixels);
  int           height = gdk_pixbuf_get_height (decoded->pixels);
  KtgRasterPart stored;
  int           x, y;

  if (request->part.width <= 0 || request->part.height <= 0)
    return g_object_ref (decoded->pixels);

  stored = ktg_upright_find_stored (&request->part, decoded, orientation);
  x = CLAMP (scale (stored.x, decoded->width, width), 0, width - 1);
  y = CLAMP (scale (stored.y, decoded->height, height), 0, height - 1);

  return gdk_pixbuf_new_subpixbuf (decoded->pixels,
                                   x,
                                   y,
                                   CLAMP (scale (stored.width, decoded->width, width),
                                          1,
                                          width - x),
                                   CLAMP (scale (stored.height, decoded->height, height),
                                          1,
                                          height - y));
}

/* Never larger than it is. */
static GdkPixbuf *
fit (GdkPixbuf *picture, int max_width, int max_height)
{
  int    width = gdk_pixbuf_get_width (picture), height = gdk_pixbuf_get_height (picture);
  double shrinks = MAX (1.0, MAX ((double)width / max_width, (double)height / max_height));

  return shrinks == 1.0 ? g_object_ref (picture)
                        : gdk_pixbuf_scale_simple (picture,
                                                   MAX (1, (int)(width / shrinks + 0.5)),
                                                   MAX (1, (int)(height / shrinks + 0.5)),
                                                   GDK_INTERP_BILINEAR);
}

static GdkPixbuf *
turn (GdkPixbuf *picture, int orientation)
{
  if (orientation == 3)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_UPSIDEDOWN);
  if (orientation >= 5 && orientation <= 7)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_CLOCKWISE);
  if (orientation == 8)
    return gdk_pixbuf_rotate_simple (picture, GDK_PIXBUF_ROTATE_COUNTERCLOCKWISE);

  return g_object_ref (picture);
}

static GdkPixbuf *
set_upright (GdkPixbuf *picture, int orientation)
{
  g_autoptr (GdkPixbuf) turned = turn (picture, orientation);

  if (turned != NULL && (orientation == 2 || orientation == 5))
    return gdk_pixbuf_flip (turned, TRUE);
  if (turned != NULL && (orientation == 4 || orientation == 7))
    return gdk_pixbuf_flip (turned, FALSE);

  return g_steal_pointer (&turned);
}

/**
 * ktg_upright_new:
 * @decoded: a picture as it is stored
 * @request: which part of it is wanted, and how large at most
 * @orientation: as EXIF numbers them, 1 to 8
 *
 * Returns: (transfer full) (nullable): that part as the photographer saw it; %NULL for want of
 * memory
 */
GdkPixbuf *
ktg_upright_new (const KtgDecoded *decoded, const KtgPictureRequest *request, int orientation)
{
  gboolean is_turned = is_on_its_side (orientation);
  g_autoptr (GdkPixbuf) part = cut (decoded, request, orientation);
  g_autoptr (GdkPixbuf) fitting = fit (part,
                                       is_turned ? request->max_height : request->max_width,
                                       is_turned ? request->max_width : request->max_height);

  return fitting != NULL ? set_upright (fitting, orientation) : NULL;
}
