/* test-audit.c - what was done to a server, and what it refused, is on record
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-exchange-json.h>
#include <ktg-fault-disk.h>
#include <ktg-random.h>
#include <ktg-test-server.h>

#include <string.h>

#define MANY 40

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
} World;

static void
world_open (World *world, gconstpointer data)
{
  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_device_free (world->siti);
  ktg_test_server_free (world->server);
}

static char *
dup_audit (World *world)
{
  char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "audit", NULL), ==, 0);
  return out;
}

static void
assert_line (World *world, const char *part)
{
  g_autofree char *out = dup_audit (world);

  if (strstr (out, part) == NULL)
    g_error ("the audit does not say “%s” but: %s", part, out);
}

static guint
count_lines (World *world, const char *part)
{
  g_autofree char *out = dup_audit (world);
  guint            n = 0;

  for (const char *p = strstr (out, part); p != NULL; p = strstr (p + 1, part))
    n++;
  return n;
}

static void
test_every_verb (World *world, gconstpointer data)
{
  static const char *const verbs[] = { "list", "devices", "codes", "verify", "audit" };

  for (guint i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *line = g_strconcat ("  verb ", verbs[i], "\n", NULL);

      ktg_test_server_run (world->server, NULL, verbs[i], NULL);
      assert_line (world, line);
    }
  ktg_test_server_run (world->server, NULL, "show", "nothing", NULL);
  assert_line (world, "  verb show\n");
}

static void
test_enrolment (World *world, gconstpointer data)
{
  g_autofree char *out = dup_audit (world);

  assert_line (world, "  code  number 1\n");
  assert_line (world, "  device  number 1\n");
  assert_line (world, "  enrolment  number 1\n");
  g_assert_null (strstr (out, ktg_signing_key_get_public (world->siti->key)));
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "1", NULL), ==, 0);
  g_assert_cmpuint (count_lines (world, "  device  number 1\n"), >=, 2);
}

static void
test_since (World *world, gconstpointer data)
{
  g_autofree char *out = NULL;
  g_autofree char *json = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "audit", "--since", "3", NULL), ==, 0);
  g_assert_true (g_str_has_prefix (out, "4  "));
  g_assert_cmpint (ktg_test_server_run (world->server,
                                        &json,
                                        "audit",
                                        "--since",
                                        "3",
                                        "--json",
                                        NULL),
                   ==,
                   0);
  g_assert_nonnull (strstr (json, "\"number\": 4"));
  g_assert_null (strstr (json, "\"number\": 3,"));
  g_assert_nonnull (strstr (json, "\"what\": \"verb audit\""));
}

/* --- refusals --- */

static void
send_fork (World *world)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (world->siti, one);
  g_autoptr (KtgEnvelope) other = NULL;
  g_autoptr (KtgExchangeAnswer) second = NULL;

  world->siti->seq = 0;
  g_clear_pointer (&world->siti->prev, g_free);
  other = ktg_test_device_file (world->siti, NULL, NULL);
  second = ktg_test_device_send (world->siti, other);
  g_assert_cmpuint (second->refused->len, ==, 1);
}

static void
ask_revoked (World *world, guint n)
{
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "1", NULL), ==, 0);
  for (guint i = 0; i < n; i++)
    {
      g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (world->siti, NULL, NULL);

      g_assert_cmpuint (reply->status, ==, 403);
    }
}

static void
test_refusals (World *world, gconstpointer data)
{
  send_fork (world);
  ask_revoked (world, MANY);
  g_test_expect_message ("ktg-server",
                         G_LOG_LEVEL_MESSAGE,
                         "refused:*fork 1 (device 1)*revoked 40*");
  ktg_node_tell_refusals (world->server->node);
  g_test_assert_expected_messages ();
  assert_line (world, "  refused fork  number 1  1 times\n");
  assert_line (world, "  refused revoked  number 1  40 times\n");

  ktg_node_tell_refusals (world->server->node);
  g_assert_cmpuint (count_lines (world, "  refused "), ==, 2);
}

/* An attacker must not fill the disk with what is noted of him. */
static void
test_refusals_are_bounded (World *world, gconstpointer data)
{
  for (guint i = 0; i < MANY; i++)
    {
      ask_revoked (world, 1);
      g_test_expect_message ("ktg-server", G_LOG_LEVEL_MESSAGE, "refused: revoked 1*");
      ktg_node_tell_refusals (world->server->node);
      g_test_assert_expected_messages ();
    }
  g_assert_cmpuint (count_lines (world, "  refused revoked"), ==, 1);
}

/* --- the disk --- */

/* What was not written is not accounted for either. */
static void
test_failed_commit (World *world, gconstpointer data)
{
  g_autoptr (KtgEnvelope) one = ktg_test_device_file (world->siti, NULL, NULL);
  GPtrArray *events = g_ptr_array_new ();
  g_autoptr (KtgTestReply) failed = NULL;
  g_autoptr (KtgTestReply) taken = NULL;

  g_ptr_array_add (events, one);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* the server warns of it, rightly */
  ktg_fault_disk_arm (world->server->folder, KTG_FAULT_ONCE, 1, EIO);
  failed = ktg_test_device_exchange_raw (world->siti, events, NULL);
  ktg_fault_disk_disarm ();
  g_assert_cmpuint (failed->status, ==, 503);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);

  taken = ktg_test_device_exchange_raw (world->siti, events, NULL);
  g_assert_cmpuint (taken->status, ==, 200);
  ktg_test_server_restart (world->server);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
  g_ptr_array_unref (events);
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/audit/every-verb-leaves-a-line", test_every_verb);
  ADD ("/audit/codes-devices-and-enrolments-leave-lines-without-names-or-keys", test_enrolment);
  ADD ("/audit/one-reads-on-from-a-number-as-text-or-json", test_since);
  ADD ("/audit/each-kind-of-refusal-is-counted-with-its-device", test_refusals);
  ADD ("/audit/who-is-refused-for-ever-does-not-fill-it", test_refusals_are_bounded);
  ADD ("/audit/a-commit-that-failed-leaves-the-account-right", test_failed_commit);

  return g_test_run ();
}
