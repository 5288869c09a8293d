/* test-copy.c - a copy of a database that is written meanwhile is its last moment, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-db-copy.h>
#include <ktg-fault-disk.h>

#define N_ROWS 3000

typedef struct
{
  char  *folder;
  char  *path;
  char  *copy_path;
  KtgDb *db;
} Fixture;

static const char *const scripts[]
    = { "CREATE TABLE row (id INTEGER PRIMARY KEY, filler BLOB);", NULL };

static KtgDb *
open_db (const char *path)
{
  g_autoptr (GError) error = NULL;
  KtgDb *db = ktg_db_open (path, scripts, &error);

  g_assert_no_error (error);
  return db;
}

static void
add_rows (KtgDb *db, gint64 from, gint64 to)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (db, &error);

  g_assert_no_error (error);
  for (gint64 id = from; id < to; id++)
    {
      g_autoptr (KtgStatement) statement
          = ktg_db_prepare (db, "INSERT INTO row VALUES (?1, zeroblob(1000))", &error);

      ktg_statement_bind_int (statement, 1, id);
      g_assert_true (ktg_statement_run (statement, &error));
    }
  g_assert_true (ktg_transaction_commit (g_steal_pointer (&transaction), &error));
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  fixture->folder = g_dir_make_tmp ("ktg-db-XXXXXX", NULL);
  fixture->path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->copy_path = g_build_filename (fixture->folder, "copy.db", NULL);
  fixture->db = open_db (fixture->path);
  add_rows (fixture->db, 0, N_ROWS);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_db_close (fixture->db);
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
  g_free (fixture->path);
  g_free (fixture->copy_path);
}

static KtgDbCopy *
begin (Fixture *fixture)
{
  g_autoptr (GError) error = NULL;
  KtgDbCopy *copy = ktg_db_copy_new (fixture->db, fixture->copy_path, &error);

  g_assert_no_error (error);
  return copy;
}

static void
test_written_meanwhile (Fixture *fixture, gconstpointer data)
{
  KtgDbCopy *copy = begin (fixture);
  gint64     n_rows = N_ROWS;
  gboolean   is_done = FALSE;
  gboolean   has_row;
  guint      n_steps = 0;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) copied = NULL;
  g_autoptr (KtgStatement) statement = NULL;

  for (; !is_done; n_steps++)
    {
      g_assert_true (ktg_db_copy_step (copy, 50, &is_done, &error));
      if (is_done)
        break;
      add_rows (fixture->db, n_rows, n_rows + 10);
      g_assert_true (
          ktg_db_execute (fixture->db, "UPDATE row SET filler = x'01' WHERE id = 1", &error));
      n_rows += 10;
    }
  ktg_db_copy_free (copy);
  g_assert_cmpuint (n_steps, >, 3);

  add_rows (fixture->db, n_rows, n_rows + 10);
  copied = open_db (fixture->copy_path);
  g_assert_true (ktg_db_check (copied, &error));
  statement = ktg_db_prepare (copied, "SELECT count(*), max(id) FROM row", &error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_cmpint (ktg_statement_get_int (statement, 0), ==, n_rows);
  g_assert_cmpint (ktg_statement_get_int (statement, 1), ==, n_rows - 1);
}

static void
test_opened_afresh (Fixture *fixture, gconstpointer data)
{
  KtgDbCopy *copy = begin (fixture);
  gboolean   is_done;
  g_autoptr (GError) error = NULL;

  g_assert_true (ktg_db_copy_step (copy, 10, &is_done, &error));
  ktg_db_close (fixture->db);
  fixture->db = open_db (fixture->path);
  g_assert_false (ktg_db_copy_step (copy, 10, &is_done, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  ktg_db_copy_free (copy);
  add_rows (fixture->db, N_ROWS, N_ROWS + 1);
}

static void
test_over_nothing (Fixture *fixture, gconstpointer data)
{
  g_autoptr (KtgDbCopy) copy = NULL;
  g_autoptr (GError) error = NULL;

  g_assert_true (g_file_set_contents (fixture->copy_path, "mine", -1, &error));
  copy = ktg_db_copy_new (fixture->db, fixture->copy_path, &error);
  g_assert_null (copy);
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  add_rows (fixture->db, N_ROWS, N_ROWS + 1);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);
  g_test_add ("/copy/what-is-written-meanwhile-is-in-it",
              Fixture,
              NULL,
              set_up,
              test_written_meanwhile,
              tear_down);
  g_test_add ("/copy/a-database-opened-afresh-ends-it",
              Fixture,
              NULL,
              set_up,
              test_opened_afresh,
              tear_down);
  g_test_add ("/copy/it-is-written-over-nothing",
              Fixture,
              NULL,
              set_up,
              test_over_nothing,
              tear_down);
  return g_test_run ();
}
