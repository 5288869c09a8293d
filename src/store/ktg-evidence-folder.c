/* ktg-evidence-folder.c - the folder of sealed evidence files
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * A file gets its name only when it is whole and on the disk. One is written at a time, always
 * under the same name, so what a killed process left is found without looking through the folder.
 * An fsync that failed is never repeated: the file goes, and the import begins anew from its
 * source.
 */

#include "ktg-evidence-folder.h"

#include "ktg-store-error-private.h"

#include <errno.h>
#include <fcntl.h>
#include <ktg-sealed-reader.h>
#include <ktg-sealed-writer.h>
#include <ktg-sha256.h>
#include <stdio.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNFINISHED "importing"
#define PURPOSE "evidence"
#define PIECE_BYTES (64 * 1024)

struct _KtgEvidenceFolder
{
  int       fd;
  KtgVault *vault;
};

void
ktg_imported_free (KtgImported *self)
{
  if (self == NULL)
    return;

  g_free (self->sha256);
  g_free (self);
}

static gboolean
fail_with_errno (const char *what, GError **error)
{
  int saved_errno = errno;

  g_set_error (error,
               KTG_STORE_ERROR,
               ktg_store_error_of_errno (saved_errno),
               "%s an evidence file: %s",
               what,
               g_strerror (saved_errno));
  return FALSE;
}

/**
 * ktg_evidence_folder_open:
 *
 * Makes the folder if it is absent, and removes what an interrupted import left.
 */
