/* ktg-notifier.c - tells what happened to a report, where nobody looks at the window
 *
 * What is worth telling is decided in `work`. Here it is waited a moment, so that what comes at
 * once is told at once; what the window in front shows is not told; and of what a day brings it is
 * remembered that it was.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-notifier.h"

#include "ktg-habit.h"
#include "ktg-report-list.h"

#include <glib/gi18n.h>
#include <ktg-tiding.h>

#define SETTLE_MS 1500      /* an answer of the server comes report by report */
#define TOLD "told-of-days" /* in the view file */
#define SEVERAL "tidings"

struct _KtgNotifier
{
  GObject parent_instance;

  GtkApplication *application; /* borrowed: it has us */
  KtgSession     *session;
  GHashTable     *seen;    /* id → KtgSummary: as it was when it was last looked at */
  GPtrArray      *changes; /* (element-type KtgTiding) that came, not told yet */
  GHashTable     *shown;   /* set of ids of notifications */
  guint           settle_id;
};

G_DEFINE_FINAL_TYPE (KtgNotifier, ktg_notifier, G_TYPE_OBJECT)

/* --- whether she sees it anyway --- */

static gboolean
shows_list (GtkWidget *widget)
{
  if (!gtk_widget_get_mapped (widget))
    return FALSE;
  if (KTG_IS_REPORT_LIST (widget))
    return TRUE;

  for (GtkWidget *child = gtk_widget_get_first_child (widget); child != NULL;
       child = gtk_widget_get_next_sibling (child))
    if (shows_list (child))
      return TRUE;

  return FALSE;
}

static gboolean
is_in_front (KtgNotifier *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link != NULL;
       link = link->next)
    if (gtk_window_is_active (link->data))
      return TRUE;

  return FALSE;
}

/* The list has the state and the time limit of every report. */
static gboolean
is_seen (KtgNotifier *self)
{
  if (!is_in_front (self))
    return FALSE;

  for (GList *link = gtk_application_get_windows (self->application); link != NULL;
       link = link->next)
    if (shows_list (link->data))
      return TRUE;

  return FALSE;
}

/* --- telling --- */

static void
lead_to_report (GNotification *notification, const KtgTiding *tiding)
{
  g_notification_set_default_action_and_target (notification, "app.open-report", "s", tiding->id);
  if (tiding->kind == KTG_TIDING_PARKED)
    g_notification_add_button (notification, _ ("Queue"), "app.queue");
}

static gboolean
is_urgent (const GPtrArray *tidings)
{
  for (guint i = 0; i < tidings->len; i++)
    if (((const KtgTiding *)g_ptr_array_index (tidings, i))->kind <= KTG_TIDING_DUE_TODAY)
      return TRUE;

  return FALSE;
}

static void
tell (KtgNotifier *self, const GPtrArray *tidings)
{
  const KtgTiding *first = g_ptr_array_index (tidings, 0);
  g_autofree char *title = ktg_tidings_dup_title (tidings);
  g_autofree char *body = ktg_tidings_dup_body (tidings);
  g_autofree char *id = g_strdup (tidings->len == 1 ? first->id : SEVERAL);
  g_autoptr (GNotification) notification = g_notification_new (title);

  g_notification_set_body (notification, body);
  if (is_urgent (tidings))
    g_notification_set_priority (notification, G_NOTIFICATION_PRIORITY_HIGH);
  if (tidings->len == 1)
    lead_to_report (notification, first);
  else
    g_notification_set_default_action (notification, "app.show");

  g_application_send_notification (G_APPLICATION (self->application), id, notification);
  g_hash_table_add (self->shown, g_steal_pointer (&id));
}

static GPtrArray *
list_dues (KtgNotifier *self)
{
  GPtrArray     *dues = ktg_tidings_new ();
  GListModel    *summaries = ktg_store_get_summaries (ktg_session_get_store (self->session));
  const KtgPack *pack = ktg_session_get_pack (self->session);
  KtgMoment      now = ktg_session_now (self->session);

  for (guint i = 0; i < g_list_model_get_n_items (summaries); i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      ktg_tidings_add_due (dues, ktg_summary_get (summary), pack, &now);
    }

  return dues;
}

static void
move_all (GPtrArray *from, GPtrArray *to)
{
  while (from->len > 0)
    g_ptr_array_add (to, g_ptr_array_steal_index (from, 0));
}

