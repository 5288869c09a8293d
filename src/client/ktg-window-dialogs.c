/* ktg-window-dialogs.c - what stands before the app's window: those that say something of the app,
 * and whether one asks something
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

/**
 * ktg_window_dialogs_is_under_one:
 * @self: the app's window
 *
 * Returns: whether something before it has to be answered first
 */
gboolean
ktg_window_dialogs_is_under_one (GtkWindow *self)
{
  GListModel *windows = gtk_window_get_toplevels ();

  for (guint i = 0; i < g_list_model_get_n_items (windows); i++)
    {
      g_autoptr (GtkWindow) dialog = g_list_model_get_item (windows, i);

      if (gtk_window_get_modal (dialog) && gtk_widget_get_visible (GTK_WIDGET (dialog))
          && gtk_window_get_transient_for (dialog) == self)
        return TRUE;
    }

  return FALSE;
}
