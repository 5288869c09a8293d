/* ktg-region-tree.c - the official tree of region codes, searchable as one types
 *
 * Each region is three strings after one another in one block: code, name, folded name. An array
 * says where they begin, in the order of the codes, so a region's subtree follows it at once.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-tree.h"

#include "ktg-folded-text.h"

#include <stdlib.h>
#include <string.h>

struct _KtgRegionTree
{
  char    *version;
  GString *block;
  GArray  *starts; /* (element-type guint32) */
  guint    n_of_level[KTG_N_REGION_LEVELS];
};

typedef struct
{
  KtgRegion   region;
  const char *folded_name;
} Entry;

/* What is typed to find a regency leaves out what it is. */
static const char *const ranks_before_names[] = {
  "kabupaten administrasi ", "kota administrasi ", "kabupaten ", "kab. ", "kota ",
};

static Entry
get_entry (const KtgRegionTree *tree, guint index)
{
  Entry entry;

  entry.region.code = tree->block->str + g_array_index (tree->starts, guint32, index);
  entry.region.name = entry.region.code + strlen (entry.region.code) + 1;
  entry.folded_name = entry.region.name + strlen (entry.region.name) + 1;

  return entry;
}

/* "Toli-Toli" and "Toli Toli" are one place. */
static char *
fold_name (const char *name)
{
  return g_strdelimit (ktg_folded_text_new (name), "-", ' ');
}

static void
append_region (KtgRegionTree *tree, const char *code, const char *name)
{
  g_autofree char *folded_name = fold_name (name);
  guint32          start = (guint32)tree->block->len;

  g_string_append_len (tree->block, code, strlen (code) + 1);
  g_string_append_len (tree->block, name, strlen (name) + 1);
  g_string_append_len (tree->block, folded_name, strlen (folded_name) + 1);
  g_array_append_val (tree->starts, start);
}

/* Among equal codes the one read last comes first. */
static int
compare_starts (gconstpointer a, gconstpointer b, gpointer block)
{
  guint32 start_a = *(const guint32 *)a;
  guint32 start_b = *(const guint32 *)b;
  int     order = strcmp ((char *)block + start_a, (char *)block + start_b);

  if (order != 0)
    return order;

  return start_a > start_b ? -1 : start_a < start_b;
}

static void
drop_repeated (KtgRegionTree *tree)
{
  guint n_kept = 0;

  for (guint i = 0; i < tree->starts->len; i++)
    {
      guint32     start = g_array_index (tree->starts, guint32, i);
      const char *code = tree->block->str + start;

      if (n_kept > 0 && strcmp (get_entry (tree, n_kept - 1).region.code, code) == 0)
        continue;

      g_array_index (tree->starts, guint32, n_kept++) = start;
      tree->n_of_level[ktg_region_get_level (code)]++;
    }

  g_array_set_size (tree->starts, n_kept);
}

/**
 * ktg_region_tree_new:
 * @version: (nullable): of the list; %NULL takes it from a line "# version: 2025-04-25"
 * @lines: "code,name" or "code;name" in any order; a header and lines that begin with "#" may be
 * there
 * @n_bad: (out) (optional): how many lines said no region and were left out;
 *   ktg_region_lines_find_bad() says which
 *
 * Where a code comes twice, the later line wins. @lines is not needed afterwards.
 *
 * Returns: (transfer full): the tree, perhaps empty
 */
KtgRegionTree *
ktg_region_tree_new (const char *version, GBytes *bytes, guint *n_bad)
{
  g_auto (KtgRegionLines) lines = { 0 };
  KtgRegionTree *tree = g_new0 (KtgRegionTree, 1);
  guint          n_faults = 0;

  tree->block = g_string_sized_new (g_bytes_get_size (bytes) * 3 / 2);
  tree->starts = g_array_new (FALSE, FALSE, sizeof (guint32));
  ktg_region_lines_init (&lines, bytes);

  while (ktg_region_lines_next (&lines))
    if (lines.fault == KTG_REGION_FAULT_NONE)
      append_region (tree, lines.code, lines.name);
    else
      n_faults++;

  g_array_sort_with_data (tree->starts, compare_starts, tree->block->str);
  drop_repeated (tree);
  tree->version = g_strdup (version != NULL ? version : lines.version);

  if (n_bad != NULL)
    *n_bad = n_faults;

  return tree;
}

