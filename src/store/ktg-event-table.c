/* ktg-event-table.c - signed events, this device's and those it was brought
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-event-table.h"

#include "ktg-signed-bytes.h"
#include "ktg-store-error.h"

#include <ktg-event-json.h>
#include <string.h>

#define COLUMNS "number, id, is_own, server_index, receipt, centre, signature, sealed"

/**
 * ktg_event_row_free:
 *
 * Nothing for %NULL.
 */
void
ktg_event_row_free (KtgEventRow *row)
{
  if (row == NULL)
    return;

  g_clear_pointer (&row->envelope, ktg_envelope_unref);
  g_clear_pointer (&row->event, ktg_event_free);
  g_free (row);
}

/**
 * ktg_event_table_add:
 *
 * Returns: the number of the new row, or 0 with @error
 */
gint64
ktg_event_table_add (KtgLedger      *ledger,
                     KtgEnvelope    *envelope,
                     const KtgEvent *event,
                     gboolean        is_own,
                     guint64         server_index,
                     GError        **error)
{
  static const char sql[]
      = "INSERT INTO event "
        "(id, report, author, is_own, seq, size_bytes, server_index, signature, sealed) "
        "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)";
  g_autofree char *author = ktg_vault_dup_alias (ledger->vault, "author", event->author);
  g_autoptr (GBytes) signature = ktg_signed_bytes_dup_signature (envelope);
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "event", envelope->id, envelope->bytes);
  gint64 number = 0;

  ktg_query_insert (ledger->db,
                    sql,
                    KTG_WITH (KTG_TEXT (envelope->id),
                              KTG_TEXT (event->report_id),
                              KTG_TEXT (author),
                              KTG_INT (is_own),
                              KTG_INT (event->seq),
                              KTG_INT (g_bytes_get_size (envelope->bytes)),
                              KTG_INT (server_index),
                              KTG_BYTES (signature),
                              KTG_BYTES (sealed)),
                    &number,
                    error);
  return number;
}

/**
 * ktg_event_table_has:
 * @has: (out): whether the event is held
 */
gboolean
ktg_event_table_has (KtgLedger *ledger, const char *id, gboolean *has, GError **error)
{

  return ktg_query_has_row (ledger->db,
                            "SELECT 1 FROM event WHERE id = ?1",
                            KTG_WITH (KTG_TEXT (id)),
                            has,
                            error);
}

/**
 * ktg_event_table_find_uuid:
 * @uuid: (out) (nullable): under which event @id stands; %NULL if there is no such event
 */
gboolean
ktg_event_table_find_uuid (KtgLedger *ledger, const char *id, char **uuid, GError **error)
{
  static const char sql[] = "SELECT report FROM event WHERE id = ?1";

  return ktg_query_find_text (ledger->db, sql, KTG_WITH (KTG_TEXT (id)), uuid, error);
}

static gpointer
read_row (KtgStatement *statement, gpointer ledger, GError **error)
{
  g_autoptr (KtgEventRow) row = g_new0 (KtgEventRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->is_own = ktg_statement_get_int (statement, 2) != 0;
  row->server_index = (guint64)ktg_statement_get_int (statement, 3);
  row->receipt = ktg_statement_get_int (statement, 4);
  row->centre = ktg_statement_get_int (statement, 5);
  row->envelope = ktg_signed_bytes_read (ledger,
                                         statement,
                                         6,
                                         "event",
                                         ktg_statement_get_text (statement, 1),
                                         error);
  if (row->envelope == NULL)
    return NULL;

  row->event = ktg_event_json_parse (row->envelope->bytes, error);
  if (row->event == NULL)
    {
      g_prefix_error (error, "event:%s: ", row->envelope->id);
      return NULL;
    }

  return g_steal_pointer (&row);
}

/**
 * ktg_event_table_load:
 *
 * Returns: (transfer full): the row, or NULL; KTG_STORE_ERROR_NOT_FOUND
 */
KtgEventRow *
ktg_event_table_load (KtgLedger *ledger, const char *id, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db,
                         "SELECT " COLUMNS " FROM event WHERE id = ?1",
                         KTG_WITH (KTG_TEXT (id)),
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  if (has_row)
    return read_row (statement, ledger, error);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No event %s", id);
  return NULL;
}

static GPtrArray *
load_rows (KtgLedger *ledger, const char *sql, const char *id, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_TEXT (id)), error);

  return ktg_statement_dup_rows (statement,
                                 read_row,
                                 ledger,
                                 (GDestroyNotify)ktg_event_row_free,
                                 error);
}

