/* ktg-roster.c - every enrolled device's key, in memory
 *
 * So that a request's signature is judged without asking the database. A hundred thousand devices
 * take about ten megabytes.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-roster.h"

#include <ktg-http-signature.h>

#include <string.h>

#define SEEN_WRITTEN_EVERY_MS (60 * 60 * G_GINT64_CONSTANT (1000))

struct _KtgRoster
{
  GRWLock     lock;
  GHashTable *entries; /* key → Entry, whose device's key it is; only what names it is compared */
  KtgUpstreamClock clock;
};

/* When it was seen is worth no commit of its own: it is written rarely, beside what is written
 * anyway. Both times change under the reader's lock, and so as atoms. */
typedef struct
{
  KtgDevice *device;
  gint64     seen_ms;
  gint64     written_ms;
} Entry;

static void
entry_free (gpointer data)
{
  Entry *entry = data;

  ktg_device_unref (entry->device);
  g_free (entry);
}

static guint
hash_name (gconstpointer key)
{
  guint hash = 5381;

  for (const char *at = key; *at != '\0' && at < (const char *)key + KTG_KEY_NAME_CHARS; at++)
    hash = hash * 33 + (guchar)*at;

  return hash;
}

static gboolean
is_same_name (gconstpointer a, gconstpointer b)
{
  return strncmp (a, b, KTG_KEY_NAME_CHARS) == 0;
}

/**
 * ktg_roster_new:
 *
 * Returns: (transfer full): a roster that knows nobody
 */
KtgRoster *
ktg_roster_new (void)
{
  KtgRoster *self = g_new0 (KtgRoster, 1);

  g_rw_lock_init (&self->lock);
  self->entries = g_hash_table_new_full (hash_name, is_same_name, NULL, entry_free);

  return self;
}

/**
 * ktg_roster_free:
 * @self: (nullable): a roster
 *
 * Once nobody asks it any more.
 */
void
ktg_roster_free (KtgRoster *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->entries);
  g_rw_lock_clear (&self->lock);
  g_free (self);
}

/* Nothing lets a device in again that was shut out. */
static KtgDevice *
keep_revoked (const Entry *old, KtgDevice *device)
{
  KtgDevice *revoked;

  if (old == NULL || !old->device->is_revoked || device->is_revoked)
    return device;

  revoked = ktg_device_new_revoked (device);
  ktg_device_unref (device);
  return revoked;
}

/**
 * ktg_roster_put:
 * @device: (transfer full): takes the place of one with the same key; if that was revoked, so is it
 *
 * From any thread, once the database says the same; a revocation also before.
 */
void
ktg_roster_put (KtgRoster *self, KtgDevice *device)
{
  Entry *entry = g_new0 (Entry, 1);
  Entry *old;

  g_rw_lock_writer_lock (&self->lock);
  old = g_hash_table_lookup (self->entries, device->key);
  if (old != NULL)
    *entry = *old;
  entry->device = keep_revoked (old, device);
  g_hash_table_replace (self->entries, entry->device->key, entry);
  g_rw_lock_writer_unlock (&self->lock);
}

/**
 * ktg_roster_put_all:
 * @devices: (element-type KtgDevice): what a transaction changed
 *
 * As ktg_roster_put() for each.
 */
void
ktg_roster_put_all (KtgRoster *self, const GPtrArray *devices)
{
  for (guint i = 0; i < devices->len; i++)
    ktg_roster_put (self, ktg_device_ref (g_ptr_array_index (devices, i)));
}

static KtgDevice *
dup_device (KtgRoster *self, const char *key)
{
  Entry     *entry;
  KtgDevice *device = NULL;

  g_rw_lock_reader_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL)
    device = ktg_device_ref (entry->device);
  g_rw_lock_reader_unlock (&self->lock);

  return device;
}

/**
 * ktg_roster_dup_named:
 * @keyid: what names its key, which no two devices share
 *
 * Returns: (transfer full) (nullable): the device, revoked or not; from any thread
 */
KtgDevice *
ktg_roster_dup_named (KtgRoster *self, const char *keyid)
{
  return strlen (keyid) == KTG_KEY_NAME_CHARS ? dup_device (self, keyid) : NULL;
}

/**
 * ktg_roster_dup_device:
 *
 * Returns: (transfer full) (nullable): the device with this key, revoked or not; from any thread
 */
KtgDevice *
ktg_roster_dup_device (KtgRoster *self, const char *key)
{
  g_autoptr (KtgDevice) device = dup_device (self, key);

  return device != NULL && strcmp (device->key, key) == 0 ? g_steal_pointer (&device) : NULL;
}

/**
 * ktg_roster_set_clock:
 * @clock: what is known of the centre's clock from now on
 *
 * From any thread, once the database says the same.
 */
void
ktg_roster_set_clock (KtgRoster *self, const KtgUpstreamClock *clock)
{
  g_rw_lock_writer_lock (&self->lock);
  self->clock = *clock;
  g_rw_lock_writer_unlock (&self->lock);
}

/**
 * ktg_roster_tell_centre_ms:
 * @now_ms: the server's clock
 *
 * From any thread.
 *
 * Returns: the time by which what a device was admitted for is over, as
 * ktg_upstream_clock_tell() says it
 */
gint64
ktg_roster_tell_centre_ms (KtgRoster *self, gint64 now_ms)
{
  gint64 centre_ms;

  g_rw_lock_reader_lock (&self->lock);
  centre_ms = ktg_upstream_clock_tell (&self->clock, now_ms);
  g_rw_lock_reader_unlock (&self->lock);

  return centre_ms;
}

/**
 * ktg_roster_note_seen:
 * @key: of a device that was let in
 * @now_ms: the server's clock
 *
 * From any thread.
 */
void
ktg_roster_note_seen (KtgRoster *self, const char *key, gint64 now_ms)
{
  Entry *entry;

  g_rw_lock_reader_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL)
    __atomic_store_n (&entry->seen_ms, now_ms, __ATOMIC_RELAXED);
  g_rw_lock_reader_unlock (&self->lock);
}

/**
 * ktg_roster_get_seen_ms:
 * @key: of a device
 *
 * Returns: when it was last let in since this process began, or 0; from any thread
 */
gint64
ktg_roster_get_seen_ms (KtgRoster *self, const char *key)
{
  Entry *entry;
  gint64 seen_ms = 0;

  g_rw_lock_reader_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL)
    seen_ms = __atomic_load_n (&entry->seen_ms, __ATOMIC_RELAXED);
  g_rw_lock_reader_unlock (&self->lock);

  return seen_ms;
}

/**
 * ktg_roster_must_write_seen:
 * @key: of a device
 * @now_ms: the server's clock
 *
 * From any thread.
 *
 * Returns: whether it is time to write when the device was seen, which then counts as done
 */
gboolean
ktg_roster_must_write_seen (KtgRoster *self, const char *key, gint64 now_ms)
{
  Entry   *entry;
  gboolean must_write = FALSE;

  g_rw_lock_reader_lock (&self->lock);
  entry = g_hash_table_lookup (self->entries, key);
  if (entry != NULL)
    {
      gint64 written_ms = __atomic_load_n (&entry->written_ms, __ATOMIC_RELAXED);

      must_write = ABS (now_ms - written_ms) >= SEEN_WRITTEN_EVERY_MS;
      if (must_write)
        __atomic_store_n (&entry->written_ms, now_ms, __ATOMIC_RELAXED);
    }
  g_rw_lock_reader_unlock (&self->lock);

  return must_write;
}
