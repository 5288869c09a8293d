/* test-devices.c - who is enrolled, which codes wait, and how both are stopped
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-code-issue.h>
#include <ktg-enrol-json.h>
#include <ktg-enrolment-code.h>
#include <ktg-fault-disk.h>
#include <ktg-qr-text.h>
#include <ktg-service.h>
#include <ktg-test-server.h>

#include <errno.h>
#include <glib/gstdio.h>
#include <json-glib/json-glib.h>
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

static char *
make_code (World *world, const char *officer, KtgRole role, const char *region)
{
  g_autoptr (GError) error = NULL;
  const KtgCode wanted = { .officer = (char *)officer, .role = role, .region = (char *)region };
  char *code = ktg_code_issue (world->server->archive, &wanted, g_get_real_time () / 1000, &error);

  g_assert_no_error (error);
  return code;
}

static KtgTestDevice *
new_device (World *world, const char *officer, KtgRole role, const char *region)
{
  KtgTestDevice   *device = ktg_test_device_new (world->server->port);
  g_autofree char *code = make_code (world, officer, role, region);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);

  g_assert_cmpuint (reply->status, ==, 200);
  if (role != KTG_ROLE_OFFICER)
    ktg_test_server_confirm (world->server, ktg_test_device_get_key (device));
  return device;
}

static guint
ask (KtgTestDevice *device)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_exchange_raw (device, NULL, NULL);

  return reply->status;
}

static JsonNode *
list (World *world, const char *verb)
{
  g_autofree char *out = NULL;
  g_autoptr (GError) error = NULL;
  JsonNode *node;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, verb, "--json", NULL), ==, 0);
  node = json_from_string (out, &error);
  g_assert_no_error (error);
  return node;
}

static JsonObject *
get_line (JsonNode *lines, guint i)
{
  return json_array_get_object_element (json_node_get_array (lines), i);
}

static void
assert_text (JsonObject *line, const char *key, const char *text)
{
  g_assert_cmpstr (json_object_get_string_member (line, key), ==, text);
}

/* --- devices --- */

static void
test_one_that_filed_nothing (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) laptop = new_device (world, "Kepala Kantor", KTG_ROLE_OFFICE, "34");
  g_autoptr (KtgTestDevice) other = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (JsonNode) before = list (world, "devices");
  g_autoptr (JsonNode) after = NULL;
  JsonObject *line = get_line (before, 0);

  assert_text (line, "device", ktg_signing_key_get_public (laptop->key));
  assert_text (line, "officer", "Kepala Kantor");
  assert_text (line, "role", "office");
  assert_text (line, "region", "34");
  assert_text (line, "name", "Laptop");
  assert_text (line, "last_seen", "");
  g_assert_false (json_object_get_boolean_member (line, "revoked"));
  g_assert_cmpuint (strlen (json_object_get_string_member (line, "enrolled_at")), >, 18);

  g_assert_cmpuint (ask (laptop), ==, 200);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "kepala kantor", "revoked"),
                   ==,
                   0);
  g_assert_cmpuint (ask (laptop), ==, 403);
  g_assert_cmpuint (ask (other), ==, 200);

  after = list (world, "devices");
  g_assert_true (json_object_get_boolean_member (get_line (after, 0), "revoked"));
  g_assert_false (json_object_get_boolean_member (get_line (after, 1), "revoked"));
  g_assert_cmpuint (strlen (json_object_get_string_member (get_line (after, 0), "last_seen")),
                    >,
                    18);
}

static void
test_by_number_and_key (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) first = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71");
  g_autoptr (KtgTestDevice) second = new_device (world, "Joko", KTG_ROLE_OFFICER, "34.71");

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "2", "Joko"), ==, 0);
  g_assert_cmpuint (ask (second), ==, 403);
  g_assert_cmpuint (ask (first), ==, 200);
  g_assert_cmpint (ktg_test_server_hear (world->server,
                                         "revoke",
                                         ktg_signing_key_get_public (first->key),
                                         "Siti"),
                   ==,
                   0);
  g_assert_cmpuint (ask (first), ==, 403);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "2", "Joko"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "3", "no device"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "", "no device"), ==, 1);
}

