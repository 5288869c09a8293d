/* fake-server.c - a small server in the same process, honest or not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-server.h"

#include <ktg-enrol-json.h>
#include <ktg-enrolment-code.h>
#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-gzip.h>
#include <ktg-http-signature.h>
#include <ktg-problem-json.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>

#include <libsoup/soup.h>
#include <string.h>

#define NOW_FAR_AHEAD "2031-05-06T07:08:09.000Z"
#define ENDLESS_BYTES (9 * 1024 * 1024)
#define BOMB_BYTES (33 * 1024 * 1024)

typedef struct
{
  guint64     size;
  GByteArray *bytes;
  gboolean    is_whole;
} FakeFile;

struct _FakeServer
{
  SoupServer    *server;
  KtgSigningKey *key;
  KtgSigningKey *other;
  char          *url;
  GHashTable    *events; /* id to index */
  GHashTable    *files;  /* SHA-256 to FakeFile */
  GHashTable    *connections;
  GHashTable    *nonces;
  GString       *log;
  FakeLie        lie;
  char          *lie_path;
  guint          lie_first, lie_count;
  gsize          cut_bytes;
  char          *bad_text;
  char          *device;
  gboolean       holds;
  void (*on_request) (gpointer);
  gpointer on_request_data;
  guint    n_requests, n_repeats;
  guint64  n_file_bytes;
  gint64   created_s;
};

/* One request: what it is, and what will be answered. */
typedef struct
{
  FakeServer        *self;
  SoupServerMessage *message;
  char              *nonce;
  FakeLie            lie;
  gsize              n_body;
} Turn;

static void
file_free (FakeFile *file)
{
  g_byte_array_unref (file->bytes);
  g_free (file);
}

static void
turn_free (gpointer data)
{
  Turn *turn = data;

  g_free (turn->nonce);
  g_free (turn);
}

static void
hang_up (SoupServerMessage *message)
{
  g_socket_shutdown (soup_server_message_get_socket (message), TRUE, TRUE, NULL);
}

/* --- answers --- */

static void
answer (Turn *turn, guint status, const char *type, GBytes *body)
{
  SoupServerMessage  *message = turn->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) packed = ktg_gzip_pack (body);
  gboolean         is_packed = g_bytes_get_size (packed) < g_bytes_get_size (body);
  GBytes          *content = is_packed ? packed : body;
  KtgSigningKey   *key = turn->lie == FAKE_OTHER_KEY ? turn->self->other : turn->self->key;
  const char      *nonce = turn->lie == FAKE_REPLAYED ? "another" : turn->nonce;
  gsize            size;
  const guint8    *bytes = g_bytes_get_data (content, &size);
  g_autofree char *proof = ktg_proof_new (key, nonce, status, bytes, size);

  if (turn->lie == FAKE_SWALLOW)
    {
      hang_up (message);
      return;
    }
  if (turn->lie != FAKE_NO_PROOF)
    soup_message_headers_replace (headers, KTG_PROOF_HEADER, proof);
  if (is_packed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_server_message_set_status (message, status, NULL);
  if (size > 0)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, (const char *)bytes, size);
}

static void
answer_json (Turn *turn, GBytes *body)
{
  answer (turn, 200, "application/json", body);
}

static void
answer_problem (Turn *turn, guint status, const char *name, const char *now)
{
  g_autofree char *type = g_strconcat (KTG_PROBLEM_PREFIX, name, NULL);
  KtgProblem       problem = { type, (char *)name, NULL, status, (char *)now, FALSE, 0 };
  g_autoptr (GBytes) body = ktg_problem_write (&problem);

  answer (turn, status, "application/problem+json", body);
}

static void
answer_page (Turn *turn, guint status)
{
  static const char page[] = "<html>Log in to the hotel's network</html>";

  soup_server_message_set_status (turn->message, status, NULL);
  soup_server_message_set_response (turn->message,
                                    "text/html",
                                    SOUP_MEMORY_STATIC,
                                    page,
                                    strlen (page));
}

static void
answer_empty (Turn *turn, guint status)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  answer (turn, status, NULL, nothing);
}

static void
say_offset (Turn *turn, const FakeFile *file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (turn->message);
  g_autofree char    *offset = g_strdup_printf ("%u", file->bytes->len);

  soup_message_headers_replace (headers, "Upload-Offset", offset);
  soup_message_headers_replace (headers, "Upload-Complete", file->is_whole ? "?1" : "?0");
}

