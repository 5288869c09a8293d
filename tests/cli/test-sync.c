/* test-sync.c - ktg enrol and ktg sync against a real server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <ktg-test-server.h>
#include <signal.h>
#include <string.h>

static void
enrol (KtgPost *post, KtgTestServer *server)
{
  g_autofree char *url = ktg_test_server_dup_url (server);
  g_autofree char *code = ktg_test_server_make_code (server, KTG_ROLE_OFFICER, "34.71");

  g_free (ktg_post_ask (post, "enrol", url, code, "--name", "Laptop", NULL));
}

static void
a_device_enrols_once_with_its_code (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgPost) other = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *code = NULL;
  g_autofree char *url = NULL;
  g_autofree char *again = NULL;
  g_autofree char *said = NULL;
  g_autoptr (KtgCall) taken = NULL;

  ktg_test_server_start (server);
  url = ktg_test_server_dup_url (server);
  code = ktg_test_server_make_code (server, KTG_ROLE_OFFICER, "34.71");
  said = ktg_post_ask (post, "enrol", url, code, NULL);
  g_assert_nonnull (strstr (said, "34.71"));
  again = ktg_post_ask (post, "enrol", url, code, "--json", NULL);
  g_assert_nonnull (strstr (again, "\"officer\": \"Siti\""));

  taken = ktg_post_call (other, "enrol", url, code, NULL);
  g_assert_cmpint (taken->exit, ==, 1);
  g_assert_cmpstr (taken->out, ==, "");
}

static void
device_and_server_show_the_same_six_words (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *words = NULL;
  g_autofree char *sentence = NULL;
  g_autofree char *listed = NULL;
  g_autofree char *shown = NULL;
  g_auto (GStrv) each = NULL;

  ktg_test_server_start (server);
  enrol (post, server);
  words = ktg_post_dup_words (post);
  each = g_strsplit (words, " ", -1);
  g_assert_cmpuint (g_strv_length (each), ==, 6);

  sentence = g_strdup_printf ("Words to compare with the office: %s.", words);
  shown = ktg_post_ask (post, "status", NULL);
  g_assert_nonnull (strstr (shown, sentence));
  g_assert_cmpint (ktg_test_server_run (server, &listed, "devices", NULL), ==, 0);
  g_assert_nonnull (strstr (listed, words));
}

static void
an_office_waits_until_its_words_were_heard (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *code = NULL;
  g_autofree char *url = NULL;
  g_autofree char *said = NULL;
  g_autofree char *waiting = NULL;
  g_autofree char *words = NULL;
  g_autofree char *after = NULL;
  g_autoptr (KtgCall) early = NULL;
  g_autoptr (KtgCall) named = NULL;

  ktg_test_server_start (server);
  url = ktg_test_server_dup_url (server);
  code = ktg_test_server_make_code (server, KTG_ROLE_OFFICE, "34.71");
  said = ktg_post_ask (post, "enrol", url, code, NULL);
  g_assert_nonnull (strstr (said, "The office has yet to confirm this device."));

  early = ktg_post_call (post, "sync", NULL);
  g_assert_cmpint (early->exit, ==, 1);
  g_assert_nonnull (strstr (early->err, "“ktg status”"));
  named = ktg_post_call (post, "sync", "--json", NULL);
  g_assert_nonnull (strstr (named->out, "\"pending\""));

  waiting = ktg_post_ask (post, "status", "--json", NULL);
  g_assert_nonnull (strstr (waiting, "\"pending\": true"));
  words = ktg_post_dup_words (post);
  g_assert_cmpint (ktg_test_server_confirm_by (server, "1", words, NULL), ==, 0);
  g_free (ktg_post_ask (post, "sync", NULL));
  after = ktg_post_ask (post, "status", "--json", NULL);
  g_assert_null (strstr (after, "\"pending\""));
}

static void
an_enrolment_that_cannot_be_says_why (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char  *pem = ktg_post_write (post, "ca.pem", "no certificate");
  static const char code[] = "7K3M-4QRS-TVWX-YZ01-2345-6789-ABCD-EFGH";
  g_autoptr (KtgCall) plain = ktg_post_call (post, "enrol", "http://192.0.2.1", code, NULL);
  g_autoptr (KtgCall) nonsense = ktg_post_call (post, "enrol", "ftp://x", code, NULL);
  g_autoptr (KtgCall) typed = ktg_post_call (post, "enrol", "http://127.0.0.1:1", "CODE", NULL);
  g_autoptr (KtgCall) of_before
      = ktg_post_call (post, "enrol", "http://127.0.0.1:1", "7K3M-4QRS-TVWX-YZ01-2345-6789", NULL);
  g_autoptr (KtgCall) absent = ktg_post_call (post, "enrol", "http://127.0.0.1:1", code, NULL);
  g_autoptr (KtgCall) no_ca
      = ktg_post_call (post, "enrol", "https://127.0.0.1:1", code, "--ca", "/nowhere/ca.pem", NULL);

  g_assert_cmpint (plain->exit, ==, 1);
  g_assert_nonnull (strstr (plain->err, "https"));
  g_assert_cmpint (nonsense->exit, ==, 1);
  g_assert_cmpint (typed->exit, ==, 1);
  g_assert_nonnull (strstr (typed->err, "32 letters"));
  g_assert_cmpint (of_before->exit, ==, 1);
  g_assert_nonnull (strstr (of_before->err, "earlier version"));
  g_assert_cmpint (absent->exit, ==, 3);
  g_assert_cmpint (no_ca->exit, ==, 1);
  g_assert_nonnull (strstr (no_ca->err, "/nowhere/ca.pem"));
}

/* Nobody is there: what is wrong with the file is said before anybody is asked. */
static void
an_office_certificate_is_judged_before_anybody_is_asked (void)
{
  static const char code[] = "7K3M-4QRS-TVWX-YZ01-2345-6789-ABCD-EFGH";
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *der = g_test_build_filename (G_TEST_DIST, "data", "office-ca.der", NULL);
  g_autofree char *json = ktg_post_write (post, "report.json", "{\"kind\":\"lhp\"}");
  g_autofree char *key = ktg_post_write (post, "office.key", "-----BEGIN PRIVATE KEY-----\n");
  const char      *none[] = { json, key };
  g_autoptr (KtgCall) taken
      = ktg_post_call (post, "enrol", "https://127.0.0.1:1", code, "--ca", der, NULL);

  g_assert_cmpint (taken->exit, ==, 3);
  for (guint i = 0; i < G_N_ELEMENTS (none); i++)
    {
      g_autoptr (KtgCall) call
          = ktg_post_call (post, "enrol", "https://127.0.0.1:1", code, "--ca", none[i], NULL);

      g_assert_cmpint (call->exit, ==, 1);
      g_assert_nonnull (strstr (call->err, none[i]));
      g_assert_nonnull (strstr (call->err, "holds no certificate"));
    }
}

