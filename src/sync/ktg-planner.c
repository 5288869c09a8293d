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

#include "ktg-planner.h"

#include <string.h>

#define DATE_CHARS 10
#define MAX_EVENTS_AT_ONCE 2000
#define MAX_FILES_AT_ONCE 2000
#define LONGEST_RETRY_AFTER_US G_TIME_SPAN_HOUR
#define SHORT_WAITS 3 /* after a link that carried something */

typedef enum
{
  OFFSET_UNKNOWN,
  OFFSET_KNOWN,
  OFFSET_STALE,
} OffsetState;

/* Of an event only n_fruitless and is_given_up are used. */
typedef struct
{
  OffsetState state;
  guint64     offset;
  guint64     best; /* the farthest the server ever was in this run */
  guint       n_fruitless;
  gboolean    is_given_up;
} Item;

struct _KtgPlanner
{
  GHashTable *events; /* (element-type utf8 Item) */
  GHashTable *files;  /* (element-type utf8 Item) */
  GQueue      exhausted;
  guint       max_events, max_files; /* in one exchange; less after one was refused as a whole */
  guint       n_failures;            /* since the last progress */
  gint64      wait_until_us;
  gboolean    has_exchanged;
  gboolean    has_more;
  gboolean    is_asking;
  gboolean    has_flowed; /* the link carried something since somebody woke it */
};

void
ktg_step_free (KtgStep *step)
{
  if (step == NULL)
    return;

  g_clear_pointer (&step->event_ids, g_ptr_array_unref);
  g_clear_pointer (&step->files, g_ptr_array_unref);
  g_free (step->sha256);
  g_free (step);
}

void
ktg_exhausted_free (KtgExhausted *self)
{
  if (self == NULL)
    return;

  g_free (self->id);
  g_free (self);
}

static KtgStep *
step_new (KtgStepKind kind)
{
  KtgStep *step = g_new0 (KtgStep, 1);

  step->kind = kind;

  return step;
}

static Item *
ensure_item (GHashTable *items, const char *id)
{
  Item *item = g_hash_table_lookup (items, id);

  if (item == NULL)
    {
      item = g_new0 (Item, 1);
      g_hash_table_insert (items, g_strdup (id), item);
    }

  return item;
}

static void
forget_items (KtgPlanner *self)
{
  g_hash_table_remove_all (self->events);
  g_hash_table_remove_all (self->files);
  g_queue_clear_full (&self->exhausted, (GDestroyNotify)ktg_exhausted_free);
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

  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  g_queue_init (&self->exhausted);
  forget_items (self);

  return self;
}

void
ktg_planner_free (KtgPlanner *self)
{
  if (self == NULL)
    return;

  forget_items (self);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_free (self);
}

/* --- giving up --- */

static void
give_up_where_nothing_comes (KtgPlanner *self,
                             Item       *item,
                             const char *id,
                             gboolean    is_event,
                             guint       max_attempts)
{
  KtgExhausted *exhausted;

  if (item->is_given_up || item->n_fruitless < MAX (max_attempts, 1))
    return;

  item->is_given_up = TRUE;
  exhausted = g_new0 (KtgExhausted, 1);
  exhausted->id = g_strdup (id);
  exhausted->is_event = is_event;
  g_queue_push_tail (&self->exhausted, exhausted);
}

static void
give_up (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  for (guint i = 0; i < owed->events->len; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);
      Item               *item = ensure_item (self->events, event->event_id);

      give_up_where_nothing_comes (self, item, event->event_id, TRUE, policy->max_item_attempts);
    }
  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);
      Item              *item = ensure_item (self->files, file->sha256);

      give_up_where_nothing_comes (self, item, file->sha256, FALSE, policy->max_item_attempts);
    }
}

/* --- the exchange --- */

/* By seq, and never one over another: the server heals gaps, but a device does not make them. */
static void
add_events (KtgPlanner *self, KtgStep *step, const KtgOwed *owed, gsize max_bytes)
{
  gsize n_bytes = 0;

  for (guint i = 0; i < owed->events->len && step->event_ids->len < self->max_events; i++)
    {
      const KtgOwedEvent *event = g_ptr_array_index (owed->events, i);

      if (ensure_item (self->events, event->event_id)->is_given_up)
        continue;
      n_bytes += event->size_bytes;
      if (step->event_ids->len > 0 && n_bytes > max_bytes)
        return;
      g_ptr_array_add (step->event_ids, g_strdup (event->event_id));
    }
}