static void
answer_offset_problem (Turn *turn, const FakeFile *file)
{
  KtgProblem problem = {
    (char *)KTG_PROBLEM_PREFIX "offset", (char *)"offset", NULL, 409, NULL, TRUE, file->bytes->len
  };
  g_autoptr (GBytes) body = ktg_problem_write (&problem);

  say_offset (turn, file);
  answer (turn, 409, "application/problem+json", body);
}

static KtgEnvelope *
sign_receipt (Turn *turn, const KtgReceipt *receipt)
{
  KtgSigningKey *key = turn->lie == FAKE_FOREIGN_RECEIPT ? turn->self->other : turn->self->key;
  g_autoptr (GBytes) bytes = ktg_receipt_json_write (receipt);
  g_autofree char *id = ktg_sha256_of_bytes (bytes);
  guint8           signature[KTG_KEY_SIGNATURE_BYTES];
  gsize            size;
  const guint8    *data = g_bytes_get_data (bytes, &size);

  ktg_signing_key_sign (key, data, size, signature);

  return ktg_envelope_new (id, bytes, signature);
}

static KtgReceipt *
new_receipt (FakeServer *self)
{
  KtgReceipt *receipt = ktg_receipt_new ();

  receipt->server = g_strdup (ktg_signing_key_get_public (self->key));
  receipt->device = g_strdup (self->device);
  receipt->at = g_strdup ("2024-11-01T01:20:00.113Z");

  return receipt;
}

/* --- the exchange --- */

static void
expect_file (FakeServer *self, const char *sha256, guint64 size)
{
  FakeFile *file;

  if (sha256 == NULL || g_hash_table_contains (self->files, sha256))
    return;

  file = g_new0 (FakeFile, 1);
  file->size = size;
  file->bytes = g_byte_array_new ();
  g_hash_table_insert (self->files, g_strdup (sha256), file);
}

static void
speak_of_file (FakeServer        *self,
               const char        *sha256,
               KtgReceipt        *receipt,
               KtgExchangeAnswer *answer_out)
{
  const FakeFile *file = sha256 != NULL ? g_hash_table_lookup (self->files, sha256) : NULL;

  if (file == NULL)
    return;
  if (file->is_whole)
    ktg_receipt_add_file (receipt, sha256, file->size);
  else
    g_ptr_array_add (answer_out->missing, ktg_missing_file_new (sha256, file->bytes->len));
}

static void
take_event (FakeServer        *self,
            KtgEnvelope       *envelope,
            KtgReceipt        *receipt,
            KtgExchangeAnswer *answer_out)
{
  g_autoptr (KtgEvent) event = ktg_event_json_parse (envelope->bytes, NULL);
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (envelope->bytes, &size);

  g_assert_nonnull (event);
  g_assert_true (ktg_signature_is_valid (event->author, bytes, size, envelope->signature));
  if (self->bad_text != NULL && event->report != NULL
      && strstr (event->report->account, self->bad_text) != NULL)
    {
      g_ptr_array_add (answer_out->refused,
                       ktg_refusal_new (envelope->id,
                                        KTG_PROBLEM_PREFIX "not-an-event",
                                        "so told"));
      return;
    }

  if (g_hash_table_contains (self->events, envelope->id))
    self->n_repeats++;
  else
    g_hash_table_insert (self->events,
                         g_strdup (envelope->id),
                         GUINT_TO_POINTER (g_hash_table_size (self->events) + 1));
  ktg_receipt_add_event (receipt,
                         envelope->id,
                         GPOINTER_TO_UINT (g_hash_table_lookup (self->events, envelope->id)));
  for (guint i = 0; event->report != NULL && i < event->report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (event->report->evidence, i);

      expect_file (self, evidence->sha256, evidence->size_bytes);
      expect_file (self, evidence->preview_sha256, evidence->preview_size_bytes);
      speak_of_file (self, evidence->sha256, receipt, answer_out);
      speak_of_file (self, evidence->preview_sha256, receipt, answer_out);
    }
}

