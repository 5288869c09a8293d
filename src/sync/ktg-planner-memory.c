/* ktg-planner-memory.c - what happened, and what the planner makes of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-planner-private.h"

#define LONGEST_RETRY_AFTER_US G_TIME_SPAN_HOUR
#define QUICK_TRIES 8
#define LARGE_BATCH_BYTES (64 * 1024)

static void
end_wait (KtgPlanner *self)
{
  self->n_failures = self->n_alike = 0;
  self->wait_until_us = 0;
}

static void
judge_broken_upload (KtgPlanner *self, KtgPlannerItem *item, guint64 offset)
{
  guint64 n_arrived = offset - MIN (item->sent_from, offset);

  if (ktg_pieces_is_swallowed (item->n_sent, n_arrived))
    ktg_pieces_swallowed (&self->pieces, self->link.bytes_per_s);
  item->n_sent = 0;
}

/**
 * ktg_planner_file_missing:
 * @self: a planner
 * @sha256: a file
 * @offset: how many of its bytes the server has
 *
 * The server said so. A file that got farther than ever before has all its attempts again. One of
 * whose broken upload nothing arrived goes in pieces from here on, and so do all others.
 */
void
ktg_planner_file_missing (KtgPlanner *self, const char *sha256, guint64 offset)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (self->files, sha256);

  judge_broken_upload (self, item, offset);
  item->state = KTG_OFFSET_KNOWN;
  item->offset = offset;
  if (offset > item->best)
    {
      ktg_pieces_arrived (&self->pieces, self->link.bytes_per_s);
      item->best = offset;
      item->n_fruitless = 0;
      item->is_to_blame = FALSE;
    }
}

/**
 * ktg_planner_may_prove:
 * @self: a planner
 * @sha256: a file that is missing
 * @nonce: (nullable): what the server offered; %NULL: nothing
 *
 * The server has all of it from somebody else, and believes whoever proves that he holds it, too.
 * Where that did not do once the file is brought.
 */
void
ktg_planner_may_prove (KtgPlanner *self, const char *sha256, const char *nonce)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (self->files, sha256);

  g_free (item->nonce);
  item->nonce = item->is_unproven ? NULL : g_strdup (nonce);
}

static void
count_fruitless (GHashTable *items, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      KtgPlannerItem *item = ktg_planner_ensure_item (items, g_ptr_array_index (ids, i));

      if (item->state != KTG_OFFSET_KNOWN)
        item->n_fruitless++;
    }
}

/**
 * ktg_planner_exchanged:
 * @self: a planner
 * @step: the exchange
 * @has_more: the server has more for this device
 *
 * An answer was applied, and ktg_planner_file_missing() was called for each file it spoke of. What
 * @step asked about and is still owed after this, the answer was silent about.
 */
void
ktg_planner_exchanged (KtgPlanner *self, const KtgStep *step, gboolean has_more)
{
  g_return_if_fail (step->kind == KTG_STEP_EXCHANGE);

  self->has_exchanged = TRUE;
  self->has_more = has_more;
  self->max_events = MIN (self->max_events * 2, MAX_EVENTS_AT_ONCE);
  self->max_files = CLAMP (self->max_files * 2, 1, MAX_FILES_AT_ONCE);
  count_fruitless (self->events, step->event_ids);
  count_fruitless (self->files, step->files);
  ktg_planner_progressed (self);
}

/**
 * ktg_planner_progressed:
 * @self: a planner
 *
 * The server acknowledged something: the back-off starts anew, and a link that worked a moment ago
 * is tried a few times at once.
 */
void
ktg_planner_progressed (KtgPlanner *self)
{
  end_wait (self);
  self->n_quick_tries = QUICK_TRIES;
}

static void
give_up_pack (KtgPlanner *self, const KtgPackNotice *pack)
{
  g_hash_table_add (self->packs, g_strdup (pack->sha256));
}

/**
 * ktg_planner_fetched_piece:
 * @self: a planner
 *
 * Of a pack something came. The next piece may be a little longer.
 */
void
ktg_planner_fetched_piece (KtgPlanner *self)
{
  self->n_fetches_broken = 0;
  self->fetch_bytes = MIN (self->fetch_bytes + self->fetch_bytes / 4, LONGEST_FETCH_BYTES);
  ktg_planner_progressed (self);
}

/**
 * ktg_planner_fetched:
 * @self: a planner
 * @step: a fetch
 *
 * The pack is here. One that is lacking even so is not asked for again.
 */
void
ktg_planner_fetched (KtgPlanner *self, const KtgStep *step)
{
  give_up_pack (self, step->pack);
  ktg_planner_fetched_piece (self);
}

