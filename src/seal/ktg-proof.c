/* ktg-proof.c - a server's proof that it gave this answer to this request
 *
 * It is bound to the request's own signature, so that the answer to one is none to another, and to
 * all of the answer that a device acts on.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-proof.h"

#include "ktg-base64url.h"

#include <string.h>

static const char *
line_of (const char *header)
{
  return header != NULL ? header : "";
}

static char *
dup_text (const KtgProven *proven)
{
  return g_strdup_printf ("kentongan-proof-2\n%s\n%s\n%03u\n%s\n%s\n%s\n%s\n%s",
                          proven->keyid,
                          proven->signature,
                          proven->status,
                          line_of (proven->content_encoding),
                          line_of (proven->upload_offset),
                          line_of (proven->upload_complete),
                          line_of (proven->content_range),
                          proven->content_sha256);
}

/**
 * ktg_proof_new:
 * @server_key: the server's
 * @proven: the answer, and what it answers
 *
 * Returns: (transfer full): the value of the field %KTG_PROOF_HEADER
 */
char *
ktg_proof_new (KtgSigningKey *server_key, const KtgProven *proven)
{
  g_autofree char *text = dup_text (proven);
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  ktg_signing_key_sign (server_key, (const guint8 *)text, strlen (text), raw);

  return ktg_base64url_encode (raw, sizeof raw);
}

/**
 * ktg_proof_is_valid:
 * @server_public: whose proof it must be, base64url
 * @proof: (nullable): the field
 * @proven: the answer as it came, and the request as it was sent
 *
 * Returns: whether that server gave this answer to this request
 */
gboolean
ktg_proof_is_valid (const char *server_public, const char *proof, const KtgProven *proven)
{
  g_autofree char *text = NULL;
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  if (proof == NULL || !ktg_base64url_decode (proof, raw, sizeof raw))
    return FALSE;

  text = dup_text (proven);
  return ktg_signature_is_valid (server_public, (const guint8 *)text, strlen (text), raw);
}
