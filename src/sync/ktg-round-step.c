/* ktg-round-step.c - one step of a round carried out, and what came of it
 *
 * What happened is told to the party first, then to the planner, then to people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-private.h"

#include "ktg-confirmation.h"
#include "ktg-pack-fetch.h"
#include "ktg-upload.h"

#include <ktg-exchange-json.h>

static void
note_done (KtgSync *self, const KtgStep *step)
{
  if (step->kind == KTG_STEP_EXCHANGE)
    self->done.texts += step->event_ids->len;
  else if (step->kind == KTG_STEP_FETCH)
    return;
  else if (step->is_preview)
    self->done.previews++;
  else
    self->done.originals++;
}

/* --- how much of a file is there --- */

static void
tell_arrived (KtgSync *self, const char *sha256, guint64 n_bytes)
{
  ktg_progress_set_arrived (&self->progress, sha256, n_bytes);
  if (self->owed != NULL)
    ktg_progress_set_owed (&self->progress, self->owed);
}

/* The server said so. */
static void
take_offset (KtgSync *self, const char *sha256, guint64 offset)
{
  ktg_planner_file_missing (self->planner, sha256, offset);
  tell_arrived (self, sha256, offset);
}

/* Until the server is asked, what the next hop acknowledged is all that is known. */
static void
guess_arrived (KtgSync *self, const KtgLane *lane, const KtgStep *step)
{
  if (step->kind == KTG_STEP_UPLOAD && !step->is_offset_stale && step->nonce == NULL)
    tell_arrived (self, step->sha256, step->offset + lane->n_arrived);
}

/* --- what came of a step --- */

static KtgFailure
get_failure (const KtgLane *lane, const KtgOutcome *outcome)
{
  if (outcome->failure == KTG_FAILURE_LINK && !ktg_transport_has_reached (lane->transport))
    return KTG_FAILURE_UNREACHED;

  return outcome->failure;
}

static void
note_failure (KtgSync *self, const KtgLane *lane, const KtgStep *step, const KtgOutcome *outcome)
{
  KtgFailure failure = get_failure (lane, outcome);

  if (step->kind == KTG_STEP_UPLOAD && outcome->is_refused_by_size
      && ktg_planner_refused_by_size (self->planner, step))
    return;

  if (step->kind == KTG_STEP_UPLOAD && failure == KTG_FAILURE_LINK)
    ktg_planner_broke (self->planner, step, lane->n_arrived);
  if (g_error_matches (outcome->error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_LINK))
    guess_arrived (self, lane, step);
  if (step->kind == KTG_STEP_FETCH && failure != KTG_FAILURE_ACCOUNT)
    ktg_progress_set_pack (&self->progress, step->pack, outcome->error);
  else
    ktg_progress_set_error (&self->progress, outcome->error);
  ktg_planner_failed (self->planner,
                      step,
                      failure,
                      self->world->monotonic_us (),
                      outcome->retry_after_us,
                      self->world->random ());
  if (outcome->has_offset && step->kind == KTG_STEP_UPLOAD)
    take_offset (self, step->sha256, outcome->offset);
}

static void
note_exchange (KtgSync *self, const KtgStep *step, const KtgOutcome *outcome)
{
  for (guint i = 0; i < outcome->missing->len; i++)
    {
      const KtgMissingFile *missing = g_ptr_array_index (outcome->missing, i);

      ktg_progress_set_arrived (&self->progress, missing->sha256, missing->offset);
      ktg_planner_file_missing (self->planner, missing->sha256, missing->offset);
      ktg_planner_may_prove (self->planner, missing->sha256, missing->prove);
    }
  if (outcome->max_batch_bytes > 0)
    self->policy.max_batch_bytes = MIN (outcome->max_batch_bytes, KTG_ROUND_BATCH_BYTES);
  self->progress.has_bad_packs |= outcome->has_bad_packs;
  ktg_planner_exchanged (self->planner, step, outcome->has_more);
  note_done (self, step);
  g_clear_pointer (&self->owed, ktg_owed_free);
}

/* The snapshot is kept in step by hand between exchanges: to read ten thousand rows for each of ten
 * thousand files would take longer than to send them. */
static void
forget_file (KtgSync *self, const char *sha256)
{
  for (guint i = 0; self->owed != NULL && i < self->owed->files->len; i++)
    if (g_strcmp0 (((KtgOwedFile *)g_ptr_array_index (self->owed->files, i))->sha256, sha256) == 0)
      g_ptr_array_remove_index (self->owed->files, i--);
  if (self->owed != NULL)
    ktg_progress_set_owed (&self->progress, self->owed);
}

/* A receipt of a life that this device did not hear of yet settles nothing: the file is owed still,
 * and so the next exchange asks for it, and hears of that life. */
static void
settle_file (KtgSync *self, const KtgStep *step, const KtgOutcome *outcome)
{
  if (self->owed != NULL && g_strcmp0 (outcome->life, self->owed->life) != 0)
    g_clear_pointer (&self->owed, ktg_owed_free);
  else
    forget_file (self, step->sha256);
}

static void
note_upload (KtgSync *self, const KtgStep *step, const KtgOutcome *outcome)
{
  if (outcome->is_whole)
    {
      ktg_planner_uploaded (self->planner, step->sha256);
      ktg_progress_set_arrived (&self->progress, step->sha256, 0);
      note_done (self, step);
      settle_file (self, step, outcome);
    }
  else
    {
      if (outcome->offset > step->offset)
        ktg_planner_progressed (self->planner);
      take_offset (self, step->sha256, outcome->offset);
    }
}

