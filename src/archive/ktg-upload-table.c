/* ktg-upload-table.c - what each device has to bring of each file, as rows
 *
 * A row belongs to one device and one hash. What others bring of the same hash is in their rows.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-upload-table.h"

#include "ktg-digest.h"

#include <ktg-sha256.h>

#include <string.h>

#define SELECT                                                                                     \
  "SELECT upload.device, upload.file, file.sha256, upload.bytes, file.bytes, upload.offset,"       \
  " delivered_at, complete_at, delivery"                                                           \
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

static KtgUploadRow *
read_row (KtgStatement *statement)
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

  return row;
}

static GPtrArray *
read_rows (KtgStatement *statement, GError **error)
{
  return ktg_statement_dup_rows (statement,
                                 (KtgStatementRead)read_row,
                                 NULL,
                                 (GDestroyNotify)ktg_upload_row_free,
                                 error);
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO upload (device, file, bytes) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT (device, file) DO UPDATE SET bytes = max (bytes, ?3)",
                        error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_int (statement, 2, file);
  ktg_statement_bind_int (statement, 3, (gint64)size_bytes);
  return ktg_statement_run (statement, error);
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        SELECT " WHERE upload.device = ?1 AND upload.file IN"
                               " (SELECT number FROM file WHERE sha256 BETWEEN ?2 AND ?3)",
                        error);
  g_autoptr (GBytes) least = ktg_digest_new_bound (name, '0');
  g_autoptr (GBytes) greatest = ktg_digest_new_bound (name, 'f');
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_bytes (statement, 2, least);
  ktg_statement_bind_bytes (statement, 3, greatest);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *row = has_row ? read_row (statement) : NULL;
  return TRUE;
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE upload SET offset = ?3 WHERE device = ?1 AND " OF_FILE, error);
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_bytes (statement, 2, digest);
  ktg_statement_bind_int (statement, 3, (gint64)offset);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_upload_table_set_delivered:
 * @delivery: (out) (optional): its number
 *
 * Only for a file that is complete, and a device that brought all of it or sees it elsewhere. What
 * is delivered already keeps its number.
 */
gboolean
ktg_upload_table_set_delivered (KtgDb      *db,
                                gint64      device,
                                const char *sha256,
                                gint64      now_ms,
                                guint64    *delivery,
                                GError    **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "UPDATE upload SET delivered_at = coalesce (delivered_at, ?3),"
                        " delivery = iif (delivered_at IS NULL,"
                        " (SELECT 1 + coalesce (max (delivery), 0) FROM upload), delivery)"
                        " WHERE device = ?1 AND " OF_FILE " RETURNING delivery",
                        error);
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_bytes (statement, 2, digest);
  ktg_statement_bind_int (statement, 3, now_ms);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row && delivery != NULL)
    *delivery = (guint64)ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_upload_table_sum_owed:
 * @owed_bytes: (out): what @device's events name and it has not brought yet
 */
gboolean
ktg_upload_table_sum_owed (KtgDb *db, gint64 device, guint64 *owed_bytes, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT coalesce (sum (bytes), 0) FROM upload"
                        " WHERE device = ? AND delivered_at IS NULL",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *owed_bytes = (guint64)ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_upload_table_dup_begun:
 *
 * Returns: (element-type KtgUploadRow): those of which a part is here
 */
GPtrArray *
ktg_upload_table_dup_begun (KtgDb *db, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, SELECT " WHERE delivered_at IS NULL AND offset > 0", error);

  return statement != NULL ? read_rows (statement, error) : NULL;
}

/**
 * ktg_upload_table_dup_begun_of:
 *
 * Returns: (element-type KtgUploadRow): those of this file of which a part is here
 */
GPtrArray *
ktg_upload_table_dup_begun_of (KtgDb *db, const char *sha256, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        SELECT " WHERE delivered_at IS NULL AND offset > 0 AND file.sha256 = ?",
                        error);
  g_autoptr (GBytes) digest = ktg_digest_new (sha256);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_bytes (statement, 1, digest);
  return read_rows (statement, error);
}

static gboolean
get_delivery (KtgDb *db, const char *sql, gint64 file, guint64 *delivery, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, file);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *delivery = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * ktg_upload_table_list_gone:
 * @gone: (element-type utf8): gets the SHA-256 of what @device had brought and is not here any
 * more,
 * @max at most
 */
gboolean
ktg_upload_table_list_gone (KtgDb *db, gint64 device, guint max, GPtrArray *gone, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT sha256 FROM upload JOIN file ON file.number = upload.file"
                        " WHERE device = ? AND delivered_at IS NULL AND delivery IS NOT NULL"
                        " ORDER BY delivery LIMIT ?",
                        error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_int (statement, 2, max);
  while (ktg_statement_step (statement, &has_row, error))
    {
      g_autoptr (GBytes) digest = has_row ? ktg_statement_dup_bytes (statement, 0) : NULL;

      if (!has_row)
        return TRUE;
      g_ptr_array_add (gone, ktg_digest_dup_hex (digest));
    }

  return FALSE;
}

/**
 * ktg_upload_table_get_head:
 * @delivery: (out): the highest number that was given, 0 before the first
 */
gboolean
ktg_upload_table_get_head (KtgDb *db, guint64 *delivery, GError **error)
{
  return get_delivery (db, "SELECT max (delivery) FROM upload WHERE ?1 = 0", 0, delivery, error);
}

/**
 * ktg_upload_table_get_first_delivery:
 * @delivery: (out): the lowest number under which this file was delivered, 0 if it was not
 */
gboolean
ktg_upload_table_get_first_delivery (KtgDb *db, gint64 file, guint64 *delivery, GError **error)
{
  return get_delivery (db,
                       "SELECT min (delivery) FROM upload"
                       " WHERE file = ? AND delivered_at IS NOT NULL",
                       file,
                       delivery,
                       error);
}

static GBytes *
new_digest_from (const char *start, char filler)
{
  char hex[KTG_SHA256_HEX + 1];

  memset (hex, filler, KTG_SHA256_HEX);
  hex[KTG_SHA256_HEX] = '\0';
  memcpy (hex, start, MIN (strlen (start), KTG_SHA256_HEX));
  return ktg_digest_new (hex);
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT 1 FROM file JOIN upload ON file = file.number"
                        " WHERE sha256 BETWEEN ? AND ? AND complete_at IS NOT NULL"
                        " AND device = ? AND delivered_at IS NOT NULL LIMIT 1",
                        error);
  g_autoptr (GBytes) first = new_digest_from (start, '0');
  g_autoptr (GBytes) last = new_digest_from (start, 'f');

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, first);
  ktg_statement_bind_bytes (statement, 2, last);
  ktg_statement_bind_int (statement, 3, device);
  return ktg_statement_step (statement, has, error);
}
