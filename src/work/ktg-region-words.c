/* ktg-region-words.c - how a region is said
 *
 * A kelurahan and a desa may have one name and one district, so what a region is stands before its
 * name; where even that is the same, the code stands behind.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-words.h"

#include "ktg-language.h"

#include <glib/gi18n.h>
#include <ktg-region-kind.h>
#include <string.h>

/**
 * ktg_region_words_get_label:
 * @names: (nullable): what regions are called
 * @region: one of them
 *
 * Returns: what it is; "" where its name begins with that, as a regency's does, and "Kampung Baru"
 */
const char *
ktg_region_words_get_label (const KtgRegionNames *names, const KtgRegion *region)
{
  const KtgWords *words = names != NULL ? ktg_region_names_get_label (names, region->code) : NULL;
  const char     *label = words != NULL ? ktg_words_get (words, ktg_language_get ()) : NULL;

  return label != NULL && !g_str_has_prefix (region->name, label) ? label : "";
}

static gboolean
is_twin (const KtgRegion *region, const KtgRegionRow *row)
{
  return ktg_region_row_compare (row, region->code) != 0
         && ktg_region_get_level (region->code) == row->level
         && ktg_region_get_kind (region->code) == ktg_region_get_kind (row->code)
         && strlen (region->name) == row->name_length
         && g_ascii_strncasecmp (region->name, row->name, row->name_length) == 0;
}

/* Whether another of its kind has its name and its parent. */
static gboolean
has_twin (const KtgRegionTree *tree, const KtgRegion *region)
{
  g_autofree char *parent = g_strdup (region->code);
  char            *dot = strrchr (parent, '.');
  KtgRegionRow     above, row;

  if (dot == NULL)
    return FALSE;

  *dot = '\0';
  if (!ktg_region_tree_find (tree, parent, &above))
    return FALSE;

  row = above;
  while (ktg_region_tree_walk (tree, &row) && ktg_region_row_is_below (&row, &above))
    if (is_twin (region, &row))
      return TRUE;

  return FALSE;
}

/**
 * ktg_region_words_dup_path:
 * @tree: (nullable): the regions
 * @names: (nullable): what they are called
 * @code: a code
 *
 * Returns: (transfer full): what it is, its name and those above it; @code where nothing is known
 */
char *
ktg_region_words_dup_path (const KtgRegionTree *tree, const KtgRegionNames *names, const char *code)
{
  g_autofree char *path = NULL;
  const char      *label;
  const char      *mark;
  KtgRegion        region;

  if (tree == NULL)
    return g_strdup (code);

  path = ktg_region_tree_dup_path (tree, code);
  if (!ktg_region_tree_lookup (tree, code, &region))
    return g_steal_pointer (&path);

  label = ktg_region_words_get_label (names, &region);
  mark = *label != '\0' ? " " : "";

  return has_twin (tree, &region) ? g_strdup_printf ("%s%s%s (%s)", label, mark, path, code)
                                  : g_strconcat (label, mark, path, NULL);
}

/**
 * ktg_region_words_dup_note:
 * @tree: (nullable): the regions
 * @names: (nullable): what they are called
 * @code: a code
 *
 * Returns: (transfer full) (nullable): of a code that went, a sentence that says so, and what came
 * for it; of one that no list has, a sentence that says so; %NULL of any other
 */
char *
ktg_region_words_dup_note (const KtgRegionTree *tree, const KtgRegionNames *names, const char *code)
{
  g_autofree char *path = NULL;
  KtgRegion        region;

  if (tree == NULL)
    return NULL;

  if (!ktg_region_tree_lookup (tree, code, &region))
    /* Translators: the code of a region */
    return g_strdup_printf (_ ("The region %s is not known here."), code);

  if (!region.is_former)
    return NULL;

  if (*region.successor == '\0')
    /* Translators: the code of a region */
    return g_strdup_printf (_ ("The list no longer has %s; what came for it is not known."), code);

  path = ktg_region_words_dup_path (tree, names, region.successor);
  /* Translators: the code of a region, the code that came for it, and its name */
  return g_strdup_printf (_ ("The list no longer has %s; now it is %s, %s."),
                          code,
                          region.successor,
                          path);
}
