/* ktg-file-chooser.c - the system's dialog in which somebody chooses files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-file-chooser.h"

#include "ktg-recent-files.h"

#include <glib/gi18n.h>

#define FOLDER_KEY "evidence-folder"

static GtkFileChooserNative *
make (GtkWidget *asker, const char *title, const char *accept, gboolean takes_many)
{
  GtkFileChooserNative *chooser
      = gtk_file_chooser_native_new (title,
                                     GTK_WINDOW (gtk_widget_get_root (asker)),
                                     GTK_FILE_CHOOSER_ACTION_OPEN,
                                     accept,
                                     NULL);

  gtk_native_dialog_set_modal (GTK_NATIVE_DIALOG (chooser), TRUE);
  gtk_file_chooser_set_select_multiple (GTK_FILE_CHOOSER (chooser), takes_many);
  return chooser;
}

/* In a sandbox each file lies in a folder of its own, which says nothing; the portal remembers the
 * real one by itself. */
static gboolean
is_real (GFile *folder)
{
  const char *path = g_file_peek_path (folder);

  return path != NULL && !g_str_has_prefix (path, g_get_user_runtime_dir ());
}

/**
 * ktg_file_chooser_note_folder:
 * @view_file: what the windows remember
 * @files: (element-type GFile): what was chosen
 *
 * The next chooser of evidence begins where these are. A report never says where a file was.
 */
void
ktg_file_chooser_note_folder (KtgViewFile *view_file, GListModel *files)
{
  g_autoptr (GFile) file = g_list_model_get_item (files, 0);
  g_autoptr (GFile) folder = file != NULL ? g_file_get_parent (file) : NULL;
  g_autofree char *uri = folder != NULL && is_real (folder) ? g_file_get_uri (folder) : NULL;

  if (uri != NULL)
    ktg_view_file_set (view_file, FOLDER_KEY, uri);
}

/**
 * ktg_file_chooser_dup_last_folder:
 * @view_file: what the windows remember
 *
 * Returns: (transfer full) (nullable): where evidence was chosen last; it need not be there any
 * more
 */
GFile *
ktg_file_chooser_dup_last_folder (KtgViewFile *view_file)
{
  g_autofree char *uri = ktg_view_file_dup (view_file, FOLDER_KEY);

  return uri != NULL ? g_file_new_for_uri (uri) : NULL;
}

/* The first time: the list of what was used last is empty then. */
static GFile *
dup_pictures (void)
{
  const char *path = g_get_user_special_dir (G_USER_DIRECTORY_PICTURES);

  return path != NULL ? g_file_new_for_path (path) : NULL;
}

static void
evidence_chosen_cb (GtkFileChooserNative *chooser, int response, KtgViewFile *view_file)
{
  g_autoptr (GListModel) files = NULL;

  if (response != GTK_RESPONSE_ACCEPT)
    return;

  files = gtk_file_chooser_get_files (GTK_FILE_CHOOSER (chooser));
  ktg_recent_files_forget (files);
  ktg_file_chooser_note_folder (view_file, files);
}

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
  GtkFileChooserNative *chooser = make (asker, title, accept, takes_many);

  g_signal_connect_object (chooser, "response", answered, asker, G_CONNECT_SWAPPED);
  gtk_native_dialog_show (GTK_NATIVE_DIALOG (chooser));
  return chooser;
}

/**
 * ktg_file_chooser_show_for_evidence:
 * @asker: a widget in a window, which waits meanwhile
 * @view_file: what the windows remember: the folder that was chosen from last
 * @answered: called with @asker and the response, as long as @asker is there
 *
 * The desktop does not remember what is chosen.
 *
 * Returns: (transfer full): the dialog, for many files, open until its owner lets it go
 */
GtkFileChooserNative *
ktg_file_chooser_show_for_evidence (GtkWidget *asker, KtgViewFile *view_file, GCallback answered)
{
  GtkFileChooserNative *chooser = make (asker, _ ("Add Photos or Files"), _ ("_Add"), TRUE);
  g_autoptr (GFile) folder = ktg_file_chooser_dup_last_folder (view_file);

  if (folder == NULL)
    folder = dup_pictures ();
  if (folder != NULL)
    gtk_file_chooser_set_current_folder (GTK_FILE_CHOOSER (chooser), folder, NULL);
  g_signal_connect_object (chooser, "response", G_CALLBACK (evidence_chosen_cb), view_file, 0);
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
