/* ktg-archive-file-table.c - evidence files and the events that name them, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-file-table.h"

#include "ktg-digest.h"
#include "ktg-page-private.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

#include <string.h>

#define COLUMNS "file.number, sha256, file.bytes, complete_at"
#define SELECT_OF_EVENTS                                                                           \
  "SELECT " COLUMNS ", min (is_preview), max (name), event.report FROM event"                      \
  " CROSS JOIN event_file ON event_file.event = event.idx"                                         \
  " CROSS JOIN file ON file.number = event_file.file"

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

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (statement, 1);
  KtgArchiveFileRow *row = g_new0 (KtgArchiveFileRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->sha256 = ktg_digest_dup_hex (digest);
  row->size_bytes = (guint64)ktg_statement_get_int (statement, 2);
  row->is_complete = !ktg_statement_is_null (statement, 3);

  return row;
}

/* @row: NULL when no event names such a file */
static gboolean
find_file (KtgDb *db, const char *sha256, KtgArchiveFileRow **row, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_find (db,
                         "SELECT " COLUMNS " FROM file WHERE sha256 = ?",
                         KTG_WITH (KTG_BYTES (digest)),
                         read_row,
                         (gpointer *)row,
                         error);
}

/* Where two events disagree about the length of a file that is still to come, the longer counts:
 * the hash will decide. */
static gboolean
put_file (KtgDb *db, GBytes *digest, guint64 size_bytes, gint64 *number, GError **error)
{
  return ktg_query_get_int (db,
                            "INSERT INTO file (sha256, bytes) VALUES (?1, ?2)"
                            " ON CONFLICT (sha256) DO UPDATE SET bytes ="
                            " iif (complete_at IS NULL, max (bytes, ?2), bytes) RETURNING number",
                            KTG_WITH (KTG_BYTES (digest), KTG_INT (size_bytes)),
                            number,
                            error);
}

static gboolean
announce (KtgDb *db, gint64 device, const KtgNamedFile *file, gint64 *number, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (file->sha256);

  return put_file (db, digest, file->size_bytes, number, error)
         && ktg_upload_table_announce (db, device, *number, file->size_bytes, error);
}

/**
 * ktg_archive_file_table_name:
 * @event: index of the event that names it
 * @author: number of the device that wrote that event, which from now on is to bring the file
 */
gboolean
ktg_archive_file_table_name (KtgDb              *db,
                             guint64             event,
                             gint64              author,
                             const KtgNamedFile *file,
                             GError            **error)
{
  gint64 number;

  return announce (db, author, file, &number, error)
         && ktg_query_run (db,
                           "INSERT OR IGNORE INTO event_file (event, file, is_preview, name)"
                           " VALUES (?, ?, ?, ?)",
                           KTG_WITH (KTG_INT (event),
                                     KTG_INT (number),
                                     KTG_INT (file->is_preview),
                                     KTG_TEXT (file->name)),
                           error);
}

/**
 * ktg_archive_file_table_announce:
 * @carrier: number of a device that carries an event which names the file, and from now on is to
 * bring it, too
 */
gboolean
ktg_archive_file_table_announce (KtgDb              *db,
                                 gint64              carrier,
                                 const KtgNamedFile *file,
                                 GError            **error)
{
  gint64 number;

  return announce (db, carrier, file, &number, error);
}

typedef struct
{
  const KtgDevice *device;
  gboolean         can_see;
} Look;

static gboolean
look (KtgStatement *row, gpointer user_data)
{
  Look    *self = user_data;
  KtgScope scope = {
    .author = ktg_statement_get_int (row, 0),
    .filer = ktg_statement_get_int (row, 1),
    .region = ktg_statement_get_text (row, 2),
    .place = ktg_statement_get_text (row, 3),
    .also = ktg_statement_get_text (row, 4),
    .is_for_office = ktg_statement_get_int (row, 5) != 0,
  };

  self->can_see = ktg_reach_can_see (self->device, &scope);
  return !self->can_see;
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
  Look self = { device, FALSE };

  if (!ktg_query_each (db,
                       "SELECT author, filer, region, place, also, is_for_office"
                       " FROM event_file CROSS JOIN event"
                       " ON event.idx = event_file.event CROSS JOIN upload"
                       " ON upload.device = event.author AND upload.file = event_file.file"
                       " WHERE event_file.file = ? AND delivered_at IS NOT NULL",
                       KTG_WITH (KTG_INT (file)),
                       look,
                       &self,
                       error))
    return FALSE;

  *can_see = self.can_see;
  return TRUE;
}

/* "34.71." for all of Yogyakarta; nothing in a region that is larger than a regency. */
static char *
dup_regency (const char *region)
{
  const char *dot = strchr (region, '.');
  gsize       length;

  if (dot == NULL)
    return g_strdup ("");

  length = (gsize)(dot - region) + 1;
  length += strcspn (region + length, ".");
  return g_strdup_printf ("%.*s.", (int)length, region);
}

/**
 * ktg_archive_file_table_is_near:
 * @device: who names the file
 * @file: its number
 * @is_near: (out): whether somebody else of the same regency named it and brought it, or it was
 * brought for a report of what happened there
 *
 * Elsewhere it would tell that somebody has it.
 */
