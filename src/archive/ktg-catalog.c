/* ktg-catalog.c - what the archive has on record, as endpoints and verbs ask for it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-catalog.h"

#include "ktg-archive-event-table.h"
#include "ktg-archive-file-table.h"
#include "ktg-aside-table.h"
#include "ktg-audit-table.h"
#include "ktg-code-table.h"
#include "ktg-device-table.h"
#include "ktg-upload-table.h"
#include "ktg-writer-private.h"

/* --- codes and devices --- */

/**
 * ktg_catalog_find_code:
 * @self: a catalog
 * @hash: (nullable): of the code; %NULL to look for @number
 * @number: its number
 * @code: (out) (transfer full) (nullable): %NULL where there is none
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_find_code (KtgCatalog *self,
                       GBytes     *hash,
                       gint64      number,
                       KtgCode   **code,
                       GError    **error)
{
  return hash != NULL ? ktg_code_table_find (self->db, hash, code, error)
                      : ktg_code_table_find_number (self->db, number, code, error);
}

/**
 * ktg_catalog_cancel_code:
 * @self: a catalog
 * @number: of a code that was not used
 * @now_ms: when
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_cancel_code (KtgCatalog *self, gint64 number, gint64 now_ms, GError **error)
{
  return ktg_code_table_cancel (self->db, number, now_ms, error);
}

/**
 * ktg_catalog_find_device:
 * @self: a catalog
 * @key: whole
 * @device: (out) (transfer full) (nullable): %NULL where there is none
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_find_device (KtgCatalog *self, const char *key, KtgDevice **device, GError **error)
{
  return ktg_device_table_find (self->db, key, device, error);
}

/**
 * ktg_catalog_revoke:
 * @self: a catalog
 * @key: of a device
 * @now_ms: when
 * @error: set with %FALSE
 *
 * The roster is the caller's to change.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_revoke (KtgCatalog *self, const char *key, gint64 now_ms, GError **error)
{
  return ktg_device_table_revoke (self->db, key, now_ms, error);
}

/* --- files --- */

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
  if (!ktg_archive_file_table_find (self->db, sha256, &row, error))
    return FALSE;

  return row == NULL || !row->is_complete
         || ktg_archive_file_table_can_see (self->db, device, row->number, may, error);
}

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
                                            delivery,
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
  return ktg_upload_table_dup_begun (self->db, error);
}

/* --- what was put aside --- */

/**
 * ktg_catalog_has_aside:
 * @self: a catalog
 * @id: of an event
 * @has: (out): whether it was refused and kept
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_has_aside (KtgCatalog *self, const char *id, gboolean *has, GError **error)
{
  return ktg_aside_table_has (self->db, id, has, error);
}

/**
 * ktg_catalog_empty_aside:
 * @self: a catalog
 * @sender: number of a device; 0: all of them
 * @n_dropped: (out): how many were there
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_empty_aside (KtgCatalog *self, gint64 sender, guint *n_dropped, GError **error)
{
  return ktg_aside_table_empty (self->db, sender, n_dropped, error);
}

/* --- pages --- */

/**
 * ktg_catalog_list_aside:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgAsideRow): a page
 */
GPtrArray *
ktg_catalog_list_aside (KtgCatalog *self, KtgPage *page, GError **error)
{
  return ktg_aside_table_dup_page (self->db, page, error);
}

static void
audit_line_free (gpointer data)
{
  KtgAuditLine *line = data;

  g_free (line->what);
  g_free (line);
}

static void
add_audit_line (const KtgAuditRow *row, gpointer user_data)
{
  KtgAuditLine *line = g_new0 (KtgAuditLine, 1);

  line->number = row->number;
  line->at_ms = row->at_ms;
  line->what = g_strdup (row->what);
  line->subject = row->subject;
  line->count = row->count;
  g_ptr_array_add (user_data, line);
}

/**
 * ktg_catalog_list_audit:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgAuditLine): a page
 */
GPtrArray *
ktg_catalog_list_audit (KtgCatalog *self, KtgPage *page, GError **error)
{
  g_autoptr (GPtrArray) lines = g_ptr_array_new_with_free_func (audit_line_free);

  if (!ktg_audit_table_each (self->db, page->after, KTG_PAGE_ROWS, add_audit_line, lines, error))
    return NULL;

  page->has_more = lines->len == KTG_PAGE_ROWS;
  if (lines->len > 0)
    page->last = ((KtgAuditLine *)g_ptr_array_index (lines, lines->len - 1))->number;
  return g_steal_pointer (&lines);
}

/**
 * ktg_catalog_list_codes:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgCode): a page
 */
GPtrArray *
ktg_catalog_list_codes (KtgCatalog *self, KtgPage *page, GError **error)
{
  GPtrArray *codes = ktg_code_table_dup_page (self->db, page->after, KTG_PAGE_ROWS, error);

  if (codes == NULL)
    return NULL;

  page->has_more = codes->len == KTG_PAGE_ROWS;
  if (codes->len > 0)
    page->last = ((KtgCode *)g_ptr_array_index (codes, codes->len - 1))->number;
  return codes;
}

/**
 * ktg_catalog_list_devices:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgDeviceRow): a page
 */
GPtrArray *
ktg_catalog_list_devices (KtgCatalog *self, KtgPage *page, GError **error)
{
  GPtrArray *rows = ktg_device_table_dup_page (self->db, page->after, KTG_PAGE_ROWS, error);

  if (rows == NULL)
    return NULL;

  page->has_more = rows->len == KTG_PAGE_ROWS;
  if (rows->len > 0)
    page->last = ((KtgDeviceRow *)g_ptr_array_index (rows, rows->len - 1))->number;
  return rows;
}

/**
 * ktg_catalog_list_events:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgStoredEvent): a page of all events
 */
GPtrArray *
ktg_catalog_list_events (KtgCatalog *self, KtgPage *page, GError **error)
{
  return ktg_archive_event_table_dup_page (self->db, page, error);
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
  return ktg_archive_file_table_dup_complete (self->db, page, error);
}

/**
 * ktg_catalog_check:
 * @self: a catalog
 * @error: what is wrong
 *
 * The database's own check, which holds everything up.
 *
 * Returns: %FALSE if something is wrong
 */
gboolean
ktg_catalog_check (KtgCatalog *self, GError **error)
{
  return ktg_db_check (self->db, error);
}
