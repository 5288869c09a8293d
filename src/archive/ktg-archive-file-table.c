/* ktg-archive-file-table.c - evidence files and the events that name them, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-file-table.h"

#include "ktg-digest.h"

#include <ktg-sha256.h>

#include "ktg-upload-table.h"
#include <string.h>

#define COLUMNS "file.number, sha256, file.bytes, complete_at"

/**
 * ktg_archive_file_row_free:
 * @row: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_archive_file_row_free (KtgArchiveFileRow *row)
{
  if (row == NULL)
    return;

  g_free (row->sha256);
  g_free (row->name);
  g_free (row);
}

static KtgArchiveFileRow *
read_row (KtgStatement *statement)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (statement, 1);
  KtgArchiveFileRow *row = g_new0 (KtgArchiveFileRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->sha256 = ktg_digest_dup_hex (digest);
  row->size_bytes = (guint64)ktg_statement_get_int (statement, 2);
  row->is_complete = !ktg_statement_is_null (statement, 3);

  return row;
}

/**
 * ktg_archive_file_table_find:
 * @row: (out) (nullable): NULL when no event names such a file
 */
gboolean
ktg_archive_file_table_find (KtgDb *db, const char *sha256, KtgArchiveFileRow **row, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT " COLUMNS " FROM file WHERE sha256 = ?", error);
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, digest);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *row = has_row ? read_row (statement) : NULL;
  return TRUE;
}

/* Where two events disagree about the length of a file that is still to come, the longer counts:
 * the hash will decide. */
static gboolean
put_file (KtgDb *db, GBytes *digest, guint64 size_bytes, gint64 *number, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO file (sha256, bytes) VALUES (?1, ?2)"
                        " ON CONFLICT (sha256) DO UPDATE SET bytes ="
                        " iif (complete_at IS NULL, max (bytes, ?2), bytes) RETURNING number",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, digest);
  ktg_statement_bind_int (statement, 2, (gint64)size_bytes);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_archive_file_table_name:
 * @event: index of the event that names it
 * @author: number of the device that wrote that event, which from now on is to bring the file
 * @name: (nullable): what the event calls it
 */
gboolean
ktg_archive_file_table_name (KtgDb      *db,
                             guint64     event,
                             gint64      author,
                             const char *sha256,
                             guint64     size_bytes,
                             gboolean    is_preview,
                             const char *name,
                             GError    **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);
  g_autoptr (KtgStatement) statement = NULL;
  gint64 number;

  if (!put_file (db, digest, size_bytes, &number, error)
      || !ktg_upload_table_announce (db, author, number, size_bytes, error))
    return FALSE;

  statement = ktg_db_prepare (db,
                              "INSERT OR IGNORE INTO event_file (event, file, is_preview, name) "
                              "VALUES (?, ?, ?, ?)",
                              error);
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, (gint64)event);
  ktg_statement_bind_int (statement, 2, number);
  ktg_statement_bind_int (statement, 3, is_preview);
  ktg_statement_bind_text (statement, 4, name);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_archive_file_table_can_see:
 * @can_see: (out): whether an event that @device may see names it, of an author who brought it
 *
 * To name a hash takes nothing but the hash, so an event whose author did not bring the file shows
 * nothing of it, not even to those who see the event.
 */
gboolean
ktg_archive_file_table_can_see (KtgDb           *db,
                                const KtgDevice *device,
                                gint64           file,
                                gboolean        *can_see,
                                GError         **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT author, filer, region, place FROM event_file CROSS JOIN event"
                        " ON event.idx = event_file.event CROSS JOIN upload"
                        " ON upload.device = event.author AND upload.file = event_file.file"
                        " WHERE event_file.file = ? AND delivered_at IS NOT NULL",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  *can_see = FALSE;
  ktg_statement_bind_int (statement, 1, file);
  while (ktg_statement_step (statement, &has_row, error))
    {
      KtgScope scope;

      if (!has_row)
        return TRUE;
      scope.author = ktg_statement_get_int (statement, 0);
      scope.filer = ktg_statement_get_int (statement, 1);
      scope.region = ktg_statement_get_text (statement, 2);
      scope.place = ktg_statement_get_text (statement, 3);
      *can_see = ktg_reach_can_see (device, &scope);
      if (*can_see)
        return TRUE;
    }

  return FALSE;
}

/**
 * ktg_archive_file_table_set_complete:
 *
 * Only once the whole file stands in its place, on disk, with the right hash.
 */
