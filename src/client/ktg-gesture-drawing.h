/* ktg-gesture-drawing.h - hands that make a gesture, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <cairo.h>
#include <ktg-pack-entry.h>

G_BEGIN_DECLS

#define KTG_GESTURE_DRAWING_SIDE 40.0

gboolean ktg_gesture_drawing_has (const KtgChoice *gesture);
void     ktg_gesture_drawing_draw (cairo_t *cr, const KtgChoice *gesture);

G_END_DECLS
