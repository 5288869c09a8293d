/* ktg-outbox-table.c - what this device still owes the other side
 *
 * A row comes in the transaction that files a report and leaves only in the one that records a
 * verified receipt.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outbox-table.h"

#include <ktg-problem-json.h>

#define IS_OF_NO_REPORT "parked = '" KTG_PROBLEM_PREFIX "other-report'"

/* What was refused of a report that is now brought back, by itself or as another's. */
#define RETURNING                                                                                  \
  "SELECT number FROM outbox_event JOIN event ON number = event WHERE " IS_OF_NO_REPORT            \
  " AND report IN (SELECT report FROM outbox_carry JOIN event USING (id) "                         \
  "UNION SELECT report FROM outbox_event JOIN event ON number = event "                            \
  "WHERE is_again AND parked IS NULL)"

/**
 * ktg_outbox_table_add_event:
 * @event: its number; from now on it is owed
 */
gboolean
ktg_outbox_table_add_event (KtgLedger *ledger, gint64 event, GError **error)
{
  return ktg_query_run (ledger->db,
                        "INSERT INTO outbox_event (event) VALUES (?1)",
                        KTG_WITH (KTG_INT (event)),
                        error);
}

/**
 * ktg_outbox_table_add_file:
 *
 * Nothing is owed of a file whose receipt is held; a file that is owed already stays owed once.
 */
gboolean
ktg_outbox_table_add_file (KtgLedger *ledger, gint64 file, GError **error)
{
  static const char sql[] = "INSERT INTO outbox_file (file) SELECT number FROM file WHERE number = "
                            "?1 AND receipt IS NULL "
                            "ON CONFLICT DO NOTHING";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_INT (file)), error);
}

/**
 * ktg_outbox_table_remove_event:
 * @event_id: what is owed no more
 */
gboolean
ktg_outbox_table_remove_event (KtgLedger *ledger, const char *event_id, GError **error)
{
  static const char sql[]
      = "DELETE FROM outbox_event WHERE event = (SELECT number FROM event WHERE id = ?1)";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_TEXT (event_id)), error);
}

/**
 * ktg_outbox_table_remove_file:
 * @file: its number; it is owed no more
 */
gboolean
ktg_outbox_table_remove_file (KtgLedger *ledger, gint64 file, GError **error)
{
  return ktg_query_run (ledger->db,
                        "DELETE FROM outbox_file WHERE file = ?1",
                        KTG_WITH (KTG_INT (file)),
                        error);
}

/**
 * ktg_outbox_table_park_event:
 *
 * A refusal of something that is not owed any more changes nothing.
 */
gboolean
ktg_outbox_table_park_event (KtgLedger  *ledger,
                             const char *event_id,
                             const char *type,
                             GError    **error)
{
  static const char sql[] = "UPDATE outbox_event SET parked = ?2 WHERE event = (SELECT number FROM "
                            "event WHERE id = ?1)";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_TEXT (event_id), KTG_TEXT (type)), error);
}

/**
 * ktg_outbox_table_reject_event:
 * @event: its number
 * @type: why the centre did not take it
 *
 * What a relay took is owed again, and parked: its receipt says nothing any more.
 */
gboolean
ktg_outbox_table_reject_event (KtgLedger *ledger, gint64 event, const char *type, GError **error)
{
  return ktg_query_run (ledger->db,
                        "UPDATE event SET receipt = NULL, server_index = 0, life = NULL"
                        " WHERE number = ?1",
                        KTG_WITH (KTG_INT (event)),
                        error)
         && ktg_query_run (ledger->db,
                           "INSERT INTO outbox_event (event, parked) VALUES (?1, ?2)"
                           " ON CONFLICT (event) DO UPDATE SET parked = ?2",
                           KTG_WITH (KTG_INT (event), KTG_TEXT (type)),
                           error);
}

/**
 * ktg_outbox_table_park_file:
 * @type: why it is not sent, as the server said
 */
gboolean
ktg_outbox_table_park_file (KtgLedger *ledger, gint64 file, const char *type, GError **error)
{
  static const char sql[] = "UPDATE outbox_file SET parked = ?2 WHERE file = ?1";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_INT (file), KTG_TEXT (type)), error);
}

/**
 * ktg_outbox_table_unpark:
 * @report_id: (nullable): %NULL for all
 */
gboolean
ktg_outbox_table_unpark (KtgLedger *ledger, const char *report_id, GError **error)
{
  static const char events[] = "UPDATE outbox_event SET parked = NULL WHERE parked IS NOT NULL "
                               "AND (?1 IS NULL OR event IN (SELECT event FROM report_event "
                               "WHERE report = (SELECT number FROM report WHERE id = ?1)))";
  static const char files[] = "UPDATE outbox_file SET parked = NULL WHERE parked IS NOT NULL "
                              "AND (?1 IS NULL OR file IN (SELECT file FROM event_file JOIN report "
                              "ON report.number = report "
                              "WHERE report.id = ?1))";

  return ktg_query_run (ledger->db, events, KTG_WITH (KTG_TEXT (report_id)), error)
         && ktg_query_run (ledger->db, files, KTG_WITH (KTG_TEXT (report_id)), error);
}

/**
 * ktg_outbox_table_unpark_again:
 * @report_id: a report of which an event came
 *
 * To a server that was put back what is said of a report may come before the report itself, which
 * another device brings. It was refused for that; once the report is there it is owed again.
 */
gboolean
ktg_outbox_table_unpark_again (KtgLedger *ledger, const char *report_id, GError **error)
{
  static const char sql[] = "UPDATE outbox_event SET parked = NULL WHERE " IS_OF_NO_REPORT
                            " AND event IN (SELECT number FROM event WHERE report = ?1)";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_TEXT (report_id)), error);
}

