/* ktg-sealed-box.c - a few bytes that only one key's owner can read
 *
 * libsodium's sealed box: a key made for this box alone, agreed with the recipient's. Who made it
 * is said by nothing in it; a signature around it says that. The recipient's signing key serves, in
 * its form for agreement.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-sealed-box.h"

#include "ktg-base64url.h"

#include <sodium.h>

/**
 * ktg_sealed_box_new:
 * @content: what to seal
 * @recipient: public key, base64url, from anywhere
 *
 * Returns: (transfer full) (nullable): the box, 48 bytes larger; %NULL where @recipient is no key
 */
GBytes *
ktg_sealed_box_new (GBytes *content, const char *recipient)
{
  guint8             raw[KTG_KEY_PUBLIC_BYTES];
  guint8             agreed[crypto_box_PUBLICKEYBYTES];
  gsize              size;
  const guint8      *bytes = g_bytes_get_data (content, &size);
  g_autofree guint8 *box = g_malloc (size + crypto_box_SEALBYTES);

  if (!ktg_base64url_decode (recipient, raw, sizeof raw)
      || crypto_sign_ed25519_pk_to_curve25519 (agreed, raw) != 0
      || crypto_box_seal (box, bytes, size, agreed) != 0)
    return NULL;

  return g_bytes_new_take (g_steal_pointer (&box), size + crypto_box_SEALBYTES);
}

typedef struct
{
  guint8 public_key[crypto_box_PUBLICKEYBYTES];
  guint8 secret_key[crypto_box_SECRETKEYBYTES];
} Pair;

static void
derive_pair (KtgSigningKey *key, Pair *pair)
{
  guint8 seed[KTG_KEY_SEED_BYTES];
  guint8 public_key[crypto_sign_PUBLICKEYBYTES];
  guint8 secret_key[crypto_sign_SECRETKEYBYTES];

  ktg_signing_key_get_seed (key, seed);
  crypto_sign_seed_keypair (public_key, secret_key, seed);
  crypto_sign_ed25519_sk_to_curve25519 (pair->secret_key, secret_key);
  crypto_scalarmult_base (pair->public_key, pair->secret_key);
  sodium_memzero (seed, sizeof seed);
  sodium_memzero (secret_key, sizeof secret_key);
}

/**
 * ktg_sealed_box_open:
 * @box: from anywhere
 * @recipient: for whom it may have been sealed
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): what was sealed; %NULL where it was changed, or sealed for
 * another key
 */
GBytes *
ktg_sealed_box_open (GBytes *box, KtgSigningKey *recipient)
{
  Pair               pair;
  gsize              size;
  const guint8      *bytes = g_bytes_get_data (box, &size);
  g_autofree guint8 *content = NULL;
  int                result;

  if (size < crypto_box_SEALBYTES)
    return NULL;

  content = g_malloc (size - crypto_box_SEALBYTES + 1);
  derive_pair (recipient, &pair);
  result = crypto_box_seal_open (content, bytes, size, pair.public_key, pair.secret_key);
  sodium_memzero (&pair, sizeof pair);

  return result == 0 ? g_bytes_new_take (g_steal_pointer (&content), size - crypto_box_SEALBYTES)
                     : NULL;
}
