/* ktg-http.c - HTTP for a server that answers later, from any thread
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http.h"

#include "ktg-http-turn.h"
#include "ktg-http-watch.h"

#include <errno.h>
#include <netinet/in.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

/* What was told 503 at the very end gets so long to hear it. */
#define FAREWELL_US (2 * G_USEC_PER_SEC)

struct _KtgHttp
{
  KtgHttpRules       rules;
  struct MHD_Daemon *daemon;
  KtgHttpWatch      *watch;
  guint              port;
};

static KtgHttpLink *
add_link (KtgHttp *self, struct MHD_Connection *connection)
{
  const union MHD_ConnectionInfo *info
      = MHD_get_connection_info (connection, MHD_CONNECTION_INFO_CONNECTION_FD);

  return ktg_http_watch_add (self->watch,
                             info->connect_fd,
                             g_get_monotonic_time ()
                                 + self->rules.budget->limits.header_within_ms * (gint64)1000);
}

/* Nobody new gets in while it drains. MHD_quiesce_daemon() is for this, but in 0.9.75 it and the
 * threads of a pool both take the socket out of the same epoll set, and who comes second ends the
 * process. */
static enum MHD_Result
connection_asked_cb (void *cls, const struct sockaddr *address, socklen_t address_bytes)
{
  KtgHttp *self = cls;

  return atomic_load (&self->rules.is_ending) ? MHD_NO : MHD_YES;
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

  request = ktg_http_request_new (self->rules.budget, connection, link, target);
  link->linger = TRUE;
  ktg_http_request_set_deadline (request, self->rules.budget->limits.header_within_ms);
  ktg_http_watch_set_request (self->watch, link, request);

  return ktg_http_turn_new (&self->rules, request);
}

static enum MHD_Result
access_cb (void                  *cls,
           struct MHD_Connection *connection,
           const char            *url,
           const char            *method,
           const char            *version,
           const char            *piece,
           size_t                *piece_bytes,
           void                 **turn)
{
  if (*turn == NULL)
    return MHD_NO;

  return ktg_http_turn_go_on (*turn, method, version, piece, piece_bytes);
}

static void
request_completed_cb (void                           *cls,
                      struct MHD_Connection          *connection,
                      void                          **context,
                      enum MHD_RequestTerminationCode code)
{
  KtgHttp     *self = cls;
  KtgHttpTurn *turn = g_steal_pointer (context);
  KtgHttpLink *link;

  if (turn == NULL)
    return;

  link = ktg_http_turn_get_request (turn)->link;
  ktg_http_request_set_deadline (ktg_http_turn_get_request (turn),
                                 self->rules.budget->limits.idle_ms);
  link->linger = ktg_http_turn_is_refused (turn) || code != MHD_REQUEST_TERMINATED_COMPLETED_OK;
  ktg_http_watch_set_request (self->watch, link, NULL);
  ktg_http_turn_end (turn);
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

static struct MHD_Daemon *
start_daemon (KtgHttp *self, int listening_fd, gboolean is_internet)
{
  const unsigned int   flags = MHD_USE_EPOLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME;
  const KtgHttpLimits *limits = &self->rules.budget->limits;
  /* A proxy's connections all come from one place, so there no address is counted. */
  const guint per_address = is_internet ? limits->connections_per_address : 0;

  return MHD_start_daemon (flags,
                           0,
                           connection_asked_cb,
                           self,
                           access_cb,
                           self,
                           MHD_OPTION_LISTEN_SOCKET,
                           listening_fd,
                           MHD_OPTION_THREAD_POOL_SIZE,
                           limits->threads,
                           MHD_OPTION_CONNECTION_LIMIT,
                           limits->connections,
                           MHD_OPTION_PER_IP_CONNECTION_LIMIT,
                           per_address,
                           MHD_OPTION_CONNECTION_MEMORY_LIMIT,
                           (size_t)limits->connection_memory_bytes,
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
  self->rules.budget = ktg_http_budget_new (limits);
  self->rules.routes = copy_routes (routes);
  self->rules.before_send = before_send;
  self->rules.user_data = user_data;
  self->watch = ktg_http_watch_new (get_tick_ms (&self->rules.budget->limits));
  is_internet = is_internet_socket (listening_fd, &self->port);

  self->daemon = start_daemon (self, listening_fd, is_internet);
  if (self->daemon == NULL)
    {
      g_set_error_literal (error,
                           KTG_HTTP_ERROR,
                           KTG_HTTP_ERROR_START,
                           "the HTTP library did not start on this socket");
      close (listening_fd);
      ktg_http_free (self);
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
  return ktg_http_watch_get_n_links (self->watch);
}

static void
give_up_waiting (KtgHttp *self)
{
  g_autoptr (GPtrArray) requests = ktg_http_watch_end_all (self->watch);

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

  atomic_store (&self->rules.is_ending, TRUE);
  g_ptr_array_unref (ktg_http_watch_end_all (self->watch));
  ktg_http_watch_wait_idle (self->watch,
                            now_us + self->rules.budget->limits.stop_within_ms * (gint64)1000);

  give_up_waiting (self);
  ktg_http_watch_wait_idle (self->watch, g_get_monotonic_time () + FAREWELL_US);

  MHD_stop_daemon (g_steal_pointer (&self->daemon));
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
  ktg_http_watch_free (self->watch);
  g_atomic_rc_box_release (self->rules.budget);
  g_free (self->rules.routes);
  g_free (self);
}
