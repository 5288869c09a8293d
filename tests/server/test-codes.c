/* test-codes.c - what an enrolment code gives, and to whom
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-base64url.h>
#include <ktg-code-issue.h>
#include <ktg-enrol-json.h>
#include <ktg-enrolment-code.h>
#include <ktg-random.h>
#include <ktg-sealed-box.h>
#include <ktg-test-server.h>
#include <ktg-writer-private.h>

#include <string.h>

#define N_RIVALS 24

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
new_device (World *world)
{
  KtgArchive    *archive = world->server->archive;
  KtgTestDevice *device = ktg_test_device_new (world->server->port);

  device->server_key = g_strdup (ktg_signing_key_get_public (ktg_archive_get_key (archive)));
  return device;
}

static gboolean
execute (KtgCatalog *catalog, gpointer sql, GError **error)
{
  return ktg_db_execute (catalog->db, sql, error);
}

static void
change (World *world, const char *sql)
{
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive), execute, (char *)sql, &error);
  g_assert_no_error (error);
}

typedef struct
{
  const char *sql;
  gint64      number;
} Question;

static gboolean
count (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb    *db = catalog->db;
  Question *question = data;
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, question->sql, error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  question->number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

static gint64
ask (World *world, const char *sql)
{
  Question question = { sql, 0 };
  g_autoptr (GError) error = NULL;

  ktg_writer_run (ktg_archive_get_writer (world->server->archive), count, &question, &error);
  g_assert_no_error (error);
  return question.number;
}

static void
assert_account (World         *world,
                const char    *code,
                KtgTestDevice *device,
                const char    *officer,
                const char    *role,
                const char    *region)
{
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, code);
  g_autoptr (KtgAccount) account = NULL;

  g_assert_cmpuint (reply->status, ==, 200);
  g_assert_true (reply->is_proven);
  account = ktg_account_json_parse (reply->content, NULL);
  g_assert_nonnull (account);
  g_assert_cmpstr (account->officer, ==, officer);
  g_assert_cmpstr (account->role, ==, role);
  g_assert_cmpstr (account->region, ==, region);
}

static void
revoke_device (World *world, KtgTestDevice *device)
{
  g_assert_cmpint (ktg_test_server_run (world->server,
                                        NULL,
                                        "revoke",
                                        ktg_test_device_get_key (device),
                                        NULL),
                   ==,
                   0);
}

/* --- a code of one's own --- */

static void
test_an_old_code (World *world, gconstpointer data)
{
  g_autofree char *office = make_code (world, "Kepala", KTG_ROLE_OFFICE, "34");
  g_autofree char *officer = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgTestDevice) device = new_device (world);
  g_autoptr (KtgDevice) present = NULL;

  assert_account (world, office, device, "Kepala", "office", "34");
  assert_account (world, officer, device, "Siti", "officer", "34.71.04");

  assert_account (world, office, device, "Siti", "officer", "34.71.04");
  change (world, "UPDATE code SET expires_at = 1");
  assert_account (world, office, device, "Siti", "officer", "34.71.04");
  assert_account (world, officer, device, "Siti", "officer", "34.71.04");

  present = ktg_roster_dup_device (ktg_archive_get_roster (world->server->archive),
                                   ktg_test_device_get_key (device));
  g_assert_cmpint (present->role, ==, KTG_ROLE_OFFICER);
  g_assert_cmpstr (present->region, ==, "34.71.04");
  g_assert_cmpint (ask (world, "SELECT count (*) FROM enrolment"), ==, 2);
}

static void
test_revoked_stays_so (World *world, gconstpointer data)
{
  g_autofree char *code = make_code (world, "Siti", KTG_ROLE_OFFICE, "34");
  g_autofree char *second = make_code (world, "Siti", KTG_ROLE_OFFICE, "34");
  const char      *codes[] = { code, second };
  g_autoptr (KtgTestDevice) device = new_device (world);
  g_autoptr (KtgDevice) present = NULL;

  assert_account (world, code, device, "Siti", "office", "34");
  revoke_device (world, device);
  for (guint i = 0; i < G_N_ELEMENTS (codes); i++)
    {
      g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, codes[i]);
      g_autofree char *problem = ktg_test_reply_dup_problem (reply);

      g_assert_cmpstr (problem, ==, "revoked");
    }

  present = ktg_roster_dup_device (ktg_archive_get_roster (world->server->archive),
                                   ktg_test_device_get_key (device));
  g_assert_true (present->is_revoked);
}

