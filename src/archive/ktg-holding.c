/* ktg-holding.c - one report with all that is held of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-holding.h"

#include "ktg-archive-event-table.h"
#include "ktg-archive-file-table.h"
#include "ktg-archive-report-table.h"
#include "ktg-writer-private.h"

#include <ktg-event-json.h>
#include <ktg-exchange-json.h>
#include <ktg-state.h>

/**
 * ktg_holding_free:
 * @self: (nullable): a holding
 *
 * Lets go of it.
 */
void
ktg_holding_free (KtgHolding *self)
{
  if (self == NULL)
    return;

  ktg_archive_report_row_free (self->report);
  g_clear_pointer (&self->history, ktg_history_free);
  g_clear_pointer (&self->files, g_ptr_array_unref);
  g_free (self);
}

typedef struct
{
  const char *name;
  KtgHolding *holding;
} Finding;

static gboolean
find (KtgCatalog *catalog, gpointer data, GError **error)
{
  KtgDb   *db = catalog->db;
  Finding *self = data;
  g_autoptr (KtgHolding) holding = g_new0 (KtgHolding, 1);

  g_clear_pointer (&self->holding, ktg_holding_free);
  holding->report = ktg_archive_report_table_find_named (db, self->name, error);
  if (holding->report == NULL)
    return FALSE;

  holding->history = ktg_history_new (holding->report->id);
  holding->files = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_archive_file_row_free);
  self->holding = g_steal_pointer (&holding);
  return TRUE;
}

/**
 * ktg_holding_find:
 * @name: a UUID, or the id of a `report.filed`
 *
 * Not on the writer's thread.
 *
 * Returns: (transfer full): the report, or NULL with KTG_ARCHIVE_ERROR_NOT_FOUND
 */
KtgHolding *
ktg_holding_find (KtgArchive *archive, const char *name, GError **error)
{
  Finding self = { name, NULL };

  if (!ktg_writer_run (ktg_archive_get_writer (archive), find, &self, error))
    return NULL;

  return self.holding;
}

/**
 * ktg_holding_get_page:
 *
 * Returns: the beginning of what it has to be told: its events, and the files that those name which
 * were added before
 */
KtgPage
ktg_holding_get_page (const KtgHolding *self)
{
  return (KtgPage){ .of = self->report->number, .until = self->last_index };
}

/**
 * ktg_holding_add_events:
 * @events: (transfer none): a page of ktg_catalog_list_report_events()
 */
void
ktg_holding_add_events (KtgHolding *self, GPtrArray *events)
{
  for (guint i = 0; i < events->len; i++)
    {
      const KtgIndexedEvent *indexed = g_ptr_array_index (events, i);
      g_autoptr (KtgEvent) event = ktg_event_json_parse (indexed->envelope->bytes, NULL);

      if (event != NULL)
        ktg_history_add (self->history, indexed->envelope->id, event, indexed->index);
      self->n_events++;
      self->last_index = indexed->index;
    }
}

/**
 * ktg_holding_add_files:
 * @files: (inout): a page of ktg_catalog_list_report_files(); its rows become the holding's
 */
void
ktg_holding_add_files (KtgHolding *self, GPtrArray *files)
{
  gsize                n;
  g_autofree gpointer *rows = g_ptr_array_steal (files, &n);

  for (gsize i = 0; i < n; i++)
    g_ptr_array_add (self->files, rows[i]);
}

/* --- states --- */

static void
add_file (KtgReportStatus *status, const KtgArchiveFileRow *file)
{
  g_ptr_array_add (status->files,
                   ktg_file_status_new (file->sha256,
                                        file->size_bytes,
                                        file->is_complete,
                                        file->is_preview));
}

static const char *
get_state (const KtgArchiveReportRow *report, guint n_events, guint n_files, guint n_complete)
{
  return ktg_state_get_name (ktg_state_of (n_events, n_events, n_files, n_complete, 0));
}

/* Its files stand together in @files, from @at on, which then points behind them. */
static KtgReportStatus *
new_status (const KtgArchiveReportRow *report, guint n_events, GPtrArray *files, guint *at)
{
  KtgReportStatus *status = ktg_report_status_new (report->id, NULL, n_events);
  guint            n_complete = 0;

  status->number = g_strdup (report->short_number);
  ktg_report_status_set_filer (status, report->officer, report->role, report->region);
  for (; *at < files->len; (*at)++)
    {
      const KtgArchiveFileRow *file = g_ptr_array_index (files, *at);

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

  return new_status (self->report, self->n_events, self->files, &at);
}

/**
 * ktg_holding_list_statuses:
 * @page: the part that is wanted
 *
 * On the writer's thread. Two questions to the database, however many reports there are.
 *
 * Returns: (transfer full) (element-type KtgReportStatus): a part of all reports, in the order in
 * which they came
 */
GPtrArray *
ktg_holding_list_statuses (KtgCatalog *catalog, KtgPage *page, GError **error)
{
  KtgDb *db = catalog->db;
  g_autoptr (GPtrArray) reports = ktg_archive_report_table_dup_page (db, page, error);
  g_autoptr (GPtrArray) statuses
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_report_status_free);
  g_autoptr (GPtrArray) files = NULL;
  guint at = 0;

  if (reports == NULL || reports->len == 0)
    return reports != NULL ? g_steal_pointer (&statuses) : NULL;

  files = ktg_archive_file_table_dup_of_reports (db, page->after, page->last, error);
  if (files == NULL)
    return NULL;

  for (guint i = 0; i < reports->len; i++)
    {
      const KtgArchiveReportRow *report = g_ptr_array_index (reports, i);

      g_ptr_array_add (statuses, new_status (report, report->n_events, files, &at));
    }

  return g_steal_pointer (&statuses);
}
