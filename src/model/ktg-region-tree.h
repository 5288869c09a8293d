/* ktg-region-tree.h - the official tree of region codes, searchable as one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-lines.h>
#include <ktg-region-row.h>

G_BEGIN_DECLS

/* Codes are Kemendagri's, with dots: "34", "34.71", "34.71.07", "34.71.07.1002". 92,000 regions are
 * normal, so the tree is the list itself, where it lies, and what is asked is looked up there. */
typedef struct _KtgRegionTree KtgRegionTree;

KtgRegionTree *ktg_region_tree_new (const char *version, GBytes *lines, guint *n_bad);
void           ktg_region_tree_free (KtgRegionTree *tree);
void           ktg_region_tree_take_former (KtgRegionTree *tree, KtgRegionTree *former);
const char    *ktg_region_tree_get_version (const KtgRegionTree *tree);
guint          ktg_region_tree_get_n_regions (const KtgRegionTree *tree);
guint          ktg_region_tree_get_n_of_level (const KtgRegionTree *tree, KtgRegionLevel level);
gboolean ktg_region_tree_lookup (const KtgRegionTree *tree, const char *code, KtgRegion *region);
char    *ktg_region_tree_dup_path (const KtgRegionTree *tree, const char *code);
gboolean ktg_region_tree_find (const KtgRegionTree *tree, const char *code, KtgRegionRow *row);
gboolean ktg_region_tree_walk (const KtgRegionTree *tree, KtgRegionRow *row);
KtgRegionLevel ktg_region_get_level (const char *code);
gboolean       ktg_region_contains (const char *root, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRegionTree, ktg_region_tree_free)

G_END_DECLS
