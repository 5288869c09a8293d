/* ktg-region-import.h - a newer list of regions, from a file that somebody was given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-tree.h>

G_BEGIN_DECLS

#define KTG_REGION_IMPORT_MAX_BYTES (16 * 1024 * 1024)
#define KTG_REGION_IMPORT_MAX_BAD 10

typedef enum
{
  KTG_REGION_IMPORT_DONE,
  KTG_REGION_IMPORT_TOO_LARGE,
  KTG_REGION_IMPORT_NO_TEXT,
  KTG_REGION_IMPORT_NO_REGION,
  KTG_REGION_IMPORT_NO_VERSION,
  KTG_REGION_IMPORT_NO_DAY, /* the calendar has none like it */
  KTG_REGION_IMPORT_OLDER,
  KTG_REGION_IMPORT_TO_COME,
  KTG_REGION_IMPORT_LACKS_PROVINCES,
  KTG_REGION_IMPORT_LACKS_REGIONS,
  KTG_REGION_IMPORT_NOT_WRITTEN,
} KtgRegionImportEnd;

/* What there is already. */
typedef struct
{
  const KtgRegionTree *held;      /* the list that counts, or NULL */
  const KtgRegionTree *installed; /* the list of the program, or NULL; it may be @held */
  const char          *today;     /* or NULL: after every day */
} KtgRegionStock;

/* What came of it. */
typedef struct
{
  KtgRegionImportEnd end;
  char              *version; /* of the list, if it says one */
  char              *held;    /* of the list that counts, if it is newer */
  char              *lacking; /* names of provinces that only the list that counts has */
  guint              n_held;  /* how many regions that has */
  char              *reason;  /* English, why nothing could be written */
  GArray            *bad; /* (element-type KtgRegionBadLine): the first lines that were left out */
  guint              n_bad;
  guint              n_repeated; /* codes of which a later line replaced one */
  GString           *repeated;   /* the first of those */
  guint              n_without_parent;
  char               without_parent[KTG_REGION_CODE_BYTES]; /* the first of those */
  guint              n_of_level[KTG_N_REGION_LEVELS];
} KtgRegionImport;

KtgRegionImport *ktg_region_import (GBytes               *list,
                                    const char           *version,
                                    const KtgRegionStock *stock,
                                    const char           *path);
void             ktg_region_import_free (KtgRegionImport *import);
GPtrArray       *ktg_region_import_say (const KtgRegionImport *import);
gboolean         ktg_region_import_is_whole (const KtgRegionTree *tree, const KtgRegionTree *held);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRegionImport, ktg_region_import_free)

G_END_DECLS
