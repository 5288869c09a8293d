/* ktg-world-server.c - the real server, for a program that is devices as well
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma GCC visibility push(default)
#include "ktg-world-server.h"
#pragma GCC visibility pop

#include <ktg-test-server.h>

#define REGION "34.71"
#define NO_NEWS G_MAXINT32

struct _KtgWorldServer
{
  KtgTestServer *server;
  KtgTestDevice *office;
};

KtgWorldServer *
ktg_world_server_new (void)
{
  KtgWorldServer *self = g_new0 (KtgWorldServer, 1);

  g_assert_true (ktg_seal_init ());
  self->server = ktg_test_server_new ();
  ktg_test_server_start (self->server);
  self->office = ktg_test_server_new_device (self->server, KTG_ROLE_OFFICE, REGION);

  return self;
}

void
ktg_world_server_free (KtgWorldServer *self)
{
  if (self == NULL)
    return;

  ktg_test_device_free (self->office);
  ktg_test_server_free (self->server);
  g_free (self);
}

void
ktg_world_server_stop (KtgWorldServer *self)
{
  ktg_test_server_stop (self->server);
}

void
ktg_world_server_start (KtgWorldServer *self)
{
  ktg_test_server_start (self->server);
}

guint
ktg_world_server_get_port (KtgWorldServer *self)
{
  return self->server->port;
}

const char *
ktg_world_server_get_folder (KtgWorldServer *self)
{
  return self->server->folder;
}

char *
ktg_world_server_make_officer_code (KtgWorldServer *self, const char *region)
{
  return ktg_test_server_make_code (self->server, KTG_ROLE_OFFICER, region);
}

char *
ktg_world_server_make_office_code (KtgWorldServer *self, const char *region)
{
  return ktg_test_server_make_code (self->server, KTG_ROLE_OFFICE, region);
}

void
ktg_world_server_review (KtgWorldServer *self, const char *report_id, const char *state)
{
  g_autoptr (GPtrArray) events
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  g_ptr_array_add (events, ktg_test_device_review (self->office, report_id, state));
  answer = ktg_test_device_exchange (self->office, events, NO_NEWS);
  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
}

gboolean
ktg_world_server_list (KtgWorldServer *self, char **json)
{
  return ktg_test_server_run (self->server, json, "list", "--json", NULL) == 0;
}

gboolean
ktg_world_server_verify (KtgWorldServer *self, char **said)
{
  return ktg_test_server_run (self->server, said, "verify", NULL) == 0;
}
