/* test-transport.c - one request and its proven answer, against a server that lies and a network
 * that misleads
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "calling-device.h"
#include "calling-fixture.h"
#include "certificates.h"

#include <ktg-exchange-json.h>
#include <ktg-http-signature.h>
#include <ktg-server-address.h>
#include <ktg-sha256.h>
#include <ktg-transport.h>

#include <string.h>

#define FAR_AHEAD_S 1935817689 /* the fake server's clock: 2031-05-06T07:08:09Z */

static KtgAnswer *
send (CallingFixture *fixture, KtgRequest *request, GError **error)
{
  g_autoptr (GAsyncResult) result = NULL;

  calling_fixture_ask (fixture, request, &result);
  return calling_fixture_wait_for (fixture, &result, error);
}

static KtgRequest *
make_exchange (void)
{
  KtgRequest *request = ktg_request_new ("POST", "/v1/exchange");
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();

  for (guint i = 0; i < 20; i++)
    g_ptr_array_add (message->files, g_strdup_printf ("%064u", i));
  request->body = ktg_exchange_request_write (message);

  return request;
}

static KtgAnswer *
exchange (CallingFixture *fixture, GError **error)
{
  return send (fixture, make_exchange (), error);
}

static void
assert_works (CallingFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = exchange (fixture, &error);
  g_autoptr (KtgExchangeAnswer) read = NULL;

  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 200);
  g_assert_true (answer->is_proven);
  read = ktg_exchange_answer_parse (answer->body, NULL, &error);
  g_assert_no_error (error);
}

static void
assert_fails (CallingFixture *fixture, int code)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = exchange (fixture, &error);

  g_assert_error (error, KTG_SYNC_ERROR, code);
  g_assert_null (answer);
}

static void
test_a_signed_request_has_a_proven_answer (CallingFixture *fixture, gconstpointer data)
{
  assert_works (fixture);
}

static void
test_many_requests_share_one_connection (CallingFixture *fixture, gconstpointer data)
{
  for (guint i = 0; i < 20; i++)
    assert_works (fixture);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 20);
  g_assert_cmpuint (fake_server_get_n_connections (fixture->server), ==, 1);
}

static void
test_what_answers_for_the_server_is_not_believed (CallingFixture *fixture, gconstpointer data)
{
  static const struct
  {
    FakeLie      lie;
    KtgSyncError code;
  } lies[] = {
    { FAKE_PORTAL, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_REDIRECT, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_NO_PROOF, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_OTHER_KEY, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_REPLAYED, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_SWAPPED, KTG_SYNC_ERROR_WRONG_SERVER },
    { FAKE_BOMB, KTG_SYNC_ERROR_NOT_KENTONGAN },
    { FAKE_ENDLESS, KTG_SYNC_ERROR_NOT_KENTONGAN },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      fake_server_lie (fixture->server, lies[i].lie, "/", 0, 1);
      assert_fails (fixture, lies[i].code);
    }
  assert_works (fixture);
}

static void
test_a_refusal_proven_to_another_device_is_none (CallingFixture *fixture, gconstpointer data)
{
  fake_server_lie (fixture->server, FAKE_SWAPPED_REFUSAL, "/", 0, 1);
  assert_fails (fixture, KTG_SYNC_ERROR_WRONG_SERVER);
  assert_works (fixture);
}

static void
test_headers_of_an_answer_are_proven (CallingFixture *fixture, gconstpointer data)
{
  static const FakeLie lies[]
      = { FAKE_ALTERED_OFFSET, FAKE_ALTERED_COMPLETE, FAKE_ALTERED_ENCODING };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      fake_server_lie (fixture->server, lies[i], "/", 0, 1);
      assert_fails (fixture, KTG_SYNC_ERROR_WRONG_SERVER);
    }
  assert_works (fixture);
}

