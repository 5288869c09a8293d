/* ktg-going-on.c - what waits is sent with the window closed, too
 *
 * A window that is closed is only hidden as long as something waits that lacks nothing but a link,
 * and at most for half a day in which the computer is awake. It says so once, with the button that
 * ends it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-going-on.h"

#include "ktg-background-portal.h"
#include "ktg-thrift.h"
#include "ktg-window.h"

#include <glib/gi18n.h>
#include <ktg-habit.h>
#include <ktg-onward.h>

#define LONGEST_MS (12 * 60 * 60 * 1000)
#define LINGER_MS 4000 /* the last report is told to be complete before this ends */
#define NOTIFICATION "going-on"

struct _KtgGoingOn
{
  GObject parent_instance;

  GtkApplication *application; /* borrowed: it has us */
  KtgSession     *session;
  GCancellable   *asking;
  GtkWindow      *hidden;     /* borrowed; NULL: somebody sees it, or there is none */
  gboolean        is_leaving; /* somebody asked for the end of it */
  guint           limit_id;
  guint           linger_id;
};

G_DEFINE_FINAL_TYPE (KtgGoingOn, ktg_going_on, G_TYPE_OBJECT)

static guint
count_waiting (KtgGoingOn *self)
{
  const KtgSyncProgress *progress = ktg_sync_get_progress (ktg_session_get_sync (self->session));

  return ktg_onward_count (ktg_store_get_summaries (ktg_session_get_store (self->session)),
                           progress->phase);
}

static void
say (KtgGoingOn *self, const char *title, const char *body, gboolean can_leave)
{
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  g_notification_set_default_action (notification, "app.show");
  if (can_leave)
    g_notification_add_button (notification, _ ("Quit"), "app.quit");
  g_application_send_notification (G_APPLICATION (self->application), NOTIFICATION, notification);
}

static void
say_going_on (KtgGoingOn *self, gboolean is_allowed)
{
  g_autofree char *title = ktg_onward_dup_title (count_waiting (self));
  g_autofree char *body = ktg_onward_dup_body (is_allowed);

  say (self, title, body, TRUE);
}

static void
withdraw (KtgGoingOn *self)
{
  g_application_withdraw_notification (G_APPLICATION (self->application), NOTIFICATION);
}

static void
stop_waiting (KtgGoingOn *self)
{
  self->hidden = NULL;
  g_clear_handle_id (&self->limit_id, g_source_remove);
  g_clear_handle_id (&self->linger_id, g_source_remove);
  if (self->asking != NULL)
    g_cancellable_cancel (self->asking);
  g_clear_object (&self->asking);
}

/* The app ends with its last window. */
static void
end (KtgGoingOn *self)
{
  GtkWindow *hidden = self->hidden;

  stop_waiting (self);
  if (hidden != NULL)
    gtk_window_destroy (hidden);
}

static void
limit_reached_cb (gpointer user_data)
{
  KtgGoingOn      *self = user_data;
  g_autofree char *body = ktg_onward_dup_ended (count_waiting (self));

  self->limit_id = 0;
  say (self, _ ("Kentongan has ended"), body, FALSE);
  end (self);
}

static void
lingered_cb (gpointer user_data)
{
  KtgGoingOn *self = user_data;

  self->linger_id = 0;
  if (count_waiting (self) > 0)
    return;

  withdraw (self);
  end (self);
}

static void
changed_cb (KtgGoingOn *self)
{
  if (self->hidden != NULL && self->linger_id == 0 && count_waiting (self) == 0)
    self->linger_id = g_timeout_add_once (LINGER_MS, lingered_cb, self);
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgGoingOn) self = user_data;
  gboolean is_refused = ktg_background_portal_is_refused_finish (result);

  if (self->hidden != NULL && is_refused)
    say_going_on (self, FALSE);
}

static void
go_on (KtgGoingOn *self, GtkWindow *window)
{
  self->hidden = window;
  self->limit_id = g_timeout_add_once (LONGEST_MS, limit_reached_cb, self);
  self->asking = g_cancellable_new ();
  say_going_on (self, TRUE);
  ktg_background_portal_ask_async (_ ("To send the reports that wait"),
                                   self->asking,
                                   asked_cb,
                                   g_object_ref (self));
  ktg_thrift_give_back ();
}

static gboolean
may_go_on (KtgGoingOn *self)
{
  return !self->is_leaving
         && ktg_habit_is_on (ktg_session_get_view_file (self->session), KTG_HABIT_GO_ON)
         && count_waiting (self) > 0;
}

/* The window itself may still have something to say against it; what it does then goes by this. */
static gboolean
asked_to_close_cb (KtgGoingOn *self, GtkWindow *window)
{
  gtk_window_set_hide_on_close (window, may_go_on (self));
  return FALSE;
}

static void
seen_cb (KtgGoingOn *self, GParamSpec *spec, GtkWindow *window)
{
  gboolean is_visible = gtk_widget_get_visible (GTK_WIDGET (window));

  if (!is_visible && gtk_window_get_hide_on_close (window) && self->hidden == NULL)
    go_on (self, window);
  else if (is_visible && self->hidden != NULL)
    {
      withdraw (self);
      stop_waiting (self);
    }
}

static void
ktg_going_on_dispose (GObject *object)
{
  KtgGoingOn *self = KTG_GOING_ON (object);

  stop_waiting (self);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_going_on_parent_class)->dispose (object);
}

static void
ktg_going_on_class_init (KtgGoingOnClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ktg_going_on_dispose;
}

static void
ktg_going_on_init (KtgGoingOn *self)
{
}

static void
watch (KtgGoingOn *self, gpointer instance, const char *signal, GCallback callback)
{
  g_signal_connect_object (instance, signal, callback, self, G_CONNECT_SWAPPED);
}

static void
window_added_cb (KtgGoingOn *self, GtkWindow *window)
{
  if (!KTG_IS_WINDOW (window))
    return;

  watch (self, window, "close-request", G_CALLBACK (asked_to_close_cb));
  watch (self, window, "notify::visible", G_CALLBACK (seen_cb));
}

static void
watch_windows (KtgGoingOn *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link != NULL;
       link = link->next)
    window_added_cb (self, link->data);

  watch (self, self->application, "window-added", G_CALLBACK (window_added_cb));
}

/**
 * ktg_going_on_new:
 * @application: outlives it
 * @session: the open profile
 *
 * Returns: (transfer full): what keeps @application when its window is closed
 */
KtgGoingOn *
ktg_going_on_new (GtkApplication *application, KtgSession *session)
{
  KtgGoingOn *self = g_object_new (KTG_TYPE_GOING_ON, NULL);

  self->application = application;
  self->session = g_object_ref (session);
  watch_windows (self);
  watch (self, ktg_session_get_sync (session), "changed", G_CALLBACK (changed_cb));
  watch (self,
         ktg_store_get_summaries (ktg_session_get_store (session)),
         "items-changed",
         G_CALLBACK (changed_cb));

  return self;
}

/**
 * ktg_going_on_leave:
 * @self: what keeps the app
 *
 * From now on a window that is closed is the end of it, and one that is hidden ends now.
 */
void
ktg_going_on_leave (KtgGoingOn *self)
{
  self->is_leaving = TRUE;
  if (self->hidden == NULL)
    return;

  withdraw (self);
  end (self);
}
