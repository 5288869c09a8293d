/* ktg-planner-traffic.c - what is under way, and whether more may be
 *
 * Files leave one after the other, and only their answers overlap: the next begins when those
 * before it are handed over to this computer's buffers. Where packets are lost that is not enough,
 * since each loss slows its connection down; there they go side by side.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-planner-private.h"

#define MOST_AT_ONCE 4

static void
add_ids (GHashTable *ids, GPtrArray *added)
{
  for (guint i = 0; i < added->len; i++)
    g_hash_table_add (ids, g_strdup (g_ptr_array_index (added, i)));
}

static void
remove_ids (GHashTable *ids, GPtrArray *removed)
{
  for (guint i = 0; i < removed->len; i++)
    g_hash_table_remove (ids, g_ptr_array_index (removed, i));
}

/**
 * ktg_planner_begun:
 * @self: a planner
 * @step: an exchange, an upload or a fetch
 *
 * It is under way until ktg_planner_over(). What it is about is in no other step meanwhile, and the
 * nonce of a proof is used up.
 */
void
ktg_planner_begun (KtgPlanner *self, const KtgStep *step)
{
  KtgUnderWay *under_way = &self->under_way;

  if (step->kind == KTG_STEP_EXCHANGE)
    {
      under_way->n_exchanges++;
      add_ids (under_way->ids, step->event_ids);
      add_ids (under_way->ids, step->files);
    }
  else if (step->kind == KTG_STEP_FETCH)
    under_way->n_fetches++;
  else
    {
      under_way->n_uploads++;
      under_way->n_questions += step->is_offset_stale;
      under_way->n_whole += step->n_whole;
      g_hash_table_add (under_way->ids, g_strdup (step->sha256));
      g_clear_pointer (&ktg_planner_ensure_item (self->files, step->sha256)->nonce, g_free);
    }
}

/**
 * ktg_planner_over:
 * @self: a planner
 * @step: what was begun
 *
 * What came of it is told after this.
 */
void
ktg_planner_over (KtgPlanner *self, const KtgStep *step)
{
  KtgUnderWay *under_way = &self->under_way;

  if (step->kind == KTG_STEP_EXCHANGE)
    {
      under_way->n_exchanges--;
      remove_ids (under_way->ids, step->event_ids);
      remove_ids (under_way->ids, step->files);
    }
  else if (step->kind == KTG_STEP_FETCH)
    under_way->n_fetches--;
  else
    {
      under_way->n_uploads--;
      under_way->n_questions -= step->is_offset_stale;
      under_way->n_whole -= step->n_whole;
      g_hash_table_remove (under_way->ids, step->sha256);
    }
}

/* One that is sent and one that waits for its answer; more where the link carries more than a file
 * until an answer is here, which takes half as long again for the work of both sides. What is left
 * of a broken one says nothing of how long files are. */
static guint
get_width (const KtgPlanner *self)
{
  guint64 file_bytes = MAX (self->under_way.n_whole / self->under_way.n_uploads, 1);
  guint64 until_answer = (guint64)((double)self->link.bytes_per_s * self->link.round_trip_us * 1.5
                                   / G_TIME_SPAN_SECOND);

  if (self->is_modest)
    return 1;
  if (self->link.loses_packets)
    return MOST_AT_ONCE;

  return MIN (2 + until_answer / file_bytes, MOST_AT_ONCE);
}

/**
 * ktg_planner_has_room:
 * @file: what might be begun now
 *
 * Returns: whether the link takes one more, beside what is under way
 */
gboolean
ktg_planner_has_room (const KtgPlanner *self, const KtgOwedFile *file)
{
  const KtgUnderWay *under_way = &self->under_way;
  guint64 n_left = self->link.previews_left + (file->is_preview ? 0 : self->link.originals_left);

  if (under_way->n_exchanges > 0)
    return FALSE;
  if (under_way->n_uploads == 0)
    return TRUE;

  return under_way->n_uploads < get_width (self) && (self->link.loses_packets || n_left == 0);
}

/**
 * ktg_planner_measured:
 * @self: a planner
 * @link: as it is seen now
 */
void
ktg_planner_measured (KtgPlanner *self, const KtgLink *link)
{
  self->link = *link;
}
