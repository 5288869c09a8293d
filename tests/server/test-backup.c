/* test-backup.c - a backup taken while devices write is one moment of the server, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-backup.h>
#include <ktg-db.h>
#include <ktg-node-life-json.h>
#include <ktg-service.h>
#include <ktg-sha256.h>
#include <ktg-test-server.h>
#include <ktg-verb.h>
#include <ktg-writer-private.h>

#include <errno.h>
#include <ftw.h>
#include <glib/gstdio.h>
#include <signal.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <unistd.h>

#define N_WRITERS 4
#define N_BACKUPS 3
#define PHOTOS_A_SECOND 90

typedef struct
{
  KtgTestServer *server;
  char          *folder; /* for backups */
} World;

static void
world_open (World *world, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  world->server = ktg_test_server_new ();
  ktg_test_server_start (world->server);
  world->folder = g_dir_make_tmp ("ktg-backup-XXXXXX", &error);
  g_assert_no_error (error);
}

static int
remove_entry (const char *path, const struct stat *status, int kind, struct FTW *place)
{
  return remove (path);
}

static void
world_close (World *world, gconstpointer data)
{
  ktg_test_server_free (world->server);
  nftw (world->folder, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
  g_free (world->folder);
}

static char *
back_up (World *world, const char *name, gboolean has_key)
{
  g_autofree char *target = g_build_filename (world->folder, name, NULL);
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = NULL;
  g_autoptr (GError) error = NULL;

  backup = ktg_backup_new (world->server->folder, target, has_key, &error);
  g_assert_no_error (error);
  g_assert_cmpint (ktg_test_server_run (world->server, &snapshot, "snapshot", NULL), ==, 0);
  ktg_backup_write (backup, snapshot, &error);
  g_assert_no_error (error);
  return g_steal_pointer (&target);
}

/* --- a storm --- */

typedef struct
{
  KtgTestDevice *device;
  gint          *is_over;
  guint          number;
} Writer;

static void
send_photo (Writer *writer, guint i)
{
  g_autofree char *text = g_strdup_printf ("photo %u of %u", i, writer->number);
  g_autoptr (GBytes) photo = g_bytes_new (text, strlen (text));
  g_autofree char *sha256 = ktg_sha256_of_bytes (photo);
  g_autoptr (KtgEnvelope) event = ktg_test_device_file_photo (writer->device, photo);
  g_autoptr (KtgExchangeAnswer) answer = ktg_test_device_send (writer->device, event);
  g_autoptr (KtgTestReply) reply = ktg_test_device_patch (writer->device, sha256, 0, photo, TRUE);

  g_assert_cmpuint (answer->receipts->len, ==, 1);
  g_assert_cmpuint (reply->status, ==, 200);
}

/* Two requests a photo: no faster than the server lets a device ask. */
static gpointer
write_on (gpointer data)
{
  Writer *writer = data;
  gint64  start_us = g_get_monotonic_time ();

  for (guint i = 0; !g_atomic_int_get (writer->is_over); i++)
    {
      gint64 early_us = start_us + i * G_USEC_PER_SEC / PHOTOS_A_SECOND - g_get_monotonic_time ();

      if (early_us > 0)
        g_usleep ((gulong)early_us);
      send_photo (writer, i);
    }

  return NULL;
}

/* The indexes are 1 to their number. */
static gboolean
count_prefix (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb *db = catalog->db;
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT count (*), max (idx) FROM event", error);
  gboolean has_row;
  guint64 *n_events = data;

  g_assert_nonnull (statement);
  g_assert_true (ktg_statement_step (statement, &has_row, error));
  *n_events = (guint64)ktg_statement_get_int (statement, 0);
  g_assert_cmpint (ktg_statement_get_int (statement, 1), ==, (gint64)*n_events);
  return TRUE;
}

static guint64
assert_sound (const char *folder)
{
  g_autoptr (GString) said = g_string_new (NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgArchive) archive = ktg_archive_open (folder, ktg_service_get_now_ms, &error);
  KtgVerb verb = { archive, FALSE, NULL, said, said };
  char   *words[] = { (char *)"verify", NULL };
  guint64 n_events = 0;

  g_assert_no_error (error);
  g_assert_cmpint (ktg_verb_run (&verb, words), ==, 0);
  g_assert_true (
      ktg_writer_run (ktg_archive_get_writer (archive), count_prefix, &n_events, &error));
  return n_events;
}

static void
test_storm (World *world, gconstpointer data)
{
  Writer   writers[N_WRITERS];
  GThread *threads[N_WRITERS];
  gint     is_over = FALSE;
  guint64  n_before = 0;

  for (guint i = 0; i < N_WRITERS; i++)
    {
      writers[i] = (Writer){
        ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04"), &is_over, i
      };
      threads[i] = g_thread_new ("writer", write_on, &writers[i]);
    }

  for (guint i = 0; i < N_BACKUPS; i++)
    {
      g_autofree char *name = g_strdup_printf ("backup-%u", i);
      g_autofree char *target = back_up (world, name, TRUE);
      guint64          n_events = assert_sound (target);

      g_assert_cmpuint (n_events, >=, n_before);
      n_before = n_events;
    }

  g_atomic_int_set (&is_over, TRUE);
  for (guint i = 0; i < N_WRITERS; i++)
    {
      g_thread_join (threads[i]);
      ktg_test_device_free (writers[i].device);
    }
  g_assert_cmpuint (n_before, >, 0);
}

/* --- what it is --- */

static void
test_put_back_is_a_new_life (World *world, gconstpointer data)
{
  g_autoptr (KtgTestDevice) device
      = ktg_test_server_new_device (world->server, KTG_ROLE_OFFICER, "34.71.04");
  g_autoptr (KtgEnvelope) held = ktg_test_device_file (device, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) first = ktg_test_device_send (device, held);
  g_autofree char *target = back_up (world, "backup", TRUE);
  g_autoptr (KtgEnvelope) lost = ktg_test_device_file (device, NULL, NULL);
  g_autoptr (KtgExchangeAnswer) second = ktg_test_device_send (device, lost);
  g_autoptr (KtgExchangeRequest) message = ktg_exchange_request_new ();
  g_autoptr (KtgExchangeAnswer) answer = NULL;
  g_autoptr (KtgNodeLife) word = NULL;
  g_autofree char *old = g_steal_pointer (&world->server->folder);

  assert_sound (target);
  ktg_test_server_stop (world->server);
  world->server->folder = g_steal_pointer (&target);
  ktg_test_server_start (world->server);
  message->life = g_strdup (first->life);
  message->holds = 2;
  answer = ktg_test_device_say (device, message);
  g_assert_false (answer->asks);
  g_assert_cmpstr (answer->life, !=, first->life);
  word = ktg_node_life_json_parse (answer->stands->bytes, NULL);
  g_assert_cmpstr (word->of, ==, first->life);
  g_assert_cmpuint (word->last, ==, 1);
  g_assert_cmpuint (answer->lacks->len, ==, 1);
  g_assert_cmpuint (g_array_index (answer->lacks, guint64, 0), ==, 2);
  nftw (old, remove_entry, 16, FTW_DEPTH | FTW_PHYS);
}

static void
test_writes_over_nothing (World *world, gconstpointer data)
{
  g_autofree char *target = back_up (world, "backup", TRUE);
  g_autofree char *empty = g_build_filename (world->folder, "empty", NULL);
  g_autoptr (KtgBackup) refused = NULL;
  g_autoptr (KtgBackup) taken = NULL;
  g_autoptr (GError) error = NULL;

  refused = ktg_backup_new (world->server->folder, target, TRUE, &error);
  g_assert_null (refused);
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_USAGE);

  g_assert_cmpint (g_mkdir (empty, 0700), ==, 0);
  taken = ktg_backup_new (world->server->folder, empty, TRUE, NULL);
  g_assert_nonnull (taken);
}

