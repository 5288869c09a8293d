/* ktg-enrolment-table.c - who had which device when, as rows
 *
 * Only appended to: what was filed under an enrolment stays with its officer, whoever has the
 * device later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment-table.h"

/**
 * ktg_enrolment_row_free:
 * @row: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_enrolment_row_free (KtgEnrolmentRow *row)
{
  if (row == NULL)
    return;

  g_free (row->officer);
  g_free (row->region);
  g_free (row);
}

static KtgEnrolmentRow *
read_row (KtgStatement *statement)
{
  KtgEnrolmentRow *row = g_new0 (KtgEnrolmentRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->device = ktg_statement_get_int (statement, 1);
  row->officer = g_strdup (ktg_statement_get_text (statement, 2));
  ktg_role_from_name (ktg_statement_get_text (statement, 3), &row->role);
  row->region = g_strdup (ktg_statement_get_text (statement, 4));

  return row;
}

/**
 * ktg_enrolment_table_add:
 * @name: (nullable): what the person calls the device
 * @code: whose officer, role and region it is
 * @number: (out): of the new enrolment
 */
gboolean
ktg_enrolment_table_add (KtgDb         *db,
                         gint64         device_number,
                         const char    *name,
                         const KtgCode *code,
                         gint64         now_ms,
                         gint64        *number,
                         GError       **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO enrolment (device, officer, name, role, region, code, "
                        "enrolled_at)"
                        " VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device_number);
  ktg_statement_bind_text (statement, 2, code->officer);
  ktg_statement_bind_text (statement, 3, name);
  ktg_statement_bind_text (statement, 4, ktg_role_get_name (code->role));
  ktg_statement_bind_text (statement, 5, code->region);
  if (code->hash != NULL)
    ktg_statement_bind_bytes (statement, 6, code->hash);
  ktg_statement_bind_int (statement, 7, now_ms);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_enrolment_table_find:
 * @number: of an enrolment
 * @row: (out) (nullable) (transfer full): %NULL if there is none of this number
 */
gboolean
ktg_enrolment_table_find (KtgDb *db, gint64 number, KtgEnrolmentRow **row, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT number, device, officer, role, region FROM enrolment"
                        " WHERE number = ?",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *row = has_row ? read_row (statement) : NULL;
  return TRUE;
}