gboolean
ktg_archive_file_table_set_complete (KtgDb      *db,
                                     const char *sha256,
                                     guint64     size_bytes,
                                     gint64      now_ms,
                                     GError    **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "UPDATE file SET bytes = ?2, complete_at = coalesce (complete_at, ?3) "
                        "WHERE sha256 = ?1",
                        error);
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, digest);
  ktg_statement_bind_int (statement, 2, (gint64)size_bytes);
  ktg_statement_bind_int (statement, 3, now_ms);
  return ktg_statement_run (statement, error);
}

static gboolean
run_with_file (KtgDb *db, const char *sql, gint64 file, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, file);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_archive_file_table_forget:
 * @file: its number
 *
 * It is not here any more: whoever has it brings it again.
 */
gboolean
ktg_archive_file_table_forget (KtgDb *db, gint64 file, GError **error)
{
  return run_with_file (db, "UPDATE file SET complete_at = NULL WHERE number = ?", file, error)
         && run_with_file (db,
                           "UPDATE upload SET delivered_at = NULL, offset = 0 WHERE file = ?",
                           file,
                           error);
}

static GPtrArray *
read_page (KtgStatement *statement,
           KtgArchiveFileRow *(*read) (KtgStatement *statement),
           KtgPage *page,
           GError **error)
{
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_archive_file_row_free);

  for (page->has_more = TRUE; rows->len < KTG_PAGE_ROWS;)
    {
      KtgArchiveFileRow *row;

      if (!ktg_statement_step (statement, &page->has_more, error))
        return NULL;
      if (!page->has_more)
        break;
      row = read (statement);
      page->last = row->number;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

/**
 * ktg_archive_file_table_dup_complete:
 *
 * Returns: (transfer full) (element-type KtgArchiveFileRow): whole files, a part of them
 */
GPtrArray *
ktg_archive_file_table_dup_complete (KtgDb *db, KtgPage *page, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT " COLUMNS " FROM file WHERE number > ? AND complete_at IS NOT NULL"
                        " ORDER BY number",
                        error);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, page->after);
  return read_page (statement, read_row, page, error);
}

static KtgArchiveFileRow *
read_report_row (KtgStatement *statement)
{
  KtgArchiveFileRow *row = read_row (statement);

  row->is_preview = ktg_statement_get_int (statement, 4) != 0;
  row->name = g_strdup (ktg_statement_get_text (statement, 5));
  row->report = ktg_statement_get_int (statement, 6);
  return row;
}

/**
 * ktg_archive_file_table_dup_of_reports:
 * @after: the reports with a higher number than this
 * @last: and none higher than this
 *
 * Returns: (element-type KtgArchiveFileRow): the files that their events name, each once a report,
 * in the order of the reports
 */
GPtrArray *
ktg_archive_file_table_dup_of_reports (KtgDb *db, gint64 after, gint64 last, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT " COLUMNS ", min (is_preview), max (name), event.report FROM event"
                        " CROSS JOIN event_file ON event_file.event = event.idx"
                        " CROSS JOIN file ON file.number = event_file.file"
                        " WHERE event.report > ? AND event.report <= ?"
                        " GROUP BY event.report, file.number ORDER BY event.report, file.number",
                        error);
  g_autoptr (GPtrArray) rows
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_archive_file_row_free);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, after);
  ktg_statement_bind_int (statement, 2, last);
  while (ktg_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&rows);
      g_ptr_array_add (rows, read_report_row (statement));
    }

  return NULL;
}

/**
 * ktg_archive_file_table_dup_of_report:
 * @report: its number
 * @index: files that only later events name are left out
 *
 * Returns: (transfer full) (element-type KtgArchiveFileRow): a part of the files that its events
 * name, each once
 */
GPtrArray *
ktg_archive_file_table_dup_of_report (KtgDb   *db,
                                      gint64   report,
                                      guint64  index,
                                      KtgPage *page,
                                      GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT " COLUMNS ", min (is_preview), max (name), event.report FROM event"
                        " CROSS JOIN event_file ON event_file.event = event.idx"
                        " CROSS JOIN file ON file.number = event_file.file"
                        " WHERE event.report = ? AND event.idx <= ? AND file.number > ?"
                        " GROUP BY file.number ORDER BY file.number",
                        error);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, report);
  ktg_statement_bind_int (statement, 2, (gint64)index);
  ktg_statement_bind_int (statement, 3, page->after);
  return read_page (statement, read_report_row, page, error);
}
