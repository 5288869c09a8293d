/* ktg-http-session.h - a libsoup session with everything off that could mislead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <libsoup/soup.h>

G_BEGIN_DECLS

SoupSession *ktg_http_session_new (const char *url, GTlsDatabase *authority);
void         ktg_http_session_tune (GSocketClientEvent event, gboolean is_tls, GIOStream *stream);

guint64 ktg_http_session_get_n_unsent (GSocket *socket);
guint64 ktg_http_session_get_n_carried (GSocket *socket);
void    ktg_http_session_count_packets (GSocket *socket, guint *n_packets, guint *n_lost);

G_END_DECLS
