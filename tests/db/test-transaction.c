/* test-transaction.c - all of it, or none of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-db.h>
#include <ktg-fault-disk.h>

typedef struct
{
  char  *folder;
  char  *path;
  KtgDb *db;
} Fixture;

static const char *const scripts[] = { "CREATE TABLE row (id INTEGER PRIMARY KEY);", NULL };

static void
open_db (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;

  fixture->db = ktg_db_open (fixture->path, scripts, &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ktg-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  open_db (fixture);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_db_close (fixture->db);
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
}

static void
add_row (Fixture *fixture, gint64 id)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (fixture->db, "INSERT INTO row VALUES (?1)", &error);

  g_assert_no_error (error);
  ktg_statement_bind_int (statement, 1, id);
  g_assert_true (ktg_statement_run (statement, &error));
}

static void
assert_n_rows (Fixture *fixture, gint64 expected)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (fixture->db, "SELECT count(*) FROM row", &error);
  gboolean has_row;

  g_assert_no_error (error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_cmpint (ktg_statement_get_int (statement, 0), ==, expected);
}

static void
test_scope (Fixture *fixture, gconstpointer data)
{
  {
    g_autoptr (KtgTransaction) transaction = ktg_db_begin (fixture->db, NULL);

    g_assert_nonnull (transaction);
    add_row (fixture, 1);
  }
  assert_n_rows (fixture, 0);
}

static void
test_commit (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgTransaction *transaction = ktg_db_begin (fixture->db, &error);

  add_row (fixture, 1);
  g_assert_true (ktg_transaction_commit (transaction, &error));
  ktg_db_close (fixture->db);
  open_db (fixture);
  assert_n_rows (fixture, 1);
}

static void
test_no_nesting (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (fixture->db, &error);

  g_assert_null (ktg_db_begin (fixture->db, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  add_row (fixture, 1);
  g_clear_error (&error);
  g_assert_true (ktg_transaction_commit (g_steal_pointer (&transaction), &error));
  assert_n_rows (fixture, 1);
}

static void
test_savepoints (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgTransaction *transaction = ktg_db_begin (fixture->db, &error);

  add_row (fixture, 1);
  g_assert_true (ktg_db_savepoint (fixture->db, &error));
  add_row (fixture, 2);
  g_assert_true (ktg_db_savepoint (fixture->db, &error));
  add_row (fixture, 3);
  g_assert_true (ktg_db_rollback_to_savepoint (fixture->db, &error));
  assert_n_rows (fixture, 2);
  g_assert_true (ktg_db_release_savepoint (fixture->db, &error));
  g_assert_true (ktg_transaction_commit (transaction, &error));
  assert_n_rows (fixture, 2);
}

static void
remember (Fixture *fixture)
{
  ktg_db_remember (fixture->db, "what", "that", 5);
}

static void
assert_recalls (Fixture *fixture, const char *value)
{
  g_assert_cmpstr (ktg_db_recall (fixture->db, "what"), ==, value);
}

/* What was read in a transaction may be otherwise once some of it was undone. */
static void
test_memory (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgTransaction *transaction = NULL;

  remember (fixture);
  assert_recalls (fixture, NULL);

  transaction = ktg_db_begin (fixture->db, &error);
  remember (fixture);
  assert_recalls (fixture, "that");
  g_assert_true (ktg_db_savepoint (fixture->db, &error));
  g_assert_true (ktg_db_rollback_to_savepoint (fixture->db, &error));
  assert_recalls (fixture, NULL);

  remember (fixture);
  ktg_db_forget (fixture->db);
  assert_recalls (fixture, NULL);

  remember (fixture);
  g_assert_true (ktg_transaction_commit (transaction, &error));
  assert_recalls (fixture, "that");

  transaction = ktg_db_begin (fixture->db, &error);
  assert_recalls (fixture, "that");
  ktg_transaction_rollback (transaction);
  assert_recalls (fixture, NULL);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/transaction/what-is-not-committed-rolls-back", test_scope);
  ADD ("/transaction/what-is-committed-stays", test_commit);
  ADD ("/transaction/there-is-one-at-a-time", test_no_nesting);
  ADD ("/transaction/a-part-can-fail-alone", test_savepoints);
  ADD ("/transaction/what-was-read-in-it-is-forgotten-when-it-is-undone", test_memory);
#undef ADD

  return g_test_run ();
}
