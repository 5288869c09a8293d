/* test-tampering.c - whoever writes into the folder without the server's key is found out
 *
 * Each row of the table is one way to remove, invent, change or reorder what a server holds, done
 * to a stopped server by other means than the program. `verify` must end with 1 and say what is
 * wrong.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-exchange-json.h>
#include <ktg-random.h>
#include <ktg-receipt-json.h>
#include <ktg-sha256.h>
#include <ktg-test-news.h>
#include <ktg-test-server.h>

#include <gio/gio.h>
#include <glib/gstdio.h>
#include <sqlite3.h>
#include <string.h>

typedef struct
{
  KtgTestServer *server;
  KtgTestDevice *siti;
  KtgTestDevice *budi;
  KtgTestDevice *office;
  GBytes        *photo;
  char          *sha256;
} World;

typedef struct
{
  const char *name;
  const char *said;
  const char *sql;
  void (*spoil) (World *world); /* beside or instead of SQL */
} Way;

/* --- a server that has seen a day --- */

static void
send (KtgTestDevice *device, KtgEnvelope *envelope)
{
  g_autoptr (KtgEnvelope) owned = envelope;
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (device, envelope);

  g_assert_nonnull (answer);
}

static void
send_report_with_photo (World *world)
{
  g_autoptr (KtgTestReply) reply = NULL;

  send (world->siti, ktg_test_device_file_photo (world->siti, world->photo));
  reply = ktg_test_device_patch (world->siti, world->sha256, 0, world->photo, TRUE);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* Events 1 to 5: a report, one with a photo, one of another officer, a step of it, one more. Then
 * a fork that lies aside, a device that was revoked, and a code that waits. */
static void
world_open (World *world)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autofree char *code = NULL;
  g_autofree char *gone = NULL;
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgTestDevice) left = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->siti = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  world->budi = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.05");
  world->office = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34.71");
  left = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICE, "34");
  world->photo = g_bytes_new_static ("a photo, as far as the server knows", 35);
  world->sha256 = ktg_sha256_of_bytes (world->photo);

  send (world->siti, ktg_test_device_file (world->siti, NULL, NULL));
  send_report_with_photo (world);
  filed = ktg_test_device_file (world->budi, report_id, NULL);
  send (world->budi, ktg_envelope_ref (filed));
  send (world->office, ktg_test_device_step (world->office, report_id, filed->id, filed->id, NULL));
  send (world->siti, ktg_test_device_file (world->siti, NULL, NULL));
  world->budi->seq = 0;
  g_clear_pointer (&world->budi->prev, g_free);
  send (world->budi, ktg_test_device_file (world->budi, NULL, NULL));

  ktg_test_server_run (world->server,
                       NULL,
                       "revoke",
                       "--",
                       ktg_signing_key_get_public (left->key),
                       NULL);
  code = ktg_test_server_make_code (world->server, KTG_ROLE_OFFICER, "34.71.04");
}

static void
world_close (World *world)
{
  ktg_test_device_free (world->siti);
  ktg_test_device_free (world->budi);
  ktg_test_device_free (world->office);
  ktg_test_server_free (world->server);
  g_bytes_unref (world->photo);
  g_free (world->sha256);
}

/* --- hands in the folder --- */

static void
change_rows (World *world, const char *sql)
{
  g_autofree char *path = g_build_filename (world->server->folder, "server.db", NULL);
  sqlite3         *db = NULL;
  char            *message = NULL;

  g_assert_cmpint (sqlite3_open (path, &db), ==, SQLITE_OK);
  sqlite3_exec (db, sql, NULL, NULL, &message);
  g_assert_cmpstr (message, ==, NULL);
  g_assert_cmpint (sqlite3_close (db), ==, SQLITE_OK);
}

static char *
dup_photo_path (World *world)
{
  g_autofree char *folder = g_strndup (world->sha256, 2);

  return g_build_filename (world->server->folder, "files", folder, world->sha256, NULL);
}

static void
remove_photo (World *world)
{
  g_autofree char *path = dup_photo_path (world);

  g_assert_cmpint (g_unlink (path), ==, 0);
}

static void
change_photo (World *world)
{
  g_autofree char *path = dup_photo_path (world);

  g_assert_cmpint (g_chmod (path, 0600), ==, 0);
  g_assert_true (g_file_set_contents (path, "A photo, as far as the server knows", 35, NULL));
}