/**
 * ktg_region_tree_free:
 * @self: (nullable) (transfer full): a tree
 *
 * Lets go of it; names that were borrowed are gone.
 */
void
ktg_region_tree_free (KtgRegionTree *tree)
{
  if (tree == NULL)
    return;

  g_free (tree->version);
  g_string_free (tree->block, TRUE);
  g_array_unref (tree->starts);
  g_free (tree);
}

/**
 * ktg_region_tree_get_version:
 *
 * Returns: (transfer none) (nullable): which list of codes this is, "2025-04-25"
 */
const char *
ktg_region_tree_get_version (const KtgRegionTree *tree)
{
  return tree->version;
}

/**
 * ktg_region_tree_get_n_regions:
 * @self: a tree
 *
 * Returns: how many regions it has, of all levels
 */
guint
ktg_region_tree_get_n_regions (const KtgRegionTree *tree)
{
  return tree->starts->len;
}

/**
 * ktg_region_tree_get_n_of_level:
 * @self: a tree
 * @level: 1 for provinces to 4 for villages
 *
 * Returns: how many regions of that level it has
 */
guint
ktg_region_tree_get_n_of_level (const KtgRegionTree *tree, KtgRegionLevel level)
{
  g_return_val_if_fail (level < KTG_N_REGION_LEVELS, 0);

  return tree->n_of_level[level];
}

/* Index of the first region whose code is not less than @code. */
static guint
find_start (const KtgRegionTree *tree, const char *code)
{
  guint low = 0;
  guint high = tree->starts->len;

  while (low < high)
    {
      guint middle = low + (high - low) / 2;

      if (strcmp (get_entry (tree, middle).region.code, code) < 0)
        low = middle + 1;
      else
        high = middle;
    }

  return low;
}

/**
 * ktg_region_tree_lookup:
 * @code: (nullable): a code with dots
 * @region: (out) (optional): what it names; its strings live as long as @tree
 *
 * Returns: %TRUE if the list has it
 */
gboolean
ktg_region_tree_lookup (const KtgRegionTree *tree, const char *code, KtgRegion *region)
{
  Entry entry;
  guint index;

  if (code == NULL || (index = find_start (tree, code)) == tree->starts->len)
    return FALSE;

  entry = get_entry (tree, index);
  if (strcmp (entry.region.code, code) != 0)
    return FALSE;

  if (region != NULL)
    *region = entry.region;

  return TRUE;
}

/* "34.71.07" becomes "34.71"; FALSE at a province. */
static gboolean
cut_to_parent (char *code)
{
  char *dot = strrchr (code, '.');

  if (dot != NULL)
    *dot = '\0';

  return dot != NULL;
}

/**
 * ktg_region_tree_dup_path:
 * @code: (nullable): a code with dots
 *
 * A region this list lacks is written as its code, before those of its parents the list has.
 *
 * Returns: (transfer full): "Notoprajan, Ngampilan, Kota Yogyakarta, Daerah Istimewa Yogyakarta"
 */
char *
ktg_region_tree_dup_path (const KtgRegionTree *tree, const char *code)
{
  g_autofree char *at = g_strdup (code != NULL ? code : "");
  GString         *path = g_string_new (NULL);
  KtgRegion        region;

  g_string_append (path, ktg_region_tree_lookup (tree, at, &region) ? region.name : at);

  while (cut_to_parent (at))
    if (ktg_region_tree_lookup (tree, at, &region))
      g_string_append_printf (path, ", %s", region.name);

  return g_string_free (path, FALSE);
}

