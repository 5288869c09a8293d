/* ktg-round.c - one round of exchanges and uploads, until level
 *
 * One step at a time: the store says what is owed, the planner what comes next, the transport
 * carries it out. What happened is told to the store first, then to the planner, then to people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-round.h"

#include "ktg-enrolment.h"
#include "ktg-progress.h"
#include "ktg-upload.h"

#include <ktg-exchange-json.h>

#define BATCH_BYTES (1024 * 1024)
#define ITEM_ATTEMPTS 4
#define PATIENCE 4
#define WORTH_INTERRUPTING_BYTES (256 * 1024)
#define QUIET_US (2 * G_TIME_SPAN_SECOND)
#define GAVE_UP KTG_PROBLEM_PREFIX "gave-up"

struct _KtgRound
{
  GObject parent_instance;

  KtgStore            *store;
  const KtgSyncWorld  *world;
  const KtgRoundOwner *owner;
  gpointer             owner_data; /* NULL: nobody wants to know any more */
  KtgPlanner          *planner;
  KtgPolicy            policy;
  KtgTransport        *transport;   /* to the account's server; NULL until first used */
  KtgOwed             *owed;        /* NULL: to be loaded */
  KtgStep             *step;        /* under way, or NULL */
  GCancellable        *cancellable; /* of what is under way */
  gboolean             is_active;
  gboolean             is_waiting;
  gboolean             is_stopping;
  gboolean             is_interrupted; /* stopped for a text, or because it hung */
  gboolean             has_progressed;
  KtgDone              done;
  KtgRate              rate;
  guint64              n_moved; /* of the file under way */
  KtgSyncProgress      progress;
};

G_DEFINE_FINAL_TYPE (KtgRound, ktg_round, G_TYPE_OBJECT)

static void advance (KtgRound *self);

/* --- telling --- */

static void
tell_changed (KtgRound *self)
{
  if (self->owner_data != NULL)
    self->owner->changed (self->owner_data);
}

static void
bytes_moved_cb (guint n_bytes, gpointer user_data)
{
  KtgRound *self = user_data;

  if (self->step == NULL || self->step->kind != KTG_STEP_UPLOAD)
    return;

  self->n_moved += n_bytes;
  ktg_rate_add (&self->rate, n_bytes, self->world->monotonic_us ());
  ktg_progress_set_moved (&self->progress, self->step->offset + self->n_moved, &self->rate);
  tell_changed (self);
}

static void
set_phase (KtgRound *self, KtgSyncPhase phase, gint64 until_us)
{
  self->progress.phase = phase;
  self->progress.until_us = until_us;
  self->progress.seconds_left = -1;
  self->progress.file_done = self->progress.file_total = 0;
  g_clear_pointer (&self->progress.sha256, g_free);
  tell_changed (self);
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

static void
end_for_store (KtgRound *self, const GError *cause)
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

/* --- what came of a step --- */

static void
note_done (KtgRound *self, const KtgStep *step)
{
  if (step->kind == KTG_STEP_EXCHANGE)
    self->done.texts += step->event_ids->len;
  else if (step->is_preview)
    self->done.previews++;
  else
    self->done.originals++;
}

static void
note_failure (KtgRound *self, const KtgStep *step, const KtgOutcome *outcome)
{
  ktg_progress_set_error (&self->progress, outcome->error);
  ktg_planner_failed (self->planner,
                      step,
                      outcome->failure,
                      self->world->monotonic_us (),
                      outcome->retry_after_us,
                      self->world->random ());
  if (outcome->has_offset && step->kind == KTG_STEP_UPLOAD)
    ktg_planner_file_missing (self->planner, step->sha256, outcome->offset);
}

static void
note_exchange (KtgRound *self, const KtgStep *step, const KtgOutcome *outcome)
{
  for (guint i = 0; i < outcome->missing->len; i++)
    {
      const KtgMissingFile *missing = g_ptr_array_index (outcome->missing, i);

      ktg_planner_file_missing (self->planner, missing->sha256, missing->offset);
    }
  if (outcome->max_batch_bytes > 0)
    self->policy.max_batch_bytes = MIN (outcome->max_batch_bytes, BATCH_BYTES);
  ktg_planner_exchanged (self->planner, step, outcome->has_more);
  note_done (self, step);
  g_clear_pointer (&self->owed, ktg_owed_free);
}

/* The snapshot is kept in step by hand between exchanges: to read ten thousand rows for each of ten
 * thousand files would take longer than to send them. */
static void
forget_file (KtgRound *self, const char *sha256)
{
  for (guint i = 0; self->owed != NULL && i < self->owed->files->len; i++)
    if (g_strcmp0 (((KtgOwedFile *)g_ptr_array_index (self->owed->files, i))->sha256, sha256) == 0)
      g_ptr_array_remove_index (self->owed->files, i--);
  if (self->owed != NULL)
    ktg_progress_set_owed (&self->progress, self->owed);
}

static void
note_upload (KtgRound *self, const KtgStep *step, const KtgOutcome *outcome)
{
  if (outcome->is_whole)
    {
      ktg_planner_uploaded (self->planner, step->sha256);
      note_done (self, step);
      forget_file (self, step->sha256);
    }
  else
    {
      if (outcome->offset > step->offset)
        ktg_planner_progressed (self->planner);
      ktg_planner_file_missing (self->planner, step->sha256, outcome->offset);
    }
}

static void
note_success (KtgRound *self, const KtgStep *step, const KtgOutcome *outcome)
{
  self->has_progressed = TRUE;
  ktg_progress_set_error (&self->progress, NULL);
  if (step->kind == KTG_STEP_EXCHANGE)
    note_exchange (self, step, outcome);
  else
    note_upload (self, step, outcome);
}

static void
parked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRound) self = user_data;
  g_autoptr (GError) error = NULL;

  g_clear_pointer (&self->owed, ktg_owed_free);
  if (ktg_store_apply_news_finish (KTG_STORE (object), result, &error))
    advance (self);
  else
    end_for_store (self, error);
}

