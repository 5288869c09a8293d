/* ktg-case-words.h - what offices did with a report, and may do now, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"
#include "ktg-form-words.h"

#include <ktg-case.h>

G_BEGIN_DECLS

char       *ktg_case_words_dup_state (const KtgCase *folded, const KtgFormReader *reader);
const char *ktg_case_words_get_step (const KtgProcedureStep *step,
                                     const char             *code,
                                     const KtgFormReader    *reader);
char       *ktg_case_words_dup_standing (const KtgCase       *folded,
                                         const KtgCaseEntry  *entry,
                                         const KtgFormReader *reader);
char       *ktg_case_words_dup_verdict (KtgCaseVerdict          verdict,
                                        const KtgProcedureStep *step,
                                        const char             *lacks,
                                        const KtgFormReader    *reader);
char       *ktg_case_words_dup_author (const KtgCaseEntry *entry, const KtgFormReader *reader);

GPtrArray *ktg_case_words_new_steps (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *
ktg_case_words_new_terms (const KtgCase *folded, const KtgFormReader *reader, const KtgMoment *now);
GPtrArray *ktg_case_words_new_assigned (const KtgCase       *folded,
                                        const KtgFormReader *reader,
                                        const KtgMoment     *now);
GPtrArray *ktg_case_words_new_joined (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *ktg_case_words_new_notes (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *ktg_case_words_new_next (const KtgCase       *folded,
                                    const KtgFormReader *reader,
                                    const char          *device,
                                    const KtgStanding   *me);

G_END_DECLS
