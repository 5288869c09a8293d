/* ktg-device-table.c - devices, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-device-table.h"

#include "ktg-archive-error.h"
#include "ktg-enrolment-table.h"

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

static KtgDevice *
read_device (KtgStatement *statement)
{
  KtgDevice *device = ktg_device_new (ktg_statement_get_int (statement, 0),
                                      ktg_statement_get_text (statement, 1),
                                      read_role (statement, 2),
                                      ktg_statement_get_text (statement, 3),
                                      !ktg_statement_is_null (statement, 4));

  device->enrolment = ktg_statement_get_int (statement, 5);
  return device;
}

/**
 * ktg_device_table_each:
 * @func: gets each device, which it must keep or unref, and the officer's name
 */
gboolean
ktg_device_table_each (KtgDb *db, KtgDeviceFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db,
                                                       "SELECT number, key, role, region, "
                                                       "revoked_at, enrolment, officer FROM device"
                                                       " ORDER BY number",
                                                       error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  while (ktg_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      func (read_device (statement), ktg_statement_get_text (statement, 6), user_data);
    }

  return FALSE;
}

static gboolean
find (KtgDb *db, const char *where, const char *key, KtgDevice **device, GError **error)
{
  g_autofree char *sql
      = g_strconcat ("SELECT number, key, role, region, revoked_at, enrolment FROM device WHERE ",
                     where,
                     NULL);
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db, sql, error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, key);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *device = has_row ? read_device (statement) : NULL;
  return TRUE;
}

/**
 * ktg_device_table_find:
 * @device: (out) (nullable) (transfer full): NULL when no device has this key
 */
gboolean
ktg_device_table_find (KtgDb *db, const char *key, KtgDevice **device, GError **error)
{
  return find (db, "key = ?", key, device, error);
}

/**
 * ktg_device_table_find_namesake:
 * @device: (out) (nullable) (transfer full): NULL when the key of no device begins like this one
 */
gboolean
ktg_device_table_find_namesake (KtgDb *db, const char *key, KtgDevice **device, GError **error)
{
  return find (db, "substr (key, 1, 16) = substr (?, 1, 16)", key, device, error);
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO device (key, officer, name, role, region, enrolled_at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                        " ON CONFLICT (key) DO UPDATE SET officer = ?2, name = ?3, role = ?4,"
                        " region = ?5 RETURNING number",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, key);
  ktg_statement_bind_text (statement, 2, code->officer);
  ktg_statement_bind_text (statement, 3, name);
  ktg_statement_bind_text (statement, 4, ktg_role_get_name (code->role));
  ktg_statement_bind_text (statement, 5, code->region);
  ktg_statement_bind_int (statement, 6, now_ms);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

static gboolean
put_enrolment (KtgDb *db, gint64 number, gint64 enrolment, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE device SET enrolment = ?2 WHERE number = ?1", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  ktg_statement_bind_int (statement, 2, enrolment);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_device_table_enrol:
 * @name: (nullable): what the person calls the device
 * @code: whose officer, role and region the device gets
 * @device: (out): as it now is
 *
 * A device that was enrolled before gets the new code's officer, role and region; one that was
 * revoked stays revoked. Either way it is one more enrolment.
 */
gboolean
ktg_device_table_enrol (KtgDb         *db,
                        const char    *key,
                        const char    *name,
                        const KtgCode *code,
                        gint64         now_ms,
                        KtgDevice    **device,
                        GError       **error)
{
  gint64 number;
  gint64 enrolment;

  return put_account (db, key, name, code, now_ms, &number, error)
         && ktg_enrolment_table_add (db, number, name, code, now_ms, &enrolment, error)
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE device SET told = ?2 WHERE number = ?1 AND told < ?2", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, device);
  ktg_statement_bind_int (statement, 2, (gint64)seq);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_device_table_revoke:
 *
 * Returns: FALSE with KTG_ARCHIVE_ERROR_NOT_FOUND if no device has this key
 */
gboolean
ktg_device_table_revoke (KtgDb *db, const char *key, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "UPDATE device SET revoked_at = coalesce (revoked_at, ?2) WHERE key = ?1",
                        error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, key);
  ktg_statement_bind_int (statement, 2, now_ms);
  if (!ktg_statement_run (statement, error))
    return FALSE;

  if (ktg_db_get_n_changes (db) > 0)
    return TRUE;

  g_set_error_literal (error,
                       KTG_ARCHIVE_ERROR,
                       KTG_ARCHIVE_ERROR_NOT_FOUND,
                       "no device has this key");
  return FALSE;
}

/**
 * ktg_device_table_note_seen:
 * @number: of a device
 * @seen_at_ms: when it last asked for something
 */
gboolean
ktg_device_table_note_seen (KtgDb *db, gint64 number, gint64 seen_at_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE device SET seen_at = ?2 WHERE number = ?1", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  ktg_statement_bind_int (statement, 2, seen_at_ms);

  return ktg_statement_run (statement, error);
}

static KtgDeviceRow *
read_row (KtgStatement *statement)
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

  return row;
}

/**
 * ktg_device_table_dup_page:
 * @after: the number behind which the page begins
 * @max: how many it has at most
 *
 * Returns: (transfer full) (element-type KtgDeviceRow): devices by number; an empty page is the end
 */
GPtrArray *
ktg_device_table_dup_page (KtgDb *db, gint64 after, guint max, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT d.number, d.key, d.role, d.region, d.officer, d.name,"
                        " coalesce (e.enrolled_at, d.enrolled_at), coalesce (d.seen_at, 0),"
                        " coalesce (d.revoked_at, 0), d.told"
                        " FROM device d LEFT JOIN enrolment e ON e.number = d.enrolment"
                        " WHERE d.number > ? ORDER BY d.number LIMIT ?",
                        error);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, after);
  ktg_statement_bind_int (statement, 2, max);

  return ktg_statement_dup_rows (statement,
                                 (KtgStatementRead)read_row,
                                 NULL,
                                 (GDestroyNotify)ktg_device_row_free,
                                 error);
}
