/* fake-server.c - a small server in the same process, honest or not
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-server.h"

#include "fake-charter.h"
#include "fake-turn.h"
#include "fake-work.h"

#include <ktg-content-digest.h>
#include <ktg-enrolment-code.h>
#include <ktg-gzip.h>
#include <ktg-http-signature.h>

#include <libsoup/soup.h>
#include <string.h>

struct _FakeServer
{
  SoupServer    *server;
  KtgSigningKey *key;
  KtgSigningKey *other;
  char          *url;
  FakePlan       plan;
  FakeShelf      shelf;
  GHashTable    *connections;
  GHashTable    *nonces;
  GString       *log;
  gboolean       holds;
  void (*on_request) (gpointer);
  gpointer    on_request_data;
  guint       n_requests;
  gint64      created_s;
  GHashTable *devices; /* what names a key → the key */
  GList      *fields;  /* of the newest request: their names, in order of the alphabet */
};

/* --- a request --- */

static void
check_signature (FakeServer *self, FakeTurn *turn, GBytes *content)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);
  const char         *digest = soup_message_headers_get_one (headers, "Content-Digest");
  const char         *length = soup_message_headers_get_one (headers, "Content-Length");
  KtgHttpRequestLine  line = {
     .method = soup_server_message_get_method (turn->message),
     .path = g_uri_get_path (soup_server_message_get_uri (turn->message)),
     .content_digest = digest,
     .content_encoding = soup_message_headers_get_one (headers, "Content-Encoding"),
     .content_length = g_strcmp0 (length, "0") != 0 ? length : NULL,
     .upload_offset = soup_message_headers_get_one (headers, "Upload-Offset"),
     .upload_complete = soup_message_headers_get_one (headers, "Upload-Complete"),
     .range = soup_message_headers_get_one (headers, "Range"),
  };
  gboolean         enrols = strcmp (line.path, "/v1/enrol") == 0;
  const char      *input = soup_message_headers_get_one (headers, "Signature-Input");
  g_autofree char *keyid = ktg_http_signature_dup_keyid (input);
  const char      *key = enrols ? NULL : g_hash_table_lookup (self->devices, keyid);
  g_autoptr (KtgHttpSignature) signature
      = ktg_http_signature_verify (&line,
                                   key,
                                   soup_message_headers_get_one (headers, "Signature-Input"),
                                   soup_message_headers_get_one (headers, "Signature"));

  g_assert_true (enrols || key != NULL);
  g_assert_nonnull (signature);
  g_assert_true (g_hash_table_add (self->nonces, g_strdup (signature->nonce)));
  g_assert_cmpint (digest != NULL, ==, strcmp (line.method, "POST") == 0);
  if (digest != NULL)
    g_assert_true (ktg_content_digest_matches (digest,
                                               g_bytes_get_data (content, NULL),
                                               g_bytes_get_size (content)));
  g_assert_true (ktg_http_signature_is_for (signature, ktg_signing_key_get_public (self->key)));
  turn->signature
      = ktg_http_signature_dup_base64 (soup_message_headers_get_one (headers, "Signature"));
  self->created_s = signature->created_s;
  turn->keyid = g_strdup (signature->keyid);
  turn->device = g_strdup (enrols ? signature->keyid : key);
  if (enrols)
    fake_server_know (self, signature->keyid);
}

/* Who asks this knows nobody yet, and so signs nothing. */
static void
note_nonce (FakeTurn *turn)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (turn->message);
  const char         *query = g_uri_get_query (soup_server_message_get_uri (turn->message));

  g_assert_null (soup_message_headers_get_one (headers, "Signature"));
  g_assert_true (g_str_has_prefix (query, "nonce="));
  turn->keyid = g_strdup ("");
  turn->signature = g_strdup (query + strlen ("nonce="));
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

