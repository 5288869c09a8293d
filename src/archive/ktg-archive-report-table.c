/* ktg-archive-report-table.c - what the server has to know of a report, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-report-table.h"

#include "ktg-archive-error.h"
#include "ktg-digest.h"
#include "ktg-page-private.h"

#include <ktg-sha256.h>

#define COLUMNS                                                                                    \
  "number, id, coalesce (filer, 0), region, place, is_withdrawn,"                                  \
  " coalesce (enrolment, 0),"                                                                      \
  " (SELECT e.officer FROM enrolment e WHERE e.number = report.enrolment),"                        \
  " (SELECT e.role FROM enrolment e WHERE e.number = report.enrolment), short_number, version, "   \
  "filing"
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
  g_free (row->filing);
  g_free (row->region);
  g_free (row->place);
  g_free (row->officer);
  g_free (row->role);
  g_free (row->short_number);
  g_free (row);
}

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgArchiveReportRow *row = g_new0 (KtgArchiveReportRow, 1);
  g_autoptr (GBytes) filing = ktg_statement_dup_bytes (statement, 11);

  row->number = ktg_statement_get_int (statement, 0);
  row->id = g_strdup (ktg_statement_get_text (statement, 1));
  row->filer = ktg_statement_get_int (statement, 2);
  row->region = g_strdup (ktg_statement_get_text (statement, 3));
  row->place = g_strdup (ktg_statement_get_text (statement, 4));
  row->is_withdrawn = ktg_statement_get_int (statement, 5) != 0;
  row->enrolment = ktg_statement_get_int (statement, 6);
  row->officer = g_strdup (ktg_statement_get_text (statement, 7));
  row->role = g_strdup (ktg_statement_get_text (statement, 8));
  row->short_number = g_strdup (ktg_statement_get_text (statement, 9));
  row->version = (guint64)ktg_statement_get_int (statement, 10);
  row->filing = filing != NULL ? ktg_digest_dup_hex (filing) : NULL;

  return row;
}

static KtgArchiveReportRow *
new_row (const char *id)
{
  KtgArchiveReportRow *row = g_new0 (KtgArchiveReportRow, 1);

  row->id = g_strdup (id);
  row->region = g_strdup ("");
  row->place = g_strdup ("");
  return row;
}

static gboolean
find (KtgDb                *db,
      const char           *sql,
      const KtgParameter   *with,
      const char           *id,
      KtgArchiveReportRow **row,
      GError              **error)
{
  if (!ktg_query_find (db, sql, with, read_row, (gpointer *)row, error))
    return FALSE;

  if (*row == NULL)
    *row = new_row (id);
  return TRUE;
}

/**
 * ktg_archive_report_table_find_of_filer:
 * @id: a UUID
 * @filer: a device
 * @row: (out): the report that it filed under that UUID, or else the one of which nobody is known
 * to be the filer; number 0 and nothing but the id when neither is here
 */
gboolean
ktg_archive_report_table_find_of_filer (KtgDb                *db,
                                        const char           *id,
                                        gint64                filer,
                                        KtgArchiveReportRow **row,
                                        GError              **error)
{
  return find (db,
               "SELECT " COLUMNS " FROM report WHERE id = ?1 AND filer = ?2 UNION ALL"
               " SELECT " COLUMNS " FROM report WHERE id = ?1 AND filer = 0 LIMIT 1",
               KTG_WITH (KTG_TEXT (id), KTG_INT (filer)),
               id,
               row,
               error);
}

/**
 * ktg_archive_report_table_find_case:
 * @id: a UUID
 * @case_id: the id of a `report.filed`
 * @row: (out): the report that was filed so; number 0 and nothing but the id when it is not here
 */
gboolean
ktg_archive_report_table_find_case (KtgDb                *db,
                                    const char           *id,
                                    const char           *case_id,
                                    KtgArchiveReportRow **row,
                                    GError              **error)
{
  g_autoptr (GBytes) filing = ktg_digest_new (case_id);

  return find (db,
               "SELECT " COLUMNS " FROM report WHERE id = ? AND filing = ?",
               KTG_WITH (KTG_TEXT (id), KTG_BYTES (filing)),
               id,
               row,
               error);
}

/**
 * ktg_archive_report_table_find_any:
 * @id: a UUID
 * @device: who asks
 * @row: (out): of the reports with that UUID the one that @device filed, or else the first that
 * came; number 0 and nothing but the id when there is none
 */
