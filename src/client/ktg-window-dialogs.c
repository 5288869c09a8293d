/* ktg-window-dialogs.c - the windows that say something of the app, and know nothing of what is in
 * it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-window-dialogs.h"

#include "ktg-about-window.h"

static void
shortcuts_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-shortcuts-window.ui");

  GtkWindow *window = GTK_WINDOW (gtk_builder_get_object (builder, "shortcuts_window"));

  gtk_window_set_transient_for (window, GTK_WINDOW (widget));
  gtk_window_present (window);
}

static void
about_activated_cb (GtkWidget *widget, const char *action, GVariant *parameter)
{
  ktg_about_window_present (GTK_WINDOW (widget));
}

/**
 * ktg_window_dialogs_install:
 * @widget_class: the class of the app's window
 *
 * Gives its windows the actions that open what stands before them.
 */
void
ktg_window_dialogs_install (GtkWidgetClass *widget_class)
{
  gtk_widget_class_install_action (widget_class, "win.shortcuts", NULL, shortcuts_activated_cb);
  gtk_widget_class_install_action (widget_class, "win.about", NULL, about_activated_cb);
}