gboolean
ktg_archive_file_table_is_near (KtgDb           *db,
                                const KtgDevice *device,
                                gint64           file,
                                gboolean        *is_near,
                                GError         **error)
{
  g_autofree char *regency = dup_regency (device->region);
  gint64           number;

  if (!ktg_query_get_int (db,
                          "SELECT ?3 <> '' AND EXISTS (SELECT 1"
                          " FROM event_file CROSS JOIN event"
                          " ON event.idx = event_file.event CROSS JOIN upload"
                          " ON upload.device = event.author AND upload.file = event_file.file"
                          " WHERE event_file.file = ?1 AND event.author <> ?2"
                          " AND delivered_at IS NOT NULL"
                          " AND (substr (event.region || '.', 1, length (?3)) = ?3"
                          " OR substr (event.place || '.', 1, length (?3)) = ?3))",
                          KTG_WITH (KTG_INT (file), KTG_INT (device->number), KTG_TEXT (regency)),
                          &number,
                          error))
    return FALSE;

  *is_near = number != 0;
  return TRUE;
}

/**
 * ktg_catalog_may_fetch:
 * @self: a catalog
 * @device: who asks
 * @sha256: for which file
 * @may: (out): whether it is here whole, and may be seen
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_may_fetch (KtgCatalog      *self,
                       const KtgDevice *device,
                       const char      *sha256,
                       gboolean        *may,
                       GError         **error)
{
  g_autoptr (KtgArchiveFileRow) row = NULL;

  *may = FALSE;
  if (!find_file (self->db, sha256, &row, error))
    return FALSE;

  return row == NULL || !row->is_complete
         || ktg_archive_file_table_can_see (self->db, device, row->number, may, error);
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
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_run (db,
                        "UPDATE file SET bytes = ?2, complete_at = coalesce (complete_at, ?3)"
                        " WHERE sha256 = ?1",
                        KTG_WITH (KTG_BYTES (digest), KTG_INT (size_bytes), KTG_INT (now_ms)),
                        error);
}

/**
 * ktg_catalog_complete:
 * @self: a catalog
 * @device: who brought all of it
 * @sha256: which file; the depot has it in its place
 * @size_bytes: how long it is
 * @now_ms: when
 * @delivery: (out): the number of this delivery
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_complete (KtgCatalog      *self,
                      const KtgDevice *device,
                      const char      *sha256,
                      guint64          size_bytes,
                      gint64           now_ms,
                      guint64         *delivery,
                      GError         **error)
{
  return ktg_archive_file_table_set_complete (self->db, sha256, size_bytes, now_ms, error)
         && ktg_upload_table_set_delivered (self->db,
                                            device->number,
                                            sha256,
                                            now_ms,
                                            TRUE,
                                            delivery,
                                            error);
}

/**
 * ktg_catalog_deliver:
 * @self: a catalog
 * @device: who has shown that it holds all of it
 * @sha256: which file
 * @now_ms: when
 * @delivery: (out): the number of this delivery; 0: the file is not here whole any more
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_deliver (KtgCatalog      *self,
                     const KtgDevice *device,
                     const char      *sha256,
                     gint64           now_ms,
                     guint64         *delivery,
                     GError         **error)
{
  g_autoptr (KtgArchiveFileRow) row = NULL;

  *delivery = 0;
  if (!find_file (self->db, sha256, &row, error))
    return FALSE;

  return row == NULL || !row->is_complete
         || ktg_upload_table_set_delivered (self->db,
                                            device->number,
                                            sha256,
                                            now_ms,
                                            TRUE,
                                            delivery,
                                            error);
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
  return ktg_query_run (db,
                        "UPDATE file SET complete_at = NULL WHERE number = ?",
                        KTG_WITH (KTG_INT (file)),
                        error)
         && ktg_query_run (db,
                           "UPDATE upload SET delivered_at = NULL, offset = 0, is_brought = 0"
                           " WHERE file = ?",
                           KTG_WITH (KTG_INT (file)),
                           error);
}

/**
 * ktg_catalog_list_files:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgArchiveFileRow): a page of the whole files
 */
GPtrArray *
ktg_catalog_list_files (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = { read_row, (GDestroyNotify)ktg_archive_file_row_free };

  return ktg_page_read (page,
                        self->db,
                        "SELECT " COLUMNS " FROM file WHERE number > ? AND complete_at IS NOT NULL"
                        " ORDER BY number",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}

static gpointer
read_report_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgArchiveFileRow *row = read_row (statement, user_data, error);

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
  return ktg_query_list (db,
                         SELECT_OF_EVENTS
                         " WHERE event.report > ? AND event.report <= ?"
                         " GROUP BY event.report, file.number ORDER BY event.report, file.number",
                         KTG_WITH (KTG_INT (after), KTG_INT (last)),
                         read_report_row,
                         (GDestroyNotify)ktg_archive_file_row_free,
                         error);
}

/**
 * ktg_catalog_list_report_files:
 * @self: a catalog
 * @page: (inout): of which report and from where, and where it ended; files that only events after
 * `until` name are left out
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgArchiveFileRow): a page of the files that its events
 * name, each once
 */
GPtrArray *
ktg_catalog_list_report_files (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = { read_report_row, (GDestroyNotify)ktg_archive_file_row_free };

  return ktg_page_read (page,
                        self->db,
                        SELECT_OF_EVENTS
                        " WHERE event.report = ? AND event.idx <= ? AND file.number > ?"
                        " GROUP BY file.number ORDER BY file.number",
                        KTG_WITH (KTG_INT (page->of), KTG_INT (page->until), KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}
