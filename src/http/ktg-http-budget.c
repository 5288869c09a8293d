/* ktg-http-budget.c - what all requests of a server share: its limits, and what they hold together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-budget.h"

const KtgHttpLimits ktg_http_limits_default = {
  .threads = 2,
  .connections = 4096,
  .connections_per_address = 1024,
  .connection_memory_bytes = 64 * 1024,
  .collected_bytes = 6 * 1024 * 1024,
  .kept_for_small_bytes = 1024 * 1024,
  .small_bytes = 64 * 1024,
  .header_within_ms = 10 * 1000,
  .idle_ms = 60 * 1000,
  .body_grace_ms = 60 * 1000,
  .body_bytes_per_s = 200,
  .collect_grace_ms = 30 * 1000,
  .collect_bytes_per_s = 1024,
  .collect_within_ms = 120 * 1000,
  .answer_within_ms = 30 * 1000,
  .stop_within_ms = 10 * 1000,
};

/**
 * ktg_http_budget_new:
 * @limits: (nullable): for the defaults
 *
 * Returns: (transfer full): a budget of which nothing is taken, in a box of GLib that counts
 * references
 */
KtgHttpBudget *
ktg_http_budget_new (const KtgHttpLimits *limits)
{
  KtgHttpBudget *self = g_atomic_rc_box_new0 (KtgHttpBudget);

  self->limits = limits != NULL ? *limits : ktg_http_limits_default;
  return self;
}
