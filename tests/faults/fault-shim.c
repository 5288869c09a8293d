/* fault-shim.c - stands between a program and the disk: counts, records, refuses, kills
 *
 * Loaded before the C library (LD_PRELOAD) into a real program. Only calls that touch the folder
 * named by KTG_SHIM_FOLDER are steps; they are counted from 1 over all threads, one at a time.
 *
 * KTG_SHIM_COUNT   a file of eight bytes that holds the number of steps, even after a SIGKILL
 * KTG_SHIM_RECORD  a file that gets every step with its bytes, and everything the program said on
 *                  its standard output or to a socket, in the order in which it happened
 * KTG_SHIM_FAULT   KIND:STEP[:ERRNO], KIND one of
 *                  kill   SIGKILL before the step      after  SIGKILL after it
 *                  torn   half of the write is done, then SIGKILL
 *                  once   that step fails              dead   that step and every later one fail
 *                  short  that write does half         memory that allocation is refused
 *                  full   from that step on the disk takes no more; what is removed makes room
 *                  cut    the file system goes down without writing its journal, then SIGKILL
 *                  stop   SIGSTOP before the step (somebody copies the disk, and kills)
 *                  nosync from that step on fsync does nothing (to see whether the lab notices)
 * KTG_SHIM_ROOM    how many bytes more the disk takes from the beginning
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#undef _FILE_OFFSET_BITS
#undef _FORTIFY_SOURCE

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#include "fault-shim.h"

#include "ktg-disk-room.h"

typedef enum
{
  FAULT_NONE,
  FAULT_KILL,
  FAULT_AFTER,
  FAULT_TORN,
  FAULT_ONCE,
  FAULT_DEAD,
  FAULT_SHORT,
  FAULT_MEMORY,
  FAULT_NOSYNC,
  FAULT_CUT,
  FAULT_STOP,
  FAULT_FULL,
} Fault;

static const char *const fault_names[] = { "",      "kill",   "after",  "torn", "once", "dead",
                                           "short", "memory", "nosync", "cut",  "stop", "full" };

static pthread_mutex_t    lock = PTHREAD_MUTEX_INITIALIZER;
static char               folder[4096];
static size_t             folder_length;
static int                record_fd = -1;
static volatile uint64_t  own_count[2];
static volatile uint64_t *count = own_count; /* steps, allocations */
static Fault              fault;
static uint64_t           fault_step;
static int                fault_errno = EIO;
static _Atomic int        is_counting_memory;

void  *__libc_malloc (size_t size);
void  *__libc_calloc (size_t n, size_t size);
void  *__libc_realloc (void *old, size_t size);
size_t __fwrite_through (const void *bytes, size_t size, size_t n, FILE *stream);

/* --- set-up --- */

static void
read_fault (const char *text)
{
  char               kind[16] = "";
  unsigned long long step = 0;
  int                number = EIO;

  if (text == NULL || sscanf (text, "%15[a-z]:%llu:%d", kind, &step, &number) < 2)
    return;

  for (unsigned i = 1; i < sizeof fault_names / sizeof *fault_names; i++)
    if (strcmp (kind, fault_names[i]) == 0)
      fault = i;
  fault_step = step;
  fault_errno = number;
}

static int
open_raw (const char *path, int flags)
{
  return (int)syscall (SYS_openat, AT_FDCWD, path, flags | O_CLOEXEC, 0600);
}