static char *
dup_hex (gconstpointer bytes, gsize size)
{
  GString *hex = g_string_new (NULL);

  for (gsize i = 0; i < size; i++)
    g_string_append_printf (hex, "%02x", ((const guint8 *)bytes)[i]);

  return g_string_free (hex, FALSE);
}

/* A true event, truly signed by an officer, that never came: as if it had been held all the time.
 */
static void
forge_event (World *world, guint index, const char *prelude)
{
  g_autofree char *report_id = ktg_random_dup_uuid ();
  g_autoptr (KtgEnvelope) event = NULL;
  g_autofree char *bytes = NULL;
  g_autofree char *signature = NULL;
  g_autofree char *sql = NULL;

  world->budi->seq = 1;
  event = ktg_test_device_file (world->budi, report_id, NULL);
  bytes = dup_hex (g_bytes_get_data (event->bytes, NULL), g_bytes_get_size (event->bytes));
  signature = dup_hex (event->signature, KTG_SIGNATURE_BYTES);
  sql = g_strdup_printf ("%s"
                         "INSERT INTO report (id, filer, region) VALUES ('%s', 2, '34.71.05');"
                         "INSERT INTO event (idx, id, author, seq, report, type, filer, region,"
                         " place, received_at, enrolment) SELECT %u, x'%s', 2, 2,"
                         " (SELECT max (number) FROM report), 'report.filed', 2, '34.71.05',"
                         " place, received_at, enrolment FROM event WHERE idx = 3;"
                         "INSERT INTO body VALUES (%u, x'%s', x'%s');",
                         prelude,
                         report_id,
                         index,
                         event->id,
                         index,
                         bytes,
                         signature);
  change_rows (world, sql);
}

static void
forge_newest (World *world)
{
  forge_event (world, 6, "");
}

static void
forge_at_freed_index (World *world)
{
  forge_event (world, 5, "DELETE FROM event WHERE idx = 5; DELETE FROM body WHERE idx = 5;");
}

/* The chain of the audit has no secret: this row's hash is right, but nobody signed it. */
static const char append_audit[]
    = "INSERT INTO audit (at, what, subject, count, hash)"
      " SELECT at, 'verb code', 0, 0, hash FROM audit ORDER BY number DESC LIMIT 1";

