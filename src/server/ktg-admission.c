/* ktg-admission.c - who is let in
 *
 * A request names its key and is signed with it; nothing of it is believed before that was checked,
 * and all of that is checked when only its head is here. What was found is the request's ticket;
 * whether the body is the one that was signed is seen once it is here. Every answer carries the
 * server's proof that it answered this very request.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-admission.h"

#include "ktg-nonces.h"
#include "ktg-problem-answer.h"

#include <ktg-content-digest.h>
#include <ktg-http-signature.h>
#include <ktg-proof.h>
#include <ktg-sha256.h>

#include <string.h>

#define NONCES_PER_GENERATION (1 << 17)
#define STRANGERS_NONCES_PER_GENERATION (1 << 13)
#define NODE_PATH "/v1/node"
#define NONCE_QUERY "?nonce="
#define MIN_NONCE_BYTES 16
#define MAX_NONCE_BYTES 64

struct _KtgAdmission
{
  KtgRoster     *roster;
  KtgBudgets    *budgets;
  KtgSigningKey *server_key;
  KtgNonces     *nonces;
  KtgNonces     *strangers_nonces; /* apart: who floods these makes no device's be forgotten */
};

/* What was found when only the head was here. */
typedef struct
{
  KtgAdmission   *admission;
  KtgHttpRequest *request; /* whose ticket it is */
  char           *key;
  gint64          device; /* its number; 0: a stranger */
  KtgErrand       errand;
} Ticket;

/**
 * ktg_admission_new:
 * @roster: not owned
 * @budgets: not owned
 * @n_nonces: how many nonces of devices, and of strangers, are surely known; 0: as many as usual
 */
KtgAdmission *
ktg_admission_new (KtgRoster     *roster,
                   KtgBudgets    *budgets,
                   KtgSigningKey *server_key,
                   guint          n_nonces)
{
  KtgAdmission *self = g_new0 (KtgAdmission, 1);

  self->roster = roster;
  self->budgets = budgets;
  self->server_key = ktg_signing_key_ref (server_key);
  self->nonces
      = ktg_nonces_new (n_nonces != 0 ? n_nonces : NONCES_PER_GENERATION, 2 * KTG_CREATED_WINDOW_S);
  self->strangers_nonces
      = ktg_nonces_new (n_nonces != 0 ? n_nonces : STRANGERS_NONCES_PER_GENERATION,
                        2 * KTG_CREATED_WINDOW_S);

  return self;
}

/**
 * ktg_admission_free:
 * @self: (nullable): an admission
 *
 * Once the HTTP part has stopped: what was let in has a ticket of it.
 */
void
ktg_admission_free (KtgAdmission *self)
{
  if (self == NULL)
    return;

  ktg_signing_key_unref (self->server_key);
  ktg_nonces_free (self->nonces);
  ktg_nonces_free (self->strangers_nonces);
  g_free (self);
}

/* A length of nothing says nothing, and proxies add or drop it. */
static const char *
get_length (KtgHttpRequest *request)
{
  const char *length = ktg_http_request_get_header (request, "Content-Length");

  return g_strcmp0 (length, "0") != 0 ? length : NULL;
}

/* @key: whose it must be; NULL: whose it says. */
static KtgHttpSignature *
verify (KtgHttpRequest *request, const char *key)
{
  KtgHttpRequestLine line = {
    .method = ktg_http_request_get_method (request),
    .path = ktg_http_request_get_path (request),
    .query = ktg_http_request_get_query (request),
    .content_digest = ktg_http_request_get_header (request, "Content-Digest"),
    .content_encoding = ktg_http_request_get_header (request, "Content-Encoding"),
    .content_length = get_length (request),
    .upload_offset = ktg_http_request_get_header (request, "Upload-Offset"),
    .upload_complete = ktg_http_request_get_header (request, "Upload-Complete"),
    .range = ktg_http_request_get_header (request, "Range"),
  };

  return ktg_http_signature_verify (&line,
                                    key,
                                    ktg_http_request_get_header (request, "Signature-Input"),
                                    ktg_http_request_get_header (request, "Signature"));
}

static gboolean
is_signed (KtgHttpRequest *request)
{
  return ktg_http_request_get_header (request, "Signature") != NULL
         && ktg_http_request_get_header (request, "Signature-Input") != NULL;
}

/* Whoever it is has nothing left, or hears @type. */
static KtgHttpAnswer *
refuse_stranger (KtgAdmission *self, guint status, const char *type, const char *title)
{
  if (!ktg_budgets_take_stranger (self->budgets, FALSE, g_get_monotonic_time ()))
    return ktg_problem_answer_new_too_many ();

  return ktg_http_answer_new_problem (status, type, title);
}