static void
test_a_name_of_several (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) first = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71");
  g_autoptr (KtgTestDevice) second = new_device (world, "SITI", KTG_ROLE_OFFICER, "34.72");

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "Siti", "34.72"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "laptop", "nothing was changed"),
                   ==,
                   1);
  g_assert_cmpuint (ask (first), ==, 200);
  g_assert_cmpuint (ask (second), ==, 200);

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "1", "revoked"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "Siti", "nothing was changed"),
                   ==,
                   1);
  g_assert_cmpuint (ask (second), ==, 200);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "2", "34.72"), ==, 0);
  g_assert_cmpuint (ask (second), ==, 403);
}

/* Who is called like a number does not stand in the way of the one that has it. */
static void
test_a_name_that_is_a_number (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) first = new_device (world, "2", KTG_ROLE_OFFICER, "34.71");
  g_autoptr (KtgTestDevice) second = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.72");

  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "2", "34.72"), ==, 0);
  g_assert_cmpuint (ask (first), ==, 200);
  g_assert_cmpuint (ask (second), ==, 403);
}

static void
test_more_than_a_page (World *world, gconstpointer data)
{
  enum
  {
    N_DEVICES = 401
  };
  g_autoptr (JsonNode) lines = NULL;

  for (guint i = 0; i < N_DEVICES; i++)
    {
      g_autofree char *officer = g_strdup_printf ("Officer %u", i);
      g_autoptr (KtgTestDevice) device = new_device (world, officer, KTG_ROLE_OFFICER, "34.71");
    }
  lines = list (world, "devices");
  g_assert_cmpuint (json_array_get_length (json_node_get_array (lines)), ==, N_DEVICES);
  for (guint i = 0; i < N_DEVICES; i++)
    g_assert_cmpint (json_object_get_int_member (get_line (lines, i), "number"), ==, i + 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "Officer 400", "401"), ==, 0);
}

static void
test_names_are_harmless (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device
      = new_device (world, "Si\x1b[31mti\u202e", KTG_ROLE_OFFICER, "34.71");
  g_autofree char *out = NULL;
  g_autofree char *codes = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "devices", NULL), ==, 0);
  g_assert_null (strchr (out, '\x1b'));
  g_assert_null (strstr (out, "\u202e"));
  g_assert_cmpint (ktg_test_server_run (world->server, &codes, "codes", NULL), ==, 0);
  g_assert_null (strchr (codes, '\x1b'));
}

/* A thief is shut out even where nothing can be written any more. */
static void
test_a_full_disk (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_device (world, "Siti", KTG_ROLE_OFFICE, "34");
  g_autofree char *waiting = make_code (world, "Siti", KTG_ROLE_OFFICE, "34");
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *problem = NULL;

  g_assert_cmpuint (ask (device), ==, 200);
  g_log_set_always_fatal (G_LOG_FATAL_MASK); /* the server warns of it, rightly */
  ktg_fault_disk_arm (world->server->folder, KTG_FAULT_DEAD, 1, ENOSPC);
  g_assert_cmpint (ktg_test_server_hear (world->server,
                                         "revoke",
                                         "Siti",
                                         "shut out for as long as this server runs"),
                   ==,
                   1);
  g_assert_cmpuint (ask (device), ==, 403);
  ktg_fault_disk_disarm ();

  reply = ktg_test_device_enrol (device, waiting);
  problem = ktg_test_reply_dup_problem (reply);
  g_assert_cmpstr (problem, ==, "revoked");
  g_assert_cmpuint (ask (device), ==, 403);
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", NULL, "revoked"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "revoke", "Siti", "revoked"), ==, 0);
  ktg_test_server_restart (world->server);
  g_assert_cmpuint (ask (device), ==, 403);
}

/* --- when it was seen --- */

/* Whoever enrolled was there, even if it asked for nothing since. */
static void
test_seen_when_it_enrolled (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71");

  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", NULL, "  enrolled 20"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", NULL, ", not seen since  "),
                   ==,
                   0);
  g_assert_cmpuint (ask (device), ==, 200);
  g_assert_cmpint (ktg_test_server_hear (world->server, "devices", NULL, "  seen 20"), ==, 0);
}

