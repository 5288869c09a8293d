/* fake-turn.c - one request to the fake server, and what it is answered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "fake-turn.h"

#include <ktg-gzip.h>
#include <ktg-node-life-json.h>
#include <ktg-problem-json.h>
#include <ktg-proof.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-signed-envelope.h>

#include <string.h>

static char *
dup_proof (FakeTurn *self, guint status, gboolean is_packed, GBytes *content)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  KtgSigningKey      *key = self->lie == FAKE_OTHER_KEY ? self->other : self->key;
  gboolean            is_swapped = self->lie == FAKE_SWAPPED || self->lie == FAKE_SWAPPED_REFUSAL;
  const char         *stranger = ktg_signing_key_get_public (self->other);
  g_autofree char    *content_sha256 = ktg_sha256_of_bytes (content);
  KtgProven           proven = {
              .keyid = is_swapped ? stranger : self->keyid,
              .signature = self->lie == FAKE_REPLAYED ? "another" : self->signature,
              .status = status,
              .content_encoding = is_packed ? "gzip" : NULL,
              .upload_offset = soup_message_headers_get_one (headers, "Upload-Offset"),
              .upload_complete = soup_message_headers_get_one (headers, "Upload-Complete"),
              .content_range = soup_message_headers_get_one (headers, "Content-Range"),
              .content_sha256 = content_sha256,
  };

  return ktg_proof_new (key, &proven);
}

/* What a middleman makes of a proven answer. */
static void
alter (FakeTurn *self, SoupMessageHeaders *headers)
{
  if (self->lie == FAKE_ALTERED_OFFSET)
    soup_message_headers_replace (headers, "Upload-Offset", "1");
  if (self->lie == FAKE_ALTERED_COMPLETE)
    soup_message_headers_replace (headers, "Upload-Complete", "?1");
  if (self->lie == FAKE_ALTERED_ENCODING)
    soup_message_headers_replace (headers, "Content-Encoding", "identity");
}

static void
answer (FakeTurn *self, guint status, const char *type, GBytes *body)
{
  SoupServerMessage  *message = self->message;
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (message);
  g_autoptr (GBytes) packed = ktg_gzip_pack (body, 9);
  gboolean         is_packed = packed != NULL;
  GBytes          *content = is_packed ? packed : body;
  gsize            size;
  const guint8    *bytes = g_bytes_get_data (content, &size);
  g_autofree char *proof = dup_proof (self, status, is_packed, content);

  if (self->lie == FAKE_SWALLOW)
    {
      fake_turn_hang_up (self);
      return;
    }
  if (self->lie != FAKE_NO_PROOF)
    soup_message_headers_replace (headers, KTG_PROOF_HEADER, proof);
  if (is_packed)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  alter (self, headers);
  soup_server_message_set_status (message, status, NULL);
  if (size > 0)
    soup_server_message_set_response (message, type, SOUP_MEMORY_COPY, (const char *)bytes, size);
}

void
fake_turn_free (FakeTurn *self)
{
  g_free (self->keyid);
  g_free (self->device);
  g_free (self->signature);
  g_free (self);
}

FakeFile *
fake_turn_get_file (FakeTurn *self)
{
  const char *path = g_uri_get_path (soup_server_message_get_uri (self->message));

  return g_str_has_prefix (path, "/v1/files/")
             ? fake_shelf_get_file (self->shelf, path + strlen ("/v1/files/"))
             : NULL;
}

/* A file whose part says no offset begins at its beginning. */
guint64
fake_turn_get_offset (FakeTurn *self)
{
  SoupMessageHeaders *headers = soup_server_message_get_request_headers (self->message);
  const char         *offset = soup_message_headers_get_one (headers, "Upload-Offset");

  return offset != NULL ? g_ascii_strtoull (offset, NULL, 10) : 0;
}

void
fake_turn_hang_up (FakeTurn *self)
{
  g_socket_shutdown (soup_server_message_get_socket (self->message), TRUE, TRUE, NULL);
}