static void
test_a_connection_that_gave_an_unproven_answer_is_used_no_more (CallingFixture *fixture,
                                                                gconstpointer   data)
{
  static const FakeLie lies[] = { FAKE_PORTAL, FAKE_NO_PROOF, FAKE_OTHER_KEY, FAKE_REPLAYED };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      fake_server_lie (fixture->server, lies[i], "/", 0, 1);
      assert_fails (fixture, i < 2 ? KTG_SYNC_ERROR_NOT_KENTONGAN : KTG_SYNC_ERROR_WRONG_SERVER);
      assert_works (fixture);
      g_assert_cmpuint (fake_server_get_n_connections (fixture->server), ==, i + 2);
    }
}

static void
test_a_redirect_is_not_followed (CallingFixture *fixture, gconstpointer data)
{
  fake_server_lie (fixture->server, FAKE_REDIRECT, "/", 0, 1);
  assert_fails (fixture, KTG_SYNC_ERROR_NOT_KENTONGAN);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_refusals_pass_and_say_whether_they_are_proven (CallingFixture *fixture, gconstpointer data)
{
  static const struct
  {
    FakeLie     lie;
    guint       status;
    gboolean    is_proven;
    const char *problem;
  } lies[] = {
    { FAKE_BUSY, 503, TRUE, "busy" },          { FAKE_BUSY_NGINX, 503, FALSE, NULL },
    { FAKE_BAD_GATEWAY, 502, FALSE, NULL },    { FAKE_REVOKED, 403, TRUE, "revoked" },
    { FAKE_FORBIDDEN_PAGE, 403, FALSE, NULL }, { FAKE_TOO_LARGE, 413, TRUE, "too-large" },
    { FAKE_GONE, 404, TRUE, "unknown-file" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (lies); i++)
    {
      g_autoptr (KtgAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      fake_server_lie (fixture->server, lies[i].lie, "/", 0, 1);
      answer = exchange (fixture, &error);
      g_assert_no_error (error);
      g_assert_cmpuint (answer->status, ==, lies[i].status);
      g_assert_cmpint (answer->is_proven, ==, lies[i].is_proven);
      g_assert_true (lies[i].problem == NULL || ktg_answer_is_problem (answer, lies[i].problem));
      g_assert_cmpint (answer->retry_after_us,
                       ==,
                       lies[i].lie == FAKE_BUSY ? 2 * G_TIME_SPAN_SECOND : 0);
    }
}

static void
test_a_wrong_clock_is_set_right_and_the_request_signed_anew (CallingFixture *fixture,
                                                             gconstpointer   data)
{
  fake_server_lie (fixture->server, FAKE_CLOCK, "/", 0, 1);
  assert_works (fixture);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 2);
  g_assert_cmpint (ABS (fake_server_get_last_created_s (fixture->server) - FAR_AHEAD_S), <, 60);
}

/* This computer's clock fell back to 1970 after a server had said that it was years ahead. */
static void
test_a_time_before_all_time_is_set_right_too (CallingFixture *fixture, gconstpointer data)
{
  ktg_transport_set_clock_offset_ms (fixture->transport, -G_GINT64_CONSTANT (3155760000000));
  fake_server_lie (fixture->server, FAKE_CLOCK, "/", 0, 1);
  assert_works (fixture);
  g_assert_cmpint (ABS (fake_server_get_last_created_s (fixture->server) - FAR_AHEAD_S), <, 60);
}

static void
test_a_clock_that_stays_wrong_is_told_once (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (KtgAnswer) answer = NULL;

  fake_server_lie (fixture->server, FAKE_CLOCK, "/", 0, 100);
  answer = exchange (fixture, NULL);
  g_assert_cmpuint (answer->status, ==, 401);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 2);
}

/* The connection was warm and the server had closed it: nobody saw the request. */
static void
test_a_dead_warm_connection_costs_nothing (CallingFixture *fixture, gconstpointer data)
{
  assert_works (fixture);
  fake_server_lie (fixture->server, FAKE_DROP, "/", 0, 1);
  assert_works (fixture);
  g_assert_cmpuint (fake_server_get_n_connections (fixture->server), ==, 2);
}

/* libsoup asks again by itself, and the server must not see the nonce twice. */
static void
test_a_question_asked_again_has_another_nonce (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (KtgAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  assert_works (fixture);
  fake_server_lie (fixture->server, FAKE_SWALLOW, "/v1/files", 0, 1);
  answer = send (fixture, ktg_request_new ("HEAD", "/v1/files/00"), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 404);
  g_assert_true (answer->is_proven);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 3);
}

static void
test_a_fresh_connection_that_breaks_is_no_link (CallingFixture *fixture, gconstpointer data)
{
  fake_server_lie (fixture->server, FAKE_SWALLOW, "/", 0, 1);
  assert_fails (fixture, KTG_SYNC_ERROR_NO_LINK);
  g_assert_true (ktg_transport_has_reached (fixture->transport));
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 1);
}