static void
add_files (KtgPlanner *self, KtgStep *step, const KtgOwed *owed, OffsetState state)
{
  for (guint i = 0; i < owed->files->len && step->files->len < self->max_files; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);
      const Item        *item = ensure_item (self->files, file->sha256);

      if (file->is_event_received && !item->is_given_up && item->state == state)
        g_ptr_array_add (step->files, g_strdup (file->sha256));
    }
}

static KtgStep *
plan_exchange (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  g_autoptr (KtgStep) step = step_new (KTG_STEP_EXCHANGE);

  step->event_ids = g_ptr_array_new_with_free_func (g_free);
  step->files = g_ptr_array_new_with_free_func (g_free);
  add_events (self, step, owed, policy->max_batch_bytes);
  add_files (self, step, owed, OFFSET_UNKNOWN);
  if (self->has_exchanged && !self->has_more && step->event_ids->len == 0 && step->files->len == 0)
    return NULL;

  add_files (self,
             step,
             owed,
             OFFSET_STALE); /* they come along for nothing, and save a HEAD each */

  return g_steal_pointer (&step);
}

/* --- the files --- */

static int
compare_known (const char *a, const char *b)
{
  if (a == NULL || b == NULL)
    return (a == NULL) - (b == NULL);

  return strncmp (a, b, DATE_CHARS);
}

/* Previews first. The legal clock starts when a thing became known, so the earliest known day is
 * the nearest deadline. */
static gboolean
goes_before (KtgPlanner *self, const KtgOwedFile *a, const KtgOwedFile *b)
{
  int order = compare_known (a->known, b->known);

  if (a->is_preview != b->is_preview)
    return a->is_preview;
  if (order != 0)
    return order < 0;
  if (a->filed_us != b->filed_us)
    return a->filed_us < b->filed_us;

  return strcmp (a->sha256, b->sha256) < 0;
}

static gboolean
can_go (KtgPlanner *self, const KtgOwedFile *file, const KtgPolicy *policy)
{
  const Item *item = ensure_item (self->files, file->sha256);

  if (policy->holds_originals && !file->is_preview)
    return FALSE;

  return item->state != OFFSET_UNKNOWN && !item->is_given_up;
}

static const KtgOwedFile *
choose_file (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  const KtgOwedFile *best = NULL;

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (can_go (self, file, policy) && (best == NULL || goes_before (self, file, best)))
        best = file;
    }

  return best;
}

static KtgStep *
plan_upload (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy)
{
  const KtgOwedFile *file = choose_file (self, owed, policy);
  const Item        *item;
  KtgStep           *step;

  if (file == NULL)
    return NULL;

  item = ensure_item (self->files, file->sha256);
  step = step_new (KTG_STEP_UPLOAD);
  step->sha256 = g_strdup (file->sha256);
  step->offset = MIN (item->offset, file->size_bytes);
  step->size_bytes = file->size_bytes;
  step->is_preview = file->is_preview;
  step->is_offset_stale = item->state == OFFSET_STALE;

  return step;
}

static KtgStep *
plan_wait (KtgPlanner *self)
{
  KtgStep *step = step_new (KTG_STEP_WAIT);

  step->wait_until_us = self->wait_until_us;

  return step;
}

/**
 * ktg_planner_next:
 * @self: a planner
 * @owed: the store's present snapshot
 * @policy: the officer's choices
 * @now_us: monotonic
 *
 * An exchange with all texts and all questions, then all previews, then the originals. What has
 * used up its attempts is left out from here on and given by ktg_planner_steal_exhausted().
 *
 * Returns: (transfer full): what to do
 */
KtgStep *
ktg_planner_next (KtgPlanner *self, const KtgOwed *owed, const KtgPolicy *policy, gint64 now_us)
{
  KtgStep *step;

  give_up (self, owed, policy);
  if (self->is_asking)
    return step_new (KTG_STEP_ASK);
  if (now_us < self->wait_until_us)
    return plan_wait (self);

  step = plan_exchange (self, owed, policy);
  if (step == NULL)
    step = plan_upload (self, owed, policy);
  if (step == NULL)
    step = step_new (KTG_STEP_LEVEL);

  return step;
}

