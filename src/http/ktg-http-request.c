/* ktg-http-request.c - what a client asked, and the one answer it gets
 *
 * Two sides meet here: the HTTP thread, which suspends the connection when there is no answer yet,
 * and whoever answers, which wakes it. One lock decides who came first; the library is called under
 * it, and never calls back under its own.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-request-private.h"

#include "ktg-http-answer-private.h"

#include <string.h>
#include <sys/socket.h>

/* An answer this long after its turn came is sent at the library's pace; the watch looks away until
 * then. */
#define HANDOVER_MS 10000

/**
 * ktg_http_request_new:
 * @budget: what all requests share
 * @connection: the library's
 * @link: what is known of the connection, kept with it
 * @target_at: the request's target as sent, with its query
 *
 * Returns: (transfer full): a request whose head is still to be copied
 */
KtgHttpRequest *
ktg_http_request_new (KtgHttpBudget         *budget,
                      struct MHD_Connection *connection,
                      KtgHttpLink           *link,
                      const char            *target_at)
{
  KtgHttpRequest *self = g_atomic_rc_box_new0 (KtgHttpRequest);
  const char     *mark = strchr (target_at, '?');

  g_mutex_init (&self->lock);
  self->budget = g_atomic_rc_box_acquire (budget);
  self->connection = connection;
  self->link = link;
  self->target = g_strdup (target_at);
  self->path = mark != NULL ? g_strndup (target_at, mark - target_at) : g_strdup (target_at);
  self->query = mark != NULL && mark[1] != '\0' ? g_strdup (mark) : NULL;
  self->fields = g_ptr_array_new_with_free_func (g_free);

  return self;
}

/**
 * ktg_http_request_ref:
 *
 * Whoever keeps a request beyond a callback holds a reference. Any thread, like all here; also
 * after the client left or the server stopped.
 */
KtgHttpRequest *
ktg_http_request_ref (KtgHttpRequest *self)
{
  return g_atomic_rc_box_acquire (self);
}

