/* ktg-snapshot.c - the database of a running server as it is at one moment, in a file
 *
 * It lies in the data folder, where alone the server may write, until whoever asked takes it away.
 * Whoever starts a server on it begins a new life, as with each start.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-snapshot.h"

#include "ktg-archive-private.h"
#include "ktg-writer-private.h"

#include <glib/gstdio.h>
#include <ktg-db-copy.h>
#include <ktg-random.h>

#include <string.h>

/* So many pages of 4 KiB a turn: devices wait some milliseconds at most. */
#define PAGES_AT_ONCE 200
#define NAME_BYTES 16

typedef struct
{
  const char *path;
  KtgDbCopy  *copy; /* the writer's thread's own */
  gboolean    is_done;
} Snapshot;

static gboolean
begin (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb    *db = catalog->db;
  Snapshot *self = data;

  self->copy = ktg_db_copy_new (db, self->path, error);
  return self->copy != NULL;
}

static gboolean
go_on (KtgCatalog *catalog, gpointer data, GError **error)
{
  Snapshot *self = data;

  return ktg_db_copy_step (self->copy, PAGES_AT_ONCE, &self->is_done, error);
}

static gboolean
end (KtgCatalog *catalog, gpointer data, GError **error)
{
  Snapshot *self = data;

  g_clear_pointer (&self->copy, ktg_db_copy_free);
  return TRUE;
}

static gboolean
copy (KtgWriter *writer, Snapshot *self, GCancellable *cancellable, GError **error)
{
  gboolean is_well = ktg_writer_run_apart (writer, begin, self, error);

  while (is_well && !self->is_done)
    is_well = !g_cancellable_set_error_if_cancelled (cancellable, error)
              && ktg_writer_run_apart (writer, go_on, self, error);
  ktg_writer_run_apart (writer, end, self, NULL);

  return is_well;
}

/* What is still coming does not come along. */
static gboolean
forget_parts (KtgArchive *archive, const char *path, GError **error)
{
  g_autoptr (KtgDb) db = ktg_archive_open_copy (archive, path, error);
  g_autoptr (KtgTransaction) transaction = db != NULL ? ktg_db_begin (db, error) : NULL;

  return transaction != NULL
         && ktg_db_execute (db, "UPDATE upload SET offset = 0 WHERE delivered_at IS NULL", error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_snapshot_take:
 * @cancellable: (nullable): gives up
 *
 * Not on the writer's thread, while devices are answered.
 *
 * Returns: (transfer full): the name of the file in the data folder; %NULL on error, and then there
 * is none
 */
char *
ktg_snapshot_take (KtgArchive *archive, GCancellable *cancellable, GError **error)
{
  g_autofree char *nonce = ktg_random_dup_text (NAME_BYTES);
  g_autofree char *name = g_strconcat (KTG_ARCHIVE_SNAPSHOT_PREFIX, nonce, ".db", NULL);
  g_autofree char *path = g_build_filename (ktg_archive_get_folder (archive), name, NULL);
  Snapshot         snapshot = { .path = path };

  if (copy (ktg_archive_get_writer (archive), &snapshot, cancellable, error)
      && forget_parts (archive, path, error))
    return g_steal_pointer (&name);

  g_unlink (path);
  return NULL;
}
