/* ktg-projection.c - what the events add up to, kept ready
 *
 * One way leads from events to summary, whether one event came or all are read again, so the two
 * cannot differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-projection.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-replacement-table.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"
#include "ktg-setting-table.h"
#include "ktg-store-error-private.h"

/* This device's own word needs no proof here, nor that of its keys of before. */
static gboolean
needs_proof (KtgLedger *ledger, const KtgEventRow *row, gboolean *needs, GError **error)
{
  gboolean is_former = FALSE;

  if (!row->is_own
      && !ktg_replacement_table_knows_device (ledger, row->event->author, &is_former, error))
    return FALSE;

  *needs = !row->is_own && !is_former;
  return TRUE;
}

/**
 * ktg_projection_trust:
 * @row: an event that is here
 * @trust: (out): whether its author's word counts, or why not
 */
gboolean
ktg_projection_trust (KtgLedger *ledger, const KtgEventRow *row, KtgTrust *trust, GError **error)
{
  gboolean needs;

  *trust = KTG_TRUST_HELD;
  return needs_proof (ledger, row, &needs, error)
         && (!needs || ktg_roll_trust (ledger, row->envelope->id, row->event, trust, NULL, error));
}

static gboolean
add_row (KtgLedger *ledger, KtgHistory *history, const KtgEventRow *row, GError **error)
{
  KtgTrust trust;

  if (!ktg_projection_trust (ledger, row, &trust, error))
    return FALSE;

  ktg_history_add (history, row->envelope->id, row->event, row->server_index);
  ktg_history_set_trust (history, row->envelope->id, trust);
  return TRUE;
}

/**
 * ktg_projection_load_history:
 * @rows: (out) (optional) (element-type KtgEventRow): the events themselves
 *
 * Returns: (transfer full): the fold over the report's events, or NULL; KTG_STORE_ERROR_NOT_FOUND
 * if there are none
 */
KtgHistory *
ktg_projection_load_history (KtgLedger  *ledger,
                             const char *report_id,
                             GPtrArray **rows,
                             GError    **error)
{
  g_autoptr (GPtrArray) events = ktg_event_table_load_report (ledger, report_id, error);
  g_autoptr (KtgHistory) history = NULL;

  if (events == NULL)
    return NULL;

  if (events->len == 0)
    {
      g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No report %s", report_id);
      return NULL;
    }

  history = ktg_history_new (report_id);
  for (guint i = 0; i < events->len; i++)
    if (!add_row (ledger, history, g_ptr_array_index (events, i), error))
      return NULL;

  if (rows != NULL)
    *rows = g_steal_pointer (&events);
  return g_steal_pointer (&history);
}

static gboolean
link_evidence (KtgLedger         *ledger,
               gint64             report,
               gint64             event,
               const KtgEvidence *evidence,
               GError           **error)
{
  gint64 original = ktg_file_table_mention (ledger, evidence->sha256, evidence->size_bytes, error);
  gint64 preview;

  if (original == 0
      || !ktg_report_table_add_file (ledger, report, event, original, original, error))
    return FALSE;

  if (evidence->preview_sha256 == NULL)
    return TRUE;

  preview = ktg_file_table_mention (ledger,
                                    evidence->preview_sha256,
                                    evidence->preview_size_bytes,
                                    error);
  return preview != 0
         && ktg_report_table_add_file (ledger, report, event, original, preview, error);
}

/* The files every version names, as long as it is the filer who names them: evidence that a later
 * version leaves out is not taken back. */
static gboolean
link_files (KtgLedger *ledger, gint64 report, const char *author, GPtrArray *rows, GError **error)
{
  if (!ktg_report_table_clear_files (ledger, report, error))
    return FALSE;

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);
      const KtgReport   *version = row->event->report;

      if (version == NULL || g_strcmp0 (row->event->author, author) != 0)
        continue;

      for (guint j = 0; j < version->evidence->len; j++)
        if (!link_evidence (ledger,
                            report,
                            row->number,
                            g_ptr_array_index (version->evidence, j),
                            error))
          return FALSE;
    }

  return TRUE;
}

/* As long as the packs were not read, a report is found by what it was found by before. */
static char *
dup_searched (KtgLedger *ledger, const char *report_id, const KtgReport *report)
{
  g_autoptr (KtgSummary) old = NULL;

  if (report->form_code == NULL || ledger->pack != NULL)
    return ledger->pack != NULL ? ktg_pack_dup_searched (ledger->pack, report) : NULL;

  old = ktg_report_table_load (ledger, report_id, NULL);
  return old != NULL ? g_strdup (ktg_summary_get (old)->searched) : NULL;
}