/**
 * ktg_planner_uploaded:
 * @self: a planner
 * @sha256: a file
 *
 * The server said that it is whole, and its receipt was applied. A file that is owed even so gets
 * asked about again, but not for ever.
 */
void
ktg_planner_uploaded (KtgPlanner *self, const char *sha256)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (self->files, sha256);

  item->state = KTG_OFFSET_UNKNOWN;
  item->n_fruitless++;
  ktg_planner_progressed (self);
}

/**
 * ktg_planner_broke:
 * @self: a planner
 * @step: an upload
 * @n_sent: how much of it was acknowledged by the next hop
 *
 * The link broke under it; ktg_planner_failed() follows.
 */
void
ktg_planner_broke (KtgPlanner *self, const KtgStep *step, guint64 n_sent)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (self->files, step->sha256);

  if (step->is_offset_stale || step->nonce != NULL)
    return;

  item->sent_from = step->offset;
  item->n_sent = n_sent;
}

/**
 * ktg_planner_refused_by_size:
 * @self: a planner
 * @step: an upload
 *
 * Something on the way, which is not the server, lets no request of this size through.
 *
 * Returns: whether smaller ones go from here on; else it is a failure like any other
 */
gboolean
ktg_planner_refused_by_size (KtgPlanner *self, const KtgStep *step)
{
  return ktg_pieces_refused (&self->pieces, step->n_bytes);
}

/**
 * ktg_planner_interrupted:
 * @self: a planner
 * @step: an upload
 *
 * It was stopped for something more urgent; nothing failed. Whether a proof arrived, and under what
 * the next one goes, an exchange says.
 */
void
ktg_planner_interrupted (KtgPlanner *self, const KtgStep *step)
{
  if (step->kind == KTG_STEP_UPLOAD)
    ktg_planner_ensure_item (self->files, step->sha256)->state
        = step->nonce != NULL ? KTG_OFFSET_UNKNOWN : KTG_OFFSET_STALE;
}

/* Most breaks of a link that just worked are over in seconds. */
static void
pause_briefly (KtgPlanner *self, gint64 now_us, double jitter)
{
  self->n_quick_tries--;
  self->wait_until_us = now_us + ktg_backoff_quick_us (jitter);
}

/* How long grows with failures of one kind. A call that nobody takes costs next to nothing, and
 * most links come back without a word; and what failed on one link says nothing of the next. */
static void
pause_all (KtgPlanner *self,
           KtgFailure  failure,
           gint64      now_us,
           gint64      retry_after_us,
           double      jitter)
{
  gint64 longest_us
      = failure == KTG_FAILURE_UNREACHED ? KTG_BACKOFF_UNREACHED_US : KTG_BACKOFF_LONGEST_US;

  self->n_failures++;
  self->n_alike = failure == self->last_failure ? self->n_alike + 1 : 1;
  self->last_failure = failure;
  self->wait_until_us = now_us + CLAMP (retry_after_us, 0, LONGEST_RETRY_AFTER_US)
                        + ktg_backoff_next_us (self->n_alike, longest_us, jitter);
}

static gboolean
is_of_the_link (KtgFailure failure)
{
  return failure == KTG_FAILURE_LINK || failure == KTG_FAILURE_UNREACHED;
}

static void
pause_for (KtgPlanner *self,
           KtgFailure  failure,
           gint64      now_us,
           gint64      retry_after_us,
           double      jitter)
{
  self->n_pauses++;
  if (is_of_the_link (failure) && self->n_quick_tries > 0)
    pause_briefly (self, now_us, jitter);
  else
    pause_all (self, failure, now_us, retry_after_us, jitter);
}

/* Planned before the last pause: it was under way when that break came, and another told of it. */
static gboolean
is_paused_for (const KtgPlanner *self, const KtgStep *step)
{
  return step != NULL && step->n_pauses != self->n_pauses;
}

/* Where no connection came about nothing was sent, and what was known still is. An exchange that
 * broke has left nothing behind, so a large one may never get through whole. */
static void
note_broken (KtgPlanner *self, const KtgStep *step, KtgFailure failure)
{
  if (failure != KTG_FAILURE_UNREACHED)
    ktg_planner_interrupted (self, step);
  if (step->kind == KTG_STEP_EXCHANGE && failure == KTG_FAILURE_LINK
      && step->n_bytes > LARGE_BATCH_BYTES)
    self->max_events = MAX (step->event_ids->len / 2, 1);
}

static void
note_busy (KtgPlanner *self, gint64 until_us)
{
  self->is_modest = TRUE;
  self->asked_until_us = MAX (self->asked_until_us, until_us);
}

