/* ktg-round.c - one round of exchanges and uploads, until level
 *
 * One step at a time: the store says what is owed, the planner what comes next, the transport
 * carries it out. What happened is told to the store first, then to the planner, then to people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-round-private.h"

#include "ktg-enrolment.h"

#define ITEM_ATTEMPTS 4
#define PATIENCE 4
#define WORTH_INTERRUPTING_BYTES (256 * 1024)
#define QUIET_US (2 * G_TIME_SPAN_SECOND)
#define GAVE_UP KTG_PROBLEM_PREFIX "gave-up"

G_DEFINE_FINAL_TYPE (KtgRound, ktg_round, G_TYPE_OBJECT)

/* --- telling --- */

void
ktg_round_tell_changed (KtgRound *self)
{
  if (self->owner_data != NULL)
    self->owner->changed (self->owner_data);
}

static void
bytes_moved_cb (guint n_bytes, gpointer user_data)
{
  KtgRound *self = user_data;
  guint64   n_arrived;

  if (self->step == NULL || self->step->kind != KTG_STEP_UPLOAD)
    return;

  self->n_moved += n_bytes;
  n_arrived = self->n_moved - MIN (ktg_transport_get_n_unsent (self->transport), self->n_moved);
  n_arrived = MAX (n_arrived, self->n_arrived);
  ktg_rate_add (&self->rate, n_arrived - self->n_arrived, self->world->monotonic_us ());
  self->n_arrived = n_arrived;
  ktg_progress_set_moved (&self->progress,
                          self->step->offset + self->n_moved,
                          self->n_moved - n_arrived,
                          &self->rate);
  ktg_round_tell_changed (self);
}

static void
set_phase (KtgRound *self, KtgSyncPhase phase, gint64 until_us)
{
  self->progress.phase = phase;
  self->progress.until_us = until_us;
  self->progress.seconds_left = -1;
  self->progress.file_done = self->progress.file_total = 0;
  g_clear_pointer (&self->progress.sha256, g_free);
  ktg_round_tell_changed (self);
}

static void
end (KtgRound *self, const GError *error)
{
  g_autoptr (KtgRound) alive = g_object_ref (self);

  self->is_active = self->is_waiting = self->is_stopping = FALSE;
  g_clear_pointer (&self->owed, ktg_owed_free);
  if (self->owner_data != NULL)
    self->owner->ended (error, self->owner_data);
}

static void
end_with (KtgRound *self, KtgSyncPhase phase, const GError *error)
{
  ktg_progress_set_error (&self->progress, error);
  set_phase (self, phase, 0);
  end (self, error);
}

static void
end_stopped (KtgRound *self)
{
  g_autoptr (GError) error
      = g_error_new_literal (G_IO_ERROR, G_IO_ERROR_CANCELLED, "The exchange was stopped");

  set_phase (self, KTG_SYNC_OFFLINE, 0);
  end (self, error);
}

void
ktg_round_end_for_store (KtgRound *self, const GError *cause)
{
  g_autoptr (GError) error
      = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE, cause->message);

  end_with (self, KTG_SYNC_OFFLINE, error);
}

static gboolean
has_originals (KtgRound *self)
{
  for (guint i = 0; i < self->owed->files->len; i++)
    if (!((KtgOwedFile *)g_ptr_array_index (self->owed->files, i))->is_preview)
      return TRUE;

  return FALSE;
}

static void
become_level (KtgRound *self)
{
  gboolean is_held = self->policy.holds_originals && has_originals (self);

  self->progress.since_us = self->world->now ().wall_us;
  end_with (self, is_held ? KTG_SYNC_HELD : KTG_SYNC_IDLE, NULL);
}

static void
ask_officer (KtgRound *self)
{
  g_autoptr (GError) error
      = self->progress.error != NULL ? g_error_copy (self->progress.error) : NULL;

  if (error == NULL)
    error = g_error_new_literal (KTG_SYNC_ERROR,
                                 KTG_SYNC_ERROR_REFUSED,
                                 "The server does not accept this device");
  end_with (self, KTG_SYNC_ACCOUNT, error);
}

static void
wait_until (KtgRound *self, gint64 until_us)
{
  gint64   wait_us = until_us - self->world->monotonic_us ();
  gboolean is_busy = g_error_matches (self->progress.error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_BUSY);

  self->is_waiting = TRUE;
  g_clear_pointer (&self->owed, ktg_owed_free); /* who knows what is owed after it */
  set_phase (self,
             is_busy ? KTG_SYNC_WAITING : KTG_SYNC_OFFLINE,
             self->world->now ().wall_us + wait_us);
  if (self->owner_data != NULL)
    self->owner->waits (until_us, self->owner_data);
}

/* --- the next step --- */

