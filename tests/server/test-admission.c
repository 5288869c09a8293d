/* test-admission.c - nobody is let in who does not prove who asks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-http-signature.h>
#include <ktg-nonces.h>
#include <ktg-problem-json.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>

#include <string.h>
#include <unistd.h>

static const char empty_message[] = "{\"events\":[],\"files\":[]}";

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *device;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->device = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->device);
  ktg_test_server_free (world->server);
}

static void
assert_problem (KtgTestReply *reply, guint status, const char *type)
{
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (problem, ==, type);
}

static KtgTestReply *
say (World *world, const char *text)
{
  return ktg_test_device_ask_as_is (world->device, "POST", text);
}

/* An exchange's bytes, with @from replaced by @to after it was signed. */
static char *
write_message (World *world, const char *from, const char *to)
{
  g_autoptr (GBytes) body = g_bytes_new_static (empty_message, strlen (empty_message));
  KtgTestRequest   request = { .body = body };
  g_autofree char *head
      = ktg_test_device_write_head (world->device, "POST", "/v1/exchange", &request);
  g_autoptr (GString) whole = g_string_new (head);

  g_string_append (whole, empty_message);
  if (from != NULL)
    g_assert_cmpuint (g_string_replace (whole, from, to, 1), ==, 1);

  return g_strdup (whole->str);
}

static void
test_signed (World *world, gconstpointer data)
{
  g_autofree char *text = write_message (world, NULL, NULL);
  g_autoptr (KtgTestReply) reply = say (world, text);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
}

static void
test_unsigned (World *world, gconstpointer data)
{
  static const char *const requests[] = {
    "GET /v1/packs/rules HTTP/1.1\r\nHost: a\r\n\r\n",
    "HEAD /v1/files/00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "GET /v1/files/00 HTTP/1.1\r\nHost: a\r\n\r\n",
    "PATCH /v1/files/00 HTTP/1.1\r\nHost: a\r\nContent-Length: 1\r\n\r\nx",
    "POST /v1/exchange HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
    "POST /v1/enrol HTTP/1.1\r\nHost: a\r\nContent-Length: 2\r\n\r\n{}",
  };

  for (guint i = 0; i < G_N_ELEMENTS (requests); i++)
    {
      g_autoptr (KtgTestReply) reply = say (world, requests[i]);

      g_assert_cmpuint (reply->status, ==, 401);
      g_assert_false (reply->is_proven);
      if (!g_str_has_prefix (requests[i], "HEAD"))
        assert_problem (reply, 401, "unsigned");
    }
}

static void
test_wrongly_signed (World *world, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "\"events\":[]", "\"events\":[ ]" },
    { "POST /v1/exchange", "POST /v1/exchange?a=b" },
    { ";created=1", ";created=2" },
    { "Signature: ktg=:", "Signature: ktg=:AA" },
    { "Content-Digest: ", "X-Something: " },
    { "\"@path\" ", "" },
    { "Content-Digest: ", "Content-Encoding: gzip\r\nContent-Digest: " },
  };

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *text = write_message (world, changes[i][0], changes[i][1]);
      g_autoptr (KtgTestReply) reply = say (world, text);

      assert_problem (reply, 401, "signature");
    }
}

static void
test_replayed (World *world, gconstpointer data)
{
  g_autofree char *text = write_message (world, NULL, NULL);
  g_autoptr (KtgTestReply) first = say (world, text);
  g_autoptr (KtgTestReply) second = NULL;

  g_assert_cmpuint (first->status, ==, 200);
  second = say (world, text);
  assert_problem (second, 401, "replayed");
  g_assert_true (second->is_proven);
}

