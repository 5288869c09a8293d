/* ktg-step-mark.h - how far one step of a story has come, drawn
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-timeline.h>

G_BEGIN_DECLS

#define KTG_TYPE_STEP_MARK (ktg_step_mark_get_type ())
G_DECLARE_FINAL_TYPE (KtgStepMark, ktg_step_mark, KTG, STEP_MARK, GtkWidget)

void ktg_step_mark_show (KtgStepMark *self, KtgTimelineMark mark, gboolean is_last);

G_END_DECLS
