/* ktg-test-device.c - a device without a store: signs events and requests, and asks over a socket
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-device.h"

#include <ktg-base64url.h>
#include <ktg-content-digest.h>
#include <ktg-enrol-json.h>
#include <ktg-event-json.h>
#include <ktg-http-signature.h>
#include <ktg-problem-json.h>
#include <ktg-proof.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sealed-box.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 30000

KtgTestDevice *
ktg_test_device_new (guint port)
{
  KtgTestDevice *self = g_new0 (KtgTestDevice, 1);

  self->key = ktg_signing_key_new ();
  self->port = port;
  return self;
}

void
ktg_test_device_free (KtgTestDevice *self)
{
  ktg_signing_key_unref (self->key);
  g_free (self->prev);
  g_free (self->server_key);
  g_free (self);
}

const char *
ktg_test_device_get_key (const KtgTestDevice *self)
{
  return ktg_signing_key_get_public (self->key);
}

/* --- events --- */

KtgEnvelope *
ktg_test_device_sign_bytes (KtgTestDevice *self, const char *bytes)
{
  g_autoptr (GBytes) copy = g_bytes_new (bytes, strlen (bytes));

  return ktg_signed_envelope_new (copy, self->key);
}

KtgEnvelope *
ktg_test_device_sign (KtgTestDevice *self, KtgEvent *event)
{
  g_autoptr (GBytes) bytes = NULL;
  KtgEnvelope *envelope;

  event->author = g_strdup (ktg_signing_key_get_public (self->key));
  event->seq = ++self->seq;
  event->prev = g_strdup (self->prev);
  event->at.wall_us = G_GINT64_CONSTANT (1730419953) * G_USEC_PER_SEC;
  event->at.utc_offset_s = 7 * 3600;
  event->at.boot_ms = 812345;

  bytes = ktg_event_json_write (event);
  envelope = ktg_signed_envelope_new (bytes, self->key);
  g_free (self->prev);
  self->prev = g_strdup (envelope->id);
  return envelope;
}

static KtgReport *
make_report (GPtrArray *evidence)
{
  KtgReport *report = ktg_report_new ();

  report->kind = g_strdup ("lhp");
  report->place_region = g_strdup ("34.71.04.1002");
  report->region_version = g_strdup ("2025-04-25");
  report->known = g_strdup ("2024-11-12");
  report->filed = g_strdup ("2024-11-12T20:31:07+07:00");
  report->account = g_strdup ("Terduga berfoto di depan spanduk pasangan calon.");
  for (guint i = 0; evidence != NULL && i < evidence->len; i++)
    g_ptr_array_add (report->evidence, ktg_evidence_copy (g_ptr_array_index (evidence, i)));

  return report;
}

KtgEnvelope *
ktg_test_device_file (KtgTestDevice *self, const char *report_id, GPtrArray *evidence)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_FILED;
  event->type = g_strdup ("report.filed");
  event->report_id = report_id != NULL ? g_strdup (report_id) : ktg_random_dup_uuid ();
  event->report = make_report (evidence);
  return ktg_test_device_sign (self, event);
}

