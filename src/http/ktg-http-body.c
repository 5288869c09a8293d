/* ktg-http-body.c - what a collected body is once its packing is undone
 *
 * The end of a gzip says how long its content is. It is held to that, so that room can be made
 * before anything is unpacked.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-body.h"

#include <ktg-gzip.h>

#include <string.h>

#define SHORTEST_GZIP_BYTES 18

static gboolean
is_packed (KtgHttpRequest *request)
{
  const char *coding = ktg_http_request_get_header (request, "Content-Encoding");

  return coding != NULL && g_ascii_strcasecmp (coding, "gzip") == 0;
}

/* RFC 1952: ISIZE, the last four bytes, little-endian. */
static gsize
get_said_bytes (GBytes *packed)
{
  gsize         size;
  const guint8 *bytes = g_bytes_get_data (packed, &size);
  guint32       said;

  if (size < SHORTEST_GZIP_BYTES)
    return 0;

  memcpy (&said, bytes + size - sizeof said, sizeof said);
  return GUINT32_FROM_LE (said);
}

/**
 * ktg_http_body_get_unpacked_bytes:
 * @request: one whose body is here
 *
 * From any thread.
 *
 * Returns: how long its body says it is once unpacked; more than that is never unpacked
 */
gsize
ktg_http_body_get_unpacked_bytes (KtgHttpRequest *request)
{
  GBytes *sent = ktg_http_request_get_sent_body (request);

  return is_packed (request) ? get_said_bytes (sent) : g_bytes_get_size (sent);
}

static KtgHttpAnswer *
unpack (GBytes *packed, gsize cap_bytes, GBytes **body)
{
  const gsize said = get_said_bytes (packed);
  const gsize plausible
      = KTG_HTTP_FREELY_UNPACKED_BYTES + KTG_HTTP_PACKED_AT_MOST * g_bytes_get_size (packed);

  if (said > cap_bytes)
    return ktg_http_answer_new_problem (413, "too-large", "The unpacked body is too large");
  if (said <= plausible)
    *body = ktg_gzip_unpack (packed, said);

  return *body != NULL
             ? NULL
             : ktg_http_answer_new_problem (400,
                                            "encoding",
                                            "The body is not gzip, or packed beyond all measure");
}

/**
 * ktg_http_body_unpack:
 * @request: one whose body is here
 * @cap_bytes: the most it may be
 * @body: (out) (transfer full): what was packed; set when %NULL is returned
 *
 * From any thread.
 *
 * Returns: (transfer full) (nullable): 413 `too-large`, 400 `encoding`, or %NULL
 */
KtgHttpAnswer *
ktg_http_body_unpack (KtgHttpRequest *request, gsize cap_bytes, GBytes **body)
{
  GBytes *sent = ktg_http_request_get_sent_body (request);

  *body = NULL;
  if (is_packed (request))
    return unpack (sent, cap_bytes, body);
  if (g_bytes_get_size (sent) > cap_bytes)
    return ktg_http_answer_new_problem (413, "too-large", "The body is too large");

  *body = g_bytes_ref (sent);
  return NULL;
}