/* TRUE if something had to be parked, after which the round goes on by itself. */
static gboolean
park_exhausted (KtgRound *self)
{
  g_autoptr (KtgExhausted) exhausted = ktg_planner_steal_exhausted (self->planner);

  if (exhausted == NULL)
    return FALSE;

  ktg_round_park (self,
                  exhausted->is_event ? exhausted->id : NULL,
                  exhausted->is_event ? NULL : exhausted->id,
                  GAVE_UP,
                  "Nothing came of it, several times");

  return TRUE;
}

static void
take_step (KtgRound *self)
{
  g_autoptr (KtgStep) step
      = ktg_planner_next (self->planner, self->owed, &self->policy, self->world->monotonic_us ());

  if (park_exhausted (self))
    return;

  switch (step->kind)
    {
    case KTG_STEP_EXCHANGE:
    case KTG_STEP_UPLOAD:
      self->step = g_steal_pointer (&step);
      ktg_round_carry_out (self);
      break;
    case KTG_STEP_WAIT:
      wait_until (self, step->wait_until_us);
      break;
    case KTG_STEP_ASK:
      ask_officer (self);
      break;
    case KTG_STEP_LEVEL:
      become_level (self);
      break;
    default:
      g_assert_not_reached ();
    }
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRound) self = user_data;
  g_autoptr (GError) error = NULL;

  self->owed = ktg_store_load_owed_finish (KTG_STORE (object), result, &error);
  if (self->owed == NULL)
    {
      ktg_round_end_for_store (self, error);
      return;
    }

  ktg_progress_set_owed (&self->progress, self->owed);
  ktg_round_advance (self);
}

static gboolean
ensure_transport (KtgRound *self, GError **error)
{
  const KtgAccount *account = ktg_store_get_account (self->store);
  gint64            offset_ms = 0;

  if (self->transport != NULL)
    return TRUE;

  if (account == NULL)
    {
      g_set_error_literal (error,
                           KTG_SYNC_ERROR,
                           KTG_SYNC_ERROR_NOT_ENROLLED,
                           "This device has no account yet");
      return FALSE;
    }

  self->transport = ktg_transport_new (account->url,
                                       account->ca,
                                       account->server_key,
                                       self->world,
                                       ktg_enrolment_sign,
                                       self->store,
                                       error);
  if (self->transport == NULL)
    return FALSE;

  if (ktg_store_get_server_offset_ms (self->store, &offset_ms))
    ktg_transport_set_clock_offset_ms (self->transport, offset_ms);
  ktg_transport_set_moved (self->transport, bytes_moved_cb, self);

  return TRUE;
}

void
ktg_round_advance (KtgRound *self)
{
  g_autoptr (GError) error = NULL;

  if (self->is_stopping)
    end_stopped (self);
  else if (!ensure_transport (self, &error))
    end_with (self,
              ktg_store_get_account (self->store) == NULL ? KTG_SYNC_UNENROLLED : KTG_SYNC_OFFLINE,
              error);
  else if (self->owed == NULL)
    ktg_store_load_owed_async (self->store, NULL, loaded_cb, g_object_ref (self));
  else
    take_step (self);
}

/* --- the object --- */

static void
ktg_round_finalize (GObject *object)
{
  KtgRound *self = KTG_ROUND (object);

  if (self->transport != NULL)
    ktg_transport_set_moved (self->transport, NULL, NULL);
  g_clear_object (&self->transport);
  g_clear_object (&self->cancellable);
  g_clear_object (&self->store);
  g_clear_pointer (&self->planner, ktg_planner_free);
  g_clear_pointer (&self->owed, ktg_owed_free);
  g_clear_pointer (&self->step, ktg_step_free);
  g_clear_pointer (&self->progress.sha256, g_free);
  g_clear_error (&self->progress.error);

  G_OBJECT_CLASS (ktg_round_parent_class)->finalize (object);
}

static void
ktg_round_class_init (KtgRoundClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ktg_round_finalize;
}

static void
ktg_round_init (KtgRound *self)
{
  self->planner = ktg_planner_new ();
  self->policy = (KtgPolicy){ FALSE, KTG_ROUND_BATCH_BYTES, ITEM_ATTEMPTS };
  self->progress.seconds_left = -1;
}

/**
 * ktg_round_new:
 * @store: whose device it is
 * @world: the clocks
 * @owner: (scope forever): whom to tell
 * @owner_data: for @owner, until ktg_round_disown()
 *
 * Returns: (transfer full): rounds, one after another, with what they remember of each other
 */
KtgRound *
ktg_round_new (KtgStore            *store,
               const KtgSyncWorld  *world,
               const KtgRoundOwner *owner,
               gpointer             owner_data)
{
  KtgRound *self = g_object_new (KTG_TYPE_ROUND, NULL);

  self->store = g_object_ref (store);
  self->world = world;
  self->owner = owner;
  self->owner_data = owner_data;
  self->progress.phase
      = ktg_store_get_account (store) == NULL ? KTG_SYNC_UNENROLLED : KTG_SYNC_IDLE;

  return self;
}

/**
 * ktg_round_disown:
 * @self: a round
 *
 * Nobody is told anything from here on; what is under way is stopped.
 */
