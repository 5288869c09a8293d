/* ktg-vault.c - the one door between what a report says and the disk
 *
 * The key file: magic (8), version (1), wrapping (1), two zero bytes, the key (32), and the SHA-256
 * of all that. A passphrase will be another value of the wrapping byte, read and written in this
 * file only.
 *
 * No two uses share a key: small things, files and aliases each have their own, derived from the
 * vault key.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-vault-private.h"

#include "ktg-sha256.h"

#include <errno.h>
#include <fcntl.h>
#include <gio/gio.h>
#include <sodium.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define KEY_BYTES crypto_kdf_KEYBYTES
#define MAGIC "KTGVAULT"
#define VERSION_AT 8
#define WRAPPING_AT 9
#define KEY_AT 12
#define CHECKSUM_AT (KEY_AT + KEY_BYTES)
#define KEY_FILE_BYTES (CHECKSUM_AT + KTG_SHA256_BYTES)
#define VERSION 1
#define WRAPPING_NONE 0

#define SEALED_VERSION 1
#define NONCE_BYTES crypto_aead_xchacha20poly1305_ietf_NPUBBYTES
#define TAG_BYTES crypto_aead_xchacha20poly1305_ietf_ABYTES
#define SEALED_AT (1 + NONCE_BYTES)
#define PADDING_BYTES 256

G_STATIC_ASSERT (KEY_BYTES == crypto_aead_xchacha20poly1305_ietf_KEYBYTES);
G_STATIC_ASSERT (KEY_BYTES == crypto_secretstream_xchacha20poly1305_KEYBYTES);
G_STATIC_ASSERT (KTG_VAULT_MAC_BYTES == crypto_generichash_BYTES);

/* In locked memory, all of it. */
struct _KtgVault
{
  guint8 thing_key[KEY_BYTES];
  guint8 stream_key[KEY_BYTES];
  guint8 alias_key[KEY_BYTES];
};

static KtgVault *
derive (const guint8 key[KEY_BYTES])
{
  KtgVault *self = sodium_malloc (sizeof *self);

  if (self == NULL)
    g_error ("No memory for a key");

  crypto_kdf_derive_from_key (self->thing_key, KEY_BYTES, 1, MAGIC, key);
  crypto_kdf_derive_from_key (self->stream_key, KEY_BYTES, 2, MAGIC, key);
  crypto_kdf_derive_from_key (self->alias_key, KEY_BYTES, 3, MAGIC, key);

  return self;
}

static gboolean
set_io_error (GError **error, const char *what)
{
  int code = errno;

  if (code == ENOSPC || code == EDQUOT)
    g_set_error (error,
                 G_FILE_ERROR,
                 G_FILE_ERROR_NOSPC,
                 "%s the key file: %s",
                 what,
                 g_strerror (code));
  else
    g_set_error (error,
                 KTG_SEAL_ERROR,
                 KTG_SEAL_ERROR_IO,
                 "%s the key file: %s",
                 what,
                 g_strerror (code));

  return FALSE;
}

static gboolean
write_fully (int fd, const guint8 *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      gssize n = write (fd, bytes, size_bytes);

      if (n < 0 && errno != EINTR)
        return FALSE;
      if (n > 0)
        {
          bytes += n;
          size_bytes -= n;
        }
    }

  return TRUE;
}

static gboolean
write_durably (const char *path, const guint8 *bytes, gsize size_bytes, GError **error)
{
  int      fd = open (path, O_WRONLY | O_CREAT | O_TRUNC | O_NOFOLLOW | O_CLOEXEC, 0600);
  gboolean is_written;

  if (fd < 0)
    return set_io_error (error, "Making");

  is_written = fchmod (fd, 0600) == 0 && write_fully (fd, bytes, size_bytes) && fsync (fd) == 0;
  if (!is_written)
    set_io_error (error, "Writing");
  close (fd);

  return is_written;
}

