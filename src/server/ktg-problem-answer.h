/* ktg-problem-answer.h - the problems a device may be told
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-answer.h"

G_BEGIN_DECLS

KtgHttpAnswer *ktg_problem_answer_new_clock (gint64 now_ms);
KtgHttpAnswer *ktg_problem_answer_new_offset (guint64 expected_offset);
KtgHttpAnswer *ktg_problem_answer_new_too_many (void);
KtgHttpAnswer *ktg_problem_answer_new_later (guint status, const char *type, const char *title);

G_END_DECLS
