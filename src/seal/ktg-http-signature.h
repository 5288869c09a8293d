/* ktg-http-signature.h - RFC 9421 signatures of requests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-signing-key.h>

G_BEGIN_DECLS

#define KTG_CREATED_WINDOW_S 600

/* So much of a key names it: 96 bits. */
#define KTG_KEY_NAME_CHARS 16

/* What is signed. Each is covered exactly where it is not NULL; the first two never are. */
typedef struct _KtgHttpRequestLine
{
  const char *method;
  const char *path;           /* as sent, "/v1/exchange" */
  const char *query;          /* with its question mark, or NULL where there is none */
  const char *content_digest; /* from here on: the whole field value, or NULL */
  const char *content_encoding;
  const char *content_length; /* NULL also for "0", which says nothing */
  const char *upload_offset;
  const char *upload_complete;
  const char *range;
  gboolean is_from_stranger; /* whoever is asked does not know the key yet, and is told all of it;
                                nothing of this is signed by itself */
} KtgHttpRequestLine;

void ktg_http_signature_make (const KtgHttpRequestLine *line,
                              KtgSigningKey            *key,
                              const char               *server_key,
                              gint64                    created_s,
                              const char               *nonce,
                              char                    **signature_input,
                              char                    **signature);

typedef struct
{
  char  *keyid; /* the public key's beginning, base64url; of a stranger all of it */
  char  *nonce;
  char  *tag; /* which server is meant, or NULL */
  gint64 created_s;
} KtgHttpSignature;

KtgHttpSignature *ktg_http_signature_verify (const KtgHttpRequestLine *line,
                                             const char               *key,
                                             const char               *signature_input,
                                             const char               *signature);
void              ktg_http_signature_free (KtgHttpSignature *self);
gboolean          ktg_http_signature_is_for (const KtgHttpSignature *self, const char *server_key);

char *ktg_http_signature_dup_keyid (const char *signature_input);
char *ktg_http_signature_dup_base64 (const char *signature);
char *ktg_http_signature_dup_base (const KtgHttpRequestLine *line, const char *params);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHttpSignature, ktg_http_signature_free)

G_END_DECLS