static KtgHttpAnswer *
refuse_unsigned (KtgAdmission *self)
{
  return refuse_stranger (self, 401, "unsigned", "The request is not signed");
}

static KtgHttpAnswer *
refuse_signature (KtgAdmission *self)
{
  return refuse_stranger (self, 401, "signature", "The request is not signed by its key");
}

/* A request to another server, repeated here by somebody who saw it. */
static KtgHttpAnswer *
check_tag (KtgAdmission *self, const KtgHttpSignature *signature)
{
  if (ktg_http_signature_is_for (signature, ktg_signing_key_get_public (self->server_key)))
    return NULL;

  return ktg_http_answer_new_problem (401, "other-node", "The request is to another server");
}

static KtgHttpAnswer *
check_moment (const KtgHttpSignature *signature, KtgNonces *nonces, gint64 now_ms)
{
  gint64 now_s = now_ms / 1000;

  if (signature->created_s < now_s - KTG_CREATED_WINDOW_S
      || signature->created_s > now_s + KTG_CREATED_WINDOW_S)
    return ktg_problem_answer_new_clock (now_ms);

  if (!ktg_nonces_take (nonces, signature->keyid, signature->nonce, now_s))
    return ktg_http_answer_new_problem (401, "replayed", "This very request was made before");

  return NULL;
}

/* By the centre's time. */
static gboolean
has_ended (KtgAdmission *self, const KtgDevice *device, gint64 now_ms)
{
  return device->until_ms != 0
         && device->until_ms <= ktg_roster_tell_centre_ms (self->roster, now_ms);
}

static KtgHttpAnswer *
check_device (KtgAdmission *self, KtgDevice *device, gint64 now_ms)
{
  if (device == NULL)
    return ktg_http_answer_new_problem (403, "not-enrolled", "This device is not enrolled here");
  if (device->is_revoked)
    return ktg_http_answer_new_problem (403, "revoked", "This device was revoked");
  if (device->is_pending)
    return ktg_http_answer_new_problem (403, "pending", "This device waits to be confirmed");
  if (has_ended (self, device, now_ms))
    return ktg_http_answer_new_problem (403,
                                        "expired",
                                        "The time that it was admitted for is over");

  return NULL;
}

/* A body is compared with its digest, so there must be one. */
static gboolean
says_its_digest (KtgHttpRequest *request)
{
  return ktg_http_request_get_content_length (request) == 0
         || ktg_http_request_get_header (request, "Content-Digest") != NULL;
}

/* --- tickets --- */

static void
ticket_free (gpointer data)
{
  Ticket *ticket = data;

  if (ticket->device != 0)
    ktg_budgets_leave (ticket->admission->budgets, ticket->device, ticket->errand, ticket->request);
  g_free (ticket->key);
  g_free (ticket);
}

static void
give_ticket (KtgAdmission   *self,
             KtgHttpRequest *request,
             const char     *key,
             gint64          device,
             KtgErrand       errand)
{
  Ticket *ticket = g_new0 (Ticket, 1);

  ticket->admission = self;
  ticket->request = request;
  ticket->key = g_strdup (key);
  ticket->device = device;
  ticket->errand = errand;
  if (device != 0)
    ktg_budgets_enter (self->budgets, device, errand, request);
  ktg_http_request_set_ticket (request, ticket, ticket_free);
}

/* --- at the head --- */

static KtgHttpAnswer *
check_head (KtgAdmission           *self,
            KtgHttpRequest         *request,
            const KtgHttpSignature *signature,
            KtgDevice              *device,
            KtgErrand               errand,
            gint64                  now_ms)
{
  KtgHttpAnswer *refusal = check_tag (self, signature);

  if (refusal == NULL)
    refusal = check_device (self, device, now_ms);
  if (refusal == NULL
      && !ktg_budgets_take_request (self->budgets, device->number, 1, g_get_monotonic_time ()))
    refusal = ktg_problem_answer_new_too_many ();
  if (refusal == NULL && errand != KTG_ERRAND_UPLOAD && !says_its_digest (request))
    refusal = refuse_signature (self);
  if (refusal == NULL)
    refusal = check_moment (signature, self->nonces, now_ms);

  return refusal;
}

