/* ktg-sync.c - brings this device and its server level
 *
 * Decides when there is a round: when asked, and in the app whenever something is owed or the link
 * may be back. What happens in one stands in ktg-round.c.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-private.h"

#include "ktg-enrolment.h"

#define POLL_US (10 * G_TIME_SPAN_MINUTE)
#define CHANGED_US (200 * G_TIME_SPAN_MILLISECOND)
#define LOOK_MS 300
#define ITEM_ATTEMPTS 4

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
  if (self->is_waiting)
    ktg_round_advance (self);

  return G_SOURCE_REMOVE;
}

static gboolean
time_to_ask_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->timer = 0;
  if (!self->is_active)
    ktg_round_begin (self);

  return G_SOURCE_REMOVE;
}

/* --- what the round tells --- */

/**
 * ktg_sync_note_changed:
 * @self: a sync
 *
 * People are told of the progress at most five times a second, and of its last word never later
 * than that.
 */
void
ktg_sync_note_changed (KtgSync *self)
{
  gint64 left_us = self->changed_us + CHANGED_US - self->world->monotonic_us ();

  if (left_us <= 0)
    tell (self);
  else if (self->changed_timer == 0)
    self->changed_timer = g_timeout_add (left_us / 1000 + 1, time_to_tell_cb, self);
}

/**
 * ktg_sync_note_wait:
 * @until_us: monotonic; then the round goes on
 *
 * Somebody at a terminal gets an answer soon; the app waits as long as it takes.
 */
void
ktg_sync_note_wait (KtgSync *self, gint64 until_us)
{
  if (ktg_round_is_worth_waiting (self) || self->is_started)
    set_timer (self, until_us - self->world->monotonic_us (), waited_cb);
  if (ktg_round_is_worth_waiting (self))
    return;

  finish_runs (self, self->progress.error);
  if (!self->is_started)
    ktg_round_stop (self);
}

/* Originals that the day's budget holds go on when the day is over. */
static gint64
get_quiet_us (KtgSync *self)
{
  gint64 quiet_us = POLL_US * (1 + self->world->random ());
  gint64 midnight_us = self->progress.midnight_us - self->world->now ().wall_us;

  if (self->progress.phase == KTG_SYNC_HELD && self->progress.hold == KTG_HOLD_BUDGET)
    quiet_us = CLAMP (midnight_us, 0, quiet_us);

  return quiet_us;
}

/**
 * ktg_sync_note_end:
 * @error: (nullable): %NULL: level
 *
 * The server is asked now and then even if nothing is owed: an office may have decided something.
 */
void
ktg_sync_note_end (KtgSync *self, const GError *error)
{
  g_clear_handle_id (&self->timer, g_source_remove);
  if (self->is_started && g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED))
    set_timer (self, 0, time_to_ask_cb); /* stopped, and started again meanwhile */
  else if (self->is_started && ktg_party_get_account (self->party) != NULL)
    set_timer (self, get_quiet_us (self), time_to_ask_cb);
  tell (self);
  finish_runs (self, error);
}

/* --- hints from outside --- */

/* A text never waits for a photo: it goes beside it. */
static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) self = user_data;
  g_autoptr (KtgOwed) owed = ktg_party_load_owed_finish (KTG_PARTY (object), result, NULL);
  gboolean has_more_texts;

  if (owed == NULL)
    return;

  has_more_texts = owed->events->len > self->progress.n_texts_waiting;
  ktg_progress_set_owed (&self->progress, owed);
  ktg_sync_note_changed (self);
  if (has_more_texts && self->is_active && !self->is_waiting)
    ktg_round_take_owed (self, g_steal_pointer (&owed));
  else if (has_more_texts && self->is_started)
    ktg_sync_wake (self);
}

static gboolean
time_to_look_cb (gpointer user_data)
{
  KtgSync *self = user_data;

  self->look_timer = 0;
  ktg_party_load_owed_async (self->party, NULL, looked_cb, g_object_ref (self));

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

  if (self->progress.phase != KTG_SYNC_ACCOUNT)
    ktg_sync_wake (self);
}

static void
metered_changed_cb (GNetworkMonitor *monitor, GParamSpec *property, gpointer user_data)
{
  ktg_sync_heed_rules (user_data);
}

/* --- the object --- */

static void
ktg_sync_dispose (GObject *object)
{
  KtgSync *self = KTG_SYNC (object);

  ktg_sync_stop (self);
  g_clear_handle_id (&self->changed_timer, g_source_remove);
  g_clear_object (&self->party);

  G_OBJECT_CLASS (ktg_sync_parent_class)->dispose (object);
}

