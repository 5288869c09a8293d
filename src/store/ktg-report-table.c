/* ktg-report-table.c - one summary of each report, worked out from its events
 *
 * The words are sealed; the counts, sizes and times are what SQL may see. All of it can be thrown
 * away.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-table.h"

#include "ktg-changes.h"
#include "ktg-event-table.h"
#include "ktg-replacement-table.h"
#include "ktg-store-error.h"
#include "ktg-summary-words.h"

#include <string.h>

#define COLUMNS                                                                                    \
  "id, filed_us, n_events, n_events_received, n_files, n_files_received, n_parked, "               \
  "bytes_waiting, sealed"
#define SUMMARY                                                                                    \
  COLUMNS ", id IN (SELECT report FROM replaced), uuid, filing, "                                  \
          "EXISTS (SELECT 1 FROM report AS other WHERE other.uuid = report.uuid "                  \
          "AND other.number <> report.number), is_filed_here"

static GBytes *
seal_words (KtgLedger *ledger, const char *id, const KtgSummaryFields *fields)
{
  g_autoptr (GBytes) plain = ktg_summary_words_write (fields);

  return ktg_ledger_seal (ledger, "summary", id, plain);
}

static gboolean
unseal_words (KtgLedger *ledger, KtgSummaryFields *fields, GBytes *sealed, GError **error)
{
  g_autoptr (GBytes) plain = ktg_ledger_unseal (ledger, "summary", fields->id, sealed, error);

  if (plain == NULL)
    return FALSE;
  if (ktg_summary_words_read (plain, fields))
    return TRUE;

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_DAMAGED,
               "summary:%s: not a summary",
               fields->id);
  return FALSE;
}

static gpointer
read_place (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgReportPlace *place = g_new (KtgReportPlace, 1);

  place->number = ktg_statement_get_int (statement, 0);
  place->id = g_strdup (ktg_statement_get_text (statement, 1));
  return place;
}

/**
 * ktg_report_place_free:
 * @place: a place
 */
void
ktg_report_place_free (KtgReportPlace *place)
{
  g_free (place->id);
  g_free (place);
}

static GPtrArray *
list_places (KtgLedger *ledger, const char *sql, const KtgParameter *with, GError **error)
{
  return ktg_query_list (ledger->db,
                         sql,
                         with,
                         read_place,
                         (GDestroyNotify)ktg_report_place_free,
                         error);
}

/**
 * ktg_report_table_list_places:
 * @uuid: under which reports were filed
 *
 * Returns: (transfer full) (element-type KtgReportPlace): those that are here, the oldest first
 */
GPtrArray *
ktg_report_table_list_places (KtgLedger *ledger, const char *uuid, GError **error)
{
  return list_places (ledger,
                      "SELECT number, id FROM report WHERE uuid = ?1 ORDER BY number",
                      KTG_WITH (KTG_TEXT (uuid)),
                      error);
}

/* The first report that is here of a UUID is called by it; another one by its filing. */
static GPtrArray *
make_place (KtgLedger *ledger, const KtgParameter *with, GError **error)
{
  static const char sql[]
      = "INSERT INTO report (" COLUMNS ", uuid, filing, is_filed_here) SELECT iif (EXISTS "
        "(SELECT 1 FROM report WHERE id = ?1), ?2, ?1), 0, 0, 0, 0, 0, 0, 0, x'', ?1, ?2, ?3 "
        "RETURNING number, id";

  return list_places (ledger, sql, with, error);
}

/**
 * ktg_report_table_take_place:
 * @uuid: under which it was filed
 * @filing: (nullable): the id of its filing; %NULL where that is not here
 * @is_filed_here: whether this device filed it
 *
 * Of a report that was here without its filing this is the same. For one that is not here a row
 * without a summary comes, which ktg_report_table_put() fills in the same transaction.
 *
 * Returns: (transfer full): where it stands, or %NULL
 */
