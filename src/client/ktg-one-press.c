/* ktg-one-press.c - a button that hears one press at a time
 *
 * What a button says may have changed by the second press of a double one, or while a key is held.
 * Who pressed meant what it said at first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-one-press.h"

static gboolean
is_press (guint keyval)
{
  switch (keyval)
    {
    case GDK_KEY_Return:
    case GDK_KEY_KP_Enter:
    case GDK_KEY_ISO_Enter:
    case GDK_KEY_space:
    case GDK_KEY_KP_Space:
      return TRUE;
    default:
      return FALSE;
    }
}

static guint32
get_double_press_ms (GtkEventController *controller)
{
  GtkSettings *settings = gtk_widget_get_settings (gtk_event_controller_get_widget (controller));
  int          time_ms;

  g_object_get (settings, "gtk-double-click-time", &time_ms, NULL);
  return (guint32)MAX (time_ms, 0);
}

/* A gesture forgets the first press when a button takes it; the events say their times. */
static gboolean
pointer_event_cb (GtkEventControllerLegacy *controller, GdkEvent *event, guint32 *pressed_ms)
{
  GdkEventType type = gdk_event_get_event_type (event);
  guint32      before_ms = *pressed_ms;

  if (type != GDK_BUTTON_PRESS && type != GDK_TOUCH_BEGIN)
    return FALSE;

  *pressed_ms = gdk_event_get_time (event);
  return before_ms != 0
         && *pressed_ms - before_ms <= get_double_press_ms (GTK_EVENT_CONTROLLER (controller));
}

static gboolean
key_pressed_cb (GtkEventControllerKey *controller,
                guint                  keyval,
                guint                  keycode,
                GdkModifierType        state,
                guint                 *held)
{
  gboolean is_held = *held == keyval;

  if (!is_press (keyval))
    return FALSE;

  *held = keyval;
  return is_held;
}

static void
key_released_cb (GtkEventControllerKey *controller,
                 guint                  keyval,
                 guint                  keycode,
                 GdkModifierType        state,
                 guint                 *held)
{
  *held = 0;
}

/* The release is told to whoever has the keyboard by then. */
static void
left_cb (GtkEventControllerFocus *controller, guint *held)
{
  *held = 0;
}

static void
free_kept_cb (gpointer kept, GClosure *closure)
{
  g_free (kept);
}

/* Before the buttons themselves hear of it. */
static void
add_controller (GtkWidget *box, GtkEventController *controller)
{
  gtk_event_controller_set_propagation_phase (controller, GTK_PHASE_CAPTURE);
  gtk_widget_add_controller (box, controller);
}

/**
 * ktg_one_press_guard:
 * @box: what the buttons stand in, for as long as it is there
 *
 * The second press of a double one, and those that a held Enter or space makes by itself, are not
 * heard by the buttons in it. An assistive technology's press is.
 */
void
ktg_one_press_guard (GtkWidget *box)
{
  GtkEventController *pointer = gtk_event_controller_legacy_new ();
  GtkEventController *keys = gtk_event_controller_key_new ();
  GtkEventController *focus = gtk_event_controller_focus_new ();
  guint32            *pressed_ms = g_new0 (guint32, 1);
  guint              *held = g_new0 (guint, 1);

  g_return_if_fail (GTK_IS_WIDGET (box));

  g_signal_connect_data (pointer,
                         "event",
                         G_CALLBACK (pointer_event_cb),
                         pressed_ms,
                         free_kept_cb,
                         0);
  g_signal_connect_data (keys, "key-pressed", G_CALLBACK (key_pressed_cb), held, free_kept_cb, 0);
  g_signal_connect (keys, "key-released", G_CALLBACK (key_released_cb), held);
  g_signal_connect (focus, "leave", G_CALLBACK (left_cb), held);
  add_controller (box, pointer);
  add_controller (box, keys);
  add_controller (box, focus);
}
