/* ktg-world-relay.h - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-test-server.h>

G_BEGIN_DECLS

/* Admitted by the root of @centre, introduced there, and started. */
KtgTestServer *ktg_world_relay_new (KtgTestServer *centre);

G_END_DECLS
