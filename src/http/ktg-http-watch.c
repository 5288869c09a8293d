/* ktg-http-watch.c - every connection has a deadline, and somebody who looks at it
 *
 * The library's own timeout starts anew with each byte, so who sends one byte a second stays for
 * ever. Here a connection has one deadline, set for what it is doing now, and a thread that looks a
 * few times a second.
 *
 * The same thread reads on for a while after an answer that came before the whole request: a socket
 * closed with unread bytes is reset, and the reset can overtake the answer.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-watch.h"

#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

#define LINGER_US (5 * G_USEC_PER_SEC)
#define LINGERING_MAX 256
/* Read away of all that linger together: much for one, and next to nothing for the server. */
#define LINGER_BYTES_PER_S (4 * 1024 * 1024)

typedef struct
{
  KtgHttpLink     link;    /* first: it is what others see */
  KtgHttpRequest *request; /* not owned, detached before it goes */
  GList           node;
} Watched;

typedef struct
{
  int    fd;
  gint64 until_us;
} Lingering;

struct _KtgHttpWatch
{
  GThread *thread;
  guint    tick_ms;

  GMutex   lock; /* guards all below */
  GCond    changed;
  GQueue   links; /* Watched */
  guint    n_requests;
  GArray  *lingering; /* the oldest first */
  gboolean ending;
};

/* Takes what it reads off @left_bytes. TRUE when there is nothing more to wait for. */
static gboolean
read_away (const Lingering *lingering, gsize most_bytes, gsize *left_bytes, gint64 now_us)
{
  char  buffer[65536];
  gsize total = 0;

  while (total < most_bytes)
    {
      const gssize got
          = recv (lingering->fd, buffer, MIN (sizeof buffer, most_bytes - total), MSG_DONTWAIT);

      if (got == 0 || (got < 0 && errno != EAGAIN && errno != EINTR))
        return TRUE;
      if (got < 0)
        break;
      total += got;
      *left_bytes -= got;
    }

  return now_us >= lingering->until_us;
}

/* Without the lock, for which every request waits. What one does not need is left to the next. */
static void
sweep_lingering (KtgHttpWatch *self, GArray *all, gint64 now_us)
{
  gsize left_bytes = (gsize)LINGER_BYTES_PER_S / 1000 * self->tick_ms;
  guint i = 0;

  while (i < all->len)
    {
      const Lingering *lingering = &g_array_index (all, Lingering, i);

      if (!read_away (lingering, left_bytes / (all->len - i), &left_bytes, now_us))
        {
          i++;
          continue;
        }
      close (lingering->fd);
      g_array_remove_index (all, i);
    }
}

/* Who floods shortens the time of all, and keeps nobody from having some. */
static void
let_go_of_oldest (KtgHttpWatch *self)
{
  const guint n_over = self->lingering->len - MIN (self->lingering->len, LINGERING_MAX);

  for (guint i = 0; i < n_over; i++)
    close (g_array_index (self->lingering, Lingering, i).fd);
  g_array_remove_range (self->lingering, 0, n_over);
}

static GArray *
steal_lingering (KtgHttpWatch *self)
{
  GArray *all = self->lingering;

  self->lingering = g_array_new (FALSE, FALSE, sizeof (Lingering));
  return all;
}

/* A client that sends half a request and leaves at once is missed by libmicrohttpd 0.9: it reads
 * less than it asked for, takes that for all there is, and waits for an edge that was before.
 * Closing the closed half once more makes another; what is still unread stays readable. */
static void
nudge_half_closed (KtgHttpWatch *self)
{
  struct pollfd *fds = g_new (struct pollfd, self->links.length + 1);
  guint          n_fds = 0;

  for (GList *node = self->links.head; node != NULL; node = node->next)
    {
      fds[n_fds].fd = ((Watched *)node->data)->link.fd;
      fds[n_fds++].events = POLLRDHUP;
    }

  if (poll (fds, n_fds, 0) > 0)
    {
      for (guint i = 0; i < n_fds; i++)
        {
          if (fds[i].revents != 0)
            shutdown (fds[i].fd, SHUT_RD);
        }
    }
  g_free (fds);
}

/* The requests whose time is over; connections without one are cut here. */
static GPtrArray *
sweep_links_locked (KtgHttpWatch *self, gint64 now_us)
{
  GPtrArray *expired = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_http_request_unref);

  for (GList *node = self->links.head; node != NULL; node = node->next)
    {
      Watched *watched = node->data;

      if (atomic_load (&watched->link.deadline_us) > now_us)
        continue;
      if (watched->request != NULL)
        g_ptr_array_add (expired, ktg_http_request_ref (watched->request));
      else
        shutdown (watched->link.fd, SHUT_RDWR);
    }

  return expired;
}

static void
sweep (KtgHttpWatch *self)
{
  const gint64 now_us = g_get_monotonic_time ();
  g_autoptr (GPtrArray) expired = NULL;
  g_autoptr (GArray) lingering = steal_lingering (self);

  nudge_half_closed (self);
  expired = sweep_links_locked (self, now_us);

  g_mutex_unlock (&self->lock);
  sweep_lingering (self, lingering, now_us);
  for (guint i = 0; i < expired->len; i++)
    ktg_http_request_expire (g_ptr_array_index (expired, i), now_us);
  g_clear_pointer (&expired, g_ptr_array_unref);
  g_mutex_lock (&self->lock);
  g_array_prepend_vals (self->lingering, lingering->data, lingering->len);
  let_go_of_oldest (self);
}

