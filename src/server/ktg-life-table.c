/* ktg-life-table.c - the lives of this server, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-life-table.h"

/* A server that is put back more often than this between two visits of a device tells the newest
 * ones. */
#define MAX_RESTORED 16

/**
 * ktg_life_table_dup_present:
 *
 * Returns: (transfer full) (nullable): the present life; %NULL before the first, and with @error
 */
char *
ktg_life_table_dup_present (KtgDb *db, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT id FROM life ORDER BY number DESC LIMIT 1", error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return NULL;

  return has_row ? g_strdup (ktg_statement_get_text (statement, 0)) : NULL;
}

/**
 * ktg_life_table_find:
 * @life: (nullable): what somebody says
 * @place: (out): its number is 0 where this server never had such a life
 */
gboolean
ktg_life_table_find (KtgDb *db, const char *life, KtgLifePlace *place, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT number, (SELECT min (last) FROM life AS later"
                        " WHERE later.number > life.number) FROM life WHERE id = ?",
                        error);
  gboolean has_row;

  *place = (KtgLifePlace){ 0, 0 };
  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, life);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;
  if (!has_row)
    return TRUE;

  place->number = ktg_statement_get_int (statement, 0);
  place->stands = ktg_statement_is_null (statement, 1)
                      ? G_MAXINT64
                      : (guint64)ktg_statement_get_int (statement, 1);
  return TRUE;
}

/**
 * ktg_life_table_add:
 * @last: of the life before it, the last index that stands
 * @restored: (nullable): what was signed; %NULL for the first life
 */
gboolean
ktg_life_table_add (KtgDb             *db,
                    const char        *life,
                    guint64            last,
                    gint64             now_ms,
                    const KtgEnvelope *restored,
                    GError           **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT INTO life (id, last, began_at, bytes, sig) VALUES (?, ?, ?, ?, ?)",
                        error);
  g_autoptr (GBytes) signature = NULL;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_text (statement, 1, life);
  ktg_statement_bind_int (statement, 2, (gint64)last);
  ktg_statement_bind_int (statement, 3, now_ms);
  if (restored != NULL)
    {
      signature = g_bytes_new (restored->signature, KTG_SIGNATURE_BYTES);
      ktg_statement_bind_bytes (statement, 4, restored->bytes);
      ktg_statement_bind_bytes (statement, 5, signature);
    }

  return ktg_statement_run (statement, error);
}

/**
 * ktg_life_table_list_since:
 * @number: of a life; 0: before the first
 * @restored: (element-type KtgEnvelope): gets what was signed at the beginning of each later life,
 * oldest first
 */
gboolean
ktg_life_table_list_since (KtgDb *db, gint64 number, GPtrArray *restored, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT bytes, sig FROM life WHERE number > ?1 AND bytes IS NOT NULL"
                        " AND number > (SELECT max (number) FROM life) - ?2 ORDER BY number",
                        error);
  gboolean has_row = TRUE;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, number);
  ktg_statement_bind_int (statement, 2, MAX_RESTORED);
  while (has_row)
    {
      g_autoptr (GBytes) bytes = NULL;
      g_autoptr (GBytes) signature = NULL;

      if (!ktg_statement_step (statement, &has_row, error))
        return FALSE;
      if (!has_row)
        break;
      bytes = ktg_statement_dup_bytes (statement, 0);
      signature = ktg_statement_dup_bytes (statement, 1);
      g_ptr_array_add (restored,
                       ktg_envelope_new (NULL, bytes, g_bytes_get_data (signature, NULL)));
    }

  return TRUE;
}