static const Way ways[] = {
  { "a-middle-report-and-its-file",
    "index 2: its event is missing",
    "DELETE FROM file WHERE number IN (SELECT file FROM event_file WHERE event = 2);"
    "DELETE FROM upload WHERE file IN (SELECT file FROM event_file WHERE event = 2);"
    "DELETE FROM event_file WHERE event = 2; DELETE FROM body WHERE idx = 2;"
    "DELETE FROM report WHERE number = (SELECT report FROM event WHERE idx = 2);"
    "DELETE FROM event WHERE idx = 2",
    remove_photo },
  { "the-newest-event-alone",
    "index 5: its event is missing",
    "DELETE FROM event WHERE idx = 5",
    NULL },
  { "the-newest-event-and-its-words",
    "index 5: its event is missing",
    "DELETE FROM event WHERE idx = 5; DELETE FROM body WHERE idx = 5",
    NULL },
  { "all-events-of-an-author",
    "indexes 1 to 2: their events are missing",
    "DELETE FROM body WHERE idx IN (SELECT idx FROM event WHERE author = 1);"
    "DELETE FROM event WHERE author = 1",
    NULL },
  { "a-freed-index-given-to-another-event",
    "table event: a row is not as the server wrote it",
    NULL,
    forge_at_freed_index },
  { "a-true-event-that-never-came",
    "table event: 6 rows are here, and the server wrote 5",
    NULL,
    forge_newest },
  { "two-events-that-change-places",
    "table event: a row is not as the server wrote it",
    "UPDATE event SET idx = 99 WHERE idx = 1; UPDATE body SET idx = 99 WHERE idx = 1;"
    "UPDATE event SET idx = 1 WHERE idx = 3; UPDATE body SET idx = 1 WHERE idx = 3;"
    "UPDATE event SET idx = 3 WHERE idx = 99; UPDATE body SET idx = 3 WHERE idx = 99",
    NULL },
  { "when-an-event-came",
    "table event: a row is not as the server wrote it",
    "UPDATE event SET received_at = received_at - 86400000 WHERE idx = 3",
    NULL },
  { "where-an-event-may-be-seen",
    "table event: a row is not as the server wrote it",
    "UPDATE event SET region = '33.74' WHERE idx = 3",
    NULL },
  { "what-a-report-has-become",
    "table report: a row is not as the server wrote it",
    "UPDATE report SET is_withdrawn = 1 WHERE number = 1",
    NULL },
  { "which-version-an-office-judged",
    "table event: a row is not as the server wrote it",
    "UPDATE event SET version = zeroblob (32) WHERE version IS NOT NULL",
    NULL },
  { "whose-a-report-is",
    "table report: a row is not as the server wrote it",
    "UPDATE report SET filer = 2 WHERE number = 1",
    NULL },
  { "a-device-that-nobody-enrolled",
    "device 9: nobody made this row",
    "INSERT INTO device (number, key, officer, role, region, enrolled_at)"
    " VALUES (9, 'ghost', 'Nobody', 'centre', '', 1)",
    NULL },
  { "a-role",
    "device 1: the row is not what the audit says it became",
    "UPDATE device SET role = 'centre' WHERE number = 1",
    NULL },
  { "a-region",
    "device 3: the row is not what the audit says it became",
    "UPDATE device SET region = '34' WHERE number = 3",
    NULL },
  { "a-key",
    "device 1: the row is not what the audit says it became",
    "UPDATE device SET key = 'another' WHERE number = 1",
    NULL },
  { "a-revocation",
    "device 4: the row is not what the audit says it became",
    "UPDATE device SET revoked_at = NULL WHERE number = 4",
    NULL },
  { "a-device-that-goes",
    "table device: 3 rows are here, and the server wrote 4",
    "DELETE FROM device WHERE number = 4",
    NULL },
  { "a-code-that-nobody-made",
    "code 99: nobody made this row",
    "INSERT INTO code (number, hash, officer, role, region, made_at, expires_at)"
    " VALUES (99, zeroblob (32), 'Nobody', 'centre', '', 1, 9999999999999)",
    NULL },
  { "a-code-that-was-used",
    "code 1: the row is not what the audit says it became",
    "UPDATE code SET used_by = NULL, used_at = NULL WHERE number = 1",
    NULL },
  { "an-enrolment",
    "enrolment 1: the row is not what the audit says it became",
    "UPDATE enrolment SET officer = 'Somebody else' WHERE number = 1",
    NULL },
  { "which-event-names-a-file",
    "table event_file: 0 rows are here, and the server wrote 1",
    "DELETE FROM event_file",
    NULL },
  { "a-file-that-goes-with-all-rows-of-it",
    "the files that it names are not those on record",
    "DELETE FROM event_file; DELETE FROM upload; DELETE FROM file",
    remove_photo },
  { "a-file-that-goes", "was here, and is not any more", NULL, remove_photo },
  { "a-file-that-changes", "its bytes have another hash", NULL, change_photo },
  { "a-file-that-never-came",
    "table file: 2 rows are here, and the server wrote 1",
    "INSERT INTO file (sha256, bytes, complete_at) VALUES (zeroblob (32), 5, 1)",
    NULL },
  { "a-file-said-to-be-unfinished",
    "table file: a row is not as the server wrote it",
    "UPDATE file SET complete_at = NULL",
    NULL },
  { "who-delivered-a-file",
    "table upload: a row is not as the server wrote it",
    "UPDATE upload SET device = 2",
    NULL },
  { "what-lay-aside",
    "table aside: 0 rows are here, and the server wrote 1",
    "DELETE FROM aside",
    NULL },
  { "the-newest-of-the-audit",
    "the row is missing",
    "DELETE FROM audit WHERE number = (SELECT max (number) FROM audit)",
    NULL },
  { "the-middle-of-the-audit",
    "audit 4: the row is missing",
    "DELETE FROM audit WHERE number = 4",
    NULL },
  { "a-line-of-the-audit",
    "audit 4: the row is not the one that followed",
    "UPDATE audit SET subject = 7 WHERE number = 4",
    NULL },
  { "two-lines-of-the-audit",
    "audit 3: the row is not the one that followed",
    "UPDATE audit SET number = 999 WHERE number = 3; UPDATE audit SET number = 3 WHERE number = 4;"
    "UPDATE audit SET number = 4 WHERE number = 999",
    NULL },
  { "a-line-that-nobody-wrote", "the row is not the one that followed", append_audit, NULL },
  { "the-number-of-the-book-s-head",
    "book: its head is not the one that this server signed",
    "UPDATE book SET head = CAST(substr (head, 1, 25) || x'0000000001000000' || substr (head, 34)"
    " AS BLOB)",
    NULL },
  { "the-head",
    "book: its head is not the one that this server signed",
    "UPDATE book SET head = zeroblob (length (head))",
    NULL },
  { "the-head-that-goes",
    "book: its head is not the one that this server signed",
    "DELETE FROM book",
    NULL },
  { "an-admission-that-goes",
    ": the one of its signer before it is missing",
    "DELETE FROM link WHERE number = 3",
    NULL },
  { "the-certificate-of-the-server",
    ": nobody signed for it",
    "DELETE FROM link WHERE number = 1",
    NULL },
  { "a-revocation-that-goes",
    ": it is not revoked as was signed",
    "DELETE FROM link WHERE number = (SELECT max (number) FROM link)",
    NULL },
  { "what-an-admission-says",
    ": it is not what was signed",
    "UPDATE link SET bytes = CAST (replace (CAST (bytes AS TEXT), '34.71', '33.71') AS BLOB)"
    " WHERE number = 2",
    NULL },
  { "an-admission-that-nobody-signed",
    ": it is not what was signed",
    "UPDATE link SET sig = zeroblob (64) WHERE number = 2",
    NULL },
  { "a-setting",
    "table setting: 3 rows are here, and the server wrote 2",
    "INSERT INTO setting VALUES ('another', 'setting')",
    NULL },
};

