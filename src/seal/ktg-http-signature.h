/* ktg-http-signature.h - RFC 9421 signatures of requests, and the server's proof in its answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

G_BEGIN_DECLS

#define KTG_PROOF_HEADER "Kentongan-Proof"
#define KTG_CREATED_WINDOW_S 600

/* What is signed: "@method" "@path" "@query" and, where there is a body known in advance, "content-digest". */
typedef struct
{
  const char *method;
  const char *path;           /* as sent, "/v1/exchange" */
  const char *query;          /* with its question mark; "?" when there is none (RFC 9421 2.2.7) */
  const char *content_digest; /* the whole field value, or NULL */
} KtgHttpRequestLine;

/* Gives the values of the Signature-Input and Signature fields (label "ktg"). @created_s: seconds since the epoch. */
void     ktg_http_signature_make (const KtgHttpRequestLine *line, KtgSigningKey *key, gint64 created_s, const char *nonce,
                                  char **signature_input, char **signature);

typedef struct
{
  char  *keyid; /* public key, base64url */
  char  *nonce;
  gint64 created_s;
} KtgHttpSignature;

/* Reads and verifies the two fields against @line; NULL where they are absent, malformed, cover too little or are wrong.
 * Says nothing of who the key is, of time or of repeats: that is the caller's. */
KtgHttpSignature *ktg_http_signature_verify (const KtgHttpRequestLine *line, const char *signature_input, const char *signature);
void              ktg_http_signature_free (KtgHttpSignature *self);

/* RFC 9530: "sha-256=:…:" over the content as sent. */
char             *ktg_content_digest_new (GBytes *content);
gboolean          ktg_content_digest_matches (const char *field, const guint8 *content, gsize size_bytes);

/* The server's proof that it, and nobody on the way, answered this very request: its signature over the request's
 * nonce, the status and the SHA-256 of the content as sent (before any transfer coding). */
char             *ktg_proof_new (KtgSigningKey *server_key, const char *nonce, guint status, const guint8 *content, gsize size_bytes);
gboolean          ktg_proof_is_valid (const char *server_public, const char *proof, const char *nonce, guint status, const guint8 *content, gsize size_bytes);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpSignature, ktg_http_signature_free)

G_END_DECLS
