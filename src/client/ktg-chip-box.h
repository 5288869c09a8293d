/* ktg-chip-box.h - answers that are offered, each set by one press
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_CHIP_BOX (ktg_chip_box_get_type ())
G_DECLARE_FINAL_TYPE (KtgChipBox, ktg_chip_box, KTG, CHIP_BOX, GtkWidget)

void ktg_chip_box_clear (KtgChipBox *self);
void ktg_chip_box_add (KtgChipBox *self, const char *code, const char *name, const char *detail);
void ktg_chip_box_set_pressed (KtgChipBox *self, const char *code, gboolean is_pressed);
gboolean ktg_chip_box_is_pressed (KtgChipBox *self, const char *code);

G_END_DECLS
