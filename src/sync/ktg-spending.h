/* ktg-spending.h - what a request beside the rounds has cost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-party.h>
#include <ktg-transport.h>

G_BEGIN_DECLS

void ktg_spending_note (KtgParty *party, const KtgSyncWorld *world, KtgTransport *transport);

G_END_DECLS
