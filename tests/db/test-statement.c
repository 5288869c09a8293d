/* test-statement.c - what goes into a statement comes out of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-db.h>
#include <ktg-fault-disk.h>

#include <string.h>

typedef struct
{
  char  *folder;
  KtgDb *db;
} Fixture;

static const char *const scripts[] = {
  "CREATE TABLE thing (id INTEGER PRIMARY KEY, name TEXT UNIQUE, bytes BLOB);",
  NULL,
};

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ktg-db-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->db = ktg_db_open (path, scripts, &error);
  g_assert_no_error (error);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_db_close (fixture->db);
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static void
put (KtgDb *db, gint64 id, const char *name, GBytes *bytes, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "INSERT INTO thing VALUES (?1, ?2, ?3)", error);

  g_assert_nonnull (statement);
  ktg_statement_bind_int (statement, 1, id);
  ktg_statement_bind_text (statement, 2, name);
  ktg_statement_bind_bytes (statement, 3, bytes);
  ktg_statement_run (statement, error);
}

static void
test_round_trip (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = g_bytes_new_static ("a\0b", 3);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (KtgStatement) statement = NULL;
  gboolean has_row;

  put (fixture->db, G_MAXINT64, "nama", bytes, &error);
  g_assert_no_error (error);

  statement = ktg_db_prepare (fixture->db, "SELECT id, name, bytes FROM thing", &error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_true (has_row);
  back = ktg_statement_dup_bytes (statement, 2);
  g_assert_cmpint (ktg_statement_get_int (statement, 0), ==, G_MAXINT64);
  g_assert_cmpstr (ktg_statement_get_text (statement, 1), ==, "nama");
  g_assert_true (g_bytes_equal (back, bytes));
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_false (has_row);
}

static void
test_null_is_not_empty (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) empty = g_bytes_new (NULL, 0);
  g_autoptr (GBytes) back = NULL;
  g_autoptr (KtgStatement) statement = NULL;
  gboolean has_row;

  put (fixture->db, 1, NULL, NULL, &error);
  put (fixture->db, 2, "", empty, &error);
  g_assert_no_error (error);

  statement = ktg_db_prepare (fixture->db, "SELECT name, bytes FROM thing ORDER BY id", &error);
  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  g_assert_true (ktg_statement_is_null (statement, 0));
  g_assert_null (ktg_statement_dup_bytes (statement, 1));

  g_assert_true (ktg_statement_step (statement, &has_row, &error));
  back = ktg_statement_dup_bytes (statement, 1);
  g_assert_cmpstr (ktg_statement_get_text (statement, 0), ==, "");
  g_assert_nonnull (back);
  g_assert_cmpuint (g_bytes_get_size (back), ==, 0);
}

static void
test_reuse (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgStatement *first = ktg_db_prepare (fixture->db, "SELECT ?1 IS NULL", &error);
  KtgStatement *nested = ktg_db_prepare (fixture->db, "SELECT ?1 IS NULL", &error);
  KtgStatement *again;
  gboolean      has_row;

  g_assert_true (first != nested);
  ktg_statement_bind_int (first, 1, 5);
  ktg_statement_release (nested);
  ktg_statement_release (first);

  again = ktg_db_prepare (fixture->db, "SELECT ?1 IS NULL", &error);
  g_assert_true (again == first);
  g_assert_true (ktg_statement_step (again, &has_row, &error));
  g_assert_cmpint (ktg_statement_get_int (again, 0), ==, 1);
  ktg_statement_release (again);
}

/* A text that lies where another one lay is another statement. */
static void
test_same_place (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  char sql[] = "SELECT 1";

  for (char digit = '1'; digit <= '3'; digit++)
    {
      g_autoptr (KtgStatement) statement = NULL;
      gboolean has_row;

      sql[strlen (sql) - 1] = digit;
      statement = ktg_db_prepare (fixture->db, sql, &error);
      g_assert_true (ktg_statement_step (statement, &has_row, &error));
      g_assert_cmpint (ktg_statement_get_int (statement, 0), ==, digit - '0');
    }
}

static void
test_constraint (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  put (fixture->db, 1, "same", NULL, &error);
  g_assert_no_error (error);
  put (fixture->db, 2, "same", NULL, &error);
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_CONSTRAINT);
  g_clear_error (&error);

  put (fixture->db, 2, "other", NULL, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (ktg_db_get_n_changes (fixture->db), ==, 1);
}

static void
test_wrong_sql (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_db_prepare (fixture->db, "SELECT FROM", &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
}

/* Nobody has to ask in between: the first error is the one that is told. */
static void
test_not_prepared (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  KtgStatement *statement = ktg_db_prepare (fixture->db, "SELECT wrong", &error);

  g_assert_null (statement);
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);

  ktg_statement_bind_int (statement, 1, 1);
  ktg_statement_bind_text (statement, 2, "a");
  ktg_statement_bind_bytes (statement, 3, NULL);
  g_assert_false (ktg_statement_run (statement, &error));
  g_assert_null (ktg_statement_dup_rows (statement, NULL, NULL, g_free, &error));
}

static gpointer
read_only_five (KtgStatement *statement, gpointer user_data, GError **error)
{
  if (ktg_statement_get_int (statement, 0) == 5)
    return g_strdup (user_data);

  g_set_error_literal (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED, "not five");
  return NULL;
}

static void
test_unreadable_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (fixture->db, "SELECT id FROM thing ORDER BY id", &error);

  put (fixture->db, 5, NULL, NULL, &error);
  rows = ktg_statement_dup_rows (statement, read_only_five, (gpointer) "five", g_free, &error);
  g_assert_no_error (error);
  g_assert_cmpuint (rows->len, ==, 1);
  g_assert_cmpstr (g_ptr_array_index (rows, 0), ==, "five");

  put (fixture->db, 6, NULL, NULL, &error);
  ktg_statement_release (g_steal_pointer (&statement));
  statement = ktg_db_prepare (fixture->db, "SELECT id FROM thing ORDER BY id", &error);
  g_assert_null (ktg_statement_dup_rows (statement, read_only_five, (gpointer) "", g_free, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED);
}

int
main (int argc, char *argv[])
{
  g_test_init (&argc, &argv, NULL);

#define ADD(path, function) g_test_add (path, Fixture, NULL, set_up, function, tear_down)
  ADD ("/statement/values-come-back-as-they-went-in", test_round_trip);
  ADD ("/statement/null-is-not-empty", test_null_is_not_empty);
  ADD ("/statement/the-same-text-is-the-same-statement", test_reuse);
  ADD ("/statement/another-text-in-its-place-is-another-statement", test_same_place);
  ADD ("/statement/a-refused-row-says-so-and-harms-nothing", test_constraint);
  ADD ("/statement/wrong-sql-is-an-error", test_wrong_sql);
  ADD ("/statement/what-could-not-be-prepared-stays-an-error", test_not_prepared);
  ADD ("/statement/a-row-that-cannot-be-read-ends-the-reading", test_unreadable_row);
#undef ADD

  return g_test_run ();
}
