/* test-office.c - an office's device makes codes, lists, confirms and revokes, from a terminal
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-call.h"

#include <ktg-test-server.h>

#include <string.h>

typedef struct
{
  KtgTestServer *server;
  char          *url;
  KtgPost       *office; /* of 34.71, device 1 */
} World;

static KtgPost *
enrol (World *world, const char *code)
{
  KtgPost         *post = ktg_post_new ();
  g_autofree char *trimmed = g_strstrip (g_strdup (code));

  g_free (ktg_post_ask (post, "enrol", world->url, trimmed, "--name", "Laptop", NULL));
  return post;
}

static void
world_open (World *world, gconstpointer data)
{
  g_autofree char *code = NULL;
  g_autofree char *words = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->url = ktg_test_server_dup_url (world->server);
  code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICE, "34.71");
  world->office = enrol (world, code);
  words = ktg_post_dup_words (world->office);
  g_assert_cmpint (ktg_test_server_confirm_by (world->server, "1", words, NULL), ==, 0);
  g_free (ktg_post_ask (world->office, "sync", NULL));
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_post_free (world->office);
  g_free (world->url);
  ktg_test_server_free (world->server);
}

static char *
admit (KtgPost *post, const char *name, const char *role, const char *region)
{
  return ktg_post_ask (post, "admit", "--name", name, "--role", role, "--region", region, NULL);
}

static void
assert_fails (KtgCall *call, const char *part)
{
  g_assert_cmpint (call->exit, ==, 1);
  if (strstr (call->err, part) == NULL)
    g_error ("not “%s” but: %s", part, call->err);
  ktg_call_free (call);
}

static void
test_an_officer_below (World *world, gconstpointer data)
{
  g_autofree char *code = admit (world->office, "Siti", "officer", "34.71.04");
  g_autoptr (KtgPost) siti = enrol (world, code);
  g_autofree char *words = ktg_post_dup_words (siti);
  g_autofree char *listed = ktg_post_ask (world->office, "admitted", NULL);
  g_autofree char *json = ktg_post_ask (world->office, "admitted", "--json", NULL);
  g_autofree char *revoked = NULL;

  g_free (ktg_post_ask (siti, "sync", NULL));
  g_assert_nonnull (strstr (listed, "   2  officer  34.71.04  Siti (Laptop)"));
  g_assert_nonnull (strstr (listed, words));
  g_assert_nonnull (strstr (json, words));
  assert_fails (ktg_post_call (siti, "admitted", NULL), "Only an office’s device may do this.");
  assert_fails (ktg_post_call (siti, "revoke", "1", NULL), "Only an office’s device");

  revoked = ktg_post_ask (world->office, "revoke", "siti", NULL);
  g_assert_nonnull (strstr (revoked, "Revoked:"));
  assert_fails (ktg_post_call (siti, "sync", NULL), "does not accept this device");
}

/* What helps a device whose key is shut out for good. */
static void
test_a_new_code_for_a_revoked_device (World *world, gconstpointer data)
{
  g_autofree char *code = admit (world->office, "Siti", "officer", "34.71.04");
  g_autoptr (KtgPost) siti = enrol (world, code);
  g_autofree char *again = NULL;

  g_free (ktg_post_ask (world->office, "revoke", "siti", NULL));
  again = g_strstrip (admit (world->office, "Siti", "officer", "34.71.04"));
  assert_fails (ktg_post_call (siti, "enrol", world->url, again, NULL), "for good");
  assert_fails (ktg_post_call (siti, "enrol", world->url, again, NULL),
                "“ktg --profile FOLDER enrol”");
}

static void
assert_misuse (KtgCall *call, const char *part)
{
  g_assert_cmpint (call->exit, ==, 2);
  if (strstr (call->err, part) == NULL)
    g_error ("not “%s” but: %s", part, call->err);
  ktg_call_free (call);
}

static KtgCall *
call_admit (World *world, const char *name, const char *region)
{
  return ktg_post_call (world->office,
                        "admit",
                        "--name",
                        name,
                        "--role",
                        "officer",
                        "--region",
                        region,
                        NULL);
}

/* The server is not asked. */
static void
test_what_is_no_wish (World *world, gconstpointer data)
{
  static const char *const regions[] = { "zz", "3471", "34,71", "34.71.", " 34.71", "" };
  g_autofree char         *name = g_strnfill (5000, 'x');

  ktg_test_server_stop (world->server);
  for (guint i = 0; i < G_N_ELEMENTS (regions); i++)
    assert_misuse (call_admit (world, "Siti", regions[i]), "with dots, as in 34.71.04");
  assert_misuse (call_admit (world, "", "34.71.04"), "The name is empty.");
  assert_misuse (call_admit (world, name, "34.71.04"), "The name is too long.");
}

