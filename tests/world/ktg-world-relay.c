/* ktg-world-relay.c - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-relay.h"

#include <ktg-archive-join.h>
#include <ktg-enrol-json.h>
#include <ktg-service.h>
#include <ktg-test-link.h>

/* The root says that this key is a relay; the relay shows it, and hears its account. */
static KtgAccount *
introduce (KtgTestServer *centre, KtgSigningKey *key)
{
  g_autoptr (KtgSigningKey) root = ktg_test_server_load_root (centre);
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit_node (root, 2, key, "relay", "officer");
  g_autoptr (KtgTestDevice) as_device = ktg_test_device_new (centre->port);
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  g_autoptr (KtgTestReply) reply = NULL;
  KtgTestRequest request = { NULL };
  KtgAccount    *account;

  g_ptr_array_add (chain, link);
  request.body = body = ktg_shown_chain_write (chain);
  ktg_signing_key_unref (as_device->key);
  as_device->key = ktg_signing_key_ref (key);
  as_device->server_key
      = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (centre->archive)));
  reply = ktg_test_device_ask (as_device, "POST", "/v1/introduce", &request);
  g_assert_cmpuint (reply->status, ==, 200);
  account = ktg_account_json_parse (reply->content, NULL);
  account->url = ktg_test_server_dup_url (centre);
  return account;
}

KtgTestServer *
ktg_world_relay_new (KtgTestServer *centre)
{
  KtgTestServer *self = ktg_test_server_new ();
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = ktg_archive_open (self->folder, ktg_service_get_now_ms, &error);
  g_autoptr (KtgAccount) account = NULL;

  g_assert_no_error (error);
  account = introduce (centre, ktg_archive_get_key (archive));
  ktg_archive_join (archive, account, &error);
  g_assert_no_error (error);
  g_clear_pointer (&archive, ktg_archive_close);
  ktg_test_server_start (self);
  return self;
}
