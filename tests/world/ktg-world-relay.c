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
  g_autoptr (KtgTestDevice) as_device = ktg_test_server_new_stranger (centre, key);
  g_autoptr (KtgTestReply) reply = ktg_test_device_introduce (as_device, &link, 1);
  KtgAccount *account;

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
