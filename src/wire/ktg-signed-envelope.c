/* ktg-signed-envelope.c - bytes that somebody signs, and whether somebody did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-envelope.h"

#include <ktg-sha256.h>

/**
 * ktg_signed_envelope_new:
 * @bytes: what is said
 * @signer: who says it
 *
 * Returns: (transfer full): both, with the id that follows from the bytes
 */
KtgEnvelope *
ktg_signed_envelope_new (GBytes *bytes, KtgSigningKey *signer)
{
  g_autofree char *id = ktg_sha256_of_bytes (bytes);
  gsize            size;
  const guint8    *data = g_bytes_get_data (bytes, &size);
  guint8           signature[KTG_SIGNATURE_BYTES];

  ktg_signing_key_sign (signer, data, size, signature);
  return ktg_envelope_new (id, bytes, signature);
}

/**
 * ktg_envelope_has_signature_of:
 * @envelope: whose id was just worked out from its bytes
 * @signer: (nullable): a public key
 *
 * Returns: whether the envelope's bytes are signed by @signer
 */
gboolean
ktg_envelope_has_signature_of (const KtgEnvelope *envelope, const char *signer)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (envelope->bytes, &size);

  return signer != NULL && ktg_signature_is_valid (signer, data, size, envelope->signature);
}

/**
 * ktg_envelope_is_signed_by:
 * @envelope: from anywhere
 * @signer: (nullable): a public key
 *
 * Returns: whether the envelope's bytes are what its id says, and signed by @signer
 */
gboolean
ktg_envelope_is_signed_by (const KtgEnvelope *envelope, const char *signer)
{
  g_autofree char *id = ktg_sha256_of_bytes (envelope->bytes);

  return g_strcmp0 (id, envelope->id) == 0 && ktg_envelope_has_signature_of (envelope, signer);
}
