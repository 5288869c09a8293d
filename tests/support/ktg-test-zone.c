/* ktg-test-zone.c - zones for packs that tests make themselves
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-zone.h"

void
ktg_test_zone_add (KtgPackPart *part, const char *code, int offset_minutes, const char *region)
{
  KtgZone *zone = ktg_record_new (&ktg_zone_record);

  zone->code = g_strdup (code);
  zone->offset_minutes = offset_minutes;
  g_ptr_array_add (zone->regions, g_strdup (region));
  g_ptr_array_add (part->zones, zone);
}

KtgPack *
ktg_test_zone_new_pack (const char *code, int offset_minutes, const char *region)
{
  KtgPack     *pack = ktg_pack_new ();
  KtgPackPart *places = ktg_record_new (&ktg_pack_part_record);

  places->name = g_strdup ("places");
  places->version = g_strdup ("2024-01");
  ktg_test_zone_add (places, code, offset_minutes, region);
  g_assert_true (ktg_pack_adopt (pack, places));
  return pack;
}