/* A request names a device by the beginning of its key, which must be no other's. */
static void
test_a_key_that_begins_like_anothers (World *world, gconstpointer data)
{
  g_autofree char *code = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgTestDevice) device = new_device (world);
  g_autofree char *sql
      = g_strdup_printf ("INSERT INTO device (key, officer, role, region, enrolled_at)"
                         " VALUES (substr ('%s', 1, 16) || '-another', 'Joko', 'officer', '34', 1)",
                         ktg_test_device_get_key (device));
  g_autoptr (KtgTestReply) reply = NULL;
  g_autofree char *problem = NULL;

  change (world, sql);
  reply = ktg_test_device_enrol (device, code);
  problem = ktg_test_reply_dup_problem (reply);
  g_assert_cmpstr (problem, ==, "key-taken");
  g_assert_cmpint (ask (world, "SELECT count (*) FROM code WHERE used_by IS NOT NULL"), ==, 0);
}

/* --- every state of a code, asked by every kind of device --- */

typedef enum
{
  OWN,
  OTHER,
  REVOKED,
  STRANGER,
  N_ASKERS,
} Asker;

static const struct
{
  const char *state;
  const char *sql; /* makes it so */
  const char *answers[N_ASKERS];
} matrix[] = {
  { "waits", "SELECT 1", { "", "", "revoked", "" } },
  { "expired",
    "UPDATE code SET expires_at = 1",
    { "code-expired", "code-expired", "revoked", "code-expired" } },
  { "cancelled",
    "UPDATE code SET cancelled_at = 1",
    { "code-cancelled", "code-cancelled", "revoked", "code-cancelled" } },
  { "cancelled, expired",
    "UPDATE code SET cancelled_at = 1, expires_at = 1",
    { "code-cancelled", "code-cancelled", "revoked", "code-cancelled" } },
  { "used by own",
    "UPDATE code SET used_by = 1, used_at = 1",
    { "", "code-used", "revoked", "code-used" } },
  { "used by own, expired",
    "UPDATE code SET used_by = 1, used_at = 1, expires_at = 1",
    { "", "code-used", "revoked", "code-used" } },
  { "used by revoked",
    "UPDATE code SET used_by = 3, used_at = 1",
    { "code-used", "code-used", "revoked", "code-used" } },
  { "unknown", "DELETE FROM code", { "code-wrong", "code-wrong", "code-wrong", "code-wrong" } },
};

static void
test_one_of_the_matrix (World *world, guint state, Asker asker)
{
  KtgTestDevice   *devices[N_ASKERS];
  g_autofree char *first = NULL;
  g_autofree char *code = NULL;
  g_autofree char *problem = NULL;
  g_autoptr (KtgTestReply) reply = NULL;

  change (world, "DELETE FROM code; DELETE FROM enrolment; DELETE FROM device");
  for (guint i = 0; i < N_ASKERS; i++)
    {
      devices[i] = new_device (world);
      first = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71");
      if (i != STRANGER)
        assert_account (world, first, devices[i], "Siti", "officer", "34.71");
      g_clear_pointer (&first, g_free);
    }
  revoke_device (world, devices[REVOKED]);
  change (world, "DELETE FROM code");
  code = make_code (world, "Kepala", KTG_ROLE_OFFICE, "34");
  change (world, matrix[state].sql);

  reply = ktg_test_device_enrol (devices[asker], code);
  problem = reply->status != 200 ? ktg_test_reply_dup_problem (reply) : g_strdup ("");
  if (strcmp (problem, matrix[state].answers[asker]) != 0)
    g_error ("%s, asker %u: “%s”", matrix[state].state, asker, problem);
  g_assert_true (reply->is_proven);
  for (guint i = 0; i < N_ASKERS; i++)
    ktg_test_device_free (devices[i]);
}

static void
test_matrix (World *world, gconstpointer data)
{
  for (guint state = 0; state < G_N_ELEMENTS (matrix); state++)
    for (Asker asker = 0; asker < N_ASKERS; asker++)
      test_one_of_the_matrix (world, state, asker);
}

