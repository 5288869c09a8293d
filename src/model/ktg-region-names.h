/* ktg-region-names.h - what people call regions, beside their official names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

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
  char *kind; /* ktg-region-kind.h */
} KtgRegionPrefix;

typedef struct
{
  GPtrArray *aliases;  /* (element-type KtgRegionAlias) */
  GPtrArray *prefixes; /* (element-type KtgRegionPrefix) */
} KtgRegionNames;

G_END_DECLS