static void
clear (gpointer data)
{
  KtgHttpRequest *self = data;

  if (self->destroy_ticket != NULL)
    self->destroy_ticket (self->ticket);
  if (self->destroy_data != NULL)
    self->destroy_data (self->data);

  ktg_http_request_give_back (self);
  g_clear_pointer (&self->sent_body, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_ptr_array_unref (self->fields);
  g_free (self->method);
  g_free (self->target);
  g_free (self->path);
  g_free (self->query);
  g_free (self->parameter);
  g_mutex_clear (&self->lock);
  g_atomic_rc_box_release (self->budget);
}

/**
 * ktg_http_request_unref:
 *
 * With the last reference, on whatever thread that is, owner's state and ticket go too.
 */
void
ktg_http_request_unref (KtgHttpRequest *self)
{
  g_atomic_rc_box_release_full (self, clear);
}

static void
add_field (KtgHttpRequest *self, const KtgHttpField *field)
{
  for (guint i = 0; i < self->fields->len; i += 2)
    {
      char *joined;

      if (g_ascii_strcasecmp (g_ptr_array_index (self->fields, i), field->name) != 0)
        continue;
      joined = g_strdup_printf ("%s, %s",
                                (char *)g_ptr_array_index (self->fields, i + 1),
                                field->value);
      g_free (g_ptr_array_index (self->fields, i + 1));
      g_ptr_array_index (self->fields, i + 1) = joined;
      return;
    }

  g_ptr_array_add (self->fields, g_strdup (field->name));
  g_ptr_array_add (self->fields, g_strdup (field->value));
}

/**
 * ktg_http_request_copy_head:
 * @head: as it was read; the library's memory does not last
 */
void
ktg_http_request_copy_head (KtgHttpRequest *self, const KtgHttpHead *head)
{
  self->method = g_strdup (head->method);
  for (guint i = 0; i < MIN (head->n_fields, KTG_HTTP_FIELDS_MAX); i++)
    add_field (self, &head->fields[i]);
}

/**
 * ktg_http_request_reserve:
 *
 * Counts the body that is announced against all that is collected.
 *
 * Returns: %FALSE when that would be too much
 */
gboolean
ktg_http_request_reserve (KtgHttpRequest *self)
{
  const KtgHttpLimits *limits = &self->budget->limits;
  const gsize          bytes = self->content_length;
  gsize                ceiling = limits->collected_bytes;

  if (bytes > limits->small_bytes)
    ceiling -= MIN (ceiling, limits->kept_for_small_bytes);

  self->held_bytes = bytes;
  if (atomic_fetch_add (&self->budget->collected_bytes, bytes) + bytes <= ceiling)
    return TRUE;

  ktg_http_request_give_back (self);
  return FALSE;
}

/**
 * ktg_http_request_give_back:
 *
 * Its body counts no longer against all that is collected.
 */
void
ktg_http_request_give_back (KtgHttpRequest *self)
{
  atomic_fetch_sub (&self->budget->collected_bytes, self->held_bytes);
  self->held_bytes = 0;
}

static void
set_deadline_locked (KtgHttpRequest *self, guint within_ms)
{
  if (self->link != NULL)
    atomic_store (&self->link->deadline_us, g_get_monotonic_time () + within_ms * (gint64)1000);
}

/**
 * ktg_http_request_set_deadline:
 * @within_ms: from now
 */
void
ktg_http_request_set_deadline (KtgHttpRequest *self, guint within_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  set_deadline_locked (self, within_ms);
}

/* Lets the HTTP thread go on. */
static void
wake_locked (KtgHttpRequest *self)
{
  if (self->wait == KTG_HTTP_WAIT_NONE)
    return;

  set_deadline_locked (self,
                       self->wait == KTG_HTTP_WAIT_OWNER ? HANDOVER_MS
                                                         : self->budget->limits.idle_ms);
  self->wait = KTG_HTTP_WAIT_NONE;
  MHD_resume_connection (self->connection);
}

static void
wait_locked (KtgHttpRequest *self, KtgHttpWait wait, guint within_ms)
{
  set_deadline_locked (self, within_ms);
  self->wait = wait;
  MHD_suspend_connection (self->connection);
}

static gboolean
is_over_locked (KtgHttpRequest *self)
{
  return self->answered || self->cut || self->connection == NULL;
}

/* FALSE if it comes too late. */
static gboolean
answer_locked (KtgHttpRequest *self, KtgHttpAnswer *answer)
{
  if (is_over_locked (self))
    return FALSE;

  self->answered = TRUE;
  self->answer = answer;
  wake_locked (self);
  return TRUE;
}

/**
 * ktg_http_request_suspend:
 * @or_accepted: an acceptance is as good as an answer
 * @within_ms: so long its owner has
 *
 * Returns: %FALSE when there is nothing to wait for: it has its answer, or was cut
 */
gboolean
ktg_http_request_suspend (KtgHttpRequest *self, gboolean or_accepted, guint within_ms)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->answered || self->cut || (or_accepted && self->accepted))
    return FALSE;

  if (self->given_up)
    {
      answer_locked (self, ktg_http_answer_new_busy ());
      return FALSE;
    }

  wait_locked (self, KTG_HTTP_WAIT_OWNER, within_ms);
  return TRUE;
}

/**
 * ktg_http_request_pause:
 * @self: one whose answer is on its way, and has nothing to send at present
 *
 * On the HTTP thread. As long as it pauses nothing is expected of the client.
 *
 * Returns: %FALSE when it must end now
 */
gboolean
ktg_http_request_pause (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->connection == NULL || self->given_up)
    return FALSE;

  wait_locked (self, KTG_HTTP_WAIT_PIECE, G_MAXINT);
  return TRUE;
}

/**
 * ktg_http_request_resume:
 * @self: one that was paused, and perhaps is no longer
 *
 * From any thread.
 */
