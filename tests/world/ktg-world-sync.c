/* ktg-world-sync.c - the sync of a device or of a relay, by the clocks of this machine
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-world-sync.h"

/* Beyond the clocks of this machine. */
static gint64 passed_us;

KtgMoment
ktg_world_sync_get_now (void)
{
  KtgMoment moment = { g_get_real_time () + passed_us, 25200, 812345, FALSE, 0 };

  return moment;
}

static gint64
monotonic_us (void)
{
  return g_get_monotonic_time () + passed_us;
}

void
ktg_world_sync_pass (gint64 us)
{
  passed_us += us;
}

static double
draw (void)
{
  return 0;
}

static const KtgSyncWorld clocks = { ktg_world_sync_get_now, monotonic_us, draw };

KtgSync *
ktg_world_sync_new (KtgParty *party)
{
  return ktg_sync_new (party, &clocks);
}

KtgSync *
ktg_world_sync_enrol (KtgStoreDevice *device,
                      KtgTestServer  *server,
                      KtgRole         role,
                      const char     *region)
{
  g_autofree char *url = ktg_test_server_dup_url (server);

  return ktg_world_sync_enrol_at (device, server, url, role, region);
}

KtgSync *
ktg_world_sync_enrol_at (KtgStoreDevice *device,
                         KtgTestServer  *server,
                         const char     *url,
                         KtgRole         role,
                         const char     *region)
{
  KtgSync         *self = ktg_world_sync_new (KTG_PARTY (device->store));
  g_autofree char *code = ktg_test_server_make_code (server, role, region);
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_sync_enrol_async (self, url, code, NULL, NULL, NULL, ktg_store_device_answered_cb, &result);
  ktg_sync_enrol_finish (self, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
  if (role != KTG_ROLE_OFFICER)
    ktg_test_server_confirm (server, ktg_store_get_device (device->store));
  return self;
}

void
ktg_world_sync_free (KtgSync *self)
{
  ktg_sync_stop (self);
  g_object_unref (self);
}

void
ktg_world_sync_run (KtgSync *self)
{
  g_autoptr (GAsyncResult) result = NULL;
  g_autoptr (GError) error = NULL;

  ktg_sync_run_async (self, NULL, ktg_store_device_answered_cb, &result);
  ktg_sync_run_finish (self, ktg_store_device_wait_for (&result), &error);
  g_assert_no_error (error);
}

gboolean
ktg_world_sync_try (KtgSync *self)
{
  g_autoptr (GAsyncResult) result = NULL;

  ktg_sync_run_async (self, NULL, ktg_store_device_answered_cb, &result);
  return ktg_sync_run_finish (self, ktg_store_device_wait_for (&result), NULL);
}
