/* ktg-hash-key.c - a hash that only the holder of a signing key can make
 *
 * BLAKE2b under a key that follows from the signing key's seed and from what it is for, so that no
 * two uses share one.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-hash-key.h"

#include <sodium.h>
#include <string.h>

G_STATIC_ASSERT (KTG_KEYED_HASH_BYTES == crypto_generichash_BYTES);
G_STATIC_ASSERT (KTG_KEY_SEED_BYTES == crypto_generichash_KEYBYTES);

/* In locked memory, all of it. */
struct _KtgHashKey
{
  guint8 bytes[crypto_generichash_KEYBYTES];
};

/**
 * ktg_hash_key_new:
 * @purpose: what the hashes are for; another one gives another key
 */
KtgHashKey *
ktg_hash_key_new (KtgSigningKey *key, const char *purpose)
{
  KtgHashKey *self = sodium_malloc (sizeof *self);
  guint8      seed[KTG_KEY_SEED_BYTES];

  if (self == NULL)
    g_error ("No memory for a key");

  ktg_signing_key_get_seed (key, seed);
  crypto_generichash (self->bytes,
                      sizeof self->bytes,
                      (const guint8 *)purpose,
                      strlen (purpose),
                      seed,
                      sizeof seed);
  sodium_memzero (seed, sizeof seed);

  return self;
}

/**
 * ktg_hash_key_free:
 *
 * The key is wiped. Nothing for %NULL.
 */
void
ktg_hash_key_free (KtgHashKey *self)
{
  sodium_free (self);
}

/**
 * ktg_hash_key_hash:
 * @hash: (out caller-allocates): the hash
 */
void
ktg_hash_key_hash (KtgHashKey   *self,
                   const guint8 *bytes,
                   gsize         size_bytes,
                   guint8        hash[KTG_KEYED_HASH_BYTES])
{
  crypto_generichash (hash,
                      KTG_KEYED_HASH_BYTES,
                      bytes,
                      size_bytes,
                      self->bytes,
                      sizeof self->bytes);
}