static void
test_seen_is_kept (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71");
  g_autoptr (JsonNode) before = NULL;
  g_autoptr (JsonNode) after = NULL;

  g_assert_cmpuint (ask (device), ==, 200);
  before = list (world, "devices");
  ktg_test_server_restart (world->server);
  after = list (world, "devices");
  g_assert_cmpstr (json_object_get_string_member (get_line (after, 0), "last_seen"),
                   ==,
                   json_object_get_string_member (get_line (before, 0), "last_seen"));
}

static void
test_seen_is_written_rarely (void)
{
  KtgRoster *roster = ktg_roster_new ();
  gint64     now_ms = G_GINT64_CONSTANT (1731418802000);

  ktg_roster_put (roster, ktg_device_new (1, "key", KTG_ROLE_OFFICER, "34.71", FALSE));
  g_assert_true (ktg_roster_must_write_seen (roster, "key", now_ms));
  g_assert_false (ktg_roster_must_write_seen (roster, "key", now_ms + 3599 * 1000));
  g_assert_true (ktg_roster_must_write_seen (roster, "key", now_ms + 3600 * 1000));
  g_assert_false (ktg_roster_must_write_seen (roster, "nobody", now_ms));
  ktg_roster_free (roster);
}

static void
test_nothing_lets_in_again (void)
{
  KtgRoster *roster = ktg_roster_new ();
  g_autoptr (KtgDevice) device = NULL;

  ktg_roster_put (roster, ktg_device_new (1, "key", KTG_ROLE_OFFICER, "34.71", TRUE));
  ktg_roster_put (roster, ktg_device_new (1, "key", KTG_ROLE_OFFICE, "34", FALSE));
  device = ktg_roster_dup_device (roster, "key");
  g_assert_true (device->is_revoked);
  g_assert_cmpstr (device->region, ==, "34");
  ktg_roster_free (roster);
}

static void
test_a_device_is_found_by_the_beginning_of_its_key (void)
{
  static const char key[] = "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdE";
  KtgRoster        *roster = ktg_roster_new ();
  g_autoptr (KtgDevice) found = NULL;

  ktg_roster_put (roster, ktg_device_new (1, key, KTG_ROLE_OFFICER, "34.71", FALSE));
  found = ktg_roster_dup_named (roster, "AbCdEfGhIjKlMnOp");
  g_assert_cmpstr (found->key, ==, key);
  g_assert_null (ktg_roster_dup_named (roster, "AbCdEfGhIjKlMnO"));
  g_assert_null (ktg_roster_dup_named (roster, "AbCdEfGhIjKlMnOQ"));
  g_assert_null (ktg_roster_dup_named (roster, key));
  g_assert_null (ktg_roster_dup_device (roster, "AbCdEfGhIjKlMnOp"));
  g_assert_null (ktg_roster_dup_device (roster, "AbCdEfGhIjKlMnOpQrStUvWxYz0123456789-_AbCdF"));
  ktg_roster_free (roster);
}

/* --- codes --- */

static void
test_codes_are_listed_and_cancelled (World *world, gconstpointer data)
{
  g_autofree char *first = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autofree char *second = make_code (world, "Joko", KTG_ROLE_OFFICE, "34.71");
  g_autofree char *third = make_code (world, "Tini", KTG_ROLE_CENTRE, "");
  g_autofree char *text = NULL;
  g_autofree char *json = NULL;
  const char      *codes[] = { first, second, third };
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) enrolled = ktg_test_device_enrol (device, first);
  g_autoptr (JsonNode) lines = NULL;

  g_assert_cmpuint (enrolled->status, ==, 200);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", second, "enrols nobody"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", "3", "enrols nobody"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", "3", "enrols nobody"), ==, 0);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", "1", "revoke 1"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", "4", "no such code"), ==, 1);
  g_assert_cmpint (ktg_test_server_hear (world->server, "cancel", "x", "no such code"), ==, 1);

  lines = list (world, "codes");
  assert_text (get_line (lines, 0), "state", "used");
  g_assert_cmpint (json_object_get_int_member (get_line (lines, 0), "used_by"), ==, 1);
  assert_text (get_line (lines, 1), "state", "cancelled");
  assert_text (get_line (lines, 1), "officer", "Joko");
  assert_text (get_line (lines, 2), "state", "cancelled");

  ktg_test_server_run (world->server, &text, "codes", NULL);
  ktg_test_server_run (world->server, &json, "codes", "--json", NULL);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_assert_null (strstr (text, codes[i]));
      g_assert_null (strstr (json, codes[i]));
    }
  for (guint i = 1; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (KtgTestDevice) other = ktg_test_device_new (world->server->port);
      g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (other, codes[i]);

      g_assert_cmpuint (reply->status, ==, 403);
    }
}

