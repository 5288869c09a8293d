/* first-frame.c - says when a GTK program has painted its first frame
 *
 * Preloaded into a program that is to be measured, so that the program itself needs no change:
 * writes the monotonic time of the first after-paint, in microseconds, to the descriptor named by
 * FIRST_FRAME_FD. FIRST_FRAME_STAY_MS later it writes how many rows the longest list holds and how
 * many pictures are shown, and ends the program in order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>
#include <unistd.h>

/* Pictures the program has drawn, by their address. */
static GHashTable *drawn;

static GtkSelectionModel *
get_model (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return gtk_list_view_get_model (GTK_LIST_VIEW (widget));

  return GTK_IS_GRID_VIEW (widget) ? gtk_grid_view_get_model (GTK_GRID_VIEW (widget)) : NULL;
}

static guint
count_rows (GtkWidget *widget)
{
  GtkSelectionModel *model = get_model (widget);
  guint              n_rows = 0;

  if (!gtk_widget_get_mapped (widget))
    return 0;

  if (model != NULL)
    n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    n_rows = MAX (n_rows, count_rows (child));

  return n_rows;
}

static gboolean
quit_cb (gpointer user_data)
{
  guint n_rows = 0;

  for (guint i = 0; i < g_list_model_get_n_items (gtk_window_get_toplevels ()); i++)
    {
      g_autoptr (GtkWidget) window = g_list_model_get_item (gtk_window_get_toplevels (), i);

      n_rows = MAX (n_rows, count_rows (window));
    }

  dprintf (GPOINTER_TO_INT (user_data),
           "%u %u\n",
           n_rows,
           drawn == NULL ? 0 : g_hash_table_size (drawn));
  g_application_quit (g_application_get_default ());

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64      now_us = g_get_monotonic_time ();
  int         fd = atoi (g_getenv ("FIRST_FRAME_FD"));
  const char *stay_ms = g_getenv ("FIRST_FRAME_STAY_MS");

  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  dprintf (fd, "%" G_GINT64_FORMAT "\n", now_us);
  g_timeout_add ((guint)atoi (stay_ms), quit_cb, GINT_TO_POINTER (fd));
}

/* Stands before GTK's own: after it the window has a frame clock, and nothing is painted yet. */
void
gtk_window_present (GtkWindow *window)
{
  static gboolean is_watched;
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *))dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (!is_watched && g_getenv ("FIRST_FRAME_FD") != NULL)
    {
      is_watched = TRUE;
      g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                        "after-paint",
                        G_CALLBACK (painted_cb),
                        NULL);
    }
}

/* GTK draws its own icons by another way: what comes here are the program's pictures. */
void
gtk_snapshot_append_texture (GtkSnapshot           *snapshot,
                             GdkTexture            *texture,
                             const graphene_rect_t *bounds)
{
  void (*append) (GtkSnapshot *, GdkTexture *, const graphene_rect_t *)
      = (void (*) (GtkSnapshot *, GdkTexture *, const graphene_rect_t *))
          dlsym (RTLD_NEXT, "gtk_snapshot_append_texture");

  if (drawn == NULL)
    drawn = g_hash_table_new (NULL, NULL);

  g_hash_table_add (drawn, texture);
  append (snapshot, texture, bounds);
}