KtgReportPlace *
ktg_report_table_take_place (KtgLedger  *ledger,
                             const char *uuid,
                             const char *filing,
                             gboolean    is_filed_here,
                             GError    **error)
{
  static const char find[]
      = "UPDATE report SET filing = ?2, is_filed_here = ?3 WHERE number = (SELECT number FROM "
        "report WHERE uuid = ?1 AND (filing IS NULL OR filing = ?2) ORDER BY filing IS NULL "
        "LIMIT 1) RETURNING number, id";
  const KtgParameter *with = KTG_WITH (KTG_TEXT (uuid), KTG_TEXT (filing), KTG_INT (is_filed_here));
  g_autoptr (GPtrArray) found = list_places (ledger, find, with, error);

  if (found != NULL && found->len == 0)
    {
      g_ptr_array_unref (found);
      found = make_place (ledger, with, error);
    }
  return found != NULL ? g_ptr_array_steal_index (found, 0) : NULL;
}

/**
 * ktg_report_table_place_events:
 * @number: of a report
 * @rows: (element-type KtgEventRow): its events, all of them
 */
gboolean
ktg_report_table_place_events (KtgLedger *ledger, gint64 number, GPtrArray *rows, GError **error)
{
  static const char clear[] = "DELETE FROM report_event WHERE report = ?1";
  static const char put[] = "INSERT INTO report_event (report, event) VALUES (?1, ?2)";

  if (!ktg_query_run (ledger->db, clear, KTG_WITH (KTG_INT (number)), error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);

      if (!ktg_query_run (ledger->db,
                          put,
                          KTG_WITH (KTG_INT (number), KTG_INT (row->number)),
                          error))
        return FALSE;
    }

  return TRUE;
}

/**
 * ktg_report_table_place_rest:
 * @number: of a report
 * @uuid: its UUID
 *
 * Of what is said under it and stands with no report, nobody can say with which it should, since
 * something there cannot be read. It stands with this one until then.
 */
gboolean
ktg_report_table_place_rest (KtgLedger *ledger, gint64 number, const char *uuid, GError **error)
{
  static const char sql[]
      = "INSERT INTO report_event (report, event) SELECT ?1, number FROM event WHERE report = ?2 "
        "AND number NOT IN (SELECT event FROM report_event)";

  return ktg_query_run (ledger->db, sql, KTG_WITH (KTG_INT (number), KTG_TEXT (uuid)), error);
}

/**
 * ktg_report_table_set_procedure:
 * @number: of a report
 * @procedure: (nullable): the version of the procedure by which its case was worked out, "" without
 * one; %NULL: it has no steps
 */
gboolean
ktg_report_table_set_procedure (KtgLedger  *ledger,
                                gint64      number,
                                const char *procedure,
                                GError    **error)
{
  return ktg_query_run (ledger->db,
                        "UPDATE report SET procedure = ?2 WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_TEXT (procedure)),
                        error);
}

/**
 * ktg_report_table_collect_unsettled:
 * @procedure: a version of the procedure
 * @uuids: (element-type utf8): a set; those of the reports whose case was worked out by another, or
 * by none, are added to it
 */
gboolean
ktg_report_table_collect_unsettled (KtgLedger  *ledger,
                                    const char *procedure,
                                    GHashTable *uuids,
                                    GError    **error)
{
  static const char sql[] = "SELECT uuid FROM report WHERE procedure IS NOT NULL "
                            "AND procedure <> ?1";

  return ktg_query_collect_texts (ledger->db, sql, KTG_WITH (KTG_TEXT (procedure)), uuids, error);
}

/**
 * ktg_report_table_count_filed_here:
 * @n_reports: (out): how many reports this device filed; it only grows
 */
gboolean
ktg_report_table_count_filed_here (KtgLedger *ledger, guint *n_reports, GError **error)
{
  gint64 n;

  if (!ktg_query_get_int (ledger->db,
                          "SELECT count(*) FROM report WHERE is_filed_here",
                          NULL,
                          &n,
                          error))
    return FALSE;

  *n_reports = (guint)n;
  return TRUE;
}

/**
 * ktg_report_table_put:
 * @number: the report's, from ktg_report_table_take_place()
 * @fields: its whole summary
 *
 * Returns: FALSE with an error of the room below
 */
