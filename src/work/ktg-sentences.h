/* ktg-sentences.h - what is the matter, said to a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-checklist.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

char       *ktg_sentences_dup_size (guint64 size_bytes);
char       *ktg_sentences_dup_files (guint n_files, guint64 size_bytes);
char       *ktg_sentences_dup_duration (gint64 seconds);
char       *ktg_sentences_dup_error (const GError *error);
char       *ktg_sentences_dup_file_error (const GError *error);
char       *ktg_sentences_dup_state (const KtgSummaryFields *fields);
char       *ktg_sentences_dup_delivery (const KtgSummaryFields *fields);
char       *ktg_sentences_dup_days_left (int days_left);
const char *ktg_sentences_get_refusal (const char *problem_type);
const char *ktg_sentences_get_refusal_action (const char *problem_type);
char       *ktg_sentences_dup_missing (KtgConditions met);

G_END_DECLS
