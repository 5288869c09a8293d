/* ktg-region-row.h - a region as it stands in a plain list, and as it is handed out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_REGION_CODE_BYTES sizeof "34.71.06.1002"
#define KTG_REGION_NAME_BYTES 96

typedef struct
{
  char     code[KTG_REGION_CODE_BYTES];
  char     name[KTG_REGION_NAME_BYTES];
  gboolean is_former;                        /* the code went with a newer list … */
  char     successor[KTG_REGION_CODE_BYTES]; /* … and this came for it; "" if unknown */
} KtgRegion;

typedef enum
{
  KTG_REGION_LEVEL_PROVINCE,
  KTG_REGION_LEVEL_REGENCY,
  KTG_REGION_LEVEL_DISTRICT,
  KTG_REGION_LEVEL_VILLAGE,
} KtgRegionLevel;

#define KTG_N_REGION_LEVELS 4

/* A line "code,name" or "code,name,successor", where it stands. */
typedef struct
{
  const char    *line;
  const char    *next;
  const char    *code; /* not terminated, like all here */
  gsize          code_length;
  const char    *name; /* without its quotation marks */
  gsize          name_length;
  const char    *successor;
  gsize          successor_length;
  KtgRegionLevel level;
} KtgRegionRow;

gboolean ktg_region_row_read (KtgRegionRow *row, const char *at, const char *end);
gboolean ktg_region_row_may_have (const char *code, gsize length);
gboolean ktg_region_row_is_plain (const KtgRegionRow *row);
int      ktg_region_row_compare (const KtgRegionRow *row, const char *code);
gboolean ktg_region_row_is_below (const KtgRegionRow *row, const KtgRegionRow *above);
void     ktg_region_row_fill (const KtgRegionRow *row, KtgRegion *region);

G_END_DECLS
