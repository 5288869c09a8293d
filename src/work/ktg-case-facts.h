/* ktg-case-facts.h - what offices did with a report, and may do now, as facts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"
#include "ktg-form-words.h"

#include <ktg-case.h>

G_BEGIN_DECLS

GPtrArray *ktg_case_facts_new_steps (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *
ktg_case_facts_new_terms (const KtgCase *folded, const KtgFormReader *reader, const KtgMoment *now);
GPtrArray *ktg_case_facts_new_assigned (const KtgCase       *folded,
                                        const KtgFormReader *reader,
                                        const KtgMoment     *now);
GPtrArray *ktg_case_facts_new_joined (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *ktg_case_facts_new_notes (const KtgCase *folded, const KtgFormReader *reader);
GPtrArray *ktg_case_facts_new_next (const KtgCase       *folded,
                                    const KtgFormReader *reader,
                                    const char          *device,
                                    const KtgStanding   *me);

G_END_DECLS
