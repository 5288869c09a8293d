/* test-http-probes.c - requests that two readers could read in two ways, and other strange ones
 *
 * Raw bytes over a real socket. What is smuggled asks for /v1/mark, which nothing else asks for.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"
#include "ktg-http-site.h"

#include <string.h>
#include <unistd.h>

#define SMUGGLED "GET /v1/mark HTTP/1.1\r\nHost: x\r\n\r\n"
#define POST "POST /v1/collect HTTP/1.1\r\nHost: x\r\n"
#define GET "GET /v1/ping HTTP/1.1\r\nHost: x\r\n"

typedef struct
{
  const char *name;
  const char *bytes;
  gsize       size_bytes; /* 0: up to the NUL */
  guint       status;     /* 0: closed without a word */
  gboolean    closes;
  guint       answers; /* 0: one */
  gboolean    is_odd;  /* may be refused, too */
} Probe;

#define BYTES(text) text, sizeof (text) - 1

static const Probe probes[] = {
  { "a-length-and-a-coding-together",
    POST "Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SMUGGLED,
    0,
    411,
    TRUE },
  { "two-lengths",
    POST "Content-Length: 36\r\nContent-Length: 3\r\n\r\nabc" SMUGGLED,
    0,
    400,
    TRUE },
  { "two-equal-lengths",
    POST "Content-Length: 3\r\nContent-Length: 3\r\n\r\nabc" SMUGGLED,
    0,
    400,
    TRUE },
  { "two-lengths-in-one-line", POST "Content-Length: 3, 3\r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "a-length-with-a-plus", POST "Content-Length: +3\r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "a-length-in-hexadecimal", POST "Content-Length: 0x3\r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "a-length-below-zero", POST "Content-Length: -1\r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "an-empty-length", POST "Content-Length: \r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "a-length-that-overflows",
    POST "Content-Length: 18446744073709551619\r\n\r\nabc" SMUGGLED,
    0,
    413,
    TRUE },
  { "a-length-of-twenty-digits",
    POST "Content-Length: 10000000000000000000\r\n\r\nabc" SMUGGLED,
    0,
    400,
    TRUE },
  { "no-length", POST "\r\n", 0, 411, TRUE },
  { "chunks-framed-by-bare-line-feeds",
    POST "Transfer-Encoding: chunked\r\n\r\n3\nabc\n0\n\n" SMUGGLED,
    0,
    411,
    TRUE },
  { "a-chunk-extension-with-a-bare-line-feed",
    POST "Transfer-Encoding: chunked\r\n\r\n3;x\nabc\r\n0\r\n\r\n" SMUGGLED,
    0,
    411,
    TRUE },
  { "a-coding-with-a-space-before-the-colon",
    POST "Content-Length: 3\r\nTransfer-Encoding : chunked\r\n\r\n0\r\n\r\n" SMUGGLED,
    0,
    411,
    TRUE },
  { "a-coding-with-a-strange-value",
    POST "Content-Length: 3\r\nTransfer-Encoding: xchunked\r\n\r\nabc" SMUGGLED,
    0,
    411,
    TRUE },
  { "a-coding-on-a-get", GET "Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n" SMUGGLED, 0, 411, TRUE },
  { "no-host", "GET /v1/ping HTTP/1.1\r\n\r\n", 0, 400, TRUE },
  { "two-hosts", GET "Host: y\r\n\r\n", 0, 400, TRUE },
  { "a-nul-in-a-header", BYTES (GET "A: b\0c\r\n\r\n"), 400, TRUE },
  { "a-nul-in-the-last-header",
    BYTES (GET "A: b\0Content-Length: 3\r\nB: c\0\r\n\r\n"),
    400,
    TRUE },
  /* In the library's buffer a NUL before a bare line feed looks like the end of a line. The front
     refuses it. */
  { "a-nul-before-a-bare-line-feed-ends-a-line",
    BYTES (GET "A: b\0\nB: c\r\n\r\n"),
    200,
    FALSE,
    1,
    TRUE },
  { "a-bare-carriage-return-in-a-header", GET "A: b\rC: d\r\n\r\n", 0, 400, TRUE },
  { "headers-ended-by-bare-line-feeds", "GET /v1/ping HTTP/1.1\nHost: x\n\n", 0, 400, TRUE },
  { "a-folded-header", GET "A: b\r\n c\r\n\r\n", 0, 400, TRUE },
  { "a-folded-last-header", GET "A: b\r\n\tTransfer-Encoding: chunked\r\n\r\n", 0, 400, TRUE },
  { "a-space-in-a-header-name", GET "A b: c\r\n\r\n", 0, 400, TRUE },
  { "a-space-before-the-first-header", "GET /v1/ping HTTP/1.1\r\n Host: x\r\n\r\n", 0, 400, TRUE },
  { "a-control-byte-in-a-header", GET "A: b\001c\r\n\r\n", 0, 400, TRUE },
  { "a-header-without-a-colon", GET "A\r\n\r\n", 0, 400, TRUE },
  { "a-nul-in-the-path", BYTES ("GET /v1/ping\0x HTTP/1.1\r\nHost: x\r\n\r\n"), 400, TRUE },
  { "a-second-space-in-the-request-line",
    "GET  /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n",
    0,
    400,
    TRUE },
  { "a-whole-address-in-the-request-line",
    "GET http://x/v1/ping HTTP/1.1\r\nHost: x\r\n\r\n",
    0,
    400,
    TRUE },
  { "an-encoded-nul-in-the-path", "GET /v1/ping%00 HTTP/1.1\r\nHost: x\r\n\r\n", 0, 404, TRUE },
  { "encoded-dots-in-the-path",
    "GET /v1/%2e%2e/v1/ping HTTP/1.1\r\nHost: x\r\n\r\n",
    0,
    404,
    TRUE },
  { "dots-in-the-path", "GET /v1/../v1/ping HTTP/1.1\r\nHost: x\r\n\r\n", 0, 404, TRUE },
  { "dots-as-a-parameter",
    "PATCH /v1/files/.. HTTP/1.1\r\nHost: x\r\nContent-Length: 0\r\n\r\n",
    0,
    404,
    TRUE },
  { "a-letter-that-is-encoded", "GET /v1/%70ing HTTP/1.1\r\nHost: x\r\n\r\n", 0, 404, TRUE },
  { "a-method-that-is-not-for-it", "DELETE /v1/ping HTTP/1.1\r\nHost: x\r\n\r\n", 0, 405, TRUE },
  { "a-body-where-none-belongs", GET "Content-Length: 3\r\n\r\nabc" SMUGGLED, 0, 400, TRUE },
  { "an-unknown-encoding",
    POST "Content-Encoding: br\r\nContent-Length: 3\r\n\r\nabc" SMUGGLED,
    0,
    415,
    TRUE },
  { "twice-packed",
    POST "Content-Encoding: gzip, gzip\r\nContent-Length: 3\r\n\r\nabc" SMUGGLED,
    0,
    415,
    TRUE },
  { "not-really-gzip",
    POST "Content-Encoding: gzip\r\nContent-Length: 3\r\n\r\nabc",
    0,
    400,
    FALSE },
  { "http-1.0", "GET /v1/ping HTTP/1.0\r\n\r\n", 0, 200, TRUE },
  { "ten-requests-at-once",
    GET "\r\n" GET "\r\n" GET "\r\n" GET "\r\n" GET "\r\n" GET "\r\n" GET "\r\n" GET "\r\n" GET
        "\r\n" GET "\r\n",
    0,
    200,
    FALSE,
    10 },
  { "ten-requests-with-bodies-at-once",
    POST "Content-Length: 1\r\n\r\n1" POST "Content-Length: 2\r\n\r\n12" POST
         "Content-Length: 0\r\n\r\n" POST "Content-Length: 1\r\n\r\n1" POST
         "Content-Length: 2\r\n\r\n12" POST "Content-Length: 0\r\n\r\n" POST
         "Content-Length: 1\r\n\r\n1" POST "Content-Length: 2\r\n\r\n12" POST
         "Content-Length: 0\r\n\r\n" POST "Content-Length: 1\r\n\r\n1",
    0,
    200,
    FALSE,
    10 },
  { "a-body-longer-than-it-said", POST "Content-Length: 3\r\n\r\nabcdef\r\n\r\n", 0, 200, TRUE, 1 },
  { "an-expectation-nobody-knows",
    POST "Expect: tea\r\nContent-Length: 3\r\n\r\nabc",
    0,
    200,
    FALSE },
  { "http-2.7", "GET /v1/ping HTTP/2.7\r\nHost: x\r\n\r\n", 0, 505, TRUE },
  { "the-preface-of-http-2", "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", 0, 505, TRUE },
  { "no-http-at-all", "\026\003\001\002\r\n\r\n", 0, 0, TRUE },
};

