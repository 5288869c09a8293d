/* ktg-sealed-writer.c - a file going to disk, encrypted, in pieces
 *
 * On disk: eight bytes of magic and version, libsodium's secretstream header, then pieces of 64 KiB
 * and 17 bytes. The last piece may be shorter and carries TAG_FINAL, so that a file cut between two
 * pieces is noticed. A full piece is held back until more comes, because only then is it known not
 * to be the last.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sealed-writer.h"

#include "ktg-sealed-format.h"
#include "ktg-vault-private.h"

#include <errno.h>
#include <gio/gio.h>
#include <string.h>
#include <unistd.h>

struct _KtgSealedWriter
{
  int                                         fd;
  char                                       *purpose;
  crypto_secretstream_xchacha20poly1305_state state;
  gsize                                       n_held;
  guint8                                      held[KTG_SEALED_PIECE_BYTES];
  guint8                                      sealed[KTG_SEALED_PIECE_ON_DISK];
};

static void
set_disk_error (GError **error, int code)
{
  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error,
                 G_FILE_ERROR,
                 G_FILE_ERROR_NOSPC,
                 "Writing a sealed file: %s",
                 g_strerror (code));
  else
    g_set_error (error,
                 KTG_SEAL_ERROR,
                 KTG_SEAL_ERROR_IO,
                 "Writing a sealed file: %s",
                 g_strerror (code));
}

static gboolean
write_all (int fd, const guint8 *bytes, gsize size_bytes, GError **error)
{
  while (size_bytes > 0)
    {
      gssize n = write (fd, bytes, size_bytes);

      if (n < 0 && errno == EINTR)
        continue;
      if (n <= 0)
        {
          set_disk_error (error, n < 0 ? errno : ENOSPC);
          return FALSE;
        }
      bytes += n;
      size_bytes -= n;
    }

  return TRUE;
}

static gboolean
write_held (KtgSealedWriter *self, guint8 tag, GError **error)
{
  unsigned long long size;

  crypto_secretstream_xchacha20poly1305_push (&self->state,
                                              self->sealed,
                                              &size,
                                              self->held,
                                              self->n_held,
                                              (const guint8 *)self->purpose,
                                              strlen (self->purpose),
                                              tag);
  self->n_held = 0;

  return write_all (self->fd, self->sealed, size, error);
}

static gboolean
write_header (KtgSealedWriter *self, KtgVault *vault, GError **error)
{
  guint8 start[KTG_SEALED_START_BYTES] = KTG_SEALED_MAGIC;

  crypto_secretstream_xchacha20poly1305_init_push (&self->state,
                                                   start + KTG_SEALED_MAGIC_BYTES,
                                                   ktg_vault_get_stream_key (vault));

  return write_all (self->fd, start, sizeof start, error);
}

/**
 * ktg_sealed_writer_new:
 * @vault: whose key it is sealed with
 * @purpose: bound to the file: it opens for no other
 * @fd: where to; not owned
 *
 * Never holds more than one piece of the file.
 *
 * A full disk is %G_FILE_ERROR_NOSPC here and in the functions below; whatever else the disk says
 * is %KTG_SEAL_ERROR_IO with the reason in the message. After an error the file on disk is of no
 * use.
 *
 * Returns: (transfer full) (nullable): a pen
 */
KtgSealedWriter *
ktg_sealed_writer_new (KtgVault *vault, const char *purpose, int fd, GError **error)
{
  g_autoptr (KtgSealedWriter) self = g_new0 (KtgSealedWriter, 1);

  self->fd = fd;
  self->purpose = g_strdup (purpose);
  if (!write_header (self, vault, error))
    return NULL;

  return g_steal_pointer (&self);
}

/**
 * ktg_sealed_writer_free:
 *
 * What it knew of keys is wiped. Nothing for %NULL.
 */
void
ktg_sealed_writer_free (KtgSealedWriter *self)
{
  if (self == NULL)
    return;

  g_free (self->purpose);
  sodium_memzero (self, sizeof *self);
  g_free (self);
}

/**
 * ktg_sealed_writer_write:
 * @self: a pen
 * @bytes: what comes next
 * @size_bytes: how much of it
 *
 * Returns: whether the disk took it
 */
gboolean
ktg_sealed_writer_write (KtgSealedWriter *self,
                         const guint8    *bytes,
                         gsize            size_bytes,
                         GError         **error)
{
  while (size_bytes > 0)
    {
      gsize n;

      if (self->n_held == KTG_SEALED_PIECE_BYTES
          && !write_held (self, crypto_secretstream_xchacha20poly1305_TAG_MESSAGE, error))
        return FALSE;

      n = MIN (size_bytes, KTG_SEALED_PIECE_BYTES - self->n_held);
      memcpy (self->held + self->n_held, bytes, n);
      self->n_held += n;
      bytes += n;
      size_bytes -= n;
    }

  return TRUE;
}

/**
 * ktg_sealed_writer_finish:
 * @self: a pen
 *
 * Writes the last piece. The file is durable only after the caller's fsync.
 *
 * Returns: whether the disk took it
 */
gboolean
ktg_sealed_writer_finish (KtgSealedWriter *self, GError **error)
{
  return write_held (self, crypto_secretstream_xchacha20poly1305_TAG_FINAL, error);
}