/* What was asked of one server is said to another, where the device is enrolled, too. */
static void
test_other_node (World *world, gconstpointer data)
{
  g_autoptr (KtgTestServer) other = ktg_test_server_new ();
  g_autofree char *code = NULL;
  g_autofree char *text = NULL;
  g_autoptr (KtgTestDevice) device = NULL;
  g_autoptr (KtgTestReply) enrolled = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  ktg_test_server_start (other);
  device = ktg_test_device_new (other->port);
  ktg_signing_key_unref (device->key);
  device->key = ktg_signing_key_ref (world->device->key);
  code = ktg_test_server_make_code (other, KTG_ROLE_OFFICER, "34.71.04");
  enrolled = ktg_test_device_enrol (device, code);
  g_assert_cmpuint (enrolled->status, ==, 200);

  text = write_message (world, NULL, NULL);
  world->device->port = other->port;
  reply = say (world, text);
  assert_problem (reply, 401, "other-node");
}

/* Nor is a request taken that says for no server in particular. */
static void
test_untagged (World *world, gconstpointer data)
{
  g_autofree char *key = g_steal_pointer (&world->device->server_key);
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (world->device, NULL, NULL);

  assert_problem (reply, 401, "other-node");
}

/* A middleman alters what decides what becomes of a part of a file. */
static void
test_altered_upload_headers (World *world, gconstpointer data)
{
  static const char *const changes[][2] = {
    { "Upload-Offset: 0", "Upload-Offset: 1" },
    { "Upload-Complete: ?0", "Upload-Complete: ?1" },
    { "Upload-Complete: ?0\r\n", "" },
    { "Content-Length: 1", "Content-Length: 0" },
    { "Content-Length: 1", "Range: bytes=0-\r\nContent-Length: 1" },
  };
  g_autoptr (GBytes) part = g_bytes_new_static ("x", 1);
  KtgTestRequest   request = { .headers = "Content-Type: application/partial-upload\r\n"
                                            "Upload-Offset: 0\r\nUpload-Complete: ?0\r\n",
                               .stream = part };
  g_autofree char *hash = ktg_sha256_of_bytes (part);
  g_autofree char *path = g_strconcat ("/v1/files/", hash, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (changes); i++)
    {
      g_autofree char *head = ktg_test_device_write_head (world->device, "PATCH", path, &request);
      g_autoptr (GString) text = g_string_new (head);
      g_autoptr (KtgTestReply) reply = NULL;

      g_string_append_c (text, 'x');
      g_assert_cmpuint (g_string_replace (text, changes[i][0], changes[i][1], 1), ==, 1);
      reply = say (world, text->str);
      assert_problem (reply, 401, "signature");
    }
}

/* Whoever swaps the answers of two devices, whose requests have one nonce, deceives neither. */
static void
test_swapped_proof (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) second
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  KtgTestRequest   request = { .nonce = "one-nonce-for-both" };
  g_autofree char *ours
      = ktg_test_device_write_head (world->device, "GET", "/v1/packs/x", &request);
  g_autofree char *theirs = ktg_test_device_write_head (second, "GET", "/v1/packs/x", &request);
  int              fd = ktg_test_device_connect (second);
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgTestReply) honest = NULL;

  g_assert_cmpint (write (fd, theirs, strlen (theirs)), ==, strlen (theirs));
  reply = ktg_test_device_hear (world->device, fd, "GET", ours);
  g_assert_cmpuint (reply->status, ==, 404);
  g_assert_false (reply->is_proven);

  honest = say (world, ours);
  g_assert_cmpuint (honest->status, ==, 404);
  g_assert_true (honest->is_proven);
}

