/* ktg-file-chooser.c - the system's dialog in which somebody chooses files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-chooser.h"

/**
 * ktg_file_chooser_show:
 * @asker: a widget in a window, or a window, which waits meanwhile
 * @title: what should be chosen
 * @accept: (nullable): what is on the button, with a mnemonic; %NULL: *Open*
 * @takes_many: whether more than one may be chosen
 * @answered: called with @asker and the response, as long as @asker is there
 *
 * Returns: (transfer full): the dialog, open until its owner lets it go
 */
GtkFileChooserNative *
ktg_file_chooser_show (GtkWidget  *asker,
                       const char *title,
                       const char *accept,
                       gboolean    takes_many,
                       GCallback   answered)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title,
                                     GTK_WINDOW (gtk_widget_get_root (asker)),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     accept,
                                     NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), takes_many);
  g_signal_connect_object (chooser, "response", answered, asker, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

/**
 * ktg_file_chooser_show_place:
 * @asker: a widget in a window, or a window, which waits meanwhile
 * @title: what is to be saved
 * @name: what it is called unless somebody says otherwise
 * @answered: called with @asker and the response, as long as @asker is there
 *
 * Returns: (transfer full): the dialog in which somebody says where a file goes, open until its
 *   owner lets it go
 */
GtkFileChooserNative *
ktg_file_chooser_show_place (GtkWidget  *asker,
                             const char *title,
                             const char *name,
                             GCallback   answered)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title,
                                     GTK_WINDOW (gtk_widget_get_root (asker)),
                                     GTK_FILE_CHOOSER_ACTION_SAVE,
                                     NULL,
                                     NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_current_name (GTK_FILE_CHOOSER (chooser), name);
  g_signal_connect_object (chooser, "response", answered, asker, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}
