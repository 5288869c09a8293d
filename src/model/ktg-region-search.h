/* ktg-region-search.h - finds regions as one types
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-names.h>
#include <ktg-region-tree.h>

G_BEGIN_DECLS

GArray *ktg_region_search (const KtgRegionTree  *tree,
                           const char           *needle,
                           const KtgRegionNames *names,
                           const char           *own_code,
                           guint                 max);

G_END_DECLS
