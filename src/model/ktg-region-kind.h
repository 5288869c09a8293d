/* ktg-region-kind.h - what a region is: a city, a kelurahan, a desa …
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-region-row.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REGION_KIND_PROVINCE,
  KTG_REGION_KIND_REGENCY,
  KTG_REGION_KIND_CITY,
  KTG_REGION_KIND_DISTRICT,
  KTG_REGION_KIND_KELURAHAN,
  KTG_REGION_KIND_DESA,
  KTG_REGION_KIND_DESA_ADAT,
  KTG_N_REGION_KINDS,
} KtgRegionKind;

KtgRegionKind  ktg_region_get_kind (const char *code);
KtgRegionLevel ktg_region_kind_get_level (KtgRegionKind kind);
const char    *ktg_region_kind_get_code (KtgRegionKind kind);
gboolean       ktg_region_kind_parse (const char *text, KtgRegionKind *kind);

G_END_DECLS
