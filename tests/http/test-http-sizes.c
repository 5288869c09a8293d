/* test-http-sizes.c - what is too large is refused, and what is large costs no memory
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-caller.h"
#include "ktg-http-site.h"

#include <gio/gio.h>

#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define HEAR_MS 30000
#define LARGE_BYTES (300 * 1024 * 1024)

/* VmHWM: the most that ever was. */
static gsize
get_peak_rss_kib (void)
{
  g_autofree char *status = NULL;
  const char      *line;

  g_assert_true (g_file_get_contents ("/proc/self/status", &status, NULL, NULL));
  line = strstr (status, "VmHWM:");
  g_assert_nonnull (line);
  return g_ascii_strtoull (line + strlen ("VmHWM:"), NULL, 10);
}

static void
send_many (int fd, gsize size_bytes)
{
  static const char zeros[65536];

  while (size_bytes > 0)
    {
      const gsize now = MIN (size_bytes, sizeof zeros);

      if (!ktg_http_caller_send (fd, zeros, now))
        return;
      size_bytes -= now;
    }
}

static guint
ask (KtgHttpSite *site, const char *text)
{
  const int fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, text);
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  close (fd);
  return ktg_http_reply_get_status (reply);
}

/* Newer libraries say 400. */
static void
assert_too_long (guint status)
{
  g_assert_true (status == 431 || status == 400);
}

static void
test_header_of_100_kb (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autofree char *filling = g_strnfill (100000, 'a');
  g_autofree char *text
      = g_strconcat ("GET /v1/ping HTTP/1.1\r\nHost: x\r\nA: ", filling, "\r\n\r\n", NULL);

  assert_too_long (ask (site, text));
}

static void
test_header_of_20_mb (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const gsize before_kib = get_peak_rss_kib ();
  const int   fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, "GET /v1/ping HTTP/1.1\r\nHost: x\r\nA: ");
  send_many (fd, 20 * 1024 * 1024);
  reply = ktg_http_caller_hear (fd, HEAR_MS);

  assert_too_long (ktg_http_reply_get_status (reply));
  g_assert_true (reply->closed);
  g_assert_cmpuint (get_peak_rss_kib () - before_kib, <, 2048);
  close (fd);
}

static void
test_many_headers (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GString) text = g_string_new ("GET /v1/ping HTTP/1.1\r\nHost: x\r\n");

  for (guint i = 0; i < 98; i++)
    g_string_append_printf (text, "A%u: b\r\n", i);
  g_string_append (text, "\r\n");
  g_assert_cmpuint (ask (site, text->str), ==, 200);

  g_string_truncate (text, text->len - 2);
  g_string_append (text, "B: c\r\nC: d\r\n\r\n");
  g_assert_cmpuint (ask (site, text->str), ==, 431);

  g_string_truncate (text, text->len - 2);
  for (guint i = 0; i < 10000; i++)
    g_string_append_printf (text, "A%u: b\r\n", i);
  g_string_append (text, "\r\n");
  g_assert_cmpuint (ask (site, text->str), ==, 431);
}

static void
test_address_of_100_kb (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autofree char *filling = g_strnfill (100000, 'a');
  g_autofree char *text = g_strconcat ("GET /", filling, " HTTP/1.1\r\nHost: x\r\n\r\n", NULL);

  g_assert_cmpuint (ask (site, text), ==, 414);
}

static void
test_ranges (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autoptr (GString) text = g_string_new (NULL);
  g_autoptr (KtgHttpReply) reply = NULL;

  g_string_append (text,
                   "GET /v1/file HTTP/1.1\r\nHost: x\r\nConnection: close\r\nRange: bytes=0-");
  for (guint i = 0; i < 499; i++)
    g_string_append (text, ",0-");
  g_string_append (text, "\r\n\r\n");
  ktg_http_caller_say (fd, text->str);
  reply = ktg_http_caller_hear (fd, HEAR_MS);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (reply->bytes->len, >, KTG_HTTP_SITE_FILE_BYTES);
  g_assert_cmpuint (reply->bytes->len, <, KTG_HTTP_SITE_FILE_BYTES + 1000);
  close (fd);
}

