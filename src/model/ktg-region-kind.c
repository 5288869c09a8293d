/* ktg-region-kind.c - what a region is: a city, a kelurahan, a desa …
 *
 * The interior ministry's codes say it; what it is called differs from province to province, and is
 * data.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-kind.h"

#include <string.h>

/* by KtgRegionKind; as in packs */
static const char *const kind_codes[] = {
  "province", "regency", "city", "district", "kelurahan", "desa", "desa_adat",
};

/**
 * ktg_region_get_kind:
 * @code: a valid code, which need not end where the region's does
 *
 * Returns: what a region with it is; of a village that is numbered as none of the three, a desa
 */
KtgRegionKind
ktg_region_get_kind (const char *code)
{
  gsize length = strspn (code, "0123456789.");

  if (length < strlen ("34.71"))
    return KTG_REGION_KIND_PROVINCE;
  if (length < strlen ("34.71.06"))
    return code[3] >= '7' ? KTG_REGION_KIND_CITY : KTG_REGION_KIND_REGENCY;
  if (length < strlen ("34.71.06.1002"))
    return KTG_REGION_KIND_DISTRICT;

  switch (code[strlen ("34.71.06.")])
    {
    case '1':
      return KTG_REGION_KIND_KELURAHAN;
    case '3':
      return KTG_REGION_KIND_DESA_ADAT;
    default:
      return KTG_REGION_KIND_DESA;
    }
}

/**
 * ktg_region_kind_get_level:
 * @kind: a kind
 *
 * Returns: where in the tree such regions are
 */
KtgRegionLevel
ktg_region_kind_get_level (KtgRegionKind kind)
{
  static const KtgRegionLevel levels[] = {
    KTG_REGION_LEVEL_PROVINCE, KTG_REGION_LEVEL_REGENCY, KTG_REGION_LEVEL_REGENCY,
    KTG_REGION_LEVEL_DISTRICT, KTG_REGION_LEVEL_VILLAGE, KTG_REGION_LEVEL_VILLAGE,
    KTG_REGION_LEVEL_VILLAGE,
  };

  return levels[kind];
}

/**
 * ktg_region_kind_get_code:
 * @kind: a kind
 *
 * Returns: its word in packs
 */
const char *
ktg_region_kind_get_code (KtgRegionKind kind)
{
  return kind_codes[kind];
}

/**
 * ktg_region_kind_parse:
 * @text: (nullable): a word of a pack
 * @kind: (out): which it is
 *
 * Returns: %FALSE if it is none
 */
gboolean
ktg_region_kind_parse (const char *text, KtgRegionKind *kind)
{
  for (guint i = 0; i < KTG_N_REGION_KINDS; i++)
    if (g_strcmp0 (text, kind_codes[i]) == 0)
      {
        *kind = i;
        return TRUE;
      }

  return FALSE;
}
