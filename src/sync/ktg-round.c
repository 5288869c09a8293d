/* ktg-round.c - one round of exchanges and uploads, until level
 *
 * The party says what is owed, the planner what comes next, a lane carries it out; as many at a
 * time as the planner likes. What happened is told to the party first, then to the planner, then to
 * people.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-private.h"

#define PATIENCE 4
#define QUIET_US (2 * G_TIME_SPAN_SECOND)
#define GAVE_UP KTG_PROBLEM_PREFIX "gave-up"

/* --- telling --- */

static void
set_phase (KtgSync *self, KtgSyncPhase phase, gint64 until_us)
{
  self->progress.phase = phase;
  self->progress.until_us = until_us;
  self->progress.seconds_left = -1;
  ktg_progress_clear_files (&self->progress);
  ktg_sync_note_changed (self);
}

static void
end (KtgSync *self, const GError *error)
{
  g_autoptr (KtgSync) alive = g_object_ref (self);

  self->is_active = self->is_waiting = FALSE;
  ktg_round_note_spent (self);
  g_clear_pointer (&self->owed, ktg_owed_free);
  ktg_round_watch_lanes (self, FALSE);
  ktg_round_close_lanes (self, 1); /* one stays warm */
  ktg_sync_note_end (self, error);
}

static void
end_with (KtgSync *self, KtgSyncPhase phase, const GError *error)
{
  ktg_progress_set_error (&self->progress, error);
  set_phase (self, phase, 0);
  end (self, error);
}

/* Somebody wished it, or it cannot go on. */
static void
end_stopped (KtgSync *self)
{
  g_autoptr (GError) error = g_steal_pointer (&self->stopped_by);

  if (error->domain == KTG_SYNC_ERROR)
    ktg_progress_set_error (&self->progress, error);
  set_phase (self, KTG_SYNC_OFFLINE, 0);
  end (self, error);
}

/**
 * ktg_round_stop_with:
 * @error: (transfer full): why
 *
 * The round ends with it as soon as all that is under way has let go.
 */
void
ktg_round_stop_with (KtgSync *self, GError *error)
{
  if (self->stopped_by == NULL)
    self->stopped_by = g_steal_pointer (&error);
  g_clear_error (&error);
  for (guint i = 0; i < self->lanes->len; i++)
    ktg_lane_stop (g_ptr_array_index (self->lanes, i));
  ktg_round_advance (self);
}

/**
 * ktg_round_stop_for_store:
 * @error: why this device's own memory failed
 *
 * As ktg_round_stop_with().
 */
void
ktg_round_stop_for_store (KtgSync *self, const GError *error)
{
  ktg_round_stop_with (self,
                       g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE, error->message));
}

static void
become_level (KtgSync *self)
{
  gboolean is_held = ktg_round_is_held (self);

  if (self->owed->files->len == 0)
    self->now_day = 0; /* what she wished has gone */
  self->progress.since_us = self->world->now ().wall_us;
  end_with (self, is_held ? KTG_SYNC_HELD : KTG_SYNC_IDLE, NULL);
}

static void
ask_officer (KtgSync *self)
{
  g_autoptr (GError) error
      = self->progress.error != NULL ? g_error_copy (self->progress.error) : NULL;

  if (error == NULL)
    error = g_error_new_literal (KTG_SYNC_ERROR,
                                 KTG_SYNC_ERROR_REFUSED,
                                 "The server does not accept this device");
  end_with (self, KTG_SYNC_ACCOUNT, error);
}

static gboolean
is_asked_to_wait (const GError *error)
{
  return g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_BUSY)
         || g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_SERVER_FULL);
}

/* What is under way goes on meanwhile. */
static void
wait_until (KtgSync *self, gint64 until_us)
{
  gint64 wait_us = until_us - self->world->monotonic_us ();

  self->is_waiting = TRUE;
  if (!ktg_round_is_anything_under_way (self))
    {
      g_clear_pointer (&self->owed, ktg_owed_free); /* who knows what is owed after it */
      set_phase (self,
                 is_asked_to_wait (self->progress.error) ? KTG_SYNC_WAITING : KTG_SYNC_OFFLINE,
                 self->world->now ().wall_us + wait_us);
    }
  ktg_sync_note_wait (self, until_us);
}

/* --- the next step --- */

/* Takes @step. FALSE: there is no way to carry it out. */
static gboolean
begin_step (KtgSync *self, KtgStep *step)
{
  g_autoptr (KtgStep) owned = step;
  g_autoptr (GError) error = NULL;
  KtgLane *lane = ktg_round_take_lane (self, &error);

  if (lane == NULL)
    {
      ktg_round_stop_with (self, g_steal_pointer (&error));
      return FALSE;
    }

  ktg_round_carry_out (self, lane, g_steal_pointer (&owned));

  return TRUE;
}

/* Whether there may be another one at once. */
static gboolean
take_step (KtgSync *self)
{
  g_autoptr (KtgStep) step = NULL;

  ktg_round_measure (self);
  ktg_round_judge_sending (self);
  step = ktg_planner_next (self->planner, self->owed, &self->policy, self->world->monotonic_us ());
  switch (step->kind)
    {
    case KTG_STEP_EXCHANGE:
    case KTG_STEP_UPLOAD:
    case KTG_STEP_FETCH:
      return begin_step (self, g_steal_pointer (&step));
    case KTG_STEP_PARK:
      ktg_round_park (self, step->is_event, step->id, GAVE_UP, "Nothing came of it, several times");
      break;
    case KTG_STEP_WAIT:
      wait_until (self, step->wait_until_us);
      break;
    case KTG_STEP_BUSY:
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

  return FALSE;
}

static void
loaded_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  g_autoptr (KtgSync) self = user_data;
  g_autoptr (GError) error = NULL;

  self->n_errands--;
  g_clear_pointer (&self->owed, ktg_owed_free);
  self->owed = ktg_party_load_owed_finish (KTG_PARTY (object), result, &error);
  if (self->owed == NULL)
    {
      ktg_round_stop_for_store (self, error);
      return;
    }

  ktg_progress_set_owed (&self->progress, self->owed);
  ktg_round_advance (self);
}

