/* ktg-world-relay.c - a relay beside the centre, on loopback
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-relay.h"

#include "ktg-world-sync.h"

#include <ktg-service.h>

KtgSync *
ktg_world_relay_begin_up (KtgArchive *archive, KtgArchiveParty **party)
{
  g_autoptr (GError) error = NULL;

  *party = ktg_archive_party_new (archive, &error);
  g_assert_no_error (error);
  return ktg_world_sync_new (KTG_PARTY (*party));
}

void
ktg_world_relay_end_up (KtgSync *up, KtgArchiveParty *party)
{
  gpointer left = party;

  g_object_add_weak_pointer (G_OBJECT (party), &left);
  ktg_world_sync_free (up);
  g_object_unref (party);
  while (left != NULL)
    g_main_context_iteration (NULL, TRUE);
}

static void
enrol (KtgSync *up, KtgTestServer *centre)
{
  g_autofree char *url = ktg_test_server_dup_url (centre);
  g_autofree char *code = ktg_test_server_make_node_code (centre, KTG_WORLD_RELAY_SCOPE);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_sync_enrol_async (up, url, code, NULL, NULL, NULL, ktg_store_device_answered_cb, &result);
  ktg_sync_enrol_finish (up, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
}

/* The folder is closed after it: it rests on another root now. */
static char *
join (KtgTestServer *self, KtgTestServer *centre)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = ktg_archive_open (self->folder, ktg_service_get_now_ms, &error);
  KtgArchiveParty *party;
  KtgSync         *up;

  g_assert_no_error (error);
  up = ktg_world_relay_begin_up (archive, &party);
  enrol (up, centre);
  ktg_world_relay_end_up (up, party);
  return g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (archive)));
}

KtgTestServer *
ktg_world_relay_new (KtgTestServer *centre)
{
  KtgTestServer   *self = ktg_test_server_new ();
  g_autofree char *key = join (self, centre);
  KtgArchiveParty *party;
  KtgSync         *up;

  ktg_test_server_confirm (centre, key);
  ktg_test_server_start (self);
  up = ktg_world_relay_begin_up (self->archive, &party);
  ktg_world_sync_run (up);
  ktg_world_relay_end_up (up, party);
  return self;
}
