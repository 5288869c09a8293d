/* ktg-progress.c - what people are told of an exchange: how far, how fast, how long
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-progress.h"

#define SAMPLE_US G_TIME_SPAN_SECOND
#define OLD_SHARE 0.7

/**
 * ktg_rate_start:
 * @self: a rate
 * @now_us: monotonic
 *
 * Bytes begin to move; the time since the last ones is not held against the link.
 */
void
ktg_rate_start (KtgRate *self, gint64 now_us)
{
  self->since_us = now_us;
  self->n_bytes = 0;
}

/**
 * ktg_rate_add:
 * @self: a rate
 * @n_bytes: how many moved
 * @now_us: monotonic
 *
 * Samples of at least a second, so that buffers do not pass for speed.
 */
void
ktg_rate_add (KtgRate *self, guint64 n_bytes, gint64 now_us)
{
  gint64 elapsed_us = now_us - self->since_us;
  double sample;

  self->n_bytes += n_bytes;
  if (elapsed_us < SAMPLE_US)
    return;

  sample = self->n_bytes * (double)G_TIME_SPAN_SECOND / elapsed_us;
  self->bytes_per_s
      = self->bytes_per_s > 0 ? OLD_SHARE * self->bytes_per_s + (1 - OLD_SHARE) * sample : sample;
  ktg_rate_start (self, now_us);
}

static guint
count_files (const KtgOwed *owed, gboolean is_preview)
{
  guint n = 0;

  for (guint i = 0; i < owed->files->len; i++)
    n += ((KtgOwedFile *)g_ptr_array_index (owed->files, i))->is_preview == is_preview;

  return n;
}

static guint64
count_left (const KtgSyncProgress *self, const KtgOwedFile *file)
{
  guint64 n_arrived = ktg_sync_progress_get_n_arrived (self, file->sha256);

  return file->size_bytes - MIN (n_arrived, file->size_bytes);
}

/* One is named; the others would come after it. */
static void
say_no_room (KtgSyncProgress *self, const KtgOwed *owed)
{
  g_autoptr (GError) error = NULL;

  if (!owed->has_no_room_for_packs || owed->packs->len == 0)
    return;

  error = g_error_new_literal (KTG_SYNC_ERROR, KTG_SYNC_ERROR_STORE, "No room for packs");
  ktg_progress_set_pack (self, g_ptr_array_index (owed->packs, 0), error);
}

/**
 * ktg_progress_set_owed:
 * @self: what people are told
 * @owed: the party's present snapshot
 *
 * A photo and its preview are one file that waits, as its officer counts; the bytes are those of
 * both that the server does not have. Of packs for which the disk has no room one is named as not
 * got.
 */
void
ktg_progress_set_owed (KtgSyncProgress *self, const KtgOwed *owed)
{
  self->n_parked = owed->n_parked;
  self->n_texts_waiting = owed->events->len;
  self->n_files_waiting = MAX (count_files (owed, FALSE), count_files (owed, TRUE));
  self->text_bytes_waiting = 0;
  self->file_bytes_waiting = 0;
  for (guint i = 0; i < owed->events->len; i++)
    self->text_bytes_waiting += ((KtgOwedEvent *)g_ptr_array_index (owed->events, i))->size_bytes;
  for (guint i = 0; i < owed->files->len; i++)
    self->file_bytes_waiting += count_left (self, g_ptr_array_index (owed->files, i));
  say_no_room (self, owed);
}

static void
set_class (KtgSyncProgress *self, KtgSyncPhase phase, guint done, guint n_waiting)
{
  self->phase = phase;
  self->done = done;
  self->total = done + n_waiting;
}

/**
 * ktg_progress_set_step:
 * @self: what people are told
 * @step: an exchange or an upload that begins
 * @owed: the party's present snapshot
 * @done: what this round has done so far
 *
 * An exchange without texts only asks, and is no phase of its own.
 */
