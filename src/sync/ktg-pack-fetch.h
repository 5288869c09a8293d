/* ktg-pack-fetch.h - a piece of a pack from the server, and with the last one the pack
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-exchange.h"

G_BEGIN_DECLS

void ktg_pack_fetch_async (const KtgParties   *parties,
                           const KtgStep      *step,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);

G_END_DECLS
