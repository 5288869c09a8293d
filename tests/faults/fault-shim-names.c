/* fault-shim-names.c - the calls that make, change and remove names
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE

#include "fault-shim.h"

#include "ktg-disk-room.h"

#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static int
open_step (int dir_fd, const char *name, const char *path, int flags, mode_t mode)
{
  struct stat status;
  int         fd = -1, was_there;

  if (!shim_begin_step ())
    {
      was_there = syscall (SYS_newfstatat, dir_fd, name, &status, 0) == 0;
      if (was_there || (flags & O_CREAT) == 0 || ktg_disk_room_take_name ())
        fd = (int)syscall (SYS_openat, dir_fd, name, flags, mode);
      if (fd >= 0)
        {
          shim_record (was_there ? FAULT_OP_OPEN : FAULT_OP_CREATE,
                       shim_get_inode (fd),
                       shim_get_relative (path),
                       "",
                       (uint64_t)flags,
                       NULL,
                       0);
          if (was_there && (flags & O_TRUNC) != 0)
            shim_record (FAULT_OP_TRUNCATE,
                         shim_get_inode (fd),
                         shim_get_relative (path),
                         "",
                         0,
                         NULL,
                         0);
        }
    }
  shim_end_step ();
  return fd;
}

static int
open_through (int dir_fd, const char *name, int flags, mode_t mode)
{
  char path[PATH_SPACE];

  return shim_find_at (dir_fd, name, path) ? open_step (dir_fd, name, path, flags, mode)
                                           : (int)syscall (SYS_openat, dir_fd, name, flags, mode);
}

#define TAKE_MODE(flags)                                                                           \
  mode_t  mode = 0;                                                                                \
  va_list arguments;                                                                               \
  va_start (arguments, flags);                                                                     \
  if (((flags) & (O_CREAT | O_TMPFILE)) != 0)                                                      \
    mode = va_arg (arguments, mode_t);                                                             \
  va_end (arguments)

int
open (const char *name, int flags, ...)
{
  TAKE_MODE (flags);
  return open_through (AT_FDCWD, name, flags, mode);
}

int
open64 (const char *name, int flags, ...)
{
  TAKE_MODE (flags);
  return open_through (AT_FDCWD, name, flags, mode);
}

int
openat (int dir_fd, const char *name, int flags, ...)
{
  TAKE_MODE (flags);
  return open_through (dir_fd, name, flags, mode);
}

int
openat64 (int dir_fd, const char *name, int flags, ...)
{
  TAKE_MODE (flags);
  return open_through (dir_fd, name, flags, mode);
}

int __open_2 (const char *name, int flags);
int __open64_2 (const char *name, int flags);
int __openat_2 (int dir_fd, const char *name, int flags);
int __openat64_2 (int dir_fd, const char *name, int flags);

int
__open_2 (const char *name, int flags)
{
  return open_through (AT_FDCWD, name, flags, 0);
}

int
__open64_2 (const char *name, int flags)
{
  return open_through (AT_FDCWD, name, flags, 0);
}

int
__openat_2 (int dir_fd, const char *name, int flags)
{
  return open_through (dir_fd, name, flags, 0);
}

int
__openat64_2 (int dir_fd, const char *name, int flags)
{
  return open_through (dir_fd, name, flags, 0);
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned flags)
{
  char from_path[PATH_SPACE], to_path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_at (to_fd, to, to_path) || !shim_find_at (from_fd, from, from_path))
    return (int)syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);

  if (!shim_begin_step ())
    {
      result = (int)syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
      if (result == 0)
        shim_record (FAULT_OP_RENAME,
                     0,
                     shim_get_relative (from_path),
                     shim_get_relative (to_path),
                     0,
                     NULL,
                     0);
    }
  shim_end_step ();
  return result;
}

int
rename (const char *from, const char *to)
{
  return renameat2 (AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
renameat (int from_fd, const char *from, int to_fd, const char *to)
{
  return renameat2 (from_fd, from, to_fd, to, 0);
}

int
linkat (int from_fd, const char *from, int to_fd, const char *to, int flags)
{
  char from_path[PATH_SPACE], to_path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_at (to_fd, to, to_path) || !shim_find_at (from_fd, from, from_path))
    return (int)syscall (SYS_linkat, from_fd, from, to_fd, to, flags);

  if (!shim_begin_step ())
    {
      result = (int)syscall (SYS_linkat, from_fd, from, to_fd, to, flags);
      if (result == 0)
        shim_record (FAULT_OP_LINK,
                     0,
                     shim_get_relative (from_path),
                     shim_get_relative (to_path),
                     0,
                     NULL,
                     0);
    }
  shim_end_step ();
  return result;
}

int
link (const char *from, const char *to)
{
  return linkat (AT_FDCWD, from, AT_FDCWD, to, 0);
}

int
unlinkat (int dir_fd, const char *name, int flags)
{
  char path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_at (dir_fd, name, path))
    return (int)syscall (SYS_unlinkat, dir_fd, name, flags);

  if (!shim_begin_step ())
    {
      ktg_disk_room_give_name (dir_fd, name);
      result = (int)syscall (SYS_unlinkat, dir_fd, name, flags);
      if (result == 0)
        shim_record (FAULT_OP_UNLINK, 0, shim_get_relative (path), "", 0, NULL, 0);
    }
  shim_end_step ();
  return result;
}

int
unlink (const char *name)
{
  return unlinkat (AT_FDCWD, name, 0);
}

int
mkdirat (int dir_fd, const char *name, mode_t mode)
{
  char path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_at (dir_fd, name, path))
    return (int)syscall (SYS_mkdirat, dir_fd, name, mode);

  if (!shim_begin_step ())
    {
      result = (int)syscall (SYS_mkdirat, dir_fd, name, mode);
      if (result == 0)
        shim_record (FAULT_OP_MKDIR, 0, shim_get_relative (path), "", 0, NULL, 0);
    }
  shim_end_step ();
  return result;
}

int
mkdir (const char *name, mode_t mode)
{
  return mkdirat (AT_FDCWD, name, mode);
}
