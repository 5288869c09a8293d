/* ktg-layers.c - pages that stand above each other in a stack
 *
 * What is below stays as it is, and is seen again when what is above it has gone. A stack keeps its
 * children in the order in which they came, so the page below is the one that came before.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-layers.h"

/**
 * ktg_layers_put:
 * @stack: where pages stand
 * @page: (transfer floating): what is shown above them from now on, with the focus in it
 */
void
ktg_layers_put (GtkStack *stack, GtkWidget *page)
{
  gtk_stack_add_child (stack, page);
  gtk_stack_set_visible_child (stack, page);
  gtk_widget_child_focus (page, GTK_DIR_TAB_FORWARD);
}

/**
 * ktg_layers_take:
 * @stack: where pages stand
 * @page: one that was put above others, which goes
 */
void
ktg_layers_take (GtkStack *stack, GtkWidget *page)
{
  if (gtk_stack_get_visible_child (stack) == page)
    gtk_stack_set_visible_child (stack, gtk_widget_get_prev_sibling (page));

  gtk_stack_remove (stack, page);
}
