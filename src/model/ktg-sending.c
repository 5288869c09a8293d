/* ktg-sending.c - what the officer allows to be sent, and what was sent today
 *
 * A day is one of the calendar, in the zone of this device, by the server's clock where it is
 * known. Each has one budget, in whatever order the clock comes by it: one that jumps ahead borrows
 * from the day that it jumps to, and one that is set back finds what that day had left.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sending.h"

#define DAY_US (24 * G_TIME_SPAN_HOUR)

/**
 * ktg_sending_rules_get_usual:
 *
 * Returns: the rules of somebody who never made any: everything goes, and at once
 */
KtgSendingRules
ktg_sending_rules_get_usual (void)
{
  return (KtgSendingRules){ .day_bytes = KTG_SENDING_NO_LIMIT };
}

/**
 * ktg_spent_get_total:
 * @self: what was sent on a day
 *
 * Returns: all of it
 */
guint64
ktg_spent_get_total (const KtgSpent *self)
{
  guint64 total = 0;

  for (guint i = 0; i < KTG_N_SENT; i++)
    total += self->bytes[i];

  return total;
}

/**
 * ktg_sending_judge_original:
 * @self: the rules, and how it is now
 *
 * Returns: why no original goes now, or %KTG_HOLD_NONE
 */
KtgHold
ktg_sending_judge_original (const KtgSending *self)
{
  const KtgSendingRules *rules = &self->rules;

  if (self->is_now)
    return KTG_HOLD_NONE;
  if (rules->is_paused)
    return KTG_HOLD_PAUSED;
  if (rules->holds_originals || rules->day_bytes == 0)
    return KTG_HOLD_ORIGINALS; /* no other day will let them go */
  if (rules->only_unmetered && self->is_metered)
    return KTG_HOLD_METERED;

  return ktg_sending_get_allowance (self) == 0 ? KTG_HOLD_BUDGET : KTG_HOLD_NONE;
}

/**
 * ktg_sending_holds_previews:
 * @self: the rules, and how it is now
 *
 * They are small, and an office judges by them: only a pause holds them.
 *
 * Returns: whether none goes now
 */
gboolean
ktg_sending_holds_previews (const KtgSending *self)
{
  return self->rules.is_paused && !self->is_now;
}

/**
 * ktg_sending_get_allowance:
 * @self: the rules, and how it is now
 *
 * Returns: how many bytes are left for originals today; %G_MAXUINT64: as many as there are
 */
guint64
ktg_sending_get_allowance (const KtgSending *self)
{
  guint64 day_bytes = (guint64)self->rules.day_bytes;

  if (self->is_now || self->rules.day_bytes < 0)
    return G_MAXUINT64;

  return day_bytes - MIN (self->spent_bytes, day_bytes);
}

static gint64
get_local_us (const KtgMoment *now, gint64 server_offset_ms)
{
  return now->wall_us + server_offset_ms * 1000 + now->utc_offset_s * G_TIME_SPAN_SECOND;
}

/**
 * ktg_sending_find_day:
 * @now: by this device's clock
 * @server_offset_ms: the server's clock minus this device's; 0 where it is not known
 *
 * Returns: the day whose budget is being spent, counted from 1 January 1970
 */
gint64
ktg_sending_find_day (const KtgMoment *now, gint64 server_offset_ms)
{
  gint64 local_us = get_local_us (now, server_offset_ms);

  return local_us / DAY_US - (local_us % DAY_US < 0);
}

/**
 * ktg_sending_find_midnight_us:
 * @now: by this device's clock
 * @server_offset_ms: the server's clock minus this device's; 0 where it is not known
 *
 * Returns: when the next day begins, by this device's clock, µs since the epoch
 */
gint64
ktg_sending_find_midnight_us (const KtgMoment *now, gint64 server_offset_ms)
{
  gint64 begins_us = (ktg_sending_find_day (now, server_offset_ms) + 1) * DAY_US;

  return now->wall_us + begins_us - get_local_us (now, server_offset_ms);
}