gboolean
ktg_report_table_put (KtgLedger              *ledger,
                      gint64                  number,
                      const KtgSummaryFields *fields,
                      GError                **error)
{
  static const char sql[]
      = "UPDATE report SET filed_us = ?2, n_events = ?3, n_events_received = ?4, n_files = ?5, "
        "n_files_received = ?6, n_parked = ?7, bytes_waiting = ?8, sealed = ?9 WHERE number = ?1";
  g_autoptr (GBytes) sealed = seal_words (ledger, fields->id, fields);

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_INT (number),
                                  KTG_INT (fields->changed_us),
                                  KTG_INT (fields->n_events),
                                  KTG_INT (fields->n_events_received),
                                  KTG_INT (fields->n_files),
                                  KTG_INT (fields->n_files_received),
                                  KTG_INT (fields->n_parked),
                                  KTG_INT (fields->bytes_waiting),
                                  KTG_BYTES (sealed)),
                        error);
}

/* How far a report came is what became of its filer's events: what this device says of another's
 * waits, and makes that one wait for nothing. */
static gboolean
count_events (KtgLedger *ledger, gint64 number, KtgSummaryFields *fields, GError **error)
{
  static const char sql[]
      = "SELECT count(*), total(receipt IS NOT NULL OR (NOT is_own AND owed.event IS NULL) "
        "OR (is_own AND NOT (SELECT is_filed_here FROM report WHERE report.number = ?1))), "
        "total(parked IS NOT NULL), "
        "total(iif(owed.event IS NOT NULL AND parked IS NULL, size_bytes, 0)) "
        "FROM report_event AS placed JOIN event ON event.number = placed.event "
        "LEFT JOIN outbox_event AS owed ON owed.event = number WHERE placed.report = ?1";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (number)), error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  fields->n_events = (guint)ktg_statement_get_int (statement, 0);
  fields->n_events_received = (guint)ktg_statement_get_int (statement, 1);
  fields->n_parked = (guint)ktg_statement_get_int (statement, 2);
  fields->bytes_waiting = (guint64)ktg_statement_get_int (statement, 3);
  return TRUE;
}

/* A file is received when it and its preview are. */
static gboolean
count_files (KtgLedger *ledger, gint64 number, KtgSummaryFields *fields, GError **error)
{
  static const char sql[]
      = "SELECT count(*), total(is_received) FROM (SELECT min(receipt IS NOT NULL) AS is_received "
        "FROM event_file JOIN file ON file.number = file WHERE report = ?1 GROUP BY original)";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (number)), error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  fields->n_files = (guint)ktg_statement_get_int (statement, 0);
  fields->n_files_received = (guint)ktg_statement_get_int (statement, 1);
  return TRUE;
}

static gboolean
count_owed_files (KtgLedger *ledger, gint64 number, KtgSummaryFields *fields, GError **error)
{
  static const char sql[]
      = "SELECT total(parked IS NOT NULL), total(iif(parked IS NULL, size_bytes, 0)) "
        "FROM outbox_file JOIN file ON file.number = file "
        "WHERE file IN (SELECT file FROM event_file WHERE report = ?1)";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (number)), error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  fields->n_parked += (guint)ktg_statement_get_int (statement, 0);
  fields->bytes_waiting += (guint64)ktg_statement_get_int (statement, 1);
  return TRUE;
}

/* What was filed anew waits for nothing, whatever became of its events and files. */
static void
set_state (KtgSummaryFields *fields, gboolean is_replaced)
{
  if (is_replaced)
    {
      fields->state = KTG_STATE_REPLACED;
      fields->n_parked = 0;
      fields->bytes_waiting = 0;
      return;
    }

  fields->state = ktg_state_of (fields->n_events,
                                fields->n_events_received,
                                fields->n_files,
                                fields->n_files_received,
                                fields->n_parked);
}

/**
 * ktg_report_table_count:
 * @fields: (inout): its counts and state are set from the events, files and outbox of report
 * @number
 */
