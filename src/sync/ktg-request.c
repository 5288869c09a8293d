/* ktg-request.c - what is asked of the server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-request.h"

#include <ktg-content-digest.h>
#include <ktg-gzip.h>
#include <ktg-random.h>

#define NONCE_BYTES 16 /* it is all that an answer to nobody is proven over */
#define PACKED_AT_MOST 50
#define PACKING_LEVEL 9

/**
 * ktg_request_new:
 * @method: "HEAD"
 * @path: of the server's address
 *
 * Returns: (transfer full): a request without a body
 */
KtgRequest *
ktg_request_new (const char *method, const char *path)
{
  KtgRequest *self = g_new0 (KtgRequest, 1);

  self->method = g_strdup (method);
  self->path = g_strdup (path);

  return self;
}

/**
 * ktg_request_new_introduction:
 *
 * Returns: (transfer full): GET /v1/node with a fresh nonce, which only who is there can prove
 */
KtgRequest *
ktg_request_new_introduction (void)
{
  g_autofree char *nonce = ktg_random_dup_text (NONCE_BYTES);
  g_autofree char *path = g_strconcat ("/v1/node?" KTG_REQUEST_NONCE, nonce, NULL);
  KtgRequest      *self = ktg_request_new ("GET", path);

  self->is_unsigned = TRUE;
  return self;
}

/**
 * ktg_request_free:
 *
 * Nothing for %NULL.
 */
void
ktg_request_free (KtgRequest *self)
{
  if (self == NULL)
    return;

  g_free (self->method);
  g_free (self->path);
  g_free (self->range);
  g_clear_pointer (&self->body, g_bytes_unref);
  g_clear_object (&self->file);
  g_free (self);
}

/* The server takes for a bomb what is packed a hundredfold. */
static gboolean
is_worth_packing (gsize packed_bytes, gsize plain_bytes)
{
  return packed_bytes < plain_bytes && plain_bytes / MAX (packed_bytes, 1) < PACKED_AT_MOST;
}

static void
attach_body (const KtgRequest *self, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autoptr (GBytes) packed = ktg_gzip_pack (self->body, PACKING_LEVEL);
  gboolean is_worth_it
      = packed != NULL
        && is_worth_packing (g_bytes_get_size (packed), g_bytes_get_size (self->body));
  GBytes          *content = is_worth_it ? packed : self->body;
  g_autofree char *digest = ktg_content_digest_new (content);

  if (is_worth_it)
    soup_message_headers_replace (headers, "Content-Encoding", "gzip");
  soup_message_headers_replace (headers, "Content-Digest", digest);
  soup_message_set_request_body_from_bytes (message, NULL, content);
}

static void
attach_file (const KtgRequest *self, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);
  g_autofree char    *offset = g_strdup_printf ("%" G_GUINT64_FORMAT, self->offset);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  if (self->offset > 0)
    soup_message_headers_replace (headers, "Upload-Offset", offset);
  if (self->n_bytes > 0)
    soup_message_set_request_body (message, NULL, self->file, self->n_bytes);
  else
    soup_message_set_request_body_from_bytes (message, NULL, nothing);
}

/**
 * ktg_request_attach:
 * @self: what is asked
 * @message: gets its body, and the headers that belong to it
 *
 * On a thin link every line of a head counts. Nothing is said of what is understood without a word:
 * that a body is JSON, and that an answer may be packed.
 *
 * A file is streamed, so it serves one message only.
 */
void
ktg_request_attach (const KtgRequest *self, SoupMessage *message)
{
  SoupMessageHeaders *headers = soup_message_get_request_headers (message);

  if (self->file != NULL)
    attach_file (self, message);
  if (self->body != NULL)
    attach_body (self, message);
  if (self->range != NULL)
    soup_message_headers_replace (headers, "Range", self->range);
}