static void
handle_exchange (Turn *turn, GBytes *body)
{
  FakeServer *self = turn->self;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgExchangeRequest) request = ktg_exchange_request_parse (body, &error);
  g_autoptr (KtgExchangeAnswer) answer_out = ktg_exchange_answer_new ();
  g_autoptr (KtgReceipt) receipt = new_receipt (self);
  g_autoptr (GBytes) text = NULL;

  g_assert_no_error (error);
  for (guint i = 0; i < request->events->len; i++)
    take_event (self, g_ptr_array_index (request->events, i), receipt, answer_out);
  for (guint i = 0; i < request->files->len; i++)
    speak_of_file (self, g_ptr_array_index (request->files, i), receipt, answer_out);

  answer_out->cursor = request->cursor;
  answer_out->has_more = turn->lie == FAKE_ALWAYS_MORE;
  g_free (answer_out->now);
  answer_out->now = g_strdup (NOW_FAR_AHEAD);
  answer_out->max_batch_bytes = 4 * 1024 * 1024;
  answer_out->max_file_bytes = 64 * 1024 * 1024;
  if (turn->lie == FAKE_FORGETFUL)
    g_ptr_array_set_size (answer_out->missing, 0);
  else if (receipt->events->len + receipt->files->len > 0)
    g_ptr_array_add (answer_out->receipts, sign_receipt (turn, receipt));
  text = ktg_exchange_answer_write (answer_out);
  answer_json (turn, text);
}

static void
handle_enrol (Turn *turn, GBytes *body)
{
  FakeServer *self = turn->self;
  g_autoptr (KtgEnrolRequest) request = ktg_enrol_request_parse (body, NULL);
  g_autoptr (KtgAccount) account = ktg_account_new ();
  g_autoptr (GBytes) text = NULL;

  g_assert_nonnull (request);
  account->device = g_strdup (request->device);
  account->officer = g_strdup ("Siti");
  account->role = g_strdup ("officer");
  account->region = g_strdup ("34.71.04");
  account->server_key = g_strdup (
      ktg_signing_key_get_public (turn->lie == FAKE_OTHER_KEY ? self->other : self->key));
  text = ktg_account_json_write (account);
  answer_json (turn, text);
}

/* --- files --- */

static const char *
get_sha256 (SoupServerMessage *message)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (message));

  return g_str_has_prefix (path, "/v1/files/") ? path + strlen ("/v1/files/") : "";
}

static FakeFile *
get_file (Turn *turn)
{
  return g_hash_table_lookup (turn->self->files, get_sha256 (turn->message));
}

static void
handle_head (Turn *turn)
{
  const FakeFile *file = get_file (turn);

  if (file == NULL)
    {
      answer_empty (turn, 404);
      return;
    }
  say_offset (turn, file);
  answer_empty (turn, 200);
}

static void
answer_whole (Turn *turn, const FakeFile *file)
{
  g_autoptr (KtgReceipt) receipt = new_receipt (turn->self);
  g_autoptr (GPtrArray) receipts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GBytes) text = NULL;

  ktg_receipt_add_file (receipt, get_sha256 (turn->message), file->size);
  g_ptr_array_add (receipts, sign_receipt (turn, receipt));
  text = ktg_receipts_answer_write (receipts);
  say_offset (turn, file);
  answer_json (turn, text);
}

static void
judge_whole (Turn *turn, FakeFile *file)
{
  g_autofree char *sha256 = ktg_sha256_of (file->bytes->data, file->bytes->len);

  if (strcmp (sha256, get_sha256 (turn->message)) == 0 && turn->lie != FAKE_MISMATCH)
    {
      file->is_whole = TRUE;
      answer_whole (turn, file);
      return;
    }

  g_byte_array_set_size (file->bytes, 0);
  answer_problem (turn, 409, "file-mismatch", NULL);
}

static void
handle_patch (Turn *turn)
{
  FakeFile           *file = get_file (turn);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);
  const char         *offset = soup_message_headers_get_one (headers, "Upload-Offset");

  g_assert_nonnull (offset);
  g_assert_cmpint (soup_message_headers_get_encoding (headers), ==, SOUP_ENCODING_CONTENT_LENGTH);
  if (file == NULL)
    answer_problem (turn, 404, "unknown-file", NULL);
  else if (file->is_whole)
    answer_whole (turn, file);
  else if (g_ascii_strtoull (offset, NULL, 10) + turn->n_body != file->bytes->len)
    answer_offset_problem (turn, file);
  else if (turn->lie == FAKE_LIMIT && turn->n_body > turn->self->cut_bytes)
    {
      g_byte_array_set_size (file->bytes, file->bytes->len - turn->n_body);
      answer_page (turn, 413);
    }
  else if (file->bytes->len == file->size
           && strcmp (soup_message_headers_get_one (headers, "Upload-Complete"), "?1") == 0)
    judge_whole (turn, file);
  else
    {
      say_offset (turn, file);
      answer_empty (turn, 204);
    }
}

