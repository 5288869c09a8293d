/* ktg-digest.c - a hash as the 32 bytes that SQL keeps
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-digest.h"

#include <ktg-sha256.h>

#include <string.h>

/**
 * ktg_digest_new:
 * @hex: 64 lowercase hex digits; the caller has checked that they are
 *
 * Returns: (transfer full): its 32 bytes
 */
GBytes *
ktg_digest_new (const char *hex)
{
  guint8 digest[KTG_SHA256_BYTES];

  g_return_val_if_fail (ktg_sha256_from_hex (hex, digest), NULL);

  return g_bytes_new (digest, sizeof digest);
}

/**
 * ktg_digest_new_bound:
 * @name: at least %KTG_SHA256_NAME_HEX lowercase hex digits; the caller has checked that they are
 * @digit: '0' or 'f'
 *
 * Returns: (transfer full): the least or the greatest hash that begins so
 */
GBytes *
ktg_digest_new_bound (const char *name, char digit)
{
  char hex[KTG_SHA256_HEX + 1] = "";

  memset (hex, digit, KTG_SHA256_HEX);
  memcpy (hex, name, strlen (name));
  return ktg_digest_new (hex);
}

/**
 * ktg_digest_dup_hex:
 * @digest: (nullable): 32 bytes
 *
 * Returns: (transfer full): 64 lowercase hex digits; an empty text for what is no digest
 */
char *
ktg_digest_dup_hex (GBytes *digest)
{
  static const char digits[] = "0123456789abcdef";
  const guint8     *bytes;
  char             *hex;

  if (digest == NULL || g_bytes_get_size (digest) != KTG_SHA256_BYTES)
    return g_strdup ("");

  bytes = g_bytes_get_data (digest, NULL);
  hex = g_malloc0 (KTG_SHA256_HEX + 1);
  for (guint i = 0; i < KTG_SHA256_BYTES; i++)
    {
      hex[2 * i] = digits[bytes[i] >> 4];
      hex[2 * i + 1] = digits[bytes[i] & 15];
    }

  return hex;
}
