/* ktg-region-names.h - what people call regions, beside their official names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

/* What regions of a kind are called: a desa in Papua is a kampung. */
typedef struct
{
  char      *kind;    /* as in ktg-region-kind.h */
  GPtrArray *regions; /* (element-type utf8): official codes of where it holds; none: everywhere */
  KtgWords   name;
} KtgRegionLabel;

/* "jogja" for 34.71 */
typedef struct
{
  char *said;
  char *region;
} KtgRegionAlias;

/* "kec" for a district */
typedef struct
{
  char *said;
  char *kind;
} KtgRegionPrefix;

typedef struct
{
  GPtrArray *labels;   /* (element-type KtgRegionLabel) */
  GPtrArray *aliases;  /* (element-type KtgRegionAlias) */
  GPtrArray *prefixes; /* (element-type KtgRegionPrefix) */
} KtgRegionNames;

const KtgWords *ktg_region_names_get_label (const KtgRegionNames *names, const char *code);
char           *ktg_region_codes_find_fault (const char *said, const GPtrArray *codes);
char           *ktg_region_names_find_fault (const KtgRegionNames *names, const char **key);

KTG_DECLARE_RECORD (KtgRegionLabel, ktg_region_label)
KTG_DECLARE_RECORD (KtgRegionAlias, ktg_region_alias)
KTG_DECLARE_RECORD (KtgRegionPrefix, ktg_region_prefix)

G_END_DECLS
