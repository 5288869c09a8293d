/* ktg-sum-folder.c - a folder that can be checked without this program
 *
 * Each file is hashed while it is written and flushed when it is closed; the list of all, which
 * `sha256sum -c` reads, comes last. So a folder without its list is not whole. Names are the
 * caller's own: none comes from outside.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sum-folder.h"

#include "ktg-flush-folder.h"
#include "ktg-seal-error.h"
#include "ktg-sha256.h"
#include "ktg-write-all.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define FOLDER_NOT_FLUSHED "cannot flush a folder"
#define PIECE_BYTES (64 * 1024)

struct _KtgSumFolder
{
  char      *path;
  GPtrArray *parts;   /* (element-type utf8) folders in it */
  GPtrArray *entries; /* (element-type KtgSumEntry) */
  int        own_fd;  /* of the folder, locked as long as somebody writes there; or -1 */

  int          fd; /* of what is being written, or -1 */
  KtgSha256   *hash;
  KtgSumEntry *entry; /* listed already */
};

static void
entry_free (KtgSumEntry *entry)
{
  g_free (entry->name);
  g_free (entry->sha256);
  g_free (entry);
}

/* What is full is full, whoever says it. */
static gboolean
set_error (GError **error, const char *what)
{
  int      code = errno;
  gboolean is_full = code == ENOSPC || code == EDQUOT || code == EFBIG;

  g_set_error (error,
               G_FILE_ERROR,
               is_full ? (int)G_FILE_ERROR_NOSPC : (int)g_file_error_from_errno (code),
               "%s: %s",
               what,
               g_strerror (code));
  return FALSE;
}

static char *
build_path (const KtgSumFolder *self, const char *name)
{
  return g_build_filename (self->path, name, NULL);
}

static void
forget_open (KtgSumFolder *self)
{
  if (self->fd >= 0)
    close (self->fd);

  self->fd = -1;
  self->entry = NULL;
  g_clear_pointer (&self->hash, ktg_sha256_free);
}

/**
 * ktg_sum_folder_new:
 * @path: of a folder that is not there yet
 *
 * Returns: (transfer full): a folder of which nothing is written
 */
KtgSumFolder *
ktg_sum_folder_new (const char *path)
{
  KtgSumFolder *self = g_new0 (KtgSumFolder, 1);

  self->path = g_strdup (path);
  self->parts = g_ptr_array_new_with_free_func (g_free);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);
  self->own_fd = -1;
  self->fd = -1;
  return self;
}

/**
 * ktg_sum_folder_free:
 * @self: (nullable): a folder
 *
 * What was written stays.
 */
