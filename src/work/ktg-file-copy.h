/* ktg-file-copy.h - a file of evidence, checked, and copied out of the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>
#include <ktg-store.h>

G_BEGIN_DECLS

void        ktg_file_copy_async (KtgStore           *store,
                                 const char         *sha256,
                                 GFile              *destination,
                                 GCancellable       *cancellable,
                                 GAsyncReadyCallback callback,
                                 gpointer            user_data);
const char *ktg_file_copy_get_sha256 (GAsyncResult *result);
gboolean    ktg_file_copy_finish (GAsyncResult *result, gboolean *is_unharmed, GError **error);

G_END_DECLS
