/* ktg-roster.c - every enrolled device's key, in memory
 *
 * So that a request's signature is judged without asking the database. A hundred thousand devices
 * take about ten megabytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster.h"

struct _KtgRoster
{
  GRWLock     lock;
  GHashTable *devices; /* key → KtgDevice, whose key it is */
};

KtgRoster *
ktg_roster_new (void)
{
  KtgRoster *self = g_new0 (KtgRoster, 1);

  g_rw_lock_init (&self->lock);
  self->devices
      = g_hash_table_new_full (g_str_hash, g_str_equal, NULL, (GDestroyNotify)ktg_device_unref);

  return self;
}

void
ktg_roster_free (KtgRoster *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->devices);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

/**
 * ktg_roster_put:
 * @device: (transfer full): takes the place of one with the same key
 *
 * From any thread, once the database says the same.
 */
void
ktg_roster_put (KtgRoster *self, KtgDevice *device)
{
  g_rw_lock_writer_lock (&self->lock);
  g_hash_table_replace (self->devices, device->key, device);
  g_rw_lock_writer_unlock (&self->lock);
}

/**
 * ktg_roster_dup_device:
 *
 * Returns: (transfer full) (nullable): the device with this key, revoked or not; from any thread
 */
KtgDevice *
ktg_roster_dup_device (KtgRoster *self, const char *key)
{
  KtgDevice *device;

  g_rw_lock_reader_lock (&self->lock);
  device = g_hash_table_lookup (self->devices, key);
  if (device != NULL)
    ktg_device_ref (device);
  g_rw_lock_reader_unlock (&self->lock);

  return device;
}
