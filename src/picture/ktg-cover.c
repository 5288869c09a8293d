/* ktg-cover.c - parts of a picture that nobody shall see
 *
 * They are painted over as soon as there are pixels, before anything is made smaller, turned or
 * encoded: so whatever follows is made of the flat colour, and of nothing that lay under it. Before
 * that a codec has spread each pixel over its whole block, and from there a little further; the
 * cover reaches as far.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cover.h"

#include "ktg-upright.h"

#define COLOUR 0x000000ff
#define BLOCK 32 /* the widest that a JPEG has, in pixels of the picture */
#define SPREAD 4 /* of colours made larger, and of scaling; in pixels of what was decoded */

G_STATIC_ASSERT (BLOCK + SPREAD == KTG_COVER_REACH);

static KtgRasterPart
widen (const KtgRasterPart *cover)
{
  return (KtgRasterPart){ .x = cover->x - BLOCK,
                          .y = cover->y - BLOCK,
                          .width = cover->width + 2 * BLOCK,
                          .height = cover->height + 2 * BLOCK };
}

/* Outwards, to whole pixels. */
static void
scale_range (int at, int length, int from, int to, int *begin, int *end)
{
  gint64 first = (gint64)at * to / from - SPREAD;
  gint64 behind = ((gint64)at + length) * to / from + 1 + SPREAD;

  *begin = (int)CLAMP (first, 0, to);
  *end = (int)CLAMP (behind, 0, to);
}

static void
paint (const KtgDecoded *decoded, const KtgRasterPart *stored)
{
  g_autoptr (GdkPixbuf) covered = NULL;
  int left, right, top, bottom;

  scale_range (stored->x,
               stored->width,
               decoded->width,
               gdk_pixbuf_get_width (decoded->pixels),
               &left,
               &right);
  scale_range (stored->y,
               stored->height,
               decoded->height,
               gdk_pixbuf_get_height (decoded->pixels),
               &top,
               &bottom);
  if (left >= right || top >= bottom)
    return;

  covered = gdk_pixbuf_new_subpixbuf (decoded->pixels, left, top, right - left, bottom - top);
  gdk_pixbuf_fill (covered, COLOUR);
}

/**
 * ktg_cover_paint:
 * @decoded: a picture as it is stored; its pixels are painted over
 * @request: its covers, in pixels of the upright picture
 * @orientation: as EXIF numbers them, 1 to 8
 */
void
ktg_cover_paint (const KtgDecoded *decoded, const KtgPictureRequest *request, int orientation)
{
  for (int i = 0; i < request->n_covers; i++)
    {
      KtgRasterPart wide = widen (&request->covers[i]);
      KtgRasterPart stored = ktg_upright_find_stored (&wide, decoded, orientation);

      paint (decoded, &stored);
    }
}
