/* ktg-db-copy.c - a copy of a database, made in steps while it is written
 *
 * Of its own the copy is flushed by nobody: whoever made it opens it once as a database, or flushes
 * the file.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-copy.h"

#include "ktg-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

struct _KtgDbCopy
{
  KtgDb          *source; /* NULL: it was closed under the copy */
  sqlite3        *target;
  sqlite3_backup *backup;
};

static gboolean
fail (int result, GError **error)
{
  g_set_error (error,
               KTG_DB_ERROR,
               (result & 0xff) == SQLITE_FULL ? KTG_DB_ERROR_FULL : KTG_DB_ERROR_FAILED,
               "The copy: SQLite: %s",
               sqlite3_errstr (result));
  return FALSE;
}

/* A new file, which nobody else may read. */
static gboolean
make_file (const char *path, GError **error)
{
  int fd = open (path, O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);

  if (fd >= 0)
    {
      close (fd);
      return TRUE;
    }

  g_set_error (error,
               KTG_DB_ERROR,
               errno == ENOSPC || errno == EDQUOT ? KTG_DB_ERROR_FULL : KTG_DB_ERROR_FAILED,
               "The copy cannot be made: %s",
               g_strerror (errno));
  return FALSE;
}

static gboolean
open_target (KtgDbCopy *self, const char *path, GError **error)
{
  int result = sqlite3_open_v2 (path,
                                &self->target,
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
                                    | SQLITE_OPEN_EXRESCODE,
                                NULL);

  if (result == SQLITE_OK)
    result = sqlite3_exec (self->target, "PRAGMA synchronous=OFF", NULL, NULL, NULL);
  if (result == SQLITE_OK)
    self->backup = sqlite3_backup_init (self->target, "main", self->source->handle, "main");

  return self->backup != NULL
         || fail (result != SQLITE_OK ? result : sqlite3_errcode (self->target), error);
}

/* The connection closes: what is under way ends here. */
static void
orphan (gpointer copy)
{
  KtgDbCopy *self = copy;

  g_clear_pointer (&self->backup, sqlite3_backup_finish);
  self->source->copy = NULL;
  self->source = NULL;
}

/**
 * ktg_db_copy_new:
 * @source: has no other copy under way
 * @path: a file that does not exist yet
 *
 * Returns: (transfer full): a copy that holds nothing so far, or NULL
 */
KtgDbCopy *
ktg_db_copy_new (KtgDb *source, const char *path, GError **error)
{
  g_autoptr (KtgDbCopy) self = NULL;

  g_return_val_if_fail (source != NULL, NULL);
  g_return_val_if_fail (source->copy == NULL, NULL);

  if (!ktg_db_is_usable (source, error) || !make_file (path, error))
    return NULL;

  self = g_new0 (KtgDbCopy, 1);
  self->source = source;
  source->copy = self;
  source->orphan_copy = orphan;

  return open_target (self, path, error) ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_db_copy_step:
 * @n_pages: so many are copied at most
 * @is_done: (out): whether all of it is there
 *
 * Returns: FALSE if there will be no copy
 */
gboolean
ktg_db_copy_step (KtgDbCopy *self, guint n_pages, gboolean *is_done, GError **error)
{
  int result;

  if (self->source == NULL)
    {
      g_set_error_literal (error,
                           KTG_DB_ERROR,
                           KTG_DB_ERROR_FAILED,
                           "The database was opened afresh under its copy");
      return FALSE;
    }

  result = sqlite3_backup_step (self->backup, (int)n_pages);
  *is_done = result == SQLITE_DONE;
  return *is_done || result == SQLITE_OK || fail (result, error);
}

/**
 * ktg_db_copy_free:
 *
 * On the connection's thread. The file stays; it is whole only if a step said so.
 */
void
ktg_db_copy_free (KtgDbCopy *self)
{
  if (self == NULL)
    return;

  if (self->source != NULL)
    orphan (self);
  sqlite3_close_v2 (self->target);
  g_free (self);
}
