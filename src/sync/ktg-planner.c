/* ktg-planner.c - what to do next, decided without doing anything
 *
 * Of each file it remembers where the server said it would go on. Three things can be known of
 * that: nothing, so an exchange asks; an offset; or an offset that a cut request has made stale, so
 * a HEAD asks before the bytes go.
 *
 * Nothing is tried for ever: an event or file of which nothing comes is counted, and given up to be
 * parked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-planner-private.h"

#define BATCH_S 60
#define UNMEASURED_BATCH_BYTES (512 * 1024)
#define SMALLEST_BATCH_BYTES (16 * 1024)
#define SHORT_BYTES (64 * 1024)
#define FILES_WORTH_A_CONNECTION 3

/**
 * ktg_step_free:
 *
 * Nothing for %NULL.
 */
void
ktg_step_free (KtgStep *step)
{
  if (step == NULL)
    return;

  g_clear_pointer (&step->event_ids, g_ptr_array_unref);
  g_clear_pointer (&step->files, g_ptr_array_unref);
  g_clear_pointer (&step->pack, ktg_pack_notice_free);
  g_free (step->sha256);
  g_free (step->nonce);
  g_free (step->id);
  g_free (step);
}

static KtgStep *
step_new (KtgStepKind kind)
{
  KtgStep *step = g_new0 (KtgStep, 1);

  step->kind = kind;

  return step;
}

/**
 * ktg_planner_ensure_item:
 * @items: where what is known of things is kept
 *
 * Returns: (transfer none): what is known of the thing, from now on at least
 */
KtgPlannerItem *
ktg_planner_ensure_item (GHashTable *items, const char *id)
{
  KtgPlannerItem *item = g_hash_table_lookup (items, id);

  if (item == NULL)
    {
      item = g_new0 (KtgPlannerItem, 1);
      g_hash_table_insert (items, g_strdup (id), item);
    }

  return item;
}

static void
item_free (KtgPlannerItem *item)
{
  g_free (item->nonce);
  g_free (item);
}

/**
 * ktg_planner_forget_items:
 *
 * What was tried, and how often, is forgotten.
 */
void
ktg_planner_forget_items (KtgPlanner *self)
{
  g_hash_table_remove_all (self->events);
  g_hash_table_remove_all (self->files);
  self->max_events = MAX_EVENTS_AT_ONCE;
  self->max_files = MAX_FILES_AT_ONCE;
}

/**
 * ktg_planner_new:
 *
 * Returns: (transfer full): a planner that knows nothing, and so begins with an exchange
 */
KtgPlanner *
ktg_planner_new (void)
{
  KtgPlanner *self = g_new0 (KtgPlanner, 1);

  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)item_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)item_free);
  self->packs = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->under_way.ids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->fetch_bytes = LONGEST_FETCH_BYTES;
  ktg_planner_forget_items (self);

  return self;
}

/**
 * ktg_planner_free:
 *
 * Nothing for %NULL.
 */
void
ktg_planner_free (KtgPlanner *self)
{
  if (self == NULL)
    return;

  ktg_planner_forget_items (self);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->packs);
  g_hash_table_unref (self->under_way.ids);
  g_free (self);
}

/* --- giving up --- */

/* Once. */
static gboolean
gives_up (GHashTable *items, const char *id, const KtgPolicy *policy)
{
  KtgPlannerItem *item = ktg_planner_ensure_item (items, id);

  if (item->is_given_up
      || (!item->is_to_blame && item->n_fruitless < MAX (policy->max_item_attempts, 1)))
    return FALSE;

  item->is_given_up = TRUE;
  return TRUE;
}

static KtgStep *
step_new_park (const char *id, gboolean is_event)
{
  KtgStep *step = step_new (KTG_STEP_PARK);

  step->id = g_strdup (id);
  step->is_event = is_event;

  return step;
}

static KtgStep *
plan_park (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  for (guint i = 0; i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (gives_up (self->events, event->event_id, policy))
        return step_new_park (event->event_id, TRUE);
    }
  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (gives_up (self->files, file->sha256, policy))
        return step_new_park (file->sha256, FALSE);
    }

  return NULL;
}

static gboolean
is_under_way (const KtgPlanner *self, const char *id)
{
  return g_hash_table_contains (self->under_way.ids, id);
}

static gboolean
is_anything_under_way (const KtgPlanner *self)
{
  return self->under_way.n_exchanges + self->under_way.n_uploads + self->under_way.n_fetches > 0;
}

/* --- the exchange --- */

/* Before compression, so a batch is over in well under that time. */
static gsize
get_batch_bytes (const KtgPlanner *self, const KtgPolicy *policy)
{
  guint64 link_bytes = UNMEASURED_BATCH_BYTES;

  if (self->link.bytes_per_s > 0)
    link_bytes = MAX (self->link.bytes_per_s * BATCH_S, SMALLEST_BATCH_BYTES);

  return MIN (policy->max_batch_bytes, link_bytes);
}

