/* ktg-statement.c - one SQL statement, prepared once and used again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-private.h"

#include <string.h>

/**
 * ktg_statement_finalize:
 *
 * Lets go of what SQLite keeps for it. Nobody else has it any more.
 */
void
ktg_statement_finalize (KtgStatement *self)
{
  sqlite3_finalize (self->handle);
  g_ptr_array_unref (self->bound);
  g_free (self);
}

static KtgStatement *
prepare_new (KtgDb *db, const char *sql, gboolean is_cached, GError **error)
{
  KtgStatement *self;
  sqlite3_stmt *handle = NULL;
  guint         flags = is_cached ? SQLITE_PREPARE_PERSISTENT : 0;
  int           result = sqlite3_prepare_v3 (db->handle, sql, -1, flags, &handle, NULL);

  if (result != SQLITE_OK)
    {
      ktg_db_take_error (db, result, error);
      return NULL;
    }

  self = g_new0 (KtgStatement, 1);
  self->db = db;
  self->handle = handle;
  self->bound = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  self->is_cached = is_cached;
  return self;
}

/* By where the text lies, which for a literal is the same each time; another that lies there now is
 * told by its words. */
static KtgStatement *
find_prepared (KtgDb *db, const char *sql)
{
  KtgStatement **near = &db->near[((guintptr)sql >> 3) % KTG_DB_NEAR];

  if (*near == NULL || strcmp (sqlite3_sql ((*near)->handle), sql) != 0)
    *near = g_hash_table_lookup (db->statements, sql);

  return *near;
}

/**
 * ktg_db_prepare:
 * @sql: one statement; its parameters count from 1
 *
 * Prepares @sql once for the life of the connection: the same text gives the same statement again,
 * reset. While one is still in use, the same text gives another of its own.
 *
 * Returns: a statement to be given back with ktg_statement_release(), which autoptr does
 */
KtgStatement *
ktg_db_prepare (KtgDb *self, const char *sql, GError **error)
{
  KtgStatement *statement;

  g_return_val_if_fail (self != NULL, NULL);
  g_return_val_if_fail (sql != NULL, NULL);

  if (!ktg_db_is_usable (self, error))
    return NULL;

  statement = find_prepared (self, sql);
  if (statement == NULL)
    {
      statement = prepare_new (self, sql, TRUE, error);
      if (statement == NULL)
        return NULL;
      g_hash_table_insert (self->statements, (gpointer)sqlite3_sql (statement->handle), statement);
    }
  else if (statement->is_in_use)
    {
      statement = prepare_new (self, sql, FALSE, error);
      if (statement == NULL)
        return NULL;
    }

  statement->is_in_use = TRUE;
  return statement;
}

/**
 * ktg_statement_release:
 *
 * Resets the statement and clears its bindings for the next use.
 */
void
ktg_statement_release (KtgStatement *self)
{
  if (self == NULL)
    return;

  if (!self->is_cached)
    {
      ktg_statement_finalize (self);
      return;
    }

  sqlite3_reset (self->handle);
  sqlite3_clear_bindings (self->handle);
  g_ptr_array_set_size (self->bound, 0);
  self->bind_result = SQLITE_OK;
  self->is_in_use = FALSE;
}

static void
note_bind (KtgStatement *self, int result)
{
  if (self->bind_result == SQLITE_OK)
    self->bind_result = result;
}

static void
bind_null (KtgStatement *self, int i)
{
  if (self != NULL)
    note_bind (self, sqlite3_bind_null (self->handle, i));
}

/**
 * ktg_statement_bind_int:
 * @self: (nullable): %NULL: it could not be prepared, which ktg_statement_step() will say
 * @i: which parameter, from 1
 */
void
ktg_statement_bind_int (KtgStatement *self, int i, gint64 value)
{
  if (self != NULL)
    note_bind (self, sqlite3_bind_int64 (self->handle, i, value));
}

static void
bind_text (KtgStatement *self, int i, const char *value, sqlite3_destructor_type keeping)
{
  if (value == NULL)
    bind_null (self, i);
  else if (self != NULL)
    note_bind (self, sqlite3_bind_text (self->handle, i, value, -1, keeping));
}

/**
 * ktg_statement_bind_text:
 * @self: (nullable): %NULL: it could not be prepared
 * @value: (nullable): UTF-8, copied
 */
void
ktg_statement_bind_text (KtgStatement *self, int i, const char *value)
{
  bind_text (self, i, value, SQLITE_TRANSIENT);
}

/**
 * ktg_statement_bind_lasting_text:
 * @self: (nullable): %NULL: it could not be prepared
 * @value: (nullable): UTF-8; it stays as it is until the statement is released
 */
