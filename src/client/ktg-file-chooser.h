/* ktg-file-chooser.h - the system's dialog in which somebody chooses files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gtk/gtk.h>
#include <ktg-view-file.h>

G_BEGIN_DECLS

GtkFileChooserNative *ktg_file_chooser_show (GtkWidget  *asker,
                                             const char *title,
                                             const char *accept,
                                             gboolean    takes_many,
                                             GCallback   answered);
GtkFileChooserNative *ktg_file_chooser_show_place (GtkWidget  *asker,
                                                   const char *title,
                                                   const char *name,
                                                   GCallback   answered);

GtkFileChooserNative *
ktg_file_chooser_show_for_evidence (GtkWidget *asker, KtgViewFile *view_file, GCallback answered);

GFile *ktg_file_chooser_dup_last_folder (KtgViewFile *view_file);
void   ktg_file_chooser_note_folder (KtgViewFile *view_file, GListModel *files);

G_END_DECLS
