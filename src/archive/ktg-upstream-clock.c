/* ktg-upstream-clock.c - the time by which what somebody was admitted for is over
 *
 * Nobody is shut out because a relay's clock is wrong: the centre's counts, as far as it is known.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upstream-clock.h"

/* For so long the clock of a relay is taken to go on as it did. */
#define CONFIRMED_FOR_MS (7 * 24 * 60 * 60 * G_GINT64_CONSTANT (1000))
/* What cannot be read was over then (ktg-census.c), and nothing else. */
#define LONG_AGO_MS 1

/**
 * ktg_upstream_clock_tell:
 * @self: what is known of the centre's clock
 * @now_ms: this node's clock
 *
 * Returns: the centre's time, in milliseconds since the epoch; where it is not known, 1970
 */
gint64
ktg_upstream_clock_tell (const KtgUpstreamClock *self, gint64 now_ms)
{
  if (!self->has_upstream)
    return now_ms;

  return ABS (now_ms - self->exchanged_at_ms) <= CONFIRMED_FOR_MS ? now_ms + self->offset_ms
                                                                  : LONG_AGO_MS;
}
