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

  return ktg_statement_find_text (ktg_ledger_prepare_with_text (ledger, sql, report_id, error),
                                  anew,
                                  error);
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
  g_autoptr (KtgStatement) statement = NULL;

  if (!ktg_ledger_run_with_text (ledger, let_go, report_id, error))
    return FALSE;

  statement = ktg_ledger_prepare_with_text (ledger, put, report_id, error);
  ktg_statement_bind_text (statement, 2, anew);
  return ktg_statement_run (statement, error);
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

  return ktg_ledger_run_with_text (ledger,
                                   "INSERT INTO former_device (alias) VALUES (?1)",
                                   alias,
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
  g_autoptr (KtgStatement) statement = ktg_ledger_prepare_with_text (ledger, sql, alias, error);

  return ktg_statement_step (statement, knows, error);
}
