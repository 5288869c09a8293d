/* ktg-style-class.h - a style class that a widget has or has not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>

G_BEGIN_DECLS

void ktg_style_class_set (gpointer widget, const char *name, gboolean is_set);

G_END_DECLS