void
ktg_sum_folder_free (KtgSumFolder *self)
{
  if (self == NULL)
    return;

  forget_open (self);
  if (self->own_fd >= 0)
    close (self->own_fd);
  g_free (self->path);
  g_ptr_array_unref (self->parts);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * ktg_sum_folder_add_part:
 * @self: a folder of which nothing is written
 * @name: of a folder in it
 *
 * It will be there, too.
 */
void
ktg_sum_folder_add_part (KtgSumFolder *self, const char *name)
{
  g_ptr_array_add (self->parts, g_strdup (name));
}

static int
open_folder (int around_fd, const char *name)
{
  return openat (around_fd, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
}

/* A lock goes with whoever has it, however it ends. Where there are none, nobody takes away what is
 * left. */
static gboolean
is_ours (int fd)
{
  return fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0;
}

static void
lock_own (KtgSumFolder *self)
{
  self->own_fd = open_folder (AT_FDCWD, self->path);
  is_ours (self->own_fd);
}

/**
 * ktg_sum_folder_begin:
 * @self: a folder
 * @error: %G_FILE_ERROR_EXIST where something is called so already, which stays as it is
 *
 * Makes it, readable by nobody else where the medium knows that.
 */
gboolean
ktg_sum_folder_begin (KtgSumFolder *self, GError **error)
{
  if (g_mkdir (self->path, 0700) != 0)
    return set_error (error, "cannot make the folder");

  lock_own (self);
  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *path = build_path (self, g_ptr_array_index (self->parts, i));

      if (g_mkdir (path, 0700) != 0)
        return set_error (error, "cannot make a folder");
    }

  return TRUE;
}

/**
 * ktg_sum_folder_open:
 * @self: a folder that was begun, with no file open
 * @name: of a file in it
 *
 * What is written from now on is that file.
 */
gboolean
ktg_sum_folder_open (KtgSumFolder *self, const char *name, GError **error)
{
  g_autofree char *path = build_path (self, name);

  g_return_val_if_fail (self->fd < 0, FALSE);

  self->fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (self->fd < 0)
    return set_error (error, "cannot make a file");

  self->hash = ktg_sha256_new ();
  self->entry = g_new0 (KtgSumEntry, 1);
  self->entry->name = g_strdup (name);
  g_ptr_array_add (self->entries, self->entry);
  return TRUE;
}

/**
 * ktg_sum_folder_write:
 * @self: a folder with a file open
 * @bytes: some of it
 * @size_bytes: how many
 */
gboolean
ktg_sum_folder_write (KtgSumFolder *self, const guint8 *bytes, gsize size_bytes, GError **error)
{
  ktg_sha256_update (self->hash, bytes, size_bytes);
  self->entry->size_bytes += size_bytes;
  return ktg_write_all (self->fd, bytes, size_bytes) || set_error (error, "cannot write a file");
}

/**
 * ktg_sum_folder_close:
 * @self: a folder with a file open
 *
 * Returns: (transfer none) (nullable): what is on the medium now; %NULL: it is not
 */
const KtgSumEntry *
ktg_sum_folder_close (KtgSumFolder *self, GError **error)
{
  KtgSumEntry *entry = self->entry;
  gboolean     is_flushed = fsync (self->fd) == 0;
  int          fd = self->fd;

  if (!is_flushed)
    set_error (error, "cannot flush a file");
  entry->sha256 = ktg_sha256_dup_hex (self->hash);
  self->fd = -1;
  forget_open (self);
  if (close (fd) != 0 && is_flushed)
    is_flushed = set_error (error, "cannot finish a file");

  return is_flushed ? entry : NULL;
}

/**
 * ktg_sum_folder_put:
 * @self: a folder that was begun, with no file open
 * @name: of a file in it
 * @bytes: all of it
 */
gboolean
ktg_sum_folder_put (KtgSumFolder *self, const char *name, GBytes *bytes, GError **error)
{
  gsize         size_bytes;
  const guint8 *data = g_bytes_get_data (bytes, &size_bytes);

  return ktg_sum_folder_open (self, name, error)
         && ktg_sum_folder_write (self, data, size_bytes, error)
         && ktg_sum_folder_close (self, error) != NULL;
}

/* From the medium as far as the system lets it. */
static char *
hash_file (const char *path, guint64 *size_bytes, GError **error)
{
  int fd = open (path, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  ssize_t            n = -1;

  if (fd >= 0)
    posix_fadvise (fd, 0, 0, POSIX_FADV_DONTNEED); /* what the medium says, not the memory */
  while (fd >= 0 && (n = read (fd, piece, PIECE_BYTES)) > 0)
    {
      ktg_sha256_update (hash, piece, (gsize)n);
      *size_bytes += (guint64)n;
    }
  if (n < 0)
    set_error (error, "cannot read a file back");
  if (fd >= 0)
    close (fd);

  return n == 0 ? ktg_sha256_dup_hex (hash) : NULL;
}

/**
 * ktg_sum_folder_adopt:
 * @self: a folder that was begun, with no file open
 * @name: of a file in it that somebody else has written and flushed
 *
 * It is listed, too, as it is now.
 */
gboolean
ktg_sum_folder_adopt (KtgSumFolder *self, const char *name, GError **error)
{
  g_autofree char *path = build_path (self, name);
  KtgSumEntry     *entry = g_new0 (KtgSumEntry, 1);

  entry->name = g_strdup (name);
  entry->sha256 = hash_file (path, &entry->size_bytes, error);
  g_ptr_array_add (self->entries, entry);
  return entry->sha256 != NULL;
}

static char *
dup_list (const KtgSumFolder *self)
{
  GString *list = g_string_new (NULL);

  for (guint i = 0; i < self->entries->len; i++)
    {
      const KtgSumEntry *entry = g_ptr_array_index (self->entries, i);

      g_string_append_printf (list, "%s  %s\n", entry->sha256, entry->name);
    }

  return g_string_free (list, FALSE);
}

static gboolean
write_list (KtgSumFolder *self, GError **error)
{
  g_autofree char *path = build_path (self, KTG_SUM_FOLDER_LIST);
  g_autofree char *list = dup_list (self);
  int              fd = open (path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  gboolean         is_written
      = fd >= 0 && ktg_write_all (fd, (const guint8 *)list, strlen (list)) && fsync (fd) == 0;

  if (!is_written)
    set_error (error, "cannot write the list");
  if (fd >= 0)
    close (fd);

  return is_written;
}

/**
 * ktg_sum_folder_finish:
 * @self: a folder with no file open
 *
 * Returns: whether all of it is on the medium, with its list and its names
 */
gboolean
ktg_sum_folder_finish (KtgSumFolder *self, GError **error)
{
  g_autofree char *around = g_path_get_dirname (self->path);

  if (!write_list (self, error))
    return FALSE;

  for (guint i = 0; i < self->parts->len; i++)
    {
      g_autofree char *path = build_path (self, g_ptr_array_index (self->parts, i));

      if (!ktg_flush_folder (path))
        return set_error (error, FOLDER_NOT_FLUSHED);
    }

  return (ktg_flush_folder (self->path) && ktg_flush_folder (around))
         || set_error (error, FOLDER_NOT_FLUSHED);
}

/* --- read back --- */

static gboolean
check_entry (const KtgSumFolder *self, const KtgSumEntry *entry, GError **error)
{
  g_autofree char *path = build_path (self, entry->name);
  guint64          size_bytes = 0;
  g_autofree char *found = hash_file (path, &size_bytes, error);

  if (found == NULL)
    return FALSE;
  if (g_str_equal (found, entry->sha256))
    return TRUE;

  g_set_error (error,
               KTG_SEAL_ERROR,
               KTG_SEAL_ERROR_DAMAGED,
               "%s: read back as other",
               entry->name);
  return FALSE;
}

static gboolean
check_list (const KtgSumFolder *self, GError **error)
{
  g_autofree char *list = dup_list (self);
  KtgSumEntry      entry = { .name = (char *)KTG_SUM_FOLDER_LIST };
  gboolean         is_right;

  entry.sha256 = ktg_sha256_of ((const guint8 *)list, strlen (list));
  is_right = check_entry (self, &entry, error);
  g_free (entry.sha256);
  return is_right;
}

/**
 * ktg_sum_folder_check:
 * @self: a folder that is finished
 * @cancellable: (nullable): when nobody wants it any more; asked before each file
 * @error: %G_FILE_ERROR, or %KTG_SEAL_ERROR_DAMAGED where the medium gives back something else
 *
 * Reads all of it back, from the medium as far as the system lets it.
 */
gboolean
ktg_sum_folder_check (KtgSumFolder *self, GCancellable *cancellable, GError **error)
{
  for (guint i = 0; i < self->entries->len; i++)
    if (g_cancellable_set_error_if_cancelled (cancellable, error)
        || !check_entry (self, g_ptr_array_index (self->entries, i), error))
      return FALSE;

  return check_list (self, error);
}

static void
remove_file (const KtgSumFolder *self, const char *name)
{
  g_autofree char *path = build_path (self, name);

  g_remove (path);
}

/**
 * ktg_sum_folder_remove:
 * @self: a folder that was begun
 *
 * What was written goes, as far as the medium lets it.
 */
void
ktg_sum_folder_remove (KtgSumFolder *self)
{
  forget_open (self);
  remove_file (self, KTG_SUM_FOLDER_LIST);
  for (guint i = 0; i < self->entries->len; i++)
    remove_file (self, ((const KtgSumEntry *)g_ptr_array_index (self->entries, i))->name);
  for (guint i = 0; i < self->parts->len; i++)
    remove_file (self, g_ptr_array_index (self->parts, i));

  g_rmdir (self->path);
}

/* --- what a sudden end left --- */

/* What is mounted there is of somebody else, also where its files are on the same medium. A system
 * that cannot say so has none of it taken away. */
static gboolean
is_mounted (int fd)
{
  struct statx status;

  return statx (fd, "", AT_EMPTY_PATH, 0, &status) != 0
         || (status.stx_attributes_mask & ~status.stx_attributes & STATX_ATTR_MOUNT_ROOT) == 0;
}

static int
open_unmounted (int around_fd, const char *name)
{
  int fd = open_folder (around_fd, name);

  if (fd < 0 || !is_mounted (fd))
    return fd;

  close (fd);
  return -1;
}

static void
remove_left_file (int folder_fd, const char *name)
{
  struct stat status;

  if (fstatat (folder_fd, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (status.st_mode))
    unlinkat (folder_fd, name, 0);
}

static void empty_folder (int folder_fd, const char *before, KtgSumFolderNames is_of_it);

static void
remove_left_part (int folder_fd, const char *name, const char *part, KtgSumFolderNames is_of_it)
{
  int part_fd = open_unmounted (folder_fd, name);

  if (part_fd < 0)
    return;

  empty_folder (part_fd, part, is_of_it);
  unlinkat (folder_fd, name, AT_REMOVEDIR);
}

/* @folder_fd: taken
 * @before: what the names in it begin with */
static void
empty_folder (int folder_fd, const char *before, KtgSumFolderNames is_of_it)
{
  DIR           *folder = fdopendir (folder_fd);
  struct dirent *entry;

  while (folder != NULL && (entry = readdir (folder)) != NULL)
    {
      g_autofree char *name = g_strconcat (before, entry->d_name, NULL);
      g_autofree char *part = g_strconcat (name, "/", NULL);

      if (is_of_it (name))
        remove_left_file (folder_fd, entry->d_name);
      else if (is_of_it (part))
        remove_left_part (folder_fd, entry->d_name, part, is_of_it);
    }

  if (folder != NULL)
    closedir (folder);
  else
    close (folder_fd);
}

/**
 * ktg_sum_folder_remove_left:
 * @path: of a folder that was begun and has not got its name
 * @is_of_it: tells what was written there
 *
 * Takes away what was written, as far as the medium lets it, and the folder, unless somebody still
 * writes there. Whatever else is in it stays, and so does the folder then: it is somebody's.
 */
void
ktg_sum_folder_remove_left (const char *path, KtgSumFolderNames is_of_it)
{
  int own_fd = open_unmounted (AT_FDCWD, path);
  int folder_fd = is_ours (own_fd) ? open_folder (AT_FDCWD, path) : -1;

  if (folder_fd >= 0)
    {
      empty_folder (folder_fd, "", is_of_it);
      g_rmdir (path);
    }
  if (own_fd >= 0)
    close (own_fd);
}

/**
 * ktg_sum_folder_get_path:
 * @self: a folder
 *
 * Returns: where it is
 */
const char *
ktg_sum_folder_get_path (const KtgSumFolder *self)
{
  return self->path;
}

/**
 * ktg_sum_folder_get_entries:
 * @self: a folder
 *
 * Returns: (transfer none) (element-type KtgSumEntry): what was written, in order
 */
const GPtrArray *
ktg_sum_folder_get_entries (const KtgSumFolder *self)
{
  return self->entries;
}
