/* ktg-region-search.c - finds regions as one types
 *
 * "Cisarua Bogor" is a Cisarua that lies in a Bogor: a region must have one of the words in its own
 * name, and those above it may have the others. The whole list is walked for each key, where it
 * lies; nothing is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-search.h"

#include "ktg-region-query.h"

#include <string.h>

typedef struct
{
  guint        rank; /* the lower, the better */
  KtgRegionRow row;
} Candidate;

/* A bit for each word: those that are met, and those of them that are words there. */
typedef struct
{
  guint words;
  guint whole;
} Met;

/* What a walk has met on its way down to where it is. */
typedef struct
{
  KtgRegionRow row;
  Met          met;
} Ancestor;

/* @own, and the words that those above @row meet. */
static Met
add_above (const Ancestor *above, const KtgRegionRow *row, const KtgRegionMatch *own)
{
  Met met = { own->own, own->whole };

  for (guint level = row->level; level-- > 0;)
    if (above[level].row.line != NULL && ktg_region_row_is_below (row, &above[level].row))
      {
        met.words |= above[level].met.words;
        met.whole |= above[level].met.whole;
        break;
      }

  return met;
}

static guint
count_bits (guint bits)
{
  guint n_bits = 0;

  for (; bits != 0; bits &= bits - 1)
    n_bits++;

  return n_bits;
}

static guint
rank_row (const KtgRegionQuery *query,
          const KtgRegionRow   *row,
          guint                 whole,
          const KtgRegionMatch *match)
{
  gboolean needs_others = (match->own & query->all_words) != query->all_words;
  gboolean is_foreign = query->own_length == 0 || row->code_length < query->own_length
                        || memcmp (row->code, query->own_code, query->own_length) != 0;
  guint n_within = count_bits (query->names & ~whole);
  guint rank = 4 * match->is_other_kind + 2 * needs_others + is_foreign;

  rank = rank * (KTG_REGION_QUERY_MAX_WORDS + 1) + n_within;

  rank = (rank * KTG_REGION_MATCH_RANKS + match->rank) * KTG_N_REGION_LEVELS + row->level;

  return 2 * rank + match->is_respelt;
}

/* @best stays sorted and no longer than @max; of one rank, who came first stays first. */
static void
offer (GArray *best, guint max, const Candidate *candidate)
{
  guint place = best->len;

  while (place > 0 && g_array_index (best, Candidate, place - 1).rank > candidate->rank)
    place--;

  if (place >= max)
    return;

  g_array_insert_val (best, place, *candidate);
  if (best->len > max)
    g_array_set_size (best, max);
}

static GArray *
find_best (const KtgRegionTree *tree, KtgRegionQuery *query, guint max)
{
  GArray        *best = g_array_sized_new (FALSE, FALSE, sizeof (Candidate), max + 1);
  Ancestor       above[KTG_REGION_LEVEL_VILLAGE] = { 0 };
  Candidate      at = { 0 };
  KtgRegionMatch match;

  while (ktg_region_tree_walk (tree, &at.row))
    {
      Met met;

      ktg_region_query_match (query, &at.row, &match);
      met = add_above (above, &at.row, &match);
      if (at.row.level < KTG_REGION_LEVEL_VILLAGE)
        above[at.row.level] = (Ancestor){ at.row, met };

      if (met.words == query->all_words && (match.own & query->names) != 0)
        {
          at.rank = rank_row (query, &at.row, met.whole, &match);
          offer (best, max, &at);
        }
    }

  return best;
}

static GArray *
find_code (const KtgRegionTree *tree, const char *code, guint max)
{
  GArray   *found = g_array_new (FALSE, FALSE, sizeof (KtgRegion));
  KtgRegion region;

  if (max > 0 && ktg_region_tree_lookup (tree, code, &region))
    g_array_append_val (found, region);

  return found;
}

/**
 * ktg_region_search:
 * @tree: the regions
 * @needle: (nullable): what was typed: names or a code; case, accents and punctuation do not matter
 * @names: (nullable): what people call regions beside their names
 * @own_code: (nullable): where the officer works
 * @max: find at most so many
 *
 * Regions that have each word of @needle in their name or in a name above them, at least one in
 * their own; where a name begins, blanks do not matter. First those of the kind that was typed
 * first ("Kel. …") or whose name has that word, too ("Kampung Bali"), then those that need no name
 * above them, then those within @own_code, then those where what was typed are words and no parts
 * of words, then those whose name it is or begins (with or without "Kabupaten" or "Kota"), then the
 * larger ones, then those that are spelt so, then by code. If there is none, blanks do not matter
 * anywhere. Nothing typed finds nothing.
 *
 * Returns: (transfer full) (element-type KtgRegion): the best first
 */
GArray *
ktg_region_search (const KtgRegionTree  *tree,
                   const char           *needle,
                   const KtgRegionNames *names,
                   const char           *own_code,
                   guint                 max)
{
  g_auto (KtgRegionQuery) query = { 0 };
  g_autoptr (GArray) best = NULL;
  GArray *found;

  if (ktg_region_code_is_valid (needle))
    return find_code (tree, needle, max);

  found = g_array_new (FALSE, FALSE, sizeof (KtgRegion));
  ktg_region_query_init (&query, needle, names, own_code);
  if (query.n_words == 0)
    return found;

  best = find_best (tree, &query, max);
  if (best->len == 0)
    {
      ktg_region_query_join (&query);
      g_array_unref (best);
      best = find_best (tree, &query, max);
    }

  g_array_set_size (found, best->len);

  for (guint i = 0; i < best->len; i++)
    ktg_region_row_fill (&g_array_index (best, Candidate, i).row,
                         &g_array_index (found, KtgRegion, i));

  return found;
}
