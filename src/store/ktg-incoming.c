/* ktg-incoming.c - a file on its way into the store
 *
 * It is sealed while its source is read, so that what is looked at, what is hashed and what is kept
 * are the same bytes. An fsync that failed is never repeated: the file goes, and the import begins
 * anew from its source.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-incoming-private.h"

#include "ktg-reserve.h"
#include "ktg-store-error-private.h"

#include <ktg-sha256.h>

#include <errno.h>
#include <sys/stat.h>
#include <unistd.h>

struct _KtgIncoming
{
  KtgEvidenceFolder *folder;
  char              *reserve_path; /* NULL where the disk had room when it began */
  guint              place;        /* in the folder, until it has a name */
  gboolean           is_there;     /* something may stand in its place */
  int                fd;           /* -1 before the first byte and after the last */
  KtgSealedWriter   *writer;
  KtgSha256         *sum;
  guint64            size_bytes;
  char              *sha256; /* NULL until it is finished */
  gint64             imported_us;
};

/**
 * ktg_incoming_new:
 * @folder: where it will be named; referenced
 * @reserve_path: (nullable): the reserve, where it must first be made again
 *
 * Touches no disk before the first byte.
 *
 * Returns: (transfer full): a file without bytes, or %NULL: %KTG_STORE_ERROR_FAILED where too many
 * are on their way
 */
KtgIncoming *
ktg_incoming_new (KtgEvidenceFolder *folder, const char *reserve_path, GError **error)
{
  KtgIncoming *self;
  guint        place;

  if (!ktg_evidence_folder_take_place (folder, &place, error))
    return NULL;

  self = g_new0 (KtgIncoming, 1);
  self->folder = ktg_evidence_folder_ref (folder);
  self->reserve_path = g_strdup (reserve_path);
  self->place = place;
  self->fd = -1;
  self->sum = ktg_sha256_new ();
  return self;
}

/**
 * ktg_incoming_free:
 * @self: (nullable): a file; unless the store named it, nothing of it stays
 */
void
ktg_incoming_free (KtgIncoming *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->writer, ktg_sealed_writer_free);
  if (self->fd >= 0)
    close (self->fd);
  ktg_evidence_folder_leave_place (self->folder, self->place, self->is_there);
  g_clear_pointer (&self->folder, ktg_evidence_folder_unref);
  g_clear_pointer (&self->sum, ktg_sha256_free);
  g_free (self->reserve_path);
  g_free (self->sha256);
  g_free (self);
}

/* What a reserve that was let go left free is for the report's text. */
static gboolean
begin (KtgIncoming *self, GError **error)
{
  if (self->reserve_path != NULL && !ktg_reserve_keep (self->reserve_path, error))
    return FALSE;

  self->is_there = TRUE;
  self->fd = ktg_evidence_folder_create (self->folder, self->place, &self->writer, error);
  return self->fd >= 0;
}

static gboolean
make_durable (KtgIncoming *self, GError **error)
{
  struct stat about;
  int         fd = g_steal_fd (&self->fd);

  if (fsync (fd) != 0 || fstat (fd, &about) != 0)
    {
      ktg_store_error_set_errno (error, errno, "Writing an evidence file");
      close (fd);
      return FALSE;
    }

  self->imported_us = about.st_mtim.tv_sec * G_USEC_PER_SEC + about.st_mtim.tv_nsec / 1000;
  return close (fd) == 0 || ktg_store_error_set_errno (error, errno, "Closing an evidence file");
}

static gboolean
write_sealed (KtgIncoming *self, const guint8 *bytes, gsize size_bytes, GError **error)
{
  if (self->writer == NULL && !begin (self, error))
    return FALSE;

  ktg_sha256_update (self->sum, bytes, size_bytes);
  self->size_bytes += size_bytes;
  return ktg_sealed_writer_write (self->writer, bytes, size_bytes, error);
}

static gboolean
restate (gboolean is_done, GError *reason, GError **error)
{
  if (is_done)
    return TRUE;

  ktg_store_error_restate (&reason);
  g_propagate_error (error, reason);
  return FALSE;
}

/**
 * ktg_incoming_write:
 * @self: a file that is not finished
 * @bytes: what comes next
 * @size_bytes: how much of it
 *
 * Blocking, and for any thread. Seals and writes; holds at most two pieces of 64 KiB.
 *
 * Returns: FALSE with an error of this room, %KTG_STORE_ERROR_NO_SPACE if the disk is full; then it
 * can only be freed
 */
gboolean
ktg_incoming_write (KtgIncoming *self, const guint8 *bytes, gsize size_bytes, GError **error)
{
  GError  *reason = NULL;
  gboolean is_written;

  g_return_val_if_fail (self->sha256 == NULL, FALSE);

  is_written = write_sealed (self, bytes, size_bytes, &reason);
  return restate (is_written, reason, error);
}

/**
 * ktg_incoming_finish:
 * @self: a file with all its bytes
 *
 * Blocking, and for any thread. Makes the bytes durable; they have no name yet.
 *
 * Returns: FALSE with an error as ktg_incoming_write() has
 */
gboolean
ktg_incoming_finish (KtgIncoming *self, GError **error)
{
  GError  *reason = NULL;
  gboolean is_finished;

  g_return_val_if_fail (self->sha256 == NULL, FALSE);

  is_finished = (self->writer != NULL || begin (self, &reason))
                && ktg_sealed_writer_finish (self->writer, &reason) && make_durable (self, &reason);
  if (is_finished)
    self->sha256 = ktg_sha256_dup_hex (self->sum);
  return restate (is_finished, reason, error);
}

/**
 * ktg_incoming_get_facts:
 * @self: a finished file
 *
 * Returns: what was really read; its SHA-256 is the file's
 */
KtgIncomingFacts
ktg_incoming_get_facts (KtgIncoming *self)
{
  return (KtgIncomingFacts){ self->sha256, self->size_bytes, self->imported_us };
}

/**
 * ktg_incoming_name:
 * @self: a finished file
 *
 * Gives it its name, which is durable after ktg_evidence_folder_settle().
 *
 * Returns: FALSE with an error of this room
 */
gboolean
ktg_incoming_name (KtgIncoming *self, GError **error)
{
  if (!ktg_evidence_folder_name (self->folder, self->place, self->sha256, error))
    return FALSE;

  self->is_there = FALSE;
  return TRUE;
}
