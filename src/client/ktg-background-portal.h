/* ktg-background-portal.h - whether the system lets an app go on without a window
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

void     ktg_background_portal_ask_async (const char         *reason,
                                          GCancellable       *cancellable,
                                          GAsyncReadyCallback callback,
                                          gpointer            user_data);
gboolean ktg_background_portal_is_refused_finish (GAsyncResult *result);

G_END_DECLS
