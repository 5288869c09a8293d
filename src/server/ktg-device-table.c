/* ktg-device-table.c - devices and the codes they are enrolled with, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-device-table.h"

#include "ktg-server-error.h"

void
ktg_code_free (KtgCode *code)
{
  if (code == NULL)
    return;

  g_free (code->officer);
  g_free (code->region);
  g_free (code);
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
  return ktg_device_new (ktg_statement_get_int (statement, 0),
                         ktg_statement_get_text (statement, 1),
                         read_role (statement, 2),
                         ktg_statement_get_text (statement, 3),
                         !ktg_statement_is_null (statement, 4));
}

/**
 * ktg_device_table_each:
 * @func: gets each device, which it must keep or unref, and the officer's name
 */
gboolean
ktg_device_table_each (KtgDb *db, KtgDeviceFunc func, gpointer user_data, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT number, key, role, region, revoked_at, officer FROM device"
                        " ORDER BY number",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  while (ktg_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return TRUE;
      func (read_device (statement), ktg_statement_get_text (statement, 5), user_data);
    }

  return FALSE;
}

/**
 * ktg_device_table_find:
 * @device: (out) (nullable) (transfer full): NULL when no device has this key
 */
gboolean
ktg_device_table_find (KtgDb *db, const char *key, KtgDevice **device, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT number, key, role, region, revoked_at FROM device WHERE key = ?",
                        error);
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
 * ktg_device_table_enrol:
 * @name: (nullable): what the person calls the device
 * @code: whose officer, role and region the device gets
 * @device: (out): as it now is
 *
 * A device that was enrolled before gets the new code's officer, role and region; one that was
 * revoked stays revoked.
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
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO device (key, officer, name, role, region, enrolled_at)"
                        " VALUES (?1, ?2, ?3, ?4, ?5, ?6)"
                        " ON CONFLICT (key) DO UPDATE SET officer = ?2, name = ?3, role = ?4,"
                        " region = ?5",
                        error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, key);
  ktg_statement_bind_text (statement, 2, code->officer);
  ktg_statement_bind_text (statement, 3, name);
  ktg_statement_bind_text (statement, 4, ktg_role_get_name (code->role));
  ktg_statement_bind_text (statement, 5, code->region);
  ktg_statement_bind_int (statement, 6, now_ms);

  return ktg_statement_run (statement, error) && ktg_device_table_find (db, key, device, error);
}

/**
 * ktg_device_table_revoke:
 *
 * Returns: FALSE with KTG_SERVER_ERROR_NOT_FOUND if no device has this key
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
                       KTG_SERVER_ERROR,
                       KTG_SERVER_ERROR_NOT_FOUND,
                       "no device has this key");
  return FALSE;
}

gboolean
ktg_code_table_put (KtgDb *db, GBytes *hash, const KtgCode *code, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO code (hash, officer, role, region, made_at, expires_at)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  ktg_statement_bind_text (statement, 2, code->officer);
  ktg_statement_bind_text (statement, 3, ktg_role_get_name (code->role));
  ktg_statement_bind_text (statement, 4, code->region);
  ktg_statement_bind_int (statement, 5, now_ms);
  ktg_statement_bind_int (statement, 6, code->expires_at_ms);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_code_table_find:
 * @code: (out) (nullable): NULL if there is no such code
 */
gboolean
ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT officer, role, region, expires_at, coalesce (used_by, 0) FROM code "
                        "WHERE hash = ?",
                        error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *code = has_row ? g_new0 (KtgCode, 1) : NULL;
  if (has_row)
    {
      (*code)->officer = g_strdup (ktg_statement_get_text (statement, 0));
      (*code)->role = read_role (statement, 1);
      (*code)->region = g_strdup (ktg_statement_get_text (statement, 2));
      (*code)->expires_at_ms = ktg_statement_get_int (statement, 3);
      (*code)->used_by = ktg_statement_get_int (statement, 4);
    }

  return TRUE;
}

gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "UPDATE code SET used_by = ?2, used_at = ?3 WHERE hash = ?1", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, hash);
  ktg_statement_bind_int (statement, 2, device_number);
  ktg_statement_bind_int (statement, 3, now_ms);

  return ktg_statement_run (statement, error);
}
