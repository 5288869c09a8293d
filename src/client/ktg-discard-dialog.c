/* ktg-discard-dialog.c - a draft is deleted only when that is said twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-discard-dialog.h"

#include <adwaita.h>
#include <glib/gi18n.h>

/**
 * ktg_discard_dialog_ask:
 * @page: that shows the draft
 * @amends: whether it amends a report, which stays
 * @answered: called with @page and the answer, "delete" or "keep"
 */
void
ktg_discard_dialog_ask (GtkWidget *page, gboolean amends, GCallback answered)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-discard-dialog.ui");
  GtkWindow *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "discard_dialog"));

  if (amends)
    adw_message_dialog_set_body (ADW_MESSAGE_DIALOG (dialog),
                                 _ ("What is written here goes from this device. The report itself "
                                    "stays as it was filed."));

  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (page)));
  g_signal_connect_object (dialog, "response", answered, page, G_CONNECT_SWAPPED);
  gtk_window_present (dialog);
}