gboolean
ktg_archive_report_table_find_any (KtgDb                *db,
                                   const char           *id,
                                   gint64                device,
                                   KtgArchiveReportRow **row,
                                   GError              **error)
{
  return find (db,
               "SELECT " COLUMNS " FROM report WHERE id = ? ORDER BY filer <> ?, number LIMIT 1",
               KTG_WITH (KTG_TEXT (id), KTG_INT (device)),
               id,
               row,
               error);
}

static gboolean
count_of_name (KtgDb *db, const char *name, gint64 *n, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT count (*) FROM report WHERE id = ?",
                            KTG_WITH (KTG_TEXT (name)),
                            n,
                            error);
}

/**
 * ktg_archive_report_table_find_named:
 * @name: a UUID, or the id of a `report.filed` where two authors used one UUID
 *
 * Returns: (transfer full): the report, or NULL with KTG_ARCHIVE_ERROR_NOT_FOUND
 */
KtgArchiveReportRow *
ktg_archive_report_table_find_named (KtgDb *db, const char *name, GError **error)
{
  g_autoptr (GBytes) filing = ktg_sha256_is_hex (name) ? ktg_digest_new (name) : NULL;
  KtgArchiveReportRow *row = NULL;
  gint64               n = 0;

  if (filing == NULL && !count_of_name (db, name, &n, error))
    return NULL;
  if (n > 1)
    {
      g_set_error (error,
                   KTG_ARCHIVE_ERROR,
                   KTG_ARCHIVE_ERROR_NOT_FOUND,
                   "%d reports are “%s”: name one by the id of its report.filed",
                   (int)n,
                   name);
      return NULL;
    }

  if (!ktg_query_find (db,
                       "SELECT " COLUMNS " FROM report WHERE id = ?1 OR filing = ?2",
                       KTG_WITH (KTG_TEXT (name), KTG_BYTES (filing)),
                       read_row,
                       (gpointer *)&row,
                       error))
    return NULL;
  if (row == NULL)
    g_set_error (error,
                 KTG_ARCHIVE_ERROR,
                 KTG_ARCHIVE_ERROR_NOT_FOUND,
                 "there is no report “%s”",
                 name);
  return row;
}

static gboolean
add (KtgDb *db, const KtgParameter *with, gint64 *number, GError **error)
{
  return ktg_query_insert (db,
                           "INSERT INTO report (filer, region, place, is_withdrawn, id, enrolment,"
                           " short_number, version, filing)"
                           " VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9)",
                           with,
                           number,
                           error);
}

static gboolean
change (KtgDb *db, const KtgParameter *with, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE report SET filer = ?1, region = ?2, place = ?3, is_withdrawn = ?4,"
                        " id = ?5, enrolment = ?6, short_number = ?7, version = ?8, filing = ?9"
                        " WHERE number = ?10",
                        with,
                        error);
}

/**
 * ktg_archive_report_table_put:
 * @row: what the report has become; a new one gets its number
 */
gboolean
ktg_archive_report_table_put (KtgDb *db, KtgArchiveReportRow *row, GError **error)
{
  g_autoptr (GBytes) filing = row->filing != NULL ? ktg_digest_new (row->filing) : NULL;
  gboolean            is_new = row->number == 0;
  const KtgParameter *with
      = KTG_WITH (KTG_INT (row->filer),
                  KTG_TEXT (row->region),
                  KTG_TEXT (row->place),
                  KTG_INT (row->is_withdrawn),
                  KTG_TEXT (row->id),
                  KTG_INT (row->enrolment),
                  KTG_TEXT (row->short_number),
                  KTG_INT (row->version),
                  KTG_BYTES (filing),
                  is_new ? (KtgParameter){ KTG_PARAMETER_END } : KTG_INT (row->number));

  return is_new ? add (db, with, &row->number, error) : change (db, with, error);
}

static gsize
weigh (gconstpointer row)
{
  return ((const KtgArchiveReportRow *)row)->n_events;
}

static gpointer
read_page_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgArchiveReportRow *row = read_row (statement, user_data, error);

  row->n_events = (guint)ktg_statement_get_int (statement, 12);
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
  /* So few that what hangs on the rows is read in one go, but for one report that has more alone.
   */
  static const KtgPageRows rows = {
    .read = read_page_row,
    .free_row = (GDestroyNotify)ktg_archive_report_row_free,
    .max_rows = KTG_PAGE_REPORTS,
    .weigh = weigh,
    .max_weight = PAGE_EVENTS,
  };

  return ktg_page_read (page,
                        db,
                        "SELECT " COLUMNS
                        ", (SELECT count (*) FROM event WHERE event.report = report.number)"
                        " FROM report WHERE number > ? ORDER BY number",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}