static void
test_large_stream (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int   fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  const gsize before_kib = get_peak_rss_kib ();
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (
      fd, "PATCH /v1/files/a HTTP/1.1\r\nHost: x\r\nContent-Length: 314572800\r\n\r\n");
  send_many (fd, LARGE_BYTES);
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "314572800 bytes"), ==, 1);
  g_assert_cmpint (site->ended, ==, 1);
  g_assert_cmpuint (get_peak_rss_kib () - before_kib, <, 2048);
  close (fd);
}

/* The answer is there for a client that only looks after it could send no more. */
static void
test_large_collection (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int   fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  const gsize before_kib = get_peak_rss_kib ();
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd,
                       "POST /v1/collect HTTP/1.1\r\nHost: x\r\nContent-Length: 314572800\r\n\r\n");
  send_many (fd, LARGE_BYTES);
  reply = ktg_http_caller_hear (fd, HEAR_MS);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 413);
  g_assert_true (reply->closed);
  g_assert_cmpuint (get_peak_rss_kib () - before_kib, <, 2048);
  close (fd);
}

static KtgHttpReply *
post (KtgHttpSite *site, const char *fields, GBytes *body)
{
  const int        fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autofree char *head
      = g_strdup_printf ("POST /v1/collect HTTP/1.1\r\nHost: x\r\n%sContent-Length: %zu\r\n\r\n",
                         fields,
                         g_bytes_get_size (body));
  KtgHttpReply *reply;

  ktg_http_caller_say (fd, head);
  ktg_http_caller_send (fd, g_bytes_get_data (body, NULL), g_bytes_get_size (body));
  reply = ktg_http_caller_hear_one (fd, HEAR_MS);
  close (fd);
  return reply;
}

static GBytes *
pack (const void *bytes, gsize size_bytes)
{
  g_autoptr (GConverter) packer = NULL;
  g_autoptr (GOutputStream) memory = g_memory_output_stream_new_resizable ();
  g_autoptr (GOutputStream) stream = NULL;

  packer = G_CONVERTER (g_zlib_compressor_new (G_ZLIB_COMPRESSOR_FORMAT_GZIP, 9));
  stream = g_converter_output_stream_new (memory, packer);
  g_assert_true (g_output_stream_write_all (stream, bytes, size_bytes, NULL, NULL, NULL));
  g_assert_true (g_output_stream_close (stream, NULL, NULL));
  return g_memory_output_stream_steal_as_bytes (G_MEMORY_OUTPUT_STREAM (memory));
}

static GBytes *
pack_zeros (gsize size_bytes)
{
  g_autofree char *zeros = g_malloc0 (size_bytes);

  return pack (zeros, size_bytes);
}

/* Every fiftieth byte is chance, so that it is packed no more than text might be. */
static GBytes *
pack_some (gsize size_bytes)
{
  g_autoptr (GRand) chance = g_rand_new_with_seed (7);
  g_autofree guint8 *bytes = g_malloc0 (size_bytes);

  for (gsize i = 0; i < size_bytes; i += 50)
    bytes[i] = (guint8)g_rand_int (chance);

  return pack (bytes, size_bytes);
}

static void
test_packed_body (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) packed = pack_some (KTG_HTTP_SITE_UNPACKED_CAP);
  g_autoptr (KtgHttpReply) reply = post (site, "Content-Encoding: gzip\r\n", packed);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "1048576 bytes"), ==, 1);
}

static void
test_bomb (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) packed = pack_zeros (100 * 1024 * 1024);
  const gsize before_kib = get_peak_rss_kib ();
  g_autoptr (KtgHttpReply) reply = post (site, "Content-Encoding: gzip\r\n", packed);

  g_assert_cmpuint (g_bytes_get_size (packed), <, KTG_HTTP_SITE_COLLECT_CAP);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 413);
  g_assert_cmpuint (get_peak_rss_kib () - before_kib, <, 4096);
}