static void
test_a_closed_port_is_no_link (CallingFixture *fixture, gconstpointer data)
{
  g_autofree char *url = g_strdup (fake_server_get_url (fixture->server));

  fake_server_free (fixture->server);
  assert_fails (fixture, KTG_SYNC_ERROR_NO_LINK);
  g_assert_false (ktg_transport_has_reached (fixture->transport));
  fixture->server = fake_server_new (fixture->server_key, NULL);
  fake_server_know (fixture->server, ktg_signing_key_get_public (fixture->device_key));
}

static void
send_and_wait_until (CallingFixture *fixture, gboolean *is_so, GAsyncResult **result)
{
  calling_fixture_ask (fixture, make_exchange (), result);
  while (!*is_so)
    g_main_context_iteration (NULL, TRUE);
}

static void
stop_waiting (CallingFixture *fixture, GAsyncResult **result)
{
  g_autoptr (GError) error = NULL;

  g_cancellable_cancel (fixture->cancellable);
  while (*result == NULL)
    g_main_context_iteration (NULL, TRUE);
  g_assert_null (ktg_transport_send_finish (fixture->transport, *result, &error));
  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_cancellable_reset (fixture->cancellable);
}

static void
set_true (gpointer is_so)
{
  *(gboolean *)is_so = TRUE;
}

static void
test_a_request_is_stuck_when_no_byte_has_moved_for_long (CallingFixture *fixture,
                                                         gconstpointer   data)
{
  g_autoptr (GAsyncResult) result = NULL;
  gboolean has_arrived = FALSE;

  g_assert_false (ktg_transport_is_stuck (fixture->transport, 0));
  fake_server_lie (fixture->server, FAKE_SILENT, "/", 0, 1);
  fake_server_set_on_request (fixture->server, set_true, &has_arrived);
  send_and_wait_until (fixture, &has_arrived, &result);
  g_assert_true (ktg_transport_is_stuck (fixture->transport, 0));
  g_assert_false (ktg_transport_is_stuck (fixture->transport, G_TIME_SPAN_HOUR));
  stop_waiting (fixture, &result);
  g_assert_false (ktg_transport_is_stuck (fixture->transport, 0));

  fake_server_set_on_request (fixture->server, NULL, NULL);
  assert_works (fixture);
  g_assert_false (ktg_transport_is_stuck (fixture->transport, 0));
}

static gboolean
keep_silent_cb (GSocketService    *service,
                GSocketConnection *connection,
                GObject           *source,
                gpointer           has_arrived)
{
  g_object_set_data_full (G_OBJECT (service), "open", g_object_ref (connection), g_object_unref);
  *(gboolean *)has_arrived = TRUE;

  return TRUE;
}

