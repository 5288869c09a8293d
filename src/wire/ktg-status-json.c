/* ktg-status-json.c - what the programs print with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-status-json.h"

#include "ktg-record-write.h"

static void
free_file_status (gpointer data)
{
  KtgFileStatus *file = data;

  g_free (file->sha256);
  g_free (file->parked);
  g_free (file);
}

static char *
dup_utc (gint64 time_us)
{
  KtgMoment moment = { .wall_us = time_us };

  return ktg_moment_dup_wall (&moment);
}

static void
write_counts (KtgJsonWriter *writer, const KtgStatusCounts *counts)
{
  ktg_json_writer_put_number (writer, "drafts", counts->drafts);
  ktg_json_writer_put_number (writer, "queued", counts->queued);
  ktg_json_writer_put_number (writer, "delivered", counts->delivered);
  ktg_json_writer_put_number (writer, "complete", counts->complete);
  ktg_json_writer_put_number (writer, "parked", counts->parked);
  ktg_json_writer_put_number (writer, "bytes_waiting", counts->bytes_waiting);
  ktg_json_writer_put_flag (writer, "enrolled", counts->is_enrolled);
  ktg_json_writer_put_number (writer, "again", counts->again);
  if (counts->alarms != NULL)
    ktg_json_writer_put_text_array (writer, "alarms", counts->alarms);
}

static void
write_place (KtgJsonWriter *writer, const KtgSummaryFields *fields)
{
  if (fields->place_region == NULL && fields->place_words == NULL)
    return;

  ktg_json_writer_begin_object (writer, "place");
  ktg_json_writer_put_text (writer, "region", fields->place_region);
  ktg_json_writer_put_text (writer, "words", fields->place_words);
  ktg_json_writer_end_object (writer);
}

static void
write_summary (KtgJsonWriter *writer, gconstpointer summary)
{
  const KtgSummaryFields *fields = ktg_summary_get ((KtgSummary *)summary);
  g_autofree char        *changed = dup_utc (fields->changed_us);

  ktg_json_writer_put_text (writer, "report", fields->id);
  ktg_json_writer_put_text (writer, "state", ktg_state_get_name (fields->state));
  ktg_json_writer_put_text (writer, "review_state", fields->review_state);
  ktg_json_writer_put_flag (writer, "withdrawn", fields->is_withdrawn);
  ktg_json_writer_put_text (writer, "violation", fields->violation);
  ktg_json_writer_put_text (writer, "words", fields->words);
  ktg_json_writer_put_text (writer, "who", fields->who);
  ktg_json_writer_put_text (writer, "position", fields->position);
  write_place (writer, fields);
  ktg_json_writer_put_text (writer, "happened", fields->happened);
  ktg_json_writer_put_text (writer, "known", fields->known);
  ktg_json_writer_put_text (writer, "changed", changed);
  ktg_json_writer_put_number (writer, "events", fields->n_events);
  ktg_json_writer_put_number (writer, "events_received", fields->n_events_received);
  ktg_json_writer_put_number (writer, "files_total", fields->n_files);
  ktg_json_writer_put_number (writer, "files_received", fields->n_files_received);
  ktg_json_writer_put_number (writer, "parked", fields->n_parked);
  ktg_json_writer_put_number (writer, "bytes_waiting", fields->bytes_waiting);
}

static void
write_file (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgFileStatus *file = element;

  ktg_json_writer_put_text (writer, "sha256", file->sha256);
  ktg_json_writer_put_number (writer, "bytes", file->size_bytes);
  ktg_json_writer_put_flag (writer, "complete", file->is_complete);
  ktg_json_writer_put_flag (writer, "preview", file->is_preview);
  ktg_json_writer_put_text (writer, "parked", file->parked);
}

static void
write_filer (KtgJsonWriter *writer, const KtgReportStatus *status)
{
  if (status->officer == NULL)
    return;

  ktg_json_writer_begin_object (writer, "filer");
  ktg_json_writer_put_text (writer, "officer", status->officer);
  ktg_json_writer_put_text (writer, "role", status->role);
  ktg_json_writer_put_needed_text (writer, "region", status->region);
  ktg_json_writer_end_object (writer);
}

static void
write_status (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgReportStatus *status = element;

  ktg_json_writer_put_text (writer, "report", status->report_id);
  ktg_json_writer_put_text (writer, "state", status->state);
  ktg_json_writer_put_number (writer, "events", status->n_events);
  write_filer (writer, status);
  ktg_json_writer_write_each (writer, "files", status->files, write_file);
}

static void
write_entry (KtgJsonWriter *writer, const KtgHistoryEntry *entry)
{
  g_autofree char *wall = ktg_moment_dup_wall (&entry->event->at);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "id", entry->event_id);
  ktg_json_writer_put_text (writer, "type", entry->event->type);
  ktg_json_writer_put_text (writer, "author", entry->event->author);
  ktg_json_writer_put_number (writer, "seq", entry->event->seq);
  ktg_json_writer_put_text (writer, "at", wall);

  if (entry->server_index > 0)
    ktg_json_writer_put_number (writer, "index", entry->server_index);

  ktg_json_writer_put_text (writer, "replaces", entry->event->replaces);
  ktg_json_writer_put_text (writer, "reason", entry->event->reason);
  ktg_json_writer_put_text (writer, "review_state", entry->event->review_state);
  ktg_json_writer_put_text (writer, "note", entry->event->note);
  ktg_json_writer_end_object (writer);
}

static void
write_history (KtgJsonWriter *writer, const KtgHistory *history)
{
  ktg_json_writer_begin_array (writer, "history");

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    write_entry (writer, ktg_history_get_entry (history, i));

  ktg_json_writer_end_array (writer);
}

static void
write_body (KtgJsonWriter *writer, const KtgHistory *history)
{
  const KtgReport *report = ktg_history_get_report (history);

  if (report == NULL)
    return;

  ktg_json_writer_begin_object (writer, "body");
  ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_BODY, report);
  ktg_json_writer_end_object (writer);
}

KtgFileStatus *
ktg_file_status_new (const char *sha256,
                     guint64     size_bytes,
                     gboolean    is_complete,
                     gboolean    is_preview)
{
  KtgFileStatus *file = g_new0 (KtgFileStatus, 1);

  file->sha256 = g_strdup (sha256);
  file->size_bytes = size_bytes;
  file->is_complete = is_complete;
  file->is_preview = is_preview;
  return file;
}

KtgReportStatus *
ktg_report_status_new (const char *report_id, const char *state, guint n_events)
{
  KtgReportStatus *status = g_new0 (KtgReportStatus, 1);

  status->report_id = g_strdup (report_id);
  status->state = g_strdup (state);
  status->n_events = n_events;
  status->files = g_ptr_array_new_with_free_func (free_file_status);
  return status;
}

/**
 * ktg_report_status_set_filer:
 * @officer: (nullable): who filed the report
 * @role: (nullable): as what
 * @region: (nullable): of where
 *
 * As it was when the report came, whoever has the device now.
 */
