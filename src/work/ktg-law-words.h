/* ktg-law-words.h - what the law of its day says to a report, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"
#include "ktg-report-law.h"

G_BEGIN_DECLS

GPtrArray  *ktg_law_words_new (const KtgReportLaw *law, const KtgViolation *violation);
const char *ktg_law_words_get_sureness (const char *confidence);
const char *ktg_law_words_get_regime (const char *regime);
char       *ktg_law_words_dup_short_name (const KtgReportLaw *law, const char *code);
char       *ktg_law_words_dup_notice (const KtgReportLaw *law, const char *code);
char       *ktg_law_words_dup_version (const char *version);
char       *ktg_law_words_dup_rules (const KtgReportLaw *law);
const char *ktg_law_words_get_rules_note (const KtgReportLaw *law);
char       *ktg_law_words_dup_change (const KtgReportLaw *law);
char       *ktg_law_words_dup_election (const KtgReportLaw *law);
char       *ktg_law_words_dup_election_source (const KtgReportLaw *law);
char       *ktg_law_words_dup_suggestion (const KtgReportLaw *law);

G_END_DECLS
