/* ktg-alarm-table.c - what contradicts what the server said before, as rows
 *
 * Nothing is undone because of an alarm and nothing is refused: what this device owes goes on. It
 * is kept, said, and fails a verification.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-alarm-table.h"

/**
 * ktg_alarm_table_raise:
 * @kind: one of KTG_ALARM_…
 * @life: number of the life it is about
 * @server_index: the index it is about
 *
 * The same alarm again is the same alarm.
 */
gboolean
ktg_alarm_table_raise (KtgLedger  *ledger,
                       const char *kind,
                       gint64      life,
                       guint64     server_index,
                       GError    **error)
{
  static const char sql[] = "INSERT INTO alarm (kind, life, server_index) VALUES (?1, ?2, ?3) "
                            "ON CONFLICT DO NOTHING";
  g_autoptr (KtgStatement) statement = ktg_ledger_prepare_with_text (ledger, sql, kind, error);

  ktg_statement_bind_int (statement, 2, life);
  ktg_statement_bind_int (statement, 3, (gint64)server_index);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_alarm_table_list_kinds:
 *
 * Returns: (transfer full) (element-type utf8): each kind once
 */
GPtrArray *
ktg_alarm_table_list_kinds (KtgLedger *ledger, GError **error)
{
  return ktg_ledger_list_texts (ledger, "SELECT DISTINCT kind FROM alarm ORDER BY kind", error);
}

/**
 * ktg_alarm_table_list_lines:
 *
 * Returns: (transfer full) (element-type utf8): a line in English for each
 */
GPtrArray *
ktg_alarm_table_list_lines (KtgLedger *ledger, GError **error)
{
  static const char sql[]
      = "SELECT 'server, life ' || id || ', index ' || server_index || ': ' || CASE kind "
        "WHEN '" KTG_ALARM_INDEX_AGAIN "' THEN 'it gave this index to two events' "
        "WHEN '" KTG_ALARM_DELIVERY_AGAIN "' THEN 'it gave this number to two files' "
        "WHEN '" KTG_ALARM_HEAD_BACK "' THEN 'it gave a receipt, and does not hold it' "
        "ELSE 'it began this life without saying what stands' END "
        "FROM alarm JOIN life ON life.number = alarm.life ORDER BY 1";

  return ktg_ledger_list_texts (ledger, sql, error);
}