gboolean
ktg_report_table_count (KtgLedger *ledger, gint64 number, KtgSummaryFields *fields, GError **error)
{
  g_autofree char *anew = NULL;

  if (!count_events (ledger, number, fields, error)
      || !ktg_replacement_table_find (ledger, fields->id, &anew, error)
      || !count_files (ledger, number, fields, error)
      || !count_owed_files (ledger, number, fields, error))
    return FALSE;

  set_state (fields, anew != NULL);
  return TRUE;
}

static gboolean
read_fields (KtgStatement *statement, KtgLedger *ledger, KtgSummaryFields *fields, GError **error)
{
  g_autoptr (GBytes) sealed = ktg_statement_dup_bytes (statement, 8);

  fields->id = g_strdup (ktg_statement_get_text (statement, 0));
  fields->changed_us = ktg_statement_get_int (statement, 1);
  fields->n_events = (guint)ktg_statement_get_int (statement, 2);
  fields->n_events_received = (guint)ktg_statement_get_int (statement, 3);
  fields->n_files = (guint)ktg_statement_get_int (statement, 4);
  fields->n_files_received = (guint)ktg_statement_get_int (statement, 5);
  fields->n_parked = (guint)ktg_statement_get_int (statement, 6);
  fields->bytes_waiting = (guint64)ktg_statement_get_int (statement, 7);
  set_state (fields, ktg_statement_get_int (statement, 9) != 0);
  if (ktg_statement_get_int (statement, 12) != 0)
    {
      fields->uuid = g_strdup (ktg_statement_get_text (statement, 10));
      fields->filing = g_strdup (ktg_statement_get_text (statement, 11));
    }
  fields->is_filed_elsewhere = ktg_statement_get_int (statement, 13) == 0;

  if (!unseal_words (ledger, fields, sealed, error))
    return FALSE;

  ktg_summary_fields_set_due (fields, ledger->pack);
  return TRUE;
}

static gpointer
read_summary (KtgStatement *statement, gpointer ledger, GError **error)
{
  KtgSummaryFields fields = { 0 };
  KtgSummary      *summary = NULL;

  if (read_fields (statement, ledger, &fields, error))
    summary = ktg_summary_new (&fields);
  ktg_summary_fields_clear (&fields);
  return summary;
}

/**
 * ktg_report_table_load:
 *
 * Returns: (transfer full): the summary, or NULL; KTG_STORE_ERROR_NOT_FOUND
 */
KtgSummary *
ktg_report_table_load (KtgLedger *ledger, const char *id, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db,
                         "SELECT " SUMMARY " FROM report WHERE id = ?1",
                         KTG_WITH (KTG_TEXT (id)),
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  if (has_row)
    return read_summary (statement, ledger, error);

  g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No report %s", id);
  return NULL;
}

/**
 * ktg_report_table_load_all:
 *
 * Returns: (transfer full) (element-type KtgSummary):
 */
GPtrArray *
ktg_report_table_load_all (KtgLedger *ledger, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (ledger->db, "SELECT " SUMMARY " FROM report ORDER BY number", error);

  return ktg_statement_dup_rows (statement, read_summary, ledger, g_object_unref, error);
}

typedef struct
{
  KtgLedger *ledger;
  GArray    *dues;
} Dues;

static gboolean
read_due (KtgStatement *statement, gpointer user_data, GError **error)
{
  const Dues      *self = user_data;
  KtgSummaryFields fields = { 0 };
  gboolean         is_read = read_fields (statement, self->ledger, &fields, error);
  KtgDue           due = { is_read ? g_steal_pointer (&fields.id) : NULL, fields.due_us };

  if (is_read)
    g_array_append_val (self->dues, due);
  ktg_summary_fields_clear (&fields);
  return is_read;
}

/**
 * ktg_report_table_add_dues:
 * @dues: (element-type KtgDue): when the time is over of those whose text the server does not have,
 * by the packs of @ledger, is added to it
 */
gboolean
ktg_report_table_add_dues (KtgLedger *ledger, GArray *dues, GError **error)
{
  Dues self = { ledger, dues };

  return ktg_query_act_on_each (ledger->db,
                                "SELECT " SUMMARY
                                " FROM report WHERE n_events_received < n_events ORDER BY number",
                                NULL,
                                read_due,
                                &self,
                                error);
}

