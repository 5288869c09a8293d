/* ktg-upload-table.c - what each device has to bring of each file, as rows
 *
 * A row belongs to one device and one hash. What others bring of the same hash is in their rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upload-table.h"

#include "ktg-digest.h"
#include "ktg-writer-private.h"

#include <ktg-query.h>

#define SELECT                                                                                     \
  "SELECT upload.device, upload.file, file.sha256, upload.bytes, file.bytes, upload.offset,"       \
  " delivered_at, complete_at, delivery, is_brought"                                               \
  " FROM upload CROSS JOIN file ON file.number = upload.file"

#define OF_FILE "file = (SELECT number FROM file WHERE sha256 = ?2)"

/**
 * ktg_upload_row_free:
 *
 * Nothing for %NULL.
 */
void
ktg_upload_row_free (KtgUploadRow *row)
{
  if (row == NULL)
    return;

  g_free (row->sha256);
  g_free (row);
}

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (statement, 2);
  KtgUploadRow *row = g_new0 (KtgUploadRow, 1);

  row->device = ktg_statement_get_int (statement, 0);
  row->file = ktg_statement_get_int (statement, 1);
  row->sha256 = ktg_digest_dup_hex (digest);
  row->announced_bytes = (guint64)ktg_statement_get_int (statement, 3);
  row->file_bytes = (guint64)ktg_statement_get_int (statement, 4);
  row->offset = (guint64)ktg_statement_get_int (statement, 5);
  row->is_delivered = !ktg_statement_is_null (statement, 6);
  row->is_complete = !ktg_statement_is_null (statement, 7);
  row->delivery = row->is_delivered ? (guint64)ktg_statement_get_int (statement, 8) : 0;
  row->is_brought = ktg_statement_get_int (statement, 9) != 0;

  return row;
}

/**
 * ktg_upload_table_announce:
 * @file: its number
 * @size_bytes: what the device's event says
 *
 * From now on the device is to bring the file. Where two of its events disagree about the length,
 * the longer counts: the hash will decide.
 */
gboolean
ktg_upload_table_announce (KtgDb   *db,
                           gint64   device,
                           gint64   file,
                           guint64  size_bytes,
                           GError **error)
{
  return ktg_query_run (db,
                        "INSERT INTO upload (device, file, bytes) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (device, file) DO UPDATE SET bytes = max (bytes, ?3)",
                        KTG_WITH (KTG_INT (device), KTG_INT (file), KTG_INT (size_bytes)),
                        error);
}

/**
 * ktg_upload_table_find:
 * @name: its hash, or what ktg_sha256_is_name() takes for the beginning of that
 * @row: (out) (nullable): NULL when no event of @device names such a file
 */
gboolean
ktg_upload_table_find (KtgDb         *db,
                       gint64         device,
                       const char    *name,
                       KtgUploadRow **row,
                       GError       **error)
{
  g_autoptr (GBytes) least = ktg_digest_new_bound (name, '0');
  g_autoptr (GBytes) greatest = ktg_digest_new_bound (name, 'f');

  return ktg_query_find (db,
                         SELECT " WHERE upload.device = ?1 AND upload.file IN"
                                " (SELECT number FROM file WHERE sha256 BETWEEN ?2 AND ?3)",
                         KTG_WITH (KTG_INT (device), KTG_BYTES (least), KTG_BYTES (greatest)),
                         read_row,
                         (gpointer *)row,
                         error);
}

/**
 * ktg_upload_table_set_offset:
 * @offset: bytes that @device brought of it and that are on disk
 */
gboolean
ktg_upload_table_set_offset (KtgDb      *db,
                             gint64      device,
                             const char *sha256,
                             guint64     offset,
                             GError    **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_run (db,
                        "UPDATE upload SET offset = ?3 WHERE device = ?1 AND " OF_FILE,
                        KTG_WITH (KTG_INT (device), KTG_BYTES (digest), KTG_INT (offset)),
                        error);
}

/**
 * ktg_upload_table_set_delivered:
 * @is_brought: whether it brought the file itself, or proved that it has it
 * @delivery: (out) (optional): its number; 0 where the device has nothing to bring of such a file
 *
 * Only for a file that is complete, and a device that brought all of it, sees it elsewhere, or
 * whose events were carried by who brought it. What is delivered already keeps its number.
 */
gboolean
ktg_upload_table_set_delivered (KtgDb      *db,
                                gint64      device,
                                const char *sha256,
                                gint64      now_ms,
                                gboolean    is_brought,
                                guint64    *delivery,
                                GError    **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);
  gint64 number;

  if (!ktg_query_get_int (db,
                          "UPDATE upload SET delivered_at = coalesce (delivered_at, ?3),"
                          " is_brought = max (is_brought, ?4),"
                          " delivery = iif (delivered_at IS NULL,"
                          " (SELECT 1 + coalesce (max (delivery), 0) FROM upload), delivery)"
                          " WHERE device = ?1 AND " OF_FILE " RETURNING delivery",
                          KTG_WITH (KTG_INT (device),
                                    KTG_BYTES (digest),
                                    KTG_INT (now_ms),
                                    KTG_INT (is_brought)),
                          &number,
                          error))
    return FALSE;

  if (delivery != NULL)
    *delivery = (guint64)number;
  return TRUE;
}

