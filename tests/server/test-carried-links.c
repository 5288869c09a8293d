/* test-carried-links.c - what says who is who is brought, and makes nobody more than it says
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-carriage.h>
#include <ktg-event-json.h>
#include <ktg-sha256.h>
#include <ktg-test-link.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <stdlib.h>
#include <string.h>

/* The root has admitted another server of the centre, that a relay, and that an officer. */
typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *budi;   /* who carries */
  KtgTestDevice *office; /* of 34.71 */
  KtgSigningKey *root;
  KtgSigningKey *centre;
  KtgSigningKey *relay;
  KtgTestDevice *dewi; /* the officer, who never was here */
  KtgEnvelope   *of_centre;
  KtgEnvelope   *of_relay;
  KtgEnvelope   *of_dewi;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.04.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
  world->root = ktg_test_server_load_root (world->server);
  world->centre = ktg_signing_key_new ();
  world->relay = ktg_signing_key_new ();
  world->dewi = ktg_test_server_new_stranger (world->server, NULL);
  world->of_centre = ktg_test_link_admit_node (world->root, 2, world->centre, "centre", "centre");
  world->of_relay = ktg_test_link_admit_node (world->centre, 1, world->relay, "relay", "officer");
  world->of_dewi = ktg_test_link_admit (world->relay,
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
  ktg_signing_key_unref (world->relay);
  ktg_test_device_free (world->dewi);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
}

/* What becomes of this link, beside those of the world. */
static char *
carry_link (World *world, KtgEnvelope *link)
{
  g_autoptr (KtgExchangeAnswer) answer
      = ktg_test_device_carry (world->budi, world->of_centre, world->of_relay, link, NULL);

  g_assert_null (ktg_test_answer_get_refusal (answer, world->of_centre));
  g_assert_null (ktg_test_answer_get_refusal (answer, world->of_relay));
  return g_strdup (ktg_test_answer_get_refusal (answer, link));
}

static char *
dup_devices (World *world)
{
  char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "devices", NULL), ==, 0);
  return out;
}

/* The line of a device; NULL: it has none. */
static char *
dup_line (World *world, const char *key)
{
  g_autofree char *devices = dup_devices (world);
  g_auto (GStrv) lines = g_strsplit (devices, "\n", -1);

  for (guint i = 0; lines[i] != NULL; i++)
    if (strstr (lines[i], key) != NULL)
      return g_strdup (lines[i]);

  return NULL;
}

static void
assert_shut_out (KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (device, NULL, NULL);
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);

  g_assert_cmpuint (reply->status, ==, 403);
  g_assert_cmpstr (problem, ==, "revoked");
}

static void
assert_told (const KtgExchangeAnswer *answer, guint i, const KtgEnvelope *event)
{
  const KtgScopeNews *office = g_ptr_array_index (answer->scopes, 0);

  g_assert_cmpuint (answer->scopes->len, ==, 1);
  g_assert_cmpuint (office->events->len, >, i);
  g_assert_cmpstr (((KtgIndexedEvent *)office->events->pdata[i])->envelope->id, ==, event->id);
}

/* In whatever order they are brought. */
static void
test_a_chain (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_carry (world->budi,
                                                                filed,
                                                                world->of_dewi,
                                                                world->of_relay,
                                                                world->of_centre,
                                                                NULL);
  g_autoptr (KtgReceipt) receipt = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  g_autofree char *line = dup_line (world, ktg_test_device_get_key (world->dewi));
  g_autofree char *listed = NULL;

  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (answer->receipts->len, ==, 1);
  receipt = ktg_test_device_find_receipt (world->dewi, answer->receipts);
  g_assert_nonnull (receipt);
  g_assert_cmpuint (receipt->events->len, ==, 1);
  g_assert_nonnull (strstr (line, "Dewi"));
  g_assert_nonnull (strstr (line, "34.71.04"));
  g_assert_nonnull (strstr (line, "admitted elsewhere"));
  ktg_test_server_run (world->server, &listed, "devices", NULL);
  g_assert_nonnull (strstr (listed, "words: compared at the server that it enrolled at"));

  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  assert_told (seen, 0, world->of_centre);
  assert_told (seen, 1, world->of_relay);
  assert_told (seen, 2, world->of_dewi);
  assert_told (seen, 3, filed);
  ktg_test_server_assert_sound (world->server);
}

