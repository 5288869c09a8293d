/* ktg-opened.c - what another program opened with the app: the link of a report, or photos
 *
 * Anybody can send a link or a file. A link shows the report it names if that is on this device,
 * and changes nothing; files begin a report, which nobody has signed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-opened.h"

#include <glib/gi18n.h>
#include <ktg-report-link.h>

/**
 * ktg_opened_is_link:
 * @file: what was opened
 *
 * Returns: whether it is a link of the app's kind, be it of a report or of nothing
 */
gboolean
ktg_opened_is_link (GFile *file)
{
  return g_file_has_uri_scheme (file, KTG_REPORT_LINK_SCHEME);
}

/**
 * ktg_opened_dup_files:
 * @files: (array length=n_files): what was opened
 * @n_files: how many
 *
 * Returns: (transfer full) (nullable) (element-type GFile): those that may be evidence; %NULL: none
 */
GPtrArray *
ktg_opened_dup_files (GFile **files, guint n_files)
{
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func (g_object_unref);

  for (guint i = 0; i < n_files; i++)
    if (!ktg_opened_is_link (files[i]))
      g_ptr_array_add (kept, g_object_ref (files[i]));

  return kept->len > 0 ? g_steal_pointer (&kept) : NULL;
}

/**
 * ktg_opened_follow_link:
 * @window: where it is shown
 * @session: the open profile
 * @uri: a link of the app's kind
 *
 * Shows the report, or says that it is not here.
 */
void
ktg_opened_follow_link (GtkWidget *window, KtgSession *session, const char *uri)
{
  g_autofree char *id = ktg_report_link_dup_id (uri);

  if (id != NULL && ktg_store_get_summary (ktg_session_get_store (session), id) != NULL)
    gtk_widget_activate_action (window, "win.open", "s", id);
  else
    gtk_widget_activate_action (window,
                                "win.say",
                                "s",
                                id != NULL ? _ ("This report is not on this device.")
                                           : _ ("This link names no report."));
}
