/* ktg-help-key.c - F1: the page of the manual about the screen in front
 *
 * A screen is known by the type of its widget, so whoever makes one adds a line here and no code.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-help-key.h"

#include "ktg-help-page.h"

#include <glib/gi18n.h>

#define LIST "list"

const KtgHelpScreen ktg_help_screens[] = {
  { "KtgGreetingPage", "start" },    { "KtgReportList", LIST },
  { "KtgEditorPage", "editor" },     { "KtgReportPage", "report" },
  { "KtgViewerPage", "viewer" },     { "KtgQueuePage", "queue" },
  { "KtgLibraryPage", "library" },   { "KtgCameraPage", "camera" },
  { "KtgEnrolDialog", "enrolment" }, { "KtgPreferencesWindow", "settings" },
  { "KtgSigningSheet", "editor" },   { "KtgCodeCameraWindow", "enrolment" },
  { "KtgAdditionDialog", "report" }, { "KtgRecapPage", "recap" },
  { "KtgCalendarPage", "calendar" }, { NULL, NULL },
};

static const char *
get_topic_of (GtkWidget *widget)
{
  for (const KtgHelpScreen *screen = ktg_help_screens; screen->topic != NULL; screen++)
    if (g_str_equal (G_OBJECT_TYPE_NAME (widget), screen->type_name))
      return screen->topic;

  return NULL;
}

/* Of what the keyboard is in. */
static const char *
find_above (GtkWidget *widget)
{
  const char *topic = NULL;

  for (; widget != NULL && topic == NULL; widget = gtk_widget_get_parent (widget))
    topic = get_topic_of (widget);

  return topic;
}

/* Of what is seen, where the keyboard is nowhere. */
static const char *
find_below (GtkWidget *widget)
{
  const char *topic = get_topic_of (widget);

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL && topic == NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child))
      topic = find_below (child);

  return topic;
}

/**
 * ktg_help_key_find_topic:
 * @window: any of the app's
 *
 * Returns: (nullable): what the manual calls the screen in front
 */
const char *
ktg_help_key_find_topic (GtkWidget *window)
{
  GtkWidget  *focus = gtk_root_get_focus (GTK_ROOT (window));
  const char *topic = focus != NULL && gtk_widget_get_mapped (focus) ? find_above (focus) : NULL;

  return topic != NULL ? topic : find_below (window);
}

/* Over a window that waits for an answer. */
static void
open_window (GtkWindow *over, const char *topic)
{
  GtkWidget *window = g_object_new (ADW_TYPE_WINDOW, NULL);

  gtk_window_set_title (GTK_WINDOW (window), _ ("Help"));
  gtk_window_set_default_size (GTK_WINDOW (window), 600, 640);
  gtk_window_set_transient_for (GTK_WINDOW (window), over);
  gtk_window_set_modal (GTK_WINDOW (window), TRUE);
  adw_window_set_content (ADW_WINDOW (window), ktg_help_page_new (NULL, topic));
  gtk_window_present (GTK_WINDOW (window));
}

/**
 * ktg_help_key_activated_cb:
 * @window: the app's own
 * @action: (nullable): its name
 * @parameter: (nullable): not used
 *
 * Opens the manual at the page of the screen in front; again, it stays.
 */
void
ktg_help_key_activated_cb (GtkWidget *window, const char *action, GVariant *parameter)
{
  const char      *topic = ktg_help_key_find_topic (window);
  g_autofree char *target = g_strdup_printf ("help:%s", topic != NULL ? topic : LIST);

  gtk_widget_activate_action (window, "win.look-up", "s", target);
}

static gboolean
pressed_cb (GtkWidget *window, GVariant *parameters, gpointer user_data)
{
  open_window (GTK_WINDOW (window), ktg_help_key_find_topic (window));
  return TRUE;
}

/**
 * ktg_help_key_bind:
 * @widget_class: of a window over the app's own
 *
 * F1 opens the manual over it.
 */
void
ktg_help_key_bind (GtkWidgetClass *widget_class)
{
  gtk_widget_class_add_binding (widget_class, GDK_KEY_F1, 0, pressed_cb, NULL);
}
