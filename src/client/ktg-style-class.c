/* ktg-style-class.c - a style class that a widget has or has not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-style-class.h"

/**
 * ktg_style_class_set:
 * @widget: (type GtkWidget): a widget
 * @name: one of the classes of ui/style.css, or of the toolkit
 * @is_set: whether it has it from now on
 */
void
ktg_style_class_set (gpointer widget, const char *name, gboolean is_set)
{
  if (is_set)
    gtk_widget_add_css_class (widget, name);
  else
    gtk_widget_remove_css_class (widget, name);
}
