/* ktg-progress.h - what people are told of an exchange: how far, how fast, how long
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-planner.h>
#include <ktg-sync-progress.h>

G_BEGIN_DECLS

/* Bytes per second, smoothed. */
typedef struct
{
  gint64  since_us; /* monotonic; 0: nothing moved yet */
  guint64 n_bytes;
  double  bytes_per_s;
} KtgRate;

void ktg_rate_start (KtgRate *self, gint64 now_us);
void ktg_rate_add (KtgRate *self, guint64 n_bytes, gint64 now_us);

/* How many of each class are done in this round. */
typedef struct
{
  guint texts, previews, originals;
} KtgDone;

void ktg_progress_set_owed (KtgSyncProgress *self, const KtgOwed *owed);
void ktg_progress_set_step (KtgSyncProgress *self,
                            const KtgStep   *step,
                            const KtgOwed   *owed,
                            const KtgDone   *done);
void ktg_progress_clear_files (KtgSyncProgress *self);
void ktg_progress_add_file (KtgSyncProgress *self, const char *sha256, guint64 done, guint64 total);
void ktg_progress_set_arrived (KtgSyncProgress *self, const char *sha256, guint64 n_bytes);
void ktg_progress_forget_arrived (KtgSyncProgress *self);
void ktg_progress_set_moved (KtgSyncProgress *self,
                             guint64          n_done,
                             guint64          n_unsent,
                             const KtgRate   *rate);
void ktg_progress_set_error (KtgSyncProgress *self, const GError *error);

void ktg_progress_set_pack (KtgSyncProgress *self, const KtgPackNotice *pack, const GError *error);

G_END_DECLS