void
ktg_statement_bind_lasting_text (KtgStatement *self, int i, const char *value)
{
  bind_text (self, i, value, SQLITE_STATIC);
}

/**
 * ktg_statement_bind_bytes:
 * @self: (nullable): %NULL: it could not be prepared
 * @value: (nullable): referenced until the statement is released
 */
void
ktg_statement_bind_bytes (KtgStatement *self, int i, GBytes *value)
{
  gsize         size_bytes;
  gconstpointer data;

  if (self == NULL || value == NULL)
    {
      bind_null (self, i);
      return;
    }

  data = g_bytes_get_data (value, &size_bytes);
  if (size_bytes == 0)
    {
      note_bind (self, sqlite3_bind_zeroblob (self->handle, i, 0));
      return;
    }

  g_ptr_array_add (self->bound, g_bytes_ref (value));
  note_bind (self, sqlite3_bind_blob64 (self->handle, i, data, size_bytes, SQLITE_STATIC));
}

static gboolean
check_bindings (KtgStatement *self, GError **error)
{
  if (self->bind_result == SQLITE_OK)
    return TRUE;

  g_set_error (error,
               KTG_DB_ERROR,
               KTG_DB_ERROR_FAILED,
               "SQLite: a parameter was refused: %s",
               sqlite3_errstr (self->bind_result));
  return FALSE;
}

/**
 * ktg_statement_step:
 * @self: (nullable): %NULL: it could not be prepared; that error stays, and this fails
 * @has_row: (out): whether a row stands ready; set on success only
 */
gboolean
ktg_statement_step (KtgStatement *self, gboolean *has_row, GError **error)
{
  int result;

  g_return_val_if_fail (has_row != NULL, FALSE);

  if (self == NULL || !ktg_db_is_usable (self->db, error) || !check_bindings (self, error))
    return FALSE;

  result = sqlite3_step (self->handle);
  if (result != SQLITE_ROW && result != SQLITE_DONE)
    {
      ktg_db_take_error (self->db, result, error);
      return FALSE;
    }

  *has_row = result == SQLITE_ROW;
  return TRUE;
}

/**
 * ktg_statement_run:
 * @self: (nullable): as for ktg_statement_step()
 *
 * Runs a statement that gives no rows.
 */
gboolean
ktg_statement_run (KtgStatement *self, GError **error)
{
  gboolean has_row;

  if (!ktg_statement_step (self, &has_row, error))
    return FALSE;

  g_return_val_if_fail (!has_row, FALSE);
  return TRUE;
}

/**
 * ktg_statement_get_int:
 * @column: from 0
 *
 * Returns: the number in the row that the last step came to; 0 where it is null
 */
gint64
ktg_statement_get_int (KtgStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, 0);

  return sqlite3_column_int64 (self->handle, column);
}

/**
 * ktg_statement_get_text:
 *
 * Returns: (nullable): the column's text, valid until the next step
 */
const char *
ktg_statement_get_text (KtgStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, NULL);

  return (const char *)sqlite3_column_text (self->handle, column);
}

/**
 * ktg_statement_dup_bytes:
 *
 * Returns: (nullable): a copy of the column's bytes; NULL for NULL
 */
GBytes *
ktg_statement_dup_bytes (KtgStatement *self, int column)
{
  gconstpointer data;

  g_return_val_if_fail (self != NULL, NULL);

  if (ktg_statement_is_null (self, column))
    return NULL;

  data = sqlite3_column_blob (self->handle, column);
  return g_bytes_new (data, (gsize)sqlite3_column_bytes (self->handle, column));
}

/**
 * ktg_statement_is_null:
 * @column: from 0
 *
 * Returns: whether the row that the last step came to says nothing there
 */
gboolean
ktg_statement_is_null (KtgStatement *self, int column)
{
  g_return_val_if_fail (self != NULL, TRUE);

  return sqlite3_column_type (self->handle, column) == SQLITE_NULL;
}

/**
 * ktg_statement_dup_rows:
 * @self: (nullable): as for ktg_statement_step()
 * @read: makes an element of each row
 * @user_data: for @read
 * @free_row: for such an element
 *
 * Returns: (transfer full): one for each row that is left, or %NULL
 */
GPtrArray *
ktg_statement_dup_rows (KtgStatement    *self,
                        KtgStatementRead read,
                        gpointer         user_data,
                        GDestroyNotify   free_row,
                        GError         **error)
{
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func (free_row);
  gboolean has_row;

  while (ktg_statement_step (self, &has_row, error))
    {
      gpointer row = has_row ? read (self, user_data, error) : NULL;

      if (!has_row)
        return g_steal_pointer (&rows);
      if (row == NULL)
        return NULL;
      g_ptr_array_add (rows, row);
    }

  return NULL;
}
