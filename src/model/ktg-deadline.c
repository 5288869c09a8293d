/* ktg-deadline.c - the legal clock of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-deadline.h"

#include "ktg-moment.h"

#include <string.h>

#define DAY_US (24 * 60 * 60 * G_TIME_SPAN_SECOND)

/* The day a time names, as it is written: where it was testified, not where it is read. */
static gboolean
read_written_day (const char *text, gint64 *day)
{
  char   written[11] = { 0 };
  gint64 midnight_us = 0;

  if (!ktg_moment_parse (text, 0, NULL))
    return FALSE;

  memcpy (written, text, 10);
  ktg_moment_parse (written, 0, &midnight_us);
  *day = midnight_us / DAY_US - (midnight_us % DAY_US < 0);
  return TRUE;
}

/**
 * ktg_deadline_days_left:
 * @known: when the suspected breach became known, as in ktg-moment.h
 * @n_days: days the law gives
 * @now_us: µs since the epoch
 * @utc_offset_s: where "today" is
 * @days_left: (out): @n_days on the day it became known, 0 on the last day, negative after it
 *
 * Calendar days, the strictest reading. The day after @known is the first.
 *
 * Returns: %FALSE if @known cannot be read
 */
gboolean
ktg_deadline_days_left (const char *known,
                        int         n_days,
                        gint64      now_us,
                        int         utc_offset_s,
                        int        *days_left)
{
  gint64 local_us = now_us + utc_offset_s * G_TIME_SPAN_SECOND;
  gint64 today = local_us / DAY_US - (local_us % DAY_US < 0);
  gint64 known_day = 0;

  if (!read_written_day (known, &known_day))
    return FALSE;

  *days_left = CLAMP (known_day + n_days - today, G_MININT, G_MAXINT);
  return TRUE;
}