/* --- what is said before, and how --- */

static void
test_the_node_proves_itself (World *world, gconstpointer data)
{
  g_autofree char *code = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  const char      *key = ktg_signing_key_get_public (ktg_archive_get_key (world->server->archive));
  g_autofree char *normalised = ktg_enrolment_code_normalise (code);
  g_autoptr (KtgTestDevice) device = ktg_test_device_new (world->server->port);

  assert_account (world, code, device, "Siti", "officer", "34.71.04");
  g_assert_cmpstr (device->server_key, ==, key);
  g_assert_true (
      ktg_enrolment_code_fits (normalised, ktg_archive_get_root (world->server->archive), key));
}

static void
test_a_node_wants_a_nonce (World *world, gconstpointer data)
{
  static const char *const paths[] = { "/v1/node",
                                       "/v1/node?",
                                       "/v1/node?nonce=",
                                       "/v1/node?nonce=short",
                                       "/v1/node?nonce=0123456789abcdef%0a",
                                       "/v1/node?other=0123456789abcdef",
                                       "/v1/node?nonce=0123456789abcdef&a" };

  for (guint i = 0; i < G_N_ELEMENTS (paths); i++)
    {
      g_autoptr (KtgTestDevice) device = new_device (world);
      g_autofree char *head
          = g_strdup_printf ("GET %s HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n", paths[i]);
      g_autoptr (KtgTestReply) reply = ktg_test_device_ask_as_is (device, "GET", head);

      g_assert_cmpuint (reply->status, ==, 400);
      g_assert_null (ktg_test_reply_get_header (reply, "kentongan-proof"));
    }
}

static KtgTestReply *
enrol_with (KtgTestDevice *device, const char *body)
{
  g_autoptr (GBytes) bytes = g_bytes_new (body, strlen (body));
  KtgTestRequest request = { .headers = "Content-Type: application/json\r\n", .body = bytes };

  return ktg_test_device_ask (device, "POST", "/v1/enrol", &request);
}

static char *
seal (const char *code, const char *device, const char *nonce, const char *recipient)
{
  KtgEnrolRequest message = {
    .code = (char *)code,
    .device = (char *)device,
    .name = (char *)"Laptop",
    .nonce = (char *)nonce,
  };
  g_autoptr (GBytes) content = ktg_enrol_request_write (&message);
  g_autoptr (GBytes) box = ktg_sealed_box_new (content, recipient);
  g_autofree char *sealed
      = ktg_base64url_encode (g_bytes_get_data (box, NULL), g_bytes_get_size (box));

  return g_strdup_printf ("{\"sealed\":\"%s\"}", sealed);
}

static void
test_only_what_is_sealed_for_it_is_read (World *world, gconstpointer data)
{
  g_autofree char *code = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgTestDevice) device = new_device (world);
  g_autoptr (KtgTestDevice) other = new_device (world);
  const char      *key = ktg_test_device_get_key (device);
  const char      *others = ktg_signing_key_get_public (other->key);
  g_autofree char *open = g_strdup_printf ("{\"code\":\"%s\",\"device\":\"%s\"}", code, key);
  g_autofree char *of_another = seal (code, others, "a-nonce", device->server_key);
  g_autofree char *for_another = seal (code, key, "a-nonce", others);
  g_autofree char *right = seal (code, key, "a-nonce", device->server_key);
  g_autofree char *cut = g_strndup (right, strlen (right) - 9);
  g_autofree char *shorter = g_strconcat (cut, "\"}", NULL);
  g_autofree char *no_nonce = seal (code, key, "", device->server_key);
  const char      *bodies[]
      = { open, of_another, for_another, cut, shorter, no_nonce, "{}", "{\"sealed\":\"\"}" };
  g_autoptr (KtgTestReply) last = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (bodies); i++)
    {
      g_autoptr (KtgTestReply) reply = enrol_with (device, bodies[i]);

      g_assert_cmpuint (reply->status, ==, bodies[i] == of_another ? 401 : 400);
      g_assert_true (reply->is_proven);
    }
  g_assert_cmpint (ask (world, "SELECT count (*) FROM device"), ==, 0);
  last = enrol_with (device, right);
  g_assert_cmpuint (last->status, ==, 200);
}

