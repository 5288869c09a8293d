/* ktg-layers.h - pages that stand above each other in a stack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_layers_put (GtkStack *stack, GtkWidget *page);
void ktg_layers_take (GtkStack *stack, GtkWidget *page);

G_END_DECLS
