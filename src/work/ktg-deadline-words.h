/* ktg-deadline-words.h - the time the law leaves, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-fact.h"

#include <ktg-report-clock.h>
#include <ktg-report-due.h>
#include <ktg-store.h>

G_BEGIN_DECLS

char *ktg_deadline_words_dup_left (const KtgDeadline *deadline, gint64 now_us);
char *ktg_deadline_words_dup_due (const KtgDeadline *deadline, const KtgMoment *now);
char *ktg_deadline_words_dup_last_day (const KtgDeadline *deadline, const KtgMoment *now);
char *ktg_deadline_words_dup_until (const KtgDeadline *deadline, const KtgMoment *now);
char *ktg_deadline_words_dup_other (const KtgDeadline *deadline, const KtgMoment *now);
char *ktg_deadline_words_dup_strict (const KtgDeadline *deadline, gint64 now_us);
char *ktg_deadline_words_dup_lines (const KtgDeadline *deadline, const KtgPack *pack);

KtgFact *ktg_deadline_words_add_left (GPtrArray         *facts,
                                      const KtgDeadline *deadline,
                                      const KtgPack     *pack,
                                      gint64             now_us);
GPtrArray *
ktg_deadline_words_new (const KtgReportHeld *held, const KtgPack *pack, const KtgMoment *now);
const char *ktg_deadline_words_get_unsaid (void);

G_END_DECLS
