/* ktg-level-answer.c - a carrier asks whether what it brought is still here
 *
 * Nothing is said of what it did not bring: a range of such authors has the sum of nothing, whoever
 * they are.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-level-answer.h"

#include "ktg-level-table.h"

#include <string.h>

/* What somebody takes out of the folder of a server that runs is missed within a day. */
#define MAX_AGE_MS (12 * G_GINT64_CONSTANT (3600) * 1000)

/* Of whom it brought nothing no row is looked at: how long that took would say how much there is.
 */
static gboolean
compare (KtgDb *db, gint64 carrier, const KtgLevelRange *asked, GPtrArray *gaps, GError **error)
{
  g_autoptr (KtgLevelRange) here = NULL;
  KtgLevelGap *gap;
  guint64      sum;

  if (!ktg_level_table_sum (db, carrier, asked->of, &sum, error))
    return FALSE;

  here = ktg_level_range_new (asked->of, sum);
  if (strcmp (here->sum, asked->sum) == 0)
    return TRUE;

  gap = ktg_level_gap_new (asked->of);
  g_ptr_array_add (gaps, gap);
  return sum == 0 || !ktg_level_range_is_key (gap->of)
         || ktg_level_table_fill (db, carrier, gap, error);
}

/**
 * ktg_level_answer_find:
 * @claim: who asks, and of which ranges
 * @gaps: (element-type KtgLevelGap): gets those in which it brought something else than is here
 *
 * In a transaction.
 */
gboolean
ktg_level_answer_find (KtgDb          *db,
                       const KtgClaim *claim,
                       gint64          now_ms,
                       GPtrArray      *gaps,
                       GError        **error)
{
  const GPtrArray   *asked = claim->message->level;
  const KtgLevelDate date = { claim->life, now_ms, MAX_AGE_MS };
  gboolean           has_counted;

  if (asked->len == 0)
    return TRUE;
  if (!ktg_level_table_count_by (db, claim->device->number, &date, &has_counted, error))
    return FALSE;

  for (guint i = 0; i < asked->len; i++)
    if (!compare (db, claim->device->number, g_ptr_array_index (asked, i), gaps, error))
      return FALSE;

  return TRUE;
}