#define STRAYS "WHERE uuid NOT IN (SELECT report FROM event)"

/**
 * ktg_report_table_remove_strays:
 *
 * Removes the summaries of reports without events.
 */
gboolean
ktg_report_table_remove_strays (KtgLedger *ledger, GError **error)
{
  return ktg_db_execute (ledger->db,
                         "DELETE FROM event_file WHERE report IN (SELECT number FROM report " STRAYS
                         ");"
                         "DELETE FROM report_event WHERE report IN (SELECT number FROM "
                         "report " STRAYS ");"
                         "DELETE FROM report " STRAYS ";",
                         error);
}

/**
 * ktg_report_table_clear_files:
 * @number: of a report, whose files are to be named anew
 */
gboolean
ktg_report_table_clear_files (KtgLedger *ledger, gint64 number, GError **error)
{
  return ktg_query_run (ledger->db,
                        "DELETE FROM event_file WHERE report = ?1",
                        KTG_WITH (KTG_INT (number)),
                        error);
}

/**
 * ktg_report_table_add_file:
 * @event: number of the event that names the file
 * @original: number of the original that @file is the preview of, or @file itself
 */
gboolean
ktg_report_table_add_file (KtgLedger *ledger,
                           gint64     number,
                           gint64     event,
                           gint64     original,
                           gint64     file,
                           GError   **error)
{
  static const char sql[] = "INSERT INTO event_file (report, event, original, file) "
                            "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING";

  return ktg_query_run (ledger->db,
                        sql,
                        KTG_WITH (KTG_INT (number),
                                  KTG_INT (event),
                                  KTG_INT (original),
                                  KTG_INT (file)),
                        error);
}

/**
 * ktg_report_table_dup_file_list:
 *
 * Returns: (transfer full): which files the projection says a report names, for comparing only
 */
char *
ktg_report_table_dup_file_list (KtgLedger *ledger, const char *id, GError **error)
{
  static const char sql[]
      = "SELECT coalesce(group_concat(event || ' ' || original || ' ' || file), '') FROM "
        "(SELECT event, original, file FROM event_file WHERE report = "
        "(SELECT number FROM report WHERE id = ?1) ORDER BY 1, 2, 3)";
  char *list = NULL;

  ktg_query_find_text (ledger->db, sql, KTG_WITH (KTG_TEXT (id)), &list, error);
  return list;
}

/**
 * ktg_report_table_collect_of_file:
 * @uuids: (element-type utf8): a set; the UUIDs of the reports that name @file are added to it
 */
gboolean
ktg_report_table_collect_of_file (KtgLedger *ledger, gint64 file, GHashTable *uuids, GError **error)
{
  static const char sql[] = "SELECT DISTINCT uuid FROM event_file "
                            "JOIN report ON report.number = report WHERE file = ?1";

  return ktg_query_collect_texts (ledger->db, sql, KTG_WITH (KTG_INT (file)), uuids, error);
}

/**
 * ktg_report_table_collect_parked:
 * @report_id: (nullable): only it and those that share a parked file with it; %NULL for all
 * @uuids: (element-type utf8): a set; those of the reports with something parked are added to it
 */
gboolean
ktg_report_table_collect_parked (KtgLedger  *ledger,
                                 const char *report_id,
                                 GHashTable *uuids,
                                 GError    **error)
{
  static const char sql[]
      = "SELECT uuid FROM outbox_event JOIN report_event USING (event) "
        "JOIN report ON report.number = report WHERE parked IS NOT NULL AND (?1 IS NULL OR id = "
        "?1) UNION SELECT uuid FROM outbox_file JOIN event_file USING (file) "
        "JOIN report ON report.number = event_file.report WHERE parked IS NOT NULL AND (?1 IS NULL "
        "OR file IN (SELECT file FROM event_file JOIN report ON report.number = report WHERE id = "
        "?1))";

  return ktg_query_collect_texts (ledger->db, sql, KTG_WITH (KTG_TEXT (report_id)), uuids, error);
}