static void
ktg_sync_finalize (GObject *object)
{
  KtgSync *self = KTG_SYNC (object);

  ktg_round_watch_lanes (self, FALSE);
  g_clear_pointer (&self->runs, g_ptr_array_unref);
  g_clear_pointer (&self->lanes, g_ptr_array_unref);
  g_clear_pointer (&self->planner, ktg_planner_free);
  g_clear_pointer (&self->owed, ktg_owed_free);
  g_clear_error (&self->stopped_by);
  ktg_progress_clear_files (&self->progress);
  ktg_progress_forget_arrived (&self->progress);
  g_clear_error (&self->progress.error);
  g_clear_pointer (&self->progress.pack, g_free);

  G_OBJECT_CLASS (ktg_sync_parent_class)->finalize (object);
}

static void
ktg_sync_class_init (KtgSyncClass *klass)
{
  G_OBJECT_CLASS (klass)->dispose = ktg_sync_dispose;
  G_OBJECT_CLASS (klass)->finalize = ktg_sync_finalize;

  /**
   * KtgSync::changed:
   *
   * The progress changed; at most five times a second.
   */
  signals[CHANGED] = g_signal_new ("changed",
                                   G_TYPE_FROM_CLASS (klass),
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
  self->planner = ktg_planner_new ();
  self->lanes = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_lane_free);
  self->policy
      = (KtgPolicy){ .max_batch_bytes = KTG_ROUND_BATCH_BYTES, .max_item_attempts = ITEM_ATTEMPTS };
  self->progress.seconds_left = -1;
}

/**
 * ktg_sync_new:
 * @party: who exchanges
 * @world: (scope forever): the program's clocks and chance
 *
 * What is under way keeps it alive: ktg_sync_stop() ends that.
 *
 * Returns: (transfer full): does nothing until asked
 */
KtgSync *
ktg_sync_new (KtgParty *party, const KtgSyncWorld *world)
{
  KtgSync *self = g_object_new (KTG_TYPE_SYNC, NULL);

  self->party = g_object_ref (party);
  self->world = world;
  if (ktg_account_is_practice (ktg_party_get_account (party)))
    self->progress.phase = KTG_SYNC_PRACTICE;
  else if (ktg_party_get_account (party) != NULL)
    self->progress.phase = KTG_SYNC_IDLE;

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
  return &self->progress;
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

  ktg_round_forget_server (self);
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
 * What the server makes of it is kept by the party before this finishes.
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
  ktg_enrolment_async (self->party,
                       self->world,
                       url,
                       code,
                       name,
                       ca_pem,
                       cancellable,
                       enrolled_cb,
                       task);
}

/**
 * ktg_sync_enrol_finish:
 *
 * Returns: whether the account is kept; else a %KTG_SYNC_ERROR says why not
 */
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
    ktg_round_stop (self);
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

  if (self->is_active)
    ktg_round_wake (self);
  else
    ktg_round_begin (self);
}

/**
 * ktg_sync_run_finish:
 *
 * Returns: whether all is level; else a %KTG_SYNC_ERROR, or %G_IO_ERROR_CANCELLED
 */
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
  g_signal_connect_object (self->monitor,
                           "notify::network-metered",
                           G_CALLBACK (metered_changed_cb),
                           self,
                           0);
  g_signal_connect_object (ktg_party_get_summaries (self->party),
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
  g_signal_handlers_disconnect_by_data (ktg_party_get_summaries (self->party), self);
  g_clear_object (&self->monitor);
  ktg_round_stop (self);
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
  if (self->is_active)
    ktg_round_wake (self);
  else if (self->is_started)
    ktg_round_begin (self);
}

/**
 * ktg_sync_heed_rules:
 * @self: a sync
 *
 * The officer's rules of sending changed, or what the computer says of the link: what may not go
 * any more stops in the middle, and what may go from now on goes.
 */
void
ktg_sync_heed_rules (KtgSync *self)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  if (ktg_party_get_sending_rules (self->party)->is_paused)
    self->now_day = 0; /* her last word */
  ktg_round_heed_rules (self);
  ktg_sync_note_changed (self);
  ktg_sync_wake (self);
}

/**
 * ktg_sync_send_all_now:
 * @self: a sync
 *
 * Whatever the rules say, originals go, until none is left, the day ends or the program does.
 */
void
ktg_sync_send_all_now (KtgSync *self)
{
  g_return_if_fail (KTG_IS_SYNC (self));

  self->now_day = ktg_round_find_today (self);
  ktg_sync_wake (self);
}
