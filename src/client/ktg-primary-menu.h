/* ktg-primary-menu.h - the menu of the whole app
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_primary_menu_fill (GtkMenuButton *button);

G_END_DECLS
