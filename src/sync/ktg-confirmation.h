/* ktg-confirmation.h - whether a device that waits for a person is confirmed by now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange.h>

G_BEGIN_DECLS

void ktg_confirmation_async (const KtgParties   *parties,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data);

G_END_DECLS