/* What the day brings and was not told, added to what changed. */
static void
add_untold (KtgNotifier *self)
{
  KtgViewFile *view_file = ktg_session_get_view_file (self->session);
  g_autoptr (GPtrArray) dues = list_dues (self);
  g_autofree char *all = ktg_tidings_dup_told (dues);
  g_autofree char *told = ktg_view_file_dup (view_file, TOLD);
  g_autoptr (GPtrArray) untold = ktg_tidings_list_untold (dues, told);

  ktg_view_file_set (view_file, TOLD, all);
  move_all (untold, self->changes);
}

static void
settled_cb (gpointer user_data)
{
  KtgNotifier *self = user_data;

  self->settle_id = 0;
  if (!ktg_habit_is_on (ktg_session_get_view_file (self->session), KTG_HABIT_NOTIFY))
    {
      g_ptr_array_set_size (self->changes, 0);
      return;
    }

  add_untold (self);
  if (self->changes->len > 0 && !is_seen (self))
    tell (self, self->changes);
  g_ptr_array_set_size (self->changes, 0);
}

static void
settle (KtgNotifier *self)
{
  if (self->settle_id == 0)
    self->settle_id = g_timeout_add_once (SETTLE_MS, settled_cb, self);
}

/* --- what comes --- */

static void
look_at (KtgNotifier *self, KtgSummary *summary)
{
  const KtgSummaryFields *fields = ktg_summary_get (summary);
  KtgSummary             *before = g_hash_table_lookup (self->seen, fields->id);

  if (before != NULL)
    ktg_tidings_add_change (self->changes, ktg_summary_get (before), fields);
  g_hash_table_replace (self->seen, fields->id, g_object_ref (summary));
}

static void
summaries_changed_cb (KtgNotifier *self,
                      guint        position,
                      guint        n_removed,
                      guint        n_added,
                      GListModel  *summaries)
{
  for (guint i = position; i < position + n_added; i++)
    {
      g_autoptr (KtgSummary) summary = g_list_model_get_item (summaries, i);

      look_at (self, summary);
    }

  settle (self);
}

/* Whoever comes to a window sees it there. */
static void
is_active_changed_cb (KtgNotifier *self)
{
  GHashTableIter iter;
  gpointer       id;

  if (!is_in_front (self))
    return;

  g_hash_table_iter_init (&iter, self->shown);
  while (g_hash_table_iter_next (&iter, &id, NULL))
    g_application_withdraw_notification (G_APPLICATION (self->application), id);
  g_hash_table_remove_all (self->shown);
}

/* The application names the window that was chosen last, and says nothing when somebody comes back
 * to it from another program. */
static void
window_added_cb (KtgNotifier *self, GtkWindow *window)
{
  g_signal_connect_object (window,
                           "notify::is-active",
                           G_CALLBACK (is_active_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
watch_windows (KtgNotifier *self)
{
  for (GList *link = gtk_application_get_windows (self->application); link != NULL;
       link = link->next)
    window_added_cb (self, link->data);

  g_signal_connect_object (self->application,
                           "window-added",
                           G_CALLBACK (window_added_cb),
                           self,
                           G_CONNECT_SWAPPED);
}

static void
ktg_notifier_finalize (GObject *object)
{
  KtgNotifier *self = KTG_NOTIFIER (object);

  g_clear_handle_id (&self->settle_id, g_source_remove);
  g_clear_pointer (&self->seen, g_hash_table_unref);
  g_clear_pointer (&self->shown, g_hash_table_unref);
  g_clear_pointer (&self->changes, g_ptr_array_unref);
  g_clear_object (&self->session);

  G_OBJECT_CLASS (ktg_notifier_parent_class)->finalize (object);
}

static void
ktg_notifier_class_init (KtgNotifierClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_notifier_finalize;
}

static void
ktg_notifier_init (KtgNotifier *self)
{
  self->seen = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, g_object_unref);
  self->shown = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->changes = ktg_tidings_new ();
}

/**
 * ktg_notifier_new:
 * @application: outlives it
 * @session: the open profile
 *
 * What the desktop does with what it is told, or whether it takes it at all, changes nothing here.
 *
 * Returns: (transfer full): what tells
 */
KtgNotifier *
ktg_notifier_new (GtkApplication *application, KtgSession *session)
{
  KtgNotifier *self = g_object_new (KTG_TYPE_NOTIFIER, NULL);
  GListModel  *summaries = ktg_store_get_summaries (ktg_session_get_store (session));

  self->application = application;
  self->session = g_object_ref (session);
  g_signal_connect_object (summaries,
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           G_CONNECT_SWAPPED);
  g_signal_connect_object (ktg_session_get_library (session),
                           "changed",
                           G_CALLBACK (settle),
                           self,
                           G_CONNECT_SWAPPED);
  watch_windows (self);
  summaries_changed_cb (self, 0, 0, g_list_model_get_n_items (summaries), summaries);

  return self;
}
