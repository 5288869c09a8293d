/* ktg-depot.c - the files of a data folder: whole ones, and ones still coming
 *
 * A name is always made of a hash that was checked, so a word from outside never becomes a path. A
 * file gets its place under files/ only after its bytes are on disk, and the directory is flushed
 * before anybody speaks of it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-depot-private.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>
#include <unistd.h>

/**
 * ktg_depot_get_shard:
 * @self: a depot
 * @sha256: a hash
 *
 * Returns: (nullable): the folder of whole files in which @sha256 is; %NULL where that is no hash,
 * as a row that somebody spoilt may have
 */
KtgDepotShard *
ktg_depot_get_shard (KtgDepot *self, const char *sha256)
{
  int high = g_ascii_xdigit_value (sha256[0]);
  int low = high >= 0 ? g_ascii_xdigit_value (sha256[1]) : -1;

  return low >= 0 ? &self->shards[high * 16 + low] : NULL;
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
      self->shards[i].fd = open_directory (files_fd, name, error);
      if (self->shards[i].fd < 0)
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
      self->shards[i].fd = -1;
      g_mutex_init (&self->shards[i].placing);
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
      close_directory (self->shards[i].fd);
      g_mutex_clear (&self->shards[i].placing);
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

/**
 * ktg_depot_flush_place:
 * @self: a depot
 * @sha256: of a file that is in its place
 * @error: why not
 *
 * Returns: %FALSE where it may not stand there after a power cut
 */
gboolean
ktg_depot_flush_place (KtgDepot *self, const char *sha256, GError **error)
{
  return fsync (ktg_depot_get_shard (self, sha256)->fd) == 0
         || ktg_archive_error_set_errno (error, "cannot flush files/");
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
