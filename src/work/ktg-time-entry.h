/* ktg-time-entry.h - a time as an officer types it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-time-said.h"

#include <ktg-moment.h>

G_BEGIN_DECLS

char    *ktg_time_entry_parse (const char      *typed,
                               const KtgMoment *now,
                               int              place_offset_s,
                               KtgTimeFault    *fault);
char    *ktg_time_entry_parse_clock (const char *typed, KtgTimeFault *fault);
gboolean ktg_time_entry_is_future (const char *text, const KtgMoment *now);

G_END_DECLS
