/* ktg-projection.c - what the events add up to, kept ready
 *
 * One way leads from events to summary, whether one event came or all are read again, so the two
 * cannot differ.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-projection.h"

#include "ktg-case-reading.h"
#include "ktg-event-table.h"
#include "ktg-file-table.h"
#include "ktg-replacement-table.h"
#include "ktg-report-rows.h"
#include "ktg-report-table.h"
#include "ktg-roll.h"
#include "ktg-setting-table.h"
#include "ktg-store-error-private.h"

#define PROCEDURE "procedure" /* the pack */

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

static KtgHistory *
fold_rows (KtgLedger *ledger, const char *uuid, GPtrArray *rows, GError **error)
{
  g_autoptr (KtgHistory) history = ktg_history_new (uuid);

  for (guint i = 0; i < rows->len; i++)
    if (!add_row (ledger, history, g_ptr_array_index (rows, i), error))
      return NULL;

  return ktg_case_reading_find_force (ledger, rows, history, error) ? g_steal_pointer (&history)
                                                                    : NULL;
}

/**
 * ktg_projection_load_history:
 * @report_id: as the list calls it
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
  const KtgEventRow *first;

  if (events == NULL)
    return NULL;

  if (events->len == 0)
    {
      g_set_error (error, KTG_STORE_ERROR, KTG_STORE_ERROR_NOT_FOUND, "No report %s", report_id);
      return NULL;
    }

  first = g_ptr_array_index (events, 0);
  history = fold_rows (ledger, first->event->report_id, events, error);
  if (history != NULL && rows != NULL)
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

static gboolean
has_step (GPtrArray *rows)
{
  for (guint i = 0; i < rows->len; i++)
    if (((KtgEventRow *)g_ptr_array_index (rows, i))->event->kind == KTG_EVENT_STEP)
      return TRUE;

  return FALSE;
}

/* By which procedure a case is worked out; "": by none, or no packs were read. */
static const char *
get_procedure (KtgLedger *ledger)
{
  const char *version
      = ledger->pack != NULL ? ktg_pack_get_version (ledger->pack, PROCEDURE) : NULL;

  return version != NULL ? version : "";
}

/* Of a report with steps. As long as the packs were not read, it is said to stand as before. */
static gboolean
find_case_state (KtgLedger            *ledger,
                 const KtgReportPlace *place,
                 GPtrArray            *rows,
                 const KtgHistory     *history,
                 char                **state,
                 GError              **error)
{
  g_autoptr (KtgSummary) old = NULL;
  g_autoptr (KtgCase) folded = NULL;

  if (ledger->pack == NULL)
    {
      old = ktg_report_table_load (ledger, place->id, NULL);
      *state = old != NULL ? g_strdup (ktg_summary_get (old)->case_state) : NULL;
      return TRUE;
    }

  if (!ktg_case_reading_fold (ledger, rows, ktg_history_get_author (history), &folded, error))
    return FALSE;
  *state = folded != NULL ? g_strdup (ktg_case_get_office_state (folded)) : NULL;
  return TRUE;
}

static void
set_words (KtgLedger *ledger, KtgSummaryFields *fields, const KtgHistory *history)
{
  const KtgReport *report = ktg_history_get_report (history);

  fields->trust = ktg_history_get_trust (history);
  fields->is_withdrawn = ktg_history_is_withdrawn (history);
  if (report != NULL)
    {
      ktg_summary_fields_set_report (fields, report);
      ktg_summary_fields_set_searched (fields, dup_searched (ledger, fields->id, report));
    }
  if (ktg_history_get_filed_at (history) != NULL)
    ktg_moment_parse (ktg_history_get_filed_at (history), 0, &fields->changed_us);
}

static gboolean
put_words (KtgLedger            *ledger,
           const KtgReportPlace *place,
           GPtrArray            *rows,
           const KtgHistory     *history,
           GError              **error)
{
  KtgSummaryFields fields = { .id = g_strdup (place->id) };
  const char      *procedure = has_step (rows) ? get_procedure (ledger) : NULL;
  gboolean         is_put;

  set_words (ledger, &fields, history);
  is_put = (procedure == NULL
            || find_case_state (ledger, place, rows, history, &fields.case_state, error))
           && ktg_report_table_count (ledger, place->number, &fields, error)
           && ktg_report_table_put (ledger, place->number, &fields, error)
           && ktg_report_table_set_procedure (ledger, place->number, procedure, error);
  ktg_summary_fields_clear (&fields);
  return is_put;
}

static gboolean
project (KtgLedger *ledger, const char *uuid, const KtgReportRows *report, GError **error)
{
  const char *filing = report->filing != NULL ? report->filing->envelope->id : NULL;
  gboolean    is_others = report->filing == NULL;
  g_autoptr (KtgReportPlace) place = NULL;
  g_autoptr (KtgHistory) history = NULL;

  if (!is_others && !needs_proof (ledger, report->filing, &is_others, error))
    return FALSE;

  place = ktg_report_table_take_place (ledger, uuid, filing, !is_others, error);
  history = place != NULL ? fold_rows (ledger, uuid, report->rows, error) : NULL;
  return history != NULL
         && ktg_report_table_place_events (ledger, place->number, report->rows, error)
         && link_files (ledger,
                        place->number,
                        ktg_history_get_author (history),
                        report->rows,
                        error)
         && put_words (ledger, place, report->rows, history, error);
}

static gboolean
project_events (KtgLedger *ledger, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) rows = ktg_event_table_load_uuid (ledger, uuid, error);
  g_autoptr (GPtrArray) reports = NULL;

  if (rows == NULL)
    return FALSE;

  reports = ktg_report_rows_split (rows);
  for (guint i = 0; i < reports->len; i++)
    if (!project (ledger, uuid, g_ptr_array_index (reports, i), error))
      return FALSE;

  return TRUE;
}

