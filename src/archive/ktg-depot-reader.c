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

static KtgDepotReader *
open_in (int folder_fd, const char *name, GError **error)
{
  g_autoptr (KtgDepotReader) self = g_new (KtgDepotReader, 1);
  struct stat status;

  self->fd = openat (folder_fd, name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW);
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
  const KtgDepotShard *shard = ktg_depot_get_shard (depot, sha256);

  return open_in (shard != NULL ? shard->fd : -1, sha256, error);
}

/**
 * ktg_depot_reader_open_part:
 * @depot: outlives what it opens
 * @part: the name of one that is still coming
 * @error: %KTG_ARCHIVE_ERROR_NOT_FOUND if there is none
 *
 * Returns: (transfer full) (nullable): a reader that stands at the beginning
 */
KtgDepotReader *
ktg_depot_reader_open_part (KtgDepot *depot, const char *part, GError **error)
{
  return open_in (depot->partial_fd, part, error);
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

/* --- is it what its name says? --- */

/**
 * ktg_depot_dup_hash:
 * @self: a depot
 * @sha256: a whole file
 * @size_bytes: (out): how long it is
 * @error: %KTG_ARCHIVE_ERROR_NOT_FOUND if there is no such file
 *
 * Reads all of a file and says what it is. Holds 64 KiB of it at a time.
 *
 * Returns: (transfer full) (nullable): the hash that its bytes have
 */
char *
ktg_depot_dup_hash (KtgDepot *self, const char *sha256, guint64 *size_bytes, GError **error)
{
  g_autoptr (KtgDepotReader) reader = ktg_depot_reader_open (self, sha256, error);

  if (reader == NULL)
    return NULL;

  *size_bytes = ktg_depot_reader_get_size (reader);
  return ktg_depot_reader_dup_hash (reader, error);
}

/**
 * ktg_depot_is_kept:
 * @is_kept: (out): whether all of it stands in its place, with the right hash, durably
 * @size_bytes: (out): how long it is
 *
 * For a file that was perhaps placed by somebody who ended before the place was flushed.
 *
 * Returns: FALSE if the disk does not let it be known
 */
gboolean
ktg_depot_is_kept (KtgDepot   *self,
                   const char *sha256,
                   gboolean   *is_kept,
                   guint64    *size_bytes,
                   GError    **error)
{
  g_autoptr (GError) problem = NULL;
  g_autofree char *hash = ktg_depot_dup_hash (self, sha256, size_bytes, &problem);

  *is_kept = g_strcmp0 (hash, sha256) == 0;
  if (*is_kept)
    return ktg_depot_flush_place (self, sha256, error);
  if (hash != NULL || g_error_matches (problem, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_NOT_FOUND))
    return TRUE;

  g_propagate_error (error, g_steal_pointer (&problem));
  return FALSE;
}
