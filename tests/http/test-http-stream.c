/* test-http-stream.c - an answer that is written while it is sent, and whoever asks for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <gio/gunixsocketaddress.h>
#include <glib/gstdio.h>
#include <ktg-http-ask.h>
#include <ktg-http-stream.h>
#include <ktg-http.h>
#include <string.h>

#define PIECE_BYTES 100000
#define MANY 200
#define HANGS_US (60 * G_USEC_PER_SEC)

/* A site that streams, and what became of its stream. */
typedef struct
{
  char    *folder;
  char    *path;
  KtgHttp *http;

  GMutex   lock;
  GCond    changed;
  guint    n_sent;
  gboolean is_done;
  gboolean was_refused;
  gboolean is_stopped;
} Site;

typedef struct
{
  Site          *site;
  KtgHttpStream *stream;
  guint          n_pieces;
  gboolean       is_cut;
  gboolean       is_held; /* writes on only once the site has stopped */
} Writing;

static void
wait_stopped (Site *self)
{
  gint64 end = g_get_monotonic_time () + HANGS_US;

  g_mutex_lock (&self->lock);
  while (!self->is_stopped)
    g_assert_true (g_cond_wait_until (&self->changed, &self->lock, end));
  g_mutex_unlock (&self->lock);
}

static gpointer
write_stream (gpointer data)
{
  Writing *writing = data;
  Site    *site = writing->site;
  g_autoptr (GBytes) piece = g_bytes_new_take (g_malloc0 (PIECE_BYTES), PIECE_BYTES);
  gboolean is_taken = TRUE;

  if (writing->is_held)
    wait_stopped (site);
  for (guint i = 0; i < writing->n_pieces && is_taken; i++)
    {
      is_taken = ktg_http_stream_send (writing->stream, piece);
      g_mutex_lock (&site->lock);
      site->n_sent += is_taken ? 1 : 0;
      g_cond_broadcast (&site->changed);
      g_mutex_unlock (&site->lock);
    }
  if (writing->is_cut)
    ktg_http_stream_cut (writing->stream);
  else
    ktg_http_stream_end (writing->stream);

  g_mutex_lock (&site->lock);
  site->was_refused = !is_taken;
  site->is_done = TRUE;
  g_cond_broadcast (&site->changed);
  g_mutex_unlock (&site->lock);
  ktg_http_stream_unref (writing->stream);
  g_free (writing);
  return NULL;
}

static void
begin (KtgHttpRequest *request, Site *site, gboolean is_cut, gboolean is_held)
{
  Writing *writing = g_new0 (Writing, 1);

  writing->site = site;
  writing->stream = ktg_http_stream_begin (request, "text/plain");
  writing->n_pieces = (guint)atoi (ktg_http_request_get_parameter (request));
  writing->is_cut = is_cut;
  writing->is_held = is_held;
  g_thread_unref (g_thread_new ("writes", write_stream, writing));
}

static void
whole_ready (KtgHttpRequest *request, gpointer site)
{
  begin (request, site, FALSE, FALSE);
}

static void
cut_ready (KtgHttpRequest *request, gpointer site)
{
  begin (request, site, TRUE, FALSE);
}

static void
held_ready (KtgHttpRequest *request, gpointer site)
{
  begin (request, site, FALSE, TRUE);
}

static void
late_ready (KtgHttpRequest *request, gpointer site)
{
  ktg_http_request_answer (request, ktg_http_answer_new_busy ());
  begin (request, site, FALSE, FALSE);
}

static const KtgHttpRoute routes[] = {
  { .method = "GET", .path = "/v1/held/{n}", .ready = held_ready },
  { .method = "POST",
    .path = "/v1/whole/{n}",
    .body = KTG_HTTP_BODY_COLLECTED,
    .body_cap_bytes = 1,
    .ready = whole_ready },
  { .method = "POST",
    .path = "/v1/cut/{n}",
    .body = KTG_HTTP_BODY_COLLECTED,
    .body_cap_bytes = 1,
    .ready = cut_ready },
  { .method = "POST",
    .path = "/v1/late/{n}",
    .body = KTG_HTTP_BODY_COLLECTED,
    .body_cap_bytes = 1,
    .ready = late_ready },
  { .method = NULL },
};

