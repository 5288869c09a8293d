/* ktg-http.c - HTTP for a server that answers later, from any thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-private.h"

#include "ktg-http-turn.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What was told 503 at the very end gets so long to hear it. */
#define FAREWELL_US (2 * G_USEC_PER_SEC)

const KtgHttpLimits ktg_http_limits_default = {
  .threads = 2,
  .connections = 4096,
  .connections_per_address = 1024,
  .connection_memory_bytes = 64 * 1024,
  .collected_bytes = 6 * 1024 * 1024,
  .kept_for_small_bytes = 1024 * 1024,
  .small_bytes = 64 * 1024,
  .header_within_ms = 10 * 1000,
  .idle_ms = 60 * 1000,
  .body_grace_ms = 60 * 1000,
  .body_bytes_per_s = 200,
  .collect_grace_ms = 30 * 1000,
  .collect_bytes_per_s = 1024,
  .collect_within_ms = 120 * 1000,
  .answer_within_ms = 30 * 1000,
  .stop_within_ms = 10 * 1000,
};

/**
 * ktg_http_ref:
 *
 * Returns: (transfer full): @self
 */
KtgHttp *
ktg_http_ref (KtgHttp *self)
{
  g_atomic_ref_count_inc (&self->refs);
  return self;
}

/**
 * ktg_http_unref:
 *
 * With the last reference its routes go; its threads have ended by then.
 */
void
ktg_http_unref (KtgHttp *self)
{
  if (!g_atomic_ref_count_dec (&self->refs))
    return;

  g_free (self->routes);
  g_free (self);
}

static KtgHttpLink *
add_link (KtgHttp *self, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

  return ktg_http_watch_add (self->watch,
                             info->connect_fd,
                             g_get_monotonic_time ()
                                 + self->limits.header_within_ms * (gint64)1000);
}

/* Nobody new gets in while it drains. MHD_quiesce_daemon() is for this, but in 0.9.75 it and the
 * threads of a pool both take the socket out of the same epoll set, and who comes second ends the
 * process. */
static enum MHD_Result
connection_asked_cb (void *cls, const struct sockaddr *address, socklen_t address_bytes)
{
  KtgHttp *self = cls;

  return atomic_load (&self->stage) == KTG_HTTP_SERVING ? MHD_YES : MHD_NO;
}

static void
connection_notified_cb (void                               *cls,
                        struct MHD_Connection              *connection,
                        void                              **socket_context,
                        enum MHD_ConnectionNotificationCode code)
{
  KtgHttp *self = cls;

  if (code == MHD_CONNECTION_NOTIFY_STARTED)
    *socket_context = add_link (self, connection);
  else if (*socket_context != NULL)
    ktg_http_watch_remove (self->watch, g_steal_pointer (socket_context));
}

/* The request line is there: before this nothing is known of a request, after it the target is no
 * longer as sent. */
static void *
target_seen_cb (void *cls, const char *target, struct MHD_Connection *connection)
{
  KtgHttp                        *self = cls;
  const union MHD_ConnectionInfo *info;
  KtgHttpLink                    *link;
  KtgHttpRequest                 *request;

  info = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  link = info != NULL ? info->socket_context : NULL;
  if (link == NULL || target == NULL)
    return NULL;

  request = ktg_http_request_new (self, connection, link, target);
  link->linger = TRUE;
  ktg_http_request_set_deadline (request, self->limits.header_within_ms);
  ktg_http_watch_set_request (self->watch, link, request);

  return request;
}

static enum MHD_Result
access_cb (void                  *cls,
           struct MHD_Connection *connection,
           const char            *url,
           const char            *method,
           const char            *version,
           const char            *piece,
           size_t                *piece_bytes,
           void                 **request)
{
  if (*request == NULL)
    return MHD_NO;

  return ktg_http_turn (*request, method, version, piece, piece_bytes);
}

static void
request_completed_cb (void                           *cls,
                      struct MHD_Connection          *connection,
                      void                          **context,
                      enum MHD_RequestTerminationCode code)
{
  KtgHttp        *self = cls;
  KtgHttpRequest *request = g_steal_pointer (context);
  KtgHttpLink    *link;

  if (request == NULL)
    return;

  link = request->link;
  ktg_http_request_set_deadline (request, self->limits.idle_ms);
  link->linger = request->is_refused || code != MHD_REQUEST_TERMINATED_COMPLETED_OK;
  ktg_http_turn_over (request);
  ktg_http_watch_set_request (self->watch, link, NULL);
  ktg_http_request_unref (request);
}

static gboolean
is_internet_socket (int fd, guint *port)
{
  struct sockaddr_storage address = { 0 };
  socklen_t               address_bytes = sizeof address;

  *port = 0;
  if (getsockname (fd, (struct sockaddr *)&address, &address_bytes) != 0)
    return FALSE;

  if (address.ss_family == AF_INET)
    *port = ntohs (((struct sockaddr_in *)&address)->sin_port);
  else if (address.ss_family == AF_INET6)
    *port = ntohs (((struct sockaddr_in6 *)&address)->sin6_port);

  return address.ss_family == AF_INET || address.ss_family == AF_INET6;
}

/* A proxy's connections all come from one place, so there no address is counted. */
static guint
get_connections_per_address (KtgHttp *self, gboolean is_internet)
{
  return is_internet ? self->limits.connections_per_address : 0;
}