/* The carrier comes again once he has the rest. */
static void
test_a_missing_link (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first
      = ktg_test_device_carry (world->budi, world->of_centre, world->of_dewi, filed, NULL);
  g_autoptr (KtgExchangeAnswer) second
      = ktg_test_device_carry (world->budi, world->of_relay, world->of_dewi, filed, NULL);
  g_autoptr (KtgExchangeAnswer) again
      = ktg_test_device_carry (world->budi, world->of_relay, world->of_dewi, filed, NULL);

  g_assert_cmpuint (first->refused->len, ==, 2);
  g_assert_cmpstr (ktg_test_answer_get_refusal (first, world->of_dewi), ==, "stranger");
  g_assert_cmpstr (ktg_test_answer_get_refusal (first, filed), ==, "stranger");
  g_assert_cmpuint (first->refusals->len, ==, 0);
  g_assert_cmpuint (second->refused->len, ==, 0);
  g_assert_cmpuint (again->refused->len, ==, 0);
  ktg_test_server_assert_sound (world->server);
}

static void
test_a_forged_link (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world->of_relay->signature[5] ^= 1;
  answer = ktg_test_device_carry (world->budi,
                                  world->of_centre,
                                  world->of_relay,
                                  world->of_dewi,
                                  filed,
                                  NULL);
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, world->of_relay), ==, "signature");
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, world->of_dewi), ==, "stranger");
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, filed), ==, "stranger");
}

static void
test_a_circle (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) eko = ktg_test_device_new (world->server->port);
  g_autoptr (KtgEnvelope) one = ktg_test_link_admit (world->dewi->key,
                                                     1,
                                                     ktg_test_device_get_key (eko),
                                                     "Eko",
                                                     "office",
                                                     "34.71");
  g_autoptr (KtgEnvelope) other = ktg_test_link_admit (eko->key,
                                                       1,
                                                       ktg_test_device_get_key (world->dewi),
                                                       "Dewi",
                                                       "office",
                                                       "34");
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_carry (world->budi, one, other, NULL);

  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, one), ==, "stranger");
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, other), ==, "stranger");
}

static void
test_more_than_one_may (World *world, gconstpointer data)
{
  const char *key = ktg_test_device_get_key (world->dewi);
  g_autoptr (KtgEnvelope) by_relay
      = ktg_test_link_admit (world->relay, 2, key, "Dewi", "office", "34.71");
  g_autoptr (KtgEnvelope) by_office
      = ktg_test_link_admit (world->office->key, 1, key, "Dewi", "centre", "");
  g_autoptr (KtgEnvelope) beside
      = ktg_test_link_admit (world->office->key, 2, key, "Dewi", "office", "34.04");
  g_autoptr (KtgEnvelope) by_officer
      = ktg_test_link_admit (world->budi->key, 1, key, "Dewi", "officer", "34.04.05");
  KtgEnvelope *const links[] = { by_relay, by_office, beside, by_officer };

  for (guint i = 0; i < G_N_ELEMENTS (links); i++)
    {
      g_autofree char *refusal = carry_link (world, links[i]);

      g_assert_cmpstr (refusal, ==, "stranger");
      g_assert_null (dup_line (world, key));
    }
}