static void
test_key_only_where_wanted (World *world, gconstpointer data)
{
  g_autofree char *with = back_up (world, "with", TRUE);
  g_autofree char *without = back_up (world, "without", FALSE);
  g_autofree char *key = g_build_filename (with, "server.key", NULL);
  g_autofree char *no_key = g_build_filename (without, "server.key", NULL);
  struct stat      about;

  g_assert_cmpint (g_stat (key, &about), ==, 0);
  g_assert_cmpuint (about.st_mode & 0777, ==, 0600);
  g_assert_false (g_file_test (no_key, G_FILE_TEST_EXISTS));
}

/* Whoever asked for it and died leaves no copy of the database for ever. */
static void
test_stray_is_swept (World *world, gconstpointer data)
{
  g_autofree char *snapshot = NULL;
  g_autofree char *path = NULL;

  g_assert_cmpint (ktg_test_server_run (world->server, &snapshot, "snapshot", NULL), ==, 0);
  path = g_build_filename (world->server->folder, snapshot, NULL);
  g_assert_true (g_file_test (path, G_FILE_TEST_EXISTS));
  ktg_test_server_restart (world->server);
  g_assert_false (g_file_test (path, G_FILE_TEST_EXISTS));
}

/* Somebody put a way to another place where a file belongs. */
static void
test_a_link_is_no_file (World *world, gconstpointer data)
{
  g_autofree char *hash = g_strnfill (KTG_SHA256_HEX, 'a');
  g_autofree char *link = g_build_filename (world->server->folder, "files", "aa", hash, NULL);
  g_autofree char *target = g_build_filename (world->folder, "backup", NULL);
  g_autofree char *copy = g_build_filename (target, "files", "aa", hash, NULL);
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = ktg_backup_new (world->server->folder, target, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  struct stat status;

  g_assert_cmpint (symlink ("/etc/passwd", link), ==, 0);
  g_assert_cmpint (ktg_test_server_run (world->server, &snapshot, "snapshot", NULL), ==, 0);
  g_assert_false (ktg_backup_write (backup, snapshot, &error));
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_DAMAGED);
  g_assert_nonnull (strstr (error->message, hash));
  g_assert_cmpint (lstat (copy, &status), ==, -1);
}

