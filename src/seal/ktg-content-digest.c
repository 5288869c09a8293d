/* ktg-content-digest.c - the field Content-Digest of RFC 9530
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-content-digest.h"

#include "ktg-sha256.h"

#include <string.h>

static char *
digest_field_new (const guint8 *content, gsize size_bytes)
{
  g_autofree char *text = NULL;
  guint8           digest[KTG_SHA256_BYTES];

  ktg_sha256_raw (content, size_bytes, digest);
  text = g_base64_encode (digest, sizeof digest);

  return g_strdup_printf ("sha-256=:%s:", text);
}

/**
 * ktg_content_digest_new:
 * @content: the content as sent, after any Content-Encoding
 *
 * Returns: (transfer full): the field Content-Digest of RFC 9530, "sha-256=:…:"
 */
char *
ktg_content_digest_new (GBytes *content)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (content, &size);

  return digest_field_new (bytes, size);
}

/**
 * ktg_content_digest_matches:
 * @field: (nullable): the field Content-Digest
 * @content: the content as it came
 * @size_bytes: how much of it
 *
 * Returns: whether the field is there and is of this content
 */
gboolean
ktg_content_digest_matches (const char *field, const guint8 *content, gsize size_bytes)
{
  g_autofree char *expected = digest_field_new (content, size_bytes);

  return field != NULL && strcmp (field, expected) == 0;
}
