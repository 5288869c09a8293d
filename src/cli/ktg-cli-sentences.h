/* ktg-cli-sentences.h - what is the matter, said to a person at a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-cli-verb.h"

#include <ktg-account.h>
#include <ktg-sentences.h>
#include <ktg-typed-times.h>

G_BEGIN_DECLS

/* Each is one clear sentence or two: what happened, what is safe, what to do. Where a verb knows
 * better what is safe it says so in @safe, untranslated. */
char *ktg_cli_sentences_dup_error (const GError *error);
char *ktg_cli_sentences_dup_report_error (const char *path, const GError *error, const char *safe);
char *ktg_cli_sentences_dup_photo_error (const char *path, const GError *error, const char *safe);
char *ktg_cli_sentences_dup_refusal (const char *problem_type);
void  ktg_cli_sentences_say_words (const KtgAccount *account);
void  ktg_cli_sentences_say_notice (KtgCli *cli, const KtgServerNotes *notes);
void
ktg_cli_sentences_say_typed_time (const char *path, const KtgTypedTime *time, const char *safe);

/* For scripts: "no-link"; and the exit that goes with an error. */
const char *ktg_cli_sentences_get_failure_name (const GError *error);
KtgExit     ktg_cli_sentences_get_exit (const GError *error);

/* Says it on standard error and gives the exit. */
KtgExit ktg_cli_sentences_complain (const GError *error);
KtgExit ktg_cli_sentences_complain_of_question (const GError *error);
KtgExit ktg_cli_sentences_complain_of_enrolling (const char *url, const GError *error);

G_END_DECLS
