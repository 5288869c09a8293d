/* ktg-query.c - a statement asked once, with what it is asked of
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-query.h"

#include "ktg-db-private.h"

typedef void (*BindText) (KtgStatement *statement, int i, const char *text);

static void
bind (KtgStatement *statement, int i, const KtgParameter *parameter, BindText bind_text)
{
  switch (parameter->type)
    {
    case KTG_PARAMETER_INT:
      ktg_statement_bind_int (statement, i, parameter->number);
      break;
    case KTG_PARAMETER_TEXT:
      bind_text (statement, i, parameter->text);
      break;
    case KTG_PARAMETER_BYTES:
      ktg_statement_bind_bytes (statement, i, parameter->bytes);
      break;
    case KTG_PARAMETER_END:
    default:
      g_assert_not_reached ();
    }
}

static KtgStatement *
begin (KtgDb *db, const char *sql, const KtgParameter *with, BindText bind_text, GError **error)
{
  KtgStatement *statement = ktg_db_prepare (db, sql, error);

  for (int i = 0; with != NULL && with[i].type != KTG_PARAMETER_END; i++)
    bind (statement, i + 1, &with[i], bind_text);

  return statement;
}

/* For what is asked and answered within one call: whoever calls keeps @with so long. */
static KtgStatement *
begin_at_once (KtgDb *db, const char *sql, const KtgParameter *with, GError **error)
{
  return begin (db, sql, with, ktg_statement_bind_lasting_text, error);
}

/**
 * ktg_query_begin:
 * @sql: as for ktg_db_prepare()
 * @with: (nullable): its parameters, by KTG_WITH()
 *
 * Returns: (transfer full): the statement, before its first row; or %NULL
 */
KtgStatement *
ktg_query_begin (KtgDb *db, const char *sql, const KtgParameter *with, GError **error)
{
  return begin (db, sql, with, ktg_statement_bind_text, error);
}

/**
 * ktg_query_run:
 * @sql: gives no rows
 * @with: (nullable): its parameters
 *
 * Returns: %FALSE if it was not done
 */
gboolean
ktg_query_run (KtgDb *db, const char *sql, const KtgParameter *with, GError **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_query_insert:
 * @sql: puts one row into a table
 * @with: (nullable): its parameters
 * @number: (out): of the row; untouched on failure
 *
 * For a RETURNING clause SQLite keeps the rows in a table of their own, which costs as much as the
 * row.
 *
 * Returns: %FALSE if it was not done
 */
gboolean
ktg_query_insert (KtgDb              *db,
                  const char         *sql,
                  const KtgParameter *with,
                  gint64             *number,
                  GError            **error)
{
  if (!ktg_query_run (db, sql, with, error))
    return FALSE;

  *number = ktg_db_get_last_row (db);
  return TRUE;
}

/**
 * ktg_query_get_int:
 * @with: (nullable): its parameters
 * @number: (out): in the first column of the first row; 0 where there is no row, or nothing there
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_query_get_int (KtgDb              *db,
                   const char         *sql,
                   const KtgParameter *with,
                   gint64             *number,
                   GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = has_row ? ktg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * ktg_query_find:
 * @with: (nullable): its parameters
 * @read: gives what is to be kept of a row, and cannot fail
 * @found: (out) (nullable): what it gave of the first row; %NULL where there is none
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_query_find (KtgDb              *db,
                const char         *sql,
                const KtgParameter *with,
                KtgStatementRead    read,
                gpointer           *found,
                GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *found = has_row ? read (statement, NULL, NULL) : NULL;
  return TRUE;
}

static gpointer
read_text (KtgStatement *statement, gpointer user_data, GError **error)
{
  return g_strdup (ktg_statement_get_text (statement, 0));
}

/**
 * ktg_query_find_text:
 * @with: (nullable): its parameters
 * @text: (out) (nullable): in the first column of the first row; %NULL where there is no row, or
 * nothing there
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_query_find_text (KtgDb              *db,
                     const char         *sql,
                     const KtgParameter *with,
                     char              **text,
                     GError            **error)
{
  return ktg_query_find (db, sql, with, read_text, (gpointer *)text, error);
}

/**
 * ktg_query_has_row:
 * @with: (nullable): its parameters
 * @has_row: (out): whether there is one
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_query_has_row (KtgDb              *db,
                   const char         *sql,
                   const KtgParameter *with,
                   gboolean           *has_row,
                   GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);

  return ktg_statement_step (statement, has_row, error);
}

/**
 * ktg_query_list:
 * @with: (nullable): its parameters
 * @read: gives what is to be kept of a row
 * @free_row: for that
 *
 * Returns: (transfer full): what was kept of each row, or %NULL
 */
GPtrArray *
ktg_query_list (KtgDb              *db,
                const char         *sql,
                const KtgParameter *with,
                KtgStatementRead    read,
                GDestroyNotify      free_row,
                GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);

  return ktg_statement_dup_rows (statement, read, NULL, free_row, error);
}

/**
 * ktg_query_each:
 * @with: (nullable): its parameters
 * @hear: hears of each row
 *
 * Returns: %FALSE if the database failed; what was heard before that was so
 */
gboolean
ktg_query_each (KtgDb              *db,
                const char         *sql,
                const KtgParameter *with,
                KtgQueryHear        hear,
                gpointer            user_data,
                GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);
  gboolean has_row;

  while (ktg_statement_step (statement, &has_row, error))
    if (!has_row || !hear (statement, user_data))
      return TRUE;

  return FALSE;
}

/**
 * ktg_query_act_on_each:
 * @with: (nullable): ended by KTG_PARAMETER_END
 * @act: what is done with each row; it may change the table
 *
 * Returns: FALSE if the database, or what is done, failed
 */
gboolean
ktg_query_act_on_each (KtgDb              *db,
                       const char         *sql,
                       const KtgParameter *with,
                       KtgQueryAct         act,
                       gpointer            user_data,
                       GError            **error)
{
  g_autoptr (KtgStatement) statement = begin_at_once (db, sql, with, error);
  gboolean has_row;

  while (ktg_statement_step (statement, &has_row, error))
    if (!has_row)
      return TRUE;
    else if (!act (statement, user_data, error))
      return FALSE;

  return FALSE;
}

/**
 * ktg_query_list_texts:
 * @with: (nullable): its parameters
 *
 * Returns: (transfer full) (element-type utf8): the first column of every row, or %NULL
 */
GPtrArray *
ktg_query_list_texts (KtgDb *db, const char *sql, const KtgParameter *with, GError **error)
{
  return ktg_query_list (db, sql, with, read_text, g_free, error);
}

static gboolean
collect_text (KtgStatement *row, gpointer texts)
{
  g_hash_table_add (texts, g_strdup (ktg_statement_get_text (row, 0)));
  return TRUE;
}

/**
 * ktg_query_collect_texts:
 * @with: (nullable): its parameters
 * @texts: (element-type utf8): a set; the first column of every row is added to it
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_query_collect_texts (KtgDb              *db,
                         const char         *sql,
                         const KtgParameter *with,
                         GHashTable         *texts,
                         GError            **error)
{
  return ktg_query_each (db, sql, with, collect_text, texts, error);
}