/* Of a report that nobody filed, which is no matter to the server. */
KtgEnvelope *
ktg_test_device_withdraw (KtgTestDevice *self, const char *reason)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_WITHDRAWN;
  event->type = g_strdup ("report.withdrawn");
  event->report_id = ktg_random_dup_uuid ();
  event->reason = g_strdup (reason);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_file_there (KtgTestDevice *self,
                            const char    *report_id,
                            const char    *region,
                            GBytes        *photo)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_FILED;
  event->type = g_strdup ("report.filed");
  event->report_id = g_strdup (report_id);
  event->report = make_report (NULL);
  g_ptr_array_add (event->report->evidence, ktg_test_evidence_new (photo, NULL));
  g_free (event->report->place_region);
  event->report->place_region = g_strdup (region);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_amend (KtgTestDevice *self, const char *report_id, const char *replaces)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_AMENDED;
  event->type = g_strdup ("report.amended");
  event->report_id = g_strdup (report_id);
  event->replaces = g_strdup (replaces);
  event->report = make_report (NULL);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_move (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *replaces,
                      const char    *region)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_AMENDED;
  event->type = g_strdup ("report.amended");
  event->report_id = g_strdup (report_id);
  event->replaces = g_strdup (replaces);
  event->report = make_report (NULL);
  g_free (event->report->place_region);
  event->report->place_region = g_strdup (region);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_step (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *case_id,
                      const char    *version,
                      const char    *to)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_STEP;
  event->type = g_strdup ("case.step");
  event->report_id = g_strdup (report_id);
  event->case_id = g_strdup (case_id);
  event->step = ktg_case_step_new ();
  event->step->code = g_strdup (to != NULL ? "handed_over" : "registered");
  event->step->version = g_strdup (version);
  event->step->to = g_strdup (to);
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_note (KtgTestDevice *self,
                      const char    *report_id,
                      const char    *case_id,
                      gboolean       is_for_office)
{
  g_autoptr (KtgEvent) event = ktg_event_new ();

  event->kind = KTG_EVENT_NOTE;
  event->type = g_strdup ("case.note");
  event->report_id = g_strdup (report_id);
  event->case_id = g_strdup (case_id);
  event->is_for_office = is_for_office;
  event->note = g_strdup ("Saksi ditelepon.");
  return ktg_test_device_sign (self, event);
}

KtgEnvelope *
ktg_test_device_file_photo (KtgTestDevice *self, GBytes *photo)
{
  g_autoptr (GPtrArray) evidence
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_evidence_free);

  g_ptr_array_add (evidence, ktg_test_evidence_new (photo, NULL));
  return ktg_test_device_file (self, NULL, evidence);
}

GBytes *
ktg_test_photo_new (gsize size_bytes)
{
  guint8 *bytes = g_malloc (size_bytes);

  ktg_random_fill (bytes, size_bytes);
  return g_bytes_new_take (bytes, size_bytes);
}

KtgEvidence *
ktg_test_evidence_new (GBytes *bytes, GBytes *preview)
{
  KtgEvidence *evidence = ktg_evidence_new ();

  evidence->sha256 = ktg_sha256_of_bytes (bytes);
  evidence->size_bytes = g_bytes_get_size (bytes);
  evidence->media_type = g_strdup ("image/jpeg");
  evidence->original_name = g_strdup ("IMG-20241112-WA0003.jpg");
  if (preview != NULL)
    {
      evidence->preview_sha256 = ktg_sha256_of_bytes (preview);
      evidence->preview_size_bytes = g_bytes_get_size (preview);
    }

  return evidence;
}

/* --- requests --- */

/* A length of nothing is not covered. */
static char *
dup_length (GBytes *body)
{
  gsize size = body != NULL ? g_bytes_get_size (body) : 0;

  return size > 0 ? g_strdup_printf ("%" G_GSIZE_FORMAT, size) : NULL;
}

/* The value of one of the request's extra headers; @name: with its colon and blank. */
static char *
dup_extra (const KtgTestRequest *request, const char *name)
{
  const char *found = request->headers != NULL ? strstr (request->headers, name) : NULL;

  if (found == NULL)
    return NULL;

  found += strlen (name);
  return g_strndup (found, strcspn (found, "\r"));
}

static char *
dup_digest (const KtgTestRequest *request)
{
  if (request->digest != NULL)
    return g_strdup (request->digest);

  return request->body != NULL ? ktg_content_digest_new (request->body) : NULL;
}

static void
append_signature (KtgTestDevice        *self,
                  GString              *head,
                  const char           *method,
                  const char           *path,
                  const KtgTestRequest *request)
{
  g_autofree char *digest = dup_digest (request);
  g_autofree char *nonce
      = request->nonce != NULL ? g_strdup (request->nonce) : ktg_random_dup_text (16);
  GBytes          *body = request->body != NULL ? request->body : request->stream;
  g_autofree char *length
      = body != NULL ? dup_length (body) : dup_extra (request, "Content-Length: ");
  g_autofree char   *offset = dup_extra (request, "Upload-Offset: ");
  g_autofree char   *complete = dup_extra (request, "Upload-Complete: ");
  g_autofree char   *range = dup_extra (request, "Range: ");
  g_autofree char   *input = NULL;
  g_autofree char   *signature = NULL;
  KtgHttpRequestLine line = {
    .method = method,
    .path = path,
    .content_digest = digest,
    .content_length = length,
    .upload_offset = offset,
    .upload_complete = complete,
    .range = range,
    .is_from_stranger = strcmp (path, "/v1/enrol") == 0 || strcmp (path, "/v1/introduce") == 0,
  };

  ktg_http_signature_make (&line,
                           self->key,
                           self->server_key,
                           g_get_real_time () / G_USEC_PER_SEC + self->clock_s,
                           nonce,
                           &input,
                           &signature);
  if (digest != NULL)
    g_string_append_printf (head, "Content-Digest: %s\r\n", digest);
  g_string_append_printf (head, "Signature-Input: %s\r\nSignature: %s\r\n", input, signature);
}

