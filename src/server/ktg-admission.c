/* ktg-admission.c - who is let in
 *
 * A request names its key and is signed with it; nothing of it is believed before that was checked.
 * Every answer carries the server's proof that it answered this very request.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-admission.h"

#include "ktg-node-answer.h"
#include "ktg-nonces.h"
#include "ktg-problem-answer.h"

#include <ktg-content-digest.h>
#include <ktg-http-signature.h>
#include <ktg-proof.h>
#include <ktg-sha256.h>

#include <string.h>

#define NONCES_PER_GENERATION (1 << 17)

struct _KtgAdmission
{
  KtgRoster     *roster;
  KtgSigningKey *server_key;
  KtgNonces     *nonces;
};

/**
 * ktg_admission_new:
 * @roster: not owned
 */
KtgAdmission *
ktg_admission_new (KtgRoster *roster, KtgSigningKey *server_key)
{
  KtgAdmission *self = g_new0 (KtgAdmission, 1);

  self->roster = roster;
  self->server_key = ktg_signing_key_ref (server_key);
  self->nonces = ktg_nonces_new (NONCES_PER_GENERATION, 2 * KTG_CREATED_WINDOW_S);

  return self;
}

void
ktg_admission_free (KtgAdmission *self)
{
  if (self == NULL)
    return;

  ktg_signing_key_unref (self->server_key);
  ktg_nonces_free (self->nonces);
  g_free (self);
}

/* A body that was known in advance must be the one that was signed. */
static gboolean
has_its_body (KtgHttpRequest *request)
{
  GBytes       *body = ktg_http_request_get_sent_body (request);
  gsize         size;
  gconstpointer bytes;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return TRUE;

  bytes = g_bytes_get_data (body, &size);
  return ktg_content_digest_matches (ktg_http_request_get_header (request, "Content-Digest"),
                                     bytes,
                                     size);
}

/* A length of nothing says nothing, and proxies add or drop it. */
static const char *
get_length (KtgHttpRequest *request)
{
  const char *length = ktg_http_request_get_header (request, "Content-Length");

  return g_strcmp0 (length, "0") != 0 ? length : NULL;
}

static KtgHttpSignature *
verify (KtgHttpRequest *request)
{
  KtgHttpRequestLine line = {
    .method = ktg_http_request_get_method (request),
    .path = ktg_http_request_get_path (request),
    .query = ktg_http_request_get_query (request),
    .content_digest = ktg_http_request_get_header (request, "Content-Digest"),
    .content_length = get_length (request),
    .upload_offset = ktg_http_request_get_header (request, "Upload-Offset"),
    .upload_complete = ktg_http_request_get_header (request, "Upload-Complete"),
    .range = ktg_http_request_get_header (request, "Range"),
  };

  if (!has_its_body (request))
    return NULL;

  return ktg_http_signature_verify (&line,
                                    ktg_http_request_get_header (request, "Signature-Input"),
                                    ktg_http_request_get_header (request, "Signature"));
}

static KtgHttpAnswer *
check_signature (KtgHttpRequest *request, KtgHttpSignature **signature)
{
  if (ktg_http_request_get_header (request, "Signature") == NULL
      || ktg_http_request_get_header (request, "Signature-Input") == NULL)
    return ktg_problem_answer_new (401, "unsigned", "The request is not signed");

  *signature = verify (request);
  if (*signature == NULL)
    return ktg_problem_answer_new (401, "signature", "The request is not signed by its key");

  return NULL;
}

/* A request to another server, repeated here by somebody who saw it. */
static KtgHttpAnswer *
check_tag (KtgAdmission *self, const KtgHttpSignature *signature)
{
  if (g_strcmp0 (signature->tag, ktg_signing_key_get_public (self->server_key)) == 0)
    return NULL;

  return ktg_problem_answer_new (401, "other-node", "The request is to another server");
}

static KtgHttpAnswer *
check_moment (KtgAdmission *self, const KtgHttpSignature *signature, gint64 now_ms)
{
  gint64 now_s = now_ms / 1000;

  if (signature->created_s < now_s - KTG_CREATED_WINDOW_S
      || signature->created_s > now_s + KTG_CREATED_WINDOW_S)
    return ktg_problem_answer_new_clock (now_ms);

  if (!ktg_nonces_take (self->nonces, signature->keyid, signature->nonce, now_s))
    return ktg_problem_answer_new (401, "replayed", "This very request was made before");

  return NULL;
}

