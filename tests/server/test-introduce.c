/* test-introduce.c - a device that is not known here shows who it is, and a relay does
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-writer-private.h"

#include <ktg-enrol-json.h>
#include <ktg-receipt-json.h>
#include <ktg-signed-envelope.h>
#include <ktg-test-link.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <string.h>

/* The root has admitted another server of the centre, that a relay, and that an officer. */
typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *budi; /* who is enrolled here */
  KtgSigningKey *root;
  KtgSigningKey *centre;
  KtgTestDevice *relay;
  KtgTestDevice *dewi;
  KtgEnvelope   *of_centre;
  KtgEnvelope   *of_relay;
  KtgEnvelope   *of_dewi;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->root = ktg_test_server_load_root (world->server);
  world->centre = ktg_signing_key_new ();
  world->relay = ktg_test_server_new_stranger (world->server, NULL);
  world->dewi = ktg_test_server_new_stranger (world->server, NULL);
  world->of_centre = ktg_test_link_admit_node (world->root, 2, world->centre, "centre", "centre");
  world->of_relay
      = ktg_test_link_admit_node (world->centre, 1, world->relay->key, "relay", "officer");
  world->of_dewi = ktg_test_link_admit (world->relay->key,
                                        1,
                                        ktg_test_device_get_key (world->dewi),
                                        "Dewi",
                                        "officer",
                                        "34.71.04");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_envelope_unref (world->of_centre);
  ktg_envelope_unref (world->of_relay);
  ktg_envelope_unref (world->of_dewi);
  ktg_signing_key_unref (world->root);
  ktg_signing_key_unref (world->centre);
  ktg_test_device_free (world->relay);
  ktg_test_device_free (world->dewi);
  ktg_test_device_free (world->budi);
  ktg_test_server_free (world->server);
}

static KtgTestReply *
send_body (KtgTestDevice *device, GBytes *body)
{
  const KtgTestRequest request = { .body = body };

  return ktg_test_device_ask (device, "POST", "/v1/introduce", &request);
}

/* All of the world's, and one more or none. */
static KtgTestReply *
introduce_with (World *world, KtgTestDevice *device, KtgEnvelope *link)
{
  KtgEnvelope *const links[] = { world->of_centre, world->of_relay, world->of_dewi, link };

  return ktg_test_device_introduce (device, links, link != NULL ? 4 : 3);
}

static void
assert_refused (KtgTestReply *reply, guint status, const char *type)
{
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, status);
  g_assert_cmpstr (problem, ==, type);
}

static gboolean
knows (World *world, const char *key)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "devices", NULL), ==, 0);
  return strstr (out, key) != NULL;
}

/* The account is proven by the root's key, as after an enrolment. */
static void
assert_account (World *world, KtgTestReply *reply, const char *role)
{
  g_autoptr (KtgAccount) account = ktg_account_json_parse (reply->content, NULL);
  g_autoptr (KtgChain) chain = ktg_test_server_read_chain (world->server, account);
  KtgNodeStanding node;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  g_assert_cmpstr (account->role, ==, role);
  g_assert_cmpstr (account->server_key, ==, world->budi->server_key);
  g_assert_true (ktg_chain_get_node (chain, account->server_key, KTG_CHAIN_NOW, &node));
  g_assert_cmpint (ktg_chain_judge_request (chain, account->device, g_get_real_time ()),
                   ==,
                   KTG_TRUST_HELD);
}

static void
test_a_device (World *world, gconstpointer data)
{
  g_autoptr (KtgTestReply) first = introduce_with (world, world->dewi, NULL);
  g_autoptr (KtgTestReply) again = introduce_with (world, world->dewi, NULL);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->dewi, filed);
  g_autoptr (KtgTestReply) later = NULL;

  assert_account (world, first, "officer");
  assert_account (world, again, "officer");
  g_assert_cmpuint (sent->refused->len, ==, 0);
  g_assert_cmpuint (sent->receipts->len, ==, 1);

  ktg_test_server_restart (world->server);
  later = ktg_test_device_exchange_raw (world->dewi, NULL, NULL);
  g_assert_cmpuint (later->status, ==, 200);
  ktg_test_server_assert_sound (world->server);
}