/* The higher one's word counts, whoever came first. */
static void
test_two_that_differ (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) higher = ktg_test_link_admit (world->centre,
                                                        2,
                                                        ktg_test_device_get_key (world->dewi),
                                                        "Dewi",
                                                        "officer",
                                                        "34.02.01");
  g_autofree char *first = carry_link (world, world->of_dewi);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_carry (world->budi, filed, NULL);
  g_autofree char *before = dup_line (world, ktg_test_device_get_key (world->dewi));
  g_autofree char *second = carry_link (world, higher);
  g_autofree char *after = dup_line (world, ktg_test_device_get_key (world->dewi));

  g_assert_null (first);
  g_assert_null (second);
  g_assert_cmpuint (sent->refused->len, ==, 0);
  g_assert_nonnull (strstr (before, "34.71.04"));
  g_assert_nonnull (strstr (after, "34.02.01"));
  ktg_test_server_assert_sound (world->server);
}

static void
test_a_fork (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) rival = ktg_test_link_admit (world->relay,
                                                       1,
                                                       ktg_test_device_get_key (world->budi),
                                                       "Dewi",
                                                       "officer",
                                                       "34.71.05");
  g_autofree char *first = carry_link (world, world->of_dewi);
  g_autofree char *second = carry_link (world, rival);
  g_autofree char *aside = NULL;

  ktg_test_server_run (world->server, &aside, "aside", NULL);
  g_assert_null (first);
  g_assert_cmpstr (second, ==, "fork");
  g_assert_nonnull (strstr (aside, rival->id));
}

/* Both at once: one of them is taken. */
static void
test_a_fork_at_once (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) rival = ktg_test_link_admit (world->relay,
                                                       1,
                                                       ktg_test_device_get_key (world->budi),
                                                       "Dewi",
                                                       "officer",
                                                       "34.71.05");
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_carry (world->budi,
                                                                world->of_dewi,
                                                                rival,
                                                                world->of_relay,
                                                                world->of_centre,
                                                                NULL);

  g_assert_null (ktg_test_answer_get_refusal (answer, world->of_dewi));
  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, rival), ==, "fork");
}

/* What an office did and whom it admitted are numbered together. */
static void
test_a_number_of_an_event (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->office, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (world->office, filed);
  g_autoptr (KtgEnvelope) rival = ktg_test_link_admit (world->office->key,
                                                       1,
                                                       ktg_test_device_get_key (world->dewi),
                                                       "Dewi",
                                                       "officer",
                                                       "34.71.04");
  g_autoptr (KtgEnvelope) next = ktg_test_link_admit (world->office->key,
                                                      2,
                                                      ktg_test_device_get_key (world->dewi),
                                                      "Dewi",
                                                      "officer",
                                                      "34.71.04");
  g_autoptr (KtgEnvelope) third = NULL;
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autofree char *first = carry_link (world, rival);
  g_autofree char *second = carry_link (world, next);
  g_autoptr (KtgExchangeAnswer) fork = NULL;
  g_autoptr (KtgExchangeAnswer) level = NULL;

  g_assert_cmpstr (first, ==, "fork");
  g_assert_null (second);

  third = ktg_test_device_file (world->office, NULL, NULL);
  fork = ktg_test_device_send (world->office, third);
  g_assert_cmpstr (ktg_test_answer_get_refusal (fork, third), ==, "fork");

  message->holds = 2;
  level = ktg_test_device_say (world->office, message);
  g_assert_cmpuint (level->lacks->len, ==, 0);
}

static void
test_among_own_events (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit (world->office->key,
                                                      1,
                                                      ktg_test_device_get_key (world->dewi),
                                                      "Dewi",
                                                      "officer",
                                                      "34.71.04");
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (world->office, link);

  g_assert_cmpstr (ktg_test_answer_get_refusal (answer, link), ==, "role");
}