char *
ktg_test_device_write_head (KtgTestDevice        *self,
                            const char           *method,
                            const char           *path,
                            const KtgTestRequest *request)
{
  GString *head = g_string_new (NULL);
  GBytes  *body = request->body != NULL ? request->body : request->stream;

  g_string_append_printf (head,
                          "%s %s HTTP/1.1\r\nHost: 127.0.0.1\r\nAccept-Encoding: identity\r\n",
                          method,
                          path);
  if (body != NULL)
    g_string_append_printf (head,
                            "Content-Length: %" G_GSIZE_FORMAT "\r\n",
                            g_bytes_get_size (body));
  if (request->headers != NULL)
    g_string_append (head, request->headers);
  append_signature (self, head, method, path, request);
  g_string_append (head, "\r\n");

  return g_string_free (head, FALSE);
}

int
ktg_test_device_connect (KtgTestDevice *self)
{
  struct sockaddr_in address = { .sin_family = AF_INET };
  int                fd = socket (AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0);

  address.sin_port = htons ((guint16)self->port);
  address.sin_addr.s_addr = htonl (INADDR_LOOPBACK);
  g_assert_cmpint (fd, >=, 0);
  g_assert_cmpint (connect (fd, (struct sockaddr *)&address, sizeof address), ==, 0);
  return fd;
}

/* FALSE when the other side wants no more; it may have answered already. */
static gboolean
send_all (int fd, const char *bytes, gsize size_bytes)
{
  while (size_bytes > 0)
    {
      ssize_t n = send (fd, bytes, size_bytes, MSG_NOSIGNAL);

      if (n < 0 && errno == EINTR)
        continue;
      if (n < 0)
        return FALSE;
      bytes += n;
      size_bytes -= (gsize)n;
    }

  return TRUE;
}

static gboolean
hear_more (int fd, GString *heard)
{
  struct pollfd readable = { fd, POLLIN, 0 };
  char          piece[65536];
  ssize_t       n;

  if (poll (&readable, 1, PATIENCE_MS) != 1)
    return FALSE;

  n = recv (fd, piece, sizeof piece, 0);
  if (n <= 0)
    return FALSE;

  g_string_append_len (heard, piece, n);
  return TRUE;
}

static void
read_headers (KtgTestReply *reply, const char *head)
{
  g_auto (GStrv) lines = g_strsplit (head, "\r\n", -1);

  reply->status = (guint)g_ascii_strtoull (head + strlen ("HTTP/1.1 "), NULL, 10);
  for (char **line = lines + 1; *line != NULL; line++)
    {
      char *colon = strchr (*line, ':');

      if (colon == NULL)
        continue;
      g_hash_table_replace (reply->headers,
                            g_ascii_strdown (*line, colon - *line),
                            g_strdup (g_strchug (colon + 1)));
    }
}

static KtgTestReply *
reply_new (void)
{
  KtgTestReply *reply = g_new0 (KtgTestReply, 1);

  reply->headers = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  reply->content = g_bytes_new_static ("", 0);
  return reply;
}

const char *
ktg_test_reply_get_header (KtgTestReply *reply, const char *name)
{
  return g_hash_table_lookup (reply->headers, name);
}

