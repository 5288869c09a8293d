/* ktg-gesture-row.h - which gesture a picture shows, chosen from drawings
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_GESTURE_ROW (ktg_gesture_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgGestureRow, ktg_gesture_row, KTG, GESTURE_ROW, AdwExpanderRow)

void        ktg_gesture_row_show (KtgGestureRow *self, KtgSession *session, const char *gesture);
void        ktg_gesture_row_show_report (KtgGestureRow *self, const KtgReport *report);
const char *ktg_gesture_row_get_code (KtgGestureRow *self);

G_END_DECLS
