/* ktg-world-relay.h - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-archive-party.h>
#include <ktg-sync.h>
#include <ktg-test-server.h>

G_BEGIN_DECLS

#define KTG_WORLD_RELAY_SCOPE "34"

/* Enrolled at @centre with a code for a relay, confirmed there, and started. */
KtgTestServer *ktg_world_relay_new (KtgTestServer *centre);

/* Its exchange with the server above; and the end of that, before its archive closes. */
KtgSync *ktg_world_relay_begin_up (KtgArchive *archive, KtgArchiveParty **party);
void     ktg_world_relay_end_up (KtgSync *up, KtgArchiveParty *party); /* both taken */

G_END_DECLS