static gboolean
sync_directory_of (const char *path, GError **error)
{
  g_autofree char *directory = g_path_get_dirname (path);
  int              fd = open (directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
  gboolean         is_synced;

  if (fd < 0)
    return set_io_error (error, "Making");

  is_synced = fsync (fd) == 0;
  if (!is_synced)
    set_io_error (error, "Making");
  close (fd);

  return is_synced;
}

static gboolean
write_key_file (const char *path, const guint8 contents[KEY_FILE_BYTES], GError **error)
{
  g_autofree char *fresh = g_strconcat (path, ".new", NULL);

  if (!write_durably (fresh, contents, KEY_FILE_BYTES, error))
    return FALSE;
  if (rename (fresh, path) != 0)
    return set_io_error (error, "Naming");

  return sync_directory_of (path, error);
}

static KtgVault *
make_key_file (const char *path, guint8 *contents, GError **error)
{
  memset (contents, 0, KEY_FILE_BYTES);
  memcpy (contents, MAGIC, strlen (MAGIC));
  contents[VERSION_AT] = VERSION;
  contents[WRAPPING_AT] = WRAPPING_NONE;
  randombytes_buf (contents + KEY_AT, KEY_BYTES);
  ktg_sha256_raw (contents, CHECKSUM_AT, contents + CHECKSUM_AT);

  return write_key_file (path, contents, error) ? derive (contents + KEY_AT) : NULL;
}

/* The door for a passphrase: what the wrapping byte says is undone here. */
static KtgVault *
unwrap (const guint8 contents[KEY_FILE_BYTES], GError **error)
{
  guint8 checksum[KTG_SHA256_BYTES];

  ktg_sha256_raw (contents, CHECKSUM_AT, checksum);
  if (memcmp (contents, MAGIC, strlen (MAGIC)) != 0 || contents[VERSION_AT] != VERSION
      || contents[WRAPPING_AT] != WRAPPING_NONE
      || sodium_memcmp (checksum, contents + CHECKSUM_AT, sizeof checksum) != 0)
    {
      g_set_error_literal (error,
                           KTG_SEAL_ERROR,
                           KTG_SEAL_ERROR_DAMAGED,
                           "The key file was changed, or a newer version made it");
      return NULL;
    }

  return derive (contents + KEY_AT);
}

static KtgVault *
read_key_file (int fd, guint8 *contents, GError **error)
{
  gssize n = read (fd, contents, KEY_FILE_BYTES + 1);

  if (n < 0 || fchmod (fd, 0600) != 0)
    {
      set_io_error (error, "Reading");
      return NULL;
    }
  if (n != KEY_FILE_BYTES)
    {
      g_set_error_literal (error,
                           KTG_SEAL_ERROR,
                           KTG_SEAL_ERROR_DAMAGED,
                           "The key file does not have the size of one");
      return NULL;
    }

  return unwrap (contents, error);
}

static KtgVault *
open_or_make (const char *path, gboolean may_create, guint8 *contents, GError **error)
{
  int       fd = open (path, O_RDONLY | O_CLOEXEC);
  KtgVault *self = NULL;

  if (fd >= 0)
    {
      self = read_key_file (fd, contents, error);
      close (fd);
    }
  else if (errno != ENOENT)
    set_io_error (error, "Opening");
  else if (may_create)
    self = make_key_file (path, contents, error);
  else
    g_set_error_literal (error, KTG_SEAL_ERROR, KTG_SEAL_ERROR_NO_KEY, "The key file is gone");

  return self;
}

/**
 * ktg_vault_open:
 * @path: the key file
 * @may_create: whether to make it where it is absent: only where nothing is sealed yet
 *
 * A new key file is mode 0600 and durable, with its name, before this returns. Errors:
 * %KTG_SEAL_ERROR_NO_KEY, %KTG_SEAL_ERROR_DAMAGED, %KTG_SEAL_ERROR_IO and %G_FILE_ERROR_NOSPC.
 *
 * Returns: (transfer full) (nullable): the vault
 */
KtgVault *
ktg_vault_open (const char *path, gboolean may_create, GError **error)
{
  guint8   *contents = sodium_malloc (KEY_FILE_BYTES + 1);
  KtgVault *self;

  if (contents == NULL)
    g_error ("No memory for a key");

  self = open_or_make (path, may_create, contents, error);
  sodium_free (contents);

  return self;
}

/**
 * ktg_vault_free:
 *
 * All keys are wiped. Nothing for %NULL.
 */
void
ktg_vault_free (KtgVault *self)
{
  sodium_free (self);
}

/**
 * ktg_vault_get_stream_key:
 *
 * Returns: (transfer none): what sealed files are written with, for this room only
 */
const guint8 *
ktg_vault_get_stream_key (KtgVault *self)
{
  return self->stream_key;
}

/**
 * ktg_vault_seal:
 * @self: a vault
 * @purpose: what it is for, "event:<id>"; what is sealed for one purpose opens for no other
 * @plain: a small thing
 *
 * Authenticated encryption (XChaCha20-Poly1305), padded to 256 bytes so that sizes say little. Any
 * thread.
 *
 * Returns: (transfer full): the sealed thing, another one each time
 */
GBytes *
ktg_vault_seal (KtgVault *self, const char *purpose, GBytes *plain)
{
  gsize         n_plain;
  const guint8 *bytes = g_bytes_get_data (plain, &n_plain);
  gsize         n_padded = (n_plain / PADDING_BYTES + 1) * PADDING_BYTES;
  guint8       *sealed = g_malloc0 (SEALED_AT + n_padded + TAG_BYTES);

  sealed[0] = SEALED_VERSION;
  randombytes_buf (sealed + 1, NONCE_BYTES);
  if (n_plain > 0)
    memcpy (sealed + SEALED_AT, bytes, n_plain);
  sodium_pad (&n_padded, sealed + SEALED_AT, n_plain, PADDING_BYTES, n_padded);
  crypto_aead_xchacha20poly1305_ietf_encrypt (sealed + SEALED_AT,
                                              NULL,
                                              sealed + SEALED_AT,
                                              n_padded,
                                              (const guint8 *)purpose,
                                              strlen (purpose),
                                              NULL,
                                              sealed + 1,
                                              self->thing_key);

  return g_bytes_new_take (sealed, SEALED_AT + n_padded + TAG_BYTES);
}

static GBytes *
decrypt (KtgVault *self, const char *purpose, const guint8 *sealed, gsize size_bytes)
{
  gsize              n_padded = size_bytes - SEALED_AT - TAG_BYTES;
  gsize              n_plain;
  g_autofree guint8 *plain = g_malloc (n_padded);

  if (crypto_aead_xchacha20poly1305_ietf_decrypt (plain,
                                                  NULL,
                                                  NULL,
                                                  sealed + SEALED_AT,
                                                  n_padded + TAG_BYTES,
                                                  (const guint8 *)purpose,
                                                  strlen (purpose),
                                                  sealed + 1,
                                                  self->thing_key)
      != 0)
    return NULL;
  if (sodium_unpad (&n_plain, plain, n_padded, PADDING_BYTES) != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&plain), n_plain);
}