static int
run_code (World *world, char **out, const char *option)
{
  return ktg_test_server_run (world->server,
                              out,
                              "code",
                              "--name",
                              "Siti",
                              "--role",
                              "officer",
                              "--region",
                              "34.71",
                              option,
                              NULL);
}

static void
test_a_code_for_machines (World *world, gconstpointer data)
{
  const char      *key = ktg_signing_key_get_public (ktg_archive_get_key (world->server->archive));
  g_autofree char *out = NULL;
  g_autoptr (JsonNode) node = NULL;
  g_autoptr (KtgEnrolmentCode) read = NULL;
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);
  g_autoptr (KtgTestReply) reply = NULL;
  JsonObject *line;

  g_assert_cmpint (run_code (world, &out, "--json"), ==, 0);
  node = json_from_string (out, NULL);
  line = json_node_get_object (node);
  assert_text (line, "state", "outstanding");
  assert_text (line, "officer", "Siti");
  g_assert_cmpint (json_object_get_int_member (line, "number"), ==, 1);

  read = ktg_enrolment_code_read (json_object_get_string_member (line, "whole"));
  g_assert_true (
      ktg_enrolment_code_is_from (read, ktg_archive_get_root (world->server->archive), key));
  reply = ktg_test_device_enrol (device, json_object_get_string_member (line, "code"));
  g_assert_cmpuint (reply->status, ==, 200);
}

/* --- what proves it --- */

static void
enrol_again (World         *world,
             KtgTestDevice *device,
             KtgRole        role,
             const char    *region,
             KtgChain     **chain)
{
  g_autofree char *code = make_code (world, "Budi", role, region);
  g_autoptr (KtgTestReply) waiting = ktg_test_device_enrol (device, code);
  g_autoptr (KtgTestReply) reply = NULL;
  g_autoptr (KtgAccount) account = NULL;

  ktg_test_server_confirm (world->server, ktg_test_device_get_key (device));
  reply = ktg_test_device_enrol (device, NULL);
  account = ktg_account_json_parse (reply->content, NULL);
  g_assert_cmpstr (account->root_key, ==, ktg_archive_get_root (world->server->archive));
  *chain = ktg_test_server_read_chain (world->server, account);
}

/* A role is what was signed from the root down; what a device wrote before stays under the role
 * that it had then. */
static void
test_a_role_is_signed_for (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  const char *key = ktg_test_device_get_key (device);
  g_autoptr (KtgEnvelope) filed = ktg_test_device_file (device, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) sent = ktg_test_device_send (device, filed);
  g_autoptr (KtgChain) chain = NULL;
  KtgStanding standing;

  enrol_again (world, device, KTG_ROLE_OFFICE, "34.71", &chain);
  ktg_chain_get_standing (chain, key, 1, &standing);
  g_assert_cmpint (standing.belief, ==, KTG_BELIEF_HELD);
  g_assert_cmpint (standing.role, ==, KTG_ROLE_OFFICER);
  g_assert_cmpstr (standing.region, ==, "34.71.04");
  ktg_chain_get_standing (chain, key, 2, &standing);
  g_assert_cmpint (standing.role, ==, KTG_ROLE_OFFICE);
  g_assert_cmpstr (standing.region, ==, "34.71");
  g_assert_cmpstr (standing.officer, ==, "Budi");
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "revoke", "Budi", NULL), ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);
}

