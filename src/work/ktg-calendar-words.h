/* ktg-calendar-words.h - where in an election today stands, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>
#include <ktg-pack.h>

G_BEGIN_DECLS

char *ktg_calendar_words_dup (const KtgPack *pack, const char *region, const KtgMoment *now);

G_END_DECLS