static void
assert_found (World *world, const char *said)
{
  g_autofree char *out = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &out, "verify", NULL), ==, 1);
  if (strstr (out, said) == NULL)
    g_error ("verify does not say “%s” but: %s", said, out);
}

static void
test_way (gconstpointer data)
{
  const Way       *way = data;
  World            world;
  g_autofree char *out = NULL;

  world_open (&world);
  g_assert_cmpint (ktg_test_server_run (world.server, &out, "verify", NULL), ==, 0);
  g_assert_nonnull (strstr (out, "5 events and 1 files checked, 0 wrong"));
  ktg_test_server_stop (world.server);

  if (way->sql != NULL)
    change_rows (&world, way->sql);
  if (way->spoil != NULL)
    way->spoil (&world);

  ktg_test_server_start (world.server);
  assert_found (&world, way->said);
  world_close (&world);
}

/* What the server writes afterwards covers nothing up. */
static void
test_found_later (void)
{
  World world;

  world_open (&world);
  ktg_test_server_stop (world.server);
  change_rows (&world, "UPDATE report SET is_withdrawn = 1 WHERE number = 1");
  ktg_test_server_start (world.server);
  send (world.siti, ktg_test_device_file (world.siti, NULL, NULL));
  ktg_test_server_restart (world.server);
  assert_found (&world, "table report: a row is not as the server wrote it");
  world_close (&world);
}

#define MEANWHILE 60

static gpointer
file_reports (gpointer data)
{
  KtgTestDevice *device = data;

  for (guint i = 0; i < MEANWHILE; i++)
    send (device, ktg_test_device_file (device, NULL, NULL));

  return NULL;
}

/* What comes between two pages is followed: nobody is accused for it. */
static void
test_right_while_serving (void)
{
  World    world;
  GThread *filing;

  world_open (&world);
  filing = g_thread_new ("filing", file_reports, world.siti);
  for (guint i = 0; i < MEANWHILE; i++)
    g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  g_thread_join (filing);
  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  world_close (&world);
}

static guint64
get_index (const KtgExchangeAnswer *answer)
{
  const KtgEnvelope *envelope = g_ptr_array_index (answer->receipts, 0);
  g_autoptr (KtgReceipt) receipt = ktg_receipt_json_parse (envelope->bytes, NULL);

  return ((KtgReceiptEvent *)g_ptr_array_index (receipt->events, 0))->index;
}

