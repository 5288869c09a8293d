/* ktg-fault-disk.c - a disk that fails, or a machine that dies, at a chosen step
 *
 * The program's own definitions of the C library's names come before the library's, for every
 * shared library too. The large-file names are separate names here, so the switch that makes them
 * one is taken off first.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#undef _FILE_OFFSET_BITS

#include "ktg-fault-disk.h"

#include "ktg-disk-room.h"

#include <errno.h>
#include <fcntl.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <gio/gio.h>

#define PATH_BYTES 4096

/* The program may still have threads that flush when the test arms and disarms. */
static GMutex       mutex; /* guards all below */
static char         watched[PATH_BYTES];
static const char  *only_call;
static KtgFaultKind armed_kind;
static guint        armed_step;
static int          armed_errno;
static guint        n_steps;
static char         trace[65536];
static char         newest[128];

static gboolean
is_watched_path (const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  gsize length = strlen (watched);

  return length > 0 && path != NULL && strncmp (path, watched, length) == 0;
}

static gboolean
is_armed (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return watched[0] != '\0';
}

/* TRUE with its path if @fd lies in the watched folder. */
static gboolean
find_watched_fd (int fd, char path[PATH_BYTES])
{
  char    link[64];
  ssize_t length;

  if (!is_armed ())
    return FALSE;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = syscall (SYS_readlink, link, path, PATH_BYTES - 1);
  if (length < 0)
    return FALSE;

  path[length] = '\0';
  return is_watched_path (path);
}

static void
note_locked (const char *call, const char *path)
{
  const char *slash = strrchr (path, '/');
  char        line[sizeof newest];

  snprintf (line, sizeof line, "%s %s\n", call, slash != NULL ? slash + 1 : path);
  if (strcmp (line, newest) != 0)
    {
      g_strlcat (trace, line, sizeof trace);
      g_strlcpy (newest, line, sizeof newest);
    }
}

/* TRUE when this call is to fail; errno is set then. */
static gboolean
fails (const char *call, const char *path)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);
  guint step;

  note_locked (call, path);

  if (only_call != NULL && strcmp (only_call, call) != 0)
    return FALSE;

  step = ++n_steps;
  if (armed_kind == KTG_FAULT_NONE || step < armed_step
      || (step > armed_step && armed_kind != KTG_FAULT_DEAD))
    return FALSE;

  errno = armed_errno;
  return TRUE;
}

static void
die_if_killed (void)
{
  gboolean is_to_die;

  g_mutex_lock (&mutex);
  is_to_die = armed_kind == KTG_FAULT_KILL;
  g_mutex_unlock (&mutex);
  if (is_to_die)
    syscall (SYS_exit_group, KTG_FAULT_KILLED);
}

void
ktg_fault_disk_arm (const char *folder, KtgFaultKind kind, guint step, int error_number)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  g_assert_cmpuint (strlen (folder), <, sizeof watched);

  g_strlcpy (watched, folder, sizeof watched);
  only_call = NULL;
  armed_kind = kind;
  armed_step = step;
  armed_errno = error_number;
  n_steps = 0;
  trace[0] = '\0';
  newest[0] = '\0';
}

void
ktg_fault_disk_only (const char *call)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  only_call = call;
}

void
ktg_fault_disk_fill (const char *folder, gint64 room_bytes)
{
  ktg_fault_disk_arm (folder, KTG_FAULT_NONE, 0, 0);
  g_mutex_lock (&mutex);
  ktg_disk_room_set (room_bytes);
  g_mutex_unlock (&mutex);
}

gint64
ktg_fault_disk_get_room (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return ktg_disk_room_get ();
}

guint
ktg_fault_disk_disarm (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  ktg_disk_room_set (KTG_DISK_ROOM_ENDLESS);
  watched[0] = '\0';
  armed_kind = KTG_FAULT_NONE;
  only_call = NULL;
  return n_steps;
}

static gboolean
fails_on_fd (int fd, const char *call)
{
  char path[PATH_BYTES];

  return find_watched_fd (fd, path) && fails (call, path);
}

static gboolean
fails_on_path (const char *path, const char *call)
{
  return is_watched_path (path) && fails (call, path);
}

static gboolean
is_in_watched_folder (int folder_fd, const char *path)
{
  char folder[PATH_BYTES];

  return folder_fd == AT_FDCWD || path[0] == '/' ? is_watched_path (path)
                                                 : find_watched_fd (folder_fd, folder);
}

/* The name as it was given, in a folder that is watched or not. */
static gboolean
fails_in_folder (int folder_fd, const char *path, const char *call)
{
  return is_in_watched_folder (folder_fd, path) && fails (call, path);
}

/* Only the watched folder's disk can be full. */
static gboolean
fits (int fd, gint64 end)
{
  char     path[PATH_BYTES];
  gboolean is_room = TRUE;

  if (find_watched_fd (fd, path))
    {
      g_mutex_lock (&mutex);
      is_room = ktg_disk_room_take (fd, end);
      g_mutex_unlock (&mutex);
    }
  return is_room;
}

