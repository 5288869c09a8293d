/* ktg-world-relay.c - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-relay.h"

#include "ktg-world-sync.h"

#include <ktg-archive-party.h>
#include <ktg-service.h>

static KtgSync *
open_sync (KtgArchive *archive)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchiveParty) party = ktg_archive_party_new (archive, &error);

  g_assert_no_error (error);
  return ktg_world_sync_new (KTG_PARTY (party));
}

/* The folder is closed after it: it rests on another root now. */
static char *
join (KtgTestServer *self, KtgTestServer *centre)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = ktg_archive_open (self->folder, ktg_service_get_now_ms, &error);
  KtgSync         *sync = open_sync (archive);
  g_autofree char *url = ktg_test_server_dup_url (centre);
  g_autofree char *code = ktg_test_server_make_node_code (centre, KTG_WORLD_RELAY_SCOPE);
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_enrol_async (sync, url, code, NULL, NULL, NULL, ktg_store_device_answered_cb, &result);
  ktg_sync_enrol_finish (sync, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  ktg_world_sync_free (sync);
  return g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (archive)));
}

KtgTestServer *
ktg_world_relay_new (KtgTestServer *centre)
{
  KtgTestServer   *self = ktg_test_server_new ();
  g_autofree char *key = join (self, centre);
  KtgSync         *sync;

  ktg_test_server_confirm (centre, key);
  ktg_test_server_start (self);
  sync = open_sync (self->archive);
  ktg_world_sync_run (sync);
  ktg_world_sync_free (sync);
  return self;
}