/* --- many at once --- */

typedef struct
{
  World      *world;
  const char *code;
  gint        n_won;
} Race;

static gpointer
run_race (gpointer data)
{
  Race *race = data;
  g_autoptr (KtgTestDevice) device = new_device (race->world);
  g_autoptr (KtgTestReply) reply = ktg_test_device_enrol (device, race->code);

  if (reply->status == 200)
    g_atomic_int_inc (&race->n_won);
  return NULL;
}

static void
test_race (World *world, gconstpointer data)
{
  g_autofree char *code = make_code (world, "Siti", KTG_ROLE_OFFICE, "34");
  Race             race = { world, code, 0 };
  GThread         *threads[N_RIVALS];

  for (guint i = 0; i < N_RIVALS; i++)
    threads[i] = g_thread_new ("rival", run_race, &race);
  for (guint i = 0; i < N_RIVALS; i++)
    g_thread_join (threads[i]);

  g_assert_cmpint (race.n_won, ==, 1);
  g_assert_cmpint (ask (world, "SELECT count (*) FROM device"), ==, 1);
}

/* --- who filed it --- */

static void
assert_filer (World *world, const char *report_id, const char *officer)
{
  g_autofree char *wanted = g_strdup_printf ("\"officer\": \"%s\"", officer);
  g_autofree char *filed = g_strdup_printf ("filed by %s", officer);
  g_autofree char *shown = NULL;
  g_autofree char *said = NULL;

  ktg_test_server_run (world->server, &shown, "show", report_id, "--json", NULL);
  g_assert_nonnull (strstr (shown, wanted));
  ktg_test_server_run (world->server, &said, "show", report_id, NULL);
  g_assert_nonnull (strstr (said, filed));
}

static void
test_filer_stays (World *world, gconstpointer data)
{
  g_autofree char *first = make_code (world, "Siti", KTG_ROLE_OFFICER, "34.71.04");
  g_autofree char *second = make_code (world, "Joko", KTG_ROLE_OFFICER, "34.71.05");
  g_autofree char *of_siti = ktg_random_dup_uuid ();
  g_autofree char *of_joko = ktg_random_dup_uuid ();
  g_autofree char *listed = NULL;
  g_autoptr (KtgTestDevice) device = new_device (world);
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgEnvelope) later = NULL;

  assert_account (world, first, device, "Siti", "officer", "34.71.04");
  filed = ktg_test_device_file (device, of_siti, NULL);
  ktg_exchange_answer_free (ktg_test_device_send (device, filed));
  assert_account (world, second, device, "Joko", "officer", "34.71.05");
  later = ktg_test_device_file (device, of_joko, NULL);
  ktg_exchange_answer_free (ktg_test_device_send (device, later));

  assert_filer (world, of_siti, "Siti");
  assert_filer (world, of_joko, "Joko");
  ktg_test_server_run (world->server, &listed, "list", "--json", NULL);
  g_assert_nonnull (strstr (listed, "\"officer\": \"Siti\""));
  g_assert_nonnull (strstr (listed, "\"officer\": \"Joko\""));
  g_assert_cmpint (ask (world, "SELECT count (DISTINCT enrolment) FROM event"), ==, 2);
}

#define ADD(path, function) g_test_add (path, World, NULL, world_open, function, world_close)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());

  ADD ("/codes/a-key-that-begins-like-anothers-is-not-enrolled",
       test_a_key_that_begins_like_anothers);
  ADD ("/codes/an-old-code-of-ones-own-gives-no-old-role-back", test_an_old_code);
  ADD ("/codes/a-revoked-device-stays-revoked", test_revoked_stays_so);
  ADD ("/codes/every-state-is-answered-as-it-should", test_matrix);
  ADD ("/codes/the-node-proves-its-key-first", test_the_node_proves_itself);
  ADD ("/codes/a-node-wants-a-nonce", test_a_node_wants_a_nonce);
  ADD ("/codes/only-what-is-sealed-for-the-node-is-read", test_only_what_is_sealed_for_it_is_read);
  ADD ("/codes/of-many-on-one-code-one-wins", test_race);
  ADD ("/codes/a-report-stays-with-who-filed-it", test_filer_stays);

  return g_test_run ();
}
