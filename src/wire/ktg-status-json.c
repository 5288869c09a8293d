/* ktg-status-json.c - what the programs print with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-status-json.h"

#include "ktg-due-json.h"
#include "ktg-record-json.h"
#include "ktg-record-write.h"

#include <ktg-chain.h>

static const KtgField count_fields[] = {
  { "drafts", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, drafts), KTG_NEED_WRITTEN },
  { "queued", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, queued), KTG_NEED_WRITTEN },
  { "delivered", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, delivered), KTG_NEED_WRITTEN },
  { "complete", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, complete), KTG_NEED_WRITTEN },
  { "parked", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, parked), KTG_NEED_WRITTEN },
  { "bytes_waiting",
    KTG_FIELD_NUMBER,
    G_STRUCT_OFFSET (KtgStatusCounts, bytes_waiting),
    KTG_NEED_WRITTEN },
  { "enrolled", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgStatusCounts, is_enrolled), KTG_NEED_WRITTEN },
  { "pending", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgStatusCounts, is_pending) },
  { "words", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStatusCounts, words) },
  { "again", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, again), KTG_NEED_WRITTEN },
  { "relayed", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, relayed), KTG_NEED_WRITTEN },
  { "relayed_since", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgStatusCounts, relayed_at) },
  { "roles_at", KTG_FIELD_MOMENT_MS, G_STRUCT_OFFSET (KtgStatusCounts, roles_at_ms) },
  { "overdue", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgStatusCounts, n_overdue), KTG_NEED_WRITTEN },
  { "alarms", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgStatusCounts, alarms) },
};

static const KtgRecord count_record = KTG_GROUP (count_fields);

static const KtgField custody_fields[] = {
  { "act", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCustodyStatus, act) },
  { "day", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgCustodyStatus, day) },
  { "times", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgCustodyStatus, n_times), KTG_NEED_WRITTEN },
  { "former", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgCustodyStatus, is_former) },
};

KTG_DEFINE_RECORD (KtgCustodyStatus, ktg_custody_status, custody_fields)

static const KtgField file_fields[] = {
  { "sha256", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFileStatus, sha256) },
  { "bytes", KTG_FIELD_NUMBER, G_STRUCT_OFFSET (KtgFileStatus, size_bytes), KTG_NEED_WRITTEN },
  { "complete",
    KTG_FIELD_FLAG,
    G_STRUCT_OFFSET (KtgFileStatus, is_complete),
    .flag = G_STRUCT_OFFSET (KtgFileStatus, is_known) },
  { "preview", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgFileStatus, is_preview), KTG_NEED_WRITTEN },
  { "parked", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFileStatus, parked) },
  { "custody",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgFileStatus, custody),
    .record = &ktg_custody_status_record },
};

KTG_DEFINE_RECORD (KtgFileStatus, ktg_file_status, file_fields)

static const KtgField filer_fields[] = {
  { "officer", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, officer) },
  { "role", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, role) },
  { "region", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, region), KTG_NEED_WRITTEN },
};

static const KtgRecord filer = KTG_GROUP (filer_fields);

static const KtgField status_fields[] = {
  { "report", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, report_id) },
  { "filing", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, filing) },
  { "number", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, number) },
  { "state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, state) },
  { "case_state", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, case_state) },
  { "events", KTG_FIELD_COUNT, G_STRUCT_OFFSET (KtgReportStatus, n_events), KTG_NEED_WRITTEN },
  { "filer", KTG_FIELD_GROUP, .record = &filer },
  { "files",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgReportStatus, files),
    KTG_NEED_WRITTEN,
    .record = &ktg_file_status_record },
  { "holder", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, holder) },
  { "replaced_by", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReportStatus, replaced_by) },
};

KTG_DEFINE_RECORD (KtgReportStatus, ktg_report_status, status_fields)

static const char *
get_originals (const KtgSendingRules *rules)
{
  if (rules->holds_originals)
    return "held";

  return rules->only_unmetered ? "unmetered" : "always";
}

static void
write_spent (KtgJsonWriter *writer, const KtgSpent *spent)
{
  ktg_json_writer_begin_object (writer, "spent_today");
  ktg_json_writer_put_number (writer, "texts", spent->bytes[KTG_SENT_TEXTS]);
  ktg_json_writer_put_number (writer, "previews", spent->bytes[KTG_SENT_PREVIEWS]);
  ktg_json_writer_put_number (writer, "originals", spent->bytes[KTG_SENT_ORIGINALS]);
  ktg_json_writer_end_object (writer);
}

static void
write_sending (KtgJsonWriter *writer, const KtgStatusCounts *counts)
{
  ktg_json_writer_begin_object (writer, "sending");
  ktg_json_writer_put_flag (writer, "paused", counts->rules.is_paused);
  ktg_json_writer_put_text (writer, "originals", get_originals (&counts->rules));
  if (counts->rules.day_bytes >= 0)
    ktg_json_writer_put_number (writer, "day_bytes", counts->rules.day_bytes);
  write_spent (writer, &counts->spent);
  ktg_json_writer_end_object (writer);
  ktg_json_writer_put_number (writer, "free_files", counts->n_free);
  ktg_json_writer_put_number (writer, "free_bytes", counts->free_bytes);
}

static void
write_counts (KtgJsonWriter *writer, const KtgStatusCounts *counts)
{
  ktg_record_write (writer, &count_record, KTG_REPORT_JSON_BODY, counts);
  write_sending (writer, counts);
  if (counts->next_report != NULL)
    ktg_due_json_write (writer, counts->next_report, &counts->next);
}

static void
write_status (KtgJsonWriter *writer, const KtgReportStatus *status)
{
  ktg_record_write (writer, &ktg_report_status_record, KTG_REPORT_JSON_BODY, status);
  ktg_due_json_write (writer, NULL, status->due);
}

static void
write_version (KtgJsonWriter *writer, const KtgReport *report)
{
  if (report == NULL)
    return;

  ktg_json_writer_begin_object (writer, "body");
  ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_BODY, report);
  ktg_json_writer_end_object (writer);
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

  if (entry->trust != KTG_TRUST_HELD)
    ktg_json_writer_put_text (writer, "not_proven", ktg_trust_get_name (entry->trust));
  if (entry->is_taken)
    ktg_json_writer_put_flag (writer, "taken", TRUE);

  ktg_json_writer_put_text (writer, "replaces", entry->event->replaces);
  ktg_json_writer_put_text (writer, "reason", entry->event->reason);
  if (entry->event->step != NULL)
    {
      ktg_json_writer_put_text (writer, "step", entry->event->step->code);
      ktg_json_writer_put_text (writer, "reason", entry->event->step->reason);
    }
  ktg_json_writer_put_text (writer, "note", entry->event->note);
  write_version (writer, entry->event->report);
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

/**
 * ktg_custody_status_new:
 * @act: ktg_custody_act_get_name()
 * @day: on which
 * @n_times: how often
 * @is_former: whether the device had another key then
 *
 * Returns: (transfer full): what was done with a file on a day
 */
