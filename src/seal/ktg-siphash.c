/* ktg-siphash.c - short marks of texts that nobody outside can foresee
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-siphash.h"

#include <sodium.h>
#include <string.h>

/**
 * ktg_siphash:
 * @key: chance, made anew by each process
 *
 * Returns: SipHash-2-4, for tables that strangers fill
 */
guint64
ktg_siphash (const guint8 key[KTG_SIPHASH_KEY_BYTES], const guint8 *bytes, gsize size_bytes)
{
  guint8  mark[crypto_shorthash_BYTES];
  guint64 number;

  G_STATIC_ASSERT (KTG_SIPHASH_KEY_BYTES == crypto_shorthash_KEYBYTES);
  G_STATIC_ASSERT (sizeof mark == sizeof number);

  crypto_shorthash (mark, bytes, size_bytes, key);
  memcpy (&number, mark, sizeof number);

  return GUINT64_FROM_LE (number);
}