/* --- lies --- */

static gboolean
tell_lie (Turn *turn)
{
  FakeFile *file = get_file (turn);
  g_autoptr (GBytes) bytes = NULL;

  switch (turn->lie)
    {
    case FAKE_PORTAL:
      answer_page (turn, 200);
      return TRUE;
    case FAKE_REDIRECT:
      soup_server_message_set_redirect (turn->message, 302, "http://127.0.0.1:9/login");
      return TRUE;
    case FAKE_BUSY:
      soup_message_headers_replace (soup_server_message_get_response_headers (turn->message),
                                    "Retry-After",
                                    "7");
      answer_problem (turn, 503, "busy", NULL);
      return TRUE;
    case FAKE_BUSY_NGINX:
      answer_page (turn, 503);
      return TRUE;
    case FAKE_BAD_GATEWAY:
      answer_page (turn, 502);
      return TRUE;
    case FAKE_FORBIDDEN_PAGE:
      answer_page (turn, 403);
      return TRUE;
    case FAKE_CLOCK:
      answer_problem (turn, 401, "clock", NOW_FAR_AHEAD);
      return TRUE;
    case FAKE_REVOKED:
      answer_problem (turn, 403, "revoked", NULL);
      return TRUE;
    case FAKE_CODE_WRONG:
      answer_problem (turn, 403, "code-wrong", NULL);
      return TRUE;
    case FAKE_CODE_USED:
      answer_problem (turn, 403, "code-used", NULL);
      return TRUE;
    case FAKE_CODE_EXPIRED:
      answer_problem (turn, 403, "code-expired", NULL);
      return TRUE;
    case FAKE_GONE:
      answer_problem (turn, 404, "unknown-file", NULL);
      return TRUE;
    case FAKE_TOO_LARGE:
      answer_problem (turn, 413, "too-large", NULL);
      return TRUE;
    case FAKE_BAD_OFFSET:
      answer_offset_problem (turn, file);
      return TRUE;
    case FAKE_NONSENSE:
      bytes = g_bytes_new_static ("[1,", 3);
      answer_json (turn, bytes);
      return TRUE;
    case FAKE_BOMB:
      bytes = g_bytes_new_take (g_malloc0 (BOMB_BYTES), BOMB_BYTES);
      answer_json (turn, bytes);
      return TRUE;
    case FAKE_ENDLESS:
      soup_server_message_set_status (turn->message, 200, NULL);
      soup_server_message_set_response (turn->message,
                                        "text/html",
                                        SOUP_MEMORY_TAKE,
                                        g_malloc0 (ENDLESS_BYTES),
                                        ENDLESS_BYTES);
      return TRUE;
    default:
      return FALSE;
    }
}

/* --- a request --- */

static char *
dup_query (SoupServerMessage *message)
{
  const char *query = g_uri_get_query (soup_server_message_get_uri (message));

  return g_strconcat ("?", query, NULL);
}

static void
check_signature (Turn *turn, GBytes *content)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);
  const char         *digest = soup_message_headers_get_one (headers, "Content-Digest");
  g_autofree char    *query = dup_query (turn->message);
  KtgHttpRequestLine  line = { soup_server_message_get_method (turn->message),
                               g_uri_get_path (soup_server_message_get_uri (turn->message)),
                               query,
                               digest };
  g_autoptr (KtgHttpSignature) signature
      = ktg_http_signature_verify (&line,
                                   soup_message_headers_get_one (headers, "Signature-Input"),
                                   soup_message_headers_get_one (headers, "Signature"));

  g_assert_nonnull (signature);
  g_assert_true (g_hash_table_add (turn->self->nonces, g_strdup (signature->nonce)));
  g_assert_cmpint (digest != NULL, ==, strcmp (line.method, "POST") == 0);
  if (digest != NULL)
    g_assert_true (ktg_content_digest_matches (digest,
                                               g_bytes_get_data (content, NULL),
                                               g_bytes_get_size (content)));
  turn->nonce = g_strdup (signature->nonce);
  turn->self->created_s = signature->created_s;
  g_free (turn->self->device);
  turn->self->device = g_strdup (signature->keyid);
}

static GBytes *
unpack (SoupServerMessage *message, GBytes *content)
{
  const char *encoding
      = soup_message_headers_get_one (soup_server_message_get_request_headers (message),
                                      "Content-Encoding");

  return g_strcmp0 (encoding, "gzip") == 0 ? ktg_gzip_unpack (content, 32 * 1024 * 1024)
                                           : g_bytes_ref (content);
}

