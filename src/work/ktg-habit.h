/* ktg-habit.h - what this device does unless its officer said no
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-view-file.h"

G_BEGIN_DECLS

#define KTG_HABIT_NOTIFY "notify" /* tells what happened to a report */
#define KTG_HABIT_GO_ON "go-on"   /* sends with the window closed */

gboolean ktg_habit_is_on (KtgViewFile *view_file, const char *habit);
void     ktg_habit_set (KtgViewFile *view_file, const char *habit, gboolean is_on);

G_END_DECLS
