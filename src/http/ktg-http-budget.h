/* ktg-http-budget.h - what all requests of a server share: its limits, and what they hold together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-http-limits.h"

#include <stdatomic.h>

G_BEGIN_DECLS

/* Counted, since a request may outlive its server. Any thread. */
typedef struct
{
  KtgHttpLimits limits;
  _Atomic gsize collected_bytes;
} KtgHttpBudget;

KtgHttpBudget *ktg_http_budget_new (const KtgHttpLimits *limits);

G_END_DECLS