/* A file may have so many bytes: the last write is a short one. */
static void
test_why_it_was_not_written (World *world, gconstpointer data)
{
  g_autofree char *target = g_build_filename (world->folder, "backup", NULL);
  g_autofree char *snapshot = NULL;
  g_autoptr (KtgBackup) backup = ktg_backup_new (world->server->folder, target, TRUE, NULL);
  g_autoptr (GError) error = NULL;
  struct rlimit endless;
  struct rlimit few = { 20, RLIM_INFINITY };

  g_assert_cmpint (ktg_test_server_run (world->server, &snapshot, "snapshot", NULL), ==, 0);
  ktg_test_server_stop (world->server);
  signal (SIGXFSZ, SIG_IGN);
  getrlimit (RLIMIT_FSIZE, &endless);
  few.rlim_max = endless.rlim_max;
  setrlimit (RLIMIT_FSIZE, &few);
  errno = 0;
  g_assert_false (ktg_backup_write (backup, snapshot, &error));
  setrlimit (RLIMIT_FSIZE, &endless);
  g_assert_error (error, KTG_ARCHIVE_ERROR, KTG_ARCHIVE_ERROR_IO);
  g_assert_nonnull (strstr (error->message, g_strerror (EFBIG)));
  ktg_test_server_start (world->server);
}

static const struct
{
  const char *name;
  void (*run) (World *world, gconstpointer data);
} tests[] = {
  { "/backup/one-taken-in-a-write-storm-is-one-moment-with-all-its-files", test_storm },
  { "/backup/one-that-is-put-back-says-what-of-the-life-before-stands",
    test_put_back_is_a_new_life },
  { "/backup/it-is-written-over-nothing", test_writes_over_nothing },
  { "/backup/the-key-is-in-it-only-where-wanted", test_key_only_where_wanted },
  { "/backup/a-copy-that-nobody-took-away-is-swept", test_stray_is_swept },
  { "/backup/a-link-among-the-files-is-no-file", test_a_link_is_no_file },
  { "/backup/why-it-was-not-written-is-said-rightly", test_why_it_was_not_written },
};

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  if (!ktg_seal_init ())
    return 1;
  for (gsize i = 0; i < G_N_ELEMENTS (tests); i++)
    g_test_add (tests[i].name, World, NULL, world_open, tests[i].run, world_close);
  return g_test_run ();
}