__attribute__ ((constructor)) static void
begin (void)
{
  const char *path = getenv ("KTG_SHIM_FOLDER");
  int         fd;

  if (path == NULL || strlen (path) >= sizeof folder)
    return;

  read_fault (getenv ("KTG_SHIM_FAULT"));
  if (getenv ("KTG_SHIM_ROOM") != NULL)
    ktg_disk_room_set (strtoll (getenv ("KTG_SHIM_ROOM"), NULL, 10));
  if (getenv ("KTG_SHIM_RECORD") != NULL)
    record_fd = open_raw (getenv ("KTG_SHIM_RECORD"), O_WRONLY | O_CREAT | O_APPEND);
  if (getenv ("KTG_SHIM_COUNT") != NULL)
    {
      fd = open_raw (getenv ("KTG_SHIM_COUNT"), O_RDWR | O_CREAT);
      if (fd >= 0 && syscall (SYS_ftruncate, fd, sizeof own_count) == 0)
        count = mmap (NULL, sizeof own_count, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
      if (count == MAP_FAILED)
        count = own_count;
    }
  memcpy (folder, path, strlen (path));
  folder_length = strlen (path);
}

/* --- which calls are steps --- */

static int
is_inside (const char *path)
{
  return folder_length > 0 && strncmp (path, folder, folder_length) == 0
         && (path[folder_length] == '/' || path[folder_length] == '\0');
}

/* The path behind a descriptor; TRUE if it is inside. A removed file's has " (deleted)" behind. */
int
shim_find_fd (int fd, char path[PATH_SPACE])
{
  char    link[64];
  ssize_t length;

  if (folder_length == 0 || fd < 0)
    return 0;

  snprintf (link, sizeof link, "/proc/self/fd/%d", fd);
  length = syscall (SYS_readlink, link, path, PATH_SPACE - 1);
  if (length < 0)
    return 0;

  path[length] = '\0';
  return is_inside (path);
}

int
shim_find_at (int dir_fd, const char *name, char path[PATH_SPACE])
{
  char cwd[PATH_SPACE] = "";

  if (folder_length == 0 || name == NULL)
    return 0;
  if (name[0] == '/')
    snprintf (path, PATH_SPACE, "%s", name);
  else if (dir_fd == AT_FDCWD && getcwd (cwd, sizeof cwd) != NULL)
    snprintf (path, PATH_SPACE, "%.4000s/%.4000s", cwd, name);
  else if (dir_fd != AT_FDCWD && shim_find_fd (dir_fd, cwd))
    snprintf (path, PATH_SPACE, "%.4000s/%.4000s", cwd, name);
  else
    return 0;

  return is_inside (path);
}

const char *
shim_get_relative (const char *path)
{
  return path[folder_length] == '/' ? path + folder_length + 1 : "";
}

/* --- the record --- */

static void
put (const void *bytes, size_t n_bytes)
{
  const char *at = bytes;

  while (n_bytes > 0)
    {
      ssize_t done = syscall (SYS_write, record_fd, at, n_bytes);

      if (done <= 0)
        return;
      at += done;
      n_bytes -= (size_t)done;
    }
}

void
shim_record (FaultOp     op,
             uint64_t    inode,
             const char *path,
             const char *to,
             uint64_t    offset,
             const void *bytes,
             uint64_t    n_bytes)
{
  FaultRecord head = { .magic = FAULT_RECORD_MAGIC, .op = op };

  if (record_fd < 0)
    return;

  head.inode = inode;
  head.path_bytes = (uint32_t)strlen (path);
  head.to_bytes = (uint32_t)strlen (to);
  head.offset = offset;
  head.n_bytes = n_bytes;
  put (&head, sizeof head);
  put (path, head.path_bytes);
  put (to, head.to_bytes);
  if (bytes != NULL)
    put (bytes, n_bytes);
}

uint64_t
shim_get_inode (int fd)
{
  struct stat status;

  return syscall (SYS_fstat, fd, &status) == 0 ? status.st_ino : 0;
}

/* What a program says; taken down before it is said, so never later than it was. */
static void
note_said (int fd, const void *bytes, size_t n_bytes)
{
  struct stat status;

  if (record_fd < 0 || n_bytes == 0
      || (fd != STDOUT_FILENO
          && (syscall (SYS_fstat, fd, &status) != 0 || !S_ISSOCK (status.st_mode))))
    return;

  pthread_mutex_lock (&lock);
  shim_record (FAULT_OP_SAID, 0, "", "", (uint64_t)fd, bytes, n_bytes);
  pthread_mutex_unlock (&lock);
}

/* --- a step --- */

static void
die (void)
{
  syscall (SYS_kill, syscall (SYS_getpid), SIGKILL);
  for (;;)
    syscall (SYS_pause);
}

/* What ext4, xfs and f2fs offer to be tested with. */
static void
cut_power (void)
{
  uint32_t without_journal = 2;
  int      fd = open_raw (folder, O_RDONLY | O_DIRECTORY);

  if (syscall (SYS_ioctl, fd, _IOR ('X', 125, uint32_t), &without_journal) != 0)
    syscall (SYS_exit_group, 99);
  die ();
}

/* Takes the lock. TRUE if this step is to fail; errno is set then. */
int
shim_begin_step (void)
{
  uint64_t step;

  pthread_mutex_lock (&lock);
  atomic_store (&is_counting_memory, 1);
  step = ++count[0];
  if (fault == FAULT_KILL && step == fault_step)
    die ();
  if (fault == FAULT_CUT && step == fault_step)
    cut_power ();
  if (fault == FAULT_STOP && step == fault_step)
    syscall (SYS_kill, syscall (SYS_getpid), SIGSTOP);
  if (fault == FAULT_FULL && step == fault_step)
    ktg_disk_room_set (0);
  if ((fault == FAULT_ONCE && step == fault_step) || (fault == FAULT_DEAD && step >= fault_step))
    {
      errno = fault_errno;
      return 1;
    }
  return 0;
}

void
shim_end_step (void)
{
  if (fault == FAULT_AFTER && count[0] == fault_step)
    die ();
  pthread_mutex_unlock (&lock);
}

static int
is_now (Fault kind)
{
  return fault == kind && count[0] == fault_step;
}

static ssize_t
write_step (int fd, const char *path, const void *bytes, size_t n_bytes, int64_t offset)
{
  ssize_t done = -1;

  if (!shim_begin_step ())
    {
      size_t wanted
          = is_now (FAULT_TORN) || (is_now (FAULT_SHORT) && n_bytes > 1) ? n_bytes / 2 : n_bytes;
      int64_t at = offset >= 0 ? offset : syscall (SYS_lseek, fd, 0, SEEK_CUR);

      if (ktg_disk_room_take (fd, at + (int64_t)wanted))
        done = offset >= 0 ? syscall (SYS_pwrite64, fd, bytes, wanted, offset)
                           : syscall (SYS_write, fd, bytes, wanted);
      if (is_now (FAULT_TORN))
        die ();
      if (done > 0)
        shim_record (FAULT_OP_WRITE,
                     shim_get_inode (fd),
                     shim_get_relative (path),
                     "",
                     (uint64_t)at,
                     bytes,
                     (uint64_t)done);
    }
  shim_end_step ();
  return done;
}

ssize_t
write (int fd, const void *bytes, size_t n_bytes)
{
  char path[PATH_SPACE];

  if (shim_find_fd (fd, path))
    return write_step (fd, path, bytes, n_bytes, -1);

  note_said (fd, bytes, n_bytes);
  return syscall (SYS_write, fd, bytes, n_bytes);
}

ssize_t
pwrite (int fd, const void *bytes, size_t n_bytes, off_t offset)
{
  char path[PATH_SPACE];

  return shim_find_fd (fd, path) ? write_step (fd, path, bytes, n_bytes, offset)
                                 : syscall (SYS_pwrite64, fd, bytes, n_bytes, offset);
}

ssize_t
pwrite64 (int fd, const void *bytes, size_t n_bytes, off64_t offset)
{
  return pwrite (fd, bytes, n_bytes, offset);
}

/* To a file in pieces, since a step is one write; the first short one ends it. */
ssize_t
writev (int fd, const struct iovec *pieces, int n_pieces)
{
  char    path[PATH_SPACE];
  ssize_t total = 0;

  if (!shim_find_fd (fd, path))
    {
      for (int i = 0; i < n_pieces; i++)
        note_said (fd, pieces[i].iov_base, pieces[i].iov_len);
      return syscall (SYS_writev, fd, pieces, n_pieces);
    }

  for (int i = 0; i < n_pieces; i++)
    {
      ssize_t done = write_step (fd, path, pieces[i].iov_base, pieces[i].iov_len, -1);

      if (done < 0)
        return total > 0 ? total : done;
      total += done;
      if ((size_t)done < pieces[i].iov_len)
        break;
    }
  return total;
}

ssize_t
send (int fd, const void *bytes, size_t n_bytes, int flags)
{
  note_said (fd, bytes, n_bytes);
  return syscall (SYS_sendto, fd, bytes, n_bytes, flags, NULL, 0);
}

ssize_t
sendmsg (int fd, const struct msghdr *message, int flags)
{
  for (size_t i = 0; i < message->msg_iovlen; i++)
    note_said (fd, message->msg_iov[i].iov_base, message->msg_iov[i].iov_len);
  return syscall (SYS_sendmsg, fd, message, flags);
}

int
fputs (const char *text, FILE *stream)
{
  size_t length = strlen (text);

  return fwrite (text, 1, length, stream) == length ? 1 : EOF;
}

size_t
fwrite (const void *bytes, size_t size, size_t n, FILE *stream)
{
  if (stream == stdout)
    note_said (STDOUT_FILENO, bytes, size * n);
  return __fwrite_through (bytes, size, n, stream);
}

/* The unlocked twin is not interposed, so it leads to the library's own. */
size_t
__fwrite_through (const void *bytes, size_t size, size_t n, FILE *stream)
{
  size_t done;

  flockfile (stream);
  done = fwrite_unlocked (bytes, size, n, stream);
  funlockfile (stream);
  return done;
}

/* --- flushing and cutting --- */

static int
sync_step (int fd, const char *path, long number)
{
  int result = -1;

  if (!shim_begin_step ())
    {
      if (fault == FAULT_NOSYNC && count[0] >= fault_step)
        result = 0;
      else
        {
          result = (int)syscall (number, fd);
          if (result == 0)
            shim_record (FAULT_OP_SYNC,
                         shim_get_inode (fd),
                         shim_get_relative (path),
                         "",
                         0,
                         NULL,
                         0);
        }
    }
  shim_end_step ();
  return result;
}

int
fsync (int fd)
{
  char path[PATH_SPACE];

  return shim_find_fd (fd, path) ? sync_step (fd, path, SYS_fsync) : (int)syscall (SYS_fsync, fd);
}

int
fdatasync (int fd)
{
  char path[PATH_SPACE];

  return shim_find_fd (fd, path) ? sync_step (fd, path, SYS_fdatasync)
                                 : (int)syscall (SYS_fdatasync, fd);
}

int
ftruncate (int fd, off_t length)
{
  char path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_fd (fd, path))
    return (int)syscall (SYS_ftruncate, fd, length);

  if (!shim_begin_step ())
    {
      ktg_disk_room_give (fd, length);
      result = (int)syscall (SYS_ftruncate, fd, length);
      if (result == 0)
        shim_record (FAULT_OP_TRUNCATE,
                     shim_get_inode (fd),
                     shim_get_relative (path),
                     "",
                     (uint64_t)length,
                     NULL,
                     0);
    }
  shim_end_step ();
  return result;
}