/* By seq, and never one over another: the server heals gaps, but a device does not make them. */
static void
add_events (KtgPlanner *self, KtgStep *step, const KtgOwed *owed, gsize max_bytes)
{
  for (guint i = 0; i < owed->events->len && step->event_ids->len < self->max_events; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (ktg_planner_ensure_item (self->events, event->event_id)->is_given_up)
        continue;
      if (step->event_ids->len > 0 && step->n_bytes + event->size_bytes > max_bytes)
        return;
      step->n_bytes += event->size_bytes;
      g_ptr_array_add (step->event_ids, g_strdup (event->event_id));
    }
}

static void
add_files (KtgPlanner *self, KtgStep *step, const KtgOwed *owed, KtgOffsetState state)
{
  for (guint i = 0; i < owed->files->len && step->files->len < self->max_files; i++)
    {
      const KtgOwedFile    *file = g_ptr_array_index (owed->files, i);
      const KtgPlannerItem *item = ktg_planner_ensure_item (self->files, file->sha256);

      if (file->is_event_received && !item->is_given_up && item->state == state
          && !is_under_way (self, file->sha256))
        g_ptr_array_add (step->files, g_strdup (file->sha256));
    }
}

static KtgStep *
plan_exchange (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  g_autoptr (KtgStep) step = NULL;

  if (self->under_way.n_exchanges > 0)
    return NULL;

  step = step_new (KTG_STEP_EXCHANGE);
  step->event_ids = g_ptr_array_new_with_free_func (g_free);
  step->files = g_ptr_array_new_with_free_func (g_free);
  add_events (self, step, owed, get_batch_bytes (self, policy));
  add_files (self, step, owed, KTG_OFFSET_UNKNOWN);
  if (self->has_exchanged && !self->has_more && step->event_ids->len == 0 && step->files->len == 0
      && owed->level->len == 0)
    return NULL;

  add_files (self,
             step,
             owed,
             KTG_OFFSET_STALE); /* they come along for nothing, and save a HEAD each */

  return g_steal_pointer (&step);
}

/* --- the files --- */

/* Previews first, then what the law leaves the least time for; else in the order of the snapshot.
 */
static gboolean
goes_before (const KtgOwedFile *a, const KtgOwedFile *b)
{
  if (a->is_preview != b->is_preview)
    return a->is_preview;
  if (a->due_us != b->due_us)
    return a->due_us < b->due_us;

  return a->filed_us < b->filed_us;
}

/* What is under way has its part of the day's budget already. */
static guint64
get_allowance (const KtgPolicy *policy)
{
  guint64 allowance = ktg_sending_get_allowance (&policy->sending);

  return allowance == G_MAXUINT64 ? allowance : allowance - MIN (policy->promised_bytes, allowance);
}

static gboolean
is_allowed (const KtgOwedFile *file, const KtgPolicy *policy)
{
  if (file->is_preview)
    return !ktg_sending_holds_previews (&policy->sending);

  return ktg_sending_judge_original (&policy->sending) == KTG_HOLD_NONE
         && get_allowance (policy) > 0;
}

static gboolean
can_go (KtgPlanner *self, const KtgOwedFile *file, const KtgPolicy *policy)
{
  const KtgPlannerItem *item = ktg_planner_ensure_item (self->files, file->sha256);

  if (!is_allowed (file, policy))
    return FALSE;

  return item->state != KTG_OFFSET_UNKNOWN && !item->is_given_up
         && !is_under_way (self, file->sha256);
}

/* Of the files that can go. */
typedef struct
{
  const KtgOwedFile *first;
  const KtgOwedFile *first_known; /* of those whose offset is not stale */
  guint              n;
} Choice;

static void
consider (KtgPlanner *self, Choice *choice, const KtgOwedFile *file)
{
  gboolean is_stale
      = ktg_planner_ensure_item (self->files, file->sha256)->state == KTG_OFFSET_STALE;

  choice->n++;
  if (choice->first == NULL || goes_before (file, choice->first))
    choice->first = file;
  if (!is_stale && (choice->first_known == NULL || goes_before (file, choice->first_known)))
    choice->first_known = file;
}

/* While it is asked where one file goes on, a short one whose offset is known uses the time. */
static const KtgOwedFile *
choose_file (KtgPlanner *self, const Choice *choice)
{
  gboolean is_known_short = choice->first_known != NULL
                            && choice->first_known->is_preview == choice->first->is_preview
                            && choice->first_known->size_bytes <= SHORT_BYTES;

  return self->under_way.n_questions > 0 && is_known_short ? choice->first_known : choice->first;
}

static gboolean
is_worth_a_connection (const KtgPlanner *self, const Choice *choice)
{
  guint n_taken = self->under_way.n_uploads;

  return n_taken == 0 || n_taken < self->link.n_connections
         || choice->n >= FILES_WORTH_A_CONNECTION;
}

/* What is left of the day's budget, and never so little that the heads of the requests would be
 * most of what is sent: so one short piece may go beyond it. */
