/* ktg-world-relay.h - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-test-server.h>

G_BEGIN_DECLS

#define KTG_WORLD_RELAY_SCOPE "34"

/* Enrolled at @centre with a code for a relay, confirmed there, and started. */
KtgTestServer *ktg_world_relay_new (KtgTestServer *centre);

G_END_DECLS
