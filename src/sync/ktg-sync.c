/* ktg-sync.c - brings this device and its server level
 *
 * Decides when there is a round: when asked, and in the app whenever something is owed or the link
 * may be back. What happens in one is the round's affair.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync.h"

#include "ktg-enrolment.h"
#include "ktg-round.h"

#define POLL_US (10 * G_TIME_SPAN_MINUTE)
#define CHANGED_US (200 * G_TIME_SPAN_MILLISECOND)
#define LOOK_MS 300

struct _KtgSync
{
  GObject parent_instance;

  KtgStore           *store;
  const KtgSyncWorld *world;
  KtgRound           *round;
  GPtrArray          *runs;  /* (element-type GTask) to be told when the round ends */
  guint               timer; /* ends a wait, or the quiet between rounds */
  guint               changed_timer;
  guint               look_timer;
  gint64              changed_us; /* monotonic: when people were told last */
  GNetworkMonitor    *monitor;    /* while started */
  gboolean            is_started;
};

G_DEFINE_FINAL_TYPE (KtgSync, ktg_sync, G_TYPE_OBJECT)

enum
{
  CHANGED,
  N_SIGNALS,
};

static guint signals[N_SIGNALS];

/* --- telling --- */

static void
tell (KtgSync *self)
{
  g_clear_handle_id (&self->changed_timer, g_source_remove);
  self->changed_us = self->world->monotonic_us ();
  g_signal_emit (self, signals[CHANGED], 0);
}

static gboolean
time_to_tell_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->changed_timer = 0;
  tell (self);

  return G_SOURCE_REMOVE;
}

static void
finish_runs (KtgSync *self, const GError *error)
{
  g_autoptr (GPtrArray) runs = self->runs;

  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
  for (guint i = 0; i < runs->len; i++)
    if (error != NULL)
      g_task_return_error (g_ptr_array_index (runs, i), g_error_copy (error));
    else
      g_task_return_boolean (g_ptr_array_index (runs, i), TRUE);
}

static void
set_timer (KtgSync *self, gint64 wait_us, GSourceFunc callback)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  self->timer = g_timeout_add (CLAMP (wait_us / 1000 + 1, 1, G_MAXINT), callback, self);
}

static gboolean
waited_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->timer = 0;
  ktg_round_go_on (self->round);

  return G_SOURCE_REMOVE;
}

static gboolean
time_to_ask_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->timer = 0;
  if (!ktg_round_is_active (self->round))
    ktg_round_begin (self->round);

  return G_SOURCE_REMOVE;
}

/* --- what the round tells --- */

/* At most five times a second, and the last word never later than that. */
static void
round_changed_cb (gpointer owner)
{
  KtgSync *self = owner;
  gint64   left_us = self->changed_us + CHANGED_US - self->world->monotonic_us ();

  if (left_us <= 0)
    tell (self);
  else if (self->changed_timer == 0)
    self->changed_timer = g_timeout_add (left_us / 1000 + 1, time_to_tell_cb, self);
}

/* Somebody at a terminal gets an answer soon; the app waits as long as it takes. */
static void
round_waits_cb (gint64 until_us, gpointer owner)
{
  KtgSync *self = owner;

  if (ktg_round_is_worth_waiting (self->round) || self->is_started)
    set_timer (self, until_us - self->world->monotonic_us (), waited_cb);
  if (ktg_round_is_worth_waiting (self->round))
    return;

  finish_runs (self, ktg_round_get_progress (self->round)->error);
  if (!self->is_started)
    ktg_round_stop (self->round);
}

/* The server is asked now and then even if nothing is owed: an office may have decided something.
 */
static void
round_ended_cb (const GError *error, gpointer owner)
{
  KtgSync *self = owner;

  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->is_started && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_timer (self, 0, time_to_ask_cb); /* stopped, and started again meanwhile */
  else if (self->is_started && ktg_store_get_account (self->store) != NULL)
    set_timer (self, POLL_US * (1 + self->world->random ()), time_to_ask_cb);
  tell (self);
  finish_runs (self, error);
}

