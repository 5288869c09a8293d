/* ktg-load.c - many connections that ask as fast as they are answered
 *
 * One thread and one epoll. A connection sends its next request as soon as the one before was
 * answered whole.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-load.h"

#include <errno.h>
#include <fcntl.h>
#include <netinet/in.h>
#include <netinet/tcp.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <sys/uio.h>
#include <unistd.h>

#define ANSWER_BYTES 65536
#define PATIENCE_MS 20000

typedef struct
{
  int             fd;
  guint           next; /* index of its next request */
  KtgLoadRequest *request;
  gsize           sent;
  gint64          asked_us;
  char            answer[ANSWER_BYTES];
  gsize           heard;
} Connection;

typedef struct
{
  int            epoll_fd;
  guint          port;
  guint          n_connections;
  Connection    *connections;
  GPtrArray     *requests;
  gint64         end_us;
  guint          n_busy;
  GArray        *latencies_ms; /* of double */
  KtgLoadResult *result;
} Load;

KtgLoadRequest *
ktg_load_request_new (char *head, GBytes *body, GBytes *tail)
{
  KtgLoadRequest *request = g_new0 (KtgLoadRequest, 1);

  request->head = head;
  request->body = body;
  request->tail = tail;
  return request;
}

void
ktg_load_request_free (KtgLoadRequest *request)
{
  g_free (request->head);
  g_clear_pointer (&request->body, g_bytes_unref);
  g_clear_pointer (&request->tail, g_bytes_unref);
  g_free (request);
}

static int
connect_to (guint port)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int                one = 1;
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons ((guint16)port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert (fd >= 0 && connect (fd, (struct sockaddr *)&address, sizeof address) == 0);
  setsockopt (fd, IPPROTO_TCP, TCP_NODELAY, &one, sizeof one);
  fcntl (fd, F_SETFL, O_NONBLOCK);
  return fd;
}

static void
watch (Load *self, Connection *connection, guint events)
{
  struct epoll_event event = { .events = events, .data.ptr = connection };

  g_assert (epoll_ctl (self->epoll_fd, EPOLL_CTL_MOD, connection->fd, &event) == 0);
}

/* What is left to send, as at most three pieces. */
static int
get_rest (Connection *connection, struct iovec *pieces)
{
  struct iovec all[3] = { { connection->request->head, strlen (connection->request->head) } };
  gsize        skip = connection->sent;
  int          n = 0;

  if (connection->request->body != NULL)
    all[1].iov_base = (gpointer)g_bytes_get_data (connection->request->body, &all[1].iov_len);
  if (connection->request->tail != NULL)
    all[2].iov_base = (gpointer)g_bytes_get_data (connection->request->tail, &all[2].iov_len);

  for (guint i = 0; i < G_N_ELEMENTS (all); i++)
    {
      gsize gone = MIN (skip, all[i].iov_len);

      skip -= gone;
      if (gone == all[i].iov_len)
        continue;
      pieces[n].iov_base = (char *)all[i].iov_base + gone;
      pieces[n++].iov_len = all[i].iov_len - gone;
    }

  return n;
}

static void
send_rest (Load *self, Connection *connection)
{
  struct iovec pieces[3];
  int          n;

  while ((n = get_rest (connection, pieces)) > 0)
    {
      ssize_t sent = writev (connection->fd, pieces, n);

      if (sent < 0 && errno == EAGAIN)
        {
          watch (self, connection, EPOLLIN | EPOLLOUT);
          return;
        }
      if (sent < 0)
        return; /* the answer says why, or the end of the stream does */
      connection->sent += (gsize)sent;
    }

  watch (self, connection, EPOLLIN);
}

static void
begin_next (Load *self, Connection *connection)
{
  connection->request = NULL;
  if (connection->next >= self->requests->len || g_get_monotonic_time () >= self->end_us)
    {
      self->n_busy--;
      return;
    }

  connection->request = g_ptr_array_index (self->requests, connection->next);
  connection->next += self->n_connections;
  connection->sent = 0;
  connection->heard = 0;
  connection->asked_us = g_get_monotonic_time ();
  send_rest (self, connection);
}

static gboolean
is_whole (Connection *connection)
{
  const char *end;
  const char *length;

  connection->answer[connection->heard] = '\0';
  end = strstr (connection->answer, "\r\n\r\n");
  if (end == NULL)
    return FALSE;

  length = strcasestr (connection->answer, "content-length: ");
  if (length == NULL || length > end)
    return TRUE;

  return connection->heard
         >= (gsize)(end + 4 - connection->answer) + g_ascii_strtoull (length + 16, NULL, 10);
}

