/* ktg-raster-part.h - a part of a picture
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* In the picture's own pixels, the way up it was seen. */
typedef struct
{
  int x, y, width, height;
} KtgRasterPart;

/* How much further than it is told to a cover reaches on each side, at least, in the same pixels.
 */
#define KTG_COVER_REACH 36

G_END_DECLS
