/* ktg-db.c - one SQLite file, opened so that what is committed stays
 *
 * Every pragma that durability rests on is set and read back, because SQLite ignores one it does
 * not know. locking_mode=EXCLUSIVE keeps a second connection out (versions up to 3.51.2 can lose
 * commits with two) and with it the shared-memory file, whose mapping a full disk can turn into a
 * SIGBUS.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

typedef struct
{
  const char *set;
  const char *get;
  const char *expected;
} Pragma;

static const Pragma pragmas[] = {
  { "PRAGMA locking_mode=EXCLUSIVE", "PRAGMA locking_mode", "exclusive" },
  { "PRAGMA journal_mode=WAL", "PRAGMA journal_mode", "wal" },
  { "PRAGMA synchronous=FULL", "PRAGMA synchronous", "2" },
  { "PRAGMA foreign_keys=ON", "PRAGMA foreign_keys", "1" },
  { "PRAGMA secure_delete=ON", "PRAGMA secure_delete", "1" },
  { "PRAGMA temp_store=MEMORY", "PRAGMA temp_store", "2" },
  { "PRAGMA mmap_size=0", "PRAGMA mmap_size", "0" },
  { "PRAGMA trusted_schema=OFF", "PRAGMA trusted_schema", "0" },
  { "PRAGMA cell_size_check=ON", "PRAGMA cell_size_check", "1" },
  { "PRAGMA busy_timeout=2000", "PRAGMA busy_timeout", "2000" },
  { "PRAGMA journal_size_limit=8388608", "PRAGMA journal_size_limit", "8388608" },
};

/**
 * ktg_db_error_quark:
 *
 * Returns: the domain of this room's errors
 */
GQuark
ktg_db_error_quark (void)
{
  return g_quark_from_static_string ("ktg-db-error-quark");
}

static gboolean
is_out_of_space (int result, int system_errno)
{
  if ((result & 0xff) == SQLITE_FULL)
    return TRUE;

  return (result & 0xff) == SQLITE_IOERR
         && (system_errno == ENOSPC || system_errno == EDQUOT || system_errno == EFBIG);
}

/* What an fsync was about is written, and on the disk or not, whyever it failed. */
static KtgDbError
error_code_of (int result, int system_errno)
{
  if (result == SQLITE_IOERR_FSYNC || result == SQLITE_IOERR_DIR_FSYNC)
    return KTG_DB_ERROR_UNKNOWN;

  if (is_out_of_space (result, system_errno))
    return KTG_DB_ERROR_FULL;

  switch (result & 0xff)
    {
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
      return KTG_DB_ERROR_DAMAGED;
    case SQLITE_CONSTRAINT:
      return KTG_DB_ERROR_CONSTRAINT;
    default:
      return KTG_DB_ERROR_FAILED;
    }
}

/* Of a COMMIT that could not be written the connection does not keep the system's number; the log
 * does. */
static int
find_errno (KtgDb *self, int result)
{
  sqlite3_file *log = NULL;
  int           number = 0;

  if (result == SQLITE_IOERR_WRITE)
    sqlite3_file_control (self->handle, "main", SQLITE_FCNTL_JOURNAL_POINTER, &log);
  if (log != NULL && log->pMethods != NULL)
    log->pMethods->xFileControl (log, SQLITE_FCNTL_LAST_ERRNO, &number);

  return number != 0 ? number : sqlite3_system_errno (self->handle);
}

/**
 * ktg_db_take_error:
 * @result: what a call of SQLite returned
 *
 * Restates the connection's last error. Must be called before anything else is asked of the
 * connection.
 */
void
ktg_db_take_error (KtgDb *self, int result, GError **error)
{
  int        system_errno = find_errno (self, result);
  KtgDbError code = error_code_of (result, system_errno);

  if (code == KTG_DB_ERROR_UNKNOWN)
    self->is_doubtful = TRUE;

  g_set_error (error,
               KTG_DB_ERROR,
               code,
               "SQLite: %s (%d, errno %d)",
               sqlite3_errmsg (self->handle),
               result,
               system_errno);
}

/**
 * ktg_db_is_usable:
 *
 * After a write that failed half-way nothing more is done with a connection.
 *
 * Returns: whether it may be used; %KTG_DB_ERROR_UNKNOWN if not
 */
gboolean
ktg_db_is_usable (KtgDb *self, GError **error)
{
  if (!self->is_doubtful)
    return TRUE;

  g_set_error_literal (error,
                       KTG_DB_ERROR,
                       KTG_DB_ERROR_UNKNOWN,
                       "An earlier write failed half-way; reopen and look");
  return FALSE;
}