static void
note_answer (Load *self, Connection *connection)
{
  double latency_ms = (g_get_monotonic_time () - connection->asked_us) / 1000.0;

  if (!g_str_has_prefix (connection->answer, "HTTP/1.1 200"))
    {
      self->result->n_refused++;
      return;
    }

  self->result->n_answered++;
  g_array_append_val (self->latencies_ms, latency_ms);
  if (self->result->n_answered % 1000 == 1)
    {
      g_clear_pointer (&self->result->last_answer, g_bytes_unref);
      self->result->last_answer = g_bytes_new (connection->answer, connection->heard);
    }
}

static void
reconnect (Load *self, Connection *connection)
{
  struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };

  self->result->n_refused++;
  close (connection->fd);
  connection->fd = connect_to (self->port);
  epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, connection->fd, &event);
  begin_next (self, connection);
}

static void
hear (Load *self, Connection *connection)
{
  ssize_t n = recv (connection->fd,
                    connection->answer + connection->heard,
                    ANSWER_BYTES - 1 - connection->heard,
                    0);

  if (n < 0 && errno == EAGAIN)
    return;
  if (n <= 0)
    {
      if (connection->request != NULL)
        reconnect (self, connection);
      return;
    }

  connection->heard += (gsize)n;
  if (connection->request == NULL || !is_whole (connection))
    return;

  note_answer (self, connection);
  begin_next (self, connection);
}

static void
open_connections (Load *self)
{
  for (guint i = 0; i < self->n_connections; i++)
    {
      Connection        *connection = &self->connections[i];
      struct epoll_event event = { .events = EPOLLIN, .data.ptr = connection };

      connection->fd = connect_to (self->port);
      connection->next = i;
      g_assert (epoll_ctl (self->epoll_fd, EPOLL_CTL_ADD, connection->fd, &event) == 0);
    }
}

static int
compare_doubles (gconstpointer a, gconstpointer b)
{
  double x = *(const double *)a;
  double y = *(const double *)b;

  return (x > y) - (x < y);
}

static double
get_part (GArray *sorted, double part)
{
  if (sorted->len == 0)
    return 0;

  return g_array_index (sorted, double, (guint)(part * (sorted->len - 1)));
}

static void
summarise (Load *self)
{
  g_array_sort (self->latencies_ms, compare_doubles);
  self->result->p50_ms = get_part (self->latencies_ms, 0.50);
  self->result->p95_ms = get_part (self->latencies_ms, 0.95);
  self->result->p99_ms = get_part (self->latencies_ms, 0.99);
  self->result->max_ms = get_part (self->latencies_ms, 1.00);
}

static void
turn (Load *self)
{
  struct epoll_event events[64];
  int                n = epoll_wait (self->epoll_fd, events, G_N_ELEMENTS (events), PATIENCE_MS);

  if (n <= 0)
    g_error ("the server is silent");

  for (int i = 0; i < n; i++)
    {
      Connection *connection = events[i].data.ptr;

      if (events[i].events & EPOLLOUT && connection->request != NULL)
        send_rest (self, connection);
      if (events[i].events & (EPOLLIN | EPOLLHUP | EPOLLERR))
        hear (self, connection);
    }
}

void
ktg_load_run (guint          port,
              guint          n_connections,
              GPtrArray     *requests,
              double         max_seconds,
              KtgLoadResult *result)
{
  Load   self = { .port = port, .n_connections = n_connections, .requests = requests };
  gint64 begun_us;

  memset (result, 0, sizeof *result);
  self.result = result;
  self.epoll_fd = epoll_create1 (EPOLL_CLOEXEC);
  self.connections = g_new0 (Connection, n_connections);
  self.latencies_ms = g_array_new (FALSE, FALSE, sizeof (double));
  open_connections (&self);

  begun_us = g_get_monotonic_time ();
  self.end_us = begun_us + (gint64)(max_seconds * G_USEC_PER_SEC);
  self.n_busy = n_connections;
  for (guint i = 0; i < n_connections; i++)
    begin_next (&self, &self.connections[i]);
  while (self.n_busy > 0)
    turn (&self);
  result->seconds = (g_get_monotonic_time () - begun_us) / (double)G_USEC_PER_SEC;

  summarise (&self);
  for (guint i = 0; i < n_connections; i++)
    close (self.connections[i].fd);
  close (self.epoll_fd);
  g_array_unref (self.latencies_ms);
  g_free (self.connections);
}
