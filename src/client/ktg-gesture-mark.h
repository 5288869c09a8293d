/* ktg-gesture-mark.h - a gesture, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-pack-entry.h>

G_BEGIN_DECLS

#define KTG_TYPE_GESTURE_MARK (ktg_gesture_mark_get_type ())
G_DECLARE_FINAL_TYPE (KtgGestureMark, ktg_gesture_mark, KTG, GESTURE_MARK, GtkWidget)

void ktg_gesture_mark_show (KtgGestureMark *self, const KtgChoice *gesture);

G_END_DECLS
