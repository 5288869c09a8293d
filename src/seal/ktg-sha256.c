/* ktg-sha256.c - the fingerprint that decides what a file is
 *
 * By Nettle, which uses the processor's own instructions for it and needs nothing else.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sha256.h"

#include <nettle/sha2.h>
#include <string.h>

struct _KtgSha256
{
  struct sha256_ctx hash;
};

static char *
dup_hex (const guint8 digest[KTG_SHA256_BYTES])
{
  static const char digits[] = "0123456789abcdef";
  char             *hex = g_malloc (KTG_SHA256_HEX + 1);

  for (guint i = 0; i < KTG_SHA256_BYTES; i++)
    {
      hex[2 * i] = digits[digest[i] >> 4];
      hex[2 * i + 1] = digits[digest[i] & 15];
    }
  hex[KTG_SHA256_HEX] = '\0';

  return hex;
}

/**
 * ktg_sha256_new:
 *
 * Returns: (transfer full): a hash of nothing yet
 */
KtgSha256 *
ktg_sha256_new (void)
{
  KtgSha256 *self = g_new0 (KtgSha256, 1);

  sha256_init (&self->hash);
  return self;
}

/**
 * ktg_sha256_free:
 *
 * Nothing for %NULL.
 */
void
ktg_sha256_free (KtgSha256 *self)
{
  g_free (self);
}

/**
 * ktg_sha256_update:
 * @bytes: what comes next
 * @size_bytes: how much of it; 0 is nothing
 */
void
ktg_sha256_update (KtgSha256 *self, const guint8 *bytes, gsize size_bytes)
{
  if (size_bytes > 0)
    sha256_update (&self->hash, size_bytes, bytes);
}

/**
 * ktg_sha256_dup_hex:
 * @self: a hash
 *
 * The fingerprint of what went in so far; more may follow.
 *
 * Returns: (transfer full): 64 lowercase hex digits
 */
char *
ktg_sha256_dup_hex (KtgSha256 *self)
{
  guint8            digest[KTG_SHA256_BYTES];
  struct sha256_ctx copy = self->hash;

  sha256_digest (&copy, sizeof digest, digest);
  return dup_hex (digest);
}

/**
 * ktg_sha256_raw:
 * @bytes: what to hash
 * @size_bytes: how much of it
 * @digest: (out): the 32 bytes of the fingerprint
 */
void
ktg_sha256_raw (const guint8 *bytes, gsize size_bytes, guint8 digest[KTG_SHA256_BYTES])
{
  KtgSha256 hash;

  sha256_init (&hash.hash);
  ktg_sha256_update (&hash, bytes, size_bytes);
  sha256_digest (&hash.hash, KTG_SHA256_BYTES, digest);
}

/**
 * ktg_sha256_of:
 * @bytes: what to hash
 * @size_bytes: how much of it
 *
 * Returns: (transfer full): 64 lowercase hex digits
 */
char *
ktg_sha256_of (const guint8 *bytes, gsize size_bytes)
{
  guint8 digest[KTG_SHA256_BYTES];

  ktg_sha256_raw (bytes, size_bytes, digest);

  return dup_hex (digest);
}

/**
 * ktg_sha256_of_bytes:
 * @bytes: what to hash
 *
 * Returns: (transfer full): 64 lowercase hex digits
 */
char *
ktg_sha256_of_bytes (GBytes *bytes)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (bytes, &size);

  return ktg_sha256_of (data, size);
}

/**
 * ktg_sha256_is_hex:
 * @text: (nullable): what may be a fingerprint
 *
 * Returns: whether it is 64 lowercase hex digits and nothing else, and so safe as a file name
 */
gboolean
ktg_sha256_is_hex (const char *text)
{
  return text != NULL && strspn (text, "0123456789abcdef") == KTG_SHA256_HEX
         && text[KTG_SHA256_HEX] == '\0';
}

/**
 * ktg_sha256_is_name:
 * @text: (nullable): what may name a file
 *
 * Returns: whether it is a fingerprint or at least its first %KTG_SHA256_NAME_HEX digits
 */
gboolean
ktg_sha256_is_name (const char *text)
{
  gsize n_digits = text != NULL ? strspn (text, "0123456789abcdef") : 0;

  return n_digits >= KTG_SHA256_NAME_HEX && n_digits <= KTG_SHA256_HEX && text[n_digits] == '\0';
}

/**
 * ktg_sha256_from_hex:
 * @hex: a fingerprint as text
 * @digest: (out): its 32 bytes
 *
 * Returns: whether @hex was one
 */
gboolean
ktg_sha256_from_hex (const char *hex, guint8 digest[KTG_SHA256_BYTES])
{
  if (!ktg_sha256_is_hex (hex))
    return FALSE;

  for (guint i = 0; i < KTG_SHA256_BYTES; i++)
    digest[i] = g_ascii_xdigit_value (hex[2 * i]) << 4 | g_ascii_xdigit_value (hex[2 * i + 1]);

  return TRUE;
}