/* And what an office is told is what is left. */
static void
test_freed_index_is_not_given_again (void)
{
  World world;
  g_autoptr (KtgTestDevice) office = NULL;
  g_autoptr (KtgExchangeAnswer) before = NULL;
  g_autoptr (KtgExchangeAnswer) after = NULL;
  g_autoptr (KtgEnvelope) filed = NULL;
  g_autoptr (KtgExchangeAnswer) answer = NULL;

  world_open (&world);
  office = ktg_test_server_new_device (world.server, KTG_ROLE_CENTRE, "");
  before = ktg_test_device_exchange (office, NULL, NULL);
  ktg_test_server_stop (world.server);
  change_rows (&world, "DELETE FROM event WHERE idx = 5; DELETE FROM body WHERE idx = 5");
  ktg_test_server_start (world.server);
  filed = ktg_test_device_file (world.siti, NULL, NULL);
  answer = ktg_test_device_send (world.siti, filed);
  g_assert_cmpuint (get_index (answer), ==, 6);
  after = ktg_test_device_exchange (office, NULL, NULL);
  g_assert_cmpuint (ktg_test_news_count (after), ==, ktg_test_news_count (before));
  assert_found (&world, "index 5: its event is missing");
  world_close (&world);
}

static void
copy_db (World *world, const char *from, const char *to)
{
  g_autofree char *from_path = g_build_filename (world->server->folder, from, NULL);
  g_autofree char *to_path = g_build_filename (world->server->folder, to, NULL);
  g_autofree char *contents = NULL;
  gsize            size;

  g_assert_true (g_file_get_contents (from_path, &contents, &size, NULL));
  g_assert_true (g_file_set_contents (to_path, contents, (gssize)size, NULL));
}

/* A whole database of before is right by itself; the first device that returns knows more. */
static void
test_put_back_whole (void)
{
  World world;

  world_open (&world);
  ktg_test_server_stop (world.server);
  copy_db (&world, "server.db", "kept.db");
  ktg_test_server_start (world.server);
  send (world.siti, ktg_test_device_file (world.siti, NULL, NULL));
  ktg_test_server_stop (world.server);
  copy_db (&world, "kept.db", "server.db");
  ktg_test_server_start (world.server);
  g_assert_cmpint (ktg_test_server_run (world.server, NULL, "verify", NULL), ==, 0);
  world_close (&world);
}

/* Without the key one can throw the account away, so that another begins with what was changed.
 * That is said at the start, and by `verify` with its time, which is not that of the first day. */
static void
test_begun_anew (void)
{
  World            world;
  g_autofree char *before = NULL;
  g_autofree char *after = NULL;

  world_open (&world);
  g_assert_cmpint (ktg_test_server_run (world.server, &before, "verify", NULL), ==, 0);
  g_assert_nonnull (strstr (before, "the account of all rows begins with audit 1 of "));
  ktg_test_server_stop (world.server);
  change_rows (&world,
               "DELETE FROM audit; UPDATE book SET signature = x''; DELETE FROM body WHERE idx = "
               "5; DELETE FROM event WHERE idx = 5");
  g_test_expect_message ("ktg-archive",
                         G_LOG_LEVEL_MESSAGE,
                         "the account of all rows begins anew*");
  ktg_test_server_start (world.server);
  g_test_assert_expected_messages ();
  ktg_test_server_run (world.server, &after, "verify", NULL);
  g_assert_nonnull (strstr (after, "with what was here then: 4 events\n"));
  world_close (&world);
}

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  g_assert_true (ktg_seal_init ());
  /* The server warns of a head that is not signed. */
  g_log_set_always_fatal (G_LOG_LEVEL_CRITICAL | G_LOG_FATAL_MASK);

  for (guint i = 0; i < G_N_ELEMENTS (ways); i++)
    {
      g_autofree char *path = g_strconcat ("/tampering/verify-finds/", ways[i].name, NULL);

      g_test_add_data_func (path, &ways[i], test_way);
    }
  g_test_add_func ("/tampering/what-is-written-later-covers-nothing-up", test_found_later);
  g_test_add_func ("/tampering/nothing-is-found-where-devices-are-served-meanwhile",
                   test_right_while_serving);
  g_test_add_func ("/tampering/a-freed-index-is-not-given-again",
                   test_freed_index_is_not_given_again);
  g_test_add_func ("/tampering/an-account-that-begins-anew-says-so", test_begun_anew);
  g_test_add_func ("/tampering/a-database-put-back-whole-is-right-by-itself", test_put_back_whole);

  return g_test_run ();
}