void
ktg_http_request_resume (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->wait == KTG_HTTP_WAIT_PIECE)
    wake_locked (self);
}

/**
 * ktg_http_request_take_answer:
 *
 * Written here, on the HTTP thread, where its owner left that to it.
 *
 * Returns: (transfer full) (nullable): what is to be sent
 */
KtgHttpAnswer *
ktg_http_request_take_answer (KtgHttpRequest *self)
{
  KtgHttpAnswer *answer;

  g_mutex_lock (&self->lock);
  answer = g_steal_pointer (&self->answer);
  g_mutex_unlock (&self->lock);

  return answer != NULL ? ktg_http_answer_compose (answer) : NULL;
}

/**
 * ktg_http_request_detach:
 *
 * The library is done with it.
 *
 * Returns: whether its owner accepted a body and did not answer
 */
gboolean
ktg_http_request_detach (KtgHttpRequest *self)
{
  g_autoptr (KtgHttpAnswer) unsent = NULL; /* may have a reference to this, so it goes at once */
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  unsent = g_steal_pointer (&self->answer);
  self->connection = NULL;
  self->link = NULL;
  self->wait = KTG_HTTP_WAIT_NONE;
  return self->accepted && !self->answered;
}

/**
 * ktg_http_request_expire:
 *
 * Its deadline passed, unless it was set anew since: one that waits for its owner is answered,
 * another is cut.
 */
void
ktg_http_request_expire (KtgHttpRequest *self, gint64 now_us)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->link == NULL || atomic_load (&self->link->deadline_us) > now_us)
    return;

  if (self->wait == KTG_HTTP_WAIT_OWNER)
    answer_locked (self, ktg_http_answer_new_busy ());
  else
    shutdown (self->link->fd, SHUT_RDWR);
}

/**
 * ktg_http_request_give_up:
 *
 * Answers one that waits for its owner, and ends one whose answer waits to be written on.
 */
void
ktg_http_request_give_up (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->given_up = TRUE;
  if (self->wait == KTG_HTTP_WAIT_OWNER)
    answer_locked (self, ktg_http_answer_new_busy ());
  else
    wake_locked (self);
}

/**
 * ktg_http_request_accept:
 *
 * Lets a streamed body come. Callbacks may begin before this returns, so the owner's state must be
 * ready.
 *
 * Returns: %FALSE when it is too late (the deadline passed, the connection is gone): then no
 * callback follows
 */
gboolean
ktg_http_request_accept (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (is_over_locked (self))
    return FALSE;

  self->accepted = TRUE;
  wake_locked (self);
  return TRUE;
}

/**
 * ktg_http_request_answer:
 * @answer: taken
 *
 * The first answer counts; the others, and those that come too late, are dropped.
 */
void
ktg_http_request_answer (KtgHttpRequest *self, KtgHttpAnswer *answer)
{
  g_autoptr (KtgHttpRequest) held = ktg_http_request_ref (self); /* @answer may have the last one */
  gboolean is_taken;

  g_return_if_fail (answer != NULL);

  g_mutex_lock (&self->lock);
  is_taken = answer_locked (self, answer);
  g_mutex_unlock (&self->lock);

  if (!is_taken)
    ktg_http_answer_free (answer);
}

/**
 * ktg_http_request_cut:
 *
 * Cuts the connection of a request that a newer one took over, also where an answer is on its way.
 * `aborted` follows where it is due.
 */
void
ktg_http_request_cut (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  if (self->link == NULL)
    return;

  self->cut = self->cut || !self->answered;
  shutdown (self->link->fd, SHUT_RDWR);
  wake_locked (self);
}

/**
 * ktg_http_request_is_over:
 *
 * Returns: whether nothing that is done for it can reach anybody
 */
gboolean
ktg_http_request_is_over (KtgHttpRequest *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  return is_over_locked (self);
}