void
ktg_round_disown (KtgRound *self)
{
  self->owner_data = NULL;
  ktg_round_stop (self);
}

/**
 * ktg_round_begin:
 * @self: a round that is not active
 *
 * It begins with an exchange, even if nothing is owed.
 */
void
ktg_round_begin (KtgRound *self)
{
  g_return_if_fail (!self->is_active);

  self->is_active = TRUE;
  self->has_progressed = FALSE;
  self->done = (KtgDone){ 0, 0, 0 };
  if (self->is_server_stale)
    g_clear_object (&self->transport);
  self->is_server_stale = FALSE;
  ktg_planner_wake (self->planner);
  ktg_round_advance (self);
}

/**
 * ktg_round_go_on:
 * @self: a round that waits
 */
void
ktg_round_go_on (KtgRound *self)
{
  if (!self->is_waiting)
    return;

  self->is_waiting = FALSE;
  ktg_round_advance (self);
}

/**
 * ktg_round_stop:
 * @self: a round
 *
 * It ends with %G_IO_ERROR_CANCELLED as soon as what is under way has let go; what arrived is kept.
 */
void
ktg_round_stop (KtgRound *self)
{
  if (!self->is_active)
    return;

  self->is_stopping = TRUE;
  if (self->is_waiting)
    end_stopped (self);
  else if (self->cancellable != NULL)
    g_cancellable_cancel (self->cancellable);
}

static void
interrupt (KtgRound *self)
{
  self->is_interrupted = TRUE;
  g_cancellable_cancel (self->cancellable);
}

/**
 * ktg_round_wake:
 * @self: a round
 *
 * Waits and questions are over: somebody pressed the button, or the network changed. A request that
 * hangs on what was the network before is given up, which is no failure; one that moves goes on.
 */
void
ktg_round_wake (KtgRound *self)
{
  ktg_planner_wake (self->planner);
  if (self->step != NULL && ktg_transport_is_stuck (self->transport, QUIET_US))
    interrupt (self);
  else
    ktg_round_go_on (self);
}

/* A link that was fast a moment ago may stand still now, so only what is left counts; at worst a
 * filing costs a new connection. */
static gboolean
is_worth_interrupting (KtgRound *self)
{
  guint64 n_sent;

  if (self->step == NULL || self->step->kind != KTG_STEP_UPLOAD || self->step->is_preview)
    return FALSE;

  n_sent = self->step->offset + self->n_moved;
  return n_sent + WORTH_INTERRUPTING_BYTES < self->step->size_bytes;
}

/* A text never waits for a long photo: the upload stops and goes on later from where it was. */
static void
looked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRound) self = user_data;
  g_autoptr (KtgOwed) owed = ktg_store_load_owed_finish (KTG_STORE (object), result, NULL);
  gboolean has_more_texts;

  if (owed == NULL)
    return;

  has_more_texts = owed->events->len > self->progress.n_texts_waiting;
  ktg_progress_set_owed (&self->progress, owed);
  ktg_round_tell_changed (self);
  if (owed->events->len > 0 && is_worth_interrupting (self))
    interrupt (self);
  else if (has_more_texts && self->owner_data != NULL)
    self->owner->found_texts (self->owner_data);
}

/**
 * ktg_round_look:
 * @self: a round
 *
 * Something changed in the store: people are told what waits, and a new text is found.
 */
void
ktg_round_look (KtgRound *self)
{
  ktg_store_load_owed_async (self->store, NULL, looked_cb, g_object_ref (self));
}

gboolean
ktg_round_is_active (KtgRound *self)
{
  return self->is_active;
}

/**
 * ktg_round_is_worth_waiting:
 * @self: a round that waits
 *
 * Returns: whether it got somewhere and the link has not failed too often since, so that even
 * somebody at a terminal should wait; a disk that fails does not mend by itself
 */
gboolean
ktg_round_is_worth_waiting (KtgRound *self)
{
  return self->has_progressed && self->progress.phase == KTG_SYNC_OFFLINE
         && !g_error_matches (self->progress.error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE)
         && ktg_planner_get_n_failures (self->planner) <= PATIENCE;
}

/**
 * ktg_round_forget_server:
 * @self: a round
 *
 * The account changed: what is under way stops, and the next round speaks to the new server.
 */
void
ktg_round_forget_server (KtgRound *self)
{
  self->is_server_stale = TRUE;
  ktg_round_stop (self);
  if (self->progress.phase == KTG_SYNC_UNENROLLED)
    set_phase (self, KTG_SYNC_IDLE, 0);
}

void
ktg_round_set_holds_originals (KtgRound *self, gboolean holds)
{
  self->policy.holds_originals = holds;
}

/**
 * ktg_round_get_progress:
 * @self: a round
 *
 * Returns: (transfer none): what people are told; changes in place
 */
const KtgSyncProgress *
ktg_round_get_progress (KtgRound *self)
{
  return &self->progress;
}
