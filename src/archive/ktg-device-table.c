/* ktg-device-table.c - devices, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-device-table.h"

#include "ktg-enrolment-table.h"
#include "ktg-page-private.h"
#include "ktg-writer-private.h"

#define COLUMNS                                                                                    \
  "number, key, role, region, revoked_at, enrolment,"                                              \
  " (SELECT e.admitted_at IS NULL FROM enrolment e WHERE e.number = device.enrolment),"            \
  " coalesce (until, 0), is_node"

/**
 * ktg_device_row_free:
 * @row: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_device_row_free (KtgDeviceRow *row)
{
  if (row == NULL)
    return;

  g_free (row->key);
  g_free (row->officer);
  g_free (row->name);
  g_free (row->region);
  g_free (row);
}

static KtgRole
read_role (KtgStatement *statement, int column)
{
  KtgRole role = KTG_ROLE_OFFICER;

  ktg_role_from_name (ktg_statement_get_text (statement, column), &role);
  return role;
}

static gpointer
read_device (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgDevice *device = ktg_device_new (ktg_statement_get_int (statement, 0),
                                      ktg_statement_get_text (statement, 1),
                                      read_role (statement, 2),
                                      ktg_statement_get_text (statement, 3),
                                      !ktg_statement_is_null (statement, 4));

  device->enrolment = ktg_statement_get_int (statement, 5);
  device->is_pending = ktg_statement_get_int (statement, 6) != 0;
  device->until_ms = ktg_statement_get_int (statement, 7);
  device->is_node = ktg_statement_get_int (statement, 8) != 0;
  return device;
}

/**
 * ktg_device_table_dup_all:
 *
 * Returns: (transfer full) (element-type KtgDevice): all devices
 */
GPtrArray *
ktg_device_table_dup_all (KtgDb *db, GError **error)
{
  return ktg_query_list (db,
                         "SELECT " COLUMNS " FROM device ORDER BY number",
                         NULL,
                         read_device,
                         (GDestroyNotify)ktg_device_unref,
                         error);
}

/**
 * ktg_device_table_find:
 * @key: whole
 * @device: (out) (transfer full) (nullable): %NULL where there is none
 */
gboolean
ktg_device_table_find (KtgDb *db, const char *key, KtgDevice **device, GError **error)
{
  return ktg_query_find (db,
                         "SELECT " COLUMNS " FROM device WHERE key = ?",
                         KTG_WITH (KTG_TEXT (key)),
                         read_device,
                         (gpointer *)device,
                         error);
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
 * ktg_device_table_find_numbered:
 * @number: of a row
 * @device: (out) (nullable) (transfer full): NULL where there is none
 */
gboolean
ktg_device_table_find_numbered (KtgDb *db, gint64 number, KtgDevice **device, GError **error)
{
  return ktg_query_find (db,
                         "SELECT " COLUMNS " FROM device WHERE number = ?",
                         KTG_WITH (KTG_INT (number)),
                         read_device,
                         (gpointer *)device,
                         error);
}

/**
 * ktg_device_table_find_namesake:
 * @device: (out) (nullable) (transfer full): NULL when the key of no device begins like this one
 */
gboolean
ktg_device_table_find_namesake (KtgDb *db, const char *key, KtgDevice **device, GError **error)
{
  return ktg_query_find (db,
                         "SELECT " COLUMNS " FROM device"
                         " WHERE substr (key, 1, 16) = substr (?, 1, 16)",
                         KTG_WITH (KTG_TEXT (key)),
                         read_device,
                         (gpointer *)device,
                         error);
}

static gboolean
put_account (KtgDb         *db,
             const char    *key,
             const char    *name,
             const KtgCode *code,
             gint64         now_ms,
             gint64        *number,
             GError       **error)
{
  return ktg_query_get_int (db,
                            "INSERT INTO device (key, officer, name, role, region, enrolled_at,"
                            " is_node) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)"
                            " ON CONFLICT (key) DO UPDATE SET officer = ?2, name = ?3, role = ?4,"
                            " region = ?5, until = NULL, is_node = ?7 RETURNING number",
                            KTG_WITH (KTG_TEXT (key),
                                      KTG_TEXT (code->officer),
                                      KTG_TEXT (name),
                                      KTG_TEXT (ktg_role_get_name (code->role)),
                                      KTG_TEXT (code->region),
                                      KTG_INT (now_ms),
                                      KTG_INT (code->is_node)),
                            number,
                            error);
}

static gboolean
put_enrolment (KtgDb *db, gint64 number, gint64 enrolment, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE device SET enrolment = ?2 WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_INT (enrolment)),
                        error);
}

/**
 * ktg_device_table_enrol:
 * @name: (nullable): what the person calls the device
 * @box: (nullable): its box key
 * @code: whose officer, role and region the device gets
 * @device: (out): as it now is, and not admitted yet
 *
 * A device that was enrolled before gets the new code's officer, role and region; one that was
 * revoked stays revoked. Either way it is one more enrolment.
 */
