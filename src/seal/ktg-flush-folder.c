/* ktg-flush-folder.c - the names in a folder, on the disk
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-flush-folder.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

/**
 * ktg_flush_folder:
 * @path: of a folder in which a name came or changed
 *
 * Returns: %FALSE with errno if the disk has not got them for certain
 */
gboolean
ktg_flush_folder (const char *path)
{
  int      fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean is_flushed = fd >= 0 && fsync (fd) == 0;
  int      code = errno;

  if (fd >= 0)
    close (fd);
  errno = code;
  return is_flushed;
}