/* An enrolled key's signature is always looked at, lest strangers keep a device out in its name. */
static KtgHttpAnswer *
judge (KtgAdmission *self, KtgHttpRequest *request, KtgErrand errand, gint64 now_ms)
{
  g_autofree char *keyid
      = ktg_http_signature_dup_keyid (ktg_http_request_get_header (request, "Signature-Input"));
  g_autoptr (KtgDevice) device = keyid != NULL ? ktg_roster_dup_named (self->roster, keyid) : NULL;
  g_autoptr (KtgHttpSignature) signature = NULL;
  KtgHttpAnswer *refusal;

  if (!is_signed (request))
    return refuse_unsigned (self);
  if (device == NULL)
    return refuse_stranger (self, 403, "not-enrolled", "This device is not enrolled here");

  signature = verify (request, device->key);
  if (signature == NULL)
    return refuse_signature (self);

  refusal = check_head (self, request, signature, device, errand, now_ms);
  if (refusal == NULL)
    give_ticket (self, request, device->key, device->number, errand);
  return refusal;
}

/**
 * ktg_admission_admit:
 * @request: only its head is here
 * @errand: what it is for
 *
 * Answers it unless it is let in: signed by a key that is enrolled, to this server, now, once, and
 * within what the device may ask. From any thread.
 */
void
ktg_admission_admit (KtgAdmission *self, KtgHttpRequest *request, KtgErrand errand, gint64 now_ms)
{
  KtgHttpAnswer *refusal = judge (self, request, errand, now_ms);

  if (refusal != NULL)
    ktg_http_request_answer (request, refusal);
}

/* Who pays for what is read in order to answer. */
static gint64
find_payer (KtgAdmission *self, const char *key)
{
  g_autoptr (KtgDevice) device = ktg_roster_dup_device (self->roster, key);

  return device != NULL ? device->number : KTG_BUDGET_STRANGER;
}

static gboolean
can_afford (KtgAdmission *self, gint64 payer)
{
  return ktg_budgets_take_request (self->budgets,
                                   payer,
                                   KTG_BUDGET_ACCOUNT_PRICE,
                                   g_get_monotonic_time ());
}

static gboolean
is_known_and_owes (KtgAdmission *self, const char *key)
{
  const gint64 payer = find_payer (self, key);

  return payer != KTG_BUDGET_STRANGER && !can_afford (self, payer);
}

static KtgHttpAnswer *
judge_stranger (KtgAdmission *self, KtgHttpRequest *request, gint64 now_ms)
{
  g_autoptr (KtgHttpSignature) signature = NULL;
  KtgHttpAnswer *refusal;

  if (!ktg_budgets_take_stranger (self->budgets, TRUE, g_get_monotonic_time ()))
    return ktg_problem_answer_new_too_many ();
  if (!is_signed (request))
    return refuse_unsigned (self);

  signature = verify (request, NULL);
  if (signature == NULL || !says_its_digest (request))
    return refuse_signature (self);

  refusal = check_tag (self, signature);
  if (refusal == NULL && is_known_and_owes (self, signature->keyid))
    refusal = ktg_problem_answer_new_too_many ();
  if (refusal == NULL)
    refusal = check_moment (signature, self->strangers_nonces, now_ms);
  if (refusal == NULL)
    give_ticket (self, request, signature->keyid, 0, KTG_ERRAND_QUESTION);
  return refusal;
}

/**
 * ktg_admission_admit_stranger:
 * @request: only its head is here
 *
 * As ktg_admission_admit(), for one who has yet to enrol.
 */
void
ktg_admission_admit_stranger (KtgAdmission *self, KtgHttpRequest *request, gint64 now_ms)
{
  KtgHttpAnswer *refusal = judge_stranger (self, request, now_ms);

  if (refusal != NULL)
    ktg_http_request_answer (request, refusal);
}

/**
 * ktg_admission_admit_anybody:
 * @request: only its head is here
 *
 * Answers it where too many ask who is there.
 */
void
ktg_admission_admit_anybody (KtgAdmission *self, KtgHttpRequest *request)
{
  if (!ktg_budgets_take_stranger (self->budgets, TRUE, g_get_monotonic_time ()))
    ktg_http_request_answer (request, ktg_problem_answer_new_too_many ());
}

/* --- once all of it is here --- */

static KtgHttpAnswer *
check_body (KtgHttpRequest *request)
{
  GBytes       *body = ktg_http_request_get_sent_body (request);
  gsize         size;
  gconstpointer bytes;

  if (body == NULL || g_bytes_get_size (body) == 0)
    return NULL;

  bytes = g_bytes_get_data (body, &size);
  if (ktg_content_digest_matches (ktg_http_request_get_header (request, "Content-Digest"),
                                  bytes,
                                  size))
    return NULL;

  return ktg_http_answer_new_problem (401, "signature", "The body is not the one that was signed");
}

