/* ktg-time-words.h - what was understood of a time, said back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-time-said.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

char       *ktg_time_words_dup (const char *time, const KtgMoment *now, int place_offset_s);
char       *ktg_time_words_dup_doubt (const char *time, const KtgMoment *now, int place_offset_s);
char       *ktg_time_words_dup_day (const char *day, const KtgMoment *now);
const char *ktg_time_words_get_request (KtgTimeFault fault);

G_END_DECLS