/**
 * ktg_planner_steal_exhausted:
 * @self: a planner
 *
 * To be called after ktg_planner_next() until it gives %NULL.
 *
 * Returns: (transfer full) (nullable): something to park
 */
KtgExhausted *
ktg_planner_steal_exhausted (KtgPlanner *self)
{
  return g_queue_pop_head (&self->exhausted);
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

/* --- what happened --- */

/**
 * ktg_planner_file_missing:
 * @self: a planner
 * @sha256: a file
 * @offset: how many of its bytes the server has
 *
 * The server said so. A file that got farther than ever before has all its attempts again.
 */
void
ktg_planner_file_missing (KtgPlanner *self, const char *sha256, guint64 offset)
{
  Item *item = ensure_item (self->files, sha256);

  item->state = OFFSET_KNOWN;
  item->offset = offset;
  if (offset > item->best)
    {
      item->best = offset;
      item->n_fruitless = 0;
    }
}

static void
count_fruitless (GHashTable *items, GPtrArray *ids)
{
  for (guint i = 0; i < ids->len; i++)
    {
      Item *item = ensure_item (items, g_ptr_array_index (ids, i));

      if (item->state != OFFSET_KNOWN)
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
 * The server acknowledged something: the back-off starts anew.
 */
void
ktg_planner_progressed (KtgPlanner *self)
{
  self->has_flowed = TRUE;
  self->n_failures = 0;
  self->wait_until_us = 0;
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
  Item *item = ensure_item (self->files, sha256);

  item->state = OFFSET_UNKNOWN;
  item->n_fruitless++;
  ktg_planner_progressed (self);
}

/**
 * ktg_planner_interrupted:
 * @self: a planner
 * @step: an upload
 *
 * It was stopped for something more urgent; nothing failed.
 */
void
ktg_planner_interrupted (KtgPlanner *self, const KtgStep *step)
{
  if (step->kind == KTG_STEP_UPLOAD)
    ensure_item (self->files, step->sha256)->state = OFFSET_STALE;
}

/* A link that carried something a moment ago breaks for seconds, mostly, so the waits begin to grow
 * a little later. */
static guint
get_n_attempts (KtgPlanner *self)
{
  if (self->has_flowed && self->n_failures > SHORT_WAITS)
    return self->n_failures - SHORT_WAITS + 1;

  return self->has_flowed ? 1 : self->n_failures;
}

static void
pause_all (KtgPlanner    *self,
           const KtgStep *step,
           gint64         now_us,
           gint64         retry_after_us,
           double         jitter)
{
  if (step != NULL)
    ktg_planner_interrupted (self, step);
  self->n_failures++;
  self->wait_until_us = now_us + CLAMP (retry_after_us, 0, LONGEST_RETRY_AFTER_US)
                        + ktg_backoff_next_us (get_n_attempts (self), jitter);
}

static void
give_up_file (KtgPlanner *self, const char *sha256)
{
  ensure_item (self->files, sha256)->is_given_up = TRUE;
}

static void
begin_again (KtgPlanner *self, const char *sha256)
{
  Item *item = ensure_item (self->files, sha256);

  item->state = OFFSET_UNKNOWN;
  item->n_fruitless++;
}

static void
blame (GHashTable *items, GPtrArray *ids)
{
  ensure_item (items, g_ptr_array_index (ids, 0))->n_fruitless = G_MAXUINT / 2;
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
 * whole is made smaller until what is to blame stands alone, and then given by
 * ktg_planner_steal_exhausted().
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

  if (failure == KTG_FAILURE_ACCOUNT)
    self->is_asking = TRUE;
  else if (failure == KTG_FAILURE_GONE && is_upload)
    begin_again (self, step->sha256);
  else if (failure == KTG_FAILURE_ITEM && is_upload)
    give_up_file (self, step->sha256);
  else if (failure != KTG_FAILURE_ITEM || !is_exchange || !shrink_batch (self, step))
    pause_all (self, step, now_us, retry_after_us, jitter);
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
  forget_items (self);
  ktg_planner_progressed (self);
  self->is_asking = FALSE;
  self->has_exchanged = FALSE;
  self->has_flowed = FALSE;
}
