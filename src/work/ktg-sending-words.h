/* ktg-sending-words.h - the officer's rules of sending and what today has spent, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-storage.h>
#include <ktg-sync.h>

G_BEGIN_DECLS

const char *ktg_sending_words_get_reason (KtgHold hold);
char       *ktg_sending_words_dup_midnight (const KtgSyncProgress *progress, int utc_offset_s);
char       *ktg_sending_words_dup_limit (gint64 day_bytes);
char       *ktg_sending_words_dup_of_limit (gint64 day_bytes);
char       *ktg_sending_words_dup_left (const KtgSyncProgress *progress,
                                        const KtgSendingRules *rules,
                                        int                    utc_offset_s);
char       *ktg_sending_words_dup_storage (const KtgStorage *storage);
char       *ktg_sending_words_dup_free (const KtgStorage *storage);

G_END_DECLS
