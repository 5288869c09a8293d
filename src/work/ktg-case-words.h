/* ktg-case-words.h - how a case stands, why a step does not count, and who took it, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form-words.h"

#include <ktg-case.h>

G_BEGIN_DECLS

char       *ktg_case_words_dup_state (const KtgCase *folded, const KtgFormReader *reader);
const char *ktg_case_words_get_step (const KtgProcedureStep *step,
                                     const char             *code,
                                     const KtgFormReader    *reader);
const char *ktg_case_words_get_need (const char *need);
char       *ktg_case_words_dup_region (const char *code, const KtgFormReader *reader);
char       *ktg_case_words_dup_standing (const KtgCase       *folded,
                                         const KtgCaseEntry  *entry,
                                         const KtgFormReader *reader);
char       *ktg_case_words_dup_verdict (KtgCaseVerdict          verdict,
                                        const KtgProcedureStep *step,
                                        const char             *lacks,
                                        const KtgFormReader    *reader);
char       *ktg_case_words_dup_author (const KtgCaseEntry *entry, const KtgFormReader *reader);

G_END_DECLS
