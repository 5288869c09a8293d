/* calling-fixture.c - a device, the server that knows it, and what it asks there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-fixture.h"

#include "calling-device.h"

KtgTransport *
calling_fixture_make_transport (CallingFixture *fixture, const char *url, const char *ca)
{
  g_autoptr (GError) error = NULL;
  KtgTransport *transport = ktg_transport_new (url,
                                               ca,
                                               ktg_signing_key_get_public (fixture->server_key),
                                               &calling_device_world,
                                               calling_device_sign,
                                               fixture->device_key,
                                               &error);

  g_assert_no_error (error);

  return transport;
}

void
calling_fixture_set_up (CallingFixture *fixture, gconstpointer data)
{
  fixture->server_key = ktg_signing_key_new ();
  fixture->device_key = ktg_signing_key_new ();
  fixture->server = fake_server_new (fixture->server_key, NULL);
  fake_server_know (fixture->server, ktg_signing_key_get_public (fixture->device_key));
  fixture->transport
      = calling_fixture_make_transport (fixture, fake_server_get_url (fixture->server), NULL);
  fixture->cancellable = g_cancellable_new ();
}

void
calling_fixture_tear_down (CallingFixture *fixture, gconstpointer data)
{
  g_object_unref (fixture->transport);
  g_object_unref (fixture->cancellable);
  fake_server_free (fixture->server);
  ktg_signing_key_unref (fixture->server_key);
  ktg_signing_key_unref (fixture->device_key);
}

static void
answered_cb (GObject *object, GAsyncResult *result, gpointer user_data)
{
  *(GAsyncResult **)user_data = g_object_ref (result);
}

/* @result: NULL; gets the end of it */
void
calling_fixture_ask (CallingFixture *fixture, KtgRequest *request, GAsyncResult **result)
{
  ktg_transport_send_async (fixture->transport, request, fixture->cancellable, answered_cb, result);
}

KtgAnswer *
calling_fixture_wait_for (CallingFixture *fixture, GAsyncResult **result, GError **error)
{
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);

  return ktg_transport_send_finish (fixture->transport, *result, error);
}
