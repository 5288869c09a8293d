/* ktg-day-option.h - a day that was typed after an option
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-moment.h>

G_BEGIN_DECLS

gboolean ktg_day_option_read (const char *typed, const KtgMoment *now, char **day);

G_END_DECLS
