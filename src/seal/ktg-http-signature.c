/* ktg-http-signature.c - RFC 9421 signatures of requests, and the server's proof in its answers
 *
 * Only the one form that docs/PROTOCOL.md shows is made. What is read may name its components and
 * parameters in any order, but is written as strictly as RFC 8941 serialises it, so that its text
 * can be signed as it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-signature.h"

#include "ktg-base64url.h"
#include "ktg-sha256.h"

#include <string.h>

#define LABEL "ktg="
#define MAX_FIELD_BYTES 1024
#define MAX_NONCE_BYTES 64

typedef enum
{
  COVERS_METHOD = 1 << 0,
  COVERS_PATH = 1 << 1,
  COVERS_QUERY = 1 << 2,
  COVERS_CONTENT_DIGEST = 1 << 3,
  COVERS_REQUEST = COVERS_METHOD | COVERS_PATH | COVERS_QUERY,
} Covers;

static const char *const components[] = { "@method", "@path", "@query", "content-digest" };

static const char *
get_component (const KtgHttpRequestLine *line, guint i)
{
  const char *values[] = { line->method, line->path, line->query, line->content_digest };

  return values[i];
}

static void
append_component (GString *base, const KtgHttpRequestLine *line, guint i)
{
  g_string_append_printf (base, "\"%s\": %s\n", components[i], get_component (line, i));
}

/* --- making --- */

static Covers
get_covers (const KtgHttpRequestLine *line)
{
  return COVERS_REQUEST | (line->content_digest != NULL ? COVERS_CONTENT_DIGEST : 0);
}

static char *
dup_params (Covers covers, const char *keyid, gint64 created_s, const char *nonce)
{
  g_autoptr (GString) params = g_string_new ("(");

  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    if (covers & 1 << i)
      g_string_append_printf (params, "%s\"%s\"", i > 0 ? " " : "", components[i]);
  g_string_append_printf (params,
                          ");created=%" G_GINT64_FORMAT
                          ";nonce=\"%s\";alg=\"ed25519\";keyid=\"%s\"",
                          created_s,
                          nonce,
                          keyid);

  return g_strdup (params->str);
}

/**
 * ktg_http_signature_make:
 * @line: the request
 * @key: who asks
 * @created_s: seconds since the epoch, as the server's clock is thought to be
 * @nonce: never used before
 * @signature_input: (out) (transfer full): the value of the field Signature-Input
 * @signature: (out) (transfer full): the value of the field Signature
 */
void
ktg_http_signature_make (const KtgHttpRequestLine *line,
                         KtgSigningKey            *key,
                         gint64                    created_s,
                         const char               *nonce,
                         char                    **signature_input,
                         char                    **signature)
{
  g_autoptr (GString) base = g_string_new (NULL);
  g_autofree char *params = NULL;
  g_autofree char *text = NULL;
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  params = dup_params (get_covers (line), ktg_signing_key_get_public (key), created_s, nonce);
  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    if (get_covers (line) & 1 << i)
      append_component (base, line, i);
  g_string_append_printf (base, "\"@signature-params\": %s", params);

  ktg_signing_key_sign (key, (const guint8 *)base->str, base->len, raw);
  text = g_base64_encode (raw, sizeof raw);
  *signature_input = g_strconcat (LABEL, params, NULL);
  *signature = g_strdup_printf (LABEL ":%s:", text);
}

/* --- reading --- */

typedef struct
{
  const char *at;
  GString    *base;
  Covers      covers;
} Reading;

static gboolean
take (Reading *reading, const char *text)
{
  if (!g_str_has_prefix (reading->at, text))
    return FALSE;

  reading->at += strlen (text);
  return TRUE;
}

/* A quoted string of plain characters: what nonces, keys and names are made of. */
static char *
take_quoted (Reading *reading)
{
  const char *start = reading->at + 1;
  const char *end = start;

  if (!take (reading, "\""))
    return NULL;

  while (g_ascii_isgraph (*end) && *end != '"' && *end != '\\')
    end++;
  reading->at = end;

  return take (reading, "\"") ? g_strndup (start, end - start) : NULL;
}

static gboolean
read_component (Reading *reading, const KtgHttpRequestLine *line)
{
  g_autofree char *name = take_quoted (reading);

  for (guint i = 0; name != NULL && i < G_N_ELEMENTS (components); i++)
    if (strcmp (name, components[i]) == 0)
      {
        if (reading->covers & 1 << i || get_component (line, i) == NULL)
          return FALSE;
        reading->covers |= 1 << i;
        append_component (reading->base, line, i);
        return TRUE;
      }

  return FALSE;
}