static void
test_a_request_without_a_connection_is_stuck_at_once (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);
  g_autoptr (GAsyncResult) result = NULL;
  gboolean has_arrived = FALSE;

  g_signal_connect (service, "incoming", G_CALLBACK (keep_silent_cb), &has_arrived);
  g_object_unref (fixture->transport);
  fixture->transport = calling_fixture_make_transport (fixture, url, NULL);
  send_and_wait_until (fixture, &has_arrived, &result);
  g_assert_true (ktg_transport_is_stuck (fixture->transport, G_TIME_SPAN_HOUR));
  stop_waiting (fixture, &result);
  g_socket_service_stop (service);
}

static void
cancel (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
}

static void
assert_cancelled (CallingFixture *fixture)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgAnswer) answer = exchange (fixture, &error);

  g_assert_error (error, G_IO_ERROR, G_IO_ERROR_CANCELLED);
  g_assert_null (answer);
  g_cancellable_reset (fixture->cancellable);
}

static void
test_it_can_be_stopped_at_any_moment (CallingFixture *fixture, gconstpointer data)
{
  g_cancellable_cancel (fixture->cancellable);
  assert_cancelled (fixture);

  fake_server_lie (fixture->server, FAKE_SILENT, "/", 0, 1);
  fake_server_set_on_request (fixture->server, cancel, fixture->cancellable);
  assert_cancelled (fixture);
  fake_server_set_on_request (fixture->server, NULL, NULL);

  for (guint n_turns = 0; n_turns < 40; n_turns++)
    {
      g_autoptr (GAsyncResult) result = NULL;
      g_autoptr (KtgAnswer) answer = NULL;
      g_autoptr (GError) error = NULL;

      calling_fixture_ask (fixture, make_exchange (), &result);
      for (guint i = 0; i < n_turns && result == NULL; i++)
        g_main_context_iteration (NULL, TRUE);
      g_cancellable_cancel (fixture->cancellable);
      answer = calling_fixture_wait_for (fixture, &result, &error);
      g_assert_true (answer != NULL || g_error_matches (error, G_IO_ERROR, G_IO_ERROR_CANCELLED));
      g_cancellable_reset (fixture->cancellable);
    }
  assert_works (fixture);
}

static KtgRequest *
make_upload (GBytes *file, guint64 offset)
{
  g_autofree char *sha256 = ktg_sha256_of_bytes (file);
  g_autofree char *path = g_strconcat ("/v1/files/", sha256, NULL);
  g_autoptr (GBytes) rest = g_bytes_new_from_bytes (file, offset, g_bytes_get_size (file) - offset);
  KtgRequest *request = ktg_request_new ("PATCH", path);

  request->file = g_memory_input_stream_new_from_bytes (rest);
  request->offset = offset;
  request->n_bytes = g_bytes_get_size (rest);

  return request;
}

static void
count_moved (guint n_bytes, gpointer user_data)
{
  *(guint64 *)user_data += n_bytes;
}