static void
test_clock (World *world, gconstpointer data)
{
  static const gint64 seconds[] = { -700, 700, -1700000000, 400000000 };

  for (guint i = 0; i < G_N_ELEMENTS (seconds); i++)
    {
      g_autoptr (KtgTestReply) reply = NULL;
      g_autoptr (KtgProblem) problem = NULL;
      g_autoptr (GDateTime) now = NULL;

      world->device->clock_s = seconds[i];
      reply = ktg_test_device_exchange_raw (world->device, NULL, NULL);
      assert_problem (reply, 401, "clock");
      g_assert_true (reply->is_proven);
      problem = ktg_problem_parse (reply->content, NULL);
      now = g_date_time_new_from_iso8601 (problem->now, NULL);
      g_assert_nonnull (now);
      g_assert_cmpint (ABS (g_date_time_to_unix (now) - g_get_real_time () / G_USEC_PER_SEC),
                       <,
                       60);
    }

  world->device->clock_s = 500;
  ktg_exchange_answer_free (ktg_test_device_exchange (world->device, NULL, NULL));
  world->device->clock_s = -500;
  ktg_exchange_answer_free (ktg_test_device_exchange (world->device, NULL, NULL));
}

static void
test_stranger (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) reply = NULL;

  stranger->server_key = g_strdup (world->device->server_key);
  reply = ktg_test_device_exchange_raw (stranger, NULL, NULL);
  assert_problem (reply, 403, "not-enrolled");
  g_assert_true (reply->is_proven);
}

/* Only enrolment says the whole key, since only there it is not known. */
static void
test_whole_key (World *world, gconstpointer data)
{
  const char      *key = ktg_signing_key_get_public (world->device->key);
  g_autofree char *short_id = g_strdup_printf ("keyid=\"%.*s\"", KTG_KEY_NAME_CHARS, key);
  g_autofree char *whole_id = g_strdup_printf ("keyid=\"%s\"", key);
  g_autofree char *text = write_message (world, short_id, whole_id);
  g_autoptr (KtgTestReply) reply = say (world, text);

  assert_problem (reply, 403, "not-enrolled");
}

static void
test_revoked (World *world, gconstpointer data)
{
  g_autoptr (KtgTestReply) reply = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        ktg_signing_key_get_public (world->device->key),
                                        NULL),
                   ==,
                   0);
  reply = ktg_test_device_exchange_raw (world->device, NULL, NULL);
  assert_problem (reply, 403, "revoked");

  ktg_test_server_restart (world->server);
  g_clear_pointer (&reply, ktg_test_reply_free);
  reply = ktg_test_device_exchange_raw (world->device, NULL, NULL);
  assert_problem (reply, 403, "revoked");
}

static void
test_nonces (void)
{
  g_autoptr (KtgNonces) nonces = ktg_nonces_new (8, 100);

  g_assert_true (ktg_nonces_take (nonces, "a", "1", 1000));
  g_assert_false (ktg_nonces_take (nonces, "a", "1", 1000));
  g_assert_true (ktg_nonces_take (nonces, "b", "1", 1000));
  g_assert_true (ktg_nonces_take (nonces, "a", "2", 1000));
  g_assert_false (ktg_nonces_take (nonces, "a", "1", 1099));
  g_assert_true (ktg_nonces_take (nonces, "a", "3", 1100));
  g_assert_false (ktg_nonces_take (nonces, "a", "1", 1150));
  g_assert_true (ktg_nonces_take (nonces, "a", "4", 1250));
  g_assert_true (ktg_nonces_take (nonces, "a", "1", 1400));
}

static void
test_nonce_flood (void)
{
  g_autoptr (KtgNonces) nonces = ktg_nonces_new (64, 100);

  for (guint i = 0; i < 10000; i++)
    {
      g_autofree char *nonce = g_strdup_printf ("%u", i);

      g_assert_true (ktg_nonces_take (nonces, "a", nonce, 1000));
      g_assert_false (ktg_nonces_take (nonces, "a", nonce, 1000));
    }
}

/* Strangers' nonces are kept apart: however many they use up, a device's request is still known.
 * Here there is room for few. */
