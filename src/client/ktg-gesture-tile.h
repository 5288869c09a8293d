/* ktg-gesture-tile.h - a gesture that can be chosen: its drawing, and its name below
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-pack-entry.h>

G_BEGIN_DECLS

#define KTG_TYPE_GESTURE_TILE (ktg_gesture_tile_get_type ())
G_DECLARE_FINAL_TYPE (KtgGestureTile, ktg_gesture_tile, KTG, GESTURE_TILE, GtkToggleButton)

KtgGestureTile *ktg_gesture_tile_new (const KtgChoice *gesture);
const char     *ktg_gesture_tile_get_code (KtgGestureTile *self);
void            ktg_gesture_tile_say (KtgGestureTile *self, const char *likeness);

G_END_DECLS
