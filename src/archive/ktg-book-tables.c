/* ktg-book-tables.c - which rows the book gives account of
 *
 * Triggers of this connection only say each row as it comes and goes, so no other code has to think
 * of it. Whoever writes the file by other means has no such triggers, and no key: that is the
 * point.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-book-tables.h"

#include <ktg-query.h>

/* A device is seen every few minutes, and says what it holds; how far a part has come is known from
 * its file; an aside event's id is the hash of its bytes, which are long. */
static const char *const not_of_device[] = { "seen_at", "told", NULL };
static const char *const not_of_upload[] = { "offset", NULL };
static const char *const not_of_aside[] = { "bytes", NULL };

const KtgBookTable ktg_book_tables[KTG_BOOK_TABLES] = {
  { "event", "idx", NULL, FALSE },
  { "report", "number", NULL, FALSE },
  { "event_file", "event", NULL, FALSE },
  { "file", "number", NULL, FALSE },
  { "upload", "device", not_of_upload, FALSE },
  { "aside", "received_at", not_of_aside, FALSE },
  { "setting", NULL, NULL, FALSE },
  { "device", "number", not_of_device, TRUE },
  { "code", "number", NULL, TRUE },
  { "enrolment", "number", NULL, TRUE },
  { "life", "number", NULL, TRUE },
};

static gboolean
answers_for (const KtgBookTable *table, const char *column)
{
  return table->left_out == NULL || !g_strv_contains (table->left_out, column);
}

/* The columns that are answered for, each after @prefix, with commas between them. */
static char *
dup_columns (KtgDb *db, const KtgBookTable *table, const char *prefix, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db,
                         "SELECT name FROM pragma_table_info (?) ORDER BY cid",
                         KTG_WITH (KTG_TEXT (table->name)),
                         error);
  g_autoptr (GString) columns = g_string_new (NULL);
  gboolean has_row;

  while (ktg_statement_step (statement, &has_row, error))
    {
      const char *name = has_row ? ktg_statement_get_text (statement, 0) : NULL;

      if (!has_row)
        return g_string_free (g_steal_pointer (&columns), FALSE);
      if (answers_for (table, name))
        g_string_append_printf (columns, "%s%s%s", columns->len > 0 ? ", " : "", prefix, name);
    }

  return NULL;
}

static char *
dup_saying (KtgDb *db, guint i, int change, const char *prefix, GError **error)
{
  const KtgBookTable *table = &ktg_book_tables[i];
  g_autofree char    *columns = dup_columns (db, table, prefix, error);

  if (columns == NULL)
    return NULL;

  return g_strdup_printf ("row_is (%u, %d, %s%s, %s)",
                          i,
                          change,
                          table->position != NULL ? prefix : "",
                          table->position != NULL ? table->position : "0",
                          columns);
}

static gboolean
watch_table (KtgDb *db, guint i, GError **error)
{
  const char      *name = ktg_book_tables[i].name;
  g_autofree char *columns = dup_columns (db, &ktg_book_tables[i], "", error);
  g_autofree char *came = dup_saying (db, i, KTG_BOOK_ROW_CAME, "NEW.", error);
  g_autofree char *gone = dup_saying (db, i, KTG_BOOK_ROW_GONE, "OLD.", error);
  g_autofree char *sql = NULL;

  if (columns == NULL || came == NULL || gone == NULL)
    return FALSE;

  sql = g_strdup_printf (
      "CREATE TEMP TRIGGER book_%s_came AFTER INSERT ON main.%s BEGIN SELECT %s; END;"
      "CREATE TEMP TRIGGER book_%s_changed AFTER UPDATE OF %s ON main.%s BEGIN"
      " SELECT %s, %s; END;"
      "CREATE TEMP TRIGGER book_%s_gone AFTER DELETE ON main.%s BEGIN SELECT %s; END;",
      name,
      name,
      came,
      name,
      columns,
      name,
      gone,
      came,
      name,
      name,
      gone);
  return ktg_db_execute (db, sql, error);
}

/**
 * ktg_book_tables_watch:
 *
 * From now on this connection says every row that comes or goes, by ktg_db_hear_rows().
 */
gboolean
ktg_book_tables_watch (KtgDb *db, GError **error)
{
  for (guint i = 0; i < KTG_BOOK_TABLES; i++)
    if (!watch_table (db, i, error))
      return FALSE;

  return TRUE;
}

/* Where a page of @max_rows from @first on ends; the end of the table is G_MAXINT64. */
static gboolean
find_last (KtgDb              *db,
           const KtgBookTable *table,
           gint64              first,
           guint               max_rows,
           gint64             *last,
           GError            **error)
{
  g_autofree char *sql = NULL;
  g_autoptr (KtgStatement) statement = NULL;
  gboolean has_row;

  *last = G_MAXINT64;
  if (table->position == NULL)
    return TRUE;

  sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s >= ? ORDER BY %s LIMIT 1 OFFSET ?",
                         table->position,
                         table->name,
                         table->position,
                         table->position);
  statement = ktg_query_begin (db, sql, KTG_WITH (KTG_INT (first), KTG_INT (max_rows - 1)), error);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *last = ktg_statement_get_int (statement, 0);
  return TRUE;
}

static KtgStatement *
prepare_read (KtgDb *db, guint i, gint64 first, gint64 last, GError **error)
{
  const KtgBookTable *table = &ktg_book_tables[i];
  const char         *position = table->position != NULL ? table->position : "0";
  g_autofree char    *read = dup_saying (db, i, KTG_BOOK_ROW_READ, "", error);
  g_autofree char    *sql = NULL;

  if (read == NULL)
    return NULL;

  sql = g_strdup_printf ("SELECT %s FROM %s WHERE %s >= ? AND %s <= ?",
                         read,
                         table->name,
                         position,
                         position);
  return ktg_query_begin (db, sql, KTG_WITH (KTG_INT (first), KTG_INT (last)), error);
}

/**
 * ktg_book_tables_read:
 * @first: where it begins; G_MININT64 for the beginning of the table
 * @last: (out): where this one ends; G_MAXINT64 if nothing follows
 *
 * Says about @max_rows rows of a table.
 */
gboolean
ktg_book_tables_read (KtgDb   *db,
                      guint    table,
                      gint64   first,
                      guint    max_rows,
                      gint64  *last,
                      GError **error)
{
  g_autoptr (KtgStatement) statement = NULL;
  gboolean has_row = TRUE;

  if (!find_last (db, &ktg_book_tables[table], first, max_rows, last, error))
    return FALSE;

  statement = prepare_read (db, table, first, *last, error);
  while (statement != NULL && ktg_statement_step (statement, &has_row, error))
    if (!has_row)
      return TRUE;

  return FALSE;
}