/* An answer whose content was promised and did not come whole is none. */
static void
take_content (KtgTestReply *reply, int fd, GString *heard, gsize head_bytes, const char *method)
{
  const char *length = ktg_test_reply_get_header (reply, "content-length");
  gsize       wanted = length != NULL ? g_ascii_strtoull (length, NULL, 10) : 0;

  if (g_str_equal (method, "HEAD"))
    wanted = 0;
  while (heard->len < head_bytes + wanted && hear_more (fd, heard))
    continue;
  if (heard->len < head_bytes + wanted)
    {
      reply->status = 0;
      return;
    }

  g_bytes_unref (reply->content);
  reply->content = g_bytes_new (heard->str + head_bytes, wanted);
}

/* The value of a header in a request's head. */
static char *
dup_sent (const char *head, const char *name)
{
  const char *found = strstr (head, name);

  return found != NULL ? g_strndup (found + strlen (name), strcspn (found + strlen (name), "\r"))
                       : NULL;
}

/* The proof of a part of a file is over the name of the whole. */
static char *
dup_content_sha256 (KtgTestReply *reply, const char *head)
{
  static const char files[] = "GET /v1/files/";

  if (reply->status == 206 && g_str_has_prefix (head, files))
    return g_strndup (head + strlen (files), KTG_SHA256_HEX);

  return ktg_sha256_of_bytes (reply->content);
}

static gboolean
is_proven (KtgTestDevice *self, KtgTestReply *reply, const char *head)
{
  g_autofree char *input = dup_sent (head, "\nSignature-Input: ");
  g_autofree char *field = dup_sent (head, "\nSignature: ");
  g_autofree char *keyid = ktg_http_signature_dup_keyid (input);
  g_autofree char *signature = ktg_http_signature_dup_base64 (field);
  g_autofree char *content_sha256 = dup_content_sha256 (reply, head);
  KtgProven        proven = {
           .keyid = keyid,
           .signature = signature,
           .status = reply->status,
           .content_encoding = ktg_test_reply_get_header (reply, "content-encoding"),
           .upload_offset = ktg_test_reply_get_header (reply, "upload-offset"),
           .upload_complete = ktg_test_reply_get_header (reply, "upload-complete"),
           .content_range = ktg_test_reply_get_header (reply, "content-range"),
           .content_sha256 = content_sha256,
  };

  return self->server_key != NULL && keyid != NULL && signature != NULL
         && ktg_proof_is_valid (self->server_key,
                                ktg_test_reply_get_header (reply, "kentongan-proof"),
                                &proven);
}

KtgTestReply *
ktg_test_device_hear (KtgTestDevice *self, int fd, const char *method, const char *head)
{
  KtgTestReply *reply = reply_new ();
  g_autoptr (GString) heard = g_string_new (NULL);
  const char *end;

  while (strstr (heard->str, "\r\n\r\n") == NULL && hear_more (fd, heard))
    continue;

  end = strstr (heard->str, "\r\n\r\n");
  if (end != NULL && g_str_has_prefix (heard->str, "HTTP/1.1 "))
    {
      g_autofree char *first = g_strndup (heard->str, (gsize)(end - heard->str));

      read_headers (reply, first);
      take_content (reply, fd, heard, strlen (first) + 4, method);
      reply->is_proven = is_proven (self, reply, head);
    }

  close (fd);
  return reply;
}

KtgTestReply *
ktg_test_device_ask (KtgTestDevice        *self,
                     const char           *method,
                     const char           *path,
                     const KtgTestRequest *request)
{
  static const KtgTestRequest nothing = { 0 };
  const KtgTestRequest       *what = request != NULL ? request : &nothing;
  g_autofree char            *head = ktg_test_device_write_head (self, method, path, what);
  GBytes                     *body = what->body != NULL ? what->body : what->stream;
  int                         fd = ktg_test_device_connect (self);

  if (send_all (fd, head, strlen (head)) && body != NULL)
    send_all (fd, g_bytes_get_data (body, NULL), g_bytes_get_size (body));

  return ktg_test_device_hear (self, fd, method, head);
}

char *
ktg_test_reply_dup_problem (KtgTestReply *reply)
{
  g_autoptr (KtgProblem) problem = ktg_problem_parse (reply->content, NULL);

  if (problem == NULL || !g_str_has_prefix (problem->type, KTG_PROBLEM_PREFIX))
    return NULL;

  return g_strdup (problem->type + strlen (KTG_PROBLEM_PREFIX));
}

