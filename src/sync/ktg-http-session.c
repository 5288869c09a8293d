/* ktg-http-session.c - a libsoup session with everything off that could mislead
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-session.h"

#include "ktg-server-address.h"

#include <linux/sockios.h>
#include <linux/tcp.h>
#include <netinet/in.h>
#include <sys/ioctl.h>
#include <sys/socket.h>

#define IDLE_S 60
#define WARM_S 300
#define UNSENT_BYTES (16 * 1024)
#define PACKET_HEAD_BYTES 40

/**
 * ktg_http_session_new:
 * @url: a normalised address
 * @authority: (nullable): whom to trust, instead of the system's authorities
 *
 * One connection; 60 seconds without a byte end it. A proxy is never asked to reach this very
 * machine.
 *
 * Returns: (transfer full): a session
 */
SoupSession *
ktg_http_session_new (const char *url, GTlsDatabase *authority)
{
  SoupSession *session = soup_session_new_with_options ("max-conns",
                                                        1,
                                                        "max-conns-per-host",
                                                        1,
                                                        "timeout",
                                                        IDLE_S,
                                                        "idle-timeout",
                                                        WARM_S,
                                                        NULL);

  soup_session_remove_feature_by_type (session, SOUP_TYPE_AUTH_MANAGER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_DECODER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_CONTENT_SNIFFER);
  soup_session_remove_feature_by_type (session, SOUP_TYPE_COOKIE_JAR);
  if (authority != NULL)
    soup_session_set_tls_database (session, authority);
  if (ktg_server_address_is_loopback (url))
    soup_session_set_proxy_resolver (session, NULL);

  return session;
}

/* Unsent bytes stay few in the kernel, so that what was counted as sent is nearly what left; a
 * silent peer is noticed. */
static void
tune_socket (GSocket *socket)
{
  g_socket_set_keepalive (socket, TRUE);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NODELAY, TRUE, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_NOTSENT_LOWAT, UNSENT_BYTES, NULL);
  g_socket_set_option (socket, IPPROTO_TCP, TCP_USER_TIMEOUT, IDLE_S * 1000, NULL);
}

static gboolean
time_to_read_authorities_cb (gpointer unused)
{
  g_autoptr (GTlsDatabase) authorities
      = g_tls_backend_get_default_database (g_tls_backend_get_default ());

  return G_SOURCE_REMOVE; /* the backend keeps them for the handshake */
}

/**
 * ktg_http_session_tune:
 * @event: what is happening to a new connection
 * @is_tls: whether it will speak TLS
 * @stream: (nullable): as much of it as there is
 *
 * Before its first word TLS reads the system's authorities, needed or not, which takes as long as a
 * short round trip. They are read while the other end is being reached, and not after that.
 *
 * HTTP/1.1 only: one request at a time needs no more, and HTTP/2 in the oldest libsoup we run on is
 * young.
 */
void
ktg_http_session_tune (GSocketClientEvent event, gboolean is_tls, GIOStream *stream)
{
  static const char *const protocols[] = { "http/1.1", NULL };

  if (event == G_SOCKET_CLIENT_CONNECTING && is_tls)
    g_idle_add_full (G_PRIORITY_DEFAULT, time_to_read_authorities_cb, NULL, NULL);
  else if (event == G_SOCKET_CLIENT_CONNECTED && G_IS_SOCKET_CONNECTION (stream))
    tune_socket (g_socket_connection_get_socket (G_SOCKET_CONNECTION (stream)));
  else if (event == G_SOCKET_CLIENT_TLS_HANDSHAKING && G_IS_TLS_CONNECTION (stream))
    g_tls_connection_set_advertised_protocols (G_TLS_CONNECTION (stream), protocols);
}

/**
 * ktg_http_session_get_n_unsent:
 * @socket: of a connection, perhaps a closed one
 *
 * Returns: what the other end has not acknowledged yet
 */
guint64
ktg_http_session_get_n_unsent (GSocket *socket)
{
  int n_bytes = 0;

  if (g_socket_is_closed (socket) || ioctl (g_socket_get_fd (socket), SIOCOUTQ, &n_bytes) != 0)
    return 0;

  return MAX (n_bytes, 0);
}

/**
 * ktg_http_session_get_n_carried:
 * @socket: of a connection, perhaps a closed one
 *
 * With TLS, with what went again, and with the heads of the packets as short as they can be.
 *
 * Returns: how many bytes it has carried so far, both ways; 0: that can be said no more
 */
guint64
ktg_http_session_get_n_carried (GSocket *socket)
{
  struct tcp_info info = { 0 };
  socklen_t       size = sizeof info;

  if (g_socket_is_closed (socket)
      || getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return 0;

  return info.tcpi_bytes_sent + info.tcpi_bytes_received
         + (guint64)PACKET_HEAD_BYTES * (info.tcpi_segs_out + info.tcpi_segs_in);
}

/**
 * ktg_http_session_count_packets:
 * @socket: of a connection, perhaps a closed one
 * @n_packets: (inout): those with data that left on it are added
 * @n_lost: (inout): those of them that had to go again
 */
void
ktg_http_session_count_packets (GSocket *socket, guint *n_packets, guint *n_lost)
{
  struct tcp_info info = { 0 };
  socklen_t       size = sizeof info;

  if (g_socket_is_closed (socket)
      || getsockopt (g_socket_get_fd (socket), IPPROTO_TCP, TCP_INFO, &info, &size) != 0)
    return;

  *n_packets += info.tcpi_data_segs_out;
  *n_lost += info.tcpi_total_retrans;
}
