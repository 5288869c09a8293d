/* ktg-disk-space.c - how much more the disk of a data folder takes, and a reserve
 *
 * Files stop at a floor, so that texts, codes and revocations go on. Below the floor others may
 * still fill the disk; then the reserve, a file of real blocks that says nothing, is removed and
 * its room is theirs. Nothing rests on it, so it is never flushed.
 *
 * All of it is the writer's thread's own once devices are answered.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-disk-space.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/statvfs.h>
#include <unistd.h>

#define NAME "reserve"
#define MIB (G_GUINT64_CONSTANT (1024) * 1024)
#define LARGEST_RESERVE (16 * MIB)

struct _KtgDiskSpace
{
  int      folder_fd;
  gboolean is_kept;
};

/**
 * ktg_disk_state_get_floor:
 *
 * Returns: how much must stay free, for a file to be taken: a twentieth of the disk and at least a
 * gibibyte, but no more than an eighth of a small disk, nor than ten gibibytes of a large one
 */
guint64
ktg_disk_state_get_floor (const KtgDiskState *state)
{
  guint64 least = MIN (1024 * MIB, state->total / 8);

  return CLAMP (state->total / 20, least, 10 * 1024 * MIB);
}

/**
 * ktg_disk_state_get_reserve:
 *
 * Returns: how large the reserve is on such a disk
 */
guint64
ktg_disk_state_get_reserve (const KtgDiskState *state)
{
  return MIN (LARGEST_RESERVE, state->total / 20);
}

/**
 * ktg_disk_space_new:
 * @folder: the data folder
 *
 * A folder that cannot be looked at has room for everything: what writes into it will say so.
 */
KtgDiskSpace *
ktg_disk_space_new (const char *folder)
{
  KtgDiskSpace *self = g_new0 (KtgDiskSpace, 1);

  self->folder_fd = open (folder, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  return self;
}

/**
 * ktg_disk_space_free:
 *
 * The reserve stays as it is.
 */
void
ktg_disk_space_free (KtgDiskSpace *self)
{
  if (self == NULL)
    return;

  if (self->folder_fd >= 0)
    close (self->folder_fd);
  g_free (self);
}

static gboolean
look (KtgDiskSpace *self, KtgDiskState *state)
{
  struct statvfs disk;

  if (self->folder_fd < 0 || fstatvfs (self->folder_fd, &disk) != 0 || disk.f_blocks == 0)
    return FALSE;

  state->total = (guint64)disk.f_blocks * disk.f_frsize;
  state->free = (guint64)disk.f_bavail * disk.f_frsize;
  return TRUE;
}

static void
remove_reserve (KtgDiskSpace *self)
{
  unlinkat (self->folder_fd, NAME, 0);
  self->is_kept = FALSE;
}

/* Afresh: a copied one has the length and not the blocks. */
static gboolean
make_reserve (KtgDiskSpace *self, guint64 size_bytes)
{
  int fd;
  int number;

  remove_reserve (self);
  fd = openat (self->folder_fd, NAME, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC | O_NOFOLLOW, 0600);
  if (fd < 0)
    return FALSE;

  number = posix_fallocate (fd, 0, (off_t)size_bytes);
  close (fd);
  if (number != 0)
    remove_reserve (self);

  self->is_kept = number == 0;
  return self->is_kept;
}

/**
 * ktg_disk_space_keep_reserve:
 *
 * Makes it, if the disk has more than the floor; else ktg_disk_space_watch() will, once it has, and
 * what a server that died left of one is room for what is to be written now.
 */
void
ktg_disk_space_keep_reserve (KtgDiskSpace *self)
{
  KtgDiskState state;
  guint64      size_bytes;

  if (!look (self, &state))
    return;

  size_bytes = ktg_disk_state_get_reserve (&state);
  if (state.free >= ktg_disk_state_get_floor (&state) + size_bytes)
    make_reserve (self, size_bytes);
  else
    remove_reserve (self);
}

/**
 * ktg_disk_space_give_reserve_up:
 *
 * Who stops serving leaves none behind.
 */
void
ktg_disk_space_give_reserve_up (KtgDiskSpace *self)
{
  if (self->folder_fd >= 0)
    remove_reserve (self);
}

/**
 * ktg_disk_space_watch:
 *
 * Before something is written. When less is free than half the reserve, the reserve is removed;
 * when the disk has room again, it is made again.
 */
void
ktg_disk_space_watch (KtgDiskSpace *self)
{
  KtgDiskState state;

  if (!look (self, &state))
    return;

  if (!self->is_kept)
    {
      ktg_disk_space_keep_reserve (self);
      return;
    }

  if (state.free < ktg_disk_state_get_reserve (&state) / 2)
    {
      g_warning ("the disk is full: what was kept in reserve is used now");
      remove_reserve (self);
    }
}

/**
 * ktg_disk_space_takes_file:
 * @size_bytes: what is still to come, of this file and of others that were let on
 *
 * Returns: whether the floor stays free all the same
 */
gboolean
ktg_disk_space_takes_file (KtgDiskSpace *self, guint64 size_bytes)
{
  KtgDiskState state;

  return !look (self, &state) || state.free >= ktg_disk_state_get_floor (&state) + size_bytes;
}
