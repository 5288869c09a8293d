/* ktg-holding.c - one report with all that is held of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-holding.h"

#include "ktg-event-table.h"
#include "ktg-file-table.h"

#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-state.h>

void
ktg_holding_free (KtgHolding *self)
{
  if (self == NULL)
    return;

  ktg_report_row_free (self->report);
  g_clear_pointer (&self->events, g_ptr_array_unref);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  const char *report_id;
  KtgHolding *holding;
} Load;

static gboolean
load (KtgDb *db, gpointer data, GError **error)
{
  Load *self = data;
  g_autoptr (KtgHolding) holding = g_new0 (KtgHolding, 1);

  g_clear_pointer (&self->holding, ktg_holding_free);
  if (!ktg_report_table_find (db, self->report_id, &holding->report, error))
    return FALSE;

  if (holding->report->number == 0)
    {
      g_set_error (error,
                   KTG_SERVER_ERROR,
                   KTG_SERVER_ERROR_NOT_FOUND,
                   "there is no report “%s”",
                   self->report_id);
      return FALSE;
    }

  holding->events = ktg_event_table_dup_of_report (db, holding->report->number, error);
  if (holding->events == NULL)
    return FALSE;

  holding->files = ktg_file_table_dup_of_reports (db,
                                                  holding->report->number - 1,
                                                  holding->report->number,
                                                  error);
  if (holding->files == NULL)
    return FALSE;

  self->holding = g_steal_pointer (&holding);
  return TRUE;
}

/**
 * ktg_holding_load:
 *
 * Not on the writer's thread.
 *
 * Returns: (transfer full): the report, or NULL with KTG_SERVER_ERROR_NOT_FOUND
 */
KtgHolding *
ktg_holding_load (KtgArchive *archive, const char *report_id, GError **error)
{
  Load self = { report_id, NULL };

  if (!ktg_writer_run (ktg_archive_get_writer (archive), load, &self, error))
    return NULL;

  return self.holding;
}

/* --- states --- */

static void
add_file (KtgReportStatus *status, const KtgFileRow *file)
{
  g_ptr_array_add (status->files,
                   ktg_file_status_new (file->sha256,
                                        file->size_bytes,
                                        file->is_complete,
                                        file->is_preview));
}

static const char *
get_state (const KtgReportRow *report, guint n_events, guint n_files, guint n_complete)
{
  if (report->review_state != NULL)
    return report->review_state;

  return ktg_state_get_name (ktg_state_of (n_events, n_events, n_files, n_complete, 0));
}

/* Its files stand together in @files, from @at on, which then points behind them. */
static KtgReportStatus *
new_status (const KtgReportRow *report, guint n_events, GPtrArray *files, guint *at)
{
  KtgReportStatus *status = ktg_report_status_new (report->id, NULL, n_events);
  guint            n_complete = 0;

  ktg_report_status_set_filer (status, report->officer, report->role, report->region);
  for (; *at < files->len; (*at)++)
    {
      const KtgFileRow *file = g_ptr_array_index (files, *at);

      if (file->report != report->number)
        break;
      n_complete += file->is_complete ? 1 : 0;
      add_file (status, file);
    }

  status->state = g_strdup (get_state (report, n_events, status->files->len, n_complete));
  return status;
}

/**
 * ktg_holding_dup_status:
 *
 * Returns: (transfer full): its state and files
 */
KtgReportStatus *
ktg_holding_dup_status (const KtgHolding *self)
{
  guint at = 0;

  return new_status (self->report, self->events->len, self->files, &at);
}

/**
 * ktg_holding_dup_history:
 *
 * Returns: (transfer full): what its events add up to
 */
KtgHistory *
ktg_holding_dup_history (const KtgHolding *self)
{
  KtgHistory *history = ktg_history_new (self->report->id);

  for (guint i = 0; i < self->events->len; i++)
    {
      const KtgIndexedEvent *indexed = g_ptr_array_index (self->events, i);
      g_autoptr (KtgEvent) event = ktg_event_json_parse (indexed->envelope->bytes, NULL);

      if (event != NULL)
        ktg_history_add (history, indexed->envelope->id, event, indexed->index);
    }

  return history;
}

/**
 * ktg_holding_dup_statuses:
 * @page: the part that is wanted
 *
 * On the writer's thread. Two questions to the database, however many reports there are.
 *
 * Returns: (transfer full) (element-type KtgReportStatus): a part of all reports, in the order in
 * which they came
 */
GPtrArray *
ktg_holding_dup_statuses (KtgDb *db, KtgVerbPage *page, GError **error)
{
  g_autoptr (GPtrArray) reports
      = ktg_report_table_dup_page (db, page->after, KTG_VERB_PAGE_ROWS, &page->has_more, error);
  g_autoptr (GPtrArray) statuses
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_report_status_free);
  g_autoptr (GPtrArray) files = NULL;
  guint at = 0;

  if (reports == NULL || reports->len == 0)
    return reports != NULL ? g_steal_pointer (&statuses) : NULL;

  page->last = ((KtgReportRow *)g_ptr_array_index (reports, reports->len - 1))->number;
  files = ktg_file_table_dup_of_reports (db, page->after, page->last, error);
  if (files == NULL)
    return NULL;

  for (guint i = 0; i < reports->len; i++)
    {
      const KtgReportRow *report = g_ptr_array_index (reports, i);

      g_ptr_array_add (statuses, new_status (report, report->n_events, files, &at));
    }

  return g_steal_pointer (&statuses);
}
