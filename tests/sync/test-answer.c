/* test-answer.c - how long an answer is waited for, and how much of it is taken
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-device.h"

#include <ktg-http-session.h>
#include <ktg-transport.h>

#include <string.h>

#define KIB 1024
#define HEAD "HTTP/1.1 200 OK\r\nContent-Length: 70000\r\n\r\n"

/* Says the beginning of an answer and nothing more, and then so much time goes by. */
typedef struct
{
  const char        *begin;
  gsize              n_content; /* after it */
  gint64             wait_us;
  char               request[KIB];
  GSocketConnection *connection;
} Dripping;

static gint64 waited_us;

static gint64
monotonic_us (void)
{
  return g_get_monotonic_time () + waited_us;
}

static void
asked_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  Dripping        *dripping = user_data;
  GOutputStream   *stream = g_io_stream_get_output_stream (G_IO_STREAM (dripping->connection));
  g_autofree char *content = g_malloc0 (dripping->n_content + 1);

  g_assert_cmpint (g_input_stream_read_finish (G_INPUT_STREAM (object), result, NULL), >, 0);
  g_output_stream_write_all (stream, dripping->begin, strlen (dripping->begin), NULL, NULL, NULL);
  g_output_stream_write_all (stream, content, dripping->n_content, NULL, NULL, NULL);
  waited_us = dripping->wait_us;
}

static gboolean
called_cb (GSocketService *service, GSocketConnection *connection, GObject *source, gpointer data)
{
  Dripping *dripping = data;

  dripping->connection = g_object_ref (connection);
  g_input_stream_read_async (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                             dripping->request,
                             sizeof dripping->request,
                             G_PRIORITY_DEFAULT,
                             NULL,
                             asked_cb,
                             dripping);

  return TRUE;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* Of one that has proven no key yet. */
static KtgAnswer *
ask (Dripping *dripping, GError **error)
{
  KtgSyncWorld world = calling_device_world;
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("http://127.0.0.1:%u", port);
  g_autoptr (KtgTransport) transport = NULL;
  g_autoptr (GAsyncResult) result = NULL;
  KtgRequest *request = ktg_request_new ("GET", "/v1/node");

  world.monotonic_us = monotonic_us;
  waited_us = 0;
  request->is_unsigned = TRUE;
  g_signal_connect (service, "incoming", G_CALLBACK (called_cb), dripping);
  transport = ktg_transport_new (url, NULL, NULL, &world, calling_device_sign, NULL, NULL);
  ktg_transport_send_async (transport, request, NULL, answered_cb, &result);
  while (result == NULL)
    g_main_context_iteration (NULL, TRUE);

  g_clear_object (&dripping->connection);
  return ktg_transport_send_finish (transport, result, error);
}

static void
test_an_answer_has_two_minutes_and_a_second_for_each_kib (void)
{
  g_assert_false (ktg_answer_is_late (120 * G_TIME_SPAN_SECOND, 0));
  g_assert_true (ktg_answer_is_late (121 * G_TIME_SPAN_SECOND, 0));
  g_assert_true (ktg_answer_is_late (218 * G_TIME_SPAN_SECOND, 218));
  g_assert_false (ktg_answer_is_late (218 * G_TIME_SPAN_SECOND, 98 * KIB));
  g_assert_false (ktg_answer_is_late (900 * G_TIME_SPAN_SECOND, 900 * KIB));
  g_assert_true (ktg_answer_is_late (9000 * G_TIME_SPAN_SECOND, 8 * KIB * KIB));
}

static void
test_who_drips_is_given_up (void)
{
  Dripping drippings[] = {
    { "HTTP/1.1 200 OK\r\nX-Some", 0, 122 * G_TIME_SPAN_SECOND },
    { HEAD, 100, 122 * G_TIME_SPAN_SECOND },
  };

  for (guint i = 0; i < G_N_ELEMENTS (drippings); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ask (&drippings[i], &error));
      g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_TOO_SLOW);
    }
}

static void
test_who_has_proven_nothing_is_not_listened_to_for_long (void)
{
  Dripping talker = { HEAD, 70000, 0 };
  g_autoptr (GError) error = NULL;

  g_assert_null (ask (&talker, &error));
  g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NOT_KENTONGAN);
}

/* It counts from the last byte, and an answer's two minutes from when the request had left: so this
 * is what ends a request that stands still on its way. */
static void
test_who_says_nothing_is_given_up (void)
{
  g_autoptr (KtgHttpSession) session = ktg_http_session_new ("https://centre.example", NULL);

  g_assert_cmpuint (ktg_http_session_get_quiet_s (session), ==, 60);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);

  g_test_add_func ("/answer/it-has-two-minutes-and-a-second-for-each-kib",
                   test_an_answer_has_two_minutes_and_a_second_for_each_kib);
  g_test_add_func ("/answer/who-says-nothing-is-given-up", test_who_says_nothing_is_given_up);
  g_test_add_func ("/answer/who-drips-is-given-up", test_who_drips_is_given_up);
  g_test_add_func ("/answer/who-has-proven-nothing-is-not-listened-to-for-long",
                   test_who_has_proven_nothing_is_not_listened_to_for_long);

  return g_test_run ();
}
