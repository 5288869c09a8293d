/* ktg-pack-fetch.h - one pack from the server, piece by piece
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-exchange.h"

G_BEGIN_DECLS

void ktg_pack_fetch_async (const KtgParties   *parties,
                           const KtgStep      *step,
                           GByteArray         *arrived,
                           GCancellable       *cancellable,
                           GAsyncReadyCallback callback,
                           gpointer            user_data);

G_END_DECLS
