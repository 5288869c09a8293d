/* ktg-life-table.c - the lives of this server, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life-table.h"

#include <ktg-query.h>

static gpointer
read_life (KtgStatement *row, gpointer user_data, GError **error)
{
  return g_strdup (ktg_statement_get_text (row, 0));
}

/**
 * ktg_life_table_find_present:
 * @life: (out) (nullable) (transfer full): the present one; %NULL before the first
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_life_table_find_present (KtgDb *db, char **life, GError **error)
{
  return ktg_query_find (db,
                         "SELECT id FROM life ORDER BY number DESC LIMIT 1",
                         NULL,
                         read_life,
                         (gpointer *)life,
                         error);
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
      = ktg_query_begin (db,
                         "SELECT number, last_event, last_file, last_letter, last_link FROM life "
                         "WHERE id = ?",
                         KTG_WITH (KTG_TEXT (life)),
                         error);
  gboolean has_row;

  *bounds = (KtgLifeBounds){ 0 };
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *bounds = (KtgLifeBounds){ ktg_statement_get_int (statement, 0),
                               read_bound (statement, 1),
                               read_bound (statement, 2),
                               read_bound (statement, 3),
                               read_bound (statement, 4) };
  return TRUE;
}

/**
 * ktg_life_table_end:
 * @bounds: the newest index that was given, the highest number of a delivery that is here, and
 * those of the newest letter and of this server's newest link
 *
 * The present life, if there is one, is over.
 */
gboolean
ktg_life_table_end (KtgDb *db, const KtgLifeBounds *bounds, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE life SET last_event = ?, last_file = ?, last_letter = ?,"
                        " last_link = ? WHERE last_event IS NULL",
                        KTG_WITH (KTG_INT (bounds->last_event),
                                  KTG_INT (bounds->last_file),
                                  KTG_INT (bounds->last_letter),
                                  KTG_INT (bounds->last_link)),
                        error);
}

/**
 * ktg_life_table_lower:
 * @last_file: no delivery after this one stands any more, of any life that is over
 */
gboolean
ktg_life_table_lower (KtgDb *db, guint64 last_file, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE life SET last_file = ?1 WHERE last_file > ?1",
                        KTG_WITH (KTG_INT (last_file)),
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
  return ktg_query_run (db,
                        "INSERT INTO life (id, began_at) VALUES (?, ?)",
                        KTG_WITH (KTG_TEXT (life), KTG_INT (now_ms)),
                        error);
}
