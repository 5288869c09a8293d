/* ktg-sentences.h - how a report, a file or a server stands, said to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-checklist.h>
#include <ktg-server-notes.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

char       *ktg_sentences_dup_size (guint64 size_bytes);
char       *ktg_sentences_dup_files (guint n_files, guint64 size_bytes);
char       *ktg_sentences_dup_duration (gint64 seconds);
char       *ktg_sentences_dup_error (const GError *error);
char       *ktg_sentences_dup_file_error (const GError *error);
char       *ktg_sentences_dup_amendment (const char *number);
char       *ktg_sentences_dup_state (const KtgSummaryFields *fields, const KtgPack *pack);
char       *ktg_sentences_dup_delivery (const KtgSummaryFields *fields, gboolean is_enrolled);
const char *ktg_sentences_get_filed (gboolean amends, gboolean is_enrolled);
char       *ktg_sentences_dup_days_left (int days_left);
char       *ktg_sentences_dup_refusal (const char *problem_type);
char       *ktg_sentences_dup_missing (KtgConditions met);
char *
ktg_sentences_dup_server_notice (const KtgServerNotes *notes, gint64 now_us, int utc_offset_s);

G_END_DECLS
