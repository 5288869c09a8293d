/* ktg-sealed-reader.c - a sealed file coming back, in pieces
 *
 * Every piece but the last is full and says so; the last says that it is the last, and nothing
 * follows it. Whatever else is met is damage.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sealed-reader.h"

#include "ktg-sealed-format.h"
#include "ktg-vault-private.h"

#include <errno.h>
#include <string.h>
#include <unistd.h>

struct _KtgSealedReader
{
  GInputStream parent_instance;

  int                                         fd;
  char                                       *purpose;
  crypto_secretstream_xchacha20poly1305_state state;
  gboolean                                    has_seen_final;
  gboolean                                    is_damaged;
  gsize                                       n_plain, n_given;
  guint8                                     *plain; /* KTG_SEALED_PIECE_BYTES */
  guint8 *sealed; /* KTG_SEALED_PIECE_ON_DISK, and one to see what follows */
};

G_DEFINE_FINAL_TYPE (KtgSealedReader, ktg_sealed_reader, G_TYPE_INPUT_STREAM)

/* As much as there is, at most @size_bytes; -1 when the disk fails. */
static gssize
read_fully (int fd, guint8 *bytes, gsize size_bytes, GError **error)
{
  gsize n_read = 0;

  while (n_read < size_bytes)
    {
      gssize n = read (fd, bytes + n_read, size_bytes - n_read);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        {
          g_set_error (error,
                       KTG_SEAL_ERROR,
                       KTG_SEAL_ERROR_IO,
                       "Reading a sealed file: %s",
                       g_strerror (errno));
          return -1;
        }
      if (n == 0)
        break;
      n_read += n;
    }

  return n_read;
}

static gboolean
set_damaged (GError **error)
{
  g_set_error_literal (error,
                       KTG_SEAL_ERROR,
                       KTG_SEAL_ERROR_DAMAGED,
                       "A sealed file was changed, cut short or sealed for something else");
  return FALSE;
}

static gboolean
is_at_end (KtgSealedReader *self)
{
  guint8 next;

  return read_fully (self->fd, &next, 1, NULL) == 0;
}

static gboolean
open_piece (KtgSealedReader *self, gsize size_bytes)
{
  unsigned long long n_plain = 0;
  guint8             tag = 0;

  if (size_bytes < crypto_secretstream_xchacha20poly1305_ABYTES)
    return FALSE;
  if (crypto_secretstream_xchacha20poly1305_pull (&self->state,
                                                  self->plain,
                                                  &n_plain,
                                                  &tag,
                                                  self->sealed,
                                                  size_bytes,
                                                  (const guint8 *)self->purpose,
                                                  strlen (self->purpose))
      != 0)
    return FALSE;

  self->has_seen_final = tag == crypto_secretstream_xchacha20poly1305_TAG_FINAL;
  self->n_plain = n_plain;
  self->n_given = 0;

  return self->has_seen_final ? is_at_end (self) : size_bytes == KTG_SEALED_PIECE_ON_DISK;
}

/* A damaged stream stays damaged: nothing after the first bad piece is ever given. */
static gboolean
read_piece (KtgSealedReader *self, GError **error)
{
  gssize size;

  if (self->is_damaged)
    return set_damaged (error);

  size = read_fully (self->fd, self->sealed, KTG_SEALED_PIECE_ON_DISK, error);
  if (size < 0)
    return FALSE;

  if (!open_piece (self, size))
    {
      self->is_damaged = TRUE;
      self->n_plain = self->n_given = 0;
      return set_damaged (error);
    }

  return TRUE;
}

static gssize
ktg_sealed_reader_read (GInputStream *stream,
                        void         *buffer,
                        gsize         count,
                        GCancellable *cancellable,
                        GError      **error)
{
  KtgSealedReader *self = KTG_SEALED_READER (stream);
  gsize            n;

  if (g_cancellable_set_error_if_cancelled (cancellable, error))
    return -1;

  while (self->n_given == self->n_plain && (!self->has_seen_final || self->is_damaged))
    if (!read_piece (self, error))
      return -1;

  n = MIN (count, self->n_plain - self->n_given);
  memcpy (buffer, self->plain + self->n_given, n);
  self->n_given += n;

  return n;
}

static gboolean
ktg_sealed_reader_close (GInputStream *stream, GCancellable *cancellable, GError **error)
{
  KtgSealedReader *self = KTG_SEALED_READER (stream);

  if (self->fd >= 0)
    close (self->fd);
  self->fd = -1;

  return TRUE;
}

static void
ktg_sealed_reader_finalize (GObject *object)
{
  KtgSealedReader *self = KTG_SEALED_READER (object);

  if (self->fd >= 0)
    close (self->fd);
  sodium_memzero (&self->state, sizeof self->state);
  sodium_memzero (self->plain, KTG_SEALED_PIECE_BYTES);
  g_clear_pointer (&self->plain, g_free);
  g_clear_pointer (&self->sealed, g_free);
  g_clear_pointer (&self->purpose, g_free);

  G_OBJECT_CLASS (ktg_sealed_reader_parent_class)->finalize (object);
}

static void
ktg_sealed_reader_class_init (KtgSealedReaderClass *class)
{
  G_OBJECT_CLASS (class)->finalize = ktg_sealed_reader_finalize;
  G_INPUT_STREAM_CLASS (class)->read_fn = ktg_sealed_reader_read;
  G_INPUT_STREAM_CLASS (class)->close_fn = ktg_sealed_reader_close;
}

static void
ktg_sealed_reader_init (KtgSealedReader *self)
{
  self->fd = -1;
  self->plain = g_malloc (KTG_SEALED_PIECE_BYTES);
  self->sealed = g_malloc (KTG_SEALED_PIECE_ON_DISK);
}

static gboolean
read_start (KtgSealedReader *self, KtgVault *vault, GError **error)
{
  guint8 start[KTG_SEALED_START_BYTES];
  gssize n = read_fully (self->fd, start, sizeof start, error);

  if (n < 0)
    return FALSE;
  if (n < (gssize)sizeof start || memcmp (start, KTG_SEALED_MAGIC, KTG_SEALED_MAGIC_BYTES) != 0)
    return set_damaged (error);
  if (crypto_secretstream_xchacha20poly1305_init_pull (&self->state,
                                                       start + KTG_SEALED_MAGIC_BYTES,
                                                       ktg_vault_get_stream_key (vault))
      != 0)
    return set_damaged (error);

  return TRUE;
}

/**
 * ktg_sealed_reader_new:
 * @vault: whose key it was sealed with
 * @purpose: what it was sealed for
 * @fd: the file at its beginning; taken, also on failure
 *
 * A stream over the plain bytes. It gives %KTG_SEAL_ERROR_DAMAGED instead of an end of file where
 * the seal does not hold; bytes given before that were good ones, but the file is not. Skipping
 * decrypts and throws away. Never holds more than one piece.
 *
 * Returns: (transfer full) (nullable): a stream; blocking
 */
GInputStream *
ktg_sealed_reader_new (KtgVault *vault, const char *purpose, int fd, GError **error)
{
  g_autoptr (KtgSealedReader) self = g_object_new (KTG_TYPE_SEALED_READER, NULL);

  self->fd = fd;
  self->purpose = g_strdup (purpose);
  if (!read_start (self, vault, error))
    return NULL;

  return G_INPUT_STREAM (g_steal_pointer (&self));
}
