/* ktg-backup.c - a data folder, copied whole while its server runs
 *
 * First the database is taken as it is at one moment, then the files: those that it speaks of as
 * whole are all there, since a whole file never changes and never goes. On one file system they
 * are linked. The database gets its name last, so a backup that was cut short has none.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-backup.h"

#include "ktg-archive.h"
#include "ktg-server-key.h"

#include <ktg-sha256.h>
#include <ktg-write-all.h>

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES (64 * 1024)
#define DB_NAME "server.db"
#define PACKS_NAME "packs"

struct _KtgBackup
{
  char    *data_folder;
  char    *target;
  gboolean has_key;
  int      from_fd; /* the data folder */
  int      to_fd;   /* the backup */
  guint    n_files;
  guint64  n_bytes;
};

static void
close_fd (int *fd)
{
  if (*fd >= 0)
    close (*fd);
  *fd = -1;
}

/* --- one file --- */

static gboolean
copy_bytes (int from, int to, GError **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  ssize_t            n;

  while ((n = read (from, piece, PIECE_BYTES)) > 0)
    if (!ktg_write_all (to, piece, (gsize)n))
      return ktg_archive_error_set_errno (error, "cannot write the backup");

  if (n < 0)
    return ktg_archive_error_set_errno (error, "cannot read what is to be backed up");

  return fsync (to) == 0 || ktg_archive_error_set_errno (error, "cannot flush the backup");
}

static gboolean
copy_file (int from_fd, const char *from, int to_fd, const char *to, GError **error)
{
  int source = openat (from_fd, from, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  int copy = source < 0 ? -1 : openat (to_fd, to, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
  gboolean is_copied;

  if (copy < 0)
    ktg_archive_error_set_errno (error, "cannot copy a file");
  is_copied = copy >= 0 && copy_bytes (source, copy, error);
  close_fd (&copy);
  close_fd (&source);

  return is_copied;
}

/* The server never follows a link, so what one leads to is nothing that it holds. */
static gboolean
look_at_file (int fd, const char *name, struct stat *status, GError **error)
{
  if (fstatat (fd, name, status, AT_SYMLINK_NOFOLLOW) != 0)
    return ktg_archive_error_set_errno (error, "cannot look at what is to be backed up");
  if (S_ISREG (status->st_mode))
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_DAMAGED,
               "%s is no file; somebody put it among the files",
               name);
  return FALSE;
}

/* What cannot be linked, or not there, is copied. */
static gboolean
link_or_copy (KtgBackup *self, int from_fd, int to_fd, const char *name, GError **error)
{
  struct stat status;

  if (!look_at_file (from_fd, name, &status, error))
    return FALSE;
  if (linkat (from_fd, name, to_fd, name, 0) != 0 && !copy_file (from_fd, name, to_fd, name, error))
    return FALSE;

  self->n_files++;
  self->n_bytes += (guint64)status.st_size;
  return TRUE;
}

/* --- the files --- */

static gboolean
flush (int fd, GError **error)
{
  return fsync (fd) == 0 || ktg_archive_error_set_errno (error, "cannot flush the backup");
}

static gboolean
copy_listed (KtgBackup *self, const char *shard, int from_fd, int to_fd, GError **error)
{
  g_autofree char *path = g_build_filename (self->data_folder, "files", shard, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, error);
  const char *name;

  if (directory == NULL)
    return FALSE;

  while ((name = g_dir_read_name (directory)) != NULL)
    if (ktg_sha256_is_hex (name) && !link_or_copy (self, from_fd, to_fd, name, error))
      return FALSE;

  return flush (to_fd, error);
}

static int
open_folder (int parent_fd, const char *name, GError **error)
{
  int fd = openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);

  if (fd < 0)
    ktg_archive_error_set_errno (error, "cannot open a folder");
  return fd;
}

static int
make_folder (int parent_fd, const char *name, GError **error)
{
  if (mkdirat (parent_fd, name, 0700) != 0)
    {
      ktg_archive_error_set_errno (error, "cannot make a folder of the backup");
      return -1;
    }

  return open_folder (parent_fd, name, error);
}

/* What is in one folder goes into another that is made for it. */
typedef gboolean (
    *CopyInto) (KtgBackup *self, const char *name, int from_fd, int to_fd, GError **error);

static gboolean
copy_folder (KtgBackup  *self,
             int         from_parent,
             int         to_parent,
             const char *name,
             CopyInto    copy,
             GError    **error)
{
  int      from_fd = open_folder (from_parent, name, error);
  int      to_fd = from_fd < 0 ? -1 : make_folder (to_parent, name, error);
  gboolean is_copied = to_fd >= 0 && copy (self, name, from_fd, to_fd, error);

  close_fd (&from_fd);
  close_fd (&to_fd);
  return is_copied;
}

static gboolean
copy_shards (KtgBackup *self, const char *name, int from_fd, int to_fd, GError **error)
{
  for (guint i = 0; i < 256; i++)
    {
      char shard[3];

      g_snprintf (shard, sizeof shard, "%02x", i);
      if (!copy_folder (self, from_fd, to_fd, shard, copy_listed, error))
        return FALSE;
    }

  return flush (to_fd, error);
}

/* --- packs --- */

static gboolean
copy_packs (KtgBackup *self, const char *folder, int from_fd, int to_fd, GError **error)
{
  g_autofree char *path = g_build_filename (self->data_folder, folder, NULL);
  g_autoptr (GDir) directory = g_dir_open (path, 0, error);
  const char *name;

  if (directory == NULL)
    return FALSE;

  while ((name = g_dir_read_name (directory)) != NULL)
    if (g_str_has_suffix (name, ".json") && !link_or_copy (self, from_fd, to_fd, name, error))
      return FALSE;

  return flush (to_fd, error);
}

