/* lab-db.c - the connection to one SQLite file, for the lab
 *
 * run FOLDER   adds rows and says each once it is committed
 * cut ...      judges what a power cut during that could have left
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "power-cut.h"

#include <ktg-db.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#define N_ROWS 12

static const char *const scripts[]
    = { "CREATE TABLE row (id INTEGER PRIMARY KEY, bytes BLOB);", NULL };

static gboolean
add_row (KtgDb *db, gint64 id, GError **error)
{
  g_autofree char *filler = g_strnfill (3000 + 700 * (gsize)id, (char)('a' + id));
  g_autoptr (GBytes) bytes = g_bytes_new (filler, strlen (filler));
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (db, error);
  g_autoptr (KtgStatement) statement = NULL;

  if (transaction == NULL)
    return FALSE;

  statement = ktg_db_prepare (db, "INSERT INTO row VALUES (?1, ?2)", error);
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, id);
  ktg_statement_bind_bytes (statement, 2, bytes);
  return ktg_statement_run (statement, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

static gint64
count_rows (KtgDb *db, GError **error)
{
  static const char sql[]
      = "SELECT count(*), sum(length(bytes) = 3000 + 700 * id), max(id) FROM row";
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return -1;

  if (ktg_statement_get_int (statement, 0) == ktg_statement_get_int (statement, 1)
      && ktg_statement_get_int (statement, 0) == ktg_statement_get_int (statement, 2))
    return ktg_statement_get_int (statement, 0);

  g_set_error_literal (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED, "the rows are not 1 to n");
  return -1;
}

static int
run (const char *folder)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (path, scripts, &error);
  gint64 n_rows = db != NULL ? count_rows (db, &error) : -1;

  for (gint64 id = n_rows + 1; n_rows >= 0 && id <= N_ROWS && add_row (db, id, &error); id++)
    if (write (STDOUT_FILENO, "+\n", 2) != 2)
      return 2;

  return error == NULL ? 0 : 1;
}

static char *
judge (const char *folder, GPtrArray *said)
{
  g_autofree char *path = g_build_filename (folder, "test.db", NULL);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDb) db = ktg_db_open (path, scripts, &error);
  gint64 n_rows;

  if (db == NULL || !ktg_db_check (db, &error))
    return g_strdup (error->message);

  n_rows = count_rows (db, &error);
  if (n_rows < 0)
    return g_strdup (error->message);

  return n_rows < said->len
             ? g_strdup_printf ("%u rows were said, %d are there", said->len, (int)n_rows)
             : NULL;
}

int
main (int argc, char **argv)
{
  if (argc == 3 && g_str_equal (argv[1], "run"))
    return run (argv[2]);

  return power_cut_main (argc - 1, argv + 1, judge);
}
