/* ktg-region-tree.c - the official tree of region codes
 *
 * The list is read where it lies, mapped or not: its lines stand in the order of their codes, so a
 * region's subtree follows it at once. Only where provinces and regencies begin is kept beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-tree.h"

#include <string.h>

struct _KtgRegionTree
{
  char       *version;
  GBytes     *bytes;
  const char *first; /* where the first region stands */
  const char *end;
  GArray     *uppers; /* (element-type guint32): where provinces and regencies begin, from first */
  guint       n_of_level[KTG_N_REGION_LEVELS];
  KtgRegionTree *former; /* codes that went, or NULL */
};

static void
note_row (KtgRegionTree *tree, const KtgRegionRow *row)
{
  guint32 start = (guint32)(row->line - tree->first);

  tree->n_of_level[row->level]++;
  if (row->level <= KTG_REGION_LEVEL_REGENCY)
    g_array_append_val (tree->uppers, start);
}

static gboolean
comes_after (const KtgRegionRow *row, const KtgRegionRow *last)
{
  gsize length = MIN (row->code_length, last->code_length);
  int   order = memcmp (row->code, last->code, length);

  return order > 0 || (order == 0 && row->code_length > last->code_length);
}

/* Comments and the names of the columns. */
static const char *
skip_head (const char *at, const char *end)
{
  while (at < end && !g_ascii_isdigit (*at))
    {
      const char *newline = memchr (at, '\n', end - at);

      at = newline != NULL ? newline + 1 : end;
    }

  return at;
}

/* FALSE: some line is not plain, or not in its place. */
static gboolean
survey (KtgRegionTree *tree)
{
  gsize        size = 0;
  const char  *text = g_bytes_get_data (tree->bytes, &size);
  KtgRegionRow row = { 0 }, last = { 0 };

  tree->end = text + size;
  tree->first = skip_head (text, tree->end);

  for (const char *at = tree->first; at < tree->end; at = row.next, last = row)
    {
      if (!ktg_region_row_read (&row, at, tree->end) || !ktg_region_row_is_plain (&row)
          || (last.line != NULL && !comes_after (&row, &last)))
        return FALSE;

      note_row (tree, &row);
    }

  return g_utf8_validate (text, size, NULL);
}

/* The line "# version:", which stands before the first region. */
static char *
read_version (GBytes *bytes)
{
  g_auto (KtgRegionLines) lines = { 0 };

  ktg_region_lines_init (&lines, bytes);
  ktg_region_lines_next (&lines);

  return g_steal_pointer (&lines.version);
}

static void
make_plain (KtgRegionTree *tree, guint *n_bad)
{
  g_autoptr (GBytes) published = g_steal_pointer (&tree->bytes);

  tree->bytes = ktg_region_lines_make_plain (published, NULL, n_bad);
  memset (tree->n_of_level, 0, sizeof tree->n_of_level);
  g_array_set_size (tree->uppers, 0);
  survey (tree);
}

/**
 * ktg_region_tree_new:
 * @version: (nullable): of the list; %NULL takes it from a line "# version: 2025-04-25"
 * @bytes: a list as docs/PACKS.md has it, section 6
 * @n_bad: (out) (optional): how many lines said no region and were left out;
 *   ktg_region_lines_find_bad() says which
 *
 * A plain list is read where it lies and kept alive; any other is made plain first, in memory.
 *
 * Returns: (transfer full): the tree, perhaps empty
 */
KtgRegionTree *
ktg_region_tree_new (const char *version, GBytes *bytes, guint *n_bad)
{
  KtgRegionTree *tree = g_new0 (KtgRegionTree, 1);
  guint          n_faults = 0;

  tree->version = version != NULL ? g_strdup (version) : read_version (bytes);
  tree->bytes = g_bytes_ref (bytes);
  tree->uppers = g_array_new (FALSE, FALSE, sizeof (guint32));

  if (!survey (tree))
    make_plain (tree, &n_faults);

  if (n_bad != NULL)
    *n_bad = n_faults;

  return tree;
}

