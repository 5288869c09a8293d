/* test-nodes.c - a relay is enrolled by a code, as a device is, and is none
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-enrol-json.h>
#include <ktg-office-json.h>
#include <ktg-test-link.h>
#include <ktg-test-server.h>

#include <string.h>

#define SCOPE "34.71"
#define DAY_US (24 * G_TIME_SPAN_HOUR)

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *relay; /* which has its code, and no more */
  char          *code;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->relay = ktg_test_device_new (world->server->port);
  world->relay->is_node = TRUE;
  world->code = ktg_test_server_make_node_code (world->server, SCOPE);
}

static void
world_close (World *world, gconstpointer data)
{
  g_free (world->code);
  ktg_test_device_free (world->relay);
  ktg_test_server_free (world->server);
}

/* --- asking --- */

static KtgAccount *
enrol (KtgTestDevice *device, const char *code)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);
  KtgAccount *account;

  g_assert_cmpuint (reply->status, ==, 200);
  account = ktg_account_json_parse (reply->content, NULL);
  g_assert_nonnull (account);
  return account;
}

static KtgAccount *
enrol_and_confirm (World *world)
{
  g_autoptr (KtgAccount) waiting = enrol (world->relay, world->code);

  g_assert_true (waiting->is_pending);
  ktg_test_server_confirm (world->server, ktg_test_device_get_key (world->relay));
  return enrol (world->relay, NULL);
}

static void
assert_becomes (KtgTestReply *reply, guint status, const char *problem)
{
  g_autoptr (KtgTestReply) owned = reply;
  g_autofree char *said = reply->status != 200 ? ktg_test_reply_dup_problem (reply) : NULL;

  g_assert_cmpstr (said, ==, problem);
  g_assert_cmpuint (reply->status, ==, status);
}

static void
assert_exchange (KtgTestDevice *device, guint status, const char *problem)
{
  assert_becomes (ktg_test_device_exchange_raw (device, NULL, NULL), status, problem);
}

static void
assert_says (World *world, const char *verb, const char *part)
{
  g_assert_cmpint (ktg_test_server_hear (world->server, verb, NULL, part), ==, 0);
}

/* --- a code becomes a relay --- */

static void
test_waits (World *world, gconstpointer data)
{
  g_autoptr (KtgAccount) waiting = enrol (world->relay, world->code);
  g_autoptr (KtgChain) chain = ktg_test_server_read_chain (world->server, waiting);
  KtgNodeStanding node;

  g_assert_cmpstr (waiting->role, ==, "node");
  g_assert_cmpstr (waiting->region, ==, SCOPE);
  g_assert_true (waiting->is_pending);
  ktg_chain_get_node (chain, waiting->device, KTG_CHAIN_NOW, &node);
  g_assert_cmpint (node.belief, ==, KTG_BELIEF_UNKNOWN);
  assert_exchange (world->relay, 403, "pending");
  assert_says (world, "devices", "  node     34.71  Kantor");
  assert_says (world, "devices", "  pending\n");
  assert_says (world, "codes", "  node     34.71  Kantor  by device 1\n");
  assert_says (world, "verify", " 0 wrong");
}

static void
test_confirmed (World *world, gconstpointer data)
{
  g_autoptr (KtgAccount) account = enrol_and_confirm (world);
  g_autoptr (KtgChain) chain = ktg_test_server_read_chain (world->server, account);
  gint64          now_us = g_get_real_time ();
  KtgNodeStanding node;

  g_assert_cmpstr (account->role, ==, "node");
  g_assert_false (account->is_pending);
  g_assert_true (ktg_chain_get_node (chain, account->device, KTG_CHAIN_NOW, &node));
  g_assert_cmpint (node.belief, ==, KTG_BELIEF_HELD);
  g_assert_cmpint (node.kind, ==, KTG_SEAT_RELAY);
  g_assert_cmpint (node.may_admit, ==, KTG_ROLE_OFFICER);
  g_assert_cmpstr (node.scope, ==, SCOPE);
  g_assert_false (ktg_chain_is_expired (chain, account->device, now_us + 399 * DAY_US));
  g_assert_true (ktg_chain_is_expired (chain, account->device, now_us + 401 * DAY_US));
  assert_exchange (world->relay, 200, NULL);
  assert_says (world, "verify", " 0 wrong");

  ktg_test_server_restart (world->server);
  assert_exchange (world->relay, 200, NULL);
  assert_says (world, "devices", "  node     34.71  Kantor");
}

/* Whom it admits is known by that. */
static void
test_its_officers (World *world, gconstpointer data)
{
  g_autoptr (KtgAccount) account = enrol_and_confirm (world);
  g_autoptr (KtgTestDevice) officer = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgTestDevice) office = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgEnvelope) admission = ktg_test_link_admit (world->relay->key,
                                                           1,
                                                           ktg_test_device_get_key (officer),
                                                           "Dewi",
                                                           "officer",
                                                           "34.71.04");
  g_autoptr (KtgEnvelope) too_much = ktg_test_link_admit (world->relay->key,
                                                          2,
                                                          ktg_test_device_get_key (office),
                                                          "Joko",
                                                          "office",
                                                          "34.71.04");

  g_assert_false (account->is_pending);
  assert_becomes (ktg_test_device_introduce (officer, &admission, 1), 200, NULL);
  assert_exchange (officer, 200, NULL);
  assert_becomes (ktg_test_device_introduce (office, &too_much, 1), 403, "stranger");
}

