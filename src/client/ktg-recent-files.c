/* ktg-recent-files.c - the desktop does not remember what became evidence
 *
 * A file chooser writes what was chosen into the list of recent files, where it stays for a month
 * and is shown to whoever opens a dialog. Turning that list off by the toolkit's setting would make
 * it forget everybody else's entries, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-recent-files.h"

#include <gtk/gtk.h>

static char         *list_path; /* which list; one a process */
static GHashTable   *forgotten; /* URIs that shall not be in it */
static GFileMonitor *monitor;

/* Stands where the toolkit writes its list to the disk. */
static void
write_nothing (GtkRecentManager *manager)
{
}

/* Whether anything of ours was in it and is not any more. */
static gboolean
take_out (GBookmarkFile *list)
{
  GHashTableIter iter;
  gpointer       uri;
  gboolean       is_changed = FALSE;

  g_hash_table_iter_init (&iter, forgotten);
  while (g_hash_table_iter_next (&iter, &uri, NULL))
    is_changed |= g_bookmark_file_remove_item (list, uri, NULL);

  return is_changed;
}

static void
clean_list (void)
{
  g_autoptr (GBookmarkFile) list = g_bookmark_file_new ();
  g_autoptr (GError) error = NULL;

  if (!g_bookmark_file_load_from_file (list, list_path, NULL) || !take_out (list))
    return;

  if (!g_bookmark_file_to_file (list, list_path, &error))
    g_warning ("the list of recent files was not cleaned: %s", error->message);
}

static void
list_changed_cb (void)
{
  clean_list ();
}

static void
watch_list (void)
{
  g_autoptr (GFile) file = NULL;

  if (monitor != NULL)
    return;

  list_path = g_build_filename (g_get_user_data_dir (), "recently-used.xbel", NULL);
  forgotten = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  file = g_file_new_for_path (list_path);
  monitor = g_file_monitor_file (file, G_FILE_MONITOR_WATCH_MOVES, NULL, NULL);

  if (monitor != NULL)
    g_signal_connect (monitor, "changed", G_CALLBACK (list_changed_cb), NULL);
}

/**
 * ktg_recent_files_leave_alone:
 *
 * From now on this process reads the list of recent files and never writes it. To be called before
 * any file chooser.
 */
void
ktg_recent_files_leave_alone (void)
{
  GtkRecentManagerClass *klass = g_type_class_ref (GTK_TYPE_RECENT_MANAGER);

  klass->changed = write_nothing; /* and the class stays for the life of the process */
}

/**
 * ktg_recent_files_forget:
 * @files: (element-type GFile): what was chosen
 *
 * A chooser that a portal shows is another process, which writes them by itself, in a while: they
 * are taken out whenever they appear. In a sandbox the list is out of reach.
 */
void
ktg_recent_files_forget (GListModel *files)
{
  watch_list ();

  for (guint i = 0; i < g_list_model_get_n_items (files); i++)
    {
      g_autoptr (GFile) file = g_list_model_get_item (files, i);

      g_hash_table_add (forgotten, g_file_get_uri (file));
    }

  clean_list ();
}
