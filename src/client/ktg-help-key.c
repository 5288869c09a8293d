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

#define PRACTICE "practice"
#define PRACTICE_MARK "practice-mark" /* the style of what says so */

const KtgHelpScreen ktg_help_screens[] = {
  { "KtgGreetingPage", "start" },
  { "KtgReportList", LIST },
  { "KtgEditorPage", "editor" },
  { "KtgReportPage", "report" },
  { "KtgViewerPage", "viewer" },
  { "KtgCoverPage", "viewer" },
  { "KtgCameraPage", "camera" },
  { "KtgQueuePage", "queue" },
  { "KtgLibraryPage", "library" },
  { "KtgRecapPage", "recap" },
  { "KtgCalendarPage", "calendar" },
  { "KtgEnrolDialog", "enrolment" },
  { "KtgCodeCameraWindow", "enrolment" },
  { "KtgPreferencesWindow", "settings" },
  { "KtgSigningSheet", "editor" },
  { "KtgPrintDialog", "report" },
  { NULL, NULL },
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

static gboolean
has_practice_mark (GtkWidget *widget)
{
  if (gtk_widget_has_css_class (widget, PRACTICE_MARK))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (gtk_widget_get_mapped (child) && has_practice_mark (child))
      return TRUE;

  return FALSE;
}

/**
 * ktg_help_key_find_topic:
 * @window: any of the app's
 *
 * Returns: (nullable): what the manual calls the screen in front; of practice, where that is its
 * list, what practice is
 */
const char *
ktg_help_key_find_topic (GtkWidget *window)
{
  GtkWidget  *focus = gtk_root_get_focus (GTK_ROOT (window));
  const char *topic = focus != NULL && gtk_widget_get_mapped (focus) ? find_above (focus) : NULL;

  if (topic == NULL)
    topic = find_below (window);

  return g_strcmp0 (topic, LIST) == 0 && has_practice_mark (window) ? PRACTICE : topic;
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

static gboolean
asked_cb (GtkWidget *dialog, GVariant *topic, gpointer user_data)
{
  open_window (GTK_WINDOW (dialog), g_variant_get_string (topic, NULL));
  return TRUE;
}

/**
 * ktg_help_key_attach:
 * @dialog: that asks or says something, of no type of its own
 * @topic: what the manual calls it
 *
 * F1 opens the manual over it.
 */
void
ktg_help_key_attach (GtkWindow *dialog, const char *topic)
{
  GtkEventController *keys = gtk_shortcut_controller_new ();

  gtk_shortcut_controller_add_shortcut (
      GTK_SHORTCUT_CONTROLLER (keys),
      gtk_shortcut_new_with_arguments (gtk_keyval_trigger_new (GDK_KEY_F1, 0),
                                       gtk_callback_action_new (asked_cb, NULL, NULL),
                                       "s",
                                       topic));
  gtk_widget_add_controller (GTK_WIDGET (dialog), keys);
}
