/* first-frame.c - says when a GTK program has painted its first frame
 *
 * Preloaded into a program that is to be measured, so that the program itself needs no change:
 * writes the monotonic time of the first after-paint, in microseconds, to the descriptor named by
 * FIRST_FRAME_FD, and ends the program in order FIRST_FRAME_STAY_MS later, if that is given.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <unistd.h>

static gboolean
quit_cb (gpointer user_data)
{
  GApplication *application = g_application_get_default ();

  if (application != NULL)
    g_application_quit (application);

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64      now_us = g_get_monotonic_time ();
  const char *fd = g_getenv ("FIRST_FRAME_FD");
  const char *stay_ms = g_getenv ("FIRST_FRAME_STAY_MS");

  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);

  if (fd != NULL)
    dprintf (atoi (fd), "%" G_GINT64_FORMAT "\n", now_us);

  if (stay_ms != NULL)
    g_timeout_add ((guint)atoi (stay_ms), quit_cb, NULL);
}

/* Stands before GTK's own: after it the window has a frame clock, and nothing is painted yet. */
void
gtk_window_present (GtkWindow *window)
{
  static gboolean is_watched;
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *))dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (!is_watched)
    {
      is_watched = TRUE;
      g_signal_connect (gtk_widget_get_frame_clock (GTK_WIDGET (window)),
                        "after-paint",
                        G_CALLBACK (painted_cb),
                        NULL);
    }
}