static gboolean
fits_name (int folder_fd, const char *path)
{
  gboolean is_room = TRUE;

  if (is_in_watched_folder (folder_fd, path) && syscall (SYS_faccessat, folder_fd, path, F_OK) != 0)
    {
      g_mutex_lock (&mutex);
      is_room = ktg_disk_room_take_name ();
      g_mutex_unlock (&mutex);
    }
  return is_room;
}

static void
give_room (int fd, gint64 length)
{
  g_autoptr (GMutexLocker) locker = NULL;
  char path[PATH_BYTES];

  if (!find_watched_fd (fd, path))
    return;

  locker = g_mutex_locker_new (&mutex);
  ktg_disk_room_give (fd, length);
}

static void
give_room_of_name (int folder_fd, const char *name)
{
  g_autoptr (GMutexLocker) locker = NULL;

  if (!is_in_watched_folder (folder_fd, name))
    return;

  locker = g_mutex_locker_new (&mutex);
  ktg_disk_room_give_name (folder_fd, name);
}

/* A write that fails may have done a part of it; one that was only interrupted did nothing. */
static gboolean
does_half (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return armed_errno != EINTR;
}

static int
give_up (void)
{
  die_if_killed ();
  return -1;
}

static ssize_t
write_through (int fd, const void *bytes, size_t n_bytes)
{
  if (!fails_on_fd (fd, "write"))
    return fits (fd, syscall (SYS_lseek, fd, 0, SEEK_CUR) + (gint64)n_bytes)
               ? syscall (SYS_write, fd, bytes, n_bytes)
               : -1;

  if (does_half ())
    syscall (SYS_write, fd, bytes, n_bytes / 2);
  errno = armed_errno;
  return give_up ();
}

static ssize_t
pwrite_through (int fd, const void *bytes, size_t n_bytes, gint64 offset)
{
  if (!fails_on_fd (fd, "write"))
    return fits (fd, offset + (gint64)n_bytes) ? syscall (SYS_pwrite64, fd, bytes, n_bytes, offset)
                                               : -1;

  if (does_half ())
    syscall (SYS_pwrite64, fd, bytes, n_bytes / 2, offset);
  errno = armed_errno;
  return give_up ();
}

static int
open_through (int folder_fd, const char *path, int flags, mode_t mode)
{
  if ((flags & O_CREAT) != 0 && fails_in_folder (folder_fd, path, "open"))
    return give_up ();

  if ((flags & O_CREAT) != 0 && !fits_name (folder_fd, path))
    return -1;

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
  return fails_on_fd (fd, "fsync") ? give_up () : 0;
}

int
fdatasync (int fd)
{
  return fails_on_fd (fd, "fsync") ? give_up () : 0;
}

static int
truncate_through (int fd, gint64 length)
{
  if (fails_on_fd (fd, "truncate"))
    return give_up ();

  give_room (fd, length);
  return (int)syscall (SYS_ftruncate, fd, length);
}

int
ftruncate (int fd, off_t length)
{
  return truncate_through (fd, length);
}

int
ftruncate64 (int fd, off64_t length)
{
  return truncate_through (fd, length);
}

static int
allocate_through (int fd, int mode, gint64 offset, gint64 length)
{
  if (fails_on_fd (fd, "allocate"))
    return give_up ();

  return fits (fd, offset + length) ? (int)syscall (SYS_fallocate, fd, mode, offset, length) : -1;
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  return allocate_through (fd, mode, offset, length);
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  return allocate_through (fd, mode, offset, length);
}

int
posix_fallocate (int fd, off_t offset, off_t length)
{
  return allocate_through (fd, 0, offset, length) == 0 ? 0 : errno;
}

int
posix_fallocate64 (int fd, off64_t offset, off64_t length)
{
  return allocate_through (fd, 0, offset, length) == 0 ? 0 : errno;
}

int
renameat (int from_fd, const char *from, int to_fd, const char *to)
{
  return fails_in_folder (to_fd, to, "rename")
             ? give_up ()
             : (int)syscall (SYS_renameat, from_fd, from, to_fd, to);
}

int
renameat2 (int from_fd, const char *from, int to_fd, const char *to, unsigned int flags)
{
  return fails_in_folder (from_fd, from, "rename")
             ? give_up ()
             : (int)syscall (SYS_renameat2, from_fd, from, to_fd, to, flags);
}

int
rename (const char *from, const char *to)
{
  return renameat (AT_FDCWD, from, AT_FDCWD, to);
}

int
unlinkat (int folder_fd, const char *path, int flags)
{
  if (fails_in_folder (folder_fd, path, "unlink"))
    return give_up ();

  give_room_of_name (folder_fd, path);
  return (int)syscall (SYS_unlinkat, folder_fd, path, flags);
}

int
unlink (const char *path)
{
  return unlinkat (AT_FDCWD, path, 0);
}

int
mkdir (const char *path, mode_t mode)
{
  return fails_on_path (path, "mkdir") ? give_up ()
                                       : (int)syscall (SYS_mkdirat, AT_FDCWD, path, mode);
}

char *
ktg_fault_disk_dup_trace (void)
{
  g_autoptr (GMutexLocker) locker = g_mutex_locker_new (&mutex);

  return g_strdup (trace);
}
