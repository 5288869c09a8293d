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

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_TEXT (kind), KTG_INT (life), KTG_INT (server_index)),
                        error);
}

/**
 * ktg_alarm_table_list_kinds:
 *
 * Returns: (transfer full) (element-type utf8): each kind once
 */
GPtrArray *
ktg_alarm_table_list_kinds (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db,
                               "SELECT DISTINCT kind FROM alarm ORDER BY kind",
                               NULL,
                               error);
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
        "WHEN '" KTG_ALARM_BOOK_BACK "' THEN 'the head of its book went back to this number' "
        "ELSE 'it began this life without saying what stands' END "
        "FROM alarm JOIN life ON life.number = alarm.life ORDER BY 1";

  return ktg_query_list_texts (ledger->db, sql, NULL, error);
}