static void
site_start (Site *self)
{
  KtgHttpLimits    limits = ktg_http_limits_default;
  g_autofree char *address = NULL;
  g_autoptr (GError) error = NULL;

  limits.stop_within_ms = 100;
  memset (self, 0, sizeof *self);
  self->folder = g_dir_make_tmp ("ktg-http-XXXXXX", NULL);
  self->path = g_build_filename (self->folder, "http.sock", NULL);
  address = g_strconcat ("unix:", self->path, NULL);
  g_mutex_init (&self->lock);
  g_cond_init (&self->changed);
  self->http
      = ktg_http_start (ktg_http_listen (address, &error), routes, &limits, NULL, self, &error);
  g_assert_no_error (error);
}

/* All writing is done before. */
static void
site_stop (Site *self)
{
  ktg_http_stop (self->http);
  ktg_http_free (self->http);
  g_unlink (self->path);
  g_rmdir (self->folder);
  g_cond_clear (&self->changed);
  g_mutex_clear (&self->lock);
  g_free (self->path);
  g_free (self->folder);
}

static void
wait_done (Site *self)
{
  gint64 end = g_get_monotonic_time () + HANGS_US;

  g_mutex_lock (&self->lock);
  while (!self->is_done)
    g_assert_true (g_cond_wait_until (&self->changed, &self->lock, end));
  g_mutex_unlock (&self->lock);
}

static GSocketConnection *
call (Site *self)
{
  g_autoptr (GSocketClient) client = g_socket_client_new ();
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->path);
  g_autoptr (GError) error = NULL;
  GSocketConnection *connection
      = g_socket_client_connect (client, G_SOCKET_CONNECTABLE (address), NULL, &error);

  g_assert_no_error (error);
  return connection;
}

static gboolean
add_up (const char *bytes, gsize size_bytes, gpointer user_data)
{
  *(gsize *)user_data += size_bytes;
  return TRUE;
}

static gboolean
refuse_all (const char *bytes, gsize size_bytes, gpointer user_data)
{
  *(gsize *)user_data += size_bytes;
  return FALSE;
}

static gboolean
ask (Site *self, const char *path, KtgHttpTake take, gsize *n_bytes, guint *status, GError **error)
{
  g_autoptr (GSocketAddress) address = g_unix_socket_address_new (self->path);
  g_autoptr (GBytes) nothing = g_bytes_new_static ("", 0);

  *n_bytes = 0;
  return ktg_http_ask (address, "POST", path, nothing, take, n_bytes, status, error);
}

