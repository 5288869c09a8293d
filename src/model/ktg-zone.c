/* ktg-zone.c - a time zone, and where it holds
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-zone.h"

#include "ktg-moment.h"

#include <string.h>

#define MOST_MINUTES (14 * 60)
#define DAY_CHARS 10 /* of "2024-11-12" */

static const KtgField zone_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgZone, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgZone, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "offset_minutes",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgZone, offset_minutes),
    KTG_NEED_ALWAYS,
    -MOST_MINUTES,
    MOST_MINUTES },
  { "regions", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgZone, regions), KTG_NEED_ALWAYS },
};

KTG_DEFINE_RECORD (KtgZone, ktg_zone, zone_fields)

/**
 * ktg_zone_dup_day:
 * @zone: (nullable): of the place
 * @time: (nullable): a time or only a day, as in ktg-moment.h
 *
 * Returns: (transfer full) (nullable): the day it was then in @zone, as it is written where there
 * is no zone; %NULL if @time cannot be read
 */
char *
ktg_zone_dup_day (const KtgZone *zone, const char *time)
{
  gint64 time_us = 0;

  if (time == NULL || !ktg_moment_parse (time, 0, &time_us))
    return NULL;
  if (zone == NULL || strlen (time) == DAY_CHARS)
    return g_strndup (time, DAY_CHARS);

  {
    const KtgMoment moment = { .wall_us = time_us, .utc_offset_s = zone->offset_minutes * 60 };

    return ktg_moment_dup_day (&moment);
  }
}
