/* ktg-sync-progress.c - what people are told of an exchange
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sync-progress.h"

/**
 * ktg_sync_progress_find_file:
 * @self: what people are told
 * @sha256: a file
 *
 * Returns: (nullable) (transfer none): how much of it is sent; %NULL where no connection brings it
 */
const KtgFileUnderWay *
ktg_sync_progress_find_file (const KtgSyncProgress *self, const char *sha256)
{
  for (guint i = 0; self->under_way != NULL && i < self->under_way->len; i++)
    {
      const KtgFileUnderWay *file = &g_array_index (self->under_way, KtgFileUnderWay, i);

      if (g_str_equal (file->sha256, sha256))
        return file;
    }

  return NULL;
}

/**
 * ktg_sync_progress_get_n_arrived:
 * @self: what people are told
 * @sha256: a file that waits
 *
 * Returns: how much of it is on the server, as the server said last, or else as much as the next
 * hop acknowledged; it goes on from there
 */
guint64
ktg_sync_progress_get_n_arrived (const KtgSyncProgress *self, const char *sha256)
{
  const guint64 *n_bytes
      = self->arrived != NULL ? g_hash_table_lookup (self->arrived, sha256) : NULL;

  return n_bytes != NULL ? *n_bytes : 0;
}
