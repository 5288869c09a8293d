/* ktg-simulated-server.c - the server's rules over a simulated disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-simulated-server.h"

KtgSimulatedServer *
ktg_simulated_server_new (void)
{
  KtgSimulatedServer *self = g_new0 (KtgSimulatedServer, 1);

  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return self;
}

void
ktg_simulated_server_free (KtgSimulatedServer *self)
{
  if (self == NULL)
    return;

  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_free (self);
}

KtgServerFile *
ktg_simulated_server_get_file (KtgSimulatedServer *self, const char *sha256)
{
  KtgServerFile *file = g_hash_table_lookup (self->files, sha256);

  if (file == NULL)
    {
      file = g_new0 (KtgServerFile, 1);
      g_hash_table_insert (self->files, g_strdup (sha256), file);
    }

  return file;
}

void
ktg_simulated_server_take_event (KtgSimulatedServer *self, const char *event_id)
{
  if (!g_hash_table_contains (self->events, event_id))
    g_hash_table_insert (self->events, g_strdup (event_id), GUINT_TO_POINTER (1));
}

guint
ktg_simulated_server_count_event (KtgSimulatedServer *self, const char *event_id)
{
  return GPOINTER_TO_UINT (g_hash_table_lookup (self->events, event_id));
}

gboolean
ktg_simulated_server_append (KtgServerFile *file, guint64 offset, guint64 bytes)
{
  if (file->is_whole)
    return TRUE;
  if (offset != file->received)
    return FALSE;

  file->received += bytes;
  g_assert_cmpuint (file->received, <=, file->size_bytes);
  if (file->received == file->size_bytes)
    {
      file->durable = file->received;
      file->is_whole = TRUE;
      file->n_completed++;
    }

  return TRUE;
}

void
ktg_simulated_server_crash (KtgSimulatedServer *self)
{
  GHashTableIter iter;
  KtgServerFile *file;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, (gpointer *)&file))
    file->received = file->durable;
}