KtgCustodyStatus *
ktg_custody_status_new (const char *act, const char *day, guint n_times, gboolean is_former)
{
  KtgCustodyStatus *custody = ktg_record_new (&ktg_custody_status_record);

  custody->act = g_strdup (act);
  custody->day = g_strdup (day);
  custody->n_times = n_times;
  custody->is_former = is_former;
  return custody;
}

/**
 * ktg_file_status_new:
 * @sha256: of a file
 * @size_bytes: its size
 * @is_complete: whether the server has all of it
 * @is_preview: whether it is a preview
 *
 * Returns: (transfer full): a file of a status, of which it is known whether it is complete
 */
KtgFileStatus *
ktg_file_status_new (const char *sha256,
                     guint64     size_bytes,
                     gboolean    is_complete,
                     gboolean    is_preview)
{
  KtgFileStatus *file = ktg_record_new (&ktg_file_status_record);

  file->sha256 = g_strdup (sha256);
  file->size_bytes = size_bytes;
  file->is_complete = is_complete;
  file->is_known = TRUE;
  file->is_preview = is_preview;
  return file;
}

/**
 * ktg_report_status_new:
 * @report_id: of a report
 * @state: ktg_state_get_name()
 * @n_events: how many it has
 *
 * Returns: (transfer full): a status without files
 */