/**
 * ktg_vault_unseal:
 * @self: a vault
 * @purpose: what it was sealed for
 * @sealed: what ktg_vault_seal() gave
 *
 * Any thread.
 *
 * Returns: (transfer full) (nullable): the thing as it was, or %KTG_SEAL_ERROR_DAMAGED
 */
GBytes *
ktg_vault_unseal (KtgVault *self, const char *purpose, GBytes *sealed, GError **error)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (sealed, &size);
  GBytes       *plain = NULL;

  if (size >= SEALED_AT + PADDING_BYTES + TAG_BYTES && bytes[0] == SEALED_VERSION)
    plain = decrypt (self, purpose, bytes, size);
  if (plain == NULL)
    g_set_error_literal (error,
                         KTG_SEAL_ERROR,
                         KTG_SEAL_ERROR_DAMAGED,
                         "Something sealed was changed, or sealed for something else");

  return plain;
}

/**
 * ktg_vault_dup_alias:
 * @self: a vault
 * @purpose: so that the same text has another alias elsewhere
 * @text: what not to say
 *
 * A keyed hash (BLAKE2b), by which disk and SQL tell two things apart without knowing what they
 * are.
 *
 * Returns: (transfer full): 64 lowercase hex digits, always the same for the same three
 */
char *
ktg_vault_dup_alias (KtgVault *self, const char *purpose, const char *text)
{
  crypto_generichash_state state;
  guint8                   hash[KTG_VAULT_MAC_BYTES];
  char                    *hex = g_malloc (2 * sizeof hash + 1);

  crypto_generichash_init (&state, self->alias_key, KEY_BYTES, sizeof hash);
  crypto_generichash_update (&state, (const guint8 *)purpose, strlen (purpose) + 1);
  crypto_generichash_update (&state, (const guint8 *)text, strlen (text));
  crypto_generichash_final (&state, hash, sizeof hash);

  return sodium_bin2hex (hex, 2 * sizeof hash + 1, hash, sizeof hash);
}