void
fake_turn_answer_json (FakeTurn *self, GBytes *body)
{
  answer (self, 200, "application/json", body);
}

/* The whole of it in one part: the server below would cut an answer that does not say so. */
void
fake_turn_answer_packed (FakeTurn *self, GBytes *content)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autoptr (GBytes) packed = ktg_gzip_pack_always (content, 9);
  goffset size = (goffset)g_bytes_get_size (packed);

  soup_message_headers_set_content_range (headers, 0, size - 1, size);
  answer (self, 206, "application/gzip", packed);
}

void
fake_turn_answer_empty (FakeTurn *self, guint status)
{
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  answer (self, status, NULL, nothing);
}

void
fake_turn_answer_page (FakeTurn *self, guint status)
{
  static const char page[] = "<html>Log in to the hotel's network</html>";

  soup_server_message_set_status (self->message, status, NULL);
  soup_server_message_set_response (self->message,
                                    "text/html",
                                    SOUP_MEMORY_STATIC,
                                    page,
                                    strlen (page));
}

void
fake_turn_answer_problem (FakeTurn *self, guint status, const char *name, const char *now)
{
  g_autofree char *type = g_strconcat (KTG_PROBLEM_PREFIX, name, NULL);
  KtgProblem       problem = { type, (char *)name, NULL, status, (char *)now, FALSE, 0 };
  g_autoptr (GBytes) body = ktg_problem_write (&problem);

  answer (self, status, "application/problem+json", body);
}

void
fake_turn_say_offset (FakeTurn *self, const FakeFile *file)
{
  SoupMessageHeaders *headers = soup_server_message_get_response_headers (self->message);
  g_autofree char    *offset = g_strdup_printf ("%u", file->bytes->len);

  soup_message_headers_replace (headers, "Upload-Offset", offset);
  soup_message_headers_replace (headers, "Upload-Complete", file->is_whole ? "?1" : "?0");
}

void
fake_turn_answer_offset_problem (FakeTurn *self, const FakeFile *file)
{
  KtgProblem problem = {
    (char *)KTG_PROBLEM_PREFIX "offset", (char *)"offset", NULL, 409, NULL, TRUE, file->bytes->len
  };
  g_autoptr (GBytes) body = ktg_problem_write (&problem);

  fake_turn_say_offset (self, file);
  answer (self, 409, "application/problem+json", body);
}

KtgReceipt *
fake_turn_new_receipt (FakeTurn *self)
{
  KtgReceipt *receipt = ktg_receipt_new ();

  receipt->node = g_strdup (ktg_signing_key_get_public (self->key));
  receipt->holder = g_strdup (KTG_RECEIPT_OF_CENTRE);
  receipt->device = g_strdup (self->device);
  receipt->life = g_strdup (self->shelf->life);
  receipt->at = g_strdup ("2024-11-01T01:20:00.113Z");

  return receipt;
}

KtgEnvelope *
fake_turn_sign_receipt (FakeTurn *self, const KtgReceipt *receipt)
{
  g_autoptr (GBytes) bytes = ktg_receipt_json_write (receipt);

  return ktg_signed_envelope_new (bytes,
                                  self->lie == FAKE_FOREIGN_RECEIPT ? self->other : self->key);
}

/* All of the earlier life stands. */
KtgEnvelope *
fake_turn_sign_life (FakeTurn *self, const char *of)
{
  g_autoptr (KtgNodeLife) word = ktg_node_life_new ();
  g_autoptr (GBytes) bytes = NULL;

  word->server = g_strdup (ktg_signing_key_get_public (self->key));
  word->life = g_strdup (self->shelf->life);
  word->of = g_strdup (of);
  word->last = g_hash_table_size (self->shelf->events);
  word->file = fake_shelf_get_n_whole_files (self->shelf);
  word->book = G_MAXINT32;
  word->at = g_strdup ("2024-11-01T01:20:00.113Z");
  bytes = ktg_node_life_json_write (word);

  return ktg_signed_envelope_new (bytes, self->key);
}
