/* test-confirm.c - who is to be more than an officer waits for a person
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-enrol-json.h>
#include <ktg-six-words.h>
#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  KtgTestServer *server;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_server_free (world->server);
}

static KtgAccount *
enrol (KtgTestDevice *device, const char *code)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);
  KtgAccount *account;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  account = ktg_account_json_parse (reply->content, NULL);
  g_assert_nonnull (account);
  return account;
}

static KtgTestDevice *
new_waiting (World *world, KtgRole role, const char *region)
{
  KtgTestDevice   *device = ktg_test_device_new (world->server->port);
  g_autofree char *code = ktg_test_server_make_code (world->server, role, region);
  g_autoptr (KtgAccount) account = enrol (device, code);

  g_assert_true (account->is_pending);
  g_assert_cmpstr (account->role, ==, ktg_role_get_name (role));
  return device;
}

static void
assert_refused (KtgTestDevice *device, const char *problem)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (device, NULL, NULL);
  g_autofree char *said = NULL;

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_true (reply->is_proven);
  said = ktg_test_reply_dup_problem (reply);
  g_assert_cmpstr (said, ==, problem);
}

static void
assert_served (KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (device, NULL, NULL);

  g_assert_cmpuint (reply->status, ==, 200);
}

static void
assert_standing (World *world, const KtgAccount *account, KtgBelief belief, KtgRole role)
{
  g_autoptr (KtgChain) chain = ktg_test_server_read_chain (world->server, account);
  KtgNodeStanding node;
  KtgStanding     standing;

  g_assert_true (ktg_chain_get_node (chain, account->server_key, KTG_CHAIN_NOW, &node));
  ktg_chain_get_standing (chain, account->device, KTG_CHAIN_NOW, &standing);
  g_assert_cmpint (standing.belief, ==, belief);
  if (belief != KTG_BELIEF_UNKNOWN)
    g_assert_cmpint (standing.role, ==, role);
}

/* --- */

static void
test_waits (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_waiting (world, KTG_ROLE_OFFICE, "34.71");
  g_autoptr (KtgAccount) waiting = enrol (device, NULL);
  g_autoptr (KtgAccount) confirmed = NULL;

  g_assert_true (waiting->is_pending);
  assert_standing (world, waiting, KTG_BELIEF_UNKNOWN, 0);
  assert_refused (device, "pending");
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", NULL, "  pending\n"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", "--json", "\"pending\": true"),
                   ==,
                   0);

  ktg_test_server_confirm (world->server, ktg_test_device_get_key (device));
  assert_served (device);
  confirmed = enrol (device, NULL);
  g_assert_false (confirmed->is_pending);
  assert_standing (world, confirmed, KTG_BELIEF_HELD, KTG_ROLE_OFFICE);
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", "--json", "\"pending\": false"),
                   ==,
                   0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "verify", NULL, " 0 wrong"), ==, 0);
}

static void
test_over_a_start (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_waiting (world, KTG_ROLE_CENTRE, "");

  ktg_test_server_restart (world->server);
  assert_refused (device, "pending");
  g_assert_cmpint (ktg_test_server_hear (world->server, "verify", NULL, " 0 wrong"), ==, 0);
  ktg_test_server_confirm (world->server, ktg_test_device_get_key (device));
  ktg_test_server_restart (world->server);
  assert_served (device);
}

/* What is typed is what was heard, and not the number alone. */
static void
test_the_words_decide (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_waiting (world, KTG_ROLE_OFFICE, "34.71");
  const char      *node = ktg_signing_key_get_public (ktg_archive_get_key (world->server->archive));
  g_autofree char *words = ktg_six_words_dup (ktg_archive_get_root (world->server->archive),
                                              node,
                                              ktg_test_device_get_key (device));
  g_autofree char *others = ktg_six_words_dup (node, node, ktg_test_device_get_key (device));
  g_autofree char *said = NULL;
  g_autofree char *done = NULL;

  g_assert_cmpint (ktg_test_server_hear (world->server, "confirm", "1", words), ==, 1);
  g_assert_cmpint (ktg_test_server_confirm_by (world->server, "1", others, &said), ==, 1);
  g_assert_nonnull (strstr (said, "revoke 1"));
  assert_refused (device, "pending");

  g_assert_cmpint (ktg_test_server_confirm_by (world->server, "1", words, &done), ==, 0);
  g_assert_nonnull (strstr (done, "confirmed:"));
  assert_served (device);
  g_assert_cmpint (ktg_test_server_hear (world->server, "confirm", "1", "does not wait"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "confirm", "2", "no device has"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "audit", NULL, "verb confirm"), ==, 0);
}

static void
test_one_is_refused (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_waiting (world, KTG_ROLE_OFFICE, "34.71");
  g_autoptr (KtgTestReply) again = NULL;
  g_autofree char *problem = NULL;

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "1", "revoked:"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "confirm", "1", "does not wait"), ==, 1);
  assert_refused (device, "revoked");
  again = ktg_test_device_enrol (device, NULL);
  problem = ktg_test_reply_dup_problem (again);
  g_assert_cmpstr (problem, ==, "revoked");
  g_assert_cmpint (ktg_test_server_hear (world->server, "verify", NULL, " 0 wrong"), ==, 0);
}

static void
test_a_stranger_without_a_code (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) known = new_waiting (world, KTG_ROLE_OFFICE, "34.71");
  g_autoptr (KtgTestDevice) stranger = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (stranger, NULL);
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_cmpstr (problem, ==, "not-enrolled");
}

/* Until then what was signed of it before stands, and nobody more believes it. */
static void
test_an_officer_who_is_to_be_more (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_autofree char *office = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICE, "34.71");
  g_autofree char *officer = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71");
  g_autoptr (KtgAccount) waiting = enrol (device, office);
  g_autoptr (KtgAccount) back = NULL;

  g_assert_true (waiting->is_pending);
  assert_standing (world, waiting, KTG_BELIEF_HELD, KTG_ROLE_OFFICER);
  assert_refused (device, "pending");
  g_assert_cmpint (ktg_test_server_hear (world->server, "verify", NULL, " 0 wrong"), ==, 0);

  back = enrol (device, officer);
  g_assert_false (back->is_pending);
  assert_standing (world, back, KTG_BELIEF_HELD, KTG_ROLE_OFFICER);
  assert_served (device);
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/confirm/an-office-waits-until-it-is-confirmed", test_waits);
  ADD ("/confirm/one-waits-over-a-start-of-the-server", test_over_a_start);
  ADD ("/confirm/the-words-decide-and-not-the-number", test_the_words_decide);
  ADD ("/confirm/one-that-waits-is-refused-by-revoke", test_one_is_refused);
  ADD ("/confirm/a-stranger-without-a-code-hears-nothing", test_a_stranger_without_a_code);
  ADD ("/confirm/an-officer-who-is-to-be-more-waits-and-may-come-back",
       test_an_officer_who_is_to_be_more);

  return g_test_run ();
}
