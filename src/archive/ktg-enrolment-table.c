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
  return ktg_query_get_int (db,
                            "INSERT INTO enrolment (device, officer, name, role, region, code,"
                            " enrolled_at) VALUES (?, ?, ?, ?, ?, ?, ?) RETURNING number",
                            KTG_WITH (KTG_INT (device_number),
                                      KTG_TEXT (code->officer),
                                      KTG_TEXT (name),
                                      KTG_TEXT (ktg_role_get_name (code->role)),
                                      KTG_TEXT (code->region),
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
                            " WHERE device = ? AND officer = ? AND role = ? AND region = ?",
                            KTG_WITH (KTG_INT (device_number),
                                      KTG_TEXT (standing->officer),
                                      KTG_TEXT (ktg_role_get_name (standing->role)),
                                      KTG_TEXT (standing->region)),
                            number,
                            error);
}

static gpointer
read_officer (KtgStatement *row, gpointer user_data, GError **error)
{
  return g_strdup (ktg_statement_get_text (row, 0));
}

/**
 * ktg_enrolment_table_find_officer:
 * @number: of an enrolment
 * @officer: (out) (nullable) (transfer full): who had the device; %NULL if there is none of this
 * number
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_enrolment_table_find_officer (KtgDb *db, gint64 number, char **officer, GError **error)
{
  return ktg_query_find (db,
                         "SELECT officer FROM enrolment WHERE number = ?",
                         KTG_WITH (KTG_INT (number)),
                         read_officer,
                         (gpointer *)officer,
                         error);
}