static void
test_a_file_goes_with_its_offset_and_length (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = g_bytes_new_take (g_malloc0 (300000), 300000);
  g_autoptr (KtgAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;
  guint64 n_moved = 0;

  ktg_transport_set_moved (fixture->transport, count_moved, &n_moved);
  answer = send (fixture, make_upload (file, 100000), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 404); /* no event named it */
  g_assert_cmpuint (n_moved, ==, 200000);
  g_assert_cmpuint (fake_server_get_n_file_bytes (fixture->server), ==, 200000);
}

static void
test_an_empty_rest_of_a_file_is_a_request_too (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("abc", 3);
  g_autoptr (KtgAnswer) answer = NULL;
  g_autoptr (GError) error = NULL;

  answer = send (fixture, make_upload (file, 3), &error);
  g_assert_no_error (error);
  g_assert_cmpuint (answer->status, ==, 404);
}

/* On a thin link each line of a head takes time from somebody's photo. */
static void
assert_says_only (CallingFixture *fixture, KtgRequest *request, const char *fields)
{
  g_autofree char *said = NULL;
  g_autoptr (KtgAnswer) answer = send (fixture, request, NULL);

  g_assert_nonnull (answer);
  said = fake_server_dup_last_fields (fixture->server);
  g_assert_cmpstr (said, ==, fields);
}

static void
test_a_head_says_only_what_is_needed (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (GBytes) file = g_bytes_new_static ("abc", 3);
  g_autofree char *path = g_strdup_printf ("/v1/files/%064u", 7);

  assert_says_only (fixture,
                    make_upload (file, 1),
                    "Content-Length Host Signature Signature-Input"
                    " Upload-Offset");
  assert_says_only (fixture, ktg_request_new ("HEAD", path), "Host Signature Signature-Input");
  assert_says_only (fixture,
                    make_exchange (),
                    "Content-Digest Content-Encoding Content-Length Host Signature "
                    "Signature-Input");
}

/* --- certificates --- */

static void
speak_tls (CallingFixture *fixture, GTlsCertificate *certificate, const char *ca)
{
  fake_server_free (fixture->server);
  g_object_unref (fixture->transport);
  fixture->server = fake_server_new (fixture->server_key, certificate);
  fake_server_know (fixture->server, ktg_signing_key_get_public (fixture->device_key));
  fixture->transport
      = calling_fixture_make_transport (fixture, fake_server_get_url (fixture->server), ca);
}

static void
test_an_offices_own_authority_is_trusted (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (Authority) other = authority_new ();
  g_autoptr (Authority) authority = authority_new ();
  g_autoptr (GTlsCertificate) certificate = authority_certify (authority, "127.0.0.1", -1, 1);
  g_autofree char *both
      = g_strconcat (authority_get_pem (other), authority_get_pem (authority), NULL);

  speak_tls (fixture, certificate, authority_get_pem (authority));
  assert_works (fixture);
  assert_works (fixture);
  g_assert_cmpuint (fake_server_get_n_connections (fixture->server), ==, 1);
  speak_tls (fixture, certificate, both);
  assert_works (fixture);
}

static void
test_another_authority_is_not_trusted (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (Authority) authority = authority_new ();
  g_autoptr (Authority) other = authority_new ();
  g_autoptr (GTlsCertificate) certificate = authority_certify (authority, "127.0.0.1", -1, 1);

  speak_tls (fixture, certificate, authority_get_pem (other));
  assert_fails (fixture, KTG_SYNC_ERROR_CERTIFICATE);
  speak_tls (fixture, certificate, NULL);
  assert_fails (fixture, KTG_SYNC_ERROR_CERTIFICATE);
  g_assert_cmpuint (fake_server_get_n_requests (fixture->server), ==, 0);
}

static void
test_a_certificate_of_another_name_is_not_trusted (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (Authority) authority = authority_new ();
  g_autoptr (GTlsCertificate) certificate = authority_certify (authority, "127.0.0.2", -1, 1);

  speak_tls (fixture, certificate, authority_get_pem (authority));
  assert_fails (fixture, KTG_SYNC_ERROR_CERTIFICATE);
}

/* What is wrong is this computer's clock, most of the time, and people can set it. */
static void
test_a_certificate_of_another_time_speaks_of_the_clock (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (Authority) authority = authority_new ();
  g_autoptr (GTlsCertificate) expired = authority_certify (authority, "127.0.0.1", -9, -2);
  g_autoptr (GTlsCertificate) early = authority_certify (authority, "127.0.0.1", 2, 9);

  speak_tls (fixture, expired, authority_get_pem (authority));
  assert_fails (fixture, KTG_SYNC_ERROR_CERTIFICATE_TIME);
  speak_tls (fixture, early, authority_get_pem (authority));
  assert_fails (fixture, KTG_SYNC_ERROR_CERTIFICATE_TIME);
}

static void
test_an_authority_that_is_none_is_said_to_be_none (CallingFixture *fixture, gconstpointer data)
{
  static const char *const pems[]
      = { "", "nothing", "-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n" };

  for (guint i = 0; i < G_N_ELEMENTS (pems); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ktg_transport_new ("https://127.0.0.1:1",
                                        pems[i],
                                        NULL,
                                        &calling_device_world,
                                        calling_device_sign,
                                        NULL,
                                        &error));
      g_assert_error (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_CERTIFICATE);
    }
}