static void
park (KtgRound   *self,
      const char *event_id,
      const char *sha256,
      const char *problem,
      const char *detail)
{
  KtgNews *news = ktg_news_new ();

  g_ptr_array_add (news->refused, ktg_owed_refusal_new (event_id, sha256, problem, detail));
  ktg_store_apply_news_async (self->store, news, parked_cb, g_object_ref (self));
}

static void
take_outcome (KtgRound *self, const KtgOutcome *outcome)
{
  g_autoptr (KtgStep) step = g_steal_pointer (&self->step);

  g_clear_object (&self->cancellable);
  if (outcome->is_cancelled)
    ktg_planner_interrupted (self->planner, step);
  else if (outcome->failure != KTG_FAILURE_NONE)
    note_failure (self, step, outcome);
  else
    note_success (self, step, outcome);

  if (self->is_interrupted)
    g_clear_pointer (&self->owed, ktg_owed_free);
  self->is_interrupted = FALSE;
  if (outcome->failure == KTG_FAILURE_ITEM && step->kind == KTG_STEP_UPLOAD)
    park (self, NULL, step->sha256, outcome->problem, outcome->error->message);
  else
    advance (self);
}

static void
exchanged_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRound) self = user_data;
  g_autoptr (KtgOutcome) outcome = ktg_exchange_finish (result);

  take_outcome (self, outcome);
}

static void
uploaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgRound) self = user_data;
  g_autoptr (KtgOutcome) outcome = ktg_upload_finish (result);

  take_outcome (self, outcome);
}

/* --- the next step --- */

static void
carry_out (KtgRound *self)
{
  KtgParties parties = { self->store, self->transport, self->world };

  g_set_object (&self->cancellable, NULL);
  self->cancellable = g_cancellable_new ();
  self->n_moved = 0;
  ktg_rate_start (&self->rate, self->world->monotonic_us ());
  ktg_progress_set_step (&self->progress, self->step, self->owed, &self->done);
  tell_changed (self);

  if (self->step->kind == KTG_STEP_EXCHANGE)
    ktg_exchange_async (&parties,
                        self->step,
                        self->owed->cursor,
                        self->cancellable,
                        exchanged_cb,
                        g_object_ref (self));
  else
    ktg_upload_async (&parties, self->step, self->cancellable, uploaded_cb, g_object_ref (self));
}

/* TRUE if something had to be parked, after which the round goes on by itself. */
static gboolean
park_exhausted (KtgRound *self)
{
  g_autoptr (KtgExhausted) exhausted = ktg_planner_steal_exhausted (self->planner);

  if (exhausted == NULL)
    return FALSE;

  park (self,
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
      carry_out (self);
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
      end_for_store (self, error);
      return;
    }

  ktg_progress_set_owed (&self->progress, self->owed);
  advance (self);
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

static void
advance (KtgRound *self)
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
  self->policy = (KtgPolicy){ FALSE, BATCH_BYTES, ITEM_ATTEMPTS };
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
  ktg_planner_wake (self->planner);
  advance (self);
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
  advance (self);
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
  tell_changed (self);
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
 * somebody at a terminal should wait
 */
gboolean
ktg_round_is_worth_waiting (KtgRound *self)
{
  return self->has_progressed && self->progress.phase == KTG_SYNC_OFFLINE
         && ktg_planner_get_n_failures (self->planner) <= PATIENCE;
}

/**
 * ktg_round_forget_server:
 * @self: a round that is not active
 *
 * The account changed.
 */
void
ktg_round_forget_server (KtgRound *self)
{
  g_clear_object (&self->transport);
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
