/* ktg-level.h - what one party brought of others, added up, and what of it is not there any more
 *
 * docs/PROTOCOL.md, "Level upwards".
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

#define KTG_LEVEL_KEY_CHARS 43
#define KTG_LEVEL_MAX_RANGES 1000
#define KTG_LEVEL_MAX_KEYS 100 /* of the ranges, those that are one author */
#define KTG_LEVEL_MAX_RUNS 500
#define KTG_LEVEL_SUM_MASK ((G_GUINT64_CONSTANT (1) << 48) - 1)

/* The authors whose keys begin so, and what the asker brought of them. */
typedef struct
{
  char *of;  /* 0 to 43 characters */
  char *sum; /* twelve hexadecimal digits */
} KtgLevelRange;

/* One in which the other side has another sum. */
typedef struct
{
  char   *of;
  GArray *has; /* (element-type guint64) of a whole key: pairs of a seq and how many in a row */
} KtgLevelGap;

KtgLevelRange *ktg_level_range_new (const char *of, guint64 sum);
gboolean       ktg_level_range_is_key (const char *of);

KtgLevelGap *ktg_level_gap_new (const char *of);
gboolean     ktg_level_gap_add (KtgLevelGap *gap, guint64 seq);
gboolean     ktg_level_gap_has (const KtgLevelGap *gap, guint64 seq);

guint64 ktg_level_add (guint64 sum, const char *event_id);

KTG_DECLARE_RECORD (KtgLevelRange, ktg_level_range)
KTG_DECLARE_RECORD (KtgLevelGap, ktg_level_gap)

G_END_DECLS