static void
test_bomb_by_one_byte (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) packed = pack_zeros (KTG_HTTP_SITE_UNPACKED_CAP + 1);
  g_autoptr (KtgHttpReply) reply = post (site, "Content-Encoding: gzip\r\n", packed);

  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 413);
}

/* Within the cap, and yet nothing that anybody would send. */
static void
test_packed_beyond_measure (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) much = pack_zeros (KTG_HTTP_SITE_UNPACKED_CAP);
  g_autoptr (GBytes) little = pack_zeros (64 * 1024);
  g_autoptr (KtgHttpReply) refused = post (site, "Content-Encoding: gzip\r\n", much);
  g_autoptr (KtgHttpReply) taken = post (site, "Content-Encoding: gzip\r\n", little);

  g_assert_cmpuint (ktg_http_reply_get_status (refused), ==, 400);
  g_assert_cmpuint (ktg_http_reply_get_status (taken), ==, 200);
}

/* Its end says less than there is. */
static void
test_packed_body_that_lies (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) packed = pack_some (200000);
  gsize            size;
  g_autofree char *bytes = g_memdup2 (g_bytes_get_data (packed, &size), g_bytes_get_size (packed));
  g_autoptr (GBytes) lying = NULL;
  g_autoptr (KtgHttpReply) reply = NULL;

  memcpy (bytes + size - 4, "\x10\0\0\0", 4);
  lying = g_bytes_new (bytes, size);
  reply = post (site, "Content-Encoding: gzip\r\n", lying);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 400);
}

static void
test_packed_body_cut_short (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) packed = pack_some (100000);
  g_autoptr (GBytes) cut = g_bytes_new_from_bytes (packed, 0, g_bytes_get_size (packed) / 2);
  g_autoptr (KtgHttpReply) reply = post (site, "Content-Encoding: gzip\r\n", cut);
  guint status = ktg_http_reply_get_status (reply);

  g_assert_true (status == 400 || status == 413); /* its end says anything */
}

static void
test_largest_collection (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  g_autoptr (GBytes) most
      = g_bytes_new_take (g_malloc0 (KTG_HTTP_SITE_COLLECT_CAP), KTG_HTTP_SITE_COLLECT_CAP);
  g_autoptr (GBytes) more
      = g_bytes_new_take (g_malloc0 (KTG_HTTP_SITE_COLLECT_CAP + 1), KTG_HTTP_SITE_COLLECT_CAP + 1);
  g_autoptr (KtgHttpReply) taken = post (site, "", most);
  g_autoptr (KtgHttpReply) refused = post (site, "", more);

  g_assert_cmpuint (ktg_http_reply_get_status (taken), ==, 200);
  g_assert_cmpuint (ktg_http_reply_get_status (refused), ==, 413);
}

/* All bodies together may take no more than the budget; who comes then is told to come later, and
 * is served later. */
static void
test_budget (void)
{
  KtgHttpLimits limits = ktg_http_limits_default;
  g_autoptr (KtgHttpSite) site = NULL;
  g_autoptr (GBytes) large = g_bytes_new_take (g_malloc0 (200000), 200000);
  g_autoptr (GBytes) small = g_bytes_new_take (g_malloc0 (90000), 90000);
  g_autoptr (KtgHttpReply) refused = NULL;
  g_autoptr (KtgHttpReply) taken = NULL;

  limits.collected_bytes = 100000;
  limits.kept_for_small_bytes = 0;
  site = ktg_http_site_new ("127.0.0.1:0", &limits);
  refused = post (site, "", large);
  g_assert_cmpuint (ktg_http_reply_get_status (refused), ==, 503);
  g_assert_cmpuint (ktg_http_reply_count (refused, "Retry-After: "), ==, 1);

  for (guint i = 0; i < 10; i++)
    {
      g_clear_pointer (&taken, ktg_http_reply_free);
      taken = post (site, "", small);
      g_assert_cmpuint (ktg_http_reply_get_status (taken), ==, 200);
    }
}