void
ktg_progress_set_step (KtgSyncProgress *self,
                       const KtgStep   *step,
                       const KtgOwed   *owed,
                       const KtgDone   *done)
{
  self->until_us = 0;

  if (step->kind == KTG_STEP_EXCHANGE && step->event_ids->len > 0)
    set_class (self, KTG_SYNC_TEXTS, done->texts, owed->events->len);
  else if (step->kind == KTG_STEP_UPLOAD && step->is_preview)
    set_class (self, KTG_SYNC_PREVIEWS, done->previews, count_files (owed, TRUE));
  else if (step->kind == KTG_STEP_UPLOAD)
    set_class (self, KTG_SYNC_ORIGINALS, done->originals, count_files (owed, FALSE));
  else if (self->phase == KTG_SYNC_IDLE || self->phase == KTG_SYNC_HELD
           || self->phase == KTG_SYNC_OFFLINE || self->phase == KTG_SYNC_WAITING
           || self->phase == KTG_SYNC_ACCOUNT)
    self->phase = KTG_SYNC_CONNECTING;
}

/**
 * ktg_progress_clear_files:
 * @self: names no files under way afterwards
 */
void
ktg_progress_clear_files (KtgSyncProgress *self)
{
  g_clear_pointer (&self->under_way, g_array_unref);
}

/**
 * ktg_progress_add_file:
 * @self: what people are told
 * @sha256: a file under way
 * @done: how much of it is sent
 * @total: how long it is
 */
void
ktg_progress_add_file (KtgSyncProgress *self, const char *sha256, guint64 done, guint64 total)
{
  KtgFileUnderWay file = { .done = done, .total = total };

  g_strlcpy (file.sha256, sha256, sizeof file.sha256);
  if (self->under_way == NULL)
    self->under_way = g_array_new (FALSE, FALSE, sizeof file);
  g_array_append_val (self->under_way, file);
}

/**
 * ktg_progress_set_arrived:
 * @self: what people are told
 * @sha256: a file
 * @n_bytes: how much of it is on the server; 0: nothing, or it is whole
 */
void
ktg_progress_set_arrived (KtgSyncProgress *self, const char *sha256, guint64 n_bytes)
{
  if (self->arrived == NULL)
    self->arrived = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  if (n_bytes > 0)
    g_hash_table_replace (self->arrived, g_strdup (sha256), g_memdup2 (&n_bytes, sizeof n_bytes));
  else
    g_hash_table_remove (self->arrived, sha256);
}

/**
 * ktg_progress_forget_arrived:
 * @self: knows of no file how much of it is on the server afterwards
 */
void
ktg_progress_forget_arrived (KtgSyncProgress *self)
{
  g_clear_pointer (&self->arrived, g_hash_table_unref);
}

/**
 * ktg_progress_set_moved:
 * @self: what people are told
 * @n_done: how much of the files under way is sent since they began
 * @n_unsent: how much of that still stands in this computer's buffers
 * @rate: how fast
 */
void
ktg_progress_set_moved (KtgSyncProgress *self,
                        guint64          n_done,
                        guint64          n_unsent,
                        const KtgRate   *rate)
{
  guint64 n_left = self->file_bytes_waiting - MIN (n_done, self->file_bytes_waiting) + n_unsent;

  self->bytes_per_s = rate->bytes_per_s;
  self->seconds_left = rate->bytes_per_s >= 1 ? (gint64)(n_left / rate->bytes_per_s) + 1 : -1;
}

/**
 * ktg_progress_set_error:
 * @self: what people are told
 * @error: (nullable): what failed last
 */
void
ktg_progress_set_error (KtgSyncProgress *self, const GError *error)
{
  g_clear_error (&self->error);
  if (error != NULL)
    self->error = g_error_copy (error);
}

/**
 * ktg_progress_set_pack:
 * @self: what people are told
 * @pack: (nullable): what was asked for; %NULL: a round begins, and nothing was
 * @error: (nullable): %KTG_SYNC_ERROR, why it did not come; %NULL: it is here
 *
 * The reports go on all the same.
 */
void
ktg_progress_set_pack (KtgSyncProgress *self, const KtgPackNotice *pack, const GError *error)
{
  g_autofree char *id = pack != NULL ? ktg_pack_notice_dup_id (pack) : NULL;

  if (error != NULL)
    {
      g_free (self->pack);
      self->pack = g_steal_pointer (&id);
      self->pack_error = (KtgSyncError)error->code;
    }
  else if (id == NULL || g_strcmp0 (id, self->pack) == 0)
    g_clear_pointer (&self->pack, g_free);
}
