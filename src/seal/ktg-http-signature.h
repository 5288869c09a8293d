/* ktg-http-signature.h - RFC 9421 signatures of requests, and the server's proof in its answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

G_BEGIN_DECLS

#define KTG_PROOF_HEADER "Kentongan-Proof"
#define KTG_CREATED_WINDOW_S 600

/* What is signed: "@method" "@path" "@query" and, where there is a body known in advance,
 * "content-digest". */
typedef struct
{
  const char *method;
  const char *path;           /* as sent, "/v1/exchange" */
  const char *query;          /* with its question mark; "?" when there is none (RFC 9421 2.2.7) */
  const char *content_digest; /* the whole field value, or NULL */
} KtgHttpRequestLine;

void ktg_http_signature_make (const KtgHttpRequestLine *line,
                              KtgSigningKey            *key,
                              gint64                    created_s,
                              const char               *nonce,
                              char                    **signature_input,
                              char                    **signature);

typedef struct
{
  char  *keyid; /* public key, base64url */
  char  *nonce;
  gint64 created_s;
} KtgHttpSignature;

KtgHttpSignature *ktg_http_signature_verify (const KtgHttpRequestLine *line,
                                             const char               *signature_input,
                                             const char               *signature);
void              ktg_http_signature_free (KtgHttpSignature *self);

char    *ktg_content_digest_new (GBytes *content);
gboolean ktg_content_digest_matches (const char *field, const guint8 *content, gsize size_bytes);

char    *ktg_proof_new (KtgSigningKey *server_key,
                        const char    *nonce,
                        guint          status,
                        const guint8  *content,
                        gsize          size_bytes);
gboolean ktg_proof_is_valid (const char   *server_public,
                             const char   *proof,
                             const char   *nonce,
                             guint         status,
                             const guint8 *content,
                             gsize         size_bytes);

/* The same, where only the hash of the content is at hand. */
char    *ktg_proof_new_for_hash (KtgSigningKey *server_key,
                                 const char    *nonce,
                                 guint          status,
                                 const char    *content_sha256);
gboolean ktg_proof_is_valid_for_hash (const char *server_public,
                                      const char *proof,
                                      const char *nonce,
                                      guint       status,
                                      const char *content_sha256);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpSignature, ktg_http_signature_free)

G_END_DECLS
