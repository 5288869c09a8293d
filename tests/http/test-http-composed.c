/* test-http-composed.c - an answer that is written when its turn comes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"

#include <ktg-http.h>

#include <unistd.h>

#define HEAR_MS 20000
#define GET "GET /v1/composed HTTP/1.1\r\nHost: a\r\n\r\n"

typedef struct
{
  KtgHttp     *http;
  GAsyncQueue *asked; /* of KtgHttpRequest */
  GThread     *composed_on;
  int          n_composed;
  int          n_freed;
} World;

static KtgHttpAnswer *
compose_cb (gpointer data)
{
  World *self = data;
  g_autoptr (GBytes) content = g_bytes_new_static ("in time", 7);

  self->composed_on = g_thread_self ();
  g_atomic_int_inc (&self->n_composed);
  return ktg_http_answer_new (200, "text/plain", content);
}

static void
freed_cb (gpointer data)
{
  World *self = data;

  g_atomic_int_inc (&self->n_freed);
}

static void
asked_cb (KtgHttpRequest *request, gpointer user_data)
{
  World *self = user_data;

  g_async_queue_push (self->asked, ktg_http_request_ref (request));
}

static void
world_open (World *self)
{
  static const KtgHttpRoute routes[] = { { "GET", "/v1/composed", .ready = asked_cb }, { NULL } };
  g_autoptr (GError) error = NULL;
  int fd = ktg_http_listen ("127.0.0.1:0", &error);

  g_assert_no_error (error);
  *self = (World){ .asked = g_async_queue_new () };
  self->http = ktg_http_start (fd, routes, NULL, NULL, self, &error);
  g_assert_no_error (error);
}

static void
world_close (World *self)
{
  ktg_http_free (self->http);
  g_async_queue_unref (self->asked);
}

static int
ask (World *self, KtgHttpRequest **request)
{
  int fd = ktg_http_caller_connect (ktg_http_get_port (self->http));

  g_assert_true (ktg_http_caller_say (fd, GET));
  *request = g_async_queue_pop (self->asked);
  return fd;
}

static void
it_is_written_once_by_the_thread_that_sends_it (void)
{
  World world;
  int   fd;
  g_autoptr (KtgHttpRequest) request = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;

  world_open (&world);
  fd = ask (&world, &request);
  ktg_http_request_answer (request, ktg_http_answer_new_later (compose_cb, &world, freed_cb));
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "in time"), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&world.n_composed), ==, 1);
  g_assert_cmpint (g_atomic_int_get (&world.n_freed), ==, 1);
  g_assert_true (world.composed_on != g_thread_self ());
  close (fd);
  world_close (&world);
}

static void
the_first_answer_counts (void)
{
  World world;
  int   fd;
  g_autoptr (KtgHttpRequest) request = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;

  world_open (&world);
  fd = ask (&world, &request);
  ktg_http_request_answer (request, ktg_http_answer_new (204, NULL, NULL));
  ktg_http_request_answer (request, ktg_http_answer_new_later (compose_cb, &world, freed_cb));
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 204);
  g_assert_cmpint (g_atomic_int_get (&world.n_freed), ==, 1);
  close (fd);
  world_close (&world);
  g_assert_cmpint (world.n_composed, ==, 0);
}

static void
nobody_writes_what_nobody_hears (void)
{
  World world;
  int   fd;
  g_autoptr (KtgHttpRequest) request = NULL;

  world_open (&world);
  fd = ask (&world, &request);
  ktg_http_request_cut (request);
  ktg_http_request_answer (request, ktg_http_answer_new_later (compose_cb, &world, freed_cb));
  world_close (&world);

  g_assert_cmpint (world.n_composed, ==, 0);
  g_assert_cmpint (world.n_freed, ==, 1);
  close (fd);
}

/* Whatever comes first, the owner's state is let go once. */
static void
it_is_let_go_however_the_connection_ends (void)
{
  World world;

  world_open (&world);
  for (guint i = 0; i < 100; i++)
    {
      g_autoptr (KtgHttpRequest) request = NULL;
      int fd = ask (&world, &request);

      if (i % 2 == 0)
        ktg_http_caller_reset (fd);
      ktg_http_request_answer (request, ktg_http_answer_new_later (compose_cb, &world, freed_cb));
      if (i % 4 == 1)
        ktg_http_request_cut (request);
      if (i % 2 != 0)
        close (fd);
    }
  world_close (&world);

  g_assert_cmpint (world.n_freed, ==, 100);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/http-composed/it-is-written-once-by-the-thread-that-sends-it",
                   it_is_written_once_by_the_thread_that_sends_it);
  g_test_add_func ("/http-composed/the-first-answer-counts", the_first_answer_counts);
  g_test_add_func ("/http-composed/nobody-writes-what-nobody-hears",
                   nobody_writes_what_nobody_hears);
  g_test_add_func ("/http-composed/it-is-let-go-however-the-connection-ends",
                   it_is_let_go_however_the_connection_ends);

  return g_test_run ();
}
