/* ktg-http-ask.h - one request, and its answer as it comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Takes a piece of the answer's body; FALSE: it wants no more. */
typedef gboolean (*KtgHttpTake) (const char *bytes, gsize size_bytes, gpointer user_data);

gboolean ktg_http_ask (GSocketAddress *address,
                       const char     *method,
                       const char     *path,
                       GBytes         *body,
                       KtgHttpTake     take,
                       gpointer        user_data,
                       guint          *status,
                       GError        **error);

G_END_DECLS
