/* ktg-pack-offer.c - what a pack that a person offers takes away from those that are here
 *
 * A pack says all that holds from its day, so what it leaves out ends then. Of what reports are
 * counted by that is more likely a slip.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-offer.h"

#include "ktg-pack-private.h"
#include "ktg-pack-version.h"
#include "ktg-region-tree.h"

/* What holds until @part does. */
static const KtgPackPart *
get_held (const KtgPack *pack, const KtgPackPart *part)
{
  const KtgPackPart *held = ktg_pack_find_part_on (pack, part->name, part->version);

  return held != NULL && ktg_pack_version_has_begun (held->version, part->version) ? held : NULL;
}

static void
add_missing (GString *missing, const char *said)
{
  g_string_append_printf (missing, "%s%s", missing->len > 0 ? ", " : "", said);
}

static void
find_missing_years (const KtgPackPart *held, const KtgPackPart *part, GString *missing)
{
  for (guint i = 0; i < held->holiday_years->len; i++)
    {
      const KtgHolidayYear *year = g_ptr_array_index (held->holiday_years, i);
      g_autofree char      *said = g_strdup_printf ("%d", year->year);

      if (ktg_holiday_years_find (part->holiday_years, year->year) == NULL)
        add_missing (missing, said);
    }
}

/* Also as a part of a larger area. */
static gboolean
has_zone (const KtgPackPart *part, const char *region)
{
  for (guint i = 0; i < part->zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (part->zones, i);

      for (guint j = 0; j < zone->regions->len; j++)
        if (ktg_region_contains (g_ptr_array_index (zone->regions, j), region))
          return TRUE;
    }

  return FALSE;
}

static void
find_missing_regions (const KtgPackPart *held, const KtgPackPart *part, GString *missing)
{
  for (guint i = 0; i < held->zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (held->zones, i);

      for (guint j = 0; j < zone->regions->len; j++)
        if (!has_zone (part, g_ptr_array_index (zone->regions, j)))
          add_missing (missing, g_ptr_array_index (zone->regions, j));
    }
}

static void
find_missing_terms (const KtgPackPart *held, const KtgPackPart *part, GString *missing)
{
  if (held->terms->len > 0 && part->terms->len == 0)
    add_missing (missing, "all terms");
}

static const struct
{
  const char *key;
  void (*find) (const KtgPackPart *held, const KtgPackPart *part, GString *missing);
} losses[] = {
  { "terms", find_missing_terms },
  { "years", find_missing_years },
  { "zones", find_missing_regions },
};

/**
 * ktg_pack_find_loss:
 * @pack: all packs that are here
 * @part: what another file says that a person offers
 * @key: (out): under which of its keys something is missing; set if something is
 *
 * Terms, all of them; a year of holidays; the zone of a region.
 *
 * Returns: (transfer full) (nullable): English, what the version that held before has and @part has
 * not; %NULL if nothing is missing
 */
char *
ktg_pack_find_loss (const KtgPack *pack, const KtgPackPart *part, const char **key)
{
  const KtgPackPart *held = get_held (pack, part);

  for (gsize i = 0; held != NULL && i < G_N_ELEMENTS (losses); i++)
    {
      g_autoptr (GString) missing = g_string_new (NULL);

      losses[i].find (held, part, missing);
      if (missing->len == 0)
        continue;

      *key = losses[i].key;
      return g_strdup_printf ("%s of %s %s would end, and a pack says all that holds from its day",
                              missing->str,
                              held->name,
                              held->version);
    }

  return NULL;
}
