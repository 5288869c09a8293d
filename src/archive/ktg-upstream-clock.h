/* ktg-upstream-clock.h - the time by which what somebody was admitted for is over
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

/* What a node knows of the centre's clock; of the centre itself all zero. */
typedef struct
{
  gboolean has_upstream;
  gint64 exchanged_at_ms; /* when the server above last answered, by this node's clock; 0: never */
  gint64 offset_ms;       /* its clock minus this node's then */
} KtgUpstreamClock;

gint64 ktg_upstream_clock_tell (const KtgUpstreamClock *self, gint64 now_ms);

G_END_DECLS