/* One that lets nobody through without a password. */
static gpointer
run_proxy (gpointer listener)
{
  static const char answer[] = "HTTP/1.1 407 Proxy Authentication Required\r\n"
                               "Proxy-Authenticate: Basic realm=\"office\"\r\n"
                               "Content-Length: 0\r\n\r\n";
  g_autoptr (GSocketConnection) connection = g_socket_listener_accept (listener, NULL, NULL, NULL);
  GIOStream *stream = G_IO_STREAM (connection);
  char       head[4096];

  g_assert_cmpint (g_input_stream_read (g_io_stream_get_input_stream (stream),
                                        head,
                                        sizeof head,
                                        NULL,
                                        NULL),
                   >,
                   0);
  g_output_stream_write_all (g_io_stream_get_output_stream (stream),
                             answer,
                             strlen (answer),
                             NULL,
                             NULL,
                             NULL);
  g_io_stream_close (stream, NULL, NULL);

  return g_strndup (head, strcspn (head, "\r"));
}

static void
a_proxy_that_wants_a_password_is_named (void)
{
  static const char code[] = "7K3M-4QRS-TVWX-YZ01-2345-6789-ABCD-EFGH";
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (GSocketListener) listener = g_socket_listener_new ();
  guint16          port = g_socket_listener_add_any_inet_port (listener, NULL, NULL);
  g_autofree char *proxy = g_strdup_printf ("http://127.0.0.1:%u", port);
  GThread         *thread = g_thread_new ("proxy", run_proxy, listener);
  g_autofree char *asked = NULL;
  g_autoptr (KtgCall) call = NULL;

  g_setenv ("https_proxy", proxy, TRUE);
  call = ktg_post_call (post, "enrol", "https://server.example", code, NULL);
  g_unsetenv ("https_proxy");
  asked = g_thread_join (thread);
  g_assert_cmpstr (asked, ==, "CONNECT server.example:443 HTTP/1.1");
  g_assert_cmpint (call->exit, ==, 3);
  g_assert_nonnull (strstr (call->err, "proxy"));
  g_assert_nonnull (strstr (call->err, "password"));
}