KtgEvidenceFolder *
ktg_evidence_folder_open (const char *path, KtgVault *vault, GError **error)
{
  KtgEvidenceFolder *self;
  int                fd;

  if (mkdir (path, 0700) != 0 && errno != EEXIST)
    {
      fail_with_errno ("Making the folder of", error);
      return NULL;
    }

  fd = open (path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  if (fd < 0)
    {
      fail_with_errno ("Opening the folder of", error);
      return NULL;
    }

  self = g_new0 (KtgEvidenceFolder, 1);
  self->fd = fd;
  self->vault = vault;
  unlinkat (fd, UNFINISHED, 0);
  return self;
}

void
ktg_evidence_folder_free (KtgEvidenceFolder *self)
{
  if (self == NULL)
    return;

  close (self->fd);
  g_free (self);
}

static char *
dup_name (KtgEvidenceFolder *self, const char *sha256)
{
  return ktg_vault_dup_alias (self->vault, "file", sha256);
}

/* What cannot be read of the source is the source's fault, whatever domain the error has. */
static gssize
read_source (GInputStream *source, guint8 *piece, GError **error)
{
  g_autoptr (GError) reason = NULL;
  gssize n_bytes = g_input_stream_read (source, piece, PIECE_BYTES, NULL, &reason);

  if (n_bytes < 0)
    g_set_error_literal (error, KTG_STORE_ERROR, KTG_STORE_ERROR_UNREADABLE, reason->message);
  return n_bytes;
}

static gboolean
copy_sealed (KtgEvidenceFolder *self,
             GInputStream      *source,
             int                fd,
             KtgImported       *imported,
             GError           **error)
{
  g_autofree guint8 *piece = g_malloc (PIECE_BYTES);
  g_autoptr (KtgSha256) sum = ktg_sha256_new ();
  g_autoptr (KtgSealedWriter) writer = ktg_sealed_writer_new (self->vault, PURPOSE, fd, error);
  gssize n_bytes;

  if (writer == NULL)
    return FALSE;

  while ((n_bytes = read_source (source, piece, error)) > 0)
    {
      ktg_sha256_update (sum, piece, (gsize)n_bytes);
      imported->size_bytes += (guint64)n_bytes;
      if (!ktg_sealed_writer_write (writer, piece, (gsize)n_bytes, error))
        return FALSE;
    }

  if (n_bytes < 0 || !ktg_sealed_writer_finish (writer, error))
    return FALSE;

  imported->sha256 = ktg_sha256_dup_hex (sum);
  return TRUE;
}

static gboolean
make_durable (int fd, KtgImported *imported, GError **error)
{
  struct stat about;

  if (fsync (fd) != 0 || fstat (fd, &about) != 0)
    return fail_with_errno ("Writing", error);

  imported->imported_us = about.st_mtim.tv_sec * G_USEC_PER_SEC + about.st_mtim.tv_nsec / 1000;
  return TRUE;
}

static gboolean
write_unfinished (KtgEvidenceFolder *self,
                  GInputStream      *source,
                  KtgImported       *imported,
                  GError           **error)
{
  gboolean is_written;
  int      fd
      = openat (self->fd, UNFINISHED, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0600);

  if (fd < 0)
    return fail_with_errno ("Making", error);

  is_written
      = copy_sealed (self, source, fd, imported, error) && make_durable (fd, imported, error);
  if (close (fd) != 0 && is_written)
    is_written = fail_with_errno ("Closing", error);

  return is_written;
}

static gboolean
name_finished (KtgEvidenceFolder *self, const char *sha256, GError **error)
{
  g_autofree char *name = dup_name (self, sha256);

  if (renameat (self->fd, UNFINISHED, self->fd, name) != 0 || fsync (self->fd) != 0)
    return fail_with_errno ("Naming", error);

  return TRUE;
}

/**
 * ktg_evidence_folder_import:
 *
 * Copies @source in, sealed. When this returns, the file is on the disk under its name and so is
 * the name. Bytes that are here already are written anew, which also heals a damaged copy. Never
 * holds more than two pieces of 64 KiB.
 *
 * Returns: (transfer full): what was really read; or NULL and nothing is kept:
 * KTG_STORE_ERROR_UNREADABLE if the source failed, KTG_STORE_ERROR_NO_SPACE if the disk is full
 */
KtgImported *
ktg_evidence_folder_import (KtgEvidenceFolder *self, GInputStream *source, GError **error)
{
  g_autoptr (KtgImported) imported = g_new0 (KtgImported, 1);

  unlinkat (self->fd, UNFINISHED, 0);
  if (write_unfinished (self, source, imported, error)
      && name_finished (self, imported->sha256, error))
    return g_steal_pointer (&imported);

  unlinkat (self->fd, UNFINISHED, 0);
  return NULL;
}

/**
 * ktg_evidence_folder_read:
 *
 * Returns: (transfer full): a stream over the original bytes, which needs the folder no more
 */
GInputStream *
ktg_evidence_folder_read (KtgEvidenceFolder *self, const char *sha256, GError **error)
{
  g_autofree char *name = dup_name (self, sha256);
  int              fd = openat (self->fd, name, O_RDONLY | O_NOFOLLOW | O_CLOEXEC);

  if (fd >= 0)
    return ktg_sealed_reader_new (self->vault, PURPOSE, fd, error);

  if (errno == ENOENT)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_DAMAGED,
                 "File %s is gone from the disk",
                 sha256);
  else
    fail_with_errno ("Reading", error);
  return NULL;
}

/**
 * ktg_evidence_folder_remove:
 *
 * A file that is not there is removed already.
 */
gboolean
ktg_evidence_folder_remove (KtgEvidenceFolder *self, const char *alias, GError **error)
{
  return unlinkat (self->fd, alias, 0) == 0 || errno == ENOENT
         || fail_with_errno ("Removing", error);
}

static gboolean
is_older (KtgEvidenceFolder *self, const char *name, gint64 before_us)
{
  struct stat about;

  return fstatat (self->fd, name, &about, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG (about.st_mode)
         && about.st_mtim.tv_sec * G_USEC_PER_SEC < before_us;
}

/**
 * ktg_evidence_folder_list:
 *
 * Returns: (transfer full) (element-type utf8): names of the files written before @before_us
 */
GPtrArray *
ktg_evidence_folder_list (KtgEvidenceFolder *self, gint64 before_us, GError **error)
{
  g_autofree char *path = g_strdup_printf ("/proc/self/fd/%d", self->fd);
  g_autoptr (GPtrArray) names = g_ptr_array_new_with_free_func (g_free);
  g_autoptr (GDir) dir = g_dir_open (path, 0, error);
  const char *name;

  if (dir == NULL)
    return NULL;

  while ((name = g_dir_read_name (dir)) != NULL)
    if (is_older (self, name, before_us))
      g_ptr_array_add (names, g_strdup (name));

  return g_steal_pointer (&names);
}