void
ktg_test_reply_free (KtgTestReply *reply)
{
  g_hash_table_unref (reply->headers);
  g_bytes_unref (reply->content);
  g_free (reply);
}

/* --- conversations --- */

/* Who is there; from then on its answers must be proven. */
static KtgTestReply *
meet (KtgTestDevice *self)
{
  g_autofree char *nonce = ktg_random_dup_text (16);
  g_autofree char *head
      = g_strdup_printf ("GET /v1/node?nonce=%s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", nonce);
  int           fd = ktg_test_device_connect (self);
  KtgTestReply *reply;
  g_autoptr (KtgIntroduction) introduction = NULL;

  send_all (fd, head, strlen (head));
  reply = ktg_test_device_hear (self, fd, "GET", head);
  introduction = reply->status == 200 ? ktg_introduction_parse (reply->content, NULL) : NULL;
  if (introduction != NULL)
    self->server_key = g_strdup (introduction->node_key);

  return reply;
}

static GBytes *
seal (KtgTestDevice *self, const char *code)
{
  KtgEnrolRequest message = {
    .code = (char *)code,
    .device = (char *)ktg_signing_key_get_public (self->key),
    .is_node = self->is_node,
    .name = (char *)"Laptop",
    .nonce = (char *)"bm9uY2Utb2YtYS10ZXN0",
  };
  g_autoptr (GBytes) content = ktg_enrol_request_write (&message);
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, self->server_key);
  g_autofree char *sealed
      = ktg_base64url_encode (g_bytes_get_data (box, NULL), g_bytes_get_size (box));

  return ktg_enrol_seal_write (sealed);
}

KtgTestReply *
ktg_test_device_enrol (KtgTestDevice *self, const char *code)
{
  g_autoptr (KtgTestReply) met = self->server_key == NULL ? meet (self) : NULL;
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };

  if (self->server_key == NULL)
    return g_steal_pointer (&met);

  body = seal (self, code);
  request.body = body;
  return ktg_test_device_ask (self, "POST", "/v1/enrol", &request);
}

KtgTestReply *
ktg_test_device_introduce (KtgTestDevice *self, KtgEnvelope *const *links, guint n_links)
{
  g_autoptr (GPtrArray) chain = g_ptr_array_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { NULL };

  for (guint i = 0; i < n_links; i++)
    g_ptr_array_add (chain, links[i]);
  request.body = body = ktg_shown_chain_write (chain);
  return ktg_test_device_ask (self, "POST", "/v1/introduce", &request);
}

KtgTestReply *
ktg_test_device_exchange_raw (KtgTestDevice *self, GPtrArray *events, const char *at)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };

  if (at != NULL)
    g_ptr_array_add (message->at, g_strdup (at));
  for (guint i = 0; events != NULL && i < events->len; i++)
    g_ptr_array_add (message->events, ktg_envelope_ref (g_ptr_array_index (events, i)));
  body = ktg_exchange_request_write (message);
  request.body = body;

  return ktg_test_device_ask (self, "POST", "/v1/exchange", &request);
}

static void
rebuild_receipt (KtgTestDevice *self, KtgExchangeAnswer *answer, const GPtrArray *events)
{
  g_autoptr (GPtrArray) ids = g_ptr_array_new ();

  for (guint i = 0; events != NULL && i < events->len; i++)
    g_ptr_array_add (ids, ((KtgEnvelope *)events->pdata[i])->id);
  g_assert_true (ktg_exchange_answer_rebuild_receipt (answer,
                                                      ids,
                                                      self->server_key,
                                                      ktg_signing_key_get_public (self->key)));
}

KtgExchangeAnswer *
ktg_test_device_exchange (KtgTestDevice *self, GPtrArray *events, const char *at)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (self, events, at);
  g_autoptr (GError) error = NULL;
  KtgExchangeAnswer *answer;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  answer = ktg_exchange_answer_parse (reply->content, NULL, &error);
  g_assert_no_error (error);
  rebuild_receipt (self, answer, events);
  return answer;
}