static void
test_a_revocation (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->budi, NULL, NULL);
  g_autoptr (KtgEnvelope) revoked
      = ktg_test_link_revoke (world->centre, 2, ktg_test_device_get_key (world->budi), 0);
  g_autoptr (KtgExchangeAnswer) answer
      = ktg_test_device_carry (world->office, revoked, world->of_centre, NULL);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->office, filed, NULL);
  g_autofree char *line = dup_line (world, ktg_test_device_get_key (world->budi));

  g_assert_cmpuint (answer->refused->len, ==, 0);
  g_assert_cmpuint (carried->refused->len, ==, 0);
  g_assert_true (g_str_has_suffix (line, "revoked"));
  assert_shut_out (world->budi);
  ktg_test_server_restart (world->server);
  assert_shut_out (world->budi);
  ktg_test_server_assert_sound (world->server);
}

/* Whom a relay admitted after the last that is believed of it is nobody's. */
static void
test_a_revoked_admitter (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgEnvelope) revoked
      = ktg_test_link_revoke_node (world->centre, 2, ktg_signing_key_get_public (world->relay), 0);
  g_autofree char *first = carry_link (world, world->of_dewi);
  g_autofree char *second = NULL;
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, filed, NULL);

  g_assert_null (first);
  g_assert_cmpuint (carried->refused->len, ==, 0);
  second = carry_link (world, revoked);
  g_assert_null (second);
  assert_shut_out (world->dewi);
  ktg_test_server_assert_sound (world->server);
}

static KtgEnvelope *
admit_after (World *world, guint64 seq, KtgEnvelope *before)
{
  g_autoptr (KtgSigningKey) key = ktg_signing_key_new ();
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit (world->relay,
                                                      seq,
                                                      ktg_signing_key_get_public (key),
                                                      "Rina",
                                                      "officer",
                                                      "34.71.04");
  KtgEvent *event = ktg_event_json_parse (link->bytes, NULL);

  g_free (event->prev);
  event->prev = g_strdup (before->id);
  return ktg_test_link_sign (world->relay, event);
}

/* A book's numbers leave some free, and whoever stole its key could sign with those. */
static void
test_a_number_that_was_left_free (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) named = admit_after (world, 50, world->of_dewi);
  g_autoptr (KtgEnvelope) newest = admit_after (world, 100, named);
  g_autoptr (KtgEnvelope) false_one = admit_after (world, 70, named);
  g_autoptr (KtgEnvelope) revoked
      = ktg_test_link_revoke_node (world->centre,
                                   2,
                                   ktg_signing_key_get_public (world->relay),
                                   100);
  g_autofree char *of_newest = carry_link (world, newest);
  g_autofree char *of_revoked = carry_link (world, revoked);
  g_autofree char *of_false_one = carry_link (world, false_one);
  g_autofree char *of_named = carry_link (world, named);

  g_assert_null (of_newest);
  g_assert_null (of_revoked);
  g_assert_cmpstr (of_false_one, ==, "fork");
  g_assert_null (of_named);
  ktg_test_server_assert_sound (world->server);
}

static void
test_the_verb_revokes (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autofree char *refusal = carry_link (world, world->of_dewi);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, filed, NULL);
  g_autoptr (KtgExchangeAnswer) known = ktg_test_device_exchange (world->office, NULL, NULL);

  g_assert_null (refusal);
  g_assert_cmpuint (carried->refused->len, ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "Dewi", NULL), ==, 0);
  assert_shut_out (world->dewi);
  ktg_test_server_assert_sound (world->server);
}

/* Whoever was admitted in silence can be seen, and revoked before it says a word. */
static void
test_one_that_is_silent (World *world, gconstpointer data)
{
  const char      *key = ktg_test_device_get_key (world->dewi);
  g_autofree char *refusal = carry_link (world, world->of_dewi);
  g_autofree char *before = dup_line (world, key);
  g_autofree char *after = NULL;
  g_autofree char *audit = NULL;
  g_autofree char *named = NULL;

  g_assert_null (refusal);
  g_assert_nonnull (before);
  g_assert_nonnull (strstr (before, "Dewi"));
  g_assert_nonnull (strstr (before, "admitted elsewhere"));
  ktg_test_server_run (world->server, &audit, "audit", NULL);
  named = g_strdup_printf ("  device  number %d\n", atoi (before));
  g_assert_nonnull (strstr (audit, named));
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "--", key, NULL), ==, 0);
  after = dup_line (world, key);
  g_assert_true (g_str_has_suffix (after, "revoked"));
  assert_shut_out (world->dewi);
  ktg_test_server_assert_sound (world->server);
}

