/* ktg-day-budget.h - how much each device may bring a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgDayBudget KtgDayBudget;

KtgDayBudget *ktg_day_budget_new (guint64 bytes_a_day);
void          ktg_day_budget_free (KtgDayBudget *self);

gboolean ktg_day_budget_allows (KtgDayBudget *self, gint64 device, guint64 n_bytes, gint64 now_ms);
void     ktg_day_budget_spend (KtgDayBudget *self, gint64 device, gint64 n_bytes, gint64 now_ms);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDayBudget, ktg_day_budget_free)

G_END_DECLS