static gboolean
read_components (Reading *reading, const KtgHttpRequestLine *line)
{
  if (!take (reading, "("))
    return FALSE;

  do
    if (!read_component (reading, line))
      return FALSE;
  while (take (reading, " "));

  return take (reading, ")") && reading->covers == get_covers (line);
}

static gboolean
read_created (Reading *reading, gint64 *created_s)
{
  char *end = NULL;

  if (*created_s != 0 || !g_ascii_isdigit (*reading->at))
    return FALSE;

  *created_s = g_ascii_strtoll (reading->at, &end, 10);
  reading->at = end;

  return *created_s > 0 && *created_s < G_MAXINT64;
}

static gboolean
read_string (Reading *reading, char **value)
{
  if (*value != NULL)
    return FALSE;

  *value = take_quoted (reading);
  return *value != NULL;
}

static gboolean
read_param (Reading *reading, KtgHttpSignature *read, char **alg)
{
  if (take (reading, ";created="))
    return read_created (reading, &read->created_s);
  if (take (reading, ";nonce="))
    return read_string (reading, &read->nonce);
  if (take (reading, ";keyid="))
    return read_string (reading, &read->keyid);
  if (take (reading, ";alg="))
    return read_string (reading, alg);

  return FALSE;
}

static gboolean
read_params (Reading *reading, KtgHttpSignature *read)
{
  g_autofree char *alg = NULL;

  while (*reading->at != '\0')
    if (!read_param (reading, read, &alg))
      return FALSE;

  return read->created_s > 0 && read->keyid != NULL && read->nonce != NULL && *read->nonce != '\0'
         && strlen (read->nonce) <= MAX_NONCE_BYTES
         && (alg == NULL || strcmp (alg, "ed25519") == 0);
}

static gboolean
decode_base64 (const char *text, gsize size_chars, guint8 *bytes, gsize size_bytes)
{
  g_autofree char   *copy = g_strndup (text, size_chars);
  g_autofree guchar *raw = NULL;
  g_autofree char   *again = NULL;
  gsize              n = 0;

  raw = g_base64_decode (copy, &n);
  again = g_base64_encode (raw, n);
  if (n != size_bytes || strcmp (copy, again) != 0)
    return FALSE;

  memcpy (bytes, raw, n);
  return TRUE;
}

static gboolean
read_signature (const char *field, guint8 raw[KTG_KEY_SIGNATURE_BYTES])
{
  gsize size = strlen (field);
  gsize start = strlen (LABEL ":");

  return g_str_has_prefix (field, LABEL ":") && size > start && field[size - 1] == ':'
         && decode_base64 (field + start, size - start - 1, raw, KTG_KEY_SIGNATURE_BYTES);
}

static KtgHttpSignature *
read_input (Reading *reading, const KtgHttpRequestLine *line)
{
  g_autoptr (KtgHttpSignature) read = g_new0 (KtgHttpSignature, 1);
  const char *params;

  if (!take (reading, LABEL))
    return NULL;

  params = reading->at;
  if (!read_components (reading, line) || !read_params (reading, read))
    return NULL;
  g_string_append_printf (reading->base, "\"@signature-params\": %s", params);

  return g_steal_pointer (&read);
}

/**
 * ktg_http_signature_verify:
 * @line: the request as it came
 * @signature_input: (nullable): its field Signature-Input
 * @signature: (nullable): its field Signature
 *
 * Says nothing of who the key is, of time or of repeats: that is the caller's.
 *
 * Returns: (transfer full) (nullable): what was signed with; %NULL where the fields are absent,
 * malformed, cover too little or are wrong
 */
KtgHttpSignature *
ktg_http_signature_verify (const KtgHttpRequestLine *line,
                           const char               *signature_input,
                           const char               *signature)
{
  g_autoptr (GString) base = g_string_new (NULL);
  g_autoptr (KtgHttpSignature) read = NULL;
  guint8  raw[KTG_KEY_SIGNATURE_BYTES];
  Reading reading = { signature_input, base, 0 };

  if (signature_input == NULL || signature == NULL || strlen (signature_input) > MAX_FIELD_BYTES
      || strlen (signature) > MAX_FIELD_BYTES)
    return NULL;

  read = read_input (&reading, line);
  if (read == NULL || !read_signature (signature, raw)
      || !ktg_signature_is_valid (read->keyid, (const guint8 *)base->str, base->len, raw))
    return NULL;

  return g_steal_pointer (&read);
}