static KtgHttpAnswer *
check_device (KtgDevice *device)
{
  if (device == NULL)
    return ktg_problem_answer_new (403, "not-enrolled", "This device is not enrolled here");
  if (device->is_revoked)
    return ktg_problem_answer_new (403, "revoked", "This device was revoked");

  return NULL;
}

/**
 * ktg_admission_check:
 * @device: (out) (transfer full): who asks; set when NULL is returned
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): why the request is not let in, or NULL
 */
KtgHttpAnswer *
ktg_admission_check (KtgAdmission *self, KtgHttpRequest *request, gint64 now_ms, KtgDevice **device)
{
  g_autoptr (KtgHttpSignature) signature = NULL;
  g_autoptr (KtgDevice) found = NULL;
  KtgHttpAnswer *refusal = check_signature (request, &signature);

  if (refusal != NULL)
    return refusal;

  refusal = check_tag (self, signature);
  if (refusal != NULL)
    return refusal;

  found = ktg_roster_dup_device (self->roster, signature->keyid);
  refusal = check_device (found);
  if (refusal == NULL)
    refusal = check_moment (self, signature, now_ms);
  if (refusal != NULL)
    return refusal;

  ktg_roster_note_seen (self->roster, signature->keyid, now_ms);
  *device = g_steal_pointer (&found);
  return NULL;
}

/**
 * ktg_admission_check_stranger:
 * @key: (out) (transfer full): the key that signed; set when NULL is returned
 *
 * As ktg_admission_check(), for one who has yet to enrol.
 */
KtgHttpAnswer *
ktg_admission_check_stranger (KtgAdmission   *self,
                              KtgHttpRequest *request,
                              gint64          now_ms,
                              char          **key)
{
  g_autoptr (KtgHttpSignature) signature = NULL;
  KtgHttpAnswer *refusal = check_signature (request, &signature);

  if (refusal == NULL)
    refusal = check_tag (self, signature);
  if (refusal == NULL)
    refusal = check_moment (self, signature, now_ms);
  if (refusal == NULL)
    *key = g_steal_pointer (&signature->keyid);

  return refusal;
}

static char *
dup_content_sha256 (KtgHttpRequest *request, KtgHttpAnswer *answer)
{
  const char *name = ktg_http_request_get_parameter (request);

  if (ktg_http_answer_is_file (answer) && ktg_sha256_is_hex (name))
    return g_strdup (name);

  return ktg_sha256_of_bytes (ktg_http_answer_get_content (answer));
}

/* A device that knows nobody yet signs nothing: there the nonce says which request it was. */
static void
read_unsigned (KtgHttpRequest *request, char **keyid, char **signature)
{
  char *nonce = *keyid == NULL && *signature == NULL ? ktg_node_answer_dup_nonce (request) : NULL;

  if (nonce == NULL)
    return;

  *keyid = g_strdup ("");
  *signature = nonce;
}

/**
 * ktg_admission_vouch:
 *
 * Adds the server's proof to an answer whose status, headers and content are final. Also to a
 * request whose signature is wrong, if it can be read: the device learns at least that its server
 * says so.
 */
void
ktg_admission_vouch (KtgAdmission *self, KtgHttpRequest *request, KtgHttpAnswer *answer)
{
  g_autofree char *keyid
      = ktg_http_signature_dup_keyid (ktg_http_request_get_header (request, "Signature-Input"));
  g_autofree char *signature
      = ktg_http_signature_dup_base64 (ktg_http_request_get_header (request, "Signature"));
  g_autofree char *content_sha256 = NULL;
  g_autofree char *proof = NULL;
  KtgProven        proven = {
           .status = ktg_http_answer_get_status (answer),
           .content_encoding = ktg_http_answer_get_header (answer, "Content-Encoding"),
           .upload_offset = ktg_http_answer_get_header (answer, "Upload-Offset"),
           .upload_complete = ktg_http_answer_get_header (answer, "Upload-Complete"),
           .content_range = ktg_http_answer_get_header (answer, "Content-Range"),
  };

  read_unsigned (request, &keyid, &signature);
  if (keyid == NULL || signature == NULL)
    return;

  proven.keyid = keyid;
  proven.signature = signature;
  content_sha256 = dup_content_sha256 (request, answer);
  proven.content_sha256 = content_sha256;
  proof = ktg_proof_new (self->server_key, &proven);
  ktg_http_answer_add_header (answer, KTG_PROOF_HEADER, proof);
}