/**
 * ktg_http_request_get_method:
 *
 * Returns: (transfer none): "GET", as sent
 */
const char *
ktg_http_request_get_method (KtgHttpRequest *self)
{
  return self->method;
}

/**
 * ktg_http_request_get_path:
 *
 * Returns: as sent, before any decoding: what a signature covers
 */
const char *
ktg_http_request_get_path (KtgHttpRequest *self)
{
  return self->path;
}

/**
 * ktg_http_request_get_query:
 *
 * Returns: (nullable): as sent, with its question mark; %NULL where there is nothing to ask
 */
const char *
ktg_http_request_get_query (KtgHttpRequest *self)
{
  return self->query;
}

/**
 * ktg_http_request_get_parameter:
 *
 * Returns: (nullable): what stood where the route says {…}; only letters, digits and "-_.~" get
 * this far
 */
const char *
ktg_http_request_get_parameter (KtgHttpRequest *self)
{
  return self->parameter;
}

/**
 * ktg_http_request_get_header:
 * @name: without regard to case
 *
 * Returns: (nullable): a header sent twice comes as one, joined by a comma
 */
const char *
ktg_http_request_get_header (KtgHttpRequest *self, const char *name)
{
  for (guint i = 0; i < self->fields->len; i += 2)
    {
      if (g_ascii_strcasecmp (g_ptr_array_index (self->fields, i), name) == 0)
        return g_ptr_array_index (self->fields, i + 1);
    }
  return NULL;
}

/**
 * ktg_http_request_get_content_length:
 *
 * Returns: bytes of its body as announced; 0 for none
 */
guint64
ktg_http_request_get_content_length (KtgHttpRequest *self)
{
  return self->content_length;
}

/**
 * ktg_http_request_get_sent_body:
 *
 * For collected bodies.
 *
 * Returns: as sent, which is what Content-Digest covers
 */
GBytes *
ktg_http_request_get_sent_body (KtgHttpRequest *self)
{
  return self->sent_body;
}

/**
 * ktg_http_request_get_body:
 *
 * For collected bodies, where the route lets the HTTP part unpack them.
 *
 * Returns: (nullable): unpacked, where it was packed
 */
GBytes *
ktg_http_request_get_body (KtgHttpRequest *self)
{
  return self->body;
}

/**
 * ktg_http_request_drop_body:
 *
 * For collected bodies, by whoever read it, before its answer: nobody needs it any more.
 */
void
ktg_http_request_drop_body (KtgHttpRequest *self)
{
  g_clear_pointer (&self->sent_body, g_bytes_unref);
  g_clear_pointer (&self->body, g_bytes_unref);
}

/**
 * ktg_http_request_set_ticket:
 * @destroy: called when the last reference goes, on whatever thread that is
 *
 * A place for what the route's `admit` found, once.
 */
void
ktg_http_request_set_ticket (KtgHttpRequest *self, gpointer ticket, GDestroyNotify destroy)
{
  self->ticket = ticket;
  self->destroy_ticket = destroy;
}

/**
 * ktg_http_request_get_ticket:
 *
 * Returns: (transfer none) (nullable): what was found when only the head was here
 */
gpointer
ktg_http_request_get_ticket (KtgHttpRequest *self)
{
  return self->ticket;
}

/**
 * ktg_http_request_set_data:
 * @destroy: (nullable): called when the last reference goes, on whatever thread that is
 *
 * A place for the owner's own state.
 */
void
ktg_http_request_set_data (KtgHttpRequest *self, gpointer data, GDestroyNotify destroy)
{
  if (self->destroy_data != NULL)
    self->destroy_data (self->data);
  self->data = data;
  self->destroy_data = destroy;
}

/**
 * ktg_http_request_get_data:
 *
 * Returns: (transfer none) (nullable): the owner's own state
 */
gpointer
ktg_http_request_get_data (KtgHttpRequest *self)
{
  return self->data;
}