static void
give_up_file (KtgPlanner *self, const char *sha256)
{
  ktg_planner_ensure_item (self->files, sha256)->is_given_up = TRUE;
}

static void
begin_again (KtgPlanner *self, const KtgStep *step)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (self->files, step->sha256);

  item->state = KTG_OFFSET_UNKNOWN;
  item->is_unproven |= step->nonce != NULL;
  item->n_fruitless++;
}

static void
blame (GHashTable *items, GPtrArray *ids)
{
  ktg_planner_ensure_item (items, g_ptr_array_index (ids, 0))->is_to_blame = TRUE;
}

/* Refused as a whole, so one of its parts is to blame: half of it next time, until the one is
 * found. */
static gboolean
shrink_batch (KtgPlanner *self, const KtgStep *step)
{
  guint n_events = step->event_ids->len;
  guint n_files = step->files->len;

  if (n_events + n_files == 0)
    return FALSE;

  self->max_events = MAX (n_events / 2, 1);
  self->max_files = n_events > 0 ? n_files / 2 : MAX (n_files / 2, 1);
  if (n_events + n_files > 1)
    return TRUE;

  blame (n_events == 1 ? self->events : self->files, n_events == 1 ? step->event_ids : step->files);
  self->max_files = 1;

  return TRUE;
}

/* What was cut may have been too long to get through between two cuts. */
static void
note_broken_fetch (KtgPlanner *self, KtgFailure failure)
{
  self->n_fetches_broken++;
  if (failure == KTG_FAILURE_LINK)
    self->fetch_bytes = MAX (self->fetch_bytes / 2, SHORTEST_FETCH_BYTES);
  if (failure == KTG_FAILURE_SERVER)
    self->n_fetches_broken = FETCHES_BROKEN_AT_MOST;
}

/* Whether what is owed besides goes on at once: a server that cannot give packs now may well take
 * reports. */
static gboolean
rests_from_fetching (KtgPlanner *self, const KtgStep *step, KtgFailure failure)
{
  if (failure == KTG_FAILURE_GONE || failure == KTG_FAILURE_ITEM)
    {
      give_up_pack (self, step->pack);
      return TRUE;
    }

  note_broken_fetch (self, failure);
  return self->n_fetches_broken >= FETCHES_BROKEN_AT_MOST;
}

/**
 * ktg_planner_failed:
 * @self: a planner
 * @step: (nullable): what failed
 * @failure: who has to wait for it
 * @now_us: monotonic
 * @retry_after_us: what the server asked for, or 0
 * @jitter: in [0, 1)
 *
 * After %KTG_FAILURE_ITEM of an upload the caller parks the file; an exchange that was refused as a
 * whole is made smaller until what is to blame stands alone, and then that is to
 * be parked.
 */
void
ktg_planner_failed (KtgPlanner    *self,
                    const KtgStep *step,
                    KtgFailure     failure,
                    gint64         now_us,
                    gint64         retry_after_us,
                    double         jitter)
{
  gboolean is_upload = step != NULL && step->kind == KTG_STEP_UPLOAD;
  gboolean is_exchange = step != NULL && step->kind == KTG_STEP_EXCHANGE;
  gboolean is_fetch = step != NULL && step->kind == KTG_STEP_FETCH;

  if (failure == KTG_FAILURE_ACCOUNT)
    self->is_asking = TRUE;
  else if (is_fetch && rests_from_fetching (self, step, failure))
    return;
  else if (failure == KTG_FAILURE_GONE && is_upload)
    begin_again (self, step);
  else if (failure == KTG_FAILURE_ITEM && is_upload)
    give_up_file (self, step->sha256);
  else if (failure != KTG_FAILURE_ITEM || !is_exchange || !shrink_batch (self, step))
    {
      if (step != NULL)
        note_broken (self, step, failure);
      if (failure == KTG_FAILURE_SERVER)
        note_busy (self, now_us + CLAMP (retry_after_us, 0, LONGEST_RETRY_AFTER_US));
      if (!is_paused_for (self, step))
        pause_for (self, failure, now_us, retry_after_us, jitter);
    }
}

/**
 * ktg_planner_wake:
 * @self: a planner
 *
 * The network changed, or the officer pressed the button: waits and questions are over, what was
 * given up may be tried again if it is owed again, and the next step is an exchange.
 */
void
ktg_planner_wake (KtgPlanner *self)
{
  ktg_planner_forget_items (self);
  end_wait (self);
  self->asked_until_us = 0;
  self->is_asking = self->is_modest = FALSE;
  self->has_exchanged = FALSE;
  self->n_quick_tries = self->n_fetches_broken = 0;
}
