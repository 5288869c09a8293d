/* test-cuttable-link.c - the link of the world's tests, by itself
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cuttable-link.h"

#include <string.h>

#define SAID "through both sockets"
#define N_CONNECTIONS 8

static void
finished_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static GAsyncResult *
wait_for (GAsyncResult **result)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return *result;
}

static GSocketConnection *
connect_to (guint port)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_client_set_enable_proxy (client, FALSE);
  g_socket_client_connect_to_host_async (client,
                                         "127.0.0.1",
                                         (guint16)port,
                                         NULL,
                                         finished_cb,
                                         &result);
  connection = g_socket_client_connect_to_host_finish (client, wait_for (&result), &error);
  g_assert_no_error (error);

  return connection;
}

static GSocketConnection *
accept_one (GSocketListener *listener)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection;

  g_socket_listener_accept_async (listener, NULL, finished_cb, &result);
  connection = g_socket_listener_accept_finish (listener, wait_for (&result), NULL, &error);
  g_assert_no_error (error);

  return connection;
}

/* What one end says the other hears, so both ways of the wire are read and written. */
static void
say (GSocketConnection *from, GSocketConnection *to)
{
  GOutputStream *out = g_io_stream_get_output_stream (G_IO_STREAM (from));
  GInputStream  *in = g_io_stream_get_input_stream (G_IO_STREAM (to));
  char           heard[sizeof SAID] = "";
  gsize          n_heard = 0;
  g_autoptr (GAsyncResult) result = NULL;

  g_assert_true (g_output_stream_write_all (out, SAID, sizeof SAID, NULL, NULL, NULL));
  g_input_stream_read_all_async (in,
                                 heard,
                                 sizeof heard,
                                 G_PRIORITY_DEFAULT,
                                 NULL,
                                 finished_cb,
                                 &result);
  g_assert_true (g_input_stream_read_all_finish (in, wait_for (&result), &n_heard, NULL));
  g_assert_cmpstr (heard, ==, SAID);
}

/* Its callbacks come later than it goes: each has a wire, and none asks it for the link. */
static void
test_a_link_may_go_before_its_wires (void)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (1);
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autoptr (GPtrArray) ends = g_ptr_array_new_with_free_func (g_object_unref);
  KtgCuttableLink *link = ktg_cuttable_link_new (port, chance);

  for (guint i = 0; i < N_CONNECTIONS; i++)
    {
      GSocketConnection *device = connect_to (ktg_cuttable_link_get_port (link));
      GSocketConnection *server = accept_one (listener);

      g_ptr_array_add (ends, device);
      g_ptr_array_add (ends, server);
      say (device, server);
      say (server, device);
    }
  g_assert_cmpuint (ktg_cuttable_link_get_tally (link)->n_connections, ==, N_CONNECTIONS);
  ktg_cuttable_link_drop (link);
  ktg_cuttable_link_free (link);
  while (g_main_context_iteration (NULL, FALSE))
    continue;
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/cuttable-link/a-link-may-go-before-its-wires",
                   test_a_link_may_go_before_its_wires);

  return g_test_run ();
}
