/* ktg-simulated-server.c - the server's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-server.h"

KtgSimulatedServer *
ktg_simulated_server_new (guint32 seed, KtgRule left_out)
{
  KtgSimulatedServer *self = g_new0 (KtgSimulatedServer, 1);

  self->log = g_array_new (FALSE, FALSE, sizeof (KtgLogEntry));
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  self->disk_chance = g_rand_new_with_seed (seed);
  self->left_out = left_out;

  return self;
}

void
ktg_simulated_server_free (KtgSimulatedServer *self)
{
  if (self == NULL)
    return;

  g_array_unref (self->log);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_rand_free (self->disk_chance);
  g_free (self);
}

/* --- events --- */

/* Devices are simulated one step at a time, so who comes later may be earlier by its clock; the
 * index is what orders. */
static void
add_entry (KtgSimulatedServer *self, KtgLogEntry entry)
{
  if (self->log->len > 0)
    entry.taken_us
        = MAX (entry.taken_us, g_array_index (self->log, KtgLogEntry, self->log->len - 1).taken_us);
  g_array_append_val (self->log, entry);
}

gboolean
ktg_simulated_server_take_event (KtgSimulatedServer *self, const char *id, KtgLogEntry entry)
{
  guint n = ktg_simulated_server_count_event (self, id);

  if (n > 0 && self->left_out != KTG_RULE_ONCE)
    return FALSE;

  g_hash_table_insert (self->events, g_strdup (id), GUINT_TO_POINTER (n + 1));
  add_entry (self, entry);

  return TRUE;
}

void
ktg_simulated_server_add_review (KtgSimulatedServer *self, guint reader, gint64 now_us)
{
  add_entry (self, (KtgLogEntry){ G_MAXUINT, reader, 0, now_us });
}

guint
ktg_simulated_server_count_event (KtgSimulatedServer *self, const char *event_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->events, event_id));
}

guint
ktg_simulated_server_find_news (KtgSimulatedServer *self,
                                guint               device,
                                gboolean            is_office,
                                guint               cursor,
                                gint64              now_us)
{
  for (guint i = cursor; i < self->log->len; i++)
    {
      const KtgLogEntry *entry = &g_array_index (self->log, KtgLogEntry, i);

      if (entry->author != device && (is_office || entry->reader == device)
          && entry->taken_us <= now_us)
        return i + 1;
    }

  return 0;
}

/* --- files --- */

KtgServerFile *
ktg_simulated_server_get_file (KtgSimulatedServer *self, guint device, const char *sha256)
{
  g_autofree char *name = g_strdup_printf ("%u-%s", device, sha256);
  KtgServerFile   *file = g_hash_table_lookup (self->files, name);

  if (file == NULL)
    {
      file = g_new0 (KtgServerFile, 1);
      g_hash_table_insert (self->files, g_steal_pointer (&name), file);
    }

  return file;
}

static void
begin_again (KtgSimulatedServer *self, KtgServerFile *file)
{
  self->n_begun_again++;
  file->recorded = 0;
  file->disk = (KtgDiskFile){ 0 };
}

void
ktg_simulated_server_append (KtgSimulatedServer *self,
                             KtgServerFile      *file,
                             guint64             offset,
                             guint64             bytes)
{
  if (file->is_whole)
    return;

  g_assert_true (offset == file->recorded || self->left_out == KTG_RULE_TRUE_OFFSET);
  ktg_disk_file_append (&file->disk, offset, MIN (bytes, file->size_bytes - file->disk.length));
}

void
ktg_simulated_server_note (KtgSimulatedServer *self, KtgServerFile *file, guint64 unrecorded)
{
  guint64 until = file->disk.length - MIN (file->disk.length, unrecorded);

  if (until <= file->recorded)
    return;
  if (self->left_out != KTG_RULE_DURABLE_BEFORE_RECEIPT)
    {
      file->disk.synced = MAX (file->disk.synced, until);
      file->disk.is_name_synced = TRUE;
    }
  file->recorded = until;
}

static void
flush (KtgSimulatedServer *self, KtgServerFile *file)
{
  if (self->left_out != KTG_RULE_DURABLE_BEFORE_RECEIPT)
    ktg_disk_file_sync (&file->disk);
}

void
ktg_simulated_server_settle (KtgSimulatedServer *self, KtgServerFile *file)
{
  if (file->is_whole)
    return;

  flush (self, file);
  file->recorded = file->disk.length;
  if (file->recorded < file->size_bytes)
    return;

  if (!ktg_disk_file_is_right (&file->disk, file->size_bytes))
    {
      begin_again (self, file);
      return;
    }
  file->is_whole = TRUE;
  file->n_completed++;
}

void
ktg_simulated_server_crash (KtgSimulatedServer *self)
{
  GHashTableIter iter;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    {
      ktg_disk_file_crash (&file->disk, self->disk_chance);
      if (file->is_whole)
        continue;
      if (file->disk.length < file->recorded)
        begin_again (self, file);
      else
        ktg_disk_file_truncate (&file->disk, file->recorded);
    }
}
