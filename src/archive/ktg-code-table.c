/* ktg-code-table.c - enrolment codes, as rows
 *
 * Of a code only the hash is kept. It has a number, by which it can be named without being said.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-code-table.h"

#define COLUMNS                                                                                    \
  "number, hash, officer, role, region, made_at, expires_at, coalesce (used_by, 0),"               \
  " coalesce (used_at, 0), coalesce (cancelled_at, 0)"

static KtgCode *
read_code (KtgStatement *statement)
{
  KtgCode *code = g_new0 (KtgCode, 1);

  code->number = ktg_statement_get_int (statement, 0);
  code->hash = ktg_statement_dup_bytes (statement, 1);
  code->officer = g_strdup (ktg_statement_get_text (statement, 2));
  ktg_role_from_name (ktg_statement_get_text (statement, 3), &code->role);
  code->region = g_strdup (ktg_statement_get_text (statement, 4));
  code->made_at_ms = ktg_statement_get_int (statement, 5);
  code->expires_at_ms = ktg_statement_get_int (statement, 6);
  code->used_by = ktg_statement_get_int (statement, 7);
  code->used_at_ms = ktg_statement_get_int (statement, 8);
  code->cancelled_at_ms = ktg_statement_get_int (statement, 9);

  return code;
}

static gboolean
step_to_code (KtgStatement *statement, KtgCode **code, GError **error)
{
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *code = has_row ? read_code (statement) : NULL;
  return TRUE;
}

/**
 * ktg_code_table_put:
 * @hash: of the code, 32 bytes
 * @code: for whom it is and when it ends
 * @number: (out): by which it is named from now on
 */
gboolean
ktg_code_table_put (KtgDb         *db,
                    GBytes        *hash,
                    const KtgCode *code,
                    gint64         now_ms,
                    gint64        *number,
                    GError       **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO code (hash, officer, role, region, made_at, expires_at)"
                        " VALUES (?, ?, ?, ?, ?, ?) RETURNING number",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  ktg_statement_bind_text (statement, 2, code->officer);
  ktg_statement_bind_text (statement, 3, ktg_role_get_name (code->role));
  ktg_statement_bind_text (statement, 4, code->region);
  ktg_statement_bind_int (statement, 5, now_ms);
  ktg_statement_bind_int (statement, 6, code->expires_at_ms);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_code_table_find:
 * @hash: of the code, 32 bytes
 * @code: (out) (nullable) (transfer full): %NULL if there is no such code
 */
gboolean
ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT " COLUMNS " FROM code WHERE hash = ?", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  return step_to_code (statement, code, error);
}

/**
 * ktg_code_table_find_number:
 * @number: of the code
 * @code: (out) (nullable) (transfer full): %NULL if there is no such code
 */
gboolean
ktg_code_table_find_number (KtgDb *db, gint64 number, KtgCode **code, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT " COLUMNS " FROM code WHERE number = ?", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  return step_to_code (statement, code, error);
}

/**
 * ktg_code_table_use:
 * @hash: of the code, 32 bytes
 * @device_number: which device it has enrolled
 */
gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE code SET used_by = ?2, used_at = ?3 WHERE hash = ?1", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  ktg_statement_bind_int (statement, 2, device_number);
  ktg_statement_bind_int (statement, 3, now_ms);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_code_table_cancel:
 * @number: of a code that waits; any other is left as it is
 */
gboolean
ktg_code_table_cancel (KtgDb *db, gint64 number, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "UPDATE code SET cancelled_at = ?2"
                        " WHERE number = ?1 AND used_by IS NULL AND cancelled_at IS NULL",
                        error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  ktg_statement_bind_int (statement, 2, now_ms);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_code_table_dup_page:
 * @after: the number behind which the page begins
 * @max: how many it has at most
 *
 * Returns: (transfer full) (element-type KtgCode): codes by number; an empty page is the end
 */
GPtrArray *
ktg_code_table_dup_page (KtgDb *db, gint64 after, guint max, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT " COLUMNS " FROM code WHERE number > ? ORDER BY number LIMIT ?",
                        error);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, after);
  ktg_statement_bind_int (statement, 2, max);

  return ktg_statement_dup_rows (statement,
                                 (KtgStatementRead)read_code,
                                 NULL,
                                 (GDestroyNotify)ktg_code_free,
                                 error);
}
