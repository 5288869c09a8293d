/* ktg-primary-menu.c - the menu of the whole app
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-primary-menu.h"

/**
 * ktg_primary_menu_fill:
 * @button: a button in the head of a page that has nothing before it
 */
void
ktg_primary_menu_fill (GtkMenuButton *button)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-primary-menu.ui");

  gtk_menu_button_set_menu_model (button,
                                  G_MENU_MODEL (gtk_builder_get_object (builder, "primary_menu")));
}