/* An exchange word for word. */
KtgExchangeAnswer *
ktg_test_device_say (KtgTestDevice *self, const KtgExchangeRequest *message)
{
  g_autoptr (GBytes) body = ktg_exchange_request_write (message);
  KtgTestRequest request = { .body = body };
  g_autoptr (KtgTestReply) reply = ktg_test_device_ask (self, "POST", "/v1/exchange", &request);
  g_autoptr (GError) error = NULL;
  KtgExchangeAnswer *answer;

  g_assert_cmpuint (reply->status, ==, 200);
  answer = ktg_exchange_answer_parse (reply->content, message->life, &error);
  g_assert_no_error (error);
  rebuild_receipt (self, answer, message->events);
  return answer;
}

KtgExchangeAnswer *
ktg_test_device_send (KtgTestDevice *self, KtgEnvelope *envelope)
{
  g_autoptr (GPtrArray) events = g_ptr_array_new ();

  g_ptr_array_add (events, envelope);
  return ktg_test_device_exchange (self, events, NULL);
}

KtgExchangeAnswer *
ktg_test_device_carry (KtgTestDevice *self, KtgEnvelope *first, ...)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  va_list list;

  va_start (list, first);
  for (KtgEnvelope *next = first; next != NULL; next = va_arg (list, KtgEnvelope *))
    g_ptr_array_add (message->carry, ktg_envelope_ref (next));
  va_end (list);

  return ktg_test_device_say (self, message);
}

KtgReceipt *
ktg_test_device_find_receipt (const KtgTestDevice *self, const GPtrArray *receipts)
{
  KtgReceipt *found = NULL;

  for (guint i = 0; i < receipts->len; i++)
    {
      const KtgEnvelope *envelope = g_ptr_array_index (receipts, i);
      g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);

      g_assert_true (ktg_envelope_is_signed_by (envelope, self->server_key));
      g_assert_cmpstr (receipt->node, ==, self->server_key);
      if (g_str_equal (receipt->device, ktg_test_device_get_key (self)))
        {
          g_assert_null (found);
          found = g_steal_pointer (&receipt);
        }
    }

  return found;
}

guint64
ktg_test_receipt_get_index (const KtgReceipt *receipt, const char *event_id)
{
  for (guint i = 0; i < receipt->events->len; i++)
    {
      const KtgReceiptEvent *event = g_ptr_array_index (receipt->events, i);

      if (g_str_equal (event->event_id, event_id))
        return event->index;
    }

  g_assert_not_reached ();
}

const char *
ktg_test_answer_get_refusal (const KtgExchangeAnswer *answer, const KtgEnvelope *event)
{
  for (guint i = 0; i < answer->refused->len; i++)
    {
      const KtgRefusal *refusal = g_ptr_array_index (answer->refused, i);

      if (g_str_equal (refusal->id, event->id))
        return refusal->type + strlen (KTG_PROBLEM_PREFIX);
    }

  return NULL;
}

static char *
write_patch_headers (guint64 offset, gboolean is_last)
{
  return g_strdup_printf ("Upload-Offset: %" G_GUINT64_FORMAT "\r\nUpload-Complete: ?%d\r\n",
                          offset,
                          is_last ? 1 : 0);
}

KtgTestReply *
ktg_test_device_patch (KtgTestDevice *self,
                       const char    *sha256,
                       guint64        offset,
                       GBytes        *bytes,
                       gboolean       is_last)
{
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  g_autofree char *headers = write_patch_headers (offset, is_last);
  KtgTestRequest   request = { .headers = headers, .stream = bytes };

  return ktg_test_device_ask (self, "PATCH", path, &request);
}

KtgTestReply *
ktg_test_device_fetch (KtgTestDevice *self, const char *sha256)
{
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);

  return ktg_test_device_ask (self, "GET", path, NULL);
}

int
ktg_test_device_begin_patch (KtgTestDevice *self, GBytes *file, guint64 offset, gsize n_bytes)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (file);
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  g_autofree char *headers = write_patch_headers (offset, TRUE);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (file, offset, g_bytes_get_size (file) - offset);
  KtgTestRequest   request = { .headers = headers, .stream = rest };
  g_autofree char *head = ktg_test_device_write_head (self, "PATCH", path, &request);
  int              fd = ktg_test_device_connect (self);

  g_assert_true (send_all (fd, head, strlen (head)));
  g_assert_true (send_all (fd, g_bytes_get_data (rest, NULL), n_bytes));
  return fd;
}
