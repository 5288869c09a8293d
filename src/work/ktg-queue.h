/* ktg-queue.h - what waits, and why, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-owed.h>
#include <ktg-summary.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

guint64  ktg_queue_count_bytes (const KtgOwed *owed);
gboolean ktg_queue_goes_by_itself (const KtgSummaryFields *fields, const KtgOwed *owed);

guint64 ktg_queue_get_n_gone (const KtgSyncProgress *progress, const char *sha256);
char   *ktg_queue_dup_turn (const KtgOwed         *owed,
                            const KtgSyncProgress *progress,
                            const char            *sha256,
                            GHashTable            *names);

char *ktg_queue_dup_reason (const KtgSummaryFields *fields,
                            const KtgOwed          *owed,
                            const KtgSyncProgress  *progress);
char *ktg_queue_dup_files (const KtgSummaryFields *fields,
                           const KtgOwed          *owed,
                           const KtgSyncProgress  *progress);

G_END_DECLS
