/* played-list.c - scrolls the longest list of a GTK program and types in its search, and says what
 * each took
 *
 * Preloaded into a program that is to be measured, so that the program itself needs no change.
 * When its first frame has stood for a while, its longest list is scrolled, a step a frame; then
 * words are typed in its search, if it has one, a letter at a time. One JSON object goes to the
 * descriptor named by PLAYED_LIST_FD, and the program ends in order:
 *
 * rows: of the list; frames_us: from the start of a frame to its end; intervals_us: from the end of
 * one frame to the end of the next; keys_us: from a letter to the last frame it changed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <dlfcn.h>
#include <gtk/gtk.h>
#include <stdio.h>
#include <stdlib.h>

#define SETTLED_MS 8000 /* the program's own start is over */
#define N_FRAMES 600
#define STEP_PX 48   /* a turn of the wheel, at every frame */
#define QUIET_MS 800 /* nothing that a letter changed comes so late */

static const char typed[] = "budi 77|deklarasi|spanduk|lurah";

typedef struct
{
  GtkWidget     *window;
  GdkFrameClock *clock;
  GtkWidget     *list;
  GtkEditable   *search;
  guint          n_rows;

  gint64  frame_began_us, frame_ended_us;
  guint   n_frames;
  GArray *frames_us, *intervals_us, *keys_us;

  const char *letter;
  gint64      pressed_us, changed_us, shown_us;
} Play;

static Play play;

/* --- what there is to play with --- */

static GtkSelectionModel *
get_model (GtkWidget *widget)
{
  if (GTK_IS_LIST_VIEW (widget))
    return gtk_list_view_get_model (GTK_LIST_VIEW (widget));

  return GTK_IS_GRID_VIEW (widget) ? gtk_grid_view_get_model (GTK_GRID_VIEW (widget)) : NULL;
}

static void
look_below (GtkWidget *widget)
{
  GtkSelectionModel *model = get_model (widget);

  if (!gtk_widget_get_mapped (widget))
    return;

  if (model != NULL && g_list_model_get_n_items (G_LIST_MODEL (model)) > play.n_rows)
    {
      play.list = widget;
      play.n_rows = g_list_model_get_n_items (G_LIST_MODEL (model));
    }

  if (GTK_IS_SEARCH_ENTRY (widget))
    play.search = GTK_EDITABLE (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    look_below (child);
}

/* --- what it says --- */

static void
print_numbers (int fd, const char *name, GArray *numbers)
{
  dprintf (fd, "\"%s\":[", name);
  for (guint i = 0; i < numbers->len; i++)
    dprintf (fd, "%s%" G_GINT64_FORMAT, i == 0 ? "" : ",", g_array_index (numbers, gint64, i));
  dprintf (fd, "],");
}

static void
finish (void)
{
  int fd = atoi (g_getenv ("PLAYED_LIST_FD"));

  dprintf (fd, "{");
  print_numbers (fd, "frames_us", play.frames_us);
  print_numbers (fd, "intervals_us", play.intervals_us);
  print_numbers (fd, "keys_us", play.keys_us);
  dprintf (fd, "\"rows\":%u}\n", play.n_rows);
  g_application_quit (g_application_get_default ());
}

/* --- typing --- */

static gboolean type_cb (gpointer user_data);

static void
keep_key (void)
{
  gint64 took_us = play.shown_us - play.pressed_us;

  g_array_append_val (play.keys_us, took_us);
}

static gboolean
quiet_cb (gpointer user_data)
{
  if (play.changed_us != 0)
    keep_key ();
  type_cb (NULL);

  return G_SOURCE_REMOVE;
}

static gboolean
type_cb (gpointer user_data)
{
  char letter[2] = { *play.letter, '\0' };
  int  end = (int)g_utf8_strlen (gtk_editable_get_text (play.search), -1);

  if (*play.letter == '\0')
    {
      finish ();
      return G_SOURCE_REMOVE;
    }

  play.letter++;
  play.changed_us = play.shown_us = 0;
  play.pressed_us = g_get_monotonic_time ();
  if (*letter == '|')
    gtk_editable_set_text (play.search, "");
  else
    gtk_editable_insert_text (play.search, letter, -1, &end);
  g_timeout_add (QUIET_MS, quiet_cb, NULL);

  return G_SOURCE_REMOVE;
}

static void
rows_changed_cb (void)
{
  play.changed_us = g_get_monotonic_time ();
  play.shown_us = 0;
}

static void
begin_typing (void)
{
  if (play.search == NULL)
    {
      finish ();
      return;
    }

  g_signal_connect (get_model (play.list), "items-changed", G_CALLBACK (rows_changed_cb), NULL);
  play.letter = typed;
  g_timeout_add (QUIET_MS, type_cb, NULL);
}

/* --- scrolling --- */

static void
frame_began_cb (GdkFrameClock *clock, gpointer user_data)
{
  play.frame_began_us = g_get_monotonic_time ();
}

static void
frame_ended_cb (GdkFrameClock *clock, gpointer user_data)
{
  gint64 now_us = g_get_monotonic_time ();
  gint64 took_us = now_us - play.frame_began_us;
  gint64 interval_us = now_us - play.frame_ended_us;

  if (play.n_frames > 1 && play.n_frames <= N_FRAMES)
    {
      g_array_append_val (play.frames_us, took_us);
      g_array_append_val (play.intervals_us, interval_us);
    }

  play.frame_ended_us = now_us;
  if (play.changed_us != 0 && play.shown_us == 0)
    play.shown_us = now_us;
}

static gboolean
scroll_cb (GtkWidget *widget, GdkFrameClock *clock, gpointer user_data)
{
  GtkAdjustment *adjustment = gtk_scrollable_get_vadjustment (GTK_SCROLLABLE (play.list));

  if (play.n_frames++ == N_FRAMES)
    {
      begin_typing ();
      return G_SOURCE_REMOVE;
    }

  gtk_adjustment_set_value (adjustment, gtk_adjustment_get_value (adjustment) + STEP_PX);

  return G_SOURCE_CONTINUE;
}

static gboolean
settled_cb (gpointer user_data)
{
  look_below (play.window);
  g_assert (play.list != NULL);

  play.frames_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  play.intervals_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  play.keys_us = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_signal_connect (play.clock, "before-paint", G_CALLBACK (frame_began_cb), NULL);
  g_signal_connect_after (play.clock, "after-paint", G_CALLBACK (frame_ended_cb), NULL);
  gtk_widget_add_tick_callback (play.list, scroll_cb, NULL, NULL);

  return G_SOURCE_REMOVE;
}

static void
painted_cb (GdkFrameClock *clock, gpointer user_data)
{
  g_signal_handlers_disconnect_by_func (clock, painted_cb, user_data);
  g_timeout_add (SETTLED_MS, settled_cb, NULL);
}

/* Stands before GTK's own: after it the window has a frame clock, and nothing is painted yet. */
void
gtk_window_present (GtkWindow *window)
{
  void (*present) (GtkWindow *) = (void (*) (GtkWindow *))dlsym (RTLD_NEXT, "gtk_window_present");

  present (window);

  if (play.window != NULL || g_getenv ("PLAYED_LIST_FD") == NULL)
    return;

  play.window = GTK_WIDGET (window);
  play.clock = gtk_widget_get_frame_clock (play.window);
  g_signal_connect (play.clock, "after-paint", G_CALLBACK (painted_cb), NULL);
}