static void
got_chunk_cb (SoupServerMessage *message, GBytes *chunk, gpointer user_data)
{
  FakeTurn *turn = user_data;
  FakeFile *file = fake_turn_get_file (turn);
  gsize     n = g_bytes_get_size (chunk);

  turn->shelf->n_file_bytes += n;
  turn->n_body += n;
  if (file != NULL && !file->is_whole && turn->lie != FAKE_BAD_OFFSET && turn->lie != FAKE_DROP)
    g_byte_array_append (file->bytes, g_bytes_get_data (chunk, NULL), n);
  fake_lie_meet_body (turn);
}

static void
note_connection (FakeServer *self, SoupServerMessage *message)
{
  GInetSocketAddress *address
      = G_INET_SOCKET_ADDRESS (soup_server_message_get_remote_address (message));

  g_hash_table_add (self->connections, GUINT_TO_POINTER (g_inet_socket_address_get_port (address)));
}

static FakeTurn *
new_turn (FakeServer *self, SoupServerMessage *message, const char *path)
{
  FakeTurn *turn = g_new0 (FakeTurn, 1);

  turn->message = message;
  turn->shelf = &self->shelf;
  turn->key = self->key;
  turn->other = self->other;
  turn->plan = &self->plan;
  turn->lie = fake_plan_choose (&self->plan, path);

  return turn;
}

static void
note_field_cb (const char *name, const char *value, gpointer user_data)
{
  GList **fields = user_data;

  *fields = g_list_insert_sorted (*fields, g_strdup (name), (GCompareFunc)strcmp);
}

