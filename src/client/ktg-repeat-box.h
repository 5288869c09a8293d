/* ktg-repeat-box.h - the same thing asked as often as there are answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPEAT_BOX (ktg_repeat_box_get_type ())
G_DECLARE_FINAL_TYPE (KtgRepeatBox, ktg_repeat_box, KTG, REPEAT_BOX, AdwBin)

GtkWidget *ktg_repeat_box_new (const char *title);
void       ktg_repeat_box_append (KtgRepeatBox *self, GtkWidget *item);
void       ktg_repeat_box_clear (KtgRepeatBox *self);
guint      ktg_repeat_box_get_n (KtgRepeatBox *self);
GtkWidget *ktg_repeat_box_get (KtgRepeatBox *self, guint i);

G_END_DECLS
