/* test-query.c - a statement asked once answers as one that is prepared, bound and stepped by hand
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include <ktg-fault-disk.h>
#include <ktg-query.h>

static const char *const scripts[] = {
  "CREATE TABLE word (number INTEGER PRIMARY KEY, text TEXT, sound BLOB);",
  NULL,
};

typedef struct
{
  char  *folder;
  KtgDb *db;
} Fixture;

static void
add (KtgDb *db, gint64 number, const char *text, GBytes *sound)
{
  g_autoptr (GError) error = NULL;

  ktg_query_run (db,
                 "INSERT INTO word VALUES (?, ?, ?)",
                 KTG_WITH (KTG_INT (number), KTG_TEXT (text), KTG_BYTES (sound)),
                 &error);
  g_assert_no_error (error);
}

static void
set_up (Fixture *fixture, gconstpointer data)
{
  g_autofree char *path = NULL;
  g_autoptr (GBytes) sound = g_bytes_new_static ("tok", 3);
  g_autoptr (GError) error = NULL;

  fixture->folder = g_dir_make_tmp ("ktg-query-XXXXXX", NULL);
  path = g_build_filename (fixture->folder, "test.db", NULL);
  fixture->db = ktg_db_open (path, scripts, &error);
  g_assert_no_error (error);
  add (fixture->db, 1, "satu", sound);
  add (fixture->db, G_MAXINT64, NULL, NULL);
}

static void
tear_down (Fixture *fixture, gconstpointer data)
{
  ktg_db_close (fixture->db);
  ktg_fault_disk_remove_folder (fixture->folder);
  g_free (fixture->folder);
}

static gpointer
read_text (KtgStatement *row, gpointer user_data, GError **error)
{
  return g_strdup (ktg_statement_get_text (row, 0));
}

static void
test_parameter (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) sound = g_bytes_new_static ("tok", 3);
  gint64 number;

  g_assert_true (ktg_query_get_int (fixture->db,
                                    "SELECT number FROM word WHERE text = ? AND sound = ?",
                                    KTG_WITH (KTG_TEXT ("satu"), KTG_BYTES (sound)),
                                    &number,
                                    &error));
  g_assert_cmpint (number, ==, 1);
  g_assert_true (
      ktg_query_get_int (fixture->db,
                         "SELECT number FROM word"
                         " WHERE text IS ? AND sound IS ? AND number = ?",
                         KTG_WITH (KTG_TEXT (NULL), KTG_BYTES (NULL), KTG_INT (G_MAXINT64)),
                         &number,
                         &error));
  g_assert_cmpint (number, ==, G_MAXINT64);
  g_assert_no_error (error);
}

static void
test_no_row (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  gpointer text = fixture;
  gint64   number = 7;

  g_assert_true (ktg_query_get_int (fixture->db,
                                    "SELECT number FROM word WHERE number = ?",
                                    KTG_WITH (KTG_INT (2)),
                                    &number,
                                    &error));
  g_assert_cmpint (number, ==, 0);
  g_assert_true (ktg_query_find (fixture->db,
                                 "SELECT text FROM word WHERE number = ?",
                                 KTG_WITH (KTG_INT (2)),
                                 read_text,
                                 &text,
                                 &error));
  g_assert_null (text);
  g_assert_no_error (error);
}

static void
test_rows (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  g_autofree char *text = NULL;
  g_autoptr (GPtrArray) texts = NULL;

  g_assert_true (ktg_query_find (fixture->db,
                                 "SELECT text FROM word ORDER BY number",
                                 NULL,
                                 read_text,
                                 (gpointer *)&text,
                                 &error));
  g_assert_cmpstr (text, ==, "satu");
  texts = ktg_query_list (fixture->db,
                          "SELECT coalesce (text, '') FROM word ORDER BY number",
                          NULL,
                          read_text,
                          g_free,
                          &error);
  g_assert_no_error (error);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (texts, 0), ==, "satu");
  g_assert_cmpstr (g_ptr_array_index (texts, 1), ==, "");
}

static void
test_texts (Fixture *fixture, gconstpointer data)
{
  static const char   sql[] = "SELECT text FROM word WHERE number < ?";
  const KtgParameter *with = KTG_WITH (KTG_INT (3));
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) texts = NULL;
  g_autoptr (GHashTable) set = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autofree char *first = NULL;
  char            *none;
  gboolean         has_row;

  add (fixture->db, 2, "dua", NULL);
  g_assert_true (ktg_query_find_text (fixture->db, sql, with, &first, &error));
  g_assert_cmpstr (first, ==, "satu");
  g_assert_true (ktg_query_find_text (fixture->db, sql, KTG_WITH (KTG_INT (0)), &none, &error));
  g_assert_null (none);
  g_assert_true (ktg_query_has_row (fixture->db, sql, with, &has_row, &error));
  g_assert_true (has_row);
  g_assert_true (ktg_query_has_row (fixture->db, sql, KTG_WITH (KTG_INT (0)), &has_row, &error));
  g_assert_false (has_row);

  texts = ktg_query_list_texts (fixture->db, sql, with, &error);
  g_assert_cmpuint (texts->len, ==, 2);
  g_assert_cmpstr (g_ptr_array_index (texts, 1), ==, "dua");
  g_assert_true (ktg_query_collect_texts (fixture->db, sql, with, set, &error));
  g_assert_true (ktg_query_collect_texts (fixture->db, sql, with, set, &error));
  g_assert_cmpuint (g_hash_table_size (set), ==, 2);
  g_assert_no_error (error);
}

static gboolean
hear_once (KtgStatement *row, gpointer user_data)
{
  guint *n_heard = user_data;

  return ++*n_heard < 1;
}

static gboolean
hear_all (KtgStatement *row, gpointer user_data)
{
  guint *n_heard = user_data;

  ++*n_heard;
  return TRUE;
}

static void
test_each (Fixture *fixture, gconstpointer data)
{
  g_autoptr (GError) error = NULL;
  guint n_heard = 0;

  g_assert_true (
      ktg_query_each (fixture->db, "SELECT 1 FROM word", NULL, hear_once, &n_heard, &error));
  g_assert_cmpuint (n_heard, ==, 1);
  g_assert_true (
      ktg_query_each (fixture->db, "SELECT 1 FROM word", NULL, hear_all, &n_heard, &error));
  g_assert_cmpuint (n_heard, ==, 3);
  g_assert_no_error (error);
}

/* A row that was put in has a number, and one that was refused has none. */
static void
test_insert (Fixture *fixture, gconstpointer data)
{
  static const char sql[] = "INSERT INTO word VALUES (?, ?, NULL)";
  g_autoptr (GError) error = NULL;
  gint64 number = -1;

  g_assert_true (ktg_query_insert (fixture->db,
                                   sql,
                                   KTG_WITH (KTG_INT (7), KTG_TEXT ("tujuh")),
                                   &number,
                                   &error));
  g_assert_cmpint (number, ==, 7);

  number = -1;
  g_assert_false (ktg_query_insert (fixture->db,
                                    sql,
                                    KTG_WITH (KTG_INT (1), KTG_TEXT ("lagi")),
                                    &number,
                                    &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_CONSTRAINT);
  g_assert_cmpint (number, ==, -1);
}

static void
test_wrong (Fixture *fixture, gconstpointer data)
{
  gint64   number = 7;
  gpointer text = NULL;
  guint    n_heard = 0;
  g_autoptr (GError) error = NULL;

  g_assert_null (ktg_query_begin (fixture->db, "SELECT nonsense", NULL, &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  g_assert_false (ktg_query_run (fixture->db, "SELECT nonsense", NULL, NULL));
  g_assert_false (ktg_query_get_int (fixture->db, "SELECT nonsense", NULL, &number, NULL));
  g_assert_cmpint (number, ==, 7);
  g_assert_false (ktg_query_find (fixture->db, "SELECT nonsense", NULL, read_text, &text, NULL));
  g_assert_null (ktg_query_list (fixture->db, "SELECT nonsense", NULL, read_text, g_free, NULL));
  g_assert_false (ktg_query_each (fixture->db, "SELECT nonsense", NULL, hear_all, &n_heard, NULL));
  g_assert_cmpuint (n_heard, ==, 0);
}

/* A parameter too many is a fault of the program, and nothing is done. */
static void
test_too_many (Fixture *fixture, gconstpointer data)
{
  gint64 number;
  g_autoptr (GError) error = NULL;

  g_assert_false (ktg_query_run (fixture->db,
                                 "DELETE FROM word WHERE number = ?",
                                 KTG_WITH (KTG_INT (1), KTG_INT (2)),
                                 &error));
  g_assert_error (error, KTG_DB_ERROR, KTG_DB_ERROR_FAILED);
  g_assert_true (
      ktg_query_get_int (fixture->db, "SELECT count (*) FROM word", NULL, &number, NULL));
  g_assert_cmpint (number, ==, 2);
}

#define ADD(path, test) g_test_add (path, Fixture, NULL, set_up, test, tear_down)

int
main (int argc, char **argv)
{
  g_test_init (&argc, &argv, NULL);
  ADD ("/query/a-parameter-is-what-was-said", test_parameter);
  ADD ("/query/no-row-is-nothing-found", test_no_row);
  ADD ("/query/rows-are-read", test_rows);
  ADD ("/query/texts-are-found-listed-and-collected", test_texts);
  ADD ("/query/each-row-is-heard-until-enough", test_each);
  ADD ("/query/a-row-that-is-put-in-has-its-number", test_insert);
  ADD ("/query/what-is-no-statement-is-an-error", test_wrong);
  ADD ("/query/a-parameter-too-many-does-nothing", test_too_many);
  return g_test_run ();
}
