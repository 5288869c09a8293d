/* test-closed-connection.c - what libsoup does not end: a request whose connection closes between
 * two of its looks, and one whose file is not read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-fixture.h"

#include <ktg-exchange-json.h>
#include <ktg-http-signature.h>
#include <ktg-transport.h>

#include <dlfcn.h>
#include <sys/socket.h>
#include <unistd.h>

#define HANG_S 50
#define STILL_MS 1500 /* longer than a message may take to begin */
#define N_LOOKS 4     /* more than it takes at a request on a warm connection */

static guint n_looks_left; /* until the other end closes, right before that look; 0: it does not */

/* In the place of GIO's own. */
gboolean
g_socket_is_connected (GSocket *socket)
{
  gboolean (*is_connected) (GSocket *) = dlsym (RTLD_NEXT, "g_socket_is_connected");

  if (n_looks_left > 0 && --n_looks_left == 0)
    shutdown (g_socket_get_fd (socket), SHUT_RD);

  return is_connected (socket);
}

static KtgRequest *
make_exchange (void)
{
  KtgRequest *request = ktg_request_new ("POST", "/v1/exchange");
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  request->body = ktg_exchange_request_write (message);

  return request;
}

static void
assert_status (CallingFixture *fixture, KtgRequest *request, guint status)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (KtgAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  calling_fixture_ask (fixture, request, &result);
  answer = calling_fixture_wait_for (fixture, &result, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, status);
  g_assert_true (answer->is_proven);
}

/* What the answer before left to be done would have libsoup look once more. */
static void
make_warm (CallingFixture *fixture)
{
  n_looks_left = 0;
  assert_status (fixture, make_exchange (), 200);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_a_request_goes_over_another_connection (CallingFixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= N_LOOKS; i++)
    {
      make_warm (fixture);
      n_looks_left = i;
      assert_status (fixture, make_exchange (), 200);
    }
}

static KtgRequest *
make_upload (void)
{
  g_autofree char *path = g_strdup_printf ("/v1/files/%064u", 7);
  KtgRequest      *request = ktg_request_new ("PATCH", path);

  request->file = g_memory_input_stream_new_from_data ("a photo", 7, NULL);
  request->n_bytes = 7;

  return request;
}

static void
test_a_file_goes_whole_over_another_connection (CallingFixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= N_LOOKS; i++)
    {
      make_warm (fixture);
      n_looks_left = i;
      assert_status (fixture, make_upload (), 404); /* no event named it */
      g_assert_cmpuint (fake_server_get_n_file_bytes (fixture->server), ==, i * 7);
    }
}

static void
test_it_can_be_stopped_meanwhile (CallingFixture *fixture, gconstpointer data)
{
  for (guint i = 1; i <= N_LOOKS; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (KtgAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;
      gboolean is_answered;

      make_warm (fixture);
      n_looks_left = i;
      calling_fixture_ask (fixture, make_exchange (), &result);
      while (n_looks_left > 0 && result == NULL)
        g_main_context_iteration (NULL, TRUE);
      is_answered = result != NULL;
      g_cancellable_cancel (fixture->cancellable);
      answer = calling_fixture_wait_for (fixture, &result, &error);
      g_assert_cmpint (answer != NULL, ==, is_answered);
      g_assert_true (is_answered || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      g_cancellable_reset (fixture->cancellable);
    }
}

/* Whoever had no turn for so long hears first what came meanwhile. */
static void
test_a_machine_that_stood_still_ends_nothing (CallingFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 2; i++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (KtgAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      calling_fixture_ask (fixture, make_exchange (), &result);
      g_usleep (STILL_MS * 1000);
      answer = calling_fixture_wait_for (fixture, &result, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, 200);
    }
}

/* --- a file that is not read --- */

G_DECLARE_FINAL_TYPE (HeldStream, held_stream, HELD, STREAM, GInputStream)

struct _HeldStream
{
  GInputStream parent_instance;

  GTask *reading; /* NULL: nobody asked for anything yet */
};

G_DEFINE_FINAL_TYPE (HeldStream, held_stream, G_TYPE_INPUT_STREAM)

static void
held_stream_read_async (GInputStream       *stream,
                        void               *buffer,
                        gsize               count,
                        int                 priority,
                        GCancellable       *cancellable,
                        GAsyncReadyCallback callback,
                        gpointer            user_data)
{
  HELD_STREAM (stream)->reading = g_task_new (stream, NULL, callback, user_data);
}

static gssize
held_stream_read_finish (GInputStream *stream, GAsyncResult *result, GError **error)
{
  return g_task_propagate_int (G_TASK (result), error);
}

static void
held_stream_class_init (HeldStreamClass *klass)
{
  G_INPUT_STREAM_CLASS (klass)->read_async = held_stream_read_async;
  G_INPUT_STREAM_CLASS (klass)->read_finish = held_stream_read_finish;
}

static void
held_stream_init (HeldStream *self)
{
}

static void
let_the_reading_end (HeldStream *stream)
{
  g_autoptr (GTask) reading = g_steal_pointer (&stream->reading);

  g_task_return_int (reading, 0);
  while (g_main_context_iteration (NULL, FALSE))
    ;
}

static void
test_it_can_be_stopped_while_its_file_is_not_read (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (HeldStream) stream = g_object_new (held_stream_get_type (), NULL);
  KtgRequest *request = make_upload ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  g_set_object (&request->file, G_INPUT_STREAM (stream));
  calling_fixture_ask (fixture, request, &result);
  while (stream->reading == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_cancellable_cancel (fixture->cancellable);
  g_assert_null (calling_fixture_wait_for (fixture, &result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);

  g_cancellable_reset (fixture->cancellable);
  assert_status (fixture, make_exchange (), 200);
  let_the_reading_end (stream);
  assert_status (fixture, make_exchange (), 200);
}

#define ADD(name, function)                                                                        \
  g_test_add ("/closed-connection/" name,                                                          \
              CallingFixture,                                                                      \
              NULL,                                                                                \
              calling_fixture_set_up,                                                              \
              function,                                                                            \
              calling_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  alarm (HANG_S); /* what waits for ever is to fail */

  ADD ("a-request-goes-over-another-connection", test_a_request_goes_over_another_connection);
  ADD ("a-file-goes-whole-over-another-connection", test_a_file_goes_whole_over_another_connection);
  ADD ("a-machine-that-stood-still-ends-nothing", test_a_machine_that_stood_still_ends_nothing);
  ADD ("it-can-be-stopped-meanwhile", test_it_can_be_stopped_meanwhile);
  ADD ("it-can-be-stopped-while-its-file-is-not-read",
       test_it_can_be_stopped_while_its_file_is_not_read);

  return g_test_run ();
}
