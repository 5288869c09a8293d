/* ktg-depot-writer.c - a file that is coming
 *
 * Bytes are hashed as they are appended where the writer began with the first; else all of the part
 * is read again before it is kept.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-depot-writer.h"

#include "ktg-depot-private.h"
#include "ktg-depot-reader.h"

#include <ktg-sha256.h>
#include <ktg-write-all.h>

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

struct _KtgDepotWriter
{
  KtgDepot  *depot;
  char      *part;
  int        fd;
  KtgSha256 *hash; /* NULL when an earlier one brought the beginning */
};

static int
open_part (KtgDepot *depot, const char *part, guint64 offset, GError **error)
{
  int         flags = O_RDWR | O_CLOEXEC | O_NOFOLLOW | (offset == 0 ? O_CREAT : 0);
  int         fd = openat (depot->partial_fd, part, flags, 0600);
  gboolean    is_missing = fd < 0 && errno == ENOENT;
  struct stat status;

  if (!is_missing && (fd < 0 || fstat (fd, &status) != 0))
    ktg_archive_error_set_errno (error, "cannot open a file that is to come");
  else if (is_missing || (guint64)status.st_size < offset)
    g_set_error_literal (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED, "a file lost bytes");
  else if (((guint64)status.st_size > offset && ftruncate (fd, (off_t)offset) != 0)
           || lseek (fd, (off_t)offset, SEEK_SET) < 0)
    ktg_archive_error_set_errno (error, "cannot cut a file that is to come");
  else
    return fd;

  if (fd >= 0)
    close (fd);
  return -1;
}

/**
 * ktg_depot_writer_open:
 * @depot: outlives what it opens
 * @part: the name of the part
 * @offset: how much of it is known to be good; what lies beyond is cut off. 0: a file that is new
 * begins
 * @error: %KTG_ARCHIVE_ERROR_DAMAGED if there is less than @offset
 *
 * Returns: (transfer full) (nullable): a writer from @offset on
 */
KtgDepotWriter *
ktg_depot_writer_open (KtgDepot *depot, const char *part, guint64 offset, GError **error)
{
  int             fd = open_part (depot, part, offset, error);
  KtgDepotWriter *self;

  if (fd < 0)
    return NULL;

  self = g_new0 (KtgDepotWriter, 1);
  self->depot = depot;
  self->part = g_strdup (part);
  self->fd = fd;
  self->hash = offset == 0 ? ktg_sha256_new () : NULL;
  return self;
}

/**
 * ktg_depot_writer_free:
 * @self: (nullable): a writer
 *
 * What was appended and not secured may be gone after a power cut.
 */
void
ktg_depot_writer_free (KtgDepotWriter *self)
{
  if (self == NULL)
    return;

  close (self->fd);
  g_clear_pointer (&self->hash, ktg_sha256_free);
  g_free (self->part);
  g_free (self);
}

/**
 * ktg_depot_writer_append:
 * @self: a writer
 * @bytes: what came
 * @size_bytes: of it
 * @error: why not
 *
 * Returns: %FALSE if the disk took no more; what it took before stays
 */
gboolean
ktg_depot_writer_append (KtgDepotWriter *self,
                         const guint8   *bytes,
                         gsize           size_bytes,
                         GError        **error)
{
  if (!ktg_write_all (self->fd, bytes, size_bytes))
    return ktg_archive_error_set_errno (error, "the disk takes no more");

  if (self->hash != NULL)
    ktg_sha256_update (self->hash, bytes, size_bytes);
  return TRUE;
}

/**
 * ktg_depot_writer_secure:
 * @self: a writer; another thread may append meanwhile
 * @error: why not
 *
 * What was appended before is on disk, and found there again. After a failure nothing of it is
 * believed.
 *
 * Returns: %FALSE where that is not known
 */
gboolean
ktg_depot_writer_secure (KtgDepotWriter *self, GError **error)
{
  if (fsync (self->fd) != 0 || fsync (self->depot->partial_fd) != 0)
    return ktg_archive_error_set_errno (error, "cannot flush a file that is to come");

  return TRUE;
}

/* Enough for a file that gets its place next. */
static gboolean
flush (KtgDepotWriter *self, GError **error)
{
  return fsync (self->fd) == 0
         || ktg_archive_error_set_errno (error, "cannot flush a file that is to come");
}

static char *
read_hash (KtgDepotWriter *self, GError **error)
{
  g_autoptr (KtgDepotReader) reader = ktg_depot_reader_open_part (self->depot, self->part, error);

  return reader != NULL ? ktg_depot_reader_dup_hash (reader, error) : NULL;
}

static gboolean
take_place (KtgDepot *self, const char *part, const char *sha256, GError **error)
{
  int shard_fd = ktg_depot_get_shard (self, sha256)->fd;

  if (renameat (self->partial_fd, part, shard_fd, sha256) != 0)
    return ktg_archive_error_set_errno (error, "cannot place a file");
  if (ktg_depot_flush_place (self, sha256, error))
    return TRUE;

  if (renameat (shard_fd, sha256, self->partial_fd, part) != 0)
    g_warning ("%s: a file cannot be taken back: %s", sha256, g_strerror (errno));
  return FALSE;
}

static gboolean
place (KtgDepot *self, const char *part, const char *sha256, GError **error)
{
  GMutex  *lock = &ktg_depot_get_shard (self, sha256)->placing;
  guint64  size_bytes;
  gboolean stands;
  gboolean is_placed;

  g_mutex_lock (lock);
  is_placed = ktg_depot_is_kept (self, sha256, &stands, &size_bytes, error)
              && (stands || take_place (self, part, sha256, error));
  g_mutex_unlock (lock);

  return is_placed;
}

/**
 * ktg_depot_writer_keep:
 * @self: a writer to which all of a file was appended; nothing more is
 * @sha256: the hash that it should have
 * @is_right: (out): whether it has it
 * @error: why not
 *
 * Makes it durable, and where it is right, one of the whole files; after a failure it is a part
 * again. Where another device's file stands there already, and is what its name says, that one
 * stays and the part is left: the caller drops it once that is on record.
 *
 * Returns: %FALSE where the disk failed
 */
gboolean
ktg_depot_writer_keep (KtgDepotWriter *self, const char *sha256, gboolean *is_right, GError **error)
{
  g_autofree char *hash = NULL;

  if (!flush (self, error))
    return FALSE;

  hash = self->hash != NULL ? ktg_sha256_dup_hex (self->hash) : read_hash (self, error);
  if (hash == NULL)
    return FALSE;

  *is_right = strcmp (hash, sha256) == 0;
  return !*is_right || place (self->depot, self->part, sha256, error);
}
