/* ktg-life-table.c - the lives of this server, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life-table.h"

/**
 * ktg_life_table_dup_present:
 *
 * Returns: (transfer full) (nullable): the present life; %NULL before the first, and with @error
 */
char *
ktg_life_table_dup_present (KtgDb *db, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT id FROM life ORDER BY number DESC LIMIT 1", error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return NULL;

  return has_row ? g_strdup (ktg_statement_get_text (statement, 0)) : NULL;
}

static guint64
read_bound (KtgStatement *statement, int column)
{
  return ktg_statement_is_null (statement, column)
             ? G_MAXINT64
             : (guint64)ktg_statement_get_int (statement, column);
}

/**
 * ktg_life_table_find:
 * @life: what somebody says
 * @bounds: (out): its number is 0 where this server never had such a life
 */
gboolean
ktg_life_table_find (KtgDb *db, const char *life, KtgLifeBounds *bounds, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT number, last_event, last_file FROM life WHERE id = ?", error);
  gboolean has_row;

  *bounds = (KtgLifeBounds){ 0 };
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, life);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *bounds = (KtgLifeBounds){ ktg_statement_get_int (statement, 0),
                               read_bound (statement, 1),
                               read_bound (statement, 2) };
  return TRUE;
}

static gboolean
run_with_bounds (KtgDb *db, const char *sql, guint64 first, guint64 second, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, (gint64)first);
  ktg_statement_bind_int (statement, 2, (gint64)second);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_life_table_end:
 * @last_event: the newest index that was given
 * @last_file: the highest number of a delivery that is here
 *
 * The present life, if there is one, is over.
 */
gboolean
ktg_life_table_end (KtgDb *db, guint64 last_event, guint64 last_file, GError **error)
{
  return run_with_bounds (db,
                          "UPDATE life SET last_event = ?1, last_file = ?2"
                          " WHERE last_event IS NULL",
                          last_event,
                          last_file,
                          error);
}

/**
 * ktg_life_table_lower:
 * @last_file: no delivery after this one stands any more, of any life that is over
 */
gboolean
ktg_life_table_lower (KtgDb *db, guint64 last_file, GError **error)
{
  return run_with_bounds (db,
                          "UPDATE life SET last_file = ?1 WHERE last_file > ?2",
                          last_file,
                          last_file,
                          error);
}

/**
 * ktg_life_table_add:
 *
 * The life before it must be over.
 */
gboolean
ktg_life_table_add (KtgDb *db, const char *life, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "INSERT INTO life (id, began_at) VALUES (?, ?)", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, life);
  ktg_statement_bind_int (statement, 2, now_ms);
  return ktg_statement_run (statement, error);
}