static void
round_found_texts_cb (gpointer owner)
{
  KtgSync *self = owner;

  if (self->is_started)
    ktg_sync_wake (self);
}

static const KtgRoundOwner round_owner
    = { round_changed_cb, round_waits_cb, round_ended_cb, round_found_texts_cb };

/* --- hints from outside --- */

static gboolean
time_to_look_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->look_timer = 0;
  ktg_round_look (self->round);

  return G_SOURCE_REMOVE;
}

static void
summaries_changed_cb (GListModel *summaries,
                      guint       position,
                      guint       removed,
                      guint       added,
                      gpointer    user_data)
{
  KtgSync *self = user_data;

  if (self->look_timer == 0)
    self->look_timer = g_timeout_add (LOOK_MS, time_to_look_cb, self);
}

/* A hint and never a gate: that there is a route says nothing about the server. */
static void
network_changed_cb (GNetworkMonitor *monitor, gboolean is_available, gpointer user_data)
{
  KtgSync *self = user_data;

  if (ktg_round_get_progress (self->round)->phase != KTG_SYNC_ACCOUNT)
    ktg_sync_wake (self);
}

/* --- the object --- */

static void
ktg_sync_dispose (GObject *object)
{
  KtgSync *self = KTG_SYNC (object);

  ktg_sync_stop (self);
  g_clear_handle_id (&self->changed_timer, g_source_remove);
  if (self->round != NULL)
    ktg_round_disown (self->round);
  g_clear_object (&self->round);
  g_clear_object (&self->store);

  G_OBJECT_CLASS (ktg_sync_parent_class)->dispose (object);
}

static void
ktg_sync_finalize (GObject *object)
{
  KtgSync *self = KTG_SYNC (object);

  g_clear_pointer (&self->runs, g_ptr_array_unref);

  G_OBJECT_CLASS (ktg_sync_parent_class)->finalize (object);
}

static void
ktg_sync_class_init (KtgSyncClass *class)
{
  G_OBJECT_CLASS (class)->dispose = ktg_sync_dispose;
  G_OBJECT_CLASS (class)->finalize = ktg_sync_finalize;

  /**
   * KtgSync::changed:
   *
   * The progress changed; at most five times a second.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (class),
                                   G_SIGNAL_RUN_LAST,
                                   0,
                                   NULL,
                                   NULL,
                                   NULL,
                                   G_TYPE_NONE,
                                   0);
}

static void
ktg_sync_init (KtgSync *self)
{
  self->runs = g_ptr_array_new_with_free_func (g_object_unref);
}

/**
 * ktg_sync_new:
 * @store: what this device remembers
 * @world: (scope forever): the program's clocks and chance
 *
 * Returns: (transfer full): does nothing until asked
 */
KtgSync *
ktg_sync_new (KtgStore *store, const KtgSyncWorld *world)
{
  KtgSync *self = g_object_new (KTG_TYPE_SYNC, NULL);

  self->store = g_object_ref (store);
  self->world = world;
  self->round = ktg_round_new (store, world, &round_owner, self);

  return self;
}

/**
 * ktg_sync_get_progress:
 * @self: a sync
 *
 * Returns: (transfer none): changes in place, with the signal "changed"
 */
const KtgSyncProgress *
ktg_sync_get_progress (KtgSync *self)
{
  return ktg_round_get_progress (self->round);
}

static void
enrolled_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (GTask) task = user_data;
  KtgSync *self = g_task_get_source_object (task);
  GError  *error = NULL;

  if (!ktg_enrolment_finish (result, &error))
    {
      g_task_return_error (task, error);
      return;
    }

  ktg_round_forget_server (self->round);
  if (self->is_started)
    ktg_sync_wake (self);
  g_task_return_boolean (task, TRUE);
}

/**
 * ktg_sync_enrol_async:
 * @self: a sync
 * @url: as typed; https, or http to loopback only
 * @code: as typed
 * @name: (nullable): what the person calls this device
 * @ca_pem: (nullable): an office's own authority, and then the only one trusted
 *
 * What the server makes of it is kept by the store before this finishes.
 */
