/* ktg-fault-disk.c - a disk that fails, or a machine that dies, at a chosen step
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * The program's own definitions of the C library's names come before the library's, for every
 * shared library too. The large-file names are separate names here, so the switch that makes them
 * one is taken off first.
 */

#undef _FILE_OFFSET_BITS

#include "ktg-fault-disk.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gio/gio.h>

static char         watched[4096];
static const char  *only_call;
static KtgFaultKind armed_kind;
static guint        armed_step;
static int          armed_errno;
static gint         n_steps;

static gboolean
is_watched_path (const char *path)
{
  gsize length = strlen (watched);

  return length > 0 && path != NULL && strncmp (path, watched, length) == 0;
}

static gboolean
is_watched_fd (int fd)
{
  char    link[64];
  char    path[4096];
  ssize_t length;

  if (watched[0] == '\0')
    return FALSE;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = syscall (SYS_readlink, link, path, sizeof path - 1);
  if (length < 0)
    return FALSE;

  path[length] = '\0';
  return is_watched_path (path);
}

/* TRUE when this call is to fail; errno is set then. */
static gboolean
fails (const char *call)
{
  guint step;

  if (only_call != NULL && strcmp (only_call, call) != 0)
    return FALSE;

  step = (guint)g_atomic_int_add (&n_steps, 1) + 1;
  if (armed_kind == KTG_FAULT_NONE || step < armed_step
      || (step > armed_step && armed_kind != KTG_FAULT_DEAD))
    return FALSE;

  errno = armed_errno;
  return TRUE;
}

static void
die_if_killed (void)
{
  if (armed_kind == KTG_FAULT_KILL)
    syscall (SYS_exit_group, KTG_FAULT_KILLED);
}

void
ktg_fault_disk_arm (const char *folder, KtgFaultKind kind, guint step, int error_number)
{
  g_assert_cmpuint (strlen (folder), <, sizeof watched);

  g_strlcpy (watched, folder, sizeof watched);
  only_call = NULL;
  armed_kind = kind;
  armed_step = step;
  armed_errno = error_number;
  g_atomic_int_set (&n_steps, 0);
}

void
ktg_fault_disk_only (const char *call)
{
  only_call = call;
}

guint
ktg_fault_disk_disarm (void)
{
  watched[0] = '\0';
  armed_kind = KTG_FAULT_NONE;
  only_call = NULL;
  return (guint)g_atomic_int_get (&n_steps);
}

static ssize_t
write_through (int fd, const void *bytes, size_t n_bytes)
{
  if (is_watched_fd (fd) && fails ("write"))
    {
      syscall (SYS_write, fd, bytes, n_bytes / 2);
      die_if_killed ();
      return -1;
    }

  return syscall (SYS_write, fd, bytes, n_bytes);
}

static ssize_t
pwrite_through (int fd, const void *bytes, size_t n_bytes, gint64 offset)
{
  if (is_watched_fd (fd) && fails ("pwrite"))
    {
      syscall (SYS_pwrite64, fd, bytes, n_bytes / 2, offset);
      die_if_killed ();
      return -1;
    }

  return syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

static gboolean
fails_on_fd (int fd, const char *call)
{
  if (!is_watched_fd (fd) || !fails (call))
    return FALSE;

  die_if_killed ();
  return TRUE;
}

static gboolean
fails_on_path (const char *path, const char *call)
{
  if (!is_watched_path (path) || !fails (call))
    return FALSE;

  die_if_killed ();
  return TRUE;
}

static int
open_through (int folder_fd, const char *path, int flags, mode_t mode)
{
  gboolean is_here = folder_fd == AT_FDCWD ? is_watched_path (path) : is_watched_fd (folder_fd);

  if ((flags & O_CREAT) != 0 && is_here && fails ("open"))
    {
      die_if_killed ();
      return -1;
    }

  return (int)syscall (SYS_openat, folder_fd, path, flags, mode);
}

static mode_t
mode_argument (int flags, va_list arguments)
{
  return (flags & (O_CREAT | O_TMPFILE)) != 0 ? va_arg (arguments, mode_t) : 0;
}

int
open (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_argument (flags, arguments);
  va_end (arguments);
  return open_through (AT_FDCWD, path, flags, mode);
}

int
open64 (const char *path, int flags, ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_argument (flags, arguments);
  va_end (arguments);
  return open_through (AT_FDCWD, path, flags, mode);
}

int
openat (int folder_fd, const char *path, int flags, ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_argument (flags, arguments);
  va_end (arguments);
  return open_through (folder_fd, path, flags, mode);
}

int
openat64 (int folder_fd, const char *path, int flags, ...)
{
  va_list arguments;
  mode_t  mode;

  va_start (arguments, flags);
  mode = mode_argument (flags, arguments);
  va_end (arguments);
  return open_through (folder_fd, path, flags, mode);
}

ssize_t
write (int fd, const void *bytes, size_t n_bytes)
{
  return write_through (fd, bytes, n_bytes);
}

ssize_t
pwrite (int fd, const void *bytes, size_t n_bytes, off_t offset)
{
  return pwrite_through (fd, bytes, n_bytes, offset);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n_bytes, off64_t offset)
{
  return pwrite_through (fd, bytes, n_bytes, offset);
}

int
fsync (int fd)
{
  return fails_on_fd (fd, "fsync") ? -1 : (int)syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  return fails_on_fd (fd, "fsync") ? -1 : (int)syscall (SYS_fdatasync, fd);
}

int
ftruncate (int fd, off_t length)
{
  return fails_on_fd (fd, "ftruncate") ? -1 : (int)syscall (SYS_ftruncate, fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  return fails_on_fd (fd, "ftruncate") ? -1 : (int)syscall (SYS_ftruncate, fd, length);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  return fails_on_fd (fd, "fallocate") ? -1
                                       : (int)syscall (SYS_fallocate, fd, mode, offset, length);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  return fails_on_fd (fd, "fallocate") ? -1
                                       : (int)syscall (SYS_fallocate, fd, mode, offset, length);
}

int
rename (const char *from, const char *to)
{
  return fails_on_path (to, "rename") ? -1
                                      : (int)syscall (SYS_renameat, AT_FDCWD, from, AT_FDCWD, to);
}

int
renameat (int from_fd, const char *from, int to_fd, const char *to)
{
  return fails_on_fd (to_fd, "rename") ? -1 : (int)syscall (SYS_renameat, from_fd, from, to_fd, to);
}

int
unlink (const char *path)
{
  return fails_on_path (path, "unlink") ? -1 : (int)syscall (SYS_unlinkat, AT_FDCWD, path, 0);
}

int
unlinkat (int folder_fd, const char *path, int flags)
{
  return fails_on_fd (folder_fd, "unlink") ? -1
                                           : (int)syscall (SYS_unlinkat, folder_fd, path, flags);
}

int
mkdir (const char *path, mode_t mode)
{
  return fails_on_path (path, "mkdir") ? -1 : (int)syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

void
ktg_fault_disk_remove_folder (const char *folder)
{
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while (dir != NULL && (name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      if (g_file_test (path, G_FILE_TEST_IS_DIR) && !g_file_test (path, G_FILE_TEST_IS_SYMLINK))
        ktg_fault_disk_remove_folder (path);
      else
        g_assert_cmpint (unlink (path), ==, 0);
    }

  g_assert_cmpint (rmdir (folder), ==, 0);
}