/* And nothing of what was shown is on record. */
static void
test_what_does_not_hold (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) eko = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgEnvelope) as_office = ktg_test_link_admit (world->relay->key,
                                                           2,
                                                           ktg_test_device_get_key (eko),
                                                           "Eko",
                                                           "office",
                                                           "34.71");
  g_autoptr (KtgEnvelope) circle
      = ktg_test_link_admit (eko->key, 1, ktg_test_device_get_key (eko), "Eko", "centre", "");
  g_autoptr (KtgTestReply) nothing = ktg_test_device_introduce (eko, NULL, 0);
  g_autoptr (KtgTestReply) anothers = introduce_with (world, eko, NULL);
  g_autoptr (KtgTestReply) more = introduce_with (world, eko, as_office);
  g_autoptr (KtgTestReply) itself = introduce_with (world, eko, circle);
  g_autoptr (KtgTestReply) forged = NULL;
  g_autoptr (KtgExchangeAnswer) carried = NULL;
  KtgEnvelope *const part[] = { world->of_centre, world->of_dewi };
  g_autoptr (KtgTestReply) partly = ktg_test_device_introduce (world->dewi, part, 2);

  assert_refused (nothing, 403, "stranger");
  assert_refused (anothers, 403, "stranger");
  assert_refused (more, 403, "stranger");
  assert_refused (itself, 403, "stranger");
  assert_refused (partly, 403, "stranger");

  world->of_dewi->signature[7] ^= 1;
  forged = introduce_with (world, world->dewi, NULL);
  assert_refused (forged, 403, "stranger");

  carried = ktg_test_device_carry (world->budi, world->of_relay, NULL);
  g_assert_cmpuint (carried->refused->len, ==, 1);
  g_assert_false (knows (world, ktg_test_device_get_key (eko)));
  g_assert_false (knows (world, ktg_test_device_get_key (world->dewi)));
}

static void
test_a_revoked_one (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) revoked
      = ktg_test_link_revoke (world->centre, 2, ktg_test_device_get_key (world->dewi), 0);
  g_autoptr (KtgTestReply) elsewhere = introduce_with (world, world->dewi, revoked);
  g_autoptr (KtgTestReply) let_in = introduce_with (world, world->dewi, NULL);
  g_autoptr (KtgTestReply) here = NULL;

  assert_refused (elsewhere, 403, "revoked");
  g_assert_cmpuint (let_in->status, ==, 200);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "Dewi", NULL), ==, 0);
  here = introduce_with (world, world->dewi, NULL);
  assert_refused (here, 403, "revoked");
}

static KtgEnvelope *
admit_until (World *world, KtgTestDevice *device, guint64 seq, const char *until)
{
  return ktg_test_link_admit_until (world->relay->key,
                                    seq,
                                    ktg_test_device_get_key (device),
                                    "Eko",
                                    "officer",
                                    "34.71.04",
                                    until);
}

/* Also one that is known already, by what it wrote; and a longer time lets it in. */
static void
test_one_whose_time_is_over (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) eko = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgEnvelope) ended = admit_until (world, eko, 2, "2020-02-01T00:00:00Z");
  g_autoptr (KtgEnvelope) longer = admit_until (world, eko, 3, "2099-02-01T00:00:00Z");
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (eko, NULL, NULL);
  g_autoptr (KtgTestReply) first = introduce_with (world, eko, ended);
  g_autoptr (KtgExchangeAnswer) carried
      = ktg_test_device_carry (world->budi, world->of_centre, world->of_relay, ended, filed, NULL);
  g_autoptr (KtgTestReply) asked = ktg_test_device_exchange_raw (eko, NULL, NULL);
  g_autoptr (KtgTestReply) second = introduce_with (world, eko, longer);
  g_autoptr (KtgTestReply) again = ktg_test_device_exchange_raw (eko, NULL, NULL);

  assert_refused (first, 403, "expired");
  g_assert_cmpuint (carried->refused->len, ==, 0);
  assert_refused (asked, 403, "expired");
  g_assert_cmpuint (second->status, ==, 200);
  g_assert_cmpuint (again->status, ==, 200);
}

static gboolean
insert_namesake (KtgCatalog *catalog, gpointer key, GError **error)
{
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO device (key, officer, role, region, enrolled_at)"
                         " VALUES (substr ('%s', 1, 16) || '-another', 'Joko', 'officer', '34', 1)",
                         (char *)key);

  return ktg_db_execute (catalog->db, sql, error);
}

static void
test_a_key_that_begins_like_anothers (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive),
                  insert_namesake,
                  (gpointer)ktg_test_device_get_key (world->dewi),
                  &error);
  g_assert_no_error (error);
  reply = introduce_with (world, world->dewi, NULL);
  assert_refused (reply, 403, "key-taken");
}

static void
test_what_is_no_message (World *world, gconstpointer data)
{
  g_autoptr (GBytes) other = g_bytes_new_static ("{\"chain\":[],\"role\":\"centre\"}", 28);
  g_autofree char *blanks = g_strnfill (8193, ' ');
  g_autoptr (GBytes) long_one = g_bytes_new_static (blanks, 8193);
  const KtgTestRequest none = { 0 };
  g_autoptr (KtgTestReply) unreadable = send_body (world->dewi, other);
  g_autoptr (KtgTestReply) too_long = send_body (world->dewi, long_one);
  g_autoptr (KtgTestReply) empty
      = ktg_test_device_ask (world->dewi, "POST", "/v1/introduce", &none);

  assert_refused (unreadable, 400, "request");
  assert_refused (too_long, 413, "too-large");
  g_assert_cmpuint (empty->status, ==, 411);
}