KtgReportStatus *
ktg_report_status_new (const char *report_id, const char *state, guint n_events)
{
  KtgReportStatus *status = ktg_record_new (&ktg_report_status_record);

  status->report_id = g_strdup (report_id);
  status->state = g_strdup (state);
  status->n_events = n_events;
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

/**
 * ktg_status_json_write_counts:
 * @counts: of a profile
 *
 * Returns: (transfer full): what `ktg status --json` prints
 */
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
 * @due: (nullable): until when it may be filed; %NULL: no days are counted for it
 *
 * Returns: (transfer full): what `ktg show --json` prints of a draft
 */
GBytes *
ktg_status_json_write_draft (const char *id, const KtgReport *report, const KtgReportDue *due)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);
  g_autoptr (KtgReportStatus) status
      = ktg_report_status_new (id, ktg_state_get_name (KTG_STATE_DRAFT), 0);

  status->due = due;
  ktg_json_writer_begin_object (writer, NULL);
  write_status (writer, status);
  ktg_json_writer_begin_object (writer, "body");
  ktg_record_write (writer, &ktg_report_record, KTG_REPORT_JSON_DRAFT, report);
  ktg_json_writer_end_object (writer);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_summaries:
 * @summaries: (element-type KtgSummary): in the order of the list
 * @find_due: (scope call): tells of each until when it may be filed
 * @user_data: for @find_due
 *
 * Returns: (transfer full): what `ktg list --json` prints
 */
GBytes *
ktg_status_json_write_summaries (GPtrArray *summaries, KtgFindDue find_due, gpointer user_data)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);

  ktg_json_writer_begin_array (writer, NULL);
  for (guint i = 0; i < summaries->len; i++)
    {
      const KtgSummaryFields *fields = ktg_summary_get (g_ptr_array_index (summaries, i));
      KtgReportDue            due;

      ktg_json_writer_begin_object (writer, NULL);
      ktg_json_writer_put_text (writer, "report", ktg_summary_fields_get_uuid (fields));
      ktg_record_write (writer, &ktg_summary_fields_record, KTG_REPORT_JSON_BODY, fields);
      ktg_due_json_write (writer, NULL, find_due (fields, user_data, &due) ? &due : NULL);
      ktg_json_writer_end_object (writer);
    }
  ktg_json_writer_end_array (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_reports:
 * @statuses: (element-type KtgReportStatus): reports
 *
 * Returns: (transfer full): what `kentongan-server list --json` prints
 */
GBytes *
ktg_status_json_write_reports (GPtrArray *statuses)
{
  return ktg_record_json_compose_list (&ktg_report_status_record, statuses);
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
  ktg_json_writer_put_text (writer, "author", ktg_history_get_author (history));
  ktg_json_writer_put_text (writer, "version", ktg_history_get_version_id (history));
  ktg_json_writer_put_text (writer, "filed_at", ktg_history_get_filed_at (history));
  ktg_json_writer_put_flag (writer, "withdrawn", ktg_history_is_withdrawn (history));
  write_version (writer, ktg_history_get_report (history));
  write_history (writer, history);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}

/**
 * ktg_status_json_write_account:
 * @account: what a device was enrolled as
 * @words: (nullable): six, of its keys
 *
 * Returns: (transfer full): what `ktg enrol --json` prints
 */
GBytes *
ktg_status_json_write_account (const KtgAccount *account, const char *words)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);
  KtgAccount     shown = *account;

  shown.ca = NULL;
  ktg_json_writer_begin_object (writer, NULL);
  ktg_record_write (writer, &ktg_account_record, KTG_REPORT_JSON_BODY, &shown);
  ktg_json_writer_put_text (writer, "words", words);
  ktg_json_writer_end_object (writer);

  return ktg_json_writer_finish (writer);
}