/* What else is lacking is known already. */
static void
note_fetch (KtgSync *self, const KtgStep *step, const KtgOutcome *outcome)
{
  if (!outcome->is_whole)
    {
      ktg_planner_fetched_piece (self->planner);
      return;
    }

  ktg_planner_fetched (self->planner, step);
  ktg_progress_set_pack (&self->progress, step->pack, NULL);
}

static void
note_success (KtgSync *self, const KtgStep *step, const KtgOutcome *outcome)
{
  self->has_progressed = TRUE;
  ktg_progress_set_error (&self->progress, NULL);
  if (step->kind == KTG_STEP_EXCHANGE)
    note_exchange (self, step, outcome);
  else if (step->kind == KTG_STEP_FETCH)
    note_fetch (self, step, outcome);
  else
    note_upload (self, step, outcome);
}

static void
parked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_errands--;
  g_clear_pointer (&self->owed, ktg_owed_free);
  if (ktg_party_apply_news_finish (KTG_PARTY (object), result, &error))
    ktg_round_advance (self);
  else
    ktg_round_stop_for_store (self, error);
}

/**
 * ktg_round_park:
 * @is_event: whether @id is an event's; else it is a file's SHA-256
 * @problem: the problem's type
 * @detail: English
 *
 * It is owed no more until an officer says so; the round goes on by itself.
 */
void
ktg_round_park (KtgSync    *self,
                gboolean    is_event,
                const char *id,
                const char *problem,
                const char *detail)
{
  KtgNews *news = ktg_news_new ();

  self->n_errands++;
  g_ptr_array_add (is_event ? news->refused : news->refused_files,
                   ktg_refusal_new (id, problem, detail));
  ktg_party_apply_news_async (self->party, news, parked_cb, g_object_ref (self));
}

/* What a lane is asked to do, until it is over. */
typedef struct
{
  KtgSync *sync;
  KtgLane *lane;
} Turn;

static void
turn_free (Turn *turn)
{
  g_object_unref (turn->sync);
  g_free (turn);
}

G_DEFINE_AUTOPTR_CLEANUP_FUNC (Turn, turn_free)

static void
note_outcome (KtgSync *self, const KtgLane *lane, const KtgStep *step, const KtgOutcome *outcome)
{
  if (outcome->is_cancelled)
    {
      ktg_planner_interrupted (self->planner, step);
      guess_arrived (self, lane, step);
    }
  else if (outcome->failure != KTG_FAILURE_NONE)
    note_failure (self, lane, step, outcome);
  else
    note_success (self, step, outcome);
}

/* Of the answers that came the quickest says how long the way is. */
static void
note_round_trip (KtgSync *self, const KtgLane *lane)
{
  gint64 round_trip_us = ktg_transport_get_round_trip_us (lane->transport);

  if (self->link.round_trip_us == 0 || round_trip_us < self->link.round_trip_us)
    self->link.round_trip_us = round_trip_us;
}

static void
take_outcome (KtgSync *self, KtgLane *lane, const KtgOutcome *outcome)
{
  g_autoptr (KtgStep) step = NULL;

  ktg_round_count_spent (self, lane);
  step = ktg_lane_end (lane);
  note_round_trip (self, lane);
  ktg_round_measure (self);
  ktg_planner_over (self->planner, step);
  note_outcome (self, lane, step, outcome);
  if (step->kind == KTG_STEP_EXCHANGE)
    ktg_round_share_clock (self, lane);
  if (outcome->is_cancelled)
    g_clear_pointer (&self->owed, ktg_owed_free);

  if (outcome->failure == KTG_FAILURE_ITEM && step->kind == KTG_STEP_UPLOAD)
    ktg_round_park (self, FALSE, step->sha256, outcome->problem, outcome->error->message);
  ktg_round_advance (self);
}

static void
carried_out_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (Turn) turn = user_data;
  g_autoptr (KtgOutcome) outcome = ktg_outcome_take (result);

  take_outcome (turn->sync, turn->lane, outcome);
}

/**
 * ktg_round_carry_out:
 * @lane: on which nothing is under way
 * @step: (transfer full): as it was planned
 *
 * The round goes on by itself when it is over.
 */
void
ktg_round_carry_out (KtgSync *self, KtgLane *lane, KtgStep *step)
{
  KtgParties parties = { self->party, lane->transport, self->world };
  Turn      *turn = g_new0 (Turn, 1);

  turn->sync = g_object_ref (self);
  turn->lane = lane;
  if (!ktg_round_is_anything_under_way (self))
    ktg_rate_start (&self->rate, self->world->monotonic_us ());
  ktg_lane_begin (lane, step);
  ktg_planner_begun (self->planner, step);
  ktg_progress_set_step (&self->progress, step, self->owed, &self->done);
  ktg_round_tell_moved (self);

  if (step->kind == KTG_STEP_EXCHANGE && ktg_party_get_account (self->party)->is_pending)
    ktg_confirmation_async (&parties, lane->cancellable, carried_out_cb, turn);
  else if (step->kind == KTG_STEP_EXCHANGE)
    ktg_exchange_async (&parties, step, self->owed, lane->cancellable, carried_out_cb, turn);
  else if (step->kind == KTG_STEP_FETCH)
    ktg_pack_fetch_async (&parties, step, lane->cancellable, carried_out_cb, turn);
  else
    ktg_upload_async (&parties, step, lane->cancellable, carried_out_cb, turn);
}