/**
 * ktg_upload_table_sum_owed:
 * @owed_bytes: (out): what @device's events name and it has not brought yet
 */
gboolean
ktg_upload_table_sum_owed (KtgDb *db, gint64 device, guint64 *owed_bytes, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT coalesce (sum (bytes), 0) FROM upload"
                            " WHERE device = ? AND delivered_at IS NULL",
                            KTG_WITH (KTG_INT (device)),
                            (gint64 *)owed_bytes,
                            error);
}

/**
 * ktg_catalog_list_begun:
 * @self: a catalog
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgUploadRow): what is still coming
 */
GPtrArray *
ktg_catalog_list_begun (KtgCatalog *self, GError **error)
{
  return ktg_query_list (self->db,
                         SELECT " WHERE delivered_at IS NULL AND offset > 0",
                         NULL,
                         read_row,
                         (GDestroyNotify)ktg_upload_row_free,
                         error);
}

/**
 * ktg_upload_table_dup_begun_of:
 *
 * Returns: (element-type KtgUploadRow): those of this file of which a part is here
 */
GPtrArray *
ktg_upload_table_dup_begun_of (KtgDb *db, const char *sha256, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  return ktg_query_list (db,
                         SELECT " WHERE delivered_at IS NULL AND offset > 0 AND file.sha256 = ?",
                         KTG_WITH (KTG_BYTES (digest)),
                         read_row,
                         (GDestroyNotify)ktg_upload_row_free,
                         error);
}

static gpointer
read_sha256 (KtgStatement *row, gpointer user_data, GError **error)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (row, 0);

  return ktg_digest_dup_hex (digest);
}

/**
 * ktg_upload_table_dup_gone:
 * @max: how many at most
 *
 * Returns: (transfer full) (element-type utf8): the SHA-256 of what @device had brought and is not
 * here any more
 */
GPtrArray *
ktg_upload_table_dup_gone (KtgDb *db, gint64 device, guint max, GError **error)
{
  return ktg_query_list (db,
                         "SELECT sha256 FROM upload JOIN file ON file.number = upload.file"
                         " WHERE device = ? AND delivered_at IS NULL AND delivery IS NOT NULL"
                         " ORDER BY delivery LIMIT ?",
                         KTG_WITH (KTG_INT (device), KTG_INT (max)),
                         read_sha256,
                         g_free,
                         error);
}

/**
 * ktg_upload_table_get_head:
 * @delivery: (out): the highest number that was given, 0 before the first
 */
gboolean
ktg_upload_table_get_head (KtgDb *db, guint64 *delivery, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT max (delivery) FROM upload",
                            NULL,
                            (gint64 *)delivery,
                            error);
}

/**
 * ktg_upload_table_get_first_delivery:
 * @delivery: (out): the lowest number under which this file was delivered, 0 if it was not
 */
gboolean
ktg_upload_table_get_first_delivery (KtgDb *db, gint64 file, guint64 *delivery, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT min (delivery) FROM upload"
                            " WHERE file = ? AND delivered_at IS NOT NULL",
                            KTG_WITH (KTG_INT (file)),
                            (gint64 *)delivery,
                            error);
}

/**
 * ktg_upload_table_has_delivered:
 * @start: of a hash, or all of it; lowercase
 * @has: (out): whether a file whose hash begins so is here whole, with a receipt for @device
 */
gboolean
ktg_upload_table_has_delivered (KtgDb      *db,
                                gint64      device,
                                const char *start,
                                gboolean   *has,
                                GError    **error)
{
  g_autoptr (GBytes) least = ktg_digest_new_bound (start, '0');
  g_autoptr (GBytes) greatest = ktg_digest_new_bound (start, 'f');
  gint64 n_found;

  if (!ktg_query_get_int (db,
                          "SELECT count (*) FROM file JOIN upload ON file = file.number"
                          " WHERE sha256 BETWEEN ? AND ? AND complete_at IS NOT NULL"
                          " AND device = ? AND delivered_at IS NOT NULL",
                          KTG_WITH (KTG_BYTES (least), KTG_BYTES (greatest), KTG_INT (device)),
                          &n_found,
                          error))
    return FALSE;

  *has = n_found > 0;
  return TRUE;
}

/* --- of the device that asks --- */

/**
 * ktg_catalog_find_upload:
 * @self: a catalog
 * @device: who brings it
 * @name: the beginning of a hash, or all of it
 * @row: (out) (transfer full) (nullable): %NULL where no event of @device names it
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_find_upload (KtgCatalog      *self,
                         const KtgDevice *device,
                         const char      *name,
                         KtgUploadRow   **row,
                         GError         **error)
{
  return ktg_upload_table_find (self->db, device->number, name, row, error);
}

/**
 * ktg_catalog_note_offset:
 * @self: a catalog
 * @device: who brings it
 * @sha256: which file
 * @offset: so many bytes of it are on the disk
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_note_offset (KtgCatalog      *self,
                         const KtgDevice *device,
                         const char      *sha256,
                         guint64          offset,
                         GError         **error)
{
  return ktg_upload_table_set_offset (self->db, device->number, sha256, offset, error);
}