/**
 * ktg_event_table_load_uuid:
 * @uuid: under which reports are filed
 *
 * Returns: (transfer full) (element-type KtgEventRow): all that was said under it, whoever said it,
 * in the order they came to this device
 */
GPtrArray *
ktg_event_table_load_uuid (KtgLedger *ledger, const char *uuid, GError **error)
{
  return load_rows (ledger,
                    "SELECT " COLUMNS " FROM event WHERE report = ?1 ORDER BY number",
                    uuid,
                    error);
}

/**
 * ktg_event_table_load_report:
 * @report_id: as the list calls it
 *
 * Returns: (transfer full) (element-type KtgEventRow): its events, in the order they came to this
 * device
 */
GPtrArray *
ktg_event_table_load_report (KtgLedger *ledger, const char *report_id, GError **error)
{
  return load_rows (ledger,
                    "SELECT " COLUMNS " FROM event WHERE number IN (SELECT event FROM report_event "
                    "WHERE report = (SELECT number FROM report WHERE id = ?1)) ORDER BY number",
                    report_id,
                    error);
}

/**
 * ktg_event_table_load_next:
 * @event: of somebody else
 *
 * Returns: (transfer full) (element-type KtgEventRow): those of its author with the next number, of
 * which there may be several
 */
GPtrArray *
ktg_event_table_load_next (KtgLedger *ledger, const KtgEvent *event, GError **error)
{
  g_autofree char *author = ktg_vault_dup_alias (ledger->vault, "author", event->author);
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db,
                         "SELECT " COLUMNS
                         " FROM event WHERE author = ?1 AND seq = ?2 AND NOT is_own",
                         KTG_WITH (KTG_TEXT (author), KTG_INT (event->seq + 1)),
                         error);

  return ktg_statement_dup_rows (statement,
                                 read_row,
                                 ledger,
                                 (GDestroyNotify)ktg_event_row_free,
                                 error);
}

/**
 * ktg_event_table_collect_before:
 * @event: of somebody else
 * @uuids: (inout) (element-type utf8): gets under which the one with the number before it stands,
 * where that is not the one that it names
 */
gboolean
ktg_event_table_collect_before (KtgLedger      *ledger,
                                const KtgEvent *event,
                                GHashTable     *uuids,
                                GError        **error)
{
  g_autofree char *author = ktg_vault_dup_alias (ledger->vault, "author", event->author);
  g_autoptr (GPtrArray) found = ktg_query_list_texts (
      ledger->db,
      "SELECT report FROM event WHERE author = ?1 AND seq = ?2 AND NOT is_own"
      " AND id IS NOT ?3",
      KTG_WITH (KTG_TEXT (author), KTG_INT (event->seq - 1), KTG_TEXT (event->prev)),
      error);

  for (guint i = 0; found != NULL && i < found->len; i++)
    g_hash_table_add (uuids, g_strdup (g_ptr_array_index (found, i)));

  return found != NULL;
}

/**
 * ktg_event_table_get_tail:
 * @seq: (out): of this device's newest event, 0 before the first
 * @id: (out) (nullable):
 */