/**
 * ktg_outbox_table_unpark_returning:
 * @touched: (element-type utf8): gets the reports whose state changed
 *
 * Inside the caller's transaction, where it has just been noted what the server lost: what was said
 * of a report that this device brings back is owed again, after it.
 */
gboolean
ktg_outbox_table_unpark_returning (KtgLedger *ledger, GHashTable *touched, GError **error)
{
  return ktg_query_collect_texts (ledger->db,
                                  "SELECT report FROM event WHERE number IN (" RETURNING ")",
                                  NULL,
                                  touched,
                                  error)
         && ktg_query_run (ledger->db,
                           "UPDATE outbox_event SET parked = NULL WHERE event IN (" RETURNING ")",
                           NULL,
                           error);
}

/**
 * ktg_outbox_table_refill:
 *
 * Owes everything this device wrote and has no receipt for, as it does to a server it was not
 * enrolled with before.
 */
gboolean
ktg_outbox_table_refill (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (
      ledger->db,
      "DELETE FROM outbox_event;"
      "DELETE FROM outbox_file;"
      "INSERT INTO outbox_event (event) "
      "SELECT number FROM event WHERE (is_own OR author IN (SELECT alias FROM former_device)) "
      "AND receipt IS NULL AND report NOT IN (SELECT report FROM replaced);"
      "INSERT INTO outbox_file (file) SELECT DISTINCT file.number FROM event_file "
      "JOIN event ON event.number = event JOIN file ON file.number = event_file.file "
      "WHERE (event.is_own OR event.author IN (SELECT alias FROM former_device)) "
      "AND event.report NOT IN (SELECT report FROM replaced) AND file.receipt IS NULL;",
      error);
}

/**
 * ktg_outbox_table_count_parked:
 * @n_parked: (out): events and files that are not sent until somebody says so
 */
gboolean
ktg_outbox_table_count_parked (KtgLedger *ledger, guint *n_parked, GError **error)
{
  static const char sql[] = "SELECT (SELECT count(*) FROM outbox_event WHERE parked IS NOT NULL) + "
                            "(SELECT count(*) FROM outbox_file WHERE parked IS NOT NULL)";
  gint64            count;

  if (!ktg_query_get_int (ledger->db, sql, NULL, &count, error))
    return FALSE;

  *n_parked = (guint)count;
  return TRUE;
}

/**
 * ktg_outbox_table_is_on_its_way:
 * @is_on_its_way: (out): whether the server may hold something of this key that it gave no word
 * for: a text that is owed and was not refused, or a file of a text that it holds
 */
gboolean
ktg_outbox_table_is_on_its_way (KtgLedger *ledger, gboolean *is_on_its_way, GError **error)
{
  static const char sql[]
      = "SELECT EXISTS (SELECT 1 FROM outbox_event JOIN event ON number = event "
        "WHERE parked IS NULL AND is_own) "
        "OR EXISTS (SELECT 1 FROM outbox_file JOIN event_file ON event_file.file = "
        "outbox_file.file "
        "JOIN event ON event.number = event_file.event "
        "WHERE parked IS NULL AND is_own AND receipt IS NOT NULL)";
  gint64 is_so;

  if (!ktg_query_get_int (ledger->db, sql, NULL, &is_so, error))
    return FALSE;

  *is_on_its_way = is_so != 0;
  return TRUE;
}

static gpointer
read_owed (KtgStatement *statement, gpointer user_data, GError **error)
{
  return ktg_owed_event_new (ktg_statement_get_text (statement, 0),
                             ktg_statement_get_text (statement, 1),
                             (gsize)ktg_statement_get_int (statement, 2));
}

/**
 * ktg_outbox_table_list_events:
 *
 * Returns: (transfer full) (element-type KtgOwedEvent): what is not parked, by seq
 */
GPtrArray *
ktg_outbox_table_list_events (KtgLedger *ledger, GError **error)
{
  static const char sql[]
      = "SELECT id, coalesce ((SELECT id FROM report_event AS placed JOIN report "
        "ON report.number = placed.report WHERE placed.event = event.number), report), "
        "size_bytes FROM outbox_event "
        "JOIN event ON event.number = event WHERE parked IS NULL ORDER BY seq";

  return ktg_query_list (ledger->db,
                         sql,
                         NULL,
                         read_owed,
                         (GDestroyNotify)ktg_owed_event_free,
                         error);
}

static char *
dup_parked (KtgLedger *ledger, const char *sql, gint64 number, GError **error)
{
  char *type = NULL;

  ktg_query_find_text (ledger->db, sql, KTG_WITH (KTG_INT (number)), &type, error);
  return type;
}

/**
 * ktg_outbox_table_dup_parked_event:
 *
 * Returns: (transfer full) (nullable): the problem type of its refusal; %NULL without one, and with
 * @error
 */
char *
ktg_outbox_table_dup_parked_event (KtgLedger *ledger, gint64 event, GError **error)
{
  return dup_parked (ledger, "SELECT parked FROM outbox_event WHERE event = ?1", event, error);
}

/**
 * ktg_outbox_table_dup_parked_file:
 *
 * Returns: (transfer full) (nullable): why the file is parked; %NULL if it is not, or on error
 */
char *
ktg_outbox_table_dup_parked_file (KtgLedger *ledger, gint64 file, GError **error)
{
  return dup_parked (ledger, "SELECT parked FROM outbox_file WHERE file = ?1", file, error);
}