void
ktg_http_signature_free (KtgHttpSignature *self)
{
  if (self == NULL)
    return;

  g_free (self->keyid);
  g_free (self->nonce);
  g_free (self);
}

/* --- digests and proofs --- */

static char *
digest_field_new (const guint8 *content, gsize size_bytes)
{
  g_autofree char *text = NULL;
  guint8           digest[KTG_SHA256_BYTES];

  ktg_sha256_raw (content, size_bytes, digest);
  text = g_base64_encode (digest, sizeof digest);

  return g_strdup_printf ("sha-256=:%s:", text);
}

/**
 * ktg_content_digest_new:
 * @content: the content as sent, after any Content-Encoding
 *
 * Returns: (transfer full): the field Content-Digest of RFC 9530, "sha-256=:…:"
 */
char *
ktg_content_digest_new (GBytes *content)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (content, &size);

  return digest_field_new (bytes, size);
}

/**
 * ktg_content_digest_matches:
 * @field: (nullable): the field Content-Digest
 * @content: the content as it came
 * @size_bytes: how much of it
 *
 * Returns: whether the field is there and is of this content
 */
gboolean
ktg_content_digest_matches (const char *field, const guint8 *content, gsize size_bytes)
{
  g_autofree char *expected = digest_field_new (content, size_bytes);

  return field != NULL && strcmp (field, expected) == 0;
}

static char *
dup_proven (const char *nonce, guint status, const char *content_sha256)
{
  return g_strdup_printf ("kentongan-proof-1\n%s\n%03u\n%s", nonce, status, content_sha256);
}

/**
 * ktg_proof_new_for_hash:
 * @server_key: the server's
 * @nonce: the request's
 * @status: the answer's
 * @content_sha256: hash of the content as sent, in hex: for a file, its name
 *
 * As ktg_proof_new(), where the content is not at hand.
 *
 * Returns: (transfer full): the value of the field %KTG_PROOF_HEADER
 */
char *
ktg_proof_new_for_hash (KtgSigningKey *server_key,
                        const char    *nonce,
                        guint          status,
                        const char    *content_sha256)
{
  g_autofree char *proven = dup_proven (nonce, status, content_sha256);
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  ktg_signing_key_sign (server_key, (const guint8 *)proven, strlen (proven), raw);

  return ktg_base64url_encode (raw, sizeof raw);
}

/**
 * ktg_proof_new:
 * @server_key: the server's
 * @nonce: the request's
 * @status: the answer's
 * @content: the answer's content as sent, before any transfer coding
 * @size_bytes: how much of it
 *
 * The server's proof that it, and nobody on the way, answered this very request.
 *
 * Returns: (transfer full): the value of the field %KTG_PROOF_HEADER
 */
char *
ktg_proof_new (KtgSigningKey *server_key,
               const char    *nonce,
               guint          status,
               const guint8  *content,
               gsize          size_bytes)
{
  g_autofree char *hash = ktg_sha256_of (content, size_bytes);

  return ktg_proof_new_for_hash (server_key, nonce, status, hash);
}

/**
 * ktg_proof_is_valid_for_hash:
 * @server_public: whose proof it must be, base64url
 * @proof: (nullable): the field
 * @nonce: of the request that was sent
 * @status: of the answer
 * @content_sha256: hash of its content, in hex
 *
 * Returns: whether that server gave this answer to this request
 */
gboolean
ktg_proof_is_valid_for_hash (const char *server_public,
                             const char *proof,
                             const char *nonce,
                             guint       status,
                             const char *content_sha256)
{
  g_autofree char *proven = NULL;
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  if (proof == NULL || !ktg_base64url_decode (proof, raw, sizeof raw))
    return FALSE;

  proven = dup_proven (nonce, status, content_sha256);
  return ktg_signature_is_valid (server_public, (const guint8 *)proven, strlen (proven), raw);
}

/**
 * ktg_proof_is_valid:
 * @server_public: whose proof it must be, base64url
 * @proof: (nullable): the field
 * @nonce: of the request that was sent
 * @status: of the answer
 * @content: of the answer, as it came
 * @size_bytes: how much of it
 *
 * Returns: whether that server gave this answer to this request
 */
gboolean
ktg_proof_is_valid (const char   *server_public,
                    const char   *proof,
                    const char   *nonce,
                    guint         status,
                    const guint8 *content,
                    gsize         size_bytes)
{
  g_autofree char *hash = ktg_sha256_of (content, size_bytes);

  return ktg_proof_is_valid_for_hash (server_public, proof, nonce, status, hash);
}