static struct MHD_Daemon *
start_daemon (KtgHttp *self, int listening_fd, gboolean is_internet)
{
  const unsigned int flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;

  return MHD_start_daemon (flags,
                           0,
                           connection_asked_cb,
                           self,
                           access_cb,
                           self,
                           MHD_OPTION_LISTEN_SOCKET,
                           listening_fd,
                           MHD_OPTION_THREAD_POOL_SIZE,
                           self->limits.threads,
                           MHD_OPTION_CONNECTION_LIMIT,
                           self->limits.connections,
                           MHD_OPTION_PER_IP_CONNECTION_LIMIT,
                           get_connections_per_address (self, is_internet),
                           MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                           (size_t)self->limits.connection_memory_bytes,
                           MHD_OPTION_CONNECTION_TIMEOUT,
                           0u,
                           MHD_OPTION_STRICT_FOR_CLIENT,
                           1,
                           MHD_OPTION_URI_LOG_CALLBACK,
                           target_seen_cb,
                           self,
                           MHD_OPTION_NOTIFY_CONNECTION,
                           connection_notified_cb,
                           self,
                           MHD_OPTION_NOTIFY_COMPLETED,
                           request_completed_cb,
                           self,
                           MHD_OPTION_END);
}

static KtgHttpRoute *
copy_routes (const KtgHttpRoute *routes)
{
  gsize n_routes = 0;

  while (routes[n_routes].method != NULL)
    n_routes++;

  return g_memdup2 (routes, (n_routes + 1) * sizeof *routes);
}

static guint
get_tick_ms (const KtgHttpLimits *limits)
{
  const guint shortest = MIN (MIN (limits->header_within_ms, limits->idle_ms),
                              MIN (limits->answer_within_ms, limits->body_grace_ms));

  return CLAMP (shortest / 10, 10, 250);
}

/**
 * ktg_http_start:
 * @listening_fd: from ktg_http_listen() or inherited; taken, also on failure
 * @routes: copied, ended by an entry without method
 * @limits: (nullable): for the defaults
 * @before_send: (nullable):
 *
 * From now on the routes' callbacks are called on the threads of the library.
 */
KtgHttp *
ktg_http_start (int                   listening_fd,
                const KtgHttpRoute   *routes,
                const KtgHttpLimits  *limits,
                KtgHttpBeforeSendFunc before_send,
                gpointer              user_data,
                GError              **error)
{
  KtgHttp *self;
  gboolean is_internet;

  g_return_val_if_fail (listening_fd >= 0, NULL);
  g_return_val_if_fail (routes != NULL, NULL);

  self = g_new0 (KtgHttp, 1);
  g_atomic_ref_count_init (&self->refs);
  self->limits = limits != NULL ? *limits : ktg_http_limits_default;
  self->routes = copy_routes (routes);
  self->before_send = before_send;
  self->user_data = user_data;
  self->watch = ktg_http_watch_new (get_tick_ms (&self->limits));
  is_internet = is_internet_socket (listening_fd, &self->port);

  self->daemon = start_daemon (self, listening_fd, is_internet);
  if (self->daemon == NULL)
    {
      g_set_error_literal (error,
                           KTG_HTTP_ERROR,
                           KTG_HTTP_ERROR_START,
                           "the HTTP library did not start on this socket");
      close (listening_fd);
      g_clear_pointer (&self->watch, ktg_http_watch_free);
      ktg_http_unref (self);
      return NULL;
    }

  return self;
}

/**
 * ktg_http_get_port:
 *
 * Returns: 0 on a unix socket
 */
guint
ktg_http_get_port (KtgHttp *self)
{
  return self->port;
}

/**
 * ktg_http_get_connections:
 *
 * Returns: how many are open now
 */
guint
ktg_http_get_connections (KtgHttp *self)
{
  return self->watch != NULL ? ktg_http_watch_get_n_links (self->watch) : 0;
}

static void
give_up_waiting (KtgHttp *self)
{
  g_autoptr (GPtrArray) requests = NULL;

  atomic_store (&self->stage, KTG_HTTP_STOPPING);
  requests = ktg_http_watch_dup_requests (self->watch);
  for (guint i = 0; i < requests->len; i++)
    ktg_http_request_give_up (g_ptr_array_index (requests, i));
}

/**
 * ktg_http_stop:
 *
 * Lets nobody new in, lets what is in flight finish (within stop_within_ms; those who still wait
 * are told 503), ends the threads. Blocks. No callback runs afterwards, and late answers have no
 * effect. ktg_http_free() stops, too.
 */
void
ktg_http_stop (KtgHttp *self)
{
  const gint64 now_us = g_get_monotonic_time ();

  if (self->daemon == NULL)
    return;

  atomic_store (&self->stage, KTG_HTTP_DRAINING);
  ktg_http_watch_cut_idle (self->watch);
  ktg_http_watch_wait_idle (self->watch, now_us + self->limits.stop_within_ms * (gint64)1000);

  give_up_waiting (self);
  ktg_http_watch_wait_idle (self->watch, g_get_monotonic_time () + FAREWELL_US);

  MHD_stop_daemon (g_steal_pointer (&self->daemon));
  g_clear_pointer (&self->watch, ktg_http_watch_free);
}

/**
 * ktg_http_free:
 *
 * Stops it and waits for its threads. Nothing for %NULL.
 */
void
ktg_http_free (KtgHttp *self)
{
  if (self == NULL)
    return;

  ktg_http_stop (self);
  ktg_http_unref (self);
}