void
ktg_sync_enrol_async (KtgSync            *self,
                      const char         *url,
                      const char         *code,
                      const char         *name,
                      const char         *ca_pem,
                      GCancellable       *cancellable,
                      GAsyncReadyCallback callback,
                      gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (KTG_IS_SYNC (self));

  task = g_task_new (self, NULL, callback, user_data);
  g_task_set_source_tag (task, ktg_sync_enrol_async);
  ktg_enrolment_async (self->store,
                       self->world,
                       url,
                       code,
                       name,
                       ca_pem,
                       cancellable,
                       enrolled_cb,
                       task);
}

gboolean
ktg_sync_enrol_finish (KtgSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

static void
run_cancelled_cb (GCancellable *cancellable, gpointer user_data)
{
  KtgSync *self = user_data;

  if (!self->is_started)
    ktg_round_stop (self->round);
}

/**
 * ktg_sync_run_async:
 * @self: a sync
 * @cancellable: (nullable): stops it at any moment; what arrived is kept
 *
 * One round: exchanges and uploads until level, at least one exchange. It ends at a failure of the
 * server or the account, and at one of the link, except that a round that got somewhere waits a few
 * short breaks of the link out. Parked items are no error here: see the progress.
 */
void
ktg_sync_run_async (KtgSync            *self,
                    GCancellable       *cancellable,
                    GAsyncReadyCallback callback,
                    gpointer            user_data)
{
  GTask *task;

  g_return_if_fail (KTG_IS_SYNC (self));

  task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (task, ktg_sync_run_async);
  g_ptr_array_add (self->runs, task);
  if (cancellable != NULL)
    g_signal_connect_object (cancellable, "cancelled", G_CALLBACK (run_cancelled_cb), self, 0);

  if (ktg_round_is_active (self->round))
    ktg_round_wake (self->round);
  else
    ktg_round_begin (self->round);
}

gboolean
ktg_sync_run_finish (KtgSync *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_boolean (G_TASK (result), error);
}

/**
 * ktg_sync_start:
 * @self: a sync
 *
 * For the app: rounds whenever something is owed, with back-off, until ktg_sync_stop(); a new
 * filing or a change of the network wakes it.
 */
void
ktg_sync_start (KtgSync *self)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  if (self->is_started)
    return;

  self->is_started = TRUE;
  self->monitor = g_object_ref (g_network_monitor_get_default ());
  g_signal_connect_object (self->monitor,
                           "network-changed",
                           G_CALLBACK (network_changed_cb),
                           self,
                           0);
  g_signal_connect_object (ktg_store_get_summaries (self->store),
                           "items-changed",
                           G_CALLBACK (summaries_changed_cb),
                           self,
                           0);
  ktg_sync_wake (self);
}

/**
 * ktg_sync_stop:
 * @self: a sync
 *
 * Ends what ktg_sync_start() began; a request under way is cut, and nothing is lost by it.
 */
void
ktg_sync_stop (KtgSync *self)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  g_clear_handle_id (&self->look_timer, g_source_remove);
  if (!self->is_started)
    return;

  self->is_started = FALSE;
  g_signal_handlers_disconnect_by_data (self->monitor, self);
  g_signal_handlers_disconnect_by_data (ktg_store_get_summaries (self->store), self);
  g_clear_object (&self->monitor);
  ktg_round_stop (self->round);
}

/**
 * ktg_sync_wake:
 * @self: a sync
 *
 * Waits are over: the officer pressed the button, unparked something, or changed a choice.
 */
void
ktg_sync_wake (KtgSync *self)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  g_clear_handle_id (&self->timer, g_source_remove);
  if (ktg_round_is_active (self->round))
    ktg_round_wake (self->round);
  else if (self->is_started)
    ktg_round_begin (self->round);
}

/**
 * ktg_sync_set_holds_originals:
 * @self: a sync
 * @holds: whether originals wait (a metered link, or the day's budget is spent)
 *
 * Texts and previews never wait.
 */
void
ktg_sync_set_holds_originals (KtgSync *self, gboolean holds)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  ktg_round_set_holds_originals (self->round, holds);
  if (self->is_started && !holds)
    ktg_sync_wake (self);
}
