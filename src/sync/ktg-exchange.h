/* ktg-exchange.h - one exchange: our texts and questions out, news in
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-outcome.h>
#include <ktg-party.h>
#include <ktg-transport.h>

G_BEGIN_DECLS

/* What every step needs; borrowed for as long as the step lasts. */
typedef struct
{
  KtgParty           *party;
  KtgTransport       *transport;
  const KtgSyncWorld *world;
} KtgParties;

void ktg_exchange_async (const KtgParties   *parties,
                         const KtgStep      *step,
                         const KtgOwed      *owed,
                         GCancellable       *cancellable,
                         GAsyncReadyCallback callback,
                         gpointer            user_data);

G_END_DECLS
