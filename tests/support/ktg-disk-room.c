/* ktg-disk-room.c - how much more a disk takes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-disk-room.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>

#define BLOCK_BYTES 4096

static int64_t room = KTG_DISK_ROOM_ENDLESS;

void
ktg_disk_room_set (int64_t n_bytes)
{
  room = n_bytes;
}

int64_t
ktg_disk_room_get (void)
{
  return room;
}

static int64_t
round_up (int64_t n_bytes)
{
  return (n_bytes + BLOCK_BYTES - 1) / BLOCK_BYTES * BLOCK_BYTES;
}

static int64_t
get_allocated (const struct stat *about)
{
  return S_ISREG (about->st_mode) ? (int64_t)about->st_blocks * 512 : 0;
}

static int
take (int64_t n_bytes)
{
  if (room == KTG_DISK_ROOM_ENDLESS || n_bytes <= 0)
    return 1;

  if (n_bytes > room)
    {
      errno = ENOSPC;
      return 0;
    }
  room -= n_bytes;
  return 1;
}

int
ktg_disk_room_take (int fd, int64_t end)
{
  struct stat about;

  return fstat (fd, &about) != 0 || take (round_up (end) - get_allocated (&about));
}

int
ktg_disk_room_take_name (void)
{
  return take (BLOCK_BYTES);
}

static void
give (int64_t n_bytes)
{
  if (room != KTG_DISK_ROOM_ENDLESS && n_bytes > 0)
    room += n_bytes;
}

void
ktg_disk_room_give (int fd, int64_t length)
{
  struct stat about;

  if (fstat (fd, &about) == 0)
    give (get_allocated (&about) - round_up (length));
}

void
ktg_disk_room_give_name (int folder_fd, const char *name)
{
  struct stat about;

  if (fstatat (folder_fd, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && about.st_nlink == 1)
    give (get_allocated (&about) + BLOCK_BYTES);
}