static void
note_fields (FakeServer *self, SoupMessageHeaders *headers)
{
  g_list_free_full (g_steal_pointer (&self->fields), g_free);
  soup_message_headers_foreach (headers, note_field_cb, &self->fields);
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
  FakeTurn           *turn = new_turn (self, message, path);
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (message);
  FakeFile           *file;

  g_object_set_data_full (G_OBJECT (message), "turn", turn, (GDestroyNotify)fake_turn_free);
  note_connection (self, message);
  self->n_requests++;
  note_fields (self, headers);
  fake_lie_meet_headers (turn);
  if (strcmp (soup_server_message_get_method (message), "PATCH") != 0)
    return;

  file = fake_turn_get_file (turn);
  if (file != NULL && fake_turn_get_offset (turn) != file->bytes->len)
    turn->lie = FAKE_BAD_OFFSET;
  soup_message_body_set_accumulate (soup_server_message_get_request_body (message), FALSE);
  g_signal_connect (message, "got-chunk", G_CALLBACK (got_chunk_cb), turn);
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
  FakeTurn        *turn = g_object_get_data (G_OBJECT (message), "turn");
  SoupMessageBody *body = soup_server_message_get_request_body (message);
  g_autoptr (GBytes) content = soup_message_body_get_accumulate (body)
                                   ? soup_message_body_flatten (body)
                                   : g_bytes_new (NULL, 0);
  g_autoptr (GBytes) unpacked = NULL;

  if (strcmp (path, "/v1/node") == 0)
    note_nonce (turn);
  else
    check_signature (self, turn, content);
  if (self->on_request != NULL)
    self->on_request (self->on_request_data);
  if (turn->lie == FAKE_SILENT || self->holds)
    {
      soup_server_message_pause (message);
      return;
    }
  unpacked = unpack (message, content);
  if (!fake_lie_tell (turn))
    fake_work_on (turn, unpacked);
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
  fake_shelf_init (&self->shelf);
  self->connections = g_hash_table_new (NULL, NULL);
  self->nonces = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  self->log = g_string_new (NULL);
  self->devices = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
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

/* A handshake that was refused comes to its end later, on a thread, and nothing tells when; with
 * libsoup 3.6 it must still find its server. So one that spoke TLS answers nobody any more and
 * stays until the program ends. */
static void
retire (SoupServer *server)
{
  static GPtrArray *retired = NULL;

  if (retired == NULL)
    retired = g_ptr_array_new ();

  soup_server_remove_handler (server, NULL);
  g_ptr_array_add (retired, server);
}

static void
end (SoupServer *server)
{
  soup_server_disconnect (server);
  g_object_unref (server);
}

void
fake_server_free (FakeServer *self)
{
  if (self == NULL)
    return;

  if (soup_server_is_https (self->server))
    retire (self->server);
  else
    end (self->server);
  ktg_signing_key_unref (self->key);
  ktg_signing_key_unref (self->other);
  fake_shelf_clear (&self->shelf);
  fake_plan_clear (&self->plan);
  g_hash_table_unref (self->connections);
  g_hash_table_unref (self->nonces);
  g_string_free (self->log, TRUE);
  g_hash_table_unref (self->devices);
  g_list_free_full (self->fields, g_free);
  g_free (self->url);
  g_free (self);
}

/**
 * fake_server_know:
 * @device_key: of a device that is enrolled, as if it had come before
 */
void
fake_server_know (FakeServer *self, const char *device_key)
{
  g_hash_table_insert (self->devices,
                       g_strndup (device_key, KTG_KEY_NAME_CHARS),
                       g_strdup (device_key));
}

const char *
fake_server_get_url (FakeServer *self)
{
  return self->url;
}

void
fake_server_lie (FakeServer *self, FakeLie lie, const char *path, guint first, guint count)
{
  fake_plan_set (&self->plan, lie, path, first, count);
}

void
fake_server_set_cut_bytes (FakeServer *self, gsize n_bytes)
{
  self->plan.cut_bytes = n_bytes;
}

void
fake_server_refuse_event_with (FakeServer *self, const char *text)
{
  g_free (self->shelf.bad_text);
  self->shelf.bad_text = g_strdup (text);
}

void
fake_server_hold_answers (FakeServer *self, gboolean holds)
{
  self->holds = holds;
}

void
fake_server_set_now (FakeServer *self, const char *now)
{
  self->shelf.now = now;
}

/**
 * fake_server_hold_back:
 *
 * Whom it enrols, or has enrolled, waits to be confirmed, or does no more.
 */
void
fake_server_hold_back (FakeServer *self, gboolean holds)
{
  self->shelf.is_holding_back = holds;
}

/**
 * fake_server_start_anew:
 *
 * Another life of it begins; before the first it is a server of before there were any.
 */
void
fake_server_start_anew (FakeServer *self)
{
  fake_shelf_start_anew (&self->shelf);
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

char *
fake_server_dup_last_fields (FakeServer *self)
{
  GString *names = g_string_new (NULL);

  for (const GList *at = self->fields; at != NULL; at = at->next)
    g_string_append_printf (names, "%s%s", at == self->fields ? "" : " ", (const char *)at->data);

  return g_string_free (names, FALSE);
}

void
fake_server_hand_out (FakeServer *self, const KtgPackNotice *pack, GBytes *parcel)
{
  g_clear_pointer (&self->shelf.pack, ktg_pack_notice_free);
  g_clear_pointer (&self->shelf.parcel, g_bytes_unref);
  self->shelf.pack = ktg_pack_notice_copy (pack);
  self->shelf.parcel = g_bytes_ref (parcel);
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
  return g_hash_table_size (self->shelf.events);
}

guint
fake_server_get_n_repeats (FakeServer *self)
{
  return self->shelf.n_repeats;
}

guint
fake_server_get_n_whole_files (FakeServer *self)
{
  return fake_shelf_get_n_whole_files (&self->shelf);
}

guint64
fake_server_get_n_file_bytes (FakeServer *self)
{
  return self->shelf.n_file_bytes;
}

GBytes *
fake_server_dup_file (FakeServer *self, const char *sha256)
{
  const FakeFile *file = fake_shelf_get_file (&self->shelf, sha256);

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
  g_autofree char *root = fake_charter_dup_root ();

  return ktg_enrolment_code_new (root, ktg_signing_key_get_public (self->key));
}
