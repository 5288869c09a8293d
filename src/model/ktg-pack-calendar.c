/* ktg-pack-calendar.c - elections, terms, zones and holidays of a place and a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

#include "ktg-region-tree.h"

#include <string.h>

/**
 * ktg_pack_get_election:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @day: (nullable): of the event
 *
 * A day between two stages belongs to the election. Of two elections the one that is only in some
 * regions counts, there.
 *
 * Returns: (transfer none) (nullable): the election of @region on @day
 */
const KtgElection *
ktg_pack_get_election (const KtgPack *pack, const char *region, const char *day)
{
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  const KtgElection *found = NULL;

  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      if (ktg_election_has_day (election, settled) && ktg_election_is_in (election, region)
          && (found == NULL || (found->regions->len == 0 && election->regions->len > 0)))
        found = election;
    }

  return found;
}

static const char *
get_polling_day (const KtgElection *election)
{
  const KtgStage *polling = ktg_election_get_polling (election);

  return polling != NULL ? polling->first_day : NULL;
}

/**
 * ktg_pack_get_coming_election:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @day: (nullable): from which on
 *
 * Returns: (transfer none) (nullable): of the elections of @region whose polling is on @day or
 * after it, the first
 */
const KtgElection *
ktg_pack_get_coming_election (const KtgPack *pack, const char *region, const char *day)
{
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  const KtgElection *found = NULL;

  for (guint i = 0; settled != NULL && i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);
      const char        *polling = get_polling_day (election);

      if (polling != NULL && ktg_election_is_in (election, region) && strcmp (polling, settled) >= 0
          && (found == NULL || strcmp (polling, get_polling_day (found)) < 0))
        found = election;
    }

  return found;
}

/**
 * ktg_pack_get_last_election:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @day: (nullable): after it
 *
 * Returns: (transfer none) (nullable): of the elections of @region that are over on @day the one
 * that ended last
 */
const KtgElection *
ktg_pack_get_last_election (const KtgPack *pack, const char *region, const char *day)
{
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  const char        *latest = NULL;
  const KtgElection *found = NULL;

  for (guint i = 0; settled != NULL && i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);
      const char        *last_day = ktg_election_get_last_day (election);

      if (last_day != NULL && ktg_election_is_in (election, region)
          && strcmp (last_day, settled) < 0 && g_strcmp0 (last_day, latest) > 0)
        {
          latest = last_day;
          found = election;
        }
    }

  return found;
}

/**
 * ktg_pack_get_regime:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @day: (nullable): of the event
 *
 * Returns: (transfer none) (nullable): the regime of the election of @region on @day
 */
const char *
ktg_pack_get_regime (const KtgPack *pack, const char *region, const char *day)
{
  const KtgElection *election = ktg_pack_get_election (pack, region, day);

  return election != NULL ? election->regime : NULL;
}

/**
 * ktg_pack_suggest_phase:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @day: (nullable): of the event
 *
 * Returns: (transfer none) (nullable): a code of the list "phases" that the calendar of @region
 * suggests for @day, and never decides; %NULL if it suggests none
 */
const char *
ktg_pack_suggest_phase (const KtgPack *pack, const char *region, const char *day)
{
  const KtgElection *election = ktg_pack_get_election (pack, region, day);
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);

  return election != NULL ? ktg_election_suggest_phase (election, settled) : NULL;
}

/**
 * ktg_pack_get_report_days:
 * @pack: packs
 * @day: (nullable): of the event
 *
 * Returns: days the law gives from "known" to "filed": the strictest of the elections on @day; 7 if
 * there is none
 */
int
ktg_pack_get_report_days (const KtgPack *pack, const char *day)
{
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);
  int              strictest = G_MAXINT;

  g_return_val_if_fail (pack != NULL, KTG_ELECTION_REPORT_DAYS);

  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      if (ktg_election_has_day (election, settled))
        strictest = MIN (strictest, election->report_days);
    }

  return strictest == G_MAXINT ? KTG_ELECTION_REPORT_DAYS : strictest;
}

/**
 * ktg_pack_get_terms:
 * @pack: packs
 *
 * Returns: (transfer none) (element-type KtgTerm): the terms of every regime and day;
 * ktg_term_is_for() chooses
 */
GPtrArray *
ktg_pack_get_terms (const KtgPack *pack)
{
  return pack->terms;
}

static gsize
count_matched (const KtgZone *zone, const char *region)
{
  gsize longest = 0;

  for (guint i = 0; i < zone->regions->len; i++)
    {
      const char *root = g_ptr_array_index (zone->regions, i);

      if (ktg_region_contains (root, region))
        longest = MAX (longest, strlen (root));
    }

  return longest;
}

/**
 * ktg_pack_get_zone:
 * @pack: packs
 * @region: (nullable): an official code
 *
 * Returns: (transfer none) (nullable): the zone of @region: what is said of a smaller area counts
 * more; %NULL if nothing is said
 */
const KtgZone *
ktg_pack_get_zone (const KtgPack *pack, const char *region)
{
  const KtgZone *found = NULL;
  gsize          most = 0;

  for (guint i = 0; region != NULL && i < pack->zones->len; i++)
    {
      const KtgZone *zone = g_ptr_array_index (pack->zones, i);
      gsize          matched = count_matched (zone, region);

      if (matched > most)
        {
          most = matched;
          found = zone;
        }
    }

  return found;
}

/**
 * ktg_pack_get_holidays:
 * @pack: packs
 * @year: 2024
 *
 * Returns: (transfer none) (nullable): what is known of its holidays; %NULL if nothing is, which
 * must be said where days are counted
 */
const KtgHolidayYear *
ktg_pack_get_holidays (const KtgPack *pack, int year)
{
  return ktg_holiday_years_find (pack->holiday_years, year);
}

/**
 * ktg_pack_get_utc_offset_s:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @otherwise_s: of this device
 *
 * Returns: seconds east of UTC at the place; @otherwise_s if its zone is not known
 */
int
ktg_pack_get_utc_offset_s (const KtgPack *pack, const char *region, int otherwise_s)
{
  const KtgZone *zone = ktg_pack_get_zone (pack, region);

  return zone != NULL ? zone->offset_minutes * 60 : otherwise_s;
}

/**
 * ktg_pack_dup_day:
 * @pack: packs
 * @region: (nullable): of the place, an official code
 * @time: (nullable): a time or only a day, as in ktg-moment.h
 *
 * The legal day: it begins at midnight of the place.
 *
 * Returns: (transfer full) (nullable): the day it was in @region then, "2024-11-12"; as it is
 * written if its zone is not known; %NULL if @time cannot be read
 */
char *
ktg_pack_dup_day (const KtgPack *pack, const char *region, const char *time)
{
  return ktg_zone_dup_day (ktg_pack_get_zone (pack, region), time);
}

/**
 * ktg_pack_dup_day_of_report:
 * @pack: packs
 * @report: a report or a draft
 *
 * Returns: (transfer full) (nullable): the day of the event in its place, else that on which it
 * became known; %NULL if neither is said so that it can be read
 */
char *
ktg_pack_dup_day_of_report (const KtgPack *pack, const KtgReport *report)
{
  char *day = ktg_pack_dup_day (pack, report->place_region, report->happened);

  return day != NULL ? day : ktg_pack_dup_day (pack, report->place_region, report->known);
}