/* Else whoever stole a key could keep out what its officer wrote before. */
static void
test_what_came_late_shows_nothing (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) end
      = ktg_test_link_revoke (world->relay, 2, ktg_test_device_get_key (world->dewi), 2);
  g_autoptr (KtgEnvelope) first = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgEnvelope) second = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autofree char *admitted = carry_link (world, world->of_dewi);
  g_autofree char *revoked = carry_link (world, end);
  g_autoptr (KtgEnvelope) late = NULL;
  g_autoptr (KtgExchangeAnswer) one = NULL;
  g_autoptr (KtgExchangeAnswer) two = NULL;

  g_assert_null (admitted);
  g_assert_null (revoked);
  g_free (world->dewi->prev);
  world->dewi->prev = g_strdup (first->id);
  late = ktg_test_device_file (world->dewi, NULL, NULL);

  one = ktg_test_device_carry (world->budi, late, NULL);
  two = ktg_test_device_carry (world->budi, second, first, NULL);
  g_assert_cmpuint (one->refused->len, ==, 0);
  g_assert_cmpuint (two->refused->len, ==, 0);
}

/* The end of a time refuses requests, and lessens no belief. */
static void
test_what_has_ended (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit_until (world->relay,
                                                            1,
                                                            ktg_test_device_get_key (world->dewi),
                                                            "Dewi",
                                                            "officer",
                                                            "34.71.04",
                                                            "2020-02-01T00:00:00Z");
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autofree char *refusal = carry_link (world, link);
  g_autoptr (KtgExchangeAnswer) carried = ktg_test_device_carry (world->budi, filed, NULL);

  g_assert_null (refusal);
  g_assert_cmpuint (carried->refused->len, ==, 0);
}

/* What somebody signs of it elsewhere is no person's word here. */
static void
test_who_waits (World *world, gconstpointer data)
{
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICE, "34.71");
  g_autoptr (KtgTestReply) enrolled = ktg_test_device_enrol (world->dewi, code);
  g_autofree char *refusal = carry_link (world, world->of_dewi);
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (world->dewi, NULL, NULL);
  g_autofree char *problem = ktg_test_reply_dup_problem (reply);
  g_autofree char *line = dup_line (world, ktg_test_device_get_key (world->dewi));

  g_assert_cmpuint (enrolled->status, ==, 200);
  g_assert_null (refusal);
  g_assert_cmpstr (problem, ==, "pending");
  g_assert_nonnull (strstr (line, "  pending"));
  ktg_test_server_assert_sound (world->server);

  ktg_test_server_confirm (world->server, ktg_test_device_get_key (world->dewi));
  ktg_test_server_assert_sound (world->server);
}

static KtgEnvelope *
publish (KtgSigningKey *author)
{
  g_autoptr (GBytes) content = g_bytes_new_static ("{}", 2);
  g_autofree char *sha256 = ktg_sha256_of_bytes (content);
  g_autoptr (KtgPackNotice) notice = ktg_pack_notice_new ("rules", "2022-09-22.2", sha256);

  return ktg_test_link_publish (author, 2, notice, content);
}

/* Only a server of the centre hands packs out. */
static void
test_a_pack (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) by_centre = publish (world->centre);
  g_autoptr (KtgEnvelope) by_relay = publish (world->relay);
  g_autofree char *first = carry_link (world, by_centre);
  g_autofree char *second = carry_link (world, by_relay);

  g_assert_null (first);
  g_assert_cmpstr (second, ==, "stranger");
  ktg_test_server_assert_sound (world->server);
}