static void
sync_is_level_with_a_server_and_three_without (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *id = NULL;
  g_autoptr (KtgCall) offline = NULL;
  g_autoptr (KtgCall) level = NULL;
  g_autoptr (JsonNode) root = NULL;

  ktg_test_server_start (server);
  enrol (post, server);
  ktg_test_server_stop (server);
  id = ktg_post_file (post, photo);
  offline = ktg_post_call (post, "sync", NULL);
  g_assert_cmpint (offline->exit, ==, 3);
  g_assert_nonnull (strstr (offline->err, "Waiting: 1 text, "));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);

  ktg_test_server_start (server);
  level = ktg_post_call (post, "sync", "--json", NULL);
  g_assert_cmpint (level->exit, ==, 0);
  root = ktg_call_parse (level);
  g_assert_true (json_object_get_boolean_member (json_node_get_object (root), "level"));
  g_assert_cmpint (ktg_post_count (post, "complete"), ==, 1);
  g_assert_cmpint (ktg_post_count (post, "bytes_waiting"), ==, 0);
  g_free (ktg_post_ask (post, "verify", NULL));
}

/* A copy of the profile is put back after the original has gone on: two different events with one
 * number. */
static void
what_the_server_refuses_is_parked_and_exits_four (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *original = g_strdup (post->profile);
  g_autofree char *copy = g_build_filename (post->folder, "copy", NULL);
  g_autofree char *first = NULL;
  g_autofree char *forked = NULL;
  g_autofree char *shown = NULL;
  g_autofree char *retried = NULL;
  g_autoptr (KtgCall) refused = NULL;
  g_autoptr (KtgCall) again = NULL;

  ktg_test_server_start (server);
  enrol (post, server);
  ktg_post_copy_profile (post, original, copy);
  first = ktg_post_file (post, NULL);
  g_free (ktg_post_ask (post, "sync", NULL));

  g_free (post->profile);
  post->profile = g_strdup (copy);
  forked = ktg_post_file (post, NULL);
  refused = ktg_post_call (post, "sync", NULL);
  g_assert_cmpint (refused->exit, ==, 4);
  g_assert_cmpint (ktg_post_count (post, "parked"), ==, 1);
  shown = ktg_post_ask (post, "show", forked, NULL);
  g_assert_nonnull (strstr (shown, "refused"));

  retried = ktg_post_ask (post, "retry", forked, NULL);
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
  again = ktg_post_call (post, "sync", "--json", NULL);
  g_assert_cmpint (again->exit, ==, 4);
}

/* One bit of what is stored of the only evidence file. */
static void
damage_evidence (KtgPost *post)
{
  g_autofree char *folder = g_build_filename (post->profile, "files", NULL);
  g_autoptr (GDir) dir = g_dir_open (folder, 0, NULL);
  const char *name;

  while ((name = g_dir_read_name (dir)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);
      g_autofree char *bytes = NULL;
      gsize            n_bytes;

      g_assert_true (g_file_get_contents (path, &bytes, &n_bytes, NULL));
      bytes[n_bytes / 2] ^= 1;
      g_assert_true (g_file_set_contents (path, bytes, (gssize)n_bytes, NULL));
    }
}

