/* ktg-replacement-table.c - reports that were filed anew, and the devices that this one was before
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-replacement-table.h"

/**
 * ktg_replacement_table_find:
 * @anew: (out) (nullable): the report that took the place of @report_id, or %NULL
 */
gboolean
ktg_replacement_table_find (KtgLedger *ledger, const char *report_id, char **anew, GError **error)
{
  static const char sql[] = "SELECT anew FROM replaced WHERE report = ?1";

  return ktg_query_find_text (ledger->db, sql, KTG_WITH (KTG_TEXT (report_id)), anew, error);
}

/**
 * ktg_replacement_table_add:
 *
 * Nothing of the old report is owed from then on.
 */
gboolean
ktg_replacement_table_add (KtgLedger  *ledger,
                           const char *report_id,
                           const char *anew,
                           GError    **error)
{
  static const char let_go[] = "DELETE FROM outbox_event WHERE event IN (SELECT number FROM event "
                               "WHERE report = ?1)";
  static const char put[] = "INSERT INTO replaced (report, anew) VALUES (?1, ?2)";

  return ktg_query_run (ledger->db, let_go, KTG_WITH (KTG_TEXT (report_id)), error)
         && ktg_query_run (ledger->db,
                           put,
                           KTG_WITH (KTG_TEXT (report_id), KTG_TEXT (anew)),
                           error);
}

/**
 * ktg_replacement_table_retire_device:
 * @device: the public key that signed here until now
 *
 * What it wrote stays, and is another's from then on, so that the next key begins a chain of its
 * own.
 */
gboolean
ktg_replacement_table_retire_device (KtgLedger *ledger, const char *device, GError **error)
{
  g_autofree char *alias = ktg_vault_dup_alias (ledger->vault, "author", device);

  return ktg_query_run (ledger->db,
                        "INSERT INTO former_device (alias) VALUES (?1)",
                        KTG_WITH (KTG_TEXT (alias)),
                        error)
         && ktg_db_execute (ledger->db, "UPDATE event SET is_own = 0 WHERE is_own", error);
}

/**
 * ktg_replacement_table_knows_device:
 * @knows: (out): whether this device was @device once
 */
gboolean
ktg_replacement_table_knows_device (KtgLedger  *ledger,
                                    const char *device,
                                    gboolean   *knows,
                                    GError    **error)
{
  static const char sql[] = "SELECT 1 FROM former_device WHERE alias = ?1";
  g_autofree char  *alias = ktg_vault_dup_alias (ledger->vault, "author", device);

  return ktg_query_has_row (ledger->db, sql, KTG_WITH (KTG_TEXT (alias)), knows, error);
}