/* It sees what an office of its scope sees, carries, and decides nothing. */
static void
test_a_relay (World *world, gconstpointer data)
{
  const char *report_id = "3f0c2f5e-6f0e-4c0e-8f43-2f5b6a3d9c10";
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->budi, report_id, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->budi, filed);
  g_autoptr (KtgEnvelope) of_dewi = ktg_test_device_file (world->dewi, NULL, NULL);
  KtgEnvelope *const links[] = { world->of_centre, world->of_relay };
  g_autoptr (KtgTestReply) reply = ktg_test_device_introduce (world->relay, links, 2);
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autoptr (KtgExchangeAnswer) carried = NULL;
  g_autoptr (KtgEnvelope) note = NULL;
  g_autoptr (KtgExchangeAnswer) said = NULL;
  g_autoptr (KtgTestReply) asked = NULL;
  g_autofree char *problem = NULL;
  g_autofree char *devices = NULL;

  assert_account (world, reply, "node");
  seen = ktg_test_device_exchange (world->relay, NULL, NULL);
  g_assert_cmpstr (ktg_test_news_get (seen, 0)->envelope->id, ==, filed->id);
  carried = ktg_test_device_carry (world->relay, world->of_dewi, of_dewi, NULL);
  g_assert_cmpuint (carried->refused->len, ==, 0);
  g_assert_cmpuint (carried->receipts->len, ==, 1);

  note = ktg_test_device_note (world->relay, report_id, filed->id, FALSE);
  said = ktg_test_device_send (world->relay, note);
  g_assert_cmpuint (said->refused->len, ==, 1);
  g_assert_cmpstr (ktg_test_answer_get_refusal (said, note), ==, "role");

  asked
      = ktg_test_device_ask (world->relay, "GET", "/v1/admitted/devices-0", &(KtgTestRequest){ 0 });
  problem = ktg_test_reply_dup_problem (asked);
  g_assert_cmpstr (problem, ==, "not-an-office");

  ktg_test_server_run (world->server, &devices, "devices", NULL);
  g_assert_nonnull (strstr (devices, "  node "));
  ktg_test_server_assert_sound (world->server);
}

/* The verb says of a server what has to be said of one, and whom it admitted before stays. */
static void
test_a_revoked_relay (World *world, gconstpointer data)
{
  KtgEnvelope *const links[] = { world->of_centre, world->of_relay };
  g_autoptr (KtgTestReply) relay = ktg_test_device_introduce (world->relay, links, 2);
  g_autoptr (KtgTestReply) dewi = introduce_with (world, world->dewi, NULL);
  g_autoptr (KtgTestReply) shut_out = NULL;
  g_autoptr (KtgTestReply) stays = NULL;

  g_assert_cmpuint (relay->status, ==, 200);
  g_assert_cmpuint (dewi->status, ==, 200);
  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        "--",
                                        ktg_test_device_get_key (world->relay),
                                        NULL),
                   ==,
                   0);
  shut_out = ktg_test_device_exchange_raw (world->relay, NULL, NULL);
  stays = ktg_test_device_exchange_raw (world->dewi, NULL, NULL);
  assert_refused (shut_out, 403, "revoked");
  g_assert_cmpuint (stays->status, ==, 200);
  ktg_test_server_assert_sound (world->server);
}

/* Whom the root made a relay says so in its receipts. */
static void
test_what_a_relay_holds (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link
      = ktg_test_link_admit_node (world->root,
                                  3,
                                  ktg_archive_get_key (world->server->archive),
                                  "relay",
                                  "officer");
  g_autoptr (KtgExchangeAnswer) before = ktg_test_device_carry (world->budi, link, NULL);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = NULL;
  const KtgEnvelope *envelope;
  g_autoptr (KtgReceipt) receipt = NULL;

  g_assert_cmpuint (before->refused->len, ==, 0);
  ktg_test_server_restart (world->server);
  sent = ktg_test_device_send (world->budi, filed);
  g_assert_cmpstr (sent->holder, ==, "relay");
  g_assert_cmpuint (sent->receipts->len, ==, 1);
  envelope = g_ptr_array_index (sent->receipts, 0);
  receipt = ktg_receipt_json_parse (envelope->bytes, NULL);
  g_assert_true (ktg_envelope_is_signed_by (envelope, world->budi->server_key));
  g_assert_cmpstr (receipt->holder, ==, "relay");
}

#define ADD(path, func) g_test_add ("/introduce/" path, World, NULL, world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("a-device-whose-chain-holds-is-as-any-other", test_a_device);
  ADD ("what-does-not-hold-lets-nobody-in-and-leaves-nothing", test_what_does_not_hold);
  ADD ("one-that-was-revoked-stays-out", test_a_revoked_one);
  ADD ("one-whose-time-is-over-may-not-ask", test_one_whose_time_is_over);
  ADD ("a-key-that-begins-like-anothers-is-kept-out", test_a_key_that_begins_like_anothers);
  ADD ("what-is-no-message-is-refused", test_what_is_no_message);
  ADD ("a-relay-sees-its-scope-and-decides-nothing", test_a_relay);
  ADD ("a-relay-that-was-revoked-is-let-into-nothing", test_a_revoked_relay);
  ADD ("a-relay-says-so-in-its-receipts", test_what_a_relay_holds);

  return g_test_run ();
}
