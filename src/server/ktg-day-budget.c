/* ktg-day-budget.c - how much each device may bring a day
 *
 * A day is one of UTC, by the clock that is passed in. It is kept in memory: a server that starts
 * again begins a new one. One thread's own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-budget.h"

#define DAY_MS (G_GINT64_CONSTANT (24) * 60 * 60 * 1000)

struct _KtgDayBudget
{
  guint64     bytes_a_day;
  gint64      day;
  GHashTable *spent; /* device → bytes of that day */
};

/**
 * ktg_day_budget_new:
 *
 * Returns: (transfer full): nobody has spent anything yet
 */
KtgDayBudget *
ktg_day_budget_new (guint64 bytes_a_day)
{
  KtgDayBudget *self = g_new0 (KtgDayBudget, 1);

  self->bytes_a_day = bytes_a_day;
  self->spent = g_hash_table_new_full (g_int64_hash, g_int64_equal, g_free, g_free);
  return self;
}

/**
 * ktg_day_budget_free:
 *
 * Nothing for %NULL.
 */
void
ktg_day_budget_free (KtgDayBudget *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->spent);
  g_free (self);
}

static void
turn_day (KtgDayBudget *self, gint64 now_ms)
{
  gint64 day = now_ms / DAY_MS;

  if (day == self->day)
    return;

  self->day = day;
  g_hash_table_remove_all (self->spent);
}

static guint64
get_spent (KtgDayBudget *self, gint64 device)
{
  const guint64 *spent = g_hash_table_lookup (self->spent, &device);

  return spent != NULL ? *spent : 0;
}

/**
 * ktg_day_budget_allows:
 *
 * Returns: whether @device may bring so much more today
 */
gboolean
ktg_day_budget_allows (KtgDayBudget *self, gint64 device, guint64 n_bytes, gint64 now_ms)
{
  guint64 spent;

  turn_day (self, now_ms);
  spent = get_spent (self, device);
  return spent <= self->bytes_a_day && n_bytes <= self->bytes_a_day - spent;
}

/**
 * ktg_day_budget_spend:
 * @n_bytes: below 0: so much was counted and did not come after all
 *
 * What @device brought, whether or not it was allowed.
 */
void
ktg_day_budget_spend (KtgDayBudget *self, gint64 device, gint64 n_bytes, gint64 now_ms)
{
  guint64 *spent;

  turn_day (self, now_ms);
  spent = g_new (guint64, 1);
  *spent = get_spent (self, device);
  *spent = n_bytes < 0 ? *spent - MIN (*spent, (guint64)-n_bytes) : *spent + (guint64)n_bytes;
  g_hash_table_replace (self->spent, g_memdup2 (&device, sizeof device), spent);
}
