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
#define BEGIN_S 1
#define GRACE_MS 200

struct _KtgHttpSession
{
  GObject parent_instance;

  SoupSession  *soup;
  char         *url;
  GTlsDatabase *authority; /* NULL: the system's */
};

G_DEFINE_FINAL_TYPE (KtgHttpSession, ktg_http_session, G_TYPE_OBJECT)

/* One message under way. It belongs to libsoup's callback, which may never come. */
typedef struct
{
  GTask        *task; /* NULL once nobody waits for it any more, and so are the others */
  SoupMessage  *message;
  GCancellable *cancellable; /* libsoup's, which cancels it by itself, too */
  gulong        stopped_id;
  guint         timer; /* until it begins; once it is stopped, until it must be over */
} Sending;

static SoupSession *
make_soup (const char *url, GTlsDatabase *authority)
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

static void
ktg_http_session_finalize (GObject *object)
{
  KtgHttpSession *self = KTG_HTTP_SESSION (object);

  soup_session_abort (self->soup);
  g_object_unref (self->soup);
  g_clear_object (&self->authority);
  g_free (self->url);

  G_OBJECT_CLASS (ktg_http_session_parent_class)->finalize (object);
}

static void
ktg_http_session_class_init (KtgHttpSessionClass *klass)
{
  G_OBJECT_CLASS (klass)->finalize = ktg_http_session_finalize;
}

static void
ktg_http_session_init (KtgHttpSession *self)
{
}

/**
 * ktg_http_session_new:
 * @url: a normalised address
 * @authority: (nullable): whom to trust, instead of the system's authorities
 *
 * One connection; 60 seconds without a byte end it, wherever libsoup waits for one. A proxy is
 * never asked to reach this very machine.
 *
 * Returns: (transfer full): a session
 */
KtgHttpSession *
ktg_http_session_new (const char *url, GTlsDatabase *authority)
{
  KtgHttpSession *self = g_object_new (KTG_TYPE_HTTP_SESSION, NULL);

  self->soup = make_soup (url, authority);
  self->url = g_strdup (url);
  g_set_object (&self->authority, authority);

  return self;
}

/* --- one message --- */

/* Returns: (transfer full) (nullable): who waits for it. */
static GTask *
let_go (Sending *sending)
{
  if (sending->task == NULL)
    return NULL;

  g_signal_handlers_disconnect_by_data (sending->message, sending);
  g_clear_signal_handler (&sending->stopped_id, g_task_get_cancellable (sending->task));
  g_clear_handle_id (&sending->timer, g_source_remove);
  g_clear_object (&sending->message);
  g_clear_object (&sending->cancellable);

  return g_steal_pointer (&sending->task);
}

static void
sent_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GTask) task = let_go (sending);
  g_autoptr (GInputStream) stream = NULL;
  g_autoptr (GError) error = NULL;

  g_free (sending);
  stream = soup_session_send_finish (SOUP_SESSION (object), result, &error);
  if (task == NULL)
    return;

  if (stream != NULL)
    g_task_return_pointer (task, g_steal_pointer (&stream), g_object_unref);
  else
    g_task_return_error (task, g_steal_pointer (&error));
}

/* libsoup may hold a message for ever: a connection that closes between two of its looks is neither
 * used nor replaced, and the message waits for it, even once it is cancelled. */
static gboolean
time_to_leave_cb (gpointer user_data)
{
  Sending *sending = user_data;
  g_autoptr (GTask) task = let_go (sending);
  KtgHttpSession *self = g_task_get_source_object (task);

  soup_session_abort (self->soup);
  g_object_unref (self->soup);
  self->soup = make_soup (self->url, self->authority);
  g_task_return_new_error (task, G_IO_ERROR, G_IO_ERROR_CLOSED, "The connection had closed");

  return G_SOURCE_REMOVE;
}

/* After all else that is due: a machine that stood still is no connection that does. */
static void
wait_at_most (Sending *sending, guint ms)
{
  g_clear_handle_id (&sending->timer, g_source_remove);
  sending->timer = g_timeout_add_full (G_PRIORITY_LOW, ms, time_to_leave_cb, sending, NULL);
}

static void
stop (Sending *sending)
{
  wait_at_most (sending, GRACE_MS);
  g_cancellable_cancel (sending->cancellable);
}

static void
note_waiting (Sending *sending)
{
  if (!g_cancellable_is_cancelled (sending->cancellable))
    wait_at_most (sending, BEGIN_S * 1000);
}

static void
note_begun (Sending *sending)
{
  if (!g_cancellable_is_cancelled (sending->cancellable))
    g_clear_handle_id (&sending->timer, g_source_remove);
}

/**
 * ktg_http_session_send_async:
 * @self: a session that sends nothing else
 * @message: to send
 * @cancellable: stops it
 *
 * What neither connects nor leaves on the warm connection within a second is over, and so is within
 * a moment what is stopped, whatever libsoup does. The next one has a new connection then.
 */
void
ktg_http_session_send_async (KtgHttpSession     *self,
                             SoupMessage        *message,
                             GCancellable       *cancellable,
                             GAsyncReadyCallback callback,
                             gpointer            user_data)
{
  Sending *sending = g_new0 (Sending, 1);

  sending->task = g_task_new (self, cancellable, callback, user_data);
  g_task_set_source_tag (sending->task, ktg_http_session_send_async);
  sending->message = g_object_ref (message);
  sending->cancellable = g_cancellable_new ();
  sending->stopped_id
      = g_signal_connect_swapped (cancellable, "cancelled", G_CALLBACK (stop), sending);
  g_signal_connect_swapped (message, "network-event", G_CALLBACK (note_begun), sending);
  g_signal_connect_swapped (message, "starting", G_CALLBACK (note_begun), sending);
  g_signal_connect_swapped (message, "restarted", G_CALLBACK (note_waiting), sending);

  if (g_cancellable_is_cancelled (cancellable))
    stop (sending);
  else
    note_waiting (sending);
  soup_session_send_async (self->soup,
                           message,
                           G_PRIORITY_DEFAULT,
                           sending->cancellable,
                           sent_cb,
                           sending);
}

/**
 * ktg_http_session_send_finish:
 *
 * Errors: those of libsoup, %G_IO_ERROR_CLOSED and %G_IO_ERROR_CANCELLED
 *
 * Returns: (transfer full) (nullable): the content of the answer
 */
GInputStream *
ktg_http_session_send_finish (KtgHttpSession *self, GAsyncResult *result, GError **error)
{
  return g_task_propagate_pointer (G_TASK (result), error);
}

/**
 * ktg_http_session_get_quiet_s:
 * @self: a session
 *
 * Returns: how many seconds without a byte end what is under way
 */
guint
ktg_http_session_get_quiet_s (KtgHttpSession *self)
{
  return soup_session_get_timeout (self->soup);
}

/* --- its connection --- */

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