static gboolean
greet_cb (GSocketService    *service,
          GSocketConnection *connection,
          GObject           *source,
          gpointer           user_data)
{
  static const char greeting[] = "HTTP/1.0 400 Bad Request\r\n\r\nThis is no TLS";
  GOutputStream    *stream = g_io_stream_get_output_stream (G_IO_STREAM (connection));

  g_assert_true (g_output_stream_write_all (stream, greeting, strlen (greeting), NULL, NULL, NULL));

  return TRUE;
}

static void
test_a_server_without_tls_is_not_kentongan (CallingFixture *fixture, gconstpointer data)
{
  g_autoptr (GSocketService) service = g_socket_service_new ();
  guint16 port = g_socket_listener_add_any_inet_port (G_SOCKET_LISTENER (service), NULL, NULL);
  g_autofree char *url = g_strdup_printf ("https://127.0.0.1:%u", port);

  g_signal_connect (service, "incoming", G_CALLBACK (greet_cb), NULL);
  g_object_unref (fixture->transport);
  fixture->transport = calling_fixture_make_transport (fixture, url, NULL);
  assert_fails (fixture, KTG_SYNC_ERROR_NOT_KENTONGAN);
  g_socket_service_stop (service);
}

/* --- addresses --- */

static void
test_addresses_are_read_as_people_type_them (void)
{
  static const struct
  {
    const char *typed;
    const char *url;
  } good[] = {
    { "https://server.example", "https://server.example" },
    { " server.example/ ", "https://server.example" },
    { "HTTPS://server.example:8443//", "https://server.example:8443" },
    { "http://127.0.0.1:8480", "http://127.0.0.1:8480" },
    { "http://localhost:8480/", "http://localhost:8480" },
    { "http://[::1]:8480", "http://[::1]:8480" },
    { "https://office.example/kentongan/", "https://office.example/kentongan" },
  };

  for (guint i = 0; i < G_N_ELEMENTS (good); i++)
    {
      g_autoptr (GError) error = NULL;
      g_autofree char *url = ktg_server_address_normalise (good[i].typed, &error);

      g_assert_no_error (error);
      g_assert_cmpstr (url, ==, good[i].url);
    }
}

static void
test_other_addresses_are_refused (void)
{
  static const struct
  {
    const char  *typed;
    KtgSyncError code;
  } bad[] = {
    { "http://server.example", KTG_SYNC_ERROR_PLAIN_HTTP },
    { "http://10.0.0.1:8480", KTG_SYNC_ERROR_PLAIN_HTTP },
    { "http://localhost.example", KTG_SYNC_ERROR_PLAIN_HTTP },
    { "", KTG_SYNC_ERROR_BAD_URL },
    { "https://", KTG_SYNC_ERROR_BAD_URL },
    { "ftp://server.example", KTG_SYNC_ERROR_BAD_URL },
    { "https://siti:word@server.example", KTG_SYNC_ERROR_BAD_URL },
    { "https://server.example/?a=b", KTG_SYNC_ERROR_BAD_URL },
    { "https://server.example/#a", KTG_SYNC_ERROR_BAD_URL },
    { "https://server.example:port", KTG_SYNC_ERROR_BAD_URL },
    { "not an address", KTG_SYNC_ERROR_BAD_URL },
    { "https://server.example/an office", KTG_SYNC_ERROR_BAD_URL },
    { "https://server\t.example", KTG_SYNC_ERROR_BAD_URL },
  };

  for (guint i = 0; i < G_N_ELEMENTS (bad); i++)
    {
      g_autoptr (GError) error = NULL;

      g_assert_null (ktg_server_address_normalise (bad[i].typed, &error));
      g_assert_error (error, KTG_SYNC_ERROR, (int)bad[i].code);
    }
}

