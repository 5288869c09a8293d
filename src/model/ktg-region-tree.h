/* ktg-region-tree.h - the official tree of region codes, searchable as one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* Codes are Kemendagri's, with dots: "34", "34.71", "34.71.04", "34.71.04.1002". 84,000 regions are normal, so the
 * tree is compact: a sorted array over one block of text. It does not change once made. */
typedef struct _KtgRegionTree KtgRegionTree;

typedef struct
{
  const char *code;
  const char *name;
} KtgRegion;

/* @lines: "code,name" or "code;name" per line, any order, an optional header line; later lines win; bad lines are
 * counted in @n_bad. Reads the official CSV as published. */
KtgRegionTree   *ktg_region_tree_new (const char *version, GBytes *lines, guint *n_bad);
void             ktg_region_tree_free (KtgRegionTree *tree);
const char      *ktg_region_tree_get_version (const KtgRegionTree *tree);
guint            ktg_region_tree_get_n_regions (const KtgRegionTree *tree);
gboolean         ktg_region_tree_lookup (const KtgRegionTree *tree, const char *code, KtgRegion *region);
/* "Notoprajan, Ngampilan, Kota Yogyakarta, D.I. Yogyakarta"; ends with what is known; the code if nothing is. */
char            *ktg_region_tree_dup_path (const KtgRegionTree *tree, const char *code);
/* Regions whose name has every word of @needle, names that begin with it first, @own_code's subtree before all else,
 * shorter codes before longer; at most @max. (transfer full) array of KtgRegion */
GArray          *ktg_region_tree_search (const KtgRegionTree *tree, const char *needle, const char *own_code, guint max);
/* TRUE if @code is @root or lies below it. An empty root contains everything. */
gboolean         ktg_region_contains (const char *root, const char *code);
/* Digits and dots in 2.2.2.4 form. */
gboolean         ktg_region_code_is_valid (const char *code);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRegionTree, ktg_region_tree_free)

G_END_DECLS