static guint64
get_n_bytes (KtgPlanner *self, const KtgOwedFile *file, guint64 n_left, const KtgPolicy *policy)
{
  guint64 n_bytes = ktg_pieces_get_n_bytes (&self->pieces, n_left);

  return file->is_preview ? n_bytes
                          : MIN (n_bytes, MAX (get_allowance (policy), KTG_PIECES_SMALLEST_BYTES));
}

static KtgStep *
step_new_upload (KtgPlanner *self, const KtgOwedFile *file, const KtgPolicy *policy)
{
  const KtgPlannerItem *item = ktg_planner_ensure_item (self->files, file->sha256);
  KtgStep              *step = step_new (KTG_STEP_UPLOAD);

  step->sha256 = g_strdup (file->sha256);
  step->offset = MIN (item->offset, file->size_bytes);
  step->size_bytes = file->size_bytes;
  step->is_preview = file->is_preview;
  step->is_offset_stale = item->state == KTG_OFFSET_STALE;
  step->nonce = g_strdup (item->nonce);
  if (step->nonce != NULL)
    return step;

  step->n_bytes = get_n_bytes (self, file, step->size_bytes - step->offset, policy);
  step->n_whole = ktg_pieces_get_n_bytes (&self->pieces, step->size_bytes);
  return step;
}

static KtgStep *
plan_upload (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  Choice             choice = { NULL, NULL, 0 };
  const KtgOwedFile *file;

  for (guint i = 0; i < owed->files->len; i++)
    {
      file = g_ptr_array_index (owed->files, i);
      if (can_go (self, file, policy))
        consider (self, &choice, file);
    }
  file = choose_file (self, &choice);
  if (file == NULL || !ktg_planner_has_room (self, file) || !is_worth_a_connection (self, &choice))
    return NULL;

  return step_new_upload (self, file, policy);
}

/* --- the packs --- */

/* One at a time, and beside files. */
static KtgStep *
plan_fetch (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  KtgStep *step;

  if (ktg_sending_holds_previews (&policy->sending) || owed->has_no_room_for_packs
      || self->under_way.n_exchanges + self->under_way.n_fetches > 0
      || self->n_fetches_broken >= FETCHES_BROKEN_AT_MOST)
    return NULL;

  for (guint i = 0; i < owed->packs->len; i++)
    {
      const KtgPackNotice *pack = g_ptr_array_index (owed->packs, i);

      if (g_hash_table_contains (self->packs, pack->sha256))
        continue;
      step = step_new (KTG_STEP_FETCH);
      step->pack = ktg_pack_notice_copy (pack);
      step->n_bytes = self->fetch_bytes;
      return step;
    }

  return NULL;
}

static gboolean
is_original (const KtgStep *step)
{
  return step->kind == KTG_STEP_UPLOAD && !step->is_preview;
}

/* What the law says today goes before what a photo shows, and is a thousandth of it. */
static KtgStep *
plan_transfer (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  g_autoptr (KtgStep) upload = plan_upload (self, owed, policy);
  KtgStep *fetch = NULL;

  if (upload == NULL || is_original (upload))
    fetch = plan_fetch (self, owed, policy);

  return fetch != NULL ? fetch : g_steal_pointer (&upload);
}

static KtgStep *
plan_wait (KtgPlanner *self)
{
  KtgStep *step = step_new (KTG_STEP_WAIT);

  step->wait_until_us = MAX (self->wait_until_us, self->asked_until_us);

  return step;
}

static KtgStep *
plan (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy, gint64 now_us)
{
  KtgStep *step = NULL;

  if (!self->is_asking && now_us < MAX (self->wait_until_us, self->asked_until_us))
    return plan_wait (self);

  if (!self->is_asking)
    step = plan_exchange (self, owed, policy);
  if (!self->is_asking && step == NULL)
    step = plan_transfer (self, owed, policy);
  if (step == NULL && is_anything_under_way (self))
    step = step_new (KTG_STEP_BUSY);
  if (step == NULL)
    step = step_new (self->is_asking ? KTG_STEP_ASK : KTG_STEP_LEVEL);

  return step;
}

/**
 * ktg_planner_next:
 * @self: a planner
 * @owed: the party's present snapshot
 * @policy: what may go
 * @now_us: monotonic
 *
 * An exchange with all texts and all questions, then all previews, then packs, then the originals;
 * beside what is under way by ktg_planner_begun(), as much as ktg_planner_measured() bears. What
 * has used up its attempts is to be parked before all that, and left out from here on.
 *
 * Returns: (transfer full): what to do
 */
KtgStep *
ktg_planner_next (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy, gint64 now_us)
{
  KtgStep *step = plan_park (self, owed, policy);

  if (step == NULL)
    step = plan (self, owed, policy, now_us);
  step->n_pauses = self->n_pauses;

  return step;
}

/**
 * ktg_planner_get_n_failures:
 * @self: a planner
 *
 * Returns: how often the link or the server failed since the last progress
 */
guint
ktg_planner_get_n_failures (KtgPlanner *self)
{
  return self->n_failures;
}