void
ktg_report_status_set_filer (KtgReportStatus *status,
                             const char      *officer,
                             const char      *role,
                             const char      *region)
{
  status->officer = g_strdup (officer);
  status->role = g_strdup (role);
  status->region = g_strdup (region);
}

void
ktg_report_status_free (KtgReportStatus *status)
{
  if (status == NULL)
    return;

  g_free (status->report_id);
  g_free (status->state);
  g_free (status->replaced_by);
  g_free (status->officer);
  g_free (status->role);
  g_free (status->region);
  g_ptr_array_unref (status->files);
  g_free (status);
}

GBytes *
ktg_status_json_write_counts (const KtgStatusCounts *counts)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  write_counts (writer, counts);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_sync:
 * @counts: after the exchange
 * @failure: (nullable): what kept the two sides from being level, a short name; %NULL if they are
 *
 * Returns: (transfer full): what `ktg sync --json` prints
 */
GBytes *
ktg_status_json_write_sync (const KtgStatusCounts *counts, const char *failure)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_flag (writer, "level", failure == NULL);
  ktg_json_writer_put_text (writer, "failure", failure);
  write_counts (writer, counts);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_draft:
 * @id: the id it will be filed under
 * @report: what it says so far
 *
 * Returns: (transfer full): what `ktg show --json` prints of a draft
 */
GBytes *
ktg_status_json_write_draft (const char *id, const KtgReport *report)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);
  g_autoptr (KtgReportStatus) status
      = ktg_report_status_new (id, ktg_state_get_name (KTG_STATE_DRAFT), 0);

  ktg_json_writer_begin_object (writer, NULL);
  write_status (writer, status);
  ktg_json_writer_begin_object (writer, "body");
  ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_DRAFT, report);
  ktg_json_writer_end_object (writer);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

GBytes *
ktg_status_json_write_summaries (GPtrArray *summaries)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, summaries, write_summary);

  return ktg_json_writer_finish (writer);
}

GBytes *
ktg_status_json_write_reports (GPtrArray *statuses)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_write_each (writer, NULL, statuses, write_status);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_report:
 * @status: how far the report has come
 * @history: what its events add up to
 *
 * Returns: (transfer full): the status with the newest version under "body" and every event under
 * "history"
 */
GBytes *
ktg_status_json_write_report (const KtgReportStatus *status, const KtgHistory *history)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  write_status (writer, status);
  ktg_json_writer_put_text (writer, "replaced_by", status->replaced_by);
  ktg_json_writer_put_text (writer, "author", ktg_history_get_author (history));
  ktg_json_writer_put_text (writer, "version", ktg_history_get_version_id (history));
  ktg_json_writer_put_text (writer, "filed_at", ktg_history_get_filed_at (history));
  ktg_json_writer_put_text (writer, "review_state", ktg_history_get_review_state (history));
  ktg_json_writer_put_flag (writer, "withdrawn", ktg_history_is_withdrawn (history));
  write_body (writer, history);
  write_history (writer, history);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_account:
 * @account: what a device was enrolled as
 *
 * Returns: (transfer full): what `ktg enrol --json` prints
 */
GBytes *
ktg_status_json_write_account (const KtgAccount *account)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "device", account->device);
  ktg_json_writer_put_needed_text (writer, "officer", account->officer);
  ktg_json_writer_put_text (writer, "role", account->role);
  ktg_json_writer_put_needed_text (writer, "region", account->region);
  ktg_json_writer_put_text (writer, "url", account->url);
  ktg_json_writer_put_text (writer, "server_key", account->server_key);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