static void
what_is_damaged_here_is_parked_and_not_said_to_be_refused (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autofree char *photo = ktg_post_paint (post, "photo.jpg");
  g_autofree char *damaged = NULL;
  g_autofree char *whole = NULL;
  g_autofree char *shown = NULL;
  g_autoptr (KtgCall) call = NULL;

  ktg_test_server_start (server);
  enrol (post, server);
  damaged = ktg_post_file (post, photo);
  damage_evidence (post);
  whole = ktg_post_file (post, NULL);

  call = ktg_post_call (post, "sync", NULL);
  g_assert_cmpint (call->exit, ==, 4);
  g_assert_nonnull (strstr (call->err, "could not be sent"));
  g_assert_nonnull (strstr (call->err, "why and what to do"));
  g_assert_cmpint (ktg_post_count (post, "complete"), ==, 1);
  shown = ktg_post_ask (post, "show", damaged, NULL);
  g_assert_nonnull (strstr (shown,
                            "A part of it can no longer be read on this device, so it was not "
                            "sent. Everything else is safe and is sent. Do not delete anything. "
                            "Bring this device to your office, then try again."));
  g_assert_null (strstr (shown, "refused"));
}

/* Instead of the server somebody listens who never answers. */
static void
an_interrupted_sync_ends_in_order (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autoptr (KtgTestServer) server = ktg_test_server_new ();
  g_autoptr (GSocketListener) silence = g_socket_listener_new ();
  g_autoptr (GSocketConnection) connection = NULL;
  g_autoptr (GSubprocess) process = NULL;
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  ktg_test_server_start (server);
  enrol (post, server);
  ktg_test_server_stop (server);
  id = ktg_post_file (post, NULL);
  g_socket_listener_add_inet_port (silence, server->port, NULL, &error);
  g_assert_no_error (error);

  process = ktg_post_start (post, "sync", NULL);
  connection = g_socket_listener_accept (silence, NULL, NULL, &error);
  g_assert_no_error (error);
  g_subprocess_send_signal (process, SIGINT);
  g_assert_true (g_subprocess_wait (process, NULL, NULL));
  g_assert_true (g_subprocess_get_if_exited (process));
  g_assert_cmpint (g_subprocess_get_exit_status (process), ==, 130);
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

static void
without_enrolment_nothing_is_sent (void)
{
  g_autoptr (KtgPost) post = ktg_post_new ();
  g_autofree char *id = ktg_post_file (post, NULL);
  g_autoptr (KtgCall) call = ktg_post_call (post, "sync", NULL);

  g_assert_cmpint (call->exit, ==, 1);
  g_assert_nonnull (strstr (call->err, "ktg enrol"));
  g_assert_cmpint (ktg_post_count (post, "queued"), ==, 1);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  g_test_add_func ("/sync/a-device-enrols-once-with-its-code", a_device_enrols_once_with_its_code);
  g_test_add_func ("/sync/device-and-server-show-the-same-six-words",
                   device_and_server_show_the_same_six_words);
  g_test_add_func ("/sync/an-office-waits-until-its-words-were-heard",
                   an_office_waits_until_its_words_were_heard);
  g_test_add_func ("/sync/an-office-certificate-is-judged-before-anybody-is-asked",
                   an_office_certificate_is_judged_before_anybody_is_asked);
  g_test_add_func ("/sync/a-proxy-that-wants-a-password-is-named",
                   a_proxy_that_wants_a_password_is_named);
  g_test_add_func ("/sync/an-enrolment-that-cannot-be-says-why",
                   an_enrolment_that_cannot_be_says_why);
  g_test_add_func ("/sync/sync-is-level-with-a-server-and-three-without",
                   sync_is_level_with_a_server_and_three_without);
  g_test_add_func ("/sync/what-the-server-refuses-is-parked-and-exits-four",
                   what_the_server_refuses_is_parked_and_exits_four);
  g_test_add_func ("/sync/what-is-damaged-here-is-parked-and-not-said-to-be-refused",
                   what_is_damaged_here_is_parked_and_not_said_to_be_refused);
  g_test_add_func ("/sync/an-interrupted-sync-ends-in-order", an_interrupted_sync_ends_in_order);
  g_test_add_func ("/sync/without-enrolment-nothing-is-sent", without_enrolment_nothing_is_sent);

  return g_test_run ();
}