static gboolean
begins_with (const char *folded_name, const char *folded_needle)
{
  if (g_str_has_prefix (folded_name, folded_needle))
    return TRUE;

  for (guint i = 0; i < G_N_ELEMENTS (ranks_before_names); i++)
    if (g_str_has_prefix (folded_name, ranks_before_names[i]))
      return g_str_has_prefix (folded_name + strlen (ranks_before_names[i]), folded_needle);

  return FALSE;
}

#define N_RANKS (2 * 2 * KTG_N_REGION_LEVELS)

static guint
rank_entry (const Entry *entry, const char *folded_needle, const char *own_code)
{
  gboolean is_foreign = own_code == NULL || *own_code == '\0'
                        || !ktg_region_contains (own_code, entry->region.code);
  gboolean is_within = !begins_with (entry->folded_name, folded_needle);

  return (2 * is_foreign + is_within) * KTG_N_REGION_LEVELS
         + ktg_region_get_level (entry->region.code);
}

/* Regions are visited in the order of their codes, so the first @max of a rank are its best. */
static void
sort_into_ranks (const KtgRegionTree *tree,
                 const char          *folded_needle,
                 const char          *own_code,
                 guint                max,
                 GArray             **ranks)
{
  for (guint i = 0; i < tree->starts->len; i++)
    {
      Entry entry = get_entry (tree, i);
      guint rank;

      if (!ktg_folded_text_has_words (entry.folded_name, folded_needle))
        continue;

      rank = rank_entry (&entry, folded_needle, own_code);
      if (ranks[rank]->len < max)
        g_array_append_val (ranks[rank], entry.region);
    }
}

/**
 * ktg_region_tree_search:
 * @needle: (nullable): what was typed; case, accents and hyphens do not matter
 * @own_code: (nullable): where the officer works
 * @max: find at most so many
 *
 * Regions whose name has every word of @needle: those within @own_code before all others, then
 * those whose name begins with it (with or without "Kabupaten" or "Kota"), then the larger ones,
 * then by code. Nothing typed finds nothing.
 *
 * Returns: (transfer full) (element-type KtgRegion): the best first; their strings live as long as
 * @tree
 */
GArray *
ktg_region_tree_search (const KtgRegionTree *tree,
                        const char          *needle,
                        const char          *own_code,
                        guint                max)
{
  g_autofree char *folded_needle = g_strstrip (fold_name (needle));
  GArray          *ranks[N_RANKS];
  GArray          *found = g_array_new (FALSE, FALSE, sizeof (KtgRegion));

  if (*folded_needle == '\0')
    return found;

  for (guint i = 0; i < N_RANKS; i++)
    ranks[i] = g_array_new (FALSE, FALSE, sizeof (KtgRegion));

  sort_into_ranks (tree, folded_needle, own_code, max, ranks);

  for (guint i = 0; i < N_RANKS; i++)
    {
      g_array_append_vals (found, ranks[i]->data, MIN (ranks[i]->len, max - found->len));
      g_array_unref (ranks[i]);
    }

  return found;
}

/**
 * ktg_region_get_level:
 * @code: a valid code
 *
 * Returns: which of the four levels it is of
 */
KtgRegionLevel
ktg_region_get_level (const char *code)
{
  guint n_dots = 0;

  for (const char *at = code; *at != '\0'; at++)
    n_dots += *at == '.';

  return MIN (n_dots, KTG_REGION_LEVEL_VILLAGE);
}

/**
 * ktg_region_contains:
 * @root: (nullable): a code; empty contains everything
 * @code: (nullable): a code
 *
 * Returns: %TRUE if @code is @root or lies below it
 */
gboolean
ktg_region_contains (const char *root, const char *code)
{
  gsize length = root != NULL ? strlen (root) : 0;

  if (length == 0)
    return TRUE;

  return code != NULL && strncmp (code, root, length) == 0
         && (code[length] == '\0' || code[length] == '.');
}
