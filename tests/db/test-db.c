/* test-db.c - a database file is opened so that it can be trusted, or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-db.h>
#include <ktg-fault-disk.h>

#include <glib/gstdio.h>
#include <string.h>

typedef struct
{
  char *folder;
  char *path;
} Fixture;

static const char *const two_scripts[] = {
  "CREATE TABLE word (text TEXT NOT NULL UNIQUE);",
  "ALTER TABLE word ADD COLUMN length INTEGER; INSERT INTO word VALUES ('kentongan', 9);",
  NULL,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ktg-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static KtgDb *
open_db (Fixture *fixture, const char *const *scripts)
{
  g_autoptr (GError) error = NULL;
  KtgDb *db = ktg_db_open (fixture->path, scripts, &error);

  g_assert_no_error (error);
  return db;
}

static char *
ask (KtgDb *db, const char *sql)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, &error);
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_true (has_row);
  return g_strdup (ktg_statement_get_text (statement, 0));
}

static void
assert_answer (KtgDb *db, const char *sql, const char *expected)
{
  g_autofree char *answer = ask (db, sql);

  g_assert_cmpstr (answer, ==, expected);
}

static void
test_pragmas (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDb) db = open_db (fixture, two_scripts);

  assert_answer (db, "PRAGMA journal_mode", "wal");
  assert_answer (db, "PRAGMA synchronous", "2");
  assert_answer (db, "PRAGMA foreign_keys", "1");
  assert_answer (db, "PRAGMA secure_delete", "1");
  assert_answer (db, "PRAGMA temp_store", "2");
  assert_answer (db, "PRAGMA trusted_schema", "0");
  assert_answer (db, "PRAGMA locking_mode", "exclusive");
}

static void
test_private_file (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDb) db = open_db (fixture, two_scripts);
  g_autofree char *log_path = g_strconcat (fixture->path, "-wal", NULL);
  GStatBuf         about;

  g_assert_cmpint (g_stat (fixture->path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
  g_assert_cmpint (g_stat (log_path, &about), ==, 0);
  g_assert_cmpint (about.st_mode & 0777, ==, 0600);
}

static void
test_migrations (Fixture *fixture, gconstpointer data)
{
  const char *const first_only[] = { two_scripts[0], NULL };
  KtgDb            *db = open_db (fixture, first_only);

  assert_answer (db, "PRAGMA user_version", "1");
  ktg_db_close (db);

  for (int i = 0; i < 2; i++)
    {
      db = open_db (fixture, two_scripts);
      assert_answer (db, "PRAGMA user_version", "2");
      assert_answer (db, "SELECT count(*) FROM word", "1");
      ktg_db_close (db);
    }
}

static void
test_too_new (Fixture *fixture, gconstpointer data)
{
  const char *const first_only[] = { two_scripts[0], NULL };
  g_autoptr (GError) error = NULL;

  ktg_db_close (open_db (fixture, two_scripts));
  g_assert_null (ktg_db_open (fixture->path, first_only, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_TOO_NEW);
}

static void
test_half_a_migration (Fixture *fixture, gconstpointer data)
{
  const char *const broken[]
      = { two_scripts[0], "CREATE TABLE good (a); CREATE TABLE word (b);", NULL };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = NULL;

  g_assert_null (ktg_db_open (fixture->path, broken, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);

  db = open_db (fixture, two_scripts);
  assert_answer (db, "SELECT count(*) FROM sqlite_schema WHERE name = 'good'", "0");
  assert_answer (db, "PRAGMA user_version", "2");
}

static void
test_not_a_database (Fixture *fixture, gconstpointer data)
{
  g_autofree char *noise = g_strnfill (8192, 'x');
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->path, noise, 8192, NULL));
  g_assert_null (ktg_db_open (fixture->path, two_scripts, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED);
}

static void
test_changed_page (Fixture *fixture, gconstpointer data)
{
  g_autofree char *bytes = NULL;
  gsize            size_bytes;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = open_db (fixture, two_scripts);

  g_assert_true (ktg_db_check (db, &error));
  g_clear_pointer (&db, ktg_db_close);

  g_assert_true (g_file_get_contents (fixture->path, &bytes, &size_bytes, NULL));
  memset (bytes + 4096, 0x5a, size_bytes - 4096);
  g_assert_true (g_file_set_contents (fixture->path, bytes, (gssize)size_bytes, NULL));

  db = open_db (fixture, two_scripts);
  g_assert_false (ktg_db_check (db, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED);
}

static void
test_second_connection (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDb) db = open_db (fixture, two_scripts);
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_db_open (fixture->path, two_scripts, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  assert_answer (db, "SELECT text FROM word", "kentongan");
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/db/what-durability-rests-on-is-set", test_pragmas);
  ADD ("/db/only-its-owner-reads-the-file", test_private_file);
  ADD ("/db/each-migration-runs-once-in-order", test_migrations);
  ADD ("/db/a-newer-file-is-left-alone", test_too_new);
  ADD ("/db/half-a-migration-is-none", test_half_a_migration);
  ADD ("/db/what-is-no-database-is-damage", test_not_a_database);
  ADD ("/db/a-changed-page-is-damage", test_changed_page);
  ADD ("/db/a-second-connection-is-refused", test_second_connection);
#undef ADD

  return g_test_run ();
}
