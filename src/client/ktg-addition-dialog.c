/* ktg-addition-dialog.c - a file is added to a report only when that is said twice
 *
 * A slip in the file chooser would be signed, and on its way to the office at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-addition-dialog.h"

#include "ktg-help-key.h"

#include <adwaita.h>
#include <ktg-offered-file.h>

#define OFFERED "offered"

static GPtrArray *
offer (GListModel *files)
{
  GPtrArray *offered = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_ptr_array_add (offered, ktg_offered_file_new (file));
    }

  return offered;
}

/* Each as it will be called in the report. */
static char *
dup_names (GPtrArray *offered)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < offered->len; i++)
    {
      const char *name = ktg_offered_file_get_name (g_ptr_array_index (offered, i));

      g_string_append_printf (names, "%s%s", i > 0 ? "\n" : "", name != NULL ? name : "");
    }

  return g_string_free (g_steal_pointer (&names), FALSE);
}

/**
 * ktg_addition_dialog_ask:
 * @page: that shows the report
 * @files: (element-type GFile): what was chosen
 * @answered: called with @page, the answer ("add" or "keep") and the dialog
 */
void
ktg_addition_dialog_ask (GtkWidget *page, GListModel *files, GCallback answered)
{
  g_autoptr (GtkBuilder) builder
      = gtk_builder_new_from_resource ("/id/kentongan/Kentongan/ktg-addition-dialog.ui");
  GtkWindow       *dialog = GTK_WINDOW (gtk_builder_get_object (builder, "addition_dialog"));
  GPtrArray       *offered = offer (files);
  g_autofree char *names = dup_names (offered);

  gtk_label_set_label (GTK_LABEL (gtk_builder_get_object (builder, "names")), names);
  g_object_set_data_full (G_OBJECT (dialog), OFFERED, offered, (GDestroyNotify)g_ptr_array_unref);
  gtk_window_set_transient_for (dialog, GTK_WINDOW (gtk_widget_get_root (page)));
  g_signal_connect_object (dialog, "response", answered, page, G_CONNECT_SWAPPED);
  ktg_help_key_attach (dialog, "report");
  gtk_window_present (dialog);
}

/**
 * ktg_addition_dialog_ref_offered:
 * @dialog: that answered
 *
 * Returns: (transfer full) (element-type KtgOfferedFile): what it asked about
 */
GPtrArray *
ktg_addition_dialog_ref_offered (GtkWidget *dialog)
{
  return g_ptr_array_ref (g_object_get_data (G_OBJECT (dialog), OFFERED));
}