gboolean
ktg_device_table_enrol (KtgDb         *db,
                        const char    *key,
                        const char    *name,
                        const char    *box,
                        const KtgCode *code,
                        gint64         now_ms,
                        KtgDevice    **device,
                        GError       **error)
{
  gint64 number;
  gint64 enrolment;

  return put_account (db, key, name, code, now_ms, &number, error)
         && ktg_enrolment_table_add (db, number, name, box, code, now_ms, &enrolment, error)
         && put_enrolment (db, number, enrolment, error)
         && ktg_device_table_find (db, key, device, error);
}

/**
 * ktg_device_table_note_told:
 * @device: its number
 * @seq: the newest of its numbers that it says it has a receipt for
 *
 * For what is known to be missing: it is named even if the device never comes again.
 */
gboolean
ktg_device_table_note_told (KtgDb *db, gint64 device, guint64 seq, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE device SET told = ?2 WHERE number = ?1 AND told < ?2",
                        KTG_WITH (KTG_INT (device), KTG_INT (seq)),
                        error);
}

/**
 * ktg_device_table_set_term:
 * @number: of a device
 * @is_node: whether it is a server
 * @until_ms: until when it may ask; 0: nobody said an end
 */
gboolean
ktg_device_table_set_term (KtgDb   *db,
                           gint64   number,
                           gboolean is_node,
                           gint64   until_ms,
                           GError **error)
{
  return ktg_query_run (db,
                        "UPDATE device SET is_node = ?2, until = nullif (?3, 0) WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_INT (is_node), KTG_INT (until_ms)),
                        error);
}

/**
 * ktg_device_table_revoke:
 * @number: of a device
 * @now_ms: when
 */
gboolean
ktg_device_table_revoke (KtgDb *db, gint64 number, gint64 now_ms, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE device SET revoked_at = ?2 WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_INT (now_ms)),
                        error);
}

/**
 * ktg_device_table_note_seen:
 * @number: of a device
 * @seen_at_ms: when it last asked for something
 */
gboolean
ktg_device_table_note_seen (KtgDb *db, gint64 number, gint64 seen_at_ms, GError **error)
{
  return ktg_query_run (db,
                        "UPDATE device SET seen_at = ?2 WHERE number = ?1",
                        KTG_WITH (KTG_INT (number), KTG_INT (seen_at_ms)),
                        error);
}

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
{
  KtgDeviceRow *row = g_new0 (KtgDeviceRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->key = g_strdup (ktg_statement_get_text (statement, 1));
  row->role = read_role (statement, 2);
  row->region = g_strdup (ktg_statement_get_text (statement, 3));
  row->officer = g_strdup (ktg_statement_get_text (statement, 4));
  row->name = g_strdup (ktg_statement_get_text (statement, 5));
  row->enrolled_at_ms = ktg_statement_get_int (statement, 6);
  row->seen_at_ms = ktg_statement_get_int (statement, 7);
  row->revoked_at_ms = ktg_statement_get_int (statement, 8);
  row->told = (guint64)ktg_statement_get_int (statement, 9);
  row->is_elsewhere = ktg_statement_get_int (statement, 10) != 0;
  row->is_pending = ktg_statement_get_int (statement, 11) != 0;
  row->is_node = ktg_statement_get_int (statement, 12) != 0;

  return row;
}

#define LISTED                                                                                     \
  "SELECT d.number, d.key, d.role, d.region, d.officer, d.name,"                                   \
  " coalesce (e.enrolled_at, d.enrolled_at), coalesce (d.seen_at, 0),"                             \
  " coalesce (d.revoked_at, 0), d.told, e.number IS NOT NULL AND e.code IS NULL,"                  \
  " e.number IS NOT NULL AND e.admitted_at IS NULL, d.is_node"                                     \
  " FROM device d LEFT JOIN enrolment e ON e.number = d.enrolment"                                 \
  " WHERE d.number > ?1"

static const KtgPageRows listed = { read_row, (GDestroyNotify)ktg_device_row_free };

/* Whoever asks for these from afar asks as seldom as may be. */
static const KtgPageRows listed_afar
    = { read_row, (GDestroyNotify)ktg_device_row_free, .max_rows = 5 * KTG_PAGE_ROWS };

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
  return ktg_page_read (page,
                        self->db,
                        LISTED " ORDER BY d.number",
                        KTG_WITH (KTG_INT (page->after)),
                        &listed,
                        NULL,
                        error);
}

/**
 * ktg_device_table_list_inside:
 * @region: a code; empty: the whole country
 * @page: (inout): from where, and where it ended
 *
 * Returns: (transfer full) (element-type KtgDeviceRow): a page of those of this region and below;
 * or %NULL
 */
GPtrArray *
ktg_device_table_list_inside (KtgDb *db, const char *region, KtgPage *page, GError **error)
{
  return ktg_page_read (page,
                        db,
                        LISTED " AND (?2 IN ('', d.region) OR d.region LIKE ?2 || '.%')"
                               " ORDER BY d.number",
                        KTG_WITH (KTG_INT (page->after), KTG_TEXT (region)),
                        &listed_afar,
                        NULL,
                        error);
}