static void
set_words (KtgLedger *ledger, KtgSummaryFields *fields, const KtgHistory *history)
{
  const KtgReport *report = ktg_history_get_report (history);

  fields->id = g_strdup (ktg_history_get_report_id (history));
  fields->is_withdrawn = ktg_history_is_withdrawn (history);
  fields->review_state = g_strdup (ktg_history_get_review_state (history));
  if (report != NULL)
    {
      ktg_summary_fields_set_report (fields, report);
      ktg_summary_fields_set_searched (fields, dup_searched (ledger, fields->id, report));
    }
  ktg_summary_fields_set_due (fields, ledger->pack);
  if (ktg_history_get_filed_at (history) != NULL)
    ktg_moment_parse (ktg_history_get_filed_at (history), 0, &fields->changed_us);
}

static gboolean
project (KtgLedger        *ledger,
         const KtgHistory *history,
         GPtrArray        *rows,
         KtgSummaryFields *fields,
         GError          **error)
{
  const char *id = ktg_history_get_report_id (history);
  gint64      number;

  set_words (ledger, fields, history);

  return ktg_report_table_take_number (ledger, id, &number, error)
         && link_files (ledger, number, ktg_history_get_author (history), rows, error)
         && ktg_report_table_count (ledger, number, fields, error)
         && ktg_report_table_put (ledger, number, fields, error);
}

static KtgSummary *
project_events (KtgLedger *ledger, const char *report_id, GError **error)
{
  g_autoptr (GPtrArray) rows = NULL;
  g_autoptr (KtgHistory) history = ktg_projection_load_history (ledger, report_id, &rows, error);
  KtgSummaryFields fields = { 0 };
  KtgSummary      *summary = NULL;

  if (history == NULL)
    return NULL;

  if (project (ledger, history, rows, &fields, error))
    summary = ktg_summary_new (&fields);

  ktg_summary_fields_clear (&fields);
  return summary;
}

/* A report with an event that cannot be read keeps the words and the files it was known by; only
 * its counts follow. */
static KtgSummary *
project_unreadable (KtgLedger *ledger, const char *report_id, GError **error)
{
  g_autoptr (KtgSummary) old = ktg_report_table_load (ledger, report_id, NULL);
  KtgSummaryFields fields = { .id = (char *)report_id, .due_us = G_MAXINT64 };
  gint64           number;

  if (old != NULL)
    fields = *ktg_summary_get (old); /* borrowed */
  if (!ktg_report_table_take_number (ledger, report_id, &number, error)
      || !ktg_report_table_count (ledger, number, &fields, error)
      || !ktg_report_table_put (ledger, number, &fields, error))
    return NULL;

  return ktg_summary_new (&fields);
}

/**
 * ktg_projection_update:
 *
 * Works a report's summary, files and counts out of its events, inside the caller's transaction. An
 * event that cannot be read any more stops nobody: opening the report and ktg_store_verify_async()
 * say what is wrong with it.
 *
 * Returns: (transfer full): the summary as the list will show it
 */
KtgSummary *
ktg_projection_update (KtgLedger *ledger, const char *report_id, GError **error)
{
  g_autoptr (GError) reason = NULL;
  g_autoptr (KtgSummary) summary = NULL;

  if (!ktg_db_savepoint (ledger->db, error))
    return NULL;

  summary = project_events (ledger, report_id, &reason);
  if (summary != NULL)
    return ktg_db_release_savepoint (ledger->db, error) ? g_steal_pointer (&summary) : NULL;

  if (ktg_store_error_is_damage (reason))
    return ktg_db_rollback_to_savepoint (ledger->db, error)
               ? project_unreadable (ledger, report_id, error)
               : NULL;

  g_propagate_error (error, g_steal_pointer (&reason));
  return NULL;
}

/**
 * ktg_projection_update_all:
 * @report_ids: (element-type utf8): a set
 * @changes: (inout): gets their summaries
 */
gboolean
ktg_projection_update_all (KtgLedger  *ledger,
                           GHashTable *report_ids,
                           KtgChanges *changes,
                           GError    **error)
{
  GHashTableIter iter;
  gpointer       report_id;

  g_hash_table_iter_init (&iter, report_ids);
  while (g_hash_table_iter_next (&iter, &report_id, NULL))
    {
      KtgSummary *summary = ktg_projection_update (ledger, report_id, error);

      if (summary == NULL)
        return FALSE;
      g_ptr_array_add (changes->summaries, summary);
    }

  return TRUE;
}

/**
 * ktg_projection_rebuild:
 *
 * Works the whole projection out anew, in one transaction.
 */
gboolean
ktg_projection_rebuild (KtgLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) report_ids = NULL;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL || !ktg_report_table_remove_strays (ledger, error))
    return FALSE;

  report_ids = ktg_event_table_list_reports (ledger, error);
  if (report_ids == NULL)
    return FALSE;

  for (guint i = 0; i < report_ids->len; i++)
    {
      g_autoptr (KtgSummary) summary
          = ktg_projection_update (ledger, g_ptr_array_index (report_ids, i), error);

      if (summary == NULL)
        return FALSE;
    }

  return ktg_setting_table_set_number (ledger,
                                       KTG_SETTING_PROJECTION_VERSION,
                                       KTG_PROJECTION_VERSION,
                                       error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}
