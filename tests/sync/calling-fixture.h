/* calling-fixture.h - a device, the server that knows it, and what it asks there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "fake-server.h"

#include <ktg-transport.h>

G_BEGIN_DECLS

typedef struct
{
  KtgSigningKey *server_key;
  KtgSigningKey *device_key;
  FakeServer    *server;
  KtgTransport  *transport;
  GCancellable  *cancellable;
} CallingFixture;

void calling_fixture_set_up (CallingFixture *fixture, gconstpointer data);
void calling_fixture_tear_down (CallingFixture *fixture, gconstpointer data);

KtgTransport *
calling_fixture_make_transport (CallingFixture *fixture, const char *url, const char *ca);

void calling_fixture_ask (CallingFixture *fixture, KtgRequest *request, GAsyncResult **result);
KtgAnswer *
calling_fixture_wait_for (CallingFixture *fixture, GAsyncResult **result, GError **error);

G_END_DECLS
