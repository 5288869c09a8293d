/* ktg-depot.c - the files of a data folder: whole ones, and ones still coming
 *
 * A name is always made of a hash that was checked, so a word from outside never becomes a path. A
 * file gets its place under files/ only after its bytes are on disk, and the directory is flushed
 * before anybody speaks of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-depot-private.h"

#include "ktg-depot-reader.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/* -1 for what is no hash, as a row that somebody spoilt may have. */
static int
get_shard (const char *sha256)
{
  int high = g_ascii_xdigit_value (sha256[0]);
  int low = high >= 0 ? g_ascii_xdigit_value (sha256[1]) : -1;

  return low >= 0 ? high * 16 + low : -1;
}

/**
 * ktg_depot_get_shard_fd:
 * @self: a depot
 * @sha256: a hash
 *
 * Returns: the folder of whole files in which @sha256 is, or -1 where that is no hash
 */
int
ktg_depot_get_shard_fd (KtgDepot *self, const char *sha256)
{
  int shard = get_shard (sha256);

  return shard >= 0 ? self->shard_fds[shard] : -1;
}

static int
open_directory (int parent_fd, const char *name, GError **error)
{
  int fd;

  if (mkdirat (parent_fd, name, 0700) != 0 && errno != EEXIST)
    {
      ktg_archive_error_set_errno (error, "cannot make a directory of the data folder");
      return -1;
    }

  fd = openat (parent_fd, name, O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
  if (fd < 0)
    ktg_archive_error_set_errno (error, "cannot open a directory of the data folder");

  return fd;
}

static gboolean
open_shards (KtgDepot *self, int files_fd, GError **error)
{
  for (guint i = 0; i < KTG_DEPOT_SHARDS; i++)
    {
      char name[3];

      g_snprintf (name, sizeof name, "%02x", i);
      self->shard_fds[i] = open_directory (files_fd, name, error);
      if (self->shard_fds[i] < 0)
        return FALSE;
    }

  return fsync (files_fd) == 0 || ktg_archive_error_set_errno (error, "cannot flush files/");
}

static gboolean
open_all (KtgDepot *self, int folder_fd, GError **error)
{
  int      files_fd = open_directory (folder_fd, "files", error);
  gboolean is_open;

  if (files_fd < 0)
    return FALSE;

  is_open = open_shards (self, files_fd, error);
  close (files_fd);
  if (!is_open)
    return FALSE;

  self->partial_fd = open_directory (folder_fd, "partial", error);
  if (self->partial_fd < 0)
    return FALSE;

  return fsync (folder_fd) == 0
         || ktg_archive_error_set_errno (error, "cannot flush the data folder");
}

/**
 * ktg_depot_new:
 * @folder: the data folder, which exists
 *
 * Makes what is missing of files/00 … files/ff and partial/, and keeps them open.
 */
KtgDepot *
ktg_depot_new (const char *folder, GError **error)
{
  g_autoptr (KtgDepot) self = g_new (KtgDepot, 1);
  int      folder_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_open;

  self->partial_fd = -1;
  for (guint i = 0; i < KTG_DEPOT_SHARDS; i++)
    {
      self->shard_fds[i] = -1;
      g_mutex_init (&self->placing[i]);
    }

  if (folder_fd < 0)
    {
      ktg_archive_error_set_errno (error, "cannot open the data folder");
      return NULL;
    }

  is_open = open_all (self, folder_fd, error);
  close (folder_fd);

  return is_open ? g_steal_pointer (&self) : NULL;
}

static void
close_directory (int fd)
{
  if (fd >= 0)
    close (fd);
}

/**
 * ktg_depot_free:
 * @self: (nullable): a depot
 *
 * Once nothing of it is open.
 */
void
ktg_depot_free (KtgDepot *self)
{
  if (self == NULL)
    return;

  close_directory (self->partial_fd);
  for (guint i = 0; i < KTG_DEPOT_SHARDS; i++)
    {
      close_directory (self->shard_fds[i]);
      g_mutex_clear (&self->placing[i]);
    }
  g_free (self);
}

/**
 * ktg_depot_dup_part_name:
 * @device: its number
 *
 * Returns: what the part that this device brought of a file is called in partial/
 */
char *
ktg_depot_dup_part_name (gint64 device, const char *sha256)
{
  return g_strdup_printf ("%" G_GINT64_FORMAT "-%s", device, sha256);
}

static gboolean
flush_place (KtgDepot *self, const char *sha256, GError **error)
{
  return fsync (ktg_depot_get_shard_fd (self, sha256)) == 0
         || ktg_archive_error_set_errno (error, "cannot flush files/");
}

/**
 * ktg_depot_dup_hash:
 * @self: a depot
 * @sha256: a whole file
 * @size_bytes: (out): how long it is
 * @error: %KTG_ARCHIVE_ERROR_NOT_FOUND if there is no such file
 *
 * Reads all of a file and says what it is. Holds 64 KiB of it at a time.
 *
 * Returns: (transfer full) (nullable): the hash that its bytes have
 */
char *
ktg_depot_dup_hash (KtgDepot *self, const char *sha256, guint64 *size_bytes, GError **error)
{
  g_autoptr (KtgDepotReader) reader = ktg_depot_reader_open (self, sha256, error);

  if (reader == NULL)
    return NULL;

  *size_bytes = ktg_depot_reader_get_size (reader);
  return ktg_depot_reader_dup_hash (reader, error);
}

/**
 * ktg_depot_is_kept:
 * @is_kept: (out): whether all of it stands in its place, with the right hash, durably
 * @size_bytes: (out): how long it is
 *
 * For a file that was perhaps placed by somebody who ended before the place was flushed.
 *
 * Returns: FALSE if the disk does not let it be known
 */
gboolean
ktg_depot_is_kept (KtgDepot   *self,
                   const char *sha256,
                   gboolean   *is_kept,
                   guint64    *size_bytes,
                   GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash = ktg_depot_dup_hash (self, sha256, size_bytes, &problem);

  *is_kept = g_strcmp0 (hash, sha256) == 0;
  if (*is_kept)
    return flush_place (self, sha256, error);
  if (hash != NULL || g_error_matches (problem, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}

static gboolean
take_place (KtgDepot *self, const char *part, const char *sha256, GError **error)
{
  int shard_fd = ktg_depot_get_shard_fd (self, sha256);

  if (renameat (self->partial_fd, part, shard_fd, sha256) != 0)
    return ktg_archive_error_set_errno (error, "cannot place a file");
  if (flush_place (self, sha256, error))
    return TRUE;

  if (renameat (shard_fd, sha256, self->partial_fd, part) != 0)
    g_warning ("%s: a file cannot be taken back: %s", sha256, g_strerror (errno));
  return FALSE;
}

/**
 * ktg_depot_place:
 * @self: a depot
 * @part: flushed, and verified to have the hash @sha256
 * @sha256: its hash
 * @error: why not
 *
 * Gives it its place among the whole ones, durably; after a failure it is a part again. Where
 * another device's file stands there already, and is what its name says, that one stays and the
 * part is left: it is dropped once that is on record.
 *
 * Returns: %FALSE where it has no place
 */
gboolean
ktg_depot_place (KtgDepot *self, const char *part, const char *sha256, GError **error)
{
  GMutex  *lock = &self->placing[get_shard (sha256)];
  guint64  size_bytes;
  gboolean stands;
  gboolean is_placed;

  g_mutex_lock (lock);
  is_placed = ktg_depot_is_kept (self, sha256, &stands, &size_bytes, error)
              && (stands || take_place (self, part, sha256, error));
  g_mutex_unlock (lock);

  return is_placed;
}

/**
 * ktg_depot_drop_partial:
 *
 * One that is not there has been dropped already.
 */
void
ktg_depot_drop_partial (KtgDepot *self, const char *part)
{
  if (unlinkat (self->partial_fd, part, 0) != 0 && errno != ENOENT)
    g_warning ("%s: a part cannot be removed: %s", part, g_strerror (errno));
}

/**
 * ktg_depot_rename_partial:
 * @name: what a program of before called it
 *
 * Not flushed: until more of it is told, which is, the old name does as well at the next start.
 */
gboolean
ktg_depot_rename_partial (KtgDepot *self, const char *name, const char *part, GError **error)
{
  return renameat (self->partial_fd, name, self->partial_fd, part) == 0
         || ktg_archive_error_set_errno (error, "cannot rename a file that is to come");
}

/**
 * ktg_depot_dup_partials:
 *
 * Returns: (element-type utf8): the names in partial/
 */
GPtrArray *
ktg_depot_dup_partials (KtgDepot *self, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->partial_fd);
  g_autoptr (GDir) directory = g_dir_open (path, 0, error);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  const char *name;

  if (directory == NULL)
    return NULL;

  while ((name = g_dir_read_name (directory)) != NULL)
    g_ptr_array_add (names, g_strdup (name));

  return g_steal_pointer (&names);
}

/**
 * ktg_depot_get_partial_size:
 *
 * Returns: its size in bytes, or -1 when there is none
 */
gint64
ktg_depot_get_partial_size (KtgDepot *self, const char *part)
{
  struct stat status;

  if (fstatat (self->partial_fd, part, &status, AT_SYMLINK_NOFOLLOW) != 0)
    return -1;

  return status.st_size;
}