static gpointer
watch_thread (gpointer data)
{
  KtgHttpWatch *self = data;
  gint64        next_us = 0;

  g_mutex_lock (&self->lock);
  while (!self->ending)
    {
      if (g_get_monotonic_time () >= next_us)
        {
          sweep (self);
          next_us = g_get_monotonic_time () + self->tick_ms * (gint64)1000;
        }
      if (!self->ending)
        g_cond_wait_until (&self->changed, &self->lock, next_us);
    }
  g_mutex_unlock (&self->lock);

  return NULL;
}

/**
 * ktg_http_watch_new:
 * @tick_ms: how often it looks at the connections
 *
 * Starts its thread.
 *
 * Returns: (transfer full): a watch without connections
 */
KtgHttpWatch *
ktg_http_watch_new (guint tick_ms)
{
  KtgHttpWatch *self = g_new0 (KtgHttpWatch, 1);

  self->tick_ms = tick_ms;
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  g_queue_init (&self->links);
  self->lingering = g_array_new (FALSE, FALSE, sizeof (Lingering));
  self->thread = g_thread_new ("http-watch", watch_thread, self);

  return self;
}

/**
 * ktg_http_watch_free:
 *
 * No connection may be left.
 */
void
ktg_http_watch_free (KtgHttpWatch *self)
{
  g_mutex_lock (&self->lock);
  self->ending = TRUE;
  g_cond_broadcast (&self->changed);
  g_mutex_unlock (&self->lock);
  g_thread_join (self->thread);

  g_assert (self->links.length == 0);
  for (guint i = 0; i < self->lingering->len; i++)
    close (g_array_index (self->lingering, Lingering, i).fd);
  g_array_unref (self->lingering);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self);
}

/**
 * ktg_http_watch_add:
 * @fd: of the connection
 * @deadline_us: monotonic; by then its first head is here
 *
 * Returns: (transfer none): it, until ktg_http_watch_remove()
 */
KtgHttpLink *
ktg_http_watch_add (KtgHttpWatch *self, int fd, gint64 deadline_us)
{
  Watched *watched = g_new0 (Watched, 1);

  watched->link.fd = fd;
  watched->link.linger = TRUE;
  watched->node.data = watched;
  atomic_init (&watched->link.deadline_us, deadline_us);

  g_mutex_lock (&self->lock);
  g_queue_push_tail_link (&self->links, &watched->node);
  g_mutex_unlock (&self->lock);

  return &watched->link;
}

static void
keep_lingering (KtgHttpWatch *self, KtgHttpLink *link)
{
  Lingering lingering;

  lingering.fd = fcntl (link->fd, F_DUPFD_CLOEXEC, 3);
  lingering.until_us = g_get_monotonic_time () + LINGER_US;
  if (lingering.fd < 0)
    return;

  shutdown (lingering.fd, SHUT_WR);
  g_array_append_val (self->lingering, lingering);
  let_go_of_oldest (self);
}

/**
 * ktg_http_watch_remove:
 *
 * To be called just before its descriptor is closed.
 */
void
ktg_http_watch_remove (KtgHttpWatch *self, KtgHttpLink *link)
{
  g_autofree Watched *watched = (Watched *)link;

  g_mutex_lock (&self->lock);
  g_queue_unlink (&self->links, &watched->node);
  if (link->linger)
    keep_lingering (self, link);
  g_mutex_unlock (&self->lock);
}

/**
 * ktg_http_watch_set_request:
 * @link: a connection
 * @request: (nullable): what is asked on it now; %NULL: nothing any more
 */
void
ktg_http_watch_set_request (KtgHttpWatch *self, KtgHttpLink *link, KtgHttpRequest *request)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  Watched *watched = (Watched *)link;

  self->n_requests += (request != NULL) - (watched->request != NULL);
  watched->request = request;
  if (self->n_requests == 0)
    g_cond_broadcast (&self->changed);
}

/**
 * ktg_http_watch_get_n_links:
 *
 * Returns: how many connections are open; any thread
 */
guint
ktg_http_watch_get_n_links (KtgHttpWatch *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return self->links.length;
}

/**
 * ktg_http_watch_end_all:
 *
 * As if everybody's time were over: connections that are between two requests are cut.
 *
 * Returns: (transfer full): the requests there are now, each with a reference
 */
GPtrArray *
ktg_http_watch_end_all (KtgHttpWatch *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return sweep_links_locked (self, G_MAXINT64);
}

/**
 * ktg_http_watch_wait_idle:
 *
 * Waits until no connection has a request, or the time has come.
 */
void
ktg_http_watch_wait_idle (KtgHttpWatch *self, gint64 until_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  while (self->n_requests > 0)
    {
      if (!g_cond_wait_until (&self->changed, &self->lock, until_us))
        return;
    }
}