#define ADD(name, function)                                                                        \
  g_test_add ("/transport/" name,                                                                  \
              CallingFixture,                                                                      \
              NULL,                                                                                \
              calling_fixture_set_up,                                                              \
              function,                                                                            \
              calling_fixture_tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("a-signed-request-has-a-proven-answer", test_a_signed_request_has_a_proven_answer);
  ADD ("many-requests-share-one-connection", test_many_requests_share_one_connection);
  ADD ("what-answers-for-the-server-is-not-believed",
       test_what_answers_for_the_server_is_not_believed);
  ADD ("a-refusal-proven-to-another-device-is-none",
       test_a_refusal_proven_to_another_device_is_none);
  ADD ("headers-of-an-answer-are-proven", test_headers_of_an_answer_are_proven);
  ADD ("a-connection-that-gave-an-unproven-answer-is-used-no-more",
       test_a_connection_that_gave_an_unproven_answer_is_used_no_more);
  ADD ("a-redirect-is-not-followed", test_a_redirect_is_not_followed);
  ADD ("refusals-pass-and-say-whether-they-are-proven",
       test_refusals_pass_and_say_whether_they_are_proven);
  ADD ("a-wrong-clock-is-set-right-and-the-request-signed-anew",
       test_a_wrong_clock_is_set_right_and_the_request_signed_anew);
  ADD ("a-time-before-all-time-is-set-right-too", test_a_time_before_all_time_is_set_right_too);
  ADD ("a-clock-that-stays-wrong-is-told-once", test_a_clock_that_stays_wrong_is_told_once);
  ADD ("a-dead-warm-connection-costs-nothing", test_a_dead_warm_connection_costs_nothing);
  ADD ("a-question-asked-again-has-another-nonce", test_a_question_asked_again_has_another_nonce);
  ADD ("a-fresh-connection-that-breaks-is-no-link", test_a_fresh_connection_that_breaks_is_no_link);
  ADD ("a-closed-port-is-no-link", test_a_closed_port_is_no_link);
  ADD ("a-request-is-stuck-when-no-byte-has-moved-for-long",
       test_a_request_is_stuck_when_no_byte_has_moved_for_long);
  ADD ("a-request-without-a-connection-is-stuck-at-once",
       test_a_request_without_a_connection_is_stuck_at_once);
  ADD ("it-can-be-stopped-at-any-moment", test_it_can_be_stopped_at_any_moment);
  ADD ("a-file-goes-with-its-offset-and-length", test_a_file_goes_with_its_offset_and_length);
  ADD ("an-empty-rest-of-a-file-is-a-request-too", test_an_empty_rest_of_a_file_is_a_request_too);
  ADD ("a-head-says-only-what-is-needed", test_a_head_says_only_what_is_needed);
  ADD ("an-offices-own-authority-is-trusted", test_an_offices_own_authority_is_trusted);
  ADD ("another-authority-is-not-trusted", test_another_authority_is_not_trusted);
  ADD ("a-certificate-of-another-name-is-not-trusted",
       test_a_certificate_of_another_name_is_not_trusted);
  ADD ("a-certificate-of-another-time-speaks-of-the-clock",
       test_a_certificate_of_another_time_speaks_of_the_clock);
  ADD ("an-authority-that-is-none-is-said-to-be-none",
       test_an_authority_that_is_none_is_said_to_be_none);
  ADD ("a-server-without-tls-is-not-kentongan", test_a_server_without_tls_is_not_kentongan);
  g_test_add_func ("/server-address/addresses-are-read-as-people-type-them",
                   test_addresses_are_read_as_people_type_them);
  g_test_add_func ("/server-address/other-addresses-are-refused", test_other_addresses_are_refused);

  return g_test_run ();
}
