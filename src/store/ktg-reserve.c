/* ktg-reserve.c - room on the disk, kept for a report in progress
 *
 * A file of real blocks that says nothing. It is removed to give them to what the officer writes,
 * when nothing else is left. Nothing rests on it: one that is absent or short is made again at the
 * next start, so it is never flushed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reserve.h"

#include "ktg-store-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

/* A copied file can have the length and not the blocks. */
static gboolean
is_whole (int fd)
{
  struct stat about;

  return fstat (fd, &about) == 0 && about.st_size >= KTG_RESERVE_BYTES
         && (gint64)about.st_blocks * 512 >= KTG_RESERVE_BYTES;
}

/**
 * ktg_reserve_keep:
 *
 * Makes it unless it is there.
 *
 * Returns: FALSE if it could not be made, and then it is not there; KTG_STORE_ERROR_NO_SPACE if the
 * disk has no room for it
 */
gboolean
ktg_reserve_keep (const char *path, GError **error)
{
  int number = 0;
  int fd = open (path, O_WRONLY | O_CREAT | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    number = errno;
  else if (!is_whole (fd))
    number = posix_fallocate (fd, 0, KTG_RESERVE_BYTES);
  if (fd >= 0)
    close (fd);

  if (number == 0)
    return TRUE;

  ktg_reserve_let_go (path);
  return ktg_store_error_set_errno (error, number, "Making the reserve");
}

/**
 * ktg_reserve_let_go:
 *
 * One that is not there has been let go already.
 */
void
ktg_reserve_let_go (const char *path)
{
  unlink (path);
}