static gboolean
recount (KtgLedger *ledger, const KtgReportPlace *place, GError **error)
{
  g_autoptr (KtgSummary) old = ktg_report_table_load (ledger, place->id, NULL);
  KtgSummaryFields fields = { .id = place->id, .due_us = G_MAXINT64 };

  if (old != NULL)
    fields = *ktg_summary_get (old); /* borrowed */
  return ktg_report_table_count (ledger, place->number, &fields, error)
         && ktg_report_table_put (ledger, place->number, &fields, error);
}

/* Reports of a UUID under which an event cannot be read keep the words and the files they were
 * known by; only their counts follow. */
static gboolean
project_unreadable (KtgLedger *ledger, const char *uuid, GError **error)
{
  g_autoptr (GPtrArray) places = ktg_report_table_list_places (ledger, uuid, error);

  if (places != NULL && places->len == 0)
    {
      KtgReportPlace *place = ktg_report_table_take_place (ledger, uuid, NULL, FALSE, error);

      if (place == NULL)
        return FALSE;
      g_ptr_array_add (places, place);
    }

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const KtgReportPlace *place = g_ptr_array_index (places, i);

      if (!ktg_report_table_place_rest (ledger, place->number, uuid, error)
          || !recount (ledger, place, error))
        return FALSE;
    }

  return places != NULL;
}

/* As the list will show them. */
static gboolean
note_summaries (KtgLedger *ledger, const char *uuid, KtgChanges *changes, GError **error)
{
  g_autoptr (GPtrArray) places = ktg_report_table_list_places (ledger, uuid, error);

  for (guint i = 0; places != NULL && i < places->len; i++)
    {
      const KtgReportPlace *place = g_ptr_array_index (places, i);
      KtgSummary           *summary = ktg_report_table_load (ledger, place->id, error);

      if (summary == NULL)
        return FALSE;
      g_ptr_array_add (changes->summaries, summary);
    }

  return places != NULL;
}

static gboolean
project_or_recount (KtgLedger *ledger, const char *uuid, GError **error)
{
  g_autoptr (GError) reason = NULL;

  if (!ktg_db_savepoint (ledger->db, error))
    return FALSE;

  if (project_events (ledger, uuid, &reason))
    return ktg_db_release_savepoint (ledger->db, error);

  if (ktg_store_error_is_damage (reason))
    return ktg_db_rollback_to_savepoint (ledger->db, error)
           && project_unreadable (ledger, uuid, error);

  g_propagate_error (error, g_steal_pointer (&reason));
  return FALSE;
}

/**
 * ktg_projection_update:
 * @uuid: under which something was said
 * @changes: (inout): gets the summaries of the reports that were filed under it
 *
 * Works their summaries, files and counts out of their events, inside the caller's transaction. An
 * event that cannot be read any more stops nobody: opening the report and ktg_store_verify_async()
 * say what is wrong with it.
 */
gboolean
ktg_projection_update (KtgLedger *ledger, const char *uuid, KtgChanges *changes, GError **error)
{
  return project_or_recount (ledger, uuid, error) && note_summaries (ledger, uuid, changes, error);
}

/**
 * ktg_projection_update_all:
 * @uuids: (element-type utf8): a set
 * @changes: (inout): gets the summaries of the reports that were filed under them
 */
gboolean
ktg_projection_update_all (KtgLedger  *ledger,
                           GHashTable *uuids,
                           KtgChanges *changes,
                           GError    **error)
{
  GHashTableIter iter;
  gpointer       uuid;

  g_hash_table_iter_init (&iter, uuids);
  while (g_hash_table_iter_next (&iter, &uuid, NULL))
    if (!ktg_projection_update (ledger, uuid, changes, error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_projection_settle:
 * @changes: (inout): gets the summaries that are others now
 *
 * Works out anew, in one transaction, how offices have those reports of which that was worked out
 * without packs or by another procedure than theirs.
 */
gboolean
ktg_projection_settle (KtgLedger *ledger, KtgChanges *changes, GError **error)
{
  g_autoptr (GHashTable) uuids = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (KtgTransaction) transaction = NULL;

  if (!ktg_report_table_collect_unsettled (ledger, get_procedure (ledger), uuids, error))
    return FALSE;
  if (g_hash_table_size (uuids) == 0)
    return TRUE;

  transaction = ktg_db_begin (ledger->db, error);
  return transaction != NULL && ktg_projection_update_all (ledger, uuids, changes, error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}

/**
 * ktg_projection_rebuild:
 *
 * Works the whole projection out anew, in one transaction.
 */
gboolean
ktg_projection_rebuild (KtgLedger *ledger, GError **error)
{
  g_autoptr (GPtrArray) uuids = NULL;
  g_autoptr (KtgTransaction) transaction = ktg_db_begin (ledger->db, error);

  if (transaction == NULL || !ktg_report_table_remove_strays (ledger, error))
    return FALSE;

  uuids = ktg_event_table_list_uuids (ledger, error);
  if (uuids == NULL)
    return FALSE;

  for (guint i = 0; i < uuids->len; i++)
    if (!project_or_recount (ledger, g_ptr_array_index (uuids, i), error))
      return FALSE;

  return ktg_setting_table_set_number (ledger,
                                       KTG_SETTING_PROJECTION_VERSION,
                                       KTG_PROJECTION_VERSION,
                                       error)
         && ktg_transaction_commit (g_steal_pointer (&transaction), error);
}