/* The root's key may lie elsewhere; another one in its place is no root. */
static void
test_the_root_may_be_away (World *world, gconstpointer data)
{
  g_autofree char *path = g_build_filename (world->server->folder, "root.key", NULL);
  g_autofree char *root = g_strdup (ktg_archive_get_root (world->server->archive));
  g_autoptr (KtgTestDevice) device = NULL;
  g_autoptr (KtgArchive) archive = NULL;
  g_autoptr (GError) error = NULL;

  ktg_test_server_stop (world->server);
  g_assert_cmpint (g_unlink (path), ==, 0);
  ktg_test_server_start (world->server);
  g_assert_cmpstr (ktg_archive_get_root (world->server->archive), ==, root);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
  device = new_device (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_assert_cmpint (ktg_test_server_run (world->server, NULL, "verify", NULL), ==, 0);

  ktg_test_server_stop (world->server);
  g_assert_true (g_file_set_contents (path, "0123456789abcdef0123456789abcdef", 32, NULL));
  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  archive = ktg_archive_open (world->server->folder, ktg_service_get_now_ms, &error);
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
  g_assert_cmpint (g_unlink (path), ==, 0);
  ktg_test_server_start (world->server);
}

static void
test_a_code_alone_on_its_line (World *world, gconstpointer data)
{
  g_autofree char *plain = NULL;
  g_autofree char *drawn = NULL;
  g_autofree char *qr = ktg_qr_text_new ("a");

  g_assert_cmpint (run_code (world, &plain, NULL), ==, 0);
  g_assert_cmpuint (strlen (plain), ==, 40);
  g_assert_cmpint (run_code (world, &drawn, "--for-terminal"), ==, 0);
  g_assert_cmpint (strstr (drawn, "█") != NULL, ==, qr != NULL);
}

/* The corner of every QR code, as two rows of modules to a line. */
static void
test_a_qr_code_is_drawn_for_the_terminal (void)
{
  g_autofree char *text = ktg_qr_text_new ("KENTONGAN:1:7K3M001111ZZ0123456789ABCDEFGHJK");
  g_auto (GStrv) lines = NULL;

  if (text == NULL)
    {
      g_test_message ("built without libqrencode");
      return;
    }

  lines = g_strsplit (text, "\n", -1);
  g_assert_true (g_str_has_prefix (lines[0], "████████"));
  g_assert_true (g_str_has_prefix (lines[2], "████ ▄▄▄▄▄ █"));
  g_assert_true (g_str_has_prefix (lines[3], "████ █   █ █"));
  g_assert_true (g_str_has_prefix (lines[4], "████ █▄▄▄█ █"));
  for (guint i = 0; *lines[i] != '\0'; i++)
    g_assert_cmpuint (g_utf8_strlen (lines[i], -1), ==, g_utf8_strlen (lines[0], -1));
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/devices/one-that-filed-nothing-is-listed-and-shut-out-by-name",
       test_one_that_filed_nothing);
  ADD ("/devices/one-is-shut-out-by-number-and-by-key", test_by_number_and_key);
  ADD ("/devices/a-name-of-several-changes-nothing", test_a_name_of_several);
  ADD ("/devices/a-number-means-the-one-that-has-it", test_a_name_that_is_a_number);
  ADD ("/devices/more-than-a-page-is-listed", test_more_than_a_page);
  ADD ("/devices/names-command-no-terminal", test_names_are_harmless);
  ADD ("/devices/one-is-shut-out-though-the-disk-is-full", test_a_full_disk);
  ADD ("/devices/one-just-enrolled-was-seen-then", test_seen_when_it_enrolled);
  ADD ("/devices/when-one-was-seen-is-kept", test_seen_is_kept);
  g_test_add_func ("/devices/when-one-was-seen-is-written-rarely", test_seen_is_written_rarely);
  g_test_add_func ("/devices/a-device-is-found-by-the-beginning-of-its-key",
                   test_a_device_is_found_by_the_beginning_of_its_key);
  g_test_add_func ("/devices/nothing-lets-one-in-again", test_nothing_lets_in_again);
  ADD ("/devices/a-role-is-signed-for", test_a_role_is_signed_for);
  ADD ("/devices/the-root-may-be-away", test_the_root_may_be_away);
  ADD ("/codes/are-listed-by-number-and-cancelled", test_codes_are_listed_and_cancelled);
  ADD ("/codes/one-is-said-to-machines-whole", test_a_code_for_machines);
  ADD ("/codes/one-stands-alone-on-its-line", test_a_code_alone_on_its_line);
  g_test_add_func ("/codes/a-qr-code-is-drawn-for-the-terminal",
                   test_a_qr_code_is_drawn_for_the_terminal);

  return g_test_run ();
}
