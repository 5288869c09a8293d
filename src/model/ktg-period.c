/* ktg-period.c - from which day to which something holds
 *
 * Days are written year first, so they compare as text.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-period.h"

#include <string.h>

/* Whether @from is @until or comes before it; an end that is not there is as far as can be. */
static gboolean
is_ordered (const char *from, const char *until)
{
  return from == NULL || until == NULL || strcmp (from, until) <= 0;
}

/**
 * ktg_period_has_day:
 * @period: from which day to which
 * @day: (nullable): "2024-11-12"
 *
 * Returns: whether @day lies in it; of %NULL, which is after every day, whether it never ends
 */
gboolean
ktg_period_has_day (const KtgPeriod *period, const char *day)
{
  g_return_val_if_fail (period != NULL, FALSE);

  if (day == NULL)
    return period->until == NULL;

  return is_ordered (period->from, day) && is_ordered (day, period->until);
}

/**
 * ktg_period_is_backward:
 * @period: from which day to which
 *
 * Returns: whether it ends before it begins
 */
gboolean
ktg_period_is_backward (const KtgPeriod *period)
{
  return !is_ordered (period->from, period->until);
}

/**
 * ktg_period_overlaps:
 * @period: from which day to which
 * @other: another
 *
 * Returns: whether some day lies in both
 */
gboolean
ktg_period_overlaps (const KtgPeriod *period, const KtgPeriod *other)
{
  return is_ordered (period->from, other->until) && is_ordered (other->from, period->until);
}
