/* ktg-zone.h - a time zone, and where it holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

/* No zone of Indonesia shifts its clocks in summer. */
typedef struct
{
  char      *code; /* "WIB" */
  KtgWords   name;
  int        offset_minutes; /* east of UTC */
  GPtrArray *regions;        /* (element-type utf8): official codes of where it holds */
} KtgZone;

char *ktg_zone_dup_day (const KtgZone *zone, const char *time);

KTG_DECLARE_RECORD (KtgZone, ktg_zone)

G_END_DECLS
