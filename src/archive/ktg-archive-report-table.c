/* ktg-archive-report-table.c - what the server has to know of a report, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-report-table.h"

#define COLUMNS                                                                                    \
  "number, id, coalesce (filer, 0), region, place, review_state, is_withdrawn,"                    \
  " coalesce (enrolment, 0),"                                                                      \
  " (SELECT e.officer FROM enrolment e WHERE e.number = report.enrolment),"                        \
  " (SELECT e.role FROM enrolment e WHERE e.number = report.enrolment)"
#define PAGE_EVENTS 2000

/**
 * ktg_archive_report_row_free:
 * @row: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_archive_report_row_free (KtgArchiveReportRow *row)
{
  if (row == NULL)
    return;

  g_free (row->id);
  g_free (row->region);
  g_free (row->place);
  g_free (row->review_state);
  g_free (row->officer);
  g_free (row->role);
  g_free (row);
}

static KtgArchiveReportRow *
read_row (KtgStatement *statement)
{
  KtgArchiveReportRow *row = g_new0 (KtgArchiveReportRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->id = g_strdup (ktg_statement_get_text (statement, 1));
  row->filer = ktg_statement_get_int (statement, 2);
  row->region = g_strdup (ktg_statement_get_text (statement, 3));
  row->place = g_strdup (ktg_statement_get_text (statement, 4));
  row->review_state = g_strdup (ktg_statement_get_text (statement, 5));
  row->is_withdrawn = ktg_statement_get_int (statement, 6) != 0;
  row->enrolment = ktg_statement_get_int (statement, 7);
  row->officer = g_strdup (ktg_statement_get_text (statement, 8));
  row->role = g_strdup (ktg_statement_get_text (statement, 9));

  return row;
}

/**
 * ktg_archive_report_table_find:
 * @row: (out): the report; number 0 and nothing but the id when it is not known
 */
gboolean
ktg_archive_report_table_find (KtgDb *db, const char *id, KtgArchiveReportRow **row, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT " COLUMNS " FROM report WHERE id = ?", error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, id);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    *row = read_row (statement);
  else
    {
      *row = g_new0 (KtgArchiveReportRow, 1);
      (*row)->id = g_strdup (id);
      (*row)->region = g_strdup ("");
      (*row)->place = g_strdup ("");
    }

  return TRUE;
}

/**
 * ktg_archive_report_table_put:
 * @row: what the report has become; a new one gets its number
 */
gboolean
ktg_archive_report_table_put (KtgDb *db, KtgArchiveReportRow *row, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (
      db,
      row->number == 0 ? "INSERT INTO report (filer, region, place, review_state, is_withdrawn, id,"
                         " enrolment) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7) RETURNING number"
                       : "UPDATE report SET filer = ?1, region = ?2, place = ?3, review_state = ?4,"
                         " is_withdrawn = ?5, enrolment = ?7 WHERE id = ?6 RETURNING number",
      error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, row->filer);
  ktg_statement_bind_text (statement, 2, row->region);
  ktg_statement_bind_text (statement, 3, row->place);
  ktg_statement_bind_text (statement, 4, row->review_state);
  ktg_statement_bind_int (statement, 5, row->is_withdrawn);
  ktg_statement_bind_text (statement, 6, row->id);
  ktg_statement_bind_int (statement, 7, row->enrolment);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  row->number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

/* So few that what hangs on the rows is read in one go, but for one report that has more alone. */
static gboolean
is_full (const GPtrArray *rows)
{
  guint n_events = 0;

  for (guint i = 0; i < rows->len; i++)
    n_events += ((KtgArchiveReportRow *)g_ptr_array_index (rows, i))->n_events;

  return rows->len >= KTG_PAGE_REPORTS || n_events >= PAGE_EVENTS;
}

static KtgArchiveReportRow *
read_page_row (KtgStatement *statement)
{
  KtgArchiveReportRow *row = read_row (statement);

  row->n_events = (guint)ktg_statement_get_int (statement, 10);
  return row;
}

/**
 * ktg_archive_report_table_dup_page:
 *
 * Returns: (transfer full) (element-type KtgArchiveReportRow): a part of all reports, in the order
 * in which they came, each with the number of its events
 */
GPtrArray *
ktg_archive_report_table_dup_page (KtgDb *db, KtgPage *page, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT " COLUMNS
                        ", (SELECT count (*) FROM event WHERE event.report = report.number)"
                        " FROM report WHERE number > ? ORDER BY number",
                        error);
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_archive_report_row_free);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, page->after);
  for (page->has_more = TRUE; page->has_more && !is_full (rows);)
    {
      if (!ktg_statement_step (statement, &page->has_more, error))
        return NULL;
      if (!page->has_more)
        break;
      page->last = ktg_statement_get_int (statement, 0);
      g_ptr_array_add (rows, read_page_row (statement));
    }

  return g_steal_pointer (&rows);
}
