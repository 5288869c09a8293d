/* ktg-http-stream.c - an answer that is written while it is sent
 *
 * Its owner, on a thread that may wait, hands over one piece after the other and waits until the
 * one before is under way: so no more than one is held, however slowly it is read. While there is
 * none, the connection is suspended and costs nothing.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-stream.h"

#include "ktg-http-answer-private.h"
#include "ktg-http-request-private.h"

#include <string.h>

#define BLOCK_BYTES 16384

struct _KtgHttpStream
{
  KtgHttpRequest *request;

  GMutex   lock; /* guards all below */
  GCond    changed;
  GBytes  *piece; /* that is being sent, from `at` on */
  gsize    at;
  gboolean is_waiting; /* the connection is suspended until there is something to send */
  gboolean is_ended;   /* nothing follows */
  gboolean is_over;    /* nobody is reached any more */
  guint    n_calls;    /* off, of whoever waits in a send */
};

static void
clear (gpointer data)
{
  KtgHttpStream *self = data;

  g_clear_pointer (&self->piece, g_bytes_unref);
  ktg_http_request_unref (self->request);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
}

/**
 * ktg_http_stream_unref:
 * @self: (nullable): a stream
 *
 * Gives a reference back, on any thread.
 */
void
ktg_http_stream_unref (KtgHttpStream *self)
{
  if (self != NULL)
    g_atomic_rc_box_release_full (self, clear);
}

/* Lets the HTTP thread go on. */
static void
wake_locked (KtgHttpStream *self)
{
  if (self->is_waiting)
    ktg_http_request_resume (self->request);

  self->is_waiting = FALSE;
}

static gsize
take_locked (KtgHttpStream *self, char *buffer, gsize max_bytes)
{
  gsize       size;
  const char *bytes = g_bytes_get_data (self->piece, &size);
  gsize       n = MIN (max_bytes, size - self->at);

  memcpy (buffer, bytes + self->at, n);
  self->at += n;
  if (self->at == size)
    {
      g_clear_pointer (&self->piece, g_bytes_unref);
      g_cond_broadcast (&self->changed);
    }
  return n;
}

/* On the HTTP thread, whenever the connection takes more. */
static ssize_t
read_cb (void *user_data, uint64_t position, char *buffer, size_t max_bytes)
{
  KtgHttpStream *self = user_data;
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_waiting = FALSE;
  if (self->is_over)
    return MHD_CONTENT_READER_END_WITH_ERROR;
  if (self->piece != NULL)
    {
      ktg_http_request_set_deadline (self->request, self->request->budget->limits.idle_ms);
      return (ssize_t)take_locked (self, buffer, max_bytes);
    }
  if (self->is_ended)
    return MHD_CONTENT_READER_END_OF_STREAM;

  self->is_waiting = ktg_http_request_pause (self->request);
  return self->is_waiting ? 0 : MHD_CONTENT_READER_END_WITH_ERROR;
}

static void
set_over (KtgHttpStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_over = TRUE;
  g_cond_broadcast (&self->changed);
  wake_locked (self);
}

static void
response_freed_cb (void *user_data)
{
  KtgHttpStream *self = user_data;

  set_over (self);
  ktg_http_stream_unref (self);
}

/* What the library sends of it. */
static struct MHD_Response *
new_response (KtgHttpStream *self)
{
  return MHD_create_response_from_callback (MHD_SIZE_UNKNOWN,
                                            BLOCK_BYTES,
                                            read_cb,
                                            g_atomic_rc_box_acquire (self),
                                            response_freed_cb);
}

/**
 * ktg_http_stream_begin:
 * @request: is answered with 200 and with what is sent here
 * @content_type: of all of it
 *
 * From any thread.
 *
 * Returns: (transfer full): the answer's body; its owner ends it, or cuts it
 */
KtgHttpStream *
ktg_http_stream_begin (KtgHttpRequest *request, const char *content_type)
{
  KtgHttpStream *self = g_atomic_rc_box_new0 (KtgHttpStream);

  self->request = ktg_http_request_ref (request);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  ktg_http_request_answer (request,
                           ktg_http_answer_new_apart (200, content_type, new_response (self), 0));

  return self;
}

/**
 * ktg_http_stream_send:
 * @self: a stream
 * @piece: not empty
 *
 * Waits until the piece before it is under way; so not on an HTTP thread.
 *
 * Returns: %FALSE where nobody is reached any more, or it was called off: then nothing of it is
 * sent
 */
gboolean
ktg_http_stream_send (KtgHttpStream *self, GBytes *piece)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);
  const guint n_calls = self->n_calls;

  while (self->piece != NULL && !self->is_over && self->n_calls == n_calls)
    g_cond_wait (&self->changed, &self->lock);
  if (self->is_over || self->piece != NULL)
    return FALSE;

  self->piece = g_bytes_ref (piece);
  self->at = 0;
  wake_locked (self);
  return TRUE;
}

/**
 * ktg_http_stream_call_off:
 * @self: a stream
 *
 * Whoever waits in ktg_http_stream_send() at this moment waits no longer, and sent nothing. What is
 * sent later is sent. From any thread.
 */
void
ktg_http_stream_call_off (KtgHttpStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->n_calls++;
  g_cond_broadcast (&self->changed);
}

/**
 * ktg_http_stream_end:
 * @self: a stream
 *
 * All was said.
 */
void
ktg_http_stream_end (KtgHttpStream *self)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&self->lock);

  self->is_ended = TRUE;
  wake_locked (self);
}

/**
 * ktg_http_stream_cut:
 * @self: a stream
 *
 * What follows is not said, and whoever reads finds that out. From any thread.
 */
void
ktg_http_stream_cut (KtgHttpStream *self)
{
  set_over (self);
  ktg_http_request_cut (self->request);
}
