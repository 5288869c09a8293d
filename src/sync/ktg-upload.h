/* ktg-upload.h - one file to the server, from where it has it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange.h>

G_BEGIN_DECLS

void ktg_upload_async (const KtgParties   *parties,
                       const KtgStep      *step,
                       GCancellable       *cancellable,
                       GAsyncReadyCallback callback,
                       gpointer            user_data);

G_END_DECLS
