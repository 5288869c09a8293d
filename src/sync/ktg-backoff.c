/* ktg-backoff.c - how long to leave the other side alone
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-planner.h"

#define SHORTEST_US (G_TIME_SPAN_MILLISECOND * 100)
#define QUICK_US (G_TIME_SPAN_MILLISECOND * 500)
#define BASE_US (G_TIME_SPAN_SECOND * 2)

/**
 * ktg_backoff_next_us:
 * @attempts: failures so far without any progress, from 1
 * @longest_us: where the wait stops growing
 * @jitter: in [0, 1), chosen by the caller so that tests can choose it too
 *
 * Full jitter: a thousand devices whose server comes back do not come back together. The longest
 * wait doubles from two seconds.
 *
 * Returns: a wait in microseconds, never under 100 ms
 */
gint64
ktg_backoff_next_us (guint attempts, gint64 longest_us, double jitter)
{
  gint64 wait_us = BASE_US;

  for (guint i = 1; i < attempts && wait_us < longest_us; i++)
    wait_us *= 2;

  return MAX (SHORTEST_US, (gint64)(MIN (wait_us, longest_us) * jitter));
}

/**
 * ktg_backoff_quick_us:
 * @jitter: in [0, 1)
 *
 * The wait before one of the few tries that follow a break in the middle of work.
 *
 * Returns: a wait in microseconds, 100 to 500 ms
 */
gint64
ktg_backoff_quick_us (double jitter)
{
  return SHORTEST_US + (gint64)((QUICK_US - SHORTEST_US) * jitter);
}
