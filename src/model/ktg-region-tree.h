/* ktg-region-tree.h - the official tree of region codes, searchable as one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-lines.h>

G_BEGIN_DECLS

/* Codes are Kemendagri's, with dots: "34", "34.71", "34.71.07", "34.71.07.1002". 84,000 regions are
 * normal, so the tree is compact: a sorted array over one block of text. It does not change once
 * made. */
typedef struct _KtgRegionTree KtgRegionTree;

typedef struct
{
  const char *code;
  const char *name;
} KtgRegion;

typedef enum
{
  KTG_REGION_LEVEL_PROVINCE,
  KTG_REGION_LEVEL_REGENCY,
  KTG_REGION_LEVEL_DISTRICT,
  KTG_REGION_LEVEL_VILLAGE,
} KtgRegionLevel;

#define KTG_N_REGION_LEVELS 4

KtgRegionTree *ktg_region_tree_new (const char *version, GBytes *lines, guint *n_bad);
void           ktg_region_tree_free (KtgRegionTree *tree);
const char    *ktg_region_tree_get_version (const KtgRegionTree *tree);
guint          ktg_region_tree_get_n_regions (const KtgRegionTree *tree);
guint          ktg_region_tree_get_n_of_level (const KtgRegionTree *tree, KtgRegionLevel level);
gboolean ktg_region_tree_lookup (const KtgRegionTree *tree, const char *code, KtgRegion *region);
char    *ktg_region_tree_dup_path (const KtgRegionTree *tree, const char *code);
GArray  *ktg_region_tree_search (const KtgRegionTree *tree,
                                 const char          *needle,
                                 const char          *own_code,
                                 guint                max);
KtgRegionLevel ktg_region_get_level (const char *code);
gboolean       ktg_region_contains (const char *root, const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRegionTree, ktg_region_tree_free)

G_END_DECLS
