/* ktg-portal-request.h - something is asked of the system, which may ask whoever sits there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

#define KTG_PORTAL_NAME "org.freedesktop.portal.Desktop"
#define KTG_PORTAL_PATH "/org/freedesktop/portal/desktop"
#define KTG_PORTAL_ALLOWED 0 /* what a request answers */

void      ktg_portal_request_async (const char         *interface,
                                    const char         *method,
                                    GVariant           *first,
                                    GVariantDict       *options,
                                    GCancellable       *cancellable,
                                    GAsyncReadyCallback callback,
                                    gpointer            user_data);
GVariant *ktg_portal_request_finish (GAsyncResult *result, guint *response, GError **error);

G_END_DECLS