static void
test_flood_of_strangers_nonces (World *world, gconstpointer data)
{
  g_autofree char *text = write_message (world, NULL, NULL);
  g_autoptr (KtgTestReply) first = NULL;
  g_autoptr (KtgTestReply) again = NULL;
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);

  world->server->n_nonces = 64;
  ktg_test_server_restart (world->server);
  first = say (world, text);
  g_assert_cmpuint (first->status, ==, 200);
  stranger->server_key = g_strdup (world->device->server_key);
  for (guint i = 0; i < 300; i++)
    ktg_test_reply_free (ktg_test_device_enrol (stranger, "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M"));

  again = say (world, text);
  assert_problem (again, 401, "replayed");
}

/* --- enrolment --- */

static void
test_enrolment (World *world, gconstpointer data)
{
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICE, "34.71");
  g_autofree char *sloppy = g_ascii_strdown (code, -1);
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestDevice) second = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) first = ktg_test_device_enrol (device, sloppy);
  g_autoptr (KtgTestReply) again = NULL;
  g_autoptr (KtgTestReply) other = NULL;

  g_assert_cmpuint (first->status, ==, 200);
  again = ktg_test_device_enrol (device, code);
  g_assert_cmpuint (again->status, ==, 200);
  g_assert_cmpint (g_bytes_compare (first->content, again->content), ==, 0);
  other = ktg_test_device_enrol (second, code);
  assert_problem (other, 403, "code-used");
}

static void
test_wrong_codes (World *world, gconstpointer data)
{
  static const char *const codes[] = { "", "abc", "7K3M-7K3M-7K3M-7K3M-7K3M-7K3M", "🔑" };

  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);
      g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, codes[i]);

      if (*codes[i] == '\0')
        g_assert_cmpuint (reply->status, >=, 400);
      else
        assert_problem (reply, 403, "code-wrong");
    }
}

static void
test_codes_are_not_kept (World *world, gconstpointer data)
{
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71");
  g_autoptr (GString) letters = g_string_new (code);
  g_autofree char *plain = NULL;

  g_string_replace (letters, "-", "", 0);
  ktg_test_server_stop (world->server);

  {
    g_autofree char *path = g_build_filename (world->server->folder, "server.db", NULL);
    gsize            size;

    g_assert_true (g_file_get_contents (path, &plain, &size, NULL));
    g_assert_null (memmem (plain, size, code, strlen (code)));
    g_assert_null (memmem (plain, size, letters->str, letters->len));
    g_assert_nonnull (memmem (plain, size, "Siti", 4));
  }
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/admission/a-signed-request-gets-a-proven-answer", test_signed);
  ADD ("/admission/an-unsigned-request-is-refused-everywhere", test_unsigned);
  ADD ("/admission/what-was-changed-after-signing-is-refused", test_wrongly_signed);
  ADD ("/admission/a-request-is-taken-once", test_replayed);
  ADD ("/admission/a-request-to-another-server-is-refused", test_other_node);
  ADD ("/admission/a-request-to-no-server-in-particular-is-refused", test_untagged);
  ADD ("/admission/headers-of-an-upload-are-covered", test_altered_upload_headers);
  ADD ("/admission/an-answer-to-another-device-is-no-answer", test_swapped_proof);
  ADD ("/admission/a-wrong-clock-is-told-the-time", test_clock);
  ADD ("/admission/a-stranger-is-told-so", test_stranger);
  ADD ("/admission/a-known-key-is-named-by-its-beginning", test_whole_key);
  ADD ("/admission/a-revoked-device-stays-out", test_revoked);
  g_test_add_func ("/admission/nonces-are-remembered-long-enough", test_nonces);
  g_test_add_func ("/admission/a-flood-of-nonces-fits", test_nonce_flood);
  ADD ("/admission/a-flood-of-strangers-nonces-makes-no-devices-forgotten",
       test_flood_of_strangers_nonces);
  ADD ("/enrolment/a-code-serves-one-device-however-often-it-asks", test_enrolment);
  ADD ("/enrolment/a-wrong-code-enrols-nobody", test_wrong_codes);
  ADD ("/enrolment/a-code-is-kept-nowhere", test_codes_are_not_kept);

  return g_test_run ();
}
