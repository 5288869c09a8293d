/* ktg-http-site.c - a small site on the HTTP part, to be asked and abused
 *
 * What is answered, by method and path:
 * - GET /v1/ping: at once
 * - GET /v1/mark: counted; never asked for in the open
 * - GET /v1/later: by another thread
 * - GET /v1/never: by nobody
 * - GET /v1/text: JSON worth packing
 * - GET /v1/file: a file
 * - GET /v1/packs/{name} and /v1/node: at once
 * - POST /v1/collect: the size of the body; /v1/exchange, too, for those who come through a front
 * - PATCH /v1/files/{name}: the size of the body; a header "Decide" may say refuse, later, never or
 *   middle
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-http-site.h"

#include "ktg-http-caller.h"

#include <glib/gstdio.h>

#include <fcntl.h>
#include <string.h>

typedef struct
{
  KtgHttpSite *site;
  guint64      size_bytes;
} Upload;

#define HANGS_US (30 * G_USEC_PER_SEC)
#define LOOK_AGAIN_US 1000

static char end_of_work;

static void
upload_free (gpointer data)
{
  Upload *upload = data;

  g_atomic_int_inc (&upload->site->freed);
  g_free (upload);
}

static void
answer_text (KtgHttpRequest *request, guint status, const char *text)
{
  g_autoptr (GBytes) content = g_bytes_new (text, strlen (text));

  ktg_http_request_answer (request, ktg_http_answer_new (status, "text/plain", content));
}

static void
answer_size (KtgHttpRequest *request, guint64 size_bytes)
{
  g_autofree char *text = g_strdup_printf ("%" G_GUINT64_FORMAT " bytes", size_bytes);

  answer_text (request, 200, text);
}

static void
ping_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;

  g_atomic_int_inc (&site->pings);
  answer_text (request, 200, "pong");
}

static void
mark_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;

  g_atomic_int_inc (&site->marks);
  answer_text (request, 200, "marked");
}

static void
later_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;

  g_async_queue_push (site->later, ktg_http_request_ref (request));
}

static void
never_cb (KtgHttpRequest *request, gpointer user_data)
{
}

static void
text_cb (KtgHttpRequest *request, gpointer user_data)
{
  g_autoptr (GString) json = g_string_new ("[");
  g_autoptr (GBytes) content = NULL;

  for (guint i = 0; i < 1000; i++)
    g_string_append_printf (json, "%u,", i);
  g_string_append (json, "0]");
  content = g_bytes_new (json->str, json->len);

  ktg_http_request_answer (request, ktg_http_answer_new (200, "application/json", content));
}

static void
file_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;
  const int    fd = open (site->file, O_RDONLY | O_CLOEXEC);

  g_assert_cmpint (fd, >=, 0);
  ktg_http_request_answer (request,
                           ktg_http_answer_new_file (200,
                                                     "application/octet-stream",
                                                     fd,
                                                     0,
                                                     KTG_HTTP_SITE_FILE_BYTES));
}

static void
collected_cb (KtgHttpRequest *request, gpointer user_data)
{
  answer_size (request, g_bytes_get_size (ktg_http_request_get_body (request)));
}

static gboolean
is_told (KtgHttpRequest *request, const char *decision)
{
  return g_strcmp0 (ktg_http_request_get_header (request, "Decide"), decision) == 0;
}

static void
upload_asked_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;
  Upload      *upload = g_new0 (Upload, 1);

  upload->site = site;
  g_atomic_int_inc (&site->asked);
  ktg_http_request_set_data (request, upload, upload_free);

  if (is_told (request, "refuse"))
    answer_text (request, 409, "refused");
  else if (is_told (request, "later"))
    g_async_queue_push (site->later, ktg_http_request_ref (request));
  else if (!is_told (request, "never"))
    g_assert_true (ktg_http_request_accept (request));
}

static void
piece_cb (KtgHttpRequest *request, const guint8 *bytes, gsize size_bytes, gpointer user_data)
{
  KtgHttpSite *site = user_data;
  Upload      *upload = ktg_http_request_get_data (request);

  g_assert_cmpuint (size_bytes, <=, 64 * 1024);
  g_atomic_int_add (&site->upload_bytes, size_bytes);
  upload->size_bytes += size_bytes;
  if (is_told (request, "middle") && upload->size_bytes > 100000)
    answer_text (request, 507, "full");
  if (is_told (request, "cut") && upload->size_bytes > 100000)
    ktg_http_request_cut (request);
}

static void
ended_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;
  Upload      *upload = ktg_http_request_get_data (request);

  g_assert_cmpuint (upload->size_bytes, ==, ktg_http_request_get_content_length (request));
  g_atomic_int_inc (&site->ended);
  answer_size (request, upload->size_bytes);
}

static void
aborted_cb (KtgHttpRequest *request, gpointer user_data)
{
  KtgHttpSite *site = user_data;

  g_atomic_int_inc (&site->aborted);
}

static void
before_send_cb (KtgHttpRequest *request, KtgHttpAnswer *answer, gpointer user_data)
{
  g_autofree char *seen = g_strdup_printf ("%u %" G_GSIZE_FORMAT,
                                           ktg_http_answer_get_status (answer),
                                           g_bytes_get_size (ktg_http_answer_get_content (answer)));

  ktg_http_answer_add_header (answer, "Vouched", seen);
}

static gpointer
worker_thread (gpointer data)
{
  KtgHttpSite *site = data;

  for (gpointer job = g_async_queue_pop (site->later); job != &end_of_work;
       job = g_async_queue_pop (site->later))
    {
      g_autoptr (KtgHttpRequest) request = job;

      if (g_strcmp0 (ktg_http_request_get_method (request), "PATCH") == 0)
        ktg_http_request_accept (request);
      else
        answer_text (request, 200, "at last");
    }
  return NULL;
}

static const KtgHttpRoute routes[] = {
  { "GET", "/v1/ping", .ready = ping_cb },
  { "HEAD", "/v1/ping", .ready = ping_cb },
  { "GET", "/v1/mark", .ready = mark_cb },
  { "GET", "/v1/later", .ready = later_cb },
  { "GET", "/v1/never", .ready = never_cb, .answer_within_ms = 300 },
  { "GET", "/v1/text", .ready = text_cb },
  { "GET", "/v1/file", .ready = file_cb },
  { "POST",
    "/v1/collect",
    KTG_HTTP_BODY_COLLECTED,
    KTG_HTTP_SITE_COLLECT_CAP,
    KTG_HTTP_SITE_UNPACKED_CAP,
    .ready = collected_cb },
  { "POST",
    "/v1/exchange",
    KTG_HTTP_BODY_COLLECTED,
    KTG_HTTP_SITE_COLLECT_CAP,
    KTG_HTTP_SITE_UNPACKED_CAP,
    .ready = collected_cb },
  { "GET", "/v1/packs/{name}", .ready = ping_cb },
  { "GET", "/v1/node", .ready = ping_cb },
  { "PATCH",
    "/v1/files/{name}",
    KTG_HTTP_BODY_STREAMED,
    KTG_HTTP_SITE_STREAM_CAP,
    .ready = upload_asked_cb,
    .piece = piece_cb,
    .ended = ended_cb,
    .aborted = aborted_cb },
  { NULL },
};

static char *
make_file (void)
{
  g_autofree char *content = g_malloc (KTG_HTTP_SITE_FILE_BYTES);
  g_autofree char *name = NULL;
  int              fd;

  memset (content, 'k', KTG_HTTP_SITE_FILE_BYTES);
  fd = g_file_open_tmp ("ktg-http-XXXXXX", &name, NULL);
  g_assert_cmpint (fd, >=, 0);
  g_close (fd, NULL);
  g_assert_true (g_file_set_contents (name, content, KTG_HTTP_SITE_FILE_BYTES, NULL));

  return g_steal_pointer (&name);
}

KtgHttpSite *
ktg_http_site_new (const char *address, const KtgHttpLimits *limits)
{
  g_autoptr (GError) error = NULL;
  KtgHttpSite *self = g_new0 (KtgHttpSite, 1);
  const int    fd = ktg_http_listen (address, &error);

  g_assert_no_error (error);
  self->file = make_file ();
  self->later = g_async_queue_new ();
  self->worker = g_thread_new ("site", worker_thread, self);
  self->http = ktg_http_start (fd, routes, limits, before_send_cb, self, &error);
  g_assert_no_error (error);

  return self;
}

void
ktg_http_site_free (KtgHttpSite *self)
{
  ktg_http_free (self->http);
  g_async_queue_push (self->later, &end_of_work);
  g_thread_join (self->worker);
  g_async_queue_unref (self->later);
  g_unlink (self->file);
  g_free (self->file);
  g_free (self);
}

int
ktg_http_site_call (KtgHttpSite *self)
{
  return ktg_http_caller_connect (ktg_http_get_port (self->http));
}

void
ktg_http_site_wait_until_nobody (KtgHttpSite *self)
{
  const gint64 began_us = g_get_monotonic_time ();

  while (ktg_http_get_connections (self->http) > 0)
    {
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, HANGS_US);
      g_usleep (LOOK_AGAIN_US);
    }
}

void
ktg_http_site_wait_for (const int *counter, int value)
{
  const gint64 began_us = g_get_monotonic_time ();

  while (g_atomic_int_get (counter) < value)
    {
      g_assert_cmpint (g_get_monotonic_time () - began_us, <, HANGS_US);
      g_usleep (LOOK_AGAIN_US);
    }
}
