/* ktg-random.c - chance, for keys, ids, nonces and codes
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-random.h"

#include "ktg-base64url.h"

#include <sodium.h>

#define UUID_BYTES 16

/**
 * ktg_random_fill:
 * @bytes: (out): what to fill
 * @size_bytes: how much of it
 *
 * From the kernel's generator; any thread.
 */
void
ktg_random_fill (guint8 *bytes, gsize size_bytes)
{
  randombytes_buf (bytes, size_bytes);
}

/**
 * ktg_random_dup_uuid:
 *
 * Returns: (transfer full): a version 4 UUID, lowercase
 */
char *
ktg_random_dup_uuid (void)
{
  guint8 b[UUID_BYTES];

  ktg_random_fill (b, sizeof b);
  b[6] = (b[6] & 0x0f) | 0x40;
  b[8] = (b[8] & 0x3f) | 0x80;

  return g_strdup_printf ("%02x%02x%02x%02x-%02x%02x-%02x%02x-%02x%02x-%02x%02x%02x%02x%02x%02x",
                          b[0],
                          b[1],
                          b[2],
                          b[3],
                          b[4],
                          b[5],
                          b[6],
                          b[7],
                          b[8],
                          b[9],
                          b[10],
                          b[11],
                          b[12],
                          b[13],
                          b[14],
                          b[15]);
}

/**
 * ktg_random_dup_text:
 * @n_bytes: how much chance
 *
 * Returns: (transfer full): so many random bytes as base64url
 */
char *
ktg_random_dup_text (gsize n_bytes)
{
  g_autofree guint8 *bytes = g_malloc (n_bytes);

  ktg_random_fill (bytes, n_bytes);

  return ktg_base64url_encode (bytes, n_bytes);
}
