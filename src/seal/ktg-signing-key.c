/* ktg-signing-key.c - an Ed25519 key: who speaks
 *
 * The secret lies in one allocation of libsodium's: locked, guarded and wiped when freed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signing-key.h"

#include "ktg-base64url.h"

#include <sodium.h>

G_STATIC_ASSERT (KTG_KEY_SEED_BYTES == crypto_sign_SEEDBYTES);
G_STATIC_ASSERT (KTG_KEY_PUBLIC_BYTES == crypto_sign_PUBLICKEYBYTES);
G_STATIC_ASSERT (KTG_KEY_SIGNATURE_BYTES == crypto_sign_BYTES);

struct _KtgSigningKey
{
  gatomicrefcount n_refs;
  guint8         *secret; /* crypto_sign_SECRETKEYBYTES */
  char           *public_key;
};

static KtgSigningKey *
signing_key_alloc (void)
{
  KtgSigningKey *self = g_new0 (KtgSigningKey, 1);

  g_atomic_ref_count_init (&self->n_refs);
  self->secret = sodium_malloc (crypto_sign_SECRETKEYBYTES);
  if (self->secret == NULL)
    g_error ("No memory for a key");

  return self;
}

/**
 * ktg_signing_key_new:
 *
 * Returns: (transfer full): a fresh random key
 */
KtgSigningKey *
ktg_signing_key_new (void)
{
  guint8         seed[KTG_KEY_SEED_BYTES];
  KtgSigningKey *self;

  randombytes_buf (seed, sizeof seed);
  self = ktg_signing_key_new_from_seed (seed);
  sodium_memzero (seed, sizeof seed);

  return self;
}

/**
 * ktg_signing_key_new_from_seed:
 * @seed: the 32 bytes all of the key follows from
 *
 * Returns: (transfer full): the key of this seed
 */
KtgSigningKey *
ktg_signing_key_new_from_seed (const guint8 seed[KTG_KEY_SEED_BYTES])
{
  KtgSigningKey *self = signing_key_alloc ();
  guint8         public_key[KTG_KEY_PUBLIC_BYTES];

  crypto_sign_seed_keypair (public_key, self->secret, seed);
  self->public_key = ktg_base64url_encode (public_key, sizeof public_key);

  return self;
}

/**
 * ktg_signing_key_ref:
 *
 * Returns: (transfer full): @self
 */
KtgSigningKey *
ktg_signing_key_ref (KtgSigningKey *self)
{
  g_atomic_ref_count_inc (&self->n_refs);

  return self;
}

/**
 * ktg_signing_key_unref:
 *
 * With the last reference the secret is wiped.
 */
void
ktg_signing_key_unref (KtgSigningKey *self)
{
  if (self == NULL || !g_atomic_ref_count_dec (&self->n_refs))
    return;

  sodium_free (self->secret);
  g_free (self->public_key);
  g_free (self);
}

/**
 * ktg_signing_key_get_seed:
 * @self: a key
 * @seed: (out): the secret itself, to be sealed; the caller wipes it after
 */
void
ktg_signing_key_get_seed (KtgSigningKey *self, guint8 seed[KTG_KEY_SEED_BYTES])
{
  crypto_sign_ed25519_sk_to_seed (seed, self->secret);
}

/**
 * ktg_signing_key_get_public:
 * @self: a key
 *
 * Returns: (transfer none): the public half, base64url
 */
const char *
ktg_signing_key_get_public (KtgSigningKey *self)
{
  return self->public_key;
}

/**
 * ktg_signing_key_sign:
 * @self: a key
 * @bytes: what to sign
 * @size_bytes: how much of it
 * @signature: (out): the same for the same bytes, always
 */
void
ktg_signing_key_sign (KtgSigningKey *self,
                      const guint8  *bytes,
                      gsize          size_bytes,
                      guint8         signature[KTG_KEY_SIGNATURE_BYTES])
{
  crypto_sign_detached (signature, NULL, bytes, size_bytes, self->secret);
}

/**
 * ktg_signature_is_valid:
 * @public_key: base64url, from anywhere
 * @bytes: what may have been signed
 * @size_bytes: how much of it
 * @signature: what may be the signature
 *
 * Returns: whether it is; %FALSE also for what is no key at all
 */
gboolean
ktg_signature_is_valid (const char   *public_key,
                        const guint8 *bytes,
                        gsize         size_bytes,
                        const guint8  signature[KTG_KEY_SIGNATURE_BYTES])
{
  guint8 raw[KTG_KEY_PUBLIC_BYTES];

  if (public_key == NULL || !ktg_base64url_decode (public_key, raw, sizeof raw))
    return FALSE;

  return crypto_sign_verify_detached (signature, bytes, size_bytes, raw) == 0;
}