int
ftruncate64 (int fd, off64_t length)
{
  return ftruncate (fd, length);
}

int
fallocate (int fd, int mode, off_t offset, off_t length)
{
  char path[PATH_SPACE];
  int  result = -1;

  if (!shim_find_fd (fd, path))
    return (int)syscall (SYS_fallocate, fd, mode, offset, length);

  if (!shim_begin_step ())
    {
      if (ktg_disk_room_take (fd, offset + length))
        result = (int)syscall (SYS_fallocate, fd, mode, offset, length);
      if (result == 0 && mode == 0)
        shim_record (FAULT_OP_ALLOCATE,
                     shim_get_inode (fd),
                     shim_get_relative (path),
                     "",
                     (uint64_t)(offset + length),
                     NULL,
                     0);
    }
  shim_end_step ();
  return result;
}

int
fallocate64 (int fd, int mode, off64_t offset, off64_t length)
{
  return fallocate (fd, mode, offset, length);
}

int
posix_fallocate (int fd, off_t offset, off_t length)
{
  return fallocate (fd, 0, offset, length) == 0 ? 0 : errno;
}

int
posix_fallocate64 (int fd, off64_t offset, off64_t length)
{
  return posix_fallocate (fd, offset, length);
}

int
close (int fd)
{
  char path[PATH_SPACE];

  if (!shim_find_fd (fd, path))
    return (int)syscall (SYS_close, fd);

  /* A failing close would only hide what an fsync says, so it does not fail; it can be died at. */
  pthread_mutex_lock (&lock);
  ++count[0];
  if (is_now (FAULT_KILL))
    die ();
  syscall (SYS_close, fd);
  shim_end_step ();
  return 0;
}

/* --- memory: counted from the first step on, so that a program's loading is left alone --- */

static int
is_refused (void)
{
  uint64_t number;

  if (fault != FAULT_MEMORY && count == own_count)
    return 0;
  if (!atomic_load (&is_counting_memory))
    return 0;

  number = __atomic_add_fetch (&count[1], 1, __ATOMIC_RELAXED);
  if (fault != FAULT_MEMORY || number != fault_step)
    return 0;

  errno = ENOMEM;
  return 1;
}

void *
malloc (size_t size)
{
  return is_refused () ? NULL : __libc_malloc (size);
}

void *
calloc (size_t n, size_t size)
{
  return is_refused () ? NULL : __libc_calloc (n, size);
}

void *
realloc (void *old, size_t size)
{
  return is_refused () ? NULL : __libc_realloc (old, size);
}