static void
test_all_of_it_comes (void)
{
  Site  site;
  gsize n_bytes;
  guint status;
  g_autoptr (GError) error = NULL;

  site_start (&site);
  g_assert_true (ask (&site, "/v1/whole/200", add_up, &n_bytes, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 200);
  g_assert_cmpuint (n_bytes, ==, MANY * PIECE_BYTES);
  wait_done (&site);
  g_assert_false (site.was_refused);
  site_stop (&site);
}

static void
test_nothing_is_all_of_nothing (void)
{
  Site  site;
  gsize n_bytes;
  guint status;
  g_autoptr (GError) error = NULL;

  site_start (&site);
  g_assert_true (ask (&site, "/v1/whole/0", add_up, &n_bytes, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (n_bytes, ==, 0);
  wait_done (&site);
  site_stop (&site);
}

static void
test_who_goes_ends_the_writing (void)
{
  Site  site;
  gsize n_bytes;
  guint status;
  g_autoptr (GError) error = NULL;

  site_start (&site);
  g_assert_true (ask (&site, "/v1/whole/100000", refuse_all, &n_bytes, &status, &error));
  g_assert_no_error (error);
  wait_done (&site);
  g_assert_true (site.was_refused);
  g_assert_cmpuint (site.n_sent, <, 100);
  site_stop (&site);
}

/* The answer has begun, and nothing more of it is read. */
static GSocketConnection *
hear_first_byte (Site *self, const char *request)
{
  GSocketConnection *connection = call (self);
  char               first;

  g_assert_true (
      g_output_stream_write_all (g_io_stream_get_output_stream (G_IO_STREAM (connection)),
                                 request,
                                 strlen (request),
                                 NULL,
                                 NULL,
                                 NULL));
  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (G_IO_STREAM (connection)),
                                        &first,
                                        1,
                                        NULL,
                                        NULL),
                   ==,
                   1);

  return connection;
}

static gboolean
ends (const GString *heard)
{
  static const char last_chunk[] = "\r\n0\r\n\r\n";
  gsize             n = strlen (last_chunk);

  return heard->len >= n && memcmp (heard->str + heard->len - n, last_chunk, n) == 0;
}

static gboolean
has_end (Site *self, const char *request)
{
  g_autoptr (GSocketConnection) connection = hear_first_byte (self, request);
  GInputStream *input = g_io_stream_get_input_stream (G_IO_STREAM (connection));
  g_autoptr (GString) heard = g_string_new (NULL);
  char   piece[4096];
  gssize n;

  while (!ends (heard))
    {
      n = g_input_stream_read (input, piece, sizeof piece, NULL, NULL);
      if (n <= 0)
        return FALSE;
      g_string_append_len (heard, piece, n);
    }

  return TRUE;
}

static void
test_a_cut_has_no_end (void)
{
  static const char cut[]
      = "POST /v1/cut/3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
  static const char whole[]
      = "POST /v1/whole/3 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
  Site site;

  site_start (&site);
  g_assert_false (has_end (&site, cut));
  wait_done (&site);
  g_assert_true (has_end (&site, whole));
  site_stop (&site);
}

/* What the socket holds was sent, and no more is written. */
static void
test_who_goes_with_all_unread (void)
{
  static const char request[]
      = "POST /v1/whole/100000 HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
  Site site;
  g_autoptr (GSocketConnection) connection = NULL;

  site_start (&site);
  connection = hear_first_byte (&site, request);
  g_clear_object (&connection);
  wait_done (&site);
  g_assert_true (site.was_refused);
  g_assert_cmpuint (site.n_sent, <, 100);
  site_stop (&site);
}

/* What would be written is late, and the site stops: whoever reads hears that it is not all. */
static void
test_a_stop_waits_for_no_writing (void)
{
  static const char request[] = "GET /v1/held/3 HTTP/1.1\r\nHost: localhost\r\n\r\n";
  Site              site;
  g_autoptr (GSocketConnection) connection = NULL;

  site_start (&site);
  connection = hear_first_byte (&site, request);
  ktg_http_stop (site.http);
  g_mutex_lock (&site.lock);
  site.is_stopped = TRUE;
  g_cond_broadcast (&site.changed);
  g_mutex_unlock (&site.lock);
  wait_done (&site);
  g_assert_true (site.was_refused);
  site_stop (&site);
}

/* What is written then would wait for ever for somebody to read it. */
static void
test_a_stream_that_comes_too_late_ends_the_writing (void)
{
  Site  site;
  gsize n_bytes;
  guint status;
  g_autoptr (GError) error = NULL;

  site_start (&site);
  g_assert_true (ask (&site, "/v1/late/200", add_up, &n_bytes, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 503);
  wait_done (&site);
  g_assert_true (site.was_refused);
  g_assert_cmpuint (site.n_sent, ==, 0);
  site_stop (&site);
}

static void
test_a_refusal_is_an_answer (void)
{
  Site  site;
  gsize n_bytes;
  guint status;
  g_autoptr (GError) error = NULL;

  site_start (&site);
  g_assert_true (ask (&site, "/v1/other", add_up, &n_bytes, &status, &error));
  g_assert_no_error (error);
  g_assert_cmpuint (status, ==, 404);
  g_assert_cmpuint (n_bytes, >, 0);
  site_stop (&site);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_test_add_func ("/http-stream/all-of-it-comes", test_all_of_it_comes);
  g_test_add_func ("/http-stream/nothing-is-all-of-nothing", test_nothing_is_all_of_nothing);
  g_test_add_func ("/http-stream/a-cut-has-no-end", test_a_cut_has_no_end);
  g_test_add_func ("/http-stream/who-goes-ends-the-writing", test_who_goes_ends_the_writing);
  g_test_add_func ("/http-stream/who-goes-with-all-unread-ends-the-writing",
                   test_who_goes_with_all_unread);
  g_test_add_func ("/http-stream/a-stop-waits-for-no-writing", test_a_stop_waits_for_no_writing);
  g_test_add_func ("/http-stream/a-stream-that-comes-too-late-ends-the-writing",
                   test_a_stream_that_comes_too_late_ends_the_writing);
  g_test_add_func ("/http-stream/a-refusal-is-an-answer", test_a_refusal_is_an_answer);

  return g_test_run ();
}