/* Newer libraries refuse some of it themselves, with 400 or without a word, and none of it gets any
 * further. */
static gboolean
is_expected (const Probe *probe, guint status, gboolean is_closed)
{
  if (status == probe->status)
    return is_closed == probe->closes;

  return is_closed && (status == 400 || status == 0) && (probe->status >= 400 || probe->is_odd);
}

/* After the answers that are due: one too many would have come by then. */
#define SILENCE_MS 300

static void
test_probe (gconstpointer data)
{
  const Probe *probe = data;
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (KtgHttpReply) reply = NULL;
  const int fd = ktg_http_caller_connect (ktg_http_get_port (site->http));

  g_assert_true (
      ktg_http_caller_send (fd,
                            probe->bytes,
                            probe->size_bytes != 0 ? probe->size_bytes : strlen (probe->bytes)));
  reply = ktg_http_caller_hear_all (fd,
                                    probe->closes ? G_MAXUINT : MAX (probe->answers, 1),
                                    SILENCE_MS);
  g_test_message ("%s", reply->bytes->str);

  g_assert_true (is_expected (probe, ktg_http_reply_get_status (reply), reply->closed));
  g_assert_cmpint (site->marks, ==, 0);
  if (ktg_http_reply_get_status (reply) == 200)
    g_assert_cmpuint (ktg_http_reply_count (reply, "HTTP/1.1 200"), ==, MAX (probe->answers, 1));
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  for (guint i = 0; i < G_N_ELEMENTS (probes); i++)
    {
      g_autofree char *path = g_strconcat ("/http/probe/", probes[i].name, NULL);

      g_test_add_data_func (path, &probes[i], test_probe);
    }
  return g_test_run ();
}
