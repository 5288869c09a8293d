/* ktg-file-proof.h - a file is read to prove that it is here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-possession.h>

G_BEGIN_DECLS

void  ktg_file_proof_async (GInputStream             *file,
                            const KtgPossessionClaim *claim,
                            GCancellable             *cancellable,
                            GAsyncReadyCallback       callback,
                            gpointer                  user_data);
char *ktg_file_proof_finish (GAsyncResult *result, GError **error);

G_END_DECLS
