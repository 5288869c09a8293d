/* ktg-sync-sentence.h - what the exchange is doing, said to a person in one sentence
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-store.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

char *ktg_sync_sentence_new (const KtgSyncProgress *progress,
                             const KtgServerNotes  *notes,
                             gint64                 now_us,
                             int                    utc_offset_s);
char *ktg_sync_sentence_dup_waiting (const KtgSyncProgress *progress);
char *ktg_sync_sentence_dup_pack (const KtgSyncProgress *progress);
char *ktg_sync_sentence_dup_relayed (const KtgServerNotes *notes);
char *ktg_sync_sentence_dup_receipt (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s);
char *ktg_sync_sentence_dup_roles (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s);

G_END_DECLS