/**
 * ktg_region_tree_free:
 * @self: (nullable) (transfer full): a tree
 *
 * Lets go of it and of its list.
 */
void
ktg_region_tree_free (KtgRegionTree *tree)
{
  if (tree == NULL)
    return;

  g_free (tree->version);
  g_bytes_unref (tree->bytes);
  g_array_unref (tree->uppers);
  ktg_region_tree_free (tree->former);
  g_free (tree);
}

/**
 * ktg_region_tree_take_former:
 * @self: a tree
 * @former: (nullable) (transfer full): codes that went, "code,name,successor"
 *
 * What @self lacks is looked up there: a report that names an old code stays readable.
 */
void
ktg_region_tree_take_former (KtgRegionTree *tree, KtgRegionTree *former)
{
  ktg_region_tree_free (tree->former);
  tree->former = former;
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
  guint n_regions = 0;

  for (guint level = 0; level < KTG_N_REGION_LEVELS; level++)
    n_regions += tree->n_of_level[level];

  return n_regions;
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

/**
 * ktg_region_tree_walk:
 * @self: a tree
 * @row: zeroed for the first region, then as it was left
 *
 * Regions come in the order of their codes, so each after those it lies in.
 *
 * Returns: %FALSE after the last
 */
gboolean
ktg_region_tree_walk (const KtgRegionTree *tree, KtgRegionRow *row)
{
  return ktg_region_row_read (row, row->next != NULL ? row->next : tree->first, tree->end);
}

static const char *
find_line (const char *low, const char *at)
{
  while (at > low && at[-1] != '\n')
    at--;

  return at;
}

/* From where @code stands, or would stand, among provinces and regencies, to the next of them. */
static void
find_range (const KtgRegionTree *tree, const char *code, const char **low, const char **high)
{
  guint first = 0;
  guint after = tree->uppers->len;

  while (first < after)
    {
      guint        middle = first + (after - first) / 2;
      KtgRegionRow row;

      ktg_region_row_read (&row,
                           tree->first + g_array_index (tree->uppers, guint32, middle),
                           tree->end);
      if (ktg_region_row_compare (&row, code) <= 0)
        first = middle + 1;
      else
        after = middle;
    }

  *low = tree->first + (first > 0 ? g_array_index (tree->uppers, guint32, first - 1) : 0);
  *high = after < tree->uppers->len ? tree->first + g_array_index (tree->uppers, guint32, after)
                                    : tree->end;
}

/**
 * ktg_region_tree_find:
 * @self: a tree
 * @code: a code
 * @row: filled, if the list has it; a walk goes on from there
 *
 * Returns: %TRUE if the list has it; codes that went it has not
 */
gboolean
ktg_region_tree_find (const KtgRegionTree *tree, const char *code, KtgRegionRow *row)
{
  const char *low, *high;

  find_range (tree, code, &low, &high);

  while (low < high)
    {
      int order;

      ktg_region_row_read (row, find_line (low, low + (high - low) / 2), tree->end);
      order = ktg_region_row_compare (row, code);
      if (order == 0)
        return TRUE;

      if (order < 0)
        low = row->next;
      else
        high = row->line;
    }

  return FALSE;
}

/**
 * ktg_region_tree_lookup:
 * @self: a tree
 * @code: (nullable): a code with dots
 * @region: (out) (optional): what it names, or named before it went
 *
 * Returns: %TRUE if the list has it, or the list of codes that went
 */
gboolean
ktg_region_tree_lookup (const KtgRegionTree *tree, const char *code, KtgRegion *region)
{
  KtgRegionRow row;
  gboolean     is_former = FALSE;

  if (code == NULL)
    return FALSE;

  if (!ktg_region_tree_find (tree, code, &row))
    {
      is_former = tree->former != NULL && ktg_region_tree_find (tree->former, code, &row);
      if (!is_former)
        return FALSE;
    }

  if (region != NULL)
    {
      ktg_region_row_fill (&row, region);
      region->is_former = is_former;
    }

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
