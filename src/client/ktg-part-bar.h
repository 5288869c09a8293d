/* ktg-part-bar.h - how much of something has gone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_PART_BAR (ktg_part_bar_get_type ())
G_DECLARE_FINAL_TYPE (KtgPartBar, ktg_part_bar, KTG, PART_BAR, GtkWidget)

void ktg_part_bar_show (KtgPartBar *self, double part, const char *name, const char *value);

G_END_DECLS
