/* ktg-place-clock.c - by which clock the moments of a report are said
 *
 * A device, a server and an office may each have their own zone. The law counts days in the
 * place's, so one line after the other is said in that.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-place-clock.h"

#include "ktg-dates.h"
#include "ktg-time-vocabulary.h"

/**
 * ktg_place_clock_of:
 * @pack: has the zones
 * @fields: of the report
 * @utc_offset_s: of this computer, seconds east of UTC
 *
 * Returns: that of the report's place; this computer's where the place's zone is not known
 */
KtgPlaceClock
ktg_place_clock_of (const KtgPack *pack, const KtgSummaryFields *fields, int utc_offset_s)
{
  const KtgZone *zone = ktg_pack_get_zone (pack, fields->place_region);
  const int      place_offset_s = zone != NULL ? zone->offset_minutes * 60 : utc_offset_s;

  return (KtgPlaceClock){ place_offset_s, place_offset_s != utc_offset_s };
}

/**
 * ktg_place_clock_dup:
 * @self: a clock
 * @time: (nullable): in RFC 3339
 *
 * Returns: "12 Nov 2024, 20.31", with the zone where that is not this computer's; @time itself
 * where it cannot be read
 */
char *
ktg_place_clock_dup (const KtgPlaceClock *self, const char *time)
{
  g_autofree char *words = ktg_dates_dup_testimony_at (time, self->utc_offset_s);
  g_autofree char *zone = ktg_time_vocabulary_dup_zone (self->utc_offset_s);

  return self->is_named && *words != '\0' ? g_strdup_printf ("%s %s", words, zone)
                                          : g_steal_pointer (&words);
}

/**
 * ktg_place_clock_dup_moment:
 * @self: a clock
 * @moment: by the clock of whoever wrote something
 *
 * Returns: as ktg_place_clock_dup()
 */
char *
ktg_place_clock_dup_moment (const KtgPlaceClock *self, const KtgMoment *moment)
{
  g_autofree char *wall = ktg_moment_dup_wall (moment);

  return ktg_place_clock_dup (self, wall);
}
