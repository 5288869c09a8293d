/* ktg-region-files.h - the lists of regions that a program finds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-region-import.h"

#include <ktg-region-search.h>

G_BEGIN_DECLS

typedef struct _KtgRegionFiles KtgRegionFiles;

KtgRegionFiles *
ktg_region_files_open (const char *folder, const char *imported, gboolean *is_damaged);
KtgRegionImport     *ktg_region_files_import (const char *folder,
                                              const char *imported,
                                              GBytes     *list,
                                              const char *version,
                                              const char *today);
void                 ktg_region_files_free (KtgRegionFiles *files);
const KtgRegionTree *ktg_region_files_get_tree (const KtgRegionFiles *files);
GArray              *ktg_region_files_search (const KtgRegionFiles *files,
                                              const char           *needle,
                                              const KtgRegionNames *names,
                                              const char           *own_code,
                                              guint                 max);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRegionFiles, ktg_region_files_free)

G_END_DECLS
