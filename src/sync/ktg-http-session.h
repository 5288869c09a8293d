/* ktg-http-session.h - a libsoup session with everything off that could mislead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

/* One connection to one server, kept warm. Main thread. */
#define KTG_TYPE_HTTP_SESSION (ktg_http_session_get_type ())
G_DECLARE_FINAL_TYPE (KtgHttpSession, ktg_http_session, KTG, HTTP_SESSION, GObject)

KtgHttpSession *ktg_http_session_new (const char *url, GTlsDatabase *authority);
void            ktg_http_session_send_async (KtgHttpSession     *self,
                                             SoupMessage        *message,
                                             GCancellable       *cancellable,
                                             GAsyncReadyCallback callback,
                                             gpointer            user_data);
GInputStream *
ktg_http_session_send_finish (KtgHttpSession *self, GAsyncResult *result, GError **error);

guint ktg_http_session_get_quiet_s (KtgHttpSession *self);

void ktg_http_session_tune (GSocketClientEvent event, gboolean is_tls, GIOStream *stream);

guint64 ktg_http_session_get_n_unsent (GSocket *socket);
guint64 ktg_http_session_get_n_carried (GSocket *socket);
void    ktg_http_session_count_packets (GSocket *socket, guint *n_packets, guint *n_lost);

G_END_DECLS
