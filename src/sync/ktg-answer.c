/* ktg-answer.c - what a server answered, and whether it was our server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-answer.h"

#include "ktg-request.h"

#include <ktg-gzip.h>
#include <ktg-http-signature.h>
#include <ktg-moment.h>
#include <ktg-proof.h>
#include <ktg-sha256.h>

#include <string.h>

#define MAX_UNPACKED_BYTES (32 * 1024 * 1024)
#define ANSWER_S 120
#define LEAST_BYTES_PER_S 1024 /* beyond that */
#define BUSY_WITHOUT_A_TIME_S 30

/**
 * ktg_answer_free:
 *
 * Nothing for %NULL.
 */
void
ktg_answer_free (KtgAnswer *self)
{
  if (self == NULL)
    return;

  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_pointer (&self->problem, ktg_problem_free);
  g_free (self->proof);
  g_free (self->keyid);
  g_free (self->signature);
  g_clear_pointer (&self->headers, soup_message_headers_unref);
  g_free (self->content_sha256);
  g_free (self);
}

/**
 * ktg_answer_is_late:
 * @waited_us: since the last byte of the request left
 * @n_bytes: of the answer's content, that are here
 *
 * Long enough for the slowest link that is of any use: one that loses a packet twice, with ten
 * seconds for a round trip, or of 9,600 bit/s.
 *
 * Returns: whether it comes so slowly that it is waited for no longer
 */
gboolean
ktg_answer_is_late (gint64 waited_us, gsize n_bytes)
{
  return waited_us > (ANSWER_S + (gint64)(n_bytes / LEAST_BYTES_PER_S)) * G_USEC_PER_SEC;
}

/**
 * ktg_answer_is_success:
 *
 * Returns: whether the status is of the two hundreds
 */
gboolean
ktg_answer_is_success (const KtgAnswer *self)
{
  return self->status >= 200 && self->status < 300;
}

/**
 * ktg_answer_is_problem:
 * @self: an answer
 * @name: the end of a problem type, "clock"
 *
 * Returns: whether the server itself said so
 */
gboolean
ktg_answer_is_problem (const KtgAnswer *self, const char *name)
{
  return self->is_proven && self->problem != NULL
         && g_str_has_prefix (self->problem->type, KTG_PROBLEM_PREFIX)
         && strcmp (self->problem->type + strlen (KTG_PROBLEM_PREFIX), name) == 0;
}

static gint64
read_retry_after_us (SoupMessageHeaders *headers)
{
  const char *field = soup_message_headers_get_one (headers, "Retry-After");
  guint64     seconds;

  if (field == NULL)
    return 0;
  if (!g_ascii_string_to_unsigned (field, 10, 0, G_MAXUINT32, &seconds, NULL))
    seconds = BUSY_WITHOUT_A_TIME_S;

  return seconds * G_TIME_SPAN_SECOND;
}

static gboolean
unpack_body (KtgAnswer *answer, SoupMessageHeaders *headers, GBytes *content)
{
  const char *encoding = soup_message_headers_get_one (headers, "Content-Encoding");

  if (encoding == NULL || g_ascii_strcasecmp (encoding, "identity") == 0)
    answer->body = g_bytes_ref (content);
  else if (g_ascii_strcasecmp (encoding, "gzip") == 0 && g_bytes_get_size (content) > 0)
    answer->body = ktg_gzip_unpack (content, MAX_UNPACKED_BYTES);
  else if (g_bytes_get_size (content) == 0)
    answer->body = g_bytes_ref (content);

  return answer->body != NULL;
}

static void
read_problem (KtgAnswer *answer, SoupMessageHeaders *headers)
{
  const char *type = soup_message_headers_get_content_type (headers, NULL);

  if (answer->status >= 400 && g_strcmp0 (type, "application/problem+json") == 0)
    answer->problem = ktg_problem_parse (answer->body, NULL);
}

/* What is not signed has a nonce in its query instead. */
static char *
dup_nonce (SoupMessage *message)
{
  const char *query = g_uri_get_query (soup_message_get_uri (message));

  if (query == NULL || !g_str_has_prefix (query, KTG_REQUEST_NONCE))
    return NULL;

  return g_strdup (query + strlen (KTG_REQUEST_NONCE));
}