gboolean
ktg_event_table_get_tail (KtgLedger *ledger, guint64 *seq, char **id, GError **error)
{
  static const char sql[] = "SELECT seq, id FROM event WHERE is_own ORDER BY seq DESC LIMIT 1";
  g_autoptr (KtgStatement) statement = ktg_db_prepare (ledger->db, sql, error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *seq = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  *id = has_row ? g_strdup (ktg_statement_get_text (statement, 1)) : NULL;
  return TRUE;
}

static char *
dup_own_uuid (KtgLedger *ledger, const char *id, GError **error)
{
  static const char sql[] = "SELECT report FROM event WHERE id = ?1 AND is_own";
  char             *report;

  if (!ktg_query_find_text (ledger->db, sql, KTG_WITH (KTG_TEXT (id)), &report, error))
    return NULL;

  if (report == NULL)
    g_set_error (error,
                 KTG_STORE_ERROR,
                 KTG_STORE_ERROR_UNTRUSTED,
                 "A receipt names event %s, which this device did not write",
                 id);
  return report;
}

/**
 * ktg_event_table_set_received:
 * @receipt: number of a receipt that was verified
 * @life: number of the life its index is of, or 0
 * @uuid: (out): under which the event stands
 *
 * A second receipt for the same event changes nothing. One for an event that this device did not
 * write is KTG_STORE_ERROR_UNTRUSTED.
 */
gboolean
ktg_event_table_set_received (KtgLedger  *ledger,
                              const char *id,
                              guint64     server_index,
                              gint64      receipt,
                              gint64      life,
                              char      **uuid,
                              GError    **error)
{
  static const char sql[]
      = "UPDATE event SET receipt = ?2, server_index = ?3, life = nullif(?4, 0) "
        "WHERE id = ?1 AND receipt IS NULL";
  g_autofree char *report = dup_own_uuid (ledger, id, error);

  if (report == NULL
      || !ktg_query_run (ledger->db,
                         sql,
                         KTG_WITH (KTG_TEXT (id),
                                   KTG_INT (receipt),
                                   KTG_INT (server_index),
                                   KTG_INT (life)),
                         error))
    return FALSE;

  *uuid = g_steal_pointer (&report);
  return TRUE;
}

/**
 * ktg_event_table_set_at_centre:
 * @receipt: number of a receipt of the centre's that was verified
 * @uuid: (out) (nullable): under which the event stands; %NULL: it is none of this device's
 *
 * From the first such word on the centre has it, whoever brought it there.
 */
gboolean
ktg_event_table_set_at_centre (KtgLedger  *ledger,
                               const char *id,
                               gint64      receipt,
                               char      **uuid,
                               GError    **error)
{
  static const char sql[]
      = "UPDATE event SET centre = coalesce (centre, ?2) WHERE id = ?1 AND is_own "
        "RETURNING report";

  return ktg_query_find_text (ledger->db,
                              sql,
                              KTG_WITH (KTG_TEXT (id), KTG_INT (receipt)),
                              uuid,
                              error);
}

/**
 * ktg_event_table_place:
 * @life: number of the life that @server_index is of
 *
 * Where an event of somebody else stands in the server's present order.
 */
gboolean
ktg_event_table_place (KtgLedger  *ledger,
                       const char *id,
                       guint64     server_index,
                       gint64      life,
                       GError    **error)
{
  static const char sql[] = "UPDATE event SET server_index = ?2, life = ?3 WHERE id = ?1 AND "
                            "(server_index <> ?2 OR life IS NOT ?3) AND NOT is_own";

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_TEXT (id), KTG_INT (server_index), KTG_INT (life)),
                        error);
}

/**
 * ktg_event_table_has_rival:
 * @has_rival: (out): whether another event than @id has this index, in a life in which it stands
 */
gboolean
ktg_event_table_has_rival (KtgLedger  *ledger,
                           const char *id,
                           guint64     server_index,
                           gboolean   *has_rival,
                           GError    **error)
{
  static const char sql[]
      = "SELECT 1 FROM life JOIN event ON life = life.number AND server_index = ?2 "
        "WHERE (last_event IS NULL OR last_event >= ?2) AND event.id <> ?1";

  return ktg_query_has_row (ledger->db,
                            sql,
                            KTG_WITH (KTG_TEXT (id), KTG_INT (server_index)),
                            has_rival,
                            error);
}

/**
 * ktg_event_table_forget_receipts:
 *
 * What one server holds says nothing of another: nothing is received any more.
 */
gboolean
ktg_event_table_forget_receipts (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (ledger->db,
                         "UPDATE event SET receipt = NULL, centre = NULL, server_index = 0, "
                         "life = NULL",
                         error);
}

/**
 * ktg_event_table_list_ids:
 *
 * Returns: (transfer full) (element-type utf8): all events, oldest first, or %NULL on error
 */
GPtrArray *
ktg_event_table_list_ids (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db, "SELECT id FROM event ORDER BY number", NULL, error);
}

/**
 * ktg_event_table_list_uuids:
 *
 * Returns: (transfer full) (element-type utf8): those under which an event is held, or %NULL on
 * error
 */
GPtrArray *
ktg_event_table_list_uuids (KtgLedger *ledger, GError **error)
{
  return ktg_query_list_texts (ledger->db,
                               "SELECT DISTINCT report FROM event ORDER BY report",
                               NULL,
                               error);
}