/* There are none before the first was published. */
static gboolean
copy_published (KtgBackup *self, GError **error)
{
  return faccessat (self->from_fd, PACKS_NAME, F_OK, AT_SYMLINK_NOFOLLOW) != 0
         || copy_folder (self, self->from_fd, self->to_fd, PACKS_NAME, copy_packs, error);
}

/* --- key and database --- */

/* It may lie elsewhere. */
static gboolean
copy_root (KtgBackup *self, GError **error)
{
  return faccessat (self->from_fd, KTG_SERVER_KEY_ROOT, F_OK, AT_SYMLINK_NOFOLLOW) != 0
         || copy_file (self->from_fd, KTG_SERVER_KEY_ROOT, self->to_fd, KTG_SERVER_KEY_ROOT, error);
}

static gboolean
copy_key (KtgBackup *self, GError **error)
{
  return !self->has_key
         || (copy_file (self->from_fd, KTG_SERVER_KEY_NODE, self->to_fd, KTG_SERVER_KEY_NODE, error)
             && copy_root (self, error));
}

static gboolean
place_db (KtgBackup *self, const char *snapshot, GError **error)
{
  if (renameat (self->from_fd, snapshot, self->to_fd, DB_NAME) != 0)
    {
      if (errno != EXDEV)
        return ktg_archive_error_set_errno (error, "cannot place the database of the backup");
      if (!copy_file (self->from_fd, snapshot, self->to_fd, snapshot, error))
        return FALSE;
      if (renameat (self->to_fd, snapshot, self->to_fd, DB_NAME) != 0)
        return ktg_archive_error_set_errno (error, "cannot place the database of the backup");
    }

  return flush (self->to_fd, error);
}

/* --- the folder --- */

static gboolean
is_empty (const char *folder)
{
  g_autoptr (GDir) directory = g_dir_open (folder, 0, NULL);

  return directory != NULL && g_dir_read_name (directory) == NULL;
}

static gboolean
flush_parent (const char *folder, GError **error)
{
  g_autofree char *parent = g_path_get_dirname (folder);
  int              fd = open_folder (AT_FDCWD, parent, error);
  gboolean         is_flushed = fd >= 0 && flush (fd, error);

  close_fd (&fd);
  return is_flushed;
}

static gboolean
make_target (const char *target, GError **error)
{
  if (g_mkdir (target, 0700) == 0)
    return flush_parent (target, error);
  if (errno != EEXIST)
    return ktg_archive_error_set_errno (error, "cannot make the folder of the backup");
  if (is_empty (target))
    return TRUE;

  g_set_error (error,
               KTG_ARCHIVE_ERROR,
               KTG_ARCHIVE_ERROR_USAGE,
               "%s is not an empty folder; a backup is never written over anything",
               target);
  return FALSE;
}

/**
 * ktg_backup_new:
 * @target: does not exist, or is an empty folder
 * @has_key: whether the server's key goes with it; without, it is no use alone
 *
 * Returns: (transfer full): a backup that holds nothing yet, or NULL
 */
KtgBackup *
ktg_backup_new (const char *data_folder, const char *target, gboolean has_key, GError **error)
{
  g_autoptr (KtgBackup) self = g_new0 (KtgBackup, 1);

  self->data_folder = g_strdup (data_folder);
  self->target = g_strdup (target);
  self->has_key = has_key;
  self->to_fd = -1;
  self->from_fd = open_folder (AT_FDCWD, data_folder, error);
  if (self->from_fd < 0 || !make_target (target, error))
    return NULL;

  self->to_fd = open_folder (AT_FDCWD, target, error);
  return self->to_fd >= 0 ? g_steal_pointer (&self) : NULL;
}

/**
 * ktg_backup_free:
 * @self: (nullable): a backup
 *
 * What was written stays; without server.db it is not whole.
 */
void
ktg_backup_free (KtgBackup *self)
{
  if (self == NULL)
    return;

  close_fd (&self->from_fd);
  close_fd (&self->to_fd);
  g_free (self->data_folder);
  g_free (self->target);
  g_free (self);
}

/**
 * ktg_backup_write:
 * @snapshot: the name of the database's copy in the data folder; it is gone after this
 */
gboolean
ktg_backup_write (KtgBackup *self, const char *snapshot, GError **error)
{
  gboolean is_written
      = g_str_has_prefix (snapshot, KTG_ARCHIVE_SNAPSHOT_PREFIX) && strchr (snapshot, '/') == NULL
        && copy_folder (self, self->from_fd, self->to_fd, "files", copy_shards, error)
        && copy_published (self, error) && copy_key (self, error) && flush (self->to_fd, error)
        && place_db (self, snapshot, error);

  unlinkat (self->from_fd, snapshot, 0);
  return is_written;
}

/**
 * ktg_backup_dup_words:
 *
 * Returns: (transfer full): what was written, for people
 */
char *
ktg_backup_dup_words (KtgBackup *self)
{
  g_autofree char *size = g_format_size (self->n_bytes);

  return g_strdup_printf ("%s: the database, %u files (%s)%s\n",
                          self->target,
                          self->n_files,
                          size,
                          self->has_key ? ", and server.key: keep it where nobody else reads"
                                        : "; server.key is not in it");
}