static void
load_owed (KtgSync *self)
{
  self->n_errands++;
  ktg_party_load_owed_async (self->party, NULL, loaded_cb, g_object_ref (self));
}

static void
end_without_account (KtgSync *self)
{
  g_autoptr (GError) error = g_error_new_literal (KTG_SYNC_ERROR,
                                                  KTG_SYNC_ERROR_NOT_ENROLLED,
                                                  "This device has no account yet");

  end_with (self, KTG_SYNC_UNENROLLED, error);
}

static void
end_practice (KtgSync *self)
{
  g_autoptr (GError) error = g_error_new_literal (KTG_SYNC_ERROR,
                                                  KTG_SYNC_ERROR_PRACTICE,
                                                  "What is written for practice is never sent");

  end_with (self, KTG_SYNC_PRACTICE, error);
}

/**
 * ktg_round_advance:
 * @self: a sync
 *
 * As much is begun as can be now.
 */
void
ktg_round_advance (KtgSync *self)
{
  g_autoptr (KtgSync) alive = g_object_ref (self);

  if (!self->is_active || self->n_errands > 0)
    return;

  self->is_waiting = FALSE;
  if (self->stopped_by != NULL && !ktg_round_is_anything_under_way (self))
    end_stopped (self);
  else if (self->stopped_by != NULL)
    return; /* whatever is under way comes here when it has let go */
  else if (ktg_party_get_account (self->party) == NULL)
    end_without_account (self);
  else if (ktg_account_is_practice (ktg_party_get_account (self->party)))
    end_practice (self);
  else if (!ktg_round_knows_spent (self))
    return;
  else if (self->owed == NULL)
    load_owed (self);
  else
    while (take_step (self))
      continue;
}

/* --- what ktg-sync.c asks --- */

/**
 * ktg_round_begin:
 * @self: a sync whose round is not active
 *
 * It begins with an exchange, even if nothing is owed.
 */
void
ktg_round_begin (KtgSync *self)
{
  g_return_if_fail (!self->is_active);

  self->is_active = TRUE;
  self->has_progressed = FALSE;
  ktg_progress_set_pack (&self->progress, NULL, NULL);
  self->progress.has_bad_packs = FALSE;
  self->done = (KtgDone){ 0, 0, 0 };
  if (self->is_server_stale)
    ktg_round_close_lanes (self, 0);
  self->is_server_stale = FALSE;
  ktg_round_forget_link (self);
  ktg_round_watch_lanes (self, TRUE);
  ktg_planner_wake (self->planner);
  ktg_round_advance (self);
}

/**
 * ktg_round_stop:
 * @self: a sync
 *
 * It ends with %G_IO_ERROR_CANCELLED as soon as what is under way has let go; what arrived is kept.
 */
void
ktg_round_stop (KtgSync *self)
{
  ktg_round_note_spent (self);
  if (self->is_active)
    ktg_round_stop_with (self,
                         g_error_new_literal (G_IO_ERROR,
                                              G_IO_ERROR_CANCELLED,
                                              "The exchange was stopped"));
}

/**
 * ktg_round_wake:
 * @self: a sync
 *
 * Waits and questions are over: somebody pressed the button, or the network changed. A request that
 * hangs on what was the network before is given up, which is no failure; one that moves goes on.
 */
void
ktg_round_wake (KtgSync *self)
{
  ktg_planner_wake (self->planner);
  ktg_round_forget_link (self);
  for (guint i = 0; i < self->lanes->len; i++)
    {
      KtgLane *lane = g_ptr_array_index (self->lanes, i);

      if (ktg_transport_is_stuck (lane->transport, QUIET_US))
        ktg_lane_stop (lane);
    }
  ktg_round_advance (self);
}

/**
 * ktg_round_take_owed:
 * @self: a sync whose round is active
 * @owed: (transfer full): more than it knew of
 */
void
ktg_round_take_owed (KtgSync *self, KtgOwed *owed)
{
  g_clear_pointer (&self->owed, ktg_owed_free);
  self->owed = owed;
  ktg_round_advance (self);
}

/**
 * ktg_round_is_worth_waiting:
 * @self: a sync whose round waits
 *
 * Returns: whether it got somewhere and the link has not failed too often since, so that even
 * somebody at a terminal should wait; a disk that fails does not mend by itself
 */
gboolean
ktg_round_is_worth_waiting (KtgSync *self)
{
  if (ktg_round_is_anything_under_way (self))
    return TRUE;

  return self->has_progressed && self->progress.phase == KTG_SYNC_OFFLINE
         && !g_error_matches (self->progress.error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE)
         && ktg_planner_get_n_failures (self->planner) <= PATIENCE;
}

/**
 * ktg_round_forget_server:
 * @self: a sync
 *
 * The account changed: what is under way stops, and the next round speaks to the new server.
 */
void
ktg_round_forget_server (KtgSync *self)
{
  self->is_server_stale = TRUE;
  ktg_progress_forget_arrived (&self->progress);
  ktg_round_stop (self);
  self->progress.spent.day = 0; /* enrolling cost some, too: the next round asks what */
  if (self->progress.phase == KTG_SYNC_UNENROLLED)
    set_phase (self, KTG_SYNC_IDLE, 0);
}
