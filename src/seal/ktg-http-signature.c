/* ktg-http-signature.c - RFC 9421 signatures of requests
 *
 * Only the one form that docs/PROTOCOL.md shows is made. What is read may name its components and
 * parameters in any order, but is written as strictly as RFC 8941 serialises it, so that its text
 * can be signed as it stands.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-signature.h"

#include <string.h>

#define LABEL "ktg="
#define MAX_FIELD_BYTES 1024
#define MAX_NONCE_BYTES 64

static const char *const components[] = {
  "@method",        "@path",         "@query",          "content-digest", "content-encoding",
  "content-length", "upload-offset", "upload-complete", "range",
};

static const char *
get_component (const KtgHttpRequestLine *line, guint i)
{
  const char *values[] = { line->method,
                           line->path,
                           line->query,
                           line->content_digest,
                           line->content_encoding,
                           line->content_length,
                           line->upload_offset,
                           line->upload_complete,
                           line->range };

  return values[i];
}

static void
append_component (GString *base, const KtgHttpRequestLine *line, guint i)
{
  g_string_append_printf (base, "\"%s\": %s\n", components[i], get_component (line, i));
}

/* One bit for each component that the request has, all of which must be covered. */
static guint
get_covers (const KtgHttpRequestLine *line)
{
  guint covers = 0;

  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    if (get_component (line, i) != NULL)
      covers |= 1u << i;

  return covers;
}

/* --- making --- */

static char *
dup_params (const KtgHttpRequestLine *line,
            const char               *key,
            const char               *server_key,
            gint64                    created_s,
            const char               *nonce)
{
  GString *params = g_string_new ("(");

  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    if (get_component (line, i) != NULL)
      g_string_append_printf (params, "%s\"%s\"", i > 0 ? " " : "", components[i]);
  g_string_append_printf (params,
                          ");created=%" G_GINT64_FORMAT ";nonce=\"%s\";keyid=\"%.*s\"",
                          created_s,
                          nonce,
                          line->is_from_stranger ? -1 : KTG_KEY_NAME_CHARS,
                          key);
  if (server_key != NULL)
    g_string_append_printf (params, ";tag=\"%.*s\"", KTG_KEY_NAME_CHARS, server_key);

  return g_string_free (params, FALSE);
}

/**
 * ktg_http_signature_dup_base:
 * @line: the request
 * @params: the value of `@signature-params`, whose components are those that @line has, in order
 *
 * Returns: (transfer full): the signature base of RFC 9421 2.5
 */
char *
ktg_http_signature_dup_base (const KtgHttpRequestLine *line, const char *params)
{
  GString *base = g_string_new (NULL);

  for (guint i = 0; i < G_N_ELEMENTS (components); i++)
    if (get_component (line, i) != NULL)
      append_component (base, line, i);
  g_string_append_printf (base, "\"@signature-params\": %s", params);

  return g_string_free (base, FALSE);
}

/**
 * ktg_http_signature_make:
 * @line: the request
 * @key: who asks
 * @server_key: (nullable): of the server that is asked
 * @created_s: seconds since the epoch, as the server's clock is thought to be
 * @nonce: never used before
 * @signature_input: (out) (transfer full): the value of the field Signature-Input
 * @signature: (out) (transfer full): the value of the field Signature
 */
void
ktg_http_signature_make (const KtgHttpRequestLine *line,
                         KtgSigningKey            *key,
                         const char               *server_key,
                         gint64                    created_s,
                         const char               *nonce,
                         char                    **signature_input,
                         char                    **signature)
{
  g_autofree char *params = NULL;
  g_autofree char *base = NULL;
  g_autofree char *text = NULL;
  guint8           raw[KTG_KEY_SIGNATURE_BYTES];

  params = dup_params (line, ktg_signing_key_get_public (key), server_key, created_s, nonce);
  base = ktg_http_signature_dup_base (line, params);
  ktg_signing_key_sign (key, (const guint8 *)base, strlen (base), raw);
  text = g_base64_encode (raw, sizeof raw);
  *signature_input = g_strconcat (LABEL, params, NULL);
  *signature = g_strdup_printf (LABEL ":%s:", text);
}

/* --- reading --- */

typedef struct
{
  const char *at;
  GString    *base;
  guint       covers;
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
        if (reading->covers & 1u << i || get_component (line, i) == NULL)
          return FALSE;
        reading->covers |= 1u << i;
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
  if (take (reading, ";tag="))
    return read_string (reading, &read->tag);
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

/* Of a stranger the whole key must be named, of anybody else just so much that it is found. */
static const char *
choose_key (const KtgHttpSignature *read, const char *key)
{
  if (key == NULL)
    return read->keyid;

  return strlen (read->keyid) == KTG_KEY_NAME_CHARS && g_str_has_prefix (key, read->keyid) ? key
                                                                                           : NULL;
}

static gboolean
is_signed_by (const Reading *reading, const char *key, const guint8 raw[KTG_KEY_SIGNATURE_BYTES])
{
  const GString *base = reading->base;

  return key != NULL && ktg_signature_is_valid (key, (const guint8 *)base->str, base->len, raw);
}

/**
 * ktg_http_signature_verify:
 * @line: the request as it came
 * @key: (nullable): whose it must be; %NULL: of a stranger, who names the whole of his key
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
                           const char               *key,
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
      || !is_signed_by (&reading, choose_key (read, key), raw))
    return NULL;

  return g_steal_pointer (&read);
}

/**
 * ktg_http_signature_is_for:
 * @self: a signature
 * @server_key: of a server, whole
 *
 * Returns: whether that server is the one that is asked
 */
gboolean
ktg_http_signature_is_for (const KtgHttpSignature *self, const char *server_key)
{
  return self->tag != NULL && strlen (self->tag) == KTG_KEY_NAME_CHARS
         && g_str_has_prefix (server_key, self->tag);
}

/**
 * ktg_http_signature_free:
 *
 * Nothing for %NULL.
 */
void
ktg_http_signature_free (KtgHttpSignature *self)
{
  if (self == NULL)
    return;

  g_free (self->keyid);
  g_free (self->nonce);
  g_free (self->tag);
  g_free (self);
}

/* --- what a proof is bound to --- */

/**
 * ktg_http_signature_dup_keyid:
 * @signature_input: (nullable): the field Signature-Input
 *
 * Believes nothing: the signature may be wrong.
 *
 * Returns: (transfer full) (nullable): what it says of the key; %NULL where there is none to be
 * read
 */
char *
ktg_http_signature_dup_keyid (const char *signature_input)
{
  static const char mark[] = ";keyid=";
  const char       *found = signature_input != NULL ? strstr (signature_input, mark) : NULL;
  Reading           reading = { found, NULL, 0 };

  if (found == NULL)
    return NULL;

  reading.at += strlen (mark);
  return take_quoted (&reading);
}

/**
 * ktg_http_signature_dup_base64:
 * @signature: (nullable): the field Signature
 *
 * Returns: (transfer full) (nullable): what stands between its colons; %NULL where that is no
 * signature
 */
char *
ktg_http_signature_dup_base64 (const char *signature)
{
  guint8 raw[KTG_KEY_SIGNATURE_BYTES];

  if (signature == NULL || strlen (signature) > MAX_FIELD_BYTES || !read_signature (signature, raw))
    return NULL;

  return g_base64_encode (raw, sizeof raw);
}
