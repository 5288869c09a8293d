/* ktg-report-rows.c - the reports that were filed under one UUID, and what was said of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-rows.h"

static KtgReportRows *
new_report (const KtgEventRow *filing)
{
  KtgReportRows *self = g_new (KtgReportRows, 1);

  self->filing = filing;
  self->rows = g_ptr_array_new ();
  return self;
}

static void
free_report (gpointer data)
{
  KtgReportRows *self = data;

  g_ptr_array_unref (self->rows);
  g_free (self);
}

static gboolean
is_by (const KtgEventRow *a, const KtgEventRow *b)
{
  return g_strcmp0 (a->event->author, b->event->author) == 0;
}

static gboolean
has_filer (GPtrArray *reports, const KtgEventRow *filing)
{
  for (guint i = 0; i < reports->len; i++)
    if (is_by (((KtgReportRows *)g_ptr_array_index (reports, i))->filing, filing))
      return TRUE;

  return FALSE;
}

/* @filings: (inout): event id → row of every filing */
static GPtrArray *
begin_reports (GPtrArray *rows, GHashTable *filings)
{
  GPtrArray *reports = g_ptr_array_new_with_free_func (free_report);

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgEventRow *row = g_ptr_array_index (rows, i);

      if (row->event->kind != KTG_EVENT_FILED)
        continue;

      g_hash_table_insert (filings, row->envelope->id, (gpointer)row);
      if (!has_filer (reports, row))
        g_ptr_array_add (reports, new_report (row));
    }

  return reports;
}

/* What files, amends or withdraws is its author's, whatever case it names: so each report has its
 * filing. Whoever else names no case speaks of all there are. */
static gboolean
is_of (const KtgReportRows *report, const KtgEventRow *row, GHashTable *filings)
{
  const KtgEventRow *named;

  if (ktg_event_kind_is_of_report (row->event->kind))
    return is_by (row, report->filing);
  if (row->event->case_id == NULL)
    return TRUE;

  named = g_hash_table_lookup (filings, row->event->case_id);
  return named != NULL && is_by (named, report->filing);
}

/**
 * ktg_report_rows_split:
 * @rows: (element-type KtgEventRow): all that was said under one UUID, in the order it came
 *
 * What says that it files, amends or withdraws is of its author's report. All else is of that whose
 * filing it names as its case; what names none, of each. Where nothing is filed yet, all is of one.
 *
 * Returns: (transfer full) (element-type KtgReportRows): as long as @rows; the oldest filing first,
 * each with one row at least
 */
GPtrArray *
ktg_report_rows_split (GPtrArray *rows)
{
  g_autoptr (GHashTable) filings = g_hash_table_new (g_str_hash, g_str_equal);
  GPtrArray *reports = begin_reports (rows, filings);
  gboolean   is_filed = reports->len > 0;

  if (!is_filed && rows->len > 0)
    g_ptr_array_add (reports, new_report (NULL));

  for (guint i = 0; i < reports->len; i++)
    {
      KtgReportRows *report = g_ptr_array_index (reports, i);

      for (guint j = 0; j < rows->len; j++)
        if (!is_filed || is_of (report, g_ptr_array_index (rows, j), filings))
          g_ptr_array_add (report->rows, g_ptr_array_index (rows, j));
    }

  return reports;
}
