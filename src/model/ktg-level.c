/* ktg-level.c - what one party brought of others, added up, and what of it is not there any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-level.h"

#include <string.h>

#define SUM_DIGITS 12

static const KtgField range_fields[] = {
  { "of", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgLevelRange, of), KTG_NEED_ALWAYS },
  { "sum", KTG_FIELD_HASH_START, G_STRUCT_OFFSET (KtgLevelRange, sum), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgLevelRange, ktg_level_range, range_fields)

static const KtgField gap_fields[] = {
  { "of", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgLevelGap, of), KTG_NEED_ALWAYS },
  { "has", KTG_FIELD_NUMBERS, G_STRUCT_OFFSET (KtgLevelGap, has) },
};

KTG_DEFINE_RECORD (KtgLevelGap, ktg_level_gap, gap_fields)

/**
 * ktg_level_add:
 * @sum: of some events
 * @event_id: of one more
 *
 * Returns: the sum of all of them, 48 bits
 */
guint64
ktg_level_add (guint64 sum, const char *event_id)
{
  char digits[SUM_DIGITS + 1] = "";

  strncpy (digits, event_id, SUM_DIGITS);
  return (sum + g_ascii_strtoull (digits, NULL, 16)) & KTG_LEVEL_SUM_MASK;
}

/**
 * ktg_level_range_new:
 * @of: how the keys of its authors begin
 * @sum: of what was brought of them
 *
 * Returns: (transfer full): a range
 */
KtgLevelRange *
ktg_level_range_new (const char *of, guint64 sum)
{
  KtgLevelRange *range = ktg_record_new (&ktg_level_range_record);

  range->of = g_strdup (of);
  range->sum = g_strdup_printf ("%012" G_GINT64_MODIFIER "x", sum);
  return range;
}

/**
 * ktg_level_range_is_key:
 * @of: of a range
 *
 * Returns: whether it is one author's
 */
gboolean
ktg_level_range_is_key (const char *of)
{
  return strlen (of) == KTG_LEVEL_KEY_CHARS;
}

/**
 * ktg_level_gap_new:
 * @of: of the range
 *
 * Returns: (transfer full): nothing of it is there
 */
KtgLevelGap *
ktg_level_gap_new (const char *of)
{
  KtgLevelGap *gap = ktg_record_new (&ktg_level_gap_record);

  gap->of = g_strdup (of);
  return gap;
}

/**
 * ktg_level_gap_add:
 * @gap: a whole key's
 * @seq: what is there, above all that was added
 *
 * Returns: %FALSE if it says as much as it may, and no more was added
 */
gboolean
ktg_level_gap_add (KtgLevelGap *gap, guint64 seq)
{
  const guint64 one = 1;
  guint64 *last = gap->has->len > 0 ? &g_array_index (gap->has, guint64, gap->has->len - 2) : NULL;

  if (last != NULL && seq == last[0] + last[1])
    {
      last[1]++;
      return TRUE;
    }

  if (gap->has->len >= 2 * KTG_LEVEL_MAX_RUNS)
    return FALSE;

  g_array_append_val (gap->has, seq);
  g_array_append_val (gap->has, one);
  return TRUE;
}

/**
 * ktg_level_gap_has:
 * @gap: a whole key's
 * @seq: of one of the author's events
 *
 * Returns: whether it is there
 */
gboolean
ktg_level_gap_has (const KtgLevelGap *gap, guint64 seq)
{
  for (guint i = 0; i + 1 < gap->has->len; i += 2)
    {
      guint64 first = g_array_index (gap->has, guint64, i);

      if (seq >= first && seq - first < g_array_index (gap->has, guint64, i + 1))
        return TRUE;
    }

  return FALSE;
}
