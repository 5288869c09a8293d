/* test-buffers.c - what counts as sent has nearly left this computer
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-device.h"

#include <ktg-signing-key.h>

#include <sys/socket.h>

#define FILE_BYTES 8000000
/* What a deaf neighbour's window takes, the kernel's unsent rest, and a piece of the library's. */
#define NEARLY_LEFT_BYTES (256 * 1024)
#define QUIET_MS 300

/* Takes connections and reads nothing. */
static GSocket *
listen_deaf (char **url)
{
  g_autoptr (GInetAddress) loopback = g_inet_address_new_loopback (G_SOCKET_FAMILY_IPV4);
  g_autoptr (GSocketAddress) any = g_inet_socket_address_new (loopback, 0);
  g_autoptr (GSocketAddress) taken = NULL;
  GSocket *listener
      = g_socket_new (G_SOCKET_FAMILY_IPV4, G_SOCKET_TYPE_STREAM, G_SOCKET_PROTOCOL_TCP, NULL);

  g_assert_true (g_socket_set_option (listener, SOL_SOCKET, SO_RCVBUF, 8192, NULL));
  g_assert_true (g_socket_bind (listener, any, FALSE, NULL));
  g_assert_true (g_socket_listen (listener, NULL));
  taken = g_socket_get_local_address (listener, NULL);
  *url = g_strdup_printf ("http://127.0.0.1:%u",
                          g_inet_socket_address_get_port (G_INET_SOCKET_ADDRESS (taken)));

  return listener;
}

static KtgRequest *
make_upload (void)
{
  g_autoptr (GBytes) file = g_bytes_new_take (g_malloc0 (FILE_BYTES), FILE_BYTES);
  KtgRequest *request = ktg_request_new ("PATCH", "/v1/files/00");

  request->file = g_memory_input_stream_new_from_bytes (file);
  request->n_bytes = FILE_BYTES;

  return request;
}

static void
count_moved (guint n_bytes, gpointer user_data)
{
  *(guint64 *)user_data += n_bytes;
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

static gboolean
quiet_cb (gpointer user_data)
{
  *(gboolean *)user_data = TRUE;

  return G_SOURCE_REMOVE;
}

/* Until @n_moved has not changed for a while. On a machine so slow that it would still change the
 * test sees less, and never too much. */
static void
run_until_nothing_moves (const guint64 *n_moved)
{
  guint64 n_before;

  do
    {
      gboolean is_quiet = FALSE;

      n_before = *n_moved;
      g_timeout_add (QUIET_MS, quiet_cb, &is_quiet);
      while (!is_quiet)
        g_main_context_iteration (NULL, TRUE);
    }
  while (*n_moved != n_before || *n_moved == 0);
}

static void
stop (KtgTransport *transport, GCancellable *cancellable, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (cancellable);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ktg_transport_send_finish (transport, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
}

static void
test_what_counts_as_sent_has_nearly_left (void)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autofree char *url = NULL;
  g_autoptr (GSocket) deaf = listen_deaf (&url);
  g_autoptr (KtgTransport) transport = ktg_transport_new (url,
                                                          NULL,
                                                          ktg_signing_key_get_public (key),
                                                          &calling_device_world,
                                                          calling_device_sign,
                                                          key,
                                                          NULL);
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  g_autoptr (GAsyncResult) result = NULL;
  guint64 n_moved = 0;

  ktg_transport_set_moved (transport, count_moved, &n_moved);
  ktg_transport_send_async (transport, make_upload (), cancellable, answered_cb, &result);
  run_until_nothing_moves (&n_moved);
  g_test_message ("%" G_GUINT64_FORMAT " bytes counted, %" G_GUINT64_FORMAT " of them unsent",
                  n_moved,
                  ktg_transport_get_n_unsent (transport));
  g_assert_cmpuint (n_moved, <=, NEARLY_LEFT_BYTES);
  g_assert_cmpuint (ktg_transport_get_n_unsent (transport), >, 0);
  stop (transport, cancellable, &result);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  g_test_add_func ("/buffers/what-counts-as-sent-has-nearly-left",
                   test_what_counts_as_sent_has_nearly_left);

  return g_test_run ();
}