static gboolean
take_told (KtgCatalog *catalog, gpointer carriage, GError **error)
{
  return ktg_carriage_take (carriage, catalog, NULL, error);
}

/* What a server is told where it asks it takes in the same way, and nobody has carried it. */
static void
test_what_a_server_was_told (World *world, gconstpointer data)
{
  g_autoptr (GBytes) photo = g_bytes_new_static ("a photo", 7);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file_photo (world->dewi, photo);
  KtgEnvelope *const told[] = { filed, world->of_dewi, world->of_relay, world->of_centre };
  KtgCarriage        carriage;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgExchangeAnswer) seen = NULL;
  const KtgReceipt *receipt;

  ktg_carriage_init (&carriage);
  carriage.now_ms = g_get_real_time () / 1000;
  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_ptr_array_add (carriage.offers, ktg_offer_new (told[i], NULL));
  ktg_writer_run (ktg_archive_get_writer (world->server->archive), take_told, &carriage, &error);
  g_assert_no_error (error);

  for (guint i = 0; i < G_N_ELEMENTS (told); i++)
    g_assert_cmpstr (((KtgOffer *)carriage.offers->pdata[i])->refusal, ==, NULL);
  g_assert_cmpuint (carriage.receipts->len, ==, 1);
  receipt = g_ptr_array_index (carriage.receipts, 0);
  g_assert_cmpstr (receipt->device, ==, ktg_test_device_get_key (world->dewi));
  g_assert_cmpuint (carriage.changed->len, ==, 3);
  ktg_carriage_clear (&carriage);

  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  assert_told (seen, 3, filed);
  ktg_test_server_assert_sound (world->server);
}

/* --- what there is to read --- */

#define MANY 990 /* links of one key; an exchange takes a thousand */
/* Requests that each read so many are more than a device has, and the requests alone are not. */
#define SOON_SPENT 15

/* A stolen office says the same again and again of one key. */
static void
say_much (World *world, const char *role)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  for (guint i = 1; i <= MANY; i++)
    g_ptr_array_add (message->carry,
                     ktg_test_link_admit (world->office->key,
                                          i,
                                          ktg_test_device_get_key (world->dewi),
                                          "Dewi",
                                          role,
                                          "34.71.04"));
  answer = ktg_test_device_say (world->budi, message);
  g_assert_cmpuint (answer->refused->len, ==, 0);
}

static KtgTestReply *
carry_again (World *world, KtgEnvelope *event)
{
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (GBytes) body = NULL;
  KtgTestRequest request = { 0 };

  g_ptr_array_add (message->carry, ktg_envelope_ref (event));
  request.body = body = ktg_exchange_request_write (message);
  return ktg_test_device_ask (world->budi, "POST", "/v1/exchange", &request);
}

static KtgTestReply *
introduce_again (World *world, KtgEnvelope *event)
{
  return ktg_test_device_introduce (world->dewi, NULL, 0);
}

static KtgTestReply *
enrol_again (World *world, KtgEnvelope *event)
{
  return ktg_test_device_enrol (world->dewi, NULL);
}

typedef KtgTestReply *(*Ask) (World *world, KtgEnvelope *event);

static void
assert_soon_spent (World *world, Ask ask, KtgEnvelope *event)
{
  for (guint i = 0; i < SOON_SPENT; i++)
    {
      g_autoptr (KtgTestReply) reply = ask (world, event);
      g_autofree char *problem = ktg_test_reply_dup_problem (reply);

      if (reply->status == 429)
        {
          g_assert_cmpstr (problem, ==, "busy");
          return;
        }
      g_assert_cmpuint (reply->status, ==, 200);
    }

  g_assert_not_reached ();
}

