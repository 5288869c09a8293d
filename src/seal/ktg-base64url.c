/* ktg-base64url.c - bytes as text, RFC 4648 section 5 without padding
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-base64url.h"

#include <sodium.h>
#include <string.h>

#define VARIANT sodium_base64_VARIANT_URLSAFE_NO_PADDING

/**
 * ktg_base64url_encode:
 * @bytes: what to write as text
 * @size_bytes: how many there are
 *
 * Returns: (transfer full): letters, digits, hyphens and underscores only
 */
char *
ktg_base64url_encode (const guint8 *bytes, gsize size_bytes)
{
  gsize size = sodium_base64_encoded_len (size_bytes, VARIANT);
  char *text = g_malloc (size);

  return sodium_bin2base64 (text, size, bytes, size_bytes, VARIANT);
}

/**
 * ktg_base64url_decode:
 * @text: what may be base64url
 * @bytes: (out): room for @size_bytes; of no meaning where the answer is %FALSE
 * @size_bytes: how many bytes the text must stand for
 *
 * Strict: no padding, no blanks, no spare bits, so that two texts never mean the same bytes.
 *
 * Returns: whether @text stands for exactly @size_bytes
 */
gboolean
ktg_base64url_decode (const char *text, guint8 *bytes, gsize size_bytes)
{
  const char *end = NULL;
  gsize       size = strlen (text);
  gsize       got = 0;

  if (sodium_base642bin (bytes, size_bytes, text, size, NULL, &got, &end, VARIANT) != 0)
    return FALSE;

  return got == size_bytes && end == text + size;
}

/**
 * ktg_base64url_dup_bytes:
 * @text: what may be base64url
 *
 * As strict as ktg_base64url_decode().
 *
 * Returns: (transfer full) (nullable): what it stands for, however much that is
 */
GBytes *
ktg_base64url_dup_bytes (const char *text)
{
  gsize              size = strlen (text) / 4 * 3 + strlen (text) % 4 * 3 / 4;
  g_autofree guint8 *bytes = g_malloc (size + 1);

  if (!ktg_base64url_decode (text, bytes, size))
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&bytes), size);
}