/* What is asked is done now or not at all: it does not go by itself later. */
static void
test_without_a_link (World *world, gconstpointer data)
{
  g_autofree char *code = g_strstrip (admit (world->office, "Siti", "officer", "34.71.04"));
  g_autofree char *begin = g_strconcat (world->url, ": No server answers", NULL);
  g_autoptr (KtgPost) siti = ktg_post_new ();
  g_autoptr (KtgCall) asked = NULL;
  g_autoptr (KtgCall) enrolled = NULL;

  ktg_test_server_stop (world->server);
  asked = call_admit (world, "Budi", "34.71.04");
  enrolled = ktg_post_call (siti, "enrol", world->url, code, NULL);
  g_assert_cmpint (asked->exit, ==, 3);
  g_assert_cmpint (enrolled->exit, ==, 3);
  g_assert_nonnull (strstr (asked->err, "Try again when there is a signal."));
  g_assert_nonnull (strstr (enrolled->err, begin));
  g_assert_nonnull (strstr (enrolled->err, "enrol again with the same code"));
}

static KtgCall *
call_confirm (KtgPost *post, const char *words)
{
  g_auto (GStrv) each = g_strsplit (words, " ", -1);

  return ktg_post_call (post,
                        "confirm",
                        "2",
                        each[0],
                        each[1],
                        each[2],
                        each[3],
                        each[4],
                        each[5],
                        NULL);
}

static void
test_an_office_below (World *world, gconstpointer data)
{
  g_autofree char *code = admit (world->office, "Budi", "office", "34.71.04");
  g_autoptr (KtgPost) budi = enrol (world, code);
  g_autofree char *words = ktg_post_dup_words (budi);
  g_autofree char *others = ktg_post_dup_words (world->office);
  g_autoptr (KtgCall) shown = ktg_post_call (world->office, "confirm", "Budi", NULL);
  g_autoptr (KtgCall) done = NULL;

  g_assert_cmpint (shown->exit, ==, 1);
  g_assert_nonnull (strstr (shown->out, words));
  assert_fails (call_confirm (world->office, others), "“ktg revoke 2”");
  assert_fails (ktg_post_call (budi, "sync", NULL), "has not confirmed this device");

  done = call_confirm (world->office, words);
  g_assert_cmpint (done->exit, ==, 0);
  g_free (ktg_post_ask (budi, "sync", NULL));
  assert_fails (ktg_post_call (world->office, "confirm", "2", NULL), "does not wait");
}

static void
test_what_is_not_below (World *world, gconstpointer data)
{
  static const char *const wishes[][2] = { { "office", "34.71" }, { "officer", "34.04" } };

  for (guint i = 0; i < G_N_ELEMENTS (wishes); i++)
    assert_fails (ktg_post_call (world->office,
                                 "admit",
                                 "--name",
                                 "Siti",
                                 "--role",
                                 wishes[i][0],
                                 "--region",
                                 wishes[i][1],
                                 NULL),
                  "Below your office there is nobody");
  assert_fails (ktg_post_call (world->office, "revoke", "1", NULL), "no device has this number");
  assert_fails (ktg_post_call (world->office, "cancel", "1", NULL), "Below your office there");
}

static void
test_a_code_is_taken_back (World *world, gconstpointer data)
{
  g_autofree char *code = g_strstrip (admit (world->office, "Siti", "officer", "34.71"));
  g_autofree char *listed = ktg_post_ask (world->office, "admitted", NULL);
  g_autoptr (KtgPost) siti = ktg_post_new ();

  g_assert_nonnull (strstr (listed, "code 2  officer  34.71  Siti  until "));
  g_assert_null (strstr (listed, code));
  g_free (ktg_post_ask (world->office, "cancel", "2", NULL));
  assert_fails (ktg_post_call (siti, "enrol", world->url, code, NULL), "office");
}

#define ADD(path, function)                                                                        \
  g_test_add ("/office/" path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("an-officer-below-is-admitted-listed-and-shut-out", test_an_officer_below);
  ADD ("an-office-below-is-confirmed-by-its-words", test_an_office_below);
  ADD ("what-is-not-below-is-refused", test_what_is_not_below);
  ADD ("a-revoked-device-is-told-what-a-new-code-needs", test_a_new_code_for_a_revoked_device);
  ADD ("what-is-no-wish-is-named-before-it-is-asked", test_what_is_no_wish);
  ADD ("without-a-link-nothing-is-promised", test_without_a_link);
  ADD ("a-code-is-taken-back", test_a_code_is_taken_back);

  return g_test_run ();
}