static void
note_proven (KtgAnswer *answer, SoupMessage *message, GBytes *content)
{
  SoupMessageHeaders *asked = soup_message_get_request_headers (message);

  answer->headers = soup_message_headers_ref (soup_message_get_response_headers (message));
  answer->proof = g_strdup (soup_message_headers_get_one (answer->headers, KTG_PROOF_HEADER));
  answer->keyid
      = ktg_http_signature_dup_keyid (soup_message_headers_get_one (asked, "Signature-Input"));
  answer->signature
      = ktg_http_signature_dup_base64 (soup_message_headers_get_one (asked, "Signature"));
  answer->content_sha256 = ktg_sha256_of_bytes (content);
  if (soup_message_headers_get_one (asked, "Signature-Input") == NULL)
    {
      answer->keyid = g_strdup ("");
      answer->signature = dup_nonce (message);
    }
}

/**
 * ktg_answer_is_proven_by:
 * @self: an answer
 * @server_key: of the server that may have given it
 *
 * Returns: whether that server gave this answer to this very request
 */
gboolean
ktg_answer_is_proven_by (const KtgAnswer *self, const char *server_key)
{
  KtgProven proven = {
    .keyid = self->keyid,
    .signature = self->signature,
    .status = self->status,
    .content_encoding = soup_message_headers_get_one (self->headers, "Content-Encoding"),
    .upload_offset = soup_message_headers_get_one (self->headers, "Upload-Offset"),
    .upload_complete = soup_message_headers_get_one (self->headers, "Upload-Complete"),
    .content_range = soup_message_headers_get_one (self->headers, "Content-Range"),
    .content_sha256 = self->content_sha256,
  };

  return self->keyid != NULL && self->signature != NULL
         && ktg_proof_is_valid (server_key, self->proof, &proven);
}

/**
 * ktg_answer_new:
 * @message: an answered one, with its request as it was sent
 * @content: its content, as it came
 * @server_key: (nullable): whose proof to look for
 *
 * Returns: (transfer full) (nullable): what was answered; %NULL where it cannot be unpacked
 */
KtgAnswer *
ktg_answer_new (SoupMessage *message, GBytes *content, const char *server_key)
{
  g_autoptr (KtgAnswer) answer = g_new0 (KtgAnswer, 1);
  SoupMessageHeaders *headers = soup_message_get_response_headers (message);
  const char         *offset = soup_message_headers_get_one (headers, "Upload-Offset");

  answer->status = soup_message_get_status (message);
  note_proven (answer, message, content);
  answer->is_proven = server_key != NULL && ktg_answer_is_proven_by (answer, server_key);
  answer->has_offset
      = offset != NULL
        && g_ascii_string_to_unsigned (offset, 10, 0, G_MAXINT64, &answer->offset, NULL);
  answer->is_complete
      = g_strcmp0 (soup_message_headers_get_one (headers, "Upload-Complete"), "?1") == 0;
  answer->retry_after_us = read_retry_after_us (headers);
  if (!unpack_body (answer, headers, content))
    return NULL;
  read_problem (answer, headers);

  return g_steal_pointer (&answer);
}

/**
 * ktg_answer_check:
 * @self: (nullable): an answer
 * @server_key: (nullable): whose it must be
 *
 * A captive portal answers with a page or a redirect; another server proves itself with another
 * key. Refusals without a proof pass: what they say is believed only for pausing.
 *
 * Returns: whether it may be read
 */
gboolean
ktg_answer_check (const KtgAnswer *self, const char *server_key, GError **error)
{
  if (self != NULL && self->status == 407)
    g_set_error_literal (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_PROXY, "The proxy wants a password");
  else if (self == NULL || self->status < 200 || (self->status >= 300 && self->status < 400))
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_NOT_KENTONGAN,
                         "What answered does not speak this protocol");
  else if (server_key != NULL && !self->is_proven && self->proof != NULL)
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_WRONG_SERVER,
                         "The proof is not of this server's key");
  else if (server_key != NULL && !self->is_proven && ktg_answer_is_success (self))
    g_set_error_literal (error,
                         KTG_SYNC_ERROR,
                         KTG_SYNC_ERROR_NOT_KENTONGAN,
                         "A success without a proof");
  else
    return TRUE;

  return FALSE;
}

/**
 * ktg_answer_read_clock:
 * @self: a problem that may tell the server's time
 * @wall_us: what this computer takes for the time
 * @server_offset_ms: (out): the difference
 *
 * Returns: whether it told the time
 */
gboolean
ktg_answer_read_clock (const KtgAnswer *self, gint64 wall_us, gint64 *server_offset_ms)
{
  gint64 server_us;

  if (!ktg_moment_parse_server_time (self->problem->now, &server_us))
    return FALSE;

  *server_offset_ms = server_us / G_USEC_PER_SEC * 1000 - wall_us / 1000;
  return TRUE;
}
