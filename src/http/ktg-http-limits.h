/* ktg-http-limits.h - how much and how long
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct
{
  guint threads;
  guint connections;             /* in all */
  guint connections_per_address; /* leave room for an office behind one address; never used on a
                                    unix socket */
  gsize connection_memory_bytes; /* headers and one piece of body must fit */
  /* Collected bodies, all requests together, as long as they say they will be; above it 503. The
   * last part of it is for bodies of at most small_bytes. */
  gsize collected_bytes;
  gsize kept_for_small_bytes;
  gsize small_bytes;
  /* From the connecting to the last header, however they drip. */
  guint header_within_ms;
  /* Between pieces of a body, and between the requests of one connection. */
  guint idle_ms;
  /* A body may be slow for so long before the rate counts; then it must average the rate. 0: no
   * such rule. */
  guint body_grace_ms;
  guint body_bytes_per_s;
  /* The same for collected bodies, and how long one may take at most. */
  guint collect_grace_ms;
  guint collect_bytes_per_s;
  guint collect_within_ms;
  guint answer_within_ms; /* default for routes */
  guint stop_within_ms;   /* what is in flight at the stop gets so long */
} KtgHttpLimits;

extern const KtgHttpLimits ktg_http_limits_default;

G_END_DECLS