/**
 * ktg_admission_check:
 * @request: one that was let in, whole but for a body that is streamed
 * @device: (out) (transfer full): who asks, as it is enrolled now; set when NULL is returned
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): why the request is not taken, or NULL
 */
KtgHttpAnswer *
ktg_admission_check (KtgAdmission *self, KtgHttpRequest *request, gint64 now_ms, KtgDevice **device)
{
  const Ticket *ticket = ktg_http_request_get_ticket (request);
  g_autoptr (KtgDevice) found = ktg_roster_dup_device (self->roster, ticket->key);
  KtgHttpAnswer *refusal = check_device (self, found, now_ms);

  if (refusal == NULL)
    refusal = check_body (request);
  if (refusal != NULL)
    return refusal;

  ktg_roster_note_seen (self->roster, ticket->key, now_ms);
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
ktg_admission_check_stranger (KtgAdmission *self, KtgHttpRequest *request, char **key)
{
  const Ticket  *ticket = ktg_http_request_get_ticket (request);
  KtgHttpAnswer *refusal = check_body (request);

  if (refusal == NULL)
    *key = g_strdup (ticket->key);

  return refusal;
}

/**
 * ktg_admission_check_visitor:
 * @key: who introduces itself, and signed that
 *
 * What a stranger shows may lead to much that has to be read. From any thread.
 *
 * Returns: (transfer full) (nullable): why it is not looked at now, or NULL
 */
KtgHttpAnswer *
ktg_admission_check_visitor (KtgAdmission *self, const char *key)
{
  const gint64 payer = find_payer (self, key);

  return payer != KTG_BUDGET_STRANGER || can_afford (self, payer)
             ? NULL
             : ktg_problem_answer_new_too_many ();
}

/**
 * ktg_admission_charge_links:
 * @key: who asked
 * @n_links: that were read in order to answer
 *
 * Before the roster hears of it: who became known only by this is a stranger still. From any
 * thread.
 */
void
ktg_admission_charge_links (KtgAdmission *self, const char *key, guint n_links)
{
  if (n_links == 0)
    return;

  ktg_budgets_charge_links (self->budgets,
                            find_payer (self, key),
                            n_links,
                            g_get_monotonic_time ());
}

/* --- proofs --- */

static char *
dup_content_sha256 (KtgHttpRequest *request, KtgHttpAnswer *answer)
{
  const char *name = ktg_http_request_get_parameter (request);

  if (ktg_http_answer_is_file (answer) && ktg_sha256_is_hex (name))
    return g_strdup (name);

  return ktg_sha256_of_bytes (ktg_http_answer_get_content (answer));
}

static gboolean
is_nonce (const char *text)
{
  gsize size = strlen (text);

  for (const char *p = text; *p != '\0'; p++)
    if (!g_ascii_isalnum (*p) && *p != '-' && *p != '_')
      return FALSE;

  return size >= MIN_NONCE_BYTES && size <= MAX_NONCE_BYTES;
}

/**
 * ktg_admission_dup_nonce:
 * @request: any
 *
 * Returns: (transfer full) (nullable): over what the answer is proven; %NULL where @request asks
 * for something else, or wrongly
 */
char *
ktg_admission_dup_nonce (KtgHttpRequest *request)
{
  const char *query = ktg_http_request_get_query (request);

  if (strcmp (ktg_http_request_get_path (request), NODE_PATH) != 0 || query == NULL
      || !g_str_has_prefix (query, NONCE_QUERY) || !is_nonce (query + strlen (NONCE_QUERY)))
    return NULL;

  return g_strdup (query + strlen (NONCE_QUERY));
}

/* A device that knows nobody yet signs nothing: there the nonce says which request it was. */
static void
read_unsigned (KtgHttpRequest *request, char **keyid, char **signature)
{
  char *nonce = *keyid == NULL && *signature == NULL ? ktg_admission_dup_nonce (request) : NULL;

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
 * says so. Not to one too many, which is refused for the sake of such work.
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
  if (keyid == NULL || signature == NULL
      || (proven.status == 429 && ktg_http_request_get_ticket (request) == NULL))
    return;

  proven.keyid = keyid;
  proven.signature = signature;
  content_sha256 = dup_content_sha256 (request, answer);
  proven.content_sha256 = content_sha256;
  proof = ktg_proof_new (self->server_key, &proven);
  ktg_http_answer_add_header (answer, KTG_PROOF_HEADER, proof);
}
