/* ktg-enrolment-table.c - who had which device when, as rows
 *
 * Only appended to: what was filed under an enrolment stays with its officer, whoever has the
 * device later.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-enrolment-table.h"

#include <ktg-query.h>

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
  g_free (row->box);
  g_free (row);
}

/**
 * ktg_enrolment_table_add:
 * @name: (nullable): what the person calls the device
 * @box: (nullable): its box key
 * @code: whose officer, role and region it is
 * @number: (out): of the new enrolment
 *
 * By a code nobody is admitted yet; what has none follows from what was signed.
 */
gboolean
ktg_enrolment_table_add (KtgDb         *db,
                         gint64         device_number,
                         const char    *name,
                         const char    *box,
                         const KtgCode *code,
                         gint64         now_ms,
                         gint64        *number,
                         GError       **error)
{
  return ktg_query_insert (db,
                           "INSERT INTO enrolment (device, officer, name, role, region, box, code,"
                           " enrolled_at, admitted_at) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8,"
                           " CASE WHEN ?7 IS NULL THEN ?8 END)",
                           KTG_WITH (KTG_INT (device_number),
                                     KTG_TEXT (code->officer),
                                     KTG_TEXT (name),
                                     KTG_TEXT (ktg_role_get_name (code->role)),
                                     KTG_TEXT (code->region),
                                     KTG_TEXT (box),
                                     KTG_BYTES (code->hash),
                                     KTG_INT (now_ms)),
                           number,
                           error);
}

/**
 * ktg_enrolment_table_find_of:
 * @standing: what a device was at one of its events
 * @number: (out): of the newest enrolment that says the same of it; 0: none does
 */
gboolean
ktg_enrolment_table_find_of (KtgDb             *db,
                             gint64             device_number,
                             const KtgStanding *standing,
                             gint64            *number,
                             GError           **error)
{
  return ktg_query_get_int (db,
                            "SELECT coalesce (max (number), 0) FROM enrolment"
                            " WHERE device = ? AND officer = ? AND role = ? AND region = ?"
                            " AND admitted_at IS NOT NULL",
                            KTG_WITH (KTG_INT (device_number),
                                      KTG_TEXT (standing->officer),
                                      KTG_TEXT (ktg_role_get_name (standing->role)),
                                      KTG_TEXT (standing->region)),
                            number,
                            error);
}

/**
 * ktg_enrolment_table_list_office_regions:
 * @device_number: of a device
 *
 * Returns: (transfer full) (element-type utf8): each region that it is or was admitted to as an
 * office, or as the centre
 */
GPtrArray *
ktg_enrolment_table_list_office_regions (KtgDb *db, gint64 device_number, GError **error)
{
  return ktg_query_list_texts (db,
                               "SELECT DISTINCT region FROM enrolment WHERE device = ?"
                               " AND role IN ('office', 'centre') AND admitted_at IS NOT NULL"
                               " ORDER BY region",
                               KTG_WITH (KTG_INT (device_number)),
                               error);
}

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgEnrolmentRow *row = g_new0 (KtgEnrolmentRow, 1);

  row->officer = g_strdup (ktg_statement_get_text (statement, 0));
  ktg_role_from_name (ktg_statement_get_text (statement, 1), &row->role);
  row->region = g_strdup (ktg_statement_get_text (statement, 2));
  row->box = g_strdup (ktg_statement_get_text (statement, 3));
  return row;
}

/**
 * ktg_enrolment_table_find:
 * @number: of an enrolment
 * @row: (out) (nullable) (transfer full): what it is; %NULL if there is none of this number
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_enrolment_table_find (KtgDb *db, gint64 number, KtgEnrolmentRow **row, GError **error)
{
  return ktg_query_find (db,
                         "SELECT officer, role, region, box FROM enrolment WHERE number = ?",
                         KTG_WITH (KTG_INT (number)),
                         read_row,
                         (gpointer *)row,
                         error);
}

/**
 * ktg_enrolment_table_note_admitted:
 * @number: of an enrolment
 * @admitted_at_ms: when it was signed
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_enrolment_table_note_admitted (KtgDb *db, gint64 number, gint64 admitted_at_ms, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE enrolment SET admitted_at = ?2 WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_INT (admitted_at_ms)),
                        error);
}