static FakeLie
choose_lie (FakeServer *self, const char *path)
{
  if (self->lie == FAKE_HONEST || !g_str_has_prefix (path, self->lie_path))
    return FAKE_HONEST;
  if (self->lie_first > 0)
    {
      self->lie_first--;
      return FAKE_HONEST;
    }
  if (self->lie_count == 0)
    return FAKE_HONEST;

  self->lie_count--;
  return self->lie;
}

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  Turn     *turn = user_data;
  FakeFile *file = get_file (turn);
  gsize     n = g_bytes_get_size (chunk);

  turn->self->n_file_bytes += n;
  turn->n_body += n;
  if (file != NULL && !file->is_whole && turn->lie != FAKE_BAD_OFFSET && turn->lie != FAKE_DROP)
    g_byte_array_append (file->bytes, g_bytes_get_data (chunk, NULL), n);
  if (turn->lie == FAKE_BUFFER && turn->n_body >= turn->self->cut_bytes)
    {
      g_byte_array_set_size (file->bytes, file->bytes->len - turn->n_body);
      hang_up (message);
    }
  if (turn->lie == FAKE_CUT && turn->n_body >= turn->self->cut_bytes)
    hang_up (message);
  if (turn->lie == FAKE_CLOG && turn->n_body >= turn->self->cut_bytes)
    soup_server_message_pause (message);
}

static void
note_connection (FakeServer *self, SoupServerMessage *message)
{
  GInetSocketAddress *address
      = G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message));

  g_hash_table_add (self->connections, GUINT_TO_POINTER (g_inet_socket_address_get_port (address)));
}

/* When the headers are here. */
static void
early_cb (SoupServer        *server,
          SoupServerMessage *message,
          const char        *path,
          GHashTable        *query,
          gpointer           user_data)
{
  FakeServer         *self = user_data;
  Turn               *turn = g_new0 (Turn, 1);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  const char         *offset = soup_message_headers_get_one (headers, "Upload-Offset");
  FakeFile           *file;

  turn->self = self;
  turn->message = message;
  turn->lie = choose_lie (self, path);
  g_object_set_data_full (G_OBJECT (message), "turn", turn, turn_free);
  note_connection (self, message);
  self->n_requests++;
  if (turn->lie == FAKE_DROP)
    hang_up (message);
  if (turn->lie == FAKE_STALL)
    soup_server_message_pause (message);
  if (offset == NULL)
    return;

  file = get_file (turn);
  if (file != NULL && g_ascii_strtoull (offset, NULL, 10) != file->bytes->len)
    turn->lie = FAKE_BAD_OFFSET;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), turn);
}

static void
handle (Turn *turn, GBytes *content)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (turn->message));
  const char *method = soup_server_message_get_method (turn->message);
  g_autoptr (GBytes) body = unpack (turn->message, content);

  if (tell_lie (turn))
    return;
  if (strcmp (path, "/v1/exchange") == 0)
    handle_exchange (turn, body);
  else if (strcmp (path, "/v1/enrol") == 0)
    handle_enrol (turn, body);
  else if (strcmp (method, "HEAD") == 0)
    handle_head (turn);
  else if (strcmp (method, "PATCH") == 0)
    handle_patch (turn);
  else
    answer_page (turn, 404);
}

/* When the body is here. */
static void
handler_cb (SoupServer        *server,
            SoupServerMessage *message,
            const char        *path,
            GHashTable        *query,
            gpointer           user_data)
{
  FakeServer      *self = user_data;
  Turn            *turn = g_object_get_data (G_OBJECT (message), "turn");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) content = soup_message_body_get_accumulate (body)
                                   ? soup_message_body_flatten (body)
                                   : g_bytes_new (NULL, 0);

  check_signature (turn, content);
  if (self->on_request != NULL)
    self->on_request (self->on_request_data);
  if (turn->lie == FAKE_SILENT || self->holds)
    {
      soup_server_message_pause (message);
      return;
    }
  handle (turn, content);
  g_string_append_printf (self->log,
                          "%s %s %u\n",
                          soup_server_message_get_method (message),
                          g_str_has_prefix (path, "/v1/files/") ? "/v1/files" : path,
                          soup_server_message_get_status (message));
}

/* --- the server --- */

