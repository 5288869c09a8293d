/* ktg-queue-lanes.c - how much of what waits has gone, in the order things go
 *
 * Texts and originals are counted over the reports that wait. Of previews only those that are still
 * to go are known, and how many of them went in this round.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-queue-lanes.h"

#include "ktg-queue.h"
#include "ktg-sentences.h"

#include <glib/gi18n.h>

static void
count_reports (KtgQueueLane *texts, KtgQueueLane *originals, const GPtrArray *waiting)
{
  for (guint i = 0; i < waiting->len; i++)
    {
      const KtgSummaryFields *fields = ktg_summary_get (g_ptr_array_index (waiting, i));

      texts->done += fields->n_events_received;
      texts->total += fields->n_events;
      if (!ktg_summary_fields_knows_files (fields))
        continue;
      originals->done += fields->n_files_received;
      originals->total += fields->n_files;
    }
}

/* Thousands may wait, with tens of thousands of files. */
static GHashTable *
collect_ids (const GPtrArray *waiting)
{
  GHashTable *ids = g_hash_table_new (g_str_hash, g_str_equal);

  for (guint i = 0; i < waiting->len; i++)
    g_hash_table_add (ids, ktg_summary_get (g_ptr_array_index (waiting, i))->id);

  return ids;
}

static void
count_original (KtgQueueLane *originals, const KtgOwedFile *file, const KtgSyncProgress *progress)
{
  guint64 done = MIN (ktg_queue_get_n_gone (progress, file->sha256), file->size_bytes);

  originals->bytes_left += file->size_bytes - done;
  if (file->size_bytes > 0)
    originals->part += (double)done / (double)file->size_bytes;
}

static void
count_files (KtgQueueLane           lanes[KTG_N_QUEUE_LANES],
             const GPtrArray       *waiting,
             const KtgOwed         *owed,
             const KtgSyncProgress *progress)
{
  g_autoptr (GHashTable) ids = collect_ids (waiting);

  for (guint i = 0; i < owed->files->len; i++)
    {
      const KtgOwedFile *file = g_ptr_array_index (owed->files, i);

      if (!g_hash_table_contains (ids, file->report_id))
        continue;
      if (file->is_preview)
        lanes[KTG_QUEUE_LANE_PREVIEWS].total++;
      else
        count_original (&lanes[KTG_QUEUE_LANE_ORIGINALS], file, progress);
    }
}

/**
 * ktg_queue_lanes_count:
 * @lanes: gets what has gone of each class
 * @waiting: (element-type KtgSummary): the reports of which something goes
 * @owed: what is still to be sent
 * @progress: what the sync engine does
 */
void
ktg_queue_lanes_count (KtgQueueLane           lanes[KTG_N_QUEUE_LANES],
                       const GPtrArray       *waiting,
                       const KtgOwed         *owed,
                       const KtgSyncProgress *progress)
{
  for (guint i = 0; i < KTG_N_QUEUE_LANES; i++)
    lanes[i] = (KtgQueueLane){ 0 };

  count_reports (&lanes[KTG_QUEUE_LANE_TEXTS], &lanes[KTG_QUEUE_LANE_ORIGINALS], waiting);
  count_files (lanes, waiting, owed, progress);
  if (progress->phase == KTG_SYNC_PREVIEWS && progress->total > 0)
    {
      lanes[KTG_QUEUE_LANE_PREVIEWS].done = MIN (progress->done, progress->total);
      lanes[KTG_QUEUE_LANE_PREVIEWS].total = progress->total;
    }

  for (guint i = 0; i < KTG_N_QUEUE_LANES; i++)
    lanes[i].part
        = lanes[i].total == 0 ? 1 : MIN (1, (lanes[i].part + lanes[i].done) / lanes[i].total);
}

/**
 * ktg_queue_lanes_dup_value:
 * @lane: what has gone of one class
 *
 * Returns: "1 of 4, 8 MB left", "3 of 3", or that none is left
 */
char *
ktg_queue_lanes_dup_value (const KtgQueueLane *lane)
{
  g_autofree char *size = ktg_sentences_dup_size (lane->bytes_left);

  if (lane->total == 0)
    return g_strdup (_ ("none left"));
  if (lane->bytes_left == 0)
    /* Translators: so many texts, previews or files of so many are on the server */
    return g_strdup_printf (_ ("%u of %u"), lane->done, lane->total);

  /* Translators: so many files of so many are on the server, and the size of the others */
  return g_strdup_printf (_ ("%u of %u, %s left"), lane->done, lane->total, size);
}