static void
test_revoked (World *world, gconstpointer data)
{
  g_autoptr (KtgAccount) account = enrol_and_confirm (world);
  g_autoptr (KtgChain) chain = NULL;
  g_autoptr (KtgTestDevice) later = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgEnvelope) admission = ktg_test_link_admit (world->relay->key,
                                                           1,
                                                           ktg_test_device_get_key (later),
                                                           "Dewi",
                                                           "officer",
                                                           "34.71.04");

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "Kantor", "revoked:"), ==, 0);
  assert_exchange (world->relay, 403, "revoked");
  assert_becomes (ktg_test_device_enrol (world->relay, NULL), 403, "revoked");
  assert_becomes (ktg_test_device_introduce (later, &admission, 1), 403, "stranger");
  assert_says (world, "verify", " 0 wrong");
}

/* No link has it: it is what the administrator called it. */
static void
test_its_name (World *world, gconstpointer data)
{
  g_autoptr (KtgAccount) account = enrol_and_confirm (world);
  g_autoptr (KtgSigningKey) root = ktg_test_server_load_root (world->server);
  g_autoptr (KtgEnvelope) wider
      = ktg_test_link_admit_node_of (root, 2, world->relay->key, "relay", "officer", "34");

  g_assert_false (account->is_pending);
  assert_becomes (ktg_test_device_introduce (world->relay, &wider, 1), 200, NULL);
  assert_says (world, "devices", "  node     34  Kantor");
  assert_says (world, "verify", " 0 wrong");
}

/* --- who may not --- */

static void
assert_other_kind (World *world, KtgTestDevice *device, const char *code)
{
  g_autofree char *devices = NULL;

  assert_becomes (ktg_test_device_enrol (device, code), 403, "code-of-other-kind");
  g_assert_cmpint (ktg_test_server_run (world->server, &devices, "devices", NULL), ==, 0);
  g_assert_cmpstr (devices, ==, "");
}

/* Nothing is on record of it, and the code still waits. */
static void
test_a_device_with_a_relays_code (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);
  g_autoptr (KtgAccount) account = NULL;

  assert_other_kind (world, device, world->code);
  account = enrol (world->relay, world->code);
  g_assert_true (account->is_pending);
}

static void
test_a_relay_with_a_devices_code (World *world, gconstpointer data)
{
  g_autofree char *office = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICE, SCOPE);
  g_autofree char *officer = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, SCOPE);

  assert_other_kind (world, world->relay, office);
  assert_other_kind (world, world->relay, officer);
}

static KtgTestReply *
post (KtgTestDevice *device, const char *path, GBytes *body)
{
  KtgTestRequest request = { .body = body };
  KtgTestReply  *reply = ktg_test_device_ask (device, "POST", path, &request);

  g_bytes_unref (body);
  return reply;
}

static void
assert_shut_out_of (KtgTestDevice *office, const char *path, const char *device, gint64 code)
{
  KtgOfficeSubject subject = { (char *)device, code };

  assert_becomes (post (office, path, ktg_office_subject_write (&subject)), 403, "not-below");
}

static void
assert_lists_nothing (KtgTestDevice *office, const char *what)
{
  g_autofree char *path = g_strconcat ("/v1/admitted/", what, NULL);
  g_autoptr (KtgTestReply) reply
      = ktg_test_device_ask (office, "GET", path, &(KtgTestRequest){ 0 });
  g_autoptr (KtgOfficePage) page = ktg_office_page_parse (reply->content, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_cmpuint (page->devices->len + page->codes->len, ==, 0);
}

/* Above it or not: a relay is the centre's. */
static void
test_an_office (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) office
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34");
  KtgAdmitRequest wish = { (char *)"Kantor", (char *)"node", (char *)SCOPE };
  const char     *key = ktg_test_device_get_key (world->relay);
  g_autoptr (KtgAccount) waiting = NULL;

  assert_becomes (post (office, "/v1/admit", ktg_admit_request_write (&wish)), 400, "request");
  assert_lists_nothing (office, "codes-0");
  assert_shut_out_of (office, "/v1/revoke", NULL, 1);

  waiting = enrol (world->relay, world->code);
  g_assert_true (waiting->is_pending);
  assert_lists_nothing (office, "devices-1");
  assert_shut_out_of (office, "/v1/confirm", key, 0);
  assert_shut_out_of (office, "/v1/revoke", key, 0);
  assert_exchange (world->relay, 403, "pending");
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/nodes/a-relay-waits-until-it-is-confirmed", test_waits);
  ADD ("/nodes/what-is-confirmed-is-signed-as-a-relay", test_confirmed);
  ADD ("/nodes/it-admits-officers-alone", test_its_officers);
  ADD ("/nodes/one-that-is-revoked-admits-nobody", test_revoked);
  ADD ("/nodes/it-keeps-its-name-whatever-is-signed-of-it", test_its_name);
  ADD ("/nodes/a-relays-code-lets-no-device-in", test_a_device_with_a_relays_code);
  ADD ("/nodes/a-devices-code-makes-no-relay", test_a_relay_with_a_devices_code);
  ADD ("/nodes/an-office-makes-no-relay-and-sees-none", test_an_office);

  return g_test_run ();
}