static char *
read_sha256 (KtgLedger *ledger, KtgStatement *statement, GError **error)
{
  g_autoptr (GBytes) sealed = ktg_statement_dup_bytes (statement, 2);
  g_autoptr (GBytes) plain
      = ktg_ledger_unseal (ledger, "file", ktg_statement_get_text (statement, 1), sealed, error);

  return plain == NULL ? NULL
                       : g_strndup (g_bytes_get_data (plain, NULL), g_bytes_get_size (plain));
}

/* The words of a report's summary are unsealed once, however many files it has. */
static KtgSummary *
look_up_summary (KtgLedger *ledger, GHashTable *summaries, const char *id, GError **error)
{
  KtgSummary *summary = g_hash_table_lookup (summaries, id);

  if (summary == NULL)
    {
      summary = ktg_report_table_load (ledger, id, error);
      if (summary != NULL)
        g_hash_table_insert (summaries, g_strdup (id), summary);
    }
  return summary;
}

static gboolean
is_more_urgent (const KtgSummaryFields *fields, const KtgOwedFile *file)
{
  if (file->report_id == NULL)
    return TRUE;

  return fields->due_us != file->due_us ? fields->due_us < file->due_us
                                        : fields->changed_us < file->filed_us;
}

static gboolean
take_use (KtgLedger    *ledger,
          KtgStatement *statement,
          KtgOwedFile  *file,
          GHashTable   *summaries,
          GError      **error)
{
  const char             *id = ktg_statement_get_text (statement, 4);
  KtgSummary             *summary = look_up_summary (ledger, summaries, id, error);
  const KtgSummaryFields *fields;

  if (summary == NULL)
    return FALSE;

  fields = ktg_summary_get (summary);
  if (is_more_urgent (fields, file))
    {
      g_free (file->report_id);
      file->report_id = g_strdup (id);
      file->due_us = fields->due_us;
      file->filed_us = fields->changed_us;
    }
  file->is_preview = file->is_preview && ktg_statement_get_int (statement, 5) != 0;
  file->is_event_received = file->is_event_received || ktg_statement_get_int (statement, 6) != 0;
  return TRUE;
}

static KtgOwedFile *
begin_file (KtgLedger *ledger, KtgStatement *statement, GError **error)
{
  g_autofree char *sha256 = read_sha256 (ledger, statement, error);
  KtgOwedFile     *file;

  if (sha256 == NULL)
    return NULL;

  file = ktg_owed_file_new (sha256, NULL, (guint64)ktg_statement_get_int (statement, 3));
  file->is_preview = TRUE;
  return file;
}

/**
 * ktg_report_table_list_owed_files:
 *
 * Returns: (transfer full) (element-type KtgOwedFile): each owed file that is not parked, once,
 * with the most urgent of the reports that name it
 */
GPtrArray *
ktg_report_table_list_owed_files (KtgLedger *ledger, GError **error)
{
  static const char sql[]
      = "SELECT file.number, alias, file.sealed, file.size_bytes, report.id, "
        "min(event_file.file <> original), max(event.receipt IS NOT NULL) FROM outbox_file "
        "JOIN file ON file.number = outbox_file.file JOIN event_file ON event_file.file = "
        "file.number "
        "JOIN event ON event.number = event_file.event "
        "JOIN report ON report.number = event_file.report WHERE parked IS NULL AND event.is_own "
        "GROUP BY file.number, report.number ORDER BY file.number";
  g_autoptr (GPtrArray) files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_owed_file_free);
  g_autoptr (GHashTable) summaries = NULL;
  g_autoptr (KtgStatement) statement = ktg_db_prepare (ledger->db, sql, error);
  KtgOwedFile *file = NULL;
  gint64       number = 0;
  gboolean     has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  summaries = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_object_unref);
  while (has_row)
    {
      if (ktg_statement_get_int (statement, 0) != number)
        {
          number = ktg_statement_get_int (statement, 0);
          file = begin_file (ledger, statement, error);
          if (file == NULL)
            return NULL;
          g_ptr_array_add (files, file);
        }
      if (!take_use (ledger, statement, file, summaries, error)
          || !ktg_statement_step (statement, &has_row, error))
        return NULL;
    }

  return g_steal_pointer (&files);
}