static void
test_packed_answer (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autoptr (KtgHttpReply) unsaid = NULL;
  g_autoptr (KtgHttpReply) packed = NULL;
  g_autoptr (KtgHttpReply) refused = NULL;

  ktg_http_caller_say (fd, "GET /v1/text HTTP/1.1\r\nHost: x\r\n\r\n");
  unsaid = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_count (unsaid, "Content-Encoding: gzip\r\n"), ==, 1);

  ktg_http_caller_say (fd, "GET /v1/text HTTP/1.1\r\nHost: x\r\nAccept-Encoding: br, gzip\r\n\r\n");
  packed = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_count (packed, "Content-Encoding: gzip\r\n"), ==, 1);
  g_assert_cmpuint (packed->bytes->len, <, 2500);
  g_assert_cmpuint (ktg_http_reply_count (packed, "Vouched: 200 3893\r\n"), ==, 0);

  ktg_http_caller_say (fd, "GET /v1/text HTTP/1.1\r\nHost: x\r\nAccept-Encoding: gzip;q=0\r\n\r\n");
  refused = ktg_http_caller_hear_one (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_count (refused, "Content-Encoding"), ==, 0);
  g_assert_cmpuint (ktg_http_reply_count (refused, "Vouched: 200 3893\r\n"), ==, 1);
  close (fd);
}

static void
test_head (void)
{
  g_autoptr (KtgHttpSite) site = ktg_http_site_new ("127.0.0.1:0", NULL);
  const int fd = ktg_http_caller_connect (ktg_http_get_port (site->http));
  g_autoptr (KtgHttpReply) reply = NULL;

  ktg_http_caller_say (fd, "HEAD /v1/ping HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n");
  reply = ktg_http_caller_hear (fd, HEAR_MS);
  g_assert_cmpuint (ktg_http_reply_get_status (reply), ==, 200);
  g_assert_cmpuint (ktg_http_reply_count (reply, "Vouched: 200 0\r\n"), ==, 1);
  g_assert_true (g_str_has_suffix (reply->bytes->str, "\r\n\r\n"));
  close (fd);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http/sizes/a-header-of-100-kb-is-refused", test_header_of_100_kb);
  g_test_add_func ("/http/sizes/a-header-of-20-mb-costs-no-memory", test_header_of_20_mb);
  g_test_add_func ("/http/sizes/a-hundred-headers-are-enough", test_many_headers);
  g_test_add_func ("/http/sizes/an-address-of-100-kb-is-refused", test_address_of_100_kb);
  g_test_add_func ("/http/sizes/ranges-are-not-looked-at", test_ranges);
  g_test_add_func ("/http/sizes/a-stream-of-300-mb-costs-no-memory", test_large_stream);
  g_test_add_func ("/http/sizes/300-mb-to-be-collected-are-refused-and-heard",
                   test_large_collection);
  g_test_add_func ("/http/sizes/the-largest-collection-fits", test_largest_collection);
  g_test_add_func ("/http/sizes/a-packed-body-is-unpacked", test_packed_body);
  g_test_add_func ("/http/sizes/a-bomb-is-refused-and-costs-no-memory", test_bomb);
  g_test_add_func ("/http/sizes/one-byte-too-many-unpacked-is-refused", test_bomb_by_one_byte);
  g_test_add_func ("/http/sizes/a-body-packed-beyond-measure-is-refused",
                   test_packed_beyond_measure);
  g_test_add_func ("/http/sizes/a-packed-body-that-lies-about-its-length-is-refused",
                   test_packed_body_that_lies);
  g_test_add_func ("/http/sizes/a-packed-body-cut-short-is-refused", test_packed_body_cut_short);
  g_test_add_func ("/http/sizes/all-bodies-together-have-a-ceiling", test_budget);
  g_test_add_func ("/http/sizes/an-answer-is-packed-for-who-takes-it", test_packed_answer);
  g_test_add_func ("/http/sizes/a-head-has-no-content", test_head);
  return g_test_run ();
}
