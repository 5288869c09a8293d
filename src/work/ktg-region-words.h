/* ktg-region-words.h - how a region is said
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-names.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

const char *ktg_region_words_get_label (const KtgRegionNames *names, const KtgRegion *region);
char       *ktg_region_words_dup_path (const KtgRegionTree  *tree,
                                       const KtgRegionNames *names,
                                       const char           *code);
char       *ktg_region_words_dup_note (const KtgRegionTree  *tree,
                                       const KtgRegionNames *names,
                                       const char           *code);

G_END_DECLS
