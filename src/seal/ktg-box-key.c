/* ktg-box-key.c - the X25519 key of whoever has a signing key: what is sealed for him
 *
 * It follows from the seed of the signing key, so nothing more is stored, and yet it is another
 * key: what is agreed with it says nothing of what signs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-box-key.h"

#include "ktg-base64url.h"

#include <sodium.h>
#include <string.h>

#define PURPOSE "kentongan-box-1"

G_STATIC_ASSERT (KTG_BOX_KEY_BYTES == crypto_box_SECRETKEYBYTES);
G_STATIC_ASSERT (KTG_BOX_KEY_BYTES == crypto_box_PUBLICKEYBYTES);

/**
 * ktg_box_key_get_secret:
 * @key: whose
 * @secret: (out): BLAKE2b-256 of the purpose under the key's seed; the caller wipes it after
 *
 * From any thread.
 */
void
ktg_box_key_get_secret (KtgSigningKey *key, guint8 secret[KTG_BOX_KEY_BYTES])
{
  guint8 seed[KTG_KEY_SEED_BYTES];

  ktg_signing_key_get_seed (key, seed);
  crypto_generichash (secret,
                      KTG_BOX_KEY_BYTES,
                      (const guint8 *)PURPOSE,
                      strlen (PURPOSE),
                      seed,
                      sizeof seed);
  sodium_memzero (seed, sizeof seed);
}

/**
 * ktg_box_key_dup_public:
 * @key: whose
 *
 * From any thread.
 *
 * Returns: (transfer full): the public half, base64url
 */
char *
ktg_box_key_dup_public (KtgSigningKey *key)
{
  guint8 secret[KTG_BOX_KEY_BYTES];
  guint8 public_key[KTG_BOX_KEY_BYTES];

  ktg_box_key_get_secret (key, secret);
  crypto_scalarmult_base (public_key, secret);
  sodium_memzero (secret, sizeof secret);

  return ktg_base64url_encode (public_key, sizeof public_key);
}

/**
 * ktg_box_key_dup_of_signer:
 * @signing_public: of somebody who never said a box key, base64url
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): the X25519 form of the key that signs, which its owner can
 * open, too; %NULL where it is no key
 */
char *
ktg_box_key_dup_of_signer (const char *signing_public)
{
  guint8 raw[crypto_sign_PUBLICKEYBYTES];
  guint8 public_key[KTG_BOX_KEY_BYTES];

  if (!ktg_base64url_decode (signing_public, raw, sizeof raw)
      || crypto_sign_ed25519_pk_to_curve25519 (public_key, raw) != 0)
    return NULL;

  return ktg_base64url_encode (public_key, sizeof public_key);
}
