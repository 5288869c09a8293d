/* ktg-depot-reader.c - a whole file, being read
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-depot-reader.h"

#include "ktg-depot-private.h"

#include <ktg-sha256.h>

#include <errno.h>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

#define PIECE_BYTES (64 * 1024)

struct _KtgDepotReader
{
  int     fd;
  guint64 size_bytes;
};

/**
 * ktg_depot_reader_open:
 * @depot: outlives what it opens
 * @sha256: which file
 * @error: %KTG_ARCHIVE_ERROR_NOT_FOUND if there is no such file
 *
 * Returns: (transfer full) (nullable): a reader that stands at the beginning
 */
KtgDepotReader *
ktg_depot_reader_open (KtgDepot *depot, const char *sha256, GError **error)
{
  g_autoptr (KtgDepotReader) self = g_new (KtgDepotReader, 1);
  struct stat status;

  self->fd
      = openat (ktg_depot_get_shard_fd (depot, sha256), sha256, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
  if (self->fd >= 0 && fstat (self->fd, &status) == 0)
    {
      self->size_bytes = (guint64)status.st_size;
      return g_steal_pointer (&self);
    }

  if (self->fd < 0 && errno == ENOENT)
    g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND, "no such file");
  else
    ktg_archive_error_set_errno (error, "cannot open a file");
  return NULL;
}

/**
 * ktg_depot_reader_free:
 * @self: (nullable): a reader
 *
 * At any place.
 */
void
ktg_depot_reader_free (KtgDepotReader *self)
{
  if (self == NULL)
    return;

  if (self->fd >= 0)
    close (self->fd);
  g_free (self);
}

/**
 * ktg_depot_reader_get_size:
 * @self: a reader
 *
 * Returns: how many bytes the file has
 */
guint64
ktg_depot_reader_get_size (KtgDepotReader *self)
{
  return self->size_bytes;
}

/**
 * ktg_depot_reader_read:
 * @self: a reader
 * @bytes: where they go
 * @size_bytes: at most so many
 * @error: why not
 *
 * Returns: how many came; 0 at the end, -1 where the disk failed
 */
gssize
ktg_depot_reader_read (KtgDepotReader *self, guint8 *bytes, gsize size_bytes, GError **error)
{
  ssize_t n;

  do
    n = read (self->fd, bytes, size_bytes);
  while (n < 0 && errno == EINTR);

  if (n < 0)
    ktg_archive_error_set_errno (error, "cannot read a file");
  return n;
}

/**
 * ktg_depot_reader_dup_hash:
 * @self: a reader
 * @error: why not
 *
 * Reads on to the end, 64 KiB at a time.
 *
 * Returns: (transfer full) (nullable): the hash of what was still to be read
 */
char *
ktg_depot_reader_dup_hash (KtgDepotReader *self, GError **error)
{
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  gssize             n;

  while ((n = ktg_depot_reader_read (self, piece, PIECE_BYTES, error)) > 0)
    ktg_sha256_update (hash, piece, (gsize)n);

  return n == 0 ? ktg_sha256_dup_hex (hash) : NULL;
}

/**
 * ktg_depot_reader_steal_fd:
 * @self: a reader, of no more use after this
 *
 * For the kernel, which sends a file without showing it to the program.
 *
 * Returns: a descriptor to be closed
 */
int
ktg_depot_reader_steal_fd (KtgDepotReader *self)
{
  int fd = self->fd;

  self->fd = -1;
  return fd;
}
