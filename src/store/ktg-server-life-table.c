/* ktg-server-life-table.c - the lives of the server that this device heard of, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-server-life-table.h"

#include "ktg-setting-table.h"
#include "ktg-store-error.h"

static gboolean
add (KtgLedger *ledger, const char *life, GError **error)
{
  return ktg_ledger_run_with_text (ledger,
                                   "INSERT INTO life (id) VALUES (?1) ON CONFLICT DO NOTHING",
                                   life,
                                   error);
}

static gboolean
keep (KtgLedger *ledger, const char *life, KtgEnvelope *restored, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_ledger_prepare_with_text (ledger,
                                      "UPDATE life SET signature = ?2, sealed = ?3 WHERE id = ?1",
                                      life,
                                      error);
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "life", life, restored->bytes);
  g_autoptr (GBytes) signature = g_bytes_new (restored->signature, KTG_SIGNATURE_BYTES);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 2, signature);
  ktg_statement_bind_bytes (statement, 3, sealed);
  return ktg_statement_run (statement, error);
}

/**
 * ktg_server_life_table_put:
 * @restored: (nullable): what the server signed at its beginning, verified
 * @number: (out): the number it is kept under
 */
gboolean
ktg_server_life_table_put (KtgLedger   *ledger,
                           const char  *life,
                           KtgEnvelope *restored,
                           gint64      *number,
                           GError     **error)
{
  return add (ledger, life, error) && (restored == NULL || keep (ledger, life, restored, error))
         && ktg_server_life_table_find (ledger, life, number, error);
}

/**
 * ktg_server_life_table_find:
 * @number: (out): 0 if this device never heard of it
 */
gboolean
ktg_server_life_table_find (KtgLedger *ledger, const char *life, gint64 *number, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_ledger_prepare_with_text (ledger, "SELECT number FROM life WHERE id = ?1", life, error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = has_row ? ktg_statement_get_int (statement, 0) : 0;
  return TRUE;
}

/**
 * ktg_server_life_table_get_present:
 * @number: (out): of the life the server is in, as far as this device knows; 0: it said none yet
 * @life: (out) (optional) (nullable):
 */
gboolean
ktg_server_life_table_get_present (KtgLedger *ledger, gint64 *number, char **life, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_ledger_prepare_with_text (ledger,
                                      "SELECT life.number, id FROM setting JOIN life ON "
                                      "life.number = setting.number"
                                      " WHERE name = ?1",
                                      KTG_SETTING_LIFE,
                                      error);
  gboolean has_row;

  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *number = has_row ? ktg_statement_get_int (statement, 0) : 0;
  if (life != NULL)
    *life = has_row ? g_strdup (ktg_statement_get_text (statement, 1)) : NULL;
  return TRUE;
}

static KtgEnvelope *
read_restored (KtgLedger *ledger, KtgStatement *statement, GError **error)
{
  const char *life = ktg_statement_get_text (statement, 0);
  g_autoptr (GBytes) signature = ktg_statement_dup_bytes (statement, 1);
  g_autoptr (GBytes) sealed = ktg_statement_dup_bytes (statement, 2);
  g_autoptr (GBytes) plain = ktg_ledger_unseal (ledger, "life", life, sealed, error);

  if (plain == NULL)
    return NULL;
  if (g_bytes_get_size (signature) == KTG_SIGNATURE_BYTES)
    return ktg_envelope_new (NULL, plain, g_bytes_get_data (signature, NULL));

  g_set_error (error,
               KTG_STORE_ERROR,
               KTG_STORE_ERROR_DAMAGED,
               "life:%s: its signature is cut",
               life);
  return NULL;
}

/**
 * ktg_server_life_table_load_restored:
 * @restored: (out) (nullable): what the server signed at the beginning of this life, if it did
 */
gboolean
ktg_server_life_table_load_restored (KtgLedger    *ledger,
                                     gint64        number,
                                     KtgEnvelope **restored,
                                     GError      **error)
{
  static const char sql[]
      = "SELECT id, signature, sealed FROM life WHERE number = ?1 AND sealed IS NOT NULL";
  g_autoptr (KtgStatement) statement = ktg_ledger_prepare_with_int (ledger, sql, number, error);
  gboolean has_row;

  *restored = NULL;
  if (statement == NULL || !ktg_statement_step (statement, &has_row, error))
    return FALSE;
  if (has_row)
    *restored = read_restored (ledger, statement, error);
  return !has_row || *restored != NULL;
}
