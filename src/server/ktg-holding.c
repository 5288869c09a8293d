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

  holding->files = ktg_file_table_dup_of_report (db, holding->report->number, error);
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

static const char *
get_state (const KtgReportRow *report, guint n_events, GPtrArray *files)
{
  guint n_complete = 0;

  if (report->review_state != NULL)
    return report->review_state;

  for (guint i = 0; i < files->len; i++)
    n_complete += ((KtgFileRow *)g_ptr_array_index (files, i))->is_complete ? 1 : 0;

  return ktg_state_get_name (ktg_state_of (n_events, n_events, files->len, n_complete, 0));
}

static KtgReportStatus *
new_status (const KtgReportRow *report, guint n_events, GPtrArray *files)
{
  KtgReportStatus *status
      = ktg_report_status_new (report->id, get_state (report, n_events, files), n_events);

  ktg_report_status_set_filer (status, report->officer, report->role, report->region);
  for (guint i = 0; i < files->len; i++)
    {
      const KtgFileRow *file = g_ptr_array_index (files, i);

      g_ptr_array_add (status->files,
                       ktg_file_status_new (file->sha256,
                                            file->size_bytes,
                                            file->is_complete,
                                            file->is_preview));
    }

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
  return new_status (self->report, self->events->len, self->files);
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

static gboolean
add_status (KtgDb *db, const KtgReportRow *report, GPtrArray *statuses, GError **error)
{
  g_autoptr (GPtrArray) files = ktg_file_table_dup_of_report (db, report->number, error);
  guint n_events;

  if (files == NULL || !ktg_event_table_count (db, report->number, &n_events, error))
    return FALSE;

  g_ptr_array_add (statuses, new_status (report, n_events, files));
  return TRUE;
}

static gboolean
load_statuses (KtgDb *db, gpointer data, GError **error)
{
  GPtrArray *statuses = data;
  g_autoptr (GPtrArray) reports = ktg_report_table_dup_all (db, error);

  g_ptr_array_set_size (statuses, 0);
  if (reports == NULL)
    return FALSE;

  for (guint i = 0; i < reports->len; i++)
    if (!add_status (db, g_ptr_array_index (reports, i), statuses, error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_holding_load_statuses:
 *
 * Not on the writer's thread.
 *
 * Returns: (transfer full) (element-type KtgReportStatus): all reports, in the order in which they
 * came
 */
GPtrArray *
ktg_holding_load_statuses (KtgArchive *archive, GError **error)
{
  g_autoptr (GPtrArray) statuses
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_report_status_free);

  if (!ktg_writer_run (ktg_archive_get_writer (archive), load_statuses, statuses, error))
    return NULL;

  return g_steal_pointer (&statuses);
}
