/* ktg-period.h - from which day to which something holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Both days belong to it, "2024-11-12"; NULL: it has no such end. */
typedef struct
{
  char *from;
  char *until;
} KtgPeriod;

gboolean ktg_period_has_day (const KtgPeriod *period, const char *day);
gboolean ktg_period_is_backward (const KtgPeriod *period);
gboolean ktg_period_overlaps (const KtgPeriod *period, const KtgPeriod *other);

G_END_DECLS
