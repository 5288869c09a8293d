/* ktg-proof.h - a server's proof that it gave this answer to this request
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

G_BEGIN_DECLS

#define KTG_PROOF_HEADER "Kentongan-Proof"

/* What is proven. Headers that the answer does not have are NULL. */
typedef struct
{
  const char *keyid;     /* the key that the request names; "" where it is not signed */
  const char *signature; /* the request's, in base64; its nonce where it is not signed */
  guint       status;
  const char *content_encoding;
  const char *upload_offset;
  const char *upload_complete;
  const char *content_range;
  const char *content_sha256; /* in hex, of the content as sent */
} KtgProven;

char    *ktg_proof_new (KtgSigningKey *server_key, const KtgProven *proven);
gboolean ktg_proof_is_valid (const char *server_public, const char *proof, const KtgProven *proven);

G_END_DECLS
