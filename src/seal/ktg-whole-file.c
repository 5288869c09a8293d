/* ktg-whole-file.c - a file that is there whole or not at all
 *
 * It gets its name when its bytes are on the disk, and is said to be there when its name is. What
 * comes in pieces lies under another name until then. For what is no secret, such as a pack: it
 * lies there as it is.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-whole-file.h"

#include "ktg-flush-folder.h"
#include "ktg-seal-error.h"
#include "ktg-write-all.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#define COMING "coming" /* what it is called until then; the next one is written over it */

static gboolean
set_error (GError **error, const char *what)
{
  int      code = errno;
  gboolean is_full = code == ENOSPC || code == EDQUOT || code == EFBIG;

  g_set_error (error,
               is_full ? G_FILE_ERROR : KTG_SEAL_ERROR,
               is_full ? (int)G_FILE_ERROR_NOSPC : (int)KTG_SEAL_ERROR_IO,
               "%s: %s",
               what,
               g_strerror (code));
  return FALSE;
}

static gboolean
flush_parent (const char *folder)
{
  g_autofree char *parent = g_path_get_dirname (folder);

  return ktg_flush_folder (parent);
}

/* Other programs may write into it, too: one at a time. -1 after an error. */
static int
open_folder (const char *folder, GError **error)
{
  int fd = -1;

  if (mkdir (folder, 0700) == 0 ? flush_parent (folder) : errno == EEXIST)
    fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd >= 0 && flock (fd, LOCK_EX) == 0)
    return fd;

  set_error (error, folder);
  if (fd >= 0)
    close (fd);
  return -1;
}

/* What was not done leaves nothing behind that is called @leftover. */
static gboolean
close_folder (int fd, gboolean is_done, const char *name, const char *leftover, GError **error)
{
  if (!is_done)
    {
      set_error (error, name);
      unlinkat (fd, leftover, 0);
    }

  close (fd);
  return is_done;
}

static gboolean
write_all (int fd, GBytes *content)
{
  gsize         size_bytes;
  const guint8 *bytes = g_bytes_get_data (content, &size_bytes);

  return ktg_write_all (fd, bytes, size_bytes);
}

static gboolean
write_content (int folder_fd, GBytes *content)
{
  int fd = openat (folder_fd, COMING, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean is_written = fd >= 0 && write_all (fd, content) && fsync (fd) == 0;
  int      code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return is_written;
}

static gboolean
place (int folder_fd, const char *name)
{
  return renameat (folder_fd, COMING, folder_fd, name) == 0 && fsync (folder_fd) == 0;
}

/**
 * ktg_whole_file_write:
 * @folder: made where it is not there, readable by nobody else
 * @name: in it; what is called so is replaced
 * @content: of the file
 * @error: %KTG_SEAL_ERROR_IO, or %G_FILE_ERROR_NOSPC
 *
 * After an error either file may be there, whole, and the same may be written again; what was
 * written in vain gives its room back.
 *
 * Returns: whether it is there, durably
 */
gboolean
ktg_whole_file_write (const char *folder, const char *name, GBytes *content, GError **error)
{
  int fd = open_folder (folder, error);

  return fd >= 0
         && close_folder (fd, write_content (fd, content) && place (fd, name), name, COMING, error);
}

/**
 * ktg_whole_file_clean:
 * @folder: which need not be there
 *
 * What a sudden end left half-written is gone, unless somebody writes it at this moment.
 */
void
ktg_whole_file_clean (const char *folder)
{
  int fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);

  if (fd >= 0 && flock (fd, LOCK_EX | LOCK_NB) == 0)
    unlinkat (fd, COMING, 0);
  if (fd >= 0)
    close (fd);
}

static gboolean
write_end (int folder_fd, int fd, guint64 offset, GBytes *bytes)
{
  return lseek (fd, (off_t)offset, SEEK_SET) >= 0 && write_all (fd, bytes) && fsync (fd) == 0
         && (offset > 0 || fsync (folder_fd) == 0);
}

static gboolean
add_bytes (int folder_fd, const char *name, guint64 offset, GBytes *bytes, guint64 *n_here)
{
  int         fd = openat (folder_fd, name, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);
  struct stat status;
  gboolean    is_there = fd >= 0 && fstat (fd, &status) == 0;
  gboolean    fits = is_there && (guint64)status.st_size == offset;
  gboolean    is_done = is_there && (!fits || write_end (folder_fd, fd, offset, bytes));
  int         code = errno;

  if (is_done)
    *n_here = (guint64)status.st_size + (fits ? g_bytes_get_size (bytes) : 0);
  if (fd >= 0)
    close (fd);
  errno = code;
  return is_done;
}

/**
 * ktg_whole_file_add:
 * @folder: made where it is not there, readable by nobody else
 * @name: in it, of a file that grows until it is whole
 * @offset: where @bytes belong
 * @bytes: of it
 * @n_here: (out): how much of it is there then
 * @error: %KTG_SEAL_ERROR_IO, or %G_FILE_ERROR_NOSPC: of the file nothing is there then
 *
 * Nothing is written to a file that ends elsewhere than at @offset, which is no error.
 *
 * Returns: whether @n_here are there, durably
 */
gboolean
ktg_whole_file_add (const char *folder,
                    const char *name,
                    guint64     offset,
                    GBytes     *bytes,
                    guint64    *n_here,
                    GError    **error)
{
  int fd = open_folder (folder, error);

  return fd >= 0
         && close_folder (fd, add_bytes (fd, name, offset, bytes, n_here), name, name, error);
}

static gboolean
is_file (int fd, struct stat *status)
{
  if (fstat (fd, status) != 0)
    return FALSE;

  errno = S_ISDIR (status->st_mode) ? EISDIR : ENODEV;
  return S_ISREG (status->st_mode);
}

/* FALSE with errno: nothing was read. */
static gboolean
read_some (int fd, guint8 *bytes, gsize n_bytes, gsize *n_read)
{
  ssize_t n = 1;

  for (*n_read = 0; n != 0 && *n_read < n_bytes; *n_read += (gsize)MAX (n, 0))
    if ((n = read (fd, bytes + *n_read, n_bytes - *n_read)) < 0 && errno != EINTR)
      return FALSE;

  return TRUE;
}

/**
 * ktg_whole_file_read:
 * @path: of a file, not a folder, a pipe or a device
 * @max_bytes: of what is longer one byte more is read, so that its reader sees that it is too long
 * @error: %KTG_SEAL_ERROR_IO
 *
 * It is copied, so whatever becomes of the file then, what was read stays. Of a file that grows at
 * this moment, one byte more than it had is read.
 *
 * Returns: (transfer full) (nullable): what it says
 */
GBytes *
ktg_whole_file_read (const char *path, gsize max_bytes, GError **error)
{
  int                fd = open (path, O_RDONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC);
  struct stat        status;
  gboolean           is_open = fd >= 0 && is_file (fd, &status);
  gsize              n_most = is_open ? MIN ((gsize)status.st_size, max_bytes) + 1 : 0;
  gsize              n_read = 0;
  g_autofree guint8 *bytes = is_open ? g_malloc (n_most) : NULL;
  gboolean           is_read = is_open && read_some (fd, bytes, n_most, &n_read);

  if (!is_read)
    set_error (error, path);
  if (fd >= 0)
    close (fd);

  return is_read ? g_bytes_new_take (g_steal_pointer (&bytes), n_read) : NULL;
}
