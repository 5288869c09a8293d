/* ktg-test-device-requests.c - what a device without a store asks over a socket, and the answers
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-test-device.h"

#include <ktg-content-digest.h>
#include <ktg-http-signature.h>
#include <ktg-problem-json.h>
#include <ktg-proof.h>
#include <ktg-random.h>
#include <ktg-sha256.h>

#include <errno.h>
#include <netinet/in.h>
#include <poll.h>
#include <string.h>
#include <sys/socket.h>
#include <unistd.h>

#define PATIENCE_MS 30000

/* --- to ask --- */

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
  g_autofree char   *encoding = dup_extra (request, "Content-Encoding: ");
  g_autofree char   *offset = dup_extra (request, "Upload-Offset: ");
  g_autofree char   *complete = dup_extra (request, "Upload-Complete: ");
  g_autofree char   *range = dup_extra (request, "Range: ");
  g_autofree char   *input = NULL;
  g_autofree char   *signature = NULL;
  KtgHttpRequestLine line = {
    .method = method,
    .path = path,
    .content_digest = digest,
    .content_encoding = encoding,
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

KtgTestReply *
ktg_test_device_ask_as_is (KtgTestDevice *self, const char *method, const char *text)
{
  int fd = ktg_test_device_connect (self);

  send_all (fd, text, strlen (text));
  return ktg_test_device_hear (self, fd, method, text);
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

/* --- files --- */

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
