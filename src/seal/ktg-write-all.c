/* ktg-write-all.c - bytes to a file, all of them
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-write-all.h"

#include <errno.h>
#include <unistd.h>

/**
 * ktg_write_all:
 * @fd: open for writing
 * @bytes: what is written where it stands
 * @size_bytes: how many
 *
 * Goes on after a write that was cut short, so that errno says what ended it.
 *
 * Returns: %FALSE with errno if not all was taken; what was stays
 */
gboolean
ktg_write_all (int fd, const guint8 *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      ssize_t n = write (fd, bytes, size_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size_bytes -= (gsize)n;
    }

  return TRUE;
}