/* The first column of the first row as text, or NULL with @error. No row is an empty text. */
static char *
dup_answer (KtgDb *self, const char *sql, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (self, sql, error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return NULL;

  return g_strdup (has_row ? ktg_statement_get_text (statement, 0) : "");
}

static gboolean
set_pragma (KtgDb *self, const Pragma *pragma, GError **error)
{
  g_autofree char *answer = NULL;

  if (!ktg_db_execute (self, pragma->set, error))
    return FALSE;

  answer = dup_answer (self, pragma->get, error);
  if (answer == NULL)
    return FALSE;

  if (g_strcmp0 (answer, pragma->expected) == 0)
    return TRUE;

  g_set_error (error,
               KTG_DB_ERROR,
               KTG_DB_ERROR_FAILED,
               "%s: SQLite answered %s",
               pragma->set,
               answer);
  return FALSE;
}

static gboolean
set_defensive (KtgDb *self, GError **error)
{
  int is_on = 0;
  int result = sqlite3_db_config (self->handle, SQLITE_DBCONFIG_DEFENSIVE, 1, &is_on);

  if (result == SQLITE_OK && is_on)
    return TRUE;

  ktg_db_take_error (self, result, error);
  return FALSE;
}

static gboolean
configure (KtgDb *self, GError **error)
{
  if (!set_defensive (self, error))
    return FALSE;

  for (gsize i = 0; i < G_N_ELEMENTS (pragmas); i++)
    if (!set_pragma (self, &pragmas[i], error))
      return FALSE;

  return TRUE;
}

static gboolean
migrate_once (KtgDb *self, const char *script, guint to_version, GError **error)
{
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (self, error);
  g_autofree char *set_version = g_strdup_printf ("PRAGMA user_version=%u", to_version);

  if (transaction == NULL || !ktg_db_execute (self, script, error)
      || !ktg_db_execute (self, set_version, error))
    return FALSE;

  return ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gboolean
migrate (KtgDb *self, const char *const *migrations, GError **error)
{
  guint            n_migrations = g_strv_length ((char **)migrations);
  guint64          version;
  g_autofree char *answer = dup_answer (self, "PRAGMA user_version", error);

  if (answer == NULL)
    return FALSE;

  version = g_ascii_strtoull (answer, NULL, 10);
  if (version > n_migrations)
    {
      g_set_error (error,
                   KTG_DB_ERROR,
                   KTG_DB_ERROR_TOO_NEW,
                   "Schema version %s; this program knows %u",
                   answer,
                   n_migrations);
      return FALSE;
    }

  for (guint i = (guint)version; i < n_migrations; i++)
    if (!migrate_once (self, migrations[i], i + 1, error))
      return FALSE;

  /* What the scripts wrote goes from the log into the file now, and not beside somebody's words. */
  return version == n_migrations || ktg_db_execute (self, "PRAGMA wal_checkpoint(PASSIVE)", error);
}

static gboolean
set_open_error (GError **error)
{
  int saved_errno = errno;

  g_set_error (error,
               KTG_DB_ERROR,
               saved_errno == ENOSPC || saved_errno == EDQUOT ? KTG_DB_ERROR_FULL
                                                              : KTG_DB_ERROR_FAILED,
               "Cannot open the database file: %s",
               g_strerror (saved_errno));
  return FALSE;
}

/* Flushes one folder. @device: of what lies in it; a mounted file system ends the way, and so
 * does a folder that may not be read: whoever keeps it from us made it before us. */
static gboolean
flush_folder (const char *folder, dev_t device, gboolean *is_end, GError **error)
{
  struct stat about;
  int         fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean    is_flushed;

  *is_end = fd < 0 || fstat (fd, &about) != 0 || about.st_dev != device;
  is_flushed = *is_end || fsync (fd) == 0 || set_open_error (error);
  if (fd >= 0)
    close (fd);

  return is_flushed;
}

/* The folders on the way to a new file may be as new as it is; a power cut must not take them from
 * under what is committed. */
static gboolean
flush_way_to (const char *path, dev_t device, GError **error)
{
  g_autofree char *folder = g_path_get_dirname (path);
  gboolean         is_end = FALSE;

  while (!is_end)
    {
      g_autofree char *below = g_steal_pointer (&folder);

      if (!flush_folder (below, device, &is_end, error))
        return FALSE;
      folder = g_path_get_dirname (below);
      is_end = is_end || g_str_equal (folder, below);
    }

  return TRUE;
}

/* SQLite would create the file with the umask's mode, and gives its log the mode of the file. */
static gboolean
create_private (const char *path, GError **error)
{
  struct stat about;
  int         fd = open (path, O_RDWR | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean    is_open = fd >= 0 && fstat (fd, &about) == 0;

  if (!is_open)
    set_open_error (error);
  if (fd >= 0)
    close (fd);

  return is_open && (about.st_size > 0 || flush_way_to (path, about.st_dev, error));
}

/* SQLite adds up under a lock what memory all of it has, at each piece; nobody asks. Where somebody
 * else in this process was before, it goes on doing so. */
static void
count_no_memory (void)
{
  static gsize is_told;

  if (!g_once_init_enter (&is_told))
    return;

  sqlite3_config (SQLITE_CONFIG_MEMSTATUS, FALSE);
  g_once_init_leave (&is_told, 1);
}

static gboolean
open_handle (KtgDb *self, const char *path, GError **error)
{
  int result = sqlite3_open_v2 (path,
                                &self->handle,
                                SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_NOFOLLOW
                                    | SQLITE_OPEN_EXRESCODE,
                                NULL);

  if (result == SQLITE_OK)
    return TRUE;

  g_set_error (error,
               KTG_DB_ERROR,
               error_code_of (result, 0),
               "SQLite: %s",
               sqlite3_errstr (result));
  return FALSE;
}

/**
 * ktg_db_open:
 * @path: the database file; made with mode 0600 when absent, and the way to it flushed
 * @migrations: SQL scripts, NULL-terminated; script i brings user_version i to i + 1, each in one
 * transaction
 *
 * Opens the one connection to @path. No other may exist, in this process or another, and all calls
 * on it must be made one after the other.
 *
 * Returns: the connection, or NULL; KTG_DB_ERROR_TOO_NEW if the file's version is beyond the last
 * script's
 */
KtgDb *
ktg_db_open (const char *path, const char *const *migrations, GError **error)
{
  g_autoptr (KtgDb) self = NULL;

  g_return_val_if_fail (path != NULL, NULL);
  g_return_val_if_fail (migrations != NULL, NULL);

  self = g_new0 (KtgDb, 1);
  self->statements = g_hash_table_new_full (g_str_hash,
                                            g_str_equal,
                                            NULL,
                                            (GDestroyNotify)ktg_statement_finalize);
  self->memory = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  count_no_memory ();
  if (!create_private (path, error) || !open_handle (self, path, error) || !configure (self, error)
      || !migrate (self, migrations, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_db_close:
 *
 * Finishes the log into the file, closes and frees. After a doubtful write the log stays as it is,
 * for the next open to read.
 */
void
ktg_db_close (KtgDb *self)
{
  if (self == NULL)
    return;

  if (self->copy != NULL)
    self->orphan_copy (self->copy);
  g_clear_pointer (&self->statements, g_hash_table_unref);
  g_clear_pointer (&self->memory, g_hash_table_unref);
  if (self->handle != NULL)
    {
      sqlite3_db_config (self->handle, SQLITE_DBCONFIG_NO_CKPT_ON_CLOSE, self->is_doubtful, NULL);
      sqlite3_close_v2 (self->handle);
    }
  g_free (self);
}

/**
 * ktg_db_check:
 *
 * Reads the whole file and compares its tables and indexes with each other.
 *
 * Returns: FALSE with KTG_DB_ERROR_DAMAGED and the first thing that is wrong
 */
gboolean
ktg_db_check (KtgDb *self, GError **error)
{
  g_autofree char *integrity = NULL;
  g_autofree char *orphan = NULL;

  g_return_val_if_fail (self != NULL, FALSE);

  integrity = dup_answer (self, "PRAGMA integrity_check(1)", error);
  if (integrity == NULL)
    return FALSE;

  orphan = dup_answer (self, "PRAGMA foreign_key_check", error);
  if (orphan == NULL)
    return FALSE;

  if (g_str_equal (integrity, "ok") && *orphan == '\0')
    return TRUE;

  g_set_error (error,
               KTG_DB_ERROR,
               KTG_DB_ERROR_DAMAGED,
               "The database does not agree with itself: %s %s",
               integrity,
               orphan);
  return FALSE;
}

/**
 * ktg_db_execute:
 * @sql: one or more statements without parameters; rows are thrown away
 */
gboolean
ktg_db_execute (KtgDb *self, const char *sql, GError **error)
{
  int result;

  g_return_val_if_fail (self != NULL, FALSE);
  g_return_val_if_fail (sql != NULL, FALSE);

  if (!ktg_db_is_usable (self, error))
    return FALSE;

  result = sqlite3_exec (self->handle, sql, NULL, NULL, NULL);
  if (result == SQLITE_OK)
    return TRUE;

  ktg_db_take_error (self, result, error);
  return FALSE;
}

/**
 * ktg_db_get_n_changes:
 *
 * Returns: how many rows the last INSERT, UPDATE or DELETE changed
 */
guint64
ktg_db_get_n_changes (KtgDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return (guint64)sqlite3_changes64 (self->handle);
}

/**
 * ktg_db_get_last_row:
 *
 * Returns: the number of the row that was inserted last
 */
gint64
ktg_db_get_last_row (KtgDb *self)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_last_insert_rowid (self->handle);
}