/**
 * fake_server_new:
 * @key: its key
 * @certificate: (nullable): for https
 *
 * Returns: (transfer full): one that listens on loopback, in this main context
 */
FakeServer *
fake_server_new (KtgSigningKey *key, GTlsCertificate *certificate)
{
  FakeServer *self = g_new0 (FakeServer, 1);
  g_autoptr (GError) error = NULL;
  g_autoptr (GSList) uris = NULL;

  self->server = soup_server_new (NULL, NULL);
  self->key = ktg_signing_key_ref (key);
  self->other = ktg_signing_key_new ();
  self->events = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->files = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)file_free);
  self->connections = g_hash_table_new (NULL, NULL);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_string_new (NULL);
  if (certificate != NULL)
    soup_server_set_tls_certificate (self->server, certificate);
  soup_server_add_early_handler (self->server, NULL, early_cb, self, NULL);
  soup_server_add_handler (self->server, NULL, handler_cb, self, NULL);
  soup_server_listen_local (self->server,
                            0,
                            SOUP_SERVER_LISTEN_IPV4_ONLY
                                | (certificate != NULL ? SOUP_SERVER_LISTEN_HTTPS : 0),
                            &error);
  g_assert_no_error (error);

  uris = soup_server_get_uris (self->server);
  self->url = g_strdup_printf ("%s://127.0.0.1:%d",
                               certificate != NULL ? "https" : "http",
                               g_uri_get_port (uris->data));
  g_slist_foreach (uris, (GFunc)g_uri_unref, NULL);

  return self;
}

void
fake_server_free (FakeServer *self)
{
  if (self == NULL)
    return;

  soup_server_disconnect (self->server);
  g_object_unref (self->server);
  ktg_signing_key_unref (self->key);
  ktg_signing_key_unref (self->other);
  g_hash_table_unref (self->events);
  g_hash_table_unref (self->files);
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->nonces);
  g_string_free (self->log, TRUE);
  g_free (self->url);
  g_free (self->lie_path);
  g_free (self->bad_text);
  g_free (self->device);
  g_free (self);
}

const char *
fake_server_get_url (FakeServer *self)
{
  return self->url;
}

void
fake_server_lie (FakeServer *self, FakeLie lie, const char *path, guint first, guint count)
{
  self->lie = lie;
  g_free (self->lie_path);
  self->lie_path = g_strdup (path);
  self->lie_first = first;
  self->lie_count = count;
}

void
fake_server_set_cut_bytes (FakeServer *self, gsize n_bytes)
{
  self->cut_bytes = n_bytes;
}

void
fake_server_refuse_event_with (FakeServer *self, const char *text)
{
  g_free (self->bad_text);
  self->bad_text = g_strdup (text);
}

void
fake_server_hold_answers (FakeServer *self, gboolean holds)
{
  self->holds = holds;
}

void
fake_server_set_on_request (FakeServer *self, void (*on_request) (gpointer), gpointer data)
{
  self->on_request = on_request;
  self->on_request_data = data;
}

guint
fake_server_get_n_requests (FakeServer *self)
{
  return self->n_requests;
}

gint64
fake_server_get_last_created_s (FakeServer *self)
{
  return self->created_s;
}

guint
fake_server_get_n_connections (FakeServer *self)
{
  return g_hash_table_size (self->connections);
}

guint
fake_server_get_n_events (FakeServer *self)
{
  return g_hash_table_size (self->events);
}

guint
fake_server_get_n_repeats (FakeServer *self)
{
  return self->n_repeats;
}

guint
fake_server_get_n_whole_files (FakeServer *self)
{
  GHashTableIter iter;
  gpointer       file;
  guint          n = 0;

  g_hash_table_iter_init (&iter, self->files);
  while (g_hash_table_iter_next (&iter, NULL, &file))
    n += ((FakeFile *)file)->is_whole;

  return n;
}

guint64
fake_server_get_n_file_bytes (FakeServer *self)
{
  return self->n_file_bytes;
}

GBytes *
fake_server_dup_file (FakeServer *self, const char *sha256)
{
  const FakeFile *file = g_hash_table_lookup (self->files, sha256);

  return file != NULL ? g_bytes_new (file->bytes->data, file->bytes->len) : NULL;
}

char *
fake_server_dup_log (FakeServer *self)
{
  return g_strdup (self->log->str);
}

char *
fake_server_new_code (FakeServer *self)
{
  return ktg_enrolment_code_new (ktg_signing_key_get_public (self->key));
}
