/* ktg-one-press.h - a button that hears one press at a time
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_one_press_guard (GtkWidget *box);

G_END_DECLS