/* Whoever makes the server read it pays, and nobody else does. */
static void
test_whoever_makes_it_read_much_waits (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (world->dewi, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) seen = NULL;

  say_much (world, "officer");
  assert_soon_spent (world, carry_again, filed);
  assert_soon_spent (world, introduce_again, NULL);

  seen = ktg_test_device_exchange (world->office, NULL, NULL);
  g_assert_cmpuint (seen->scopes->len, ==, 1);
}

static void
test_whoever_asks_who_it_is_waits (World *world, gconstpointer data)
{
  say_much (world, "officer");
  assert_soon_spent (world, enrol_again, NULL);
}

/* Whom a stranger names makes it much to read, and each time it is another stranger. */
static KtgTestReply *
introduce_another (World *world, KtgEnvelope *event)
{
  g_autoptr (KtgTestDevice) eko = ktg_test_server_new_stranger (world->server, NULL);
  g_autoptr (KtgEnvelope) link = ktg_test_link_admit (world->dewi->key,
                                                      ++world->dewi->seq,
                                                      ktg_test_device_get_key (eko),
                                                      "Eko",
                                                      "officer",
                                                      "34.71.04");

  return ktg_test_device_introduce (eko, &link, 1);
}

static void
test_strangers_pay_together (World *world, gconstpointer data)
{
  g_autofree char *code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgTestDevice) siti = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) enrolled = NULL;

  say_much (world, "office");
  assert_soon_spent (world, introduce_another, NULL);
  enrolled = ktg_test_device_enrol (siti, code);
  g_assert_cmpuint (enrolled->status, ==, 200);
}

#define ADD(path, func)                                                                            \
  g_test_add ("/carried-links/" path, World, NULL, world_open, func, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("a-chain-makes-its-author-known-in-whatever-order-it-comes", test_a_chain);
  ADD ("what-misses-a-link-is-a-strangers-until-that-comes", test_a_missing_link);
  ADD ("a-forged-link-makes-nobody-known", test_a_forged_link);
  ADD ("who-admit-each-other-are-strangers", test_a_circle);
  ADD ("nobody-makes-more-than-he-may", test_more_than_one_may);
  ADD ("of-two-that-differ-the-higher-ones-counts", test_two_that_differ);
  ADD ("another-with-the-same-number-is-put-aside", test_a_fork);
  ADD ("of-two-with-one-number-one-is-taken", test_a_fork_at_once);
  ADD ("links-and-events-are-numbered-together", test_a_number_of_an_event);
  ADD ("among-own-events-a-link-is-refused", test_among_own_events);
  ADD ("a-revocation-shuts-out-at-once", test_a_revocation);
  ADD ("whom-a-revoked-relay-admitted-late-is-shut-out", test_a_revoked_admitter);
  ADD ("who-waits-here-waits-whatever-is-signed-elsewhere", test_who_waits);
  ADD ("of-a-revoked-relays-book-only-what-the-next-one-names-is-taken",
       test_a_number_that_was_left_free);
  ADD ("the-verb-revokes-who-is-known-by-links", test_the_verb_revokes);
  ADD ("one-that-is-silent-is-listed-and-revoked", test_one_that_is_silent);
  ADD ("what-came-late-rules-nothing-out", test_what_came_late_shows_nothing);
  ADD ("what-has-ended-is-believed", test_what_has_ended);
  ADD ("only-the-centre-hands-packs-out", test_a_pack);
  ADD ("what-a-server-was-told-is-taken-in-the-same-way", test_what_a_server_was_told);
  ADD ("whoever-makes-the-server-read-much-waits", test_whoever_makes_it_read_much_waits);
  ADD ("whoever-asks-who-it-is-pays-for-what-is-read", test_whoever_asks_who_it_is_waits);
  ADD ("strangers-who-introduce-themselves-pay-together", test_strangers_pay_together);

  return g_test_run ();
}
