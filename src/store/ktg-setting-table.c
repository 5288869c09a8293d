/* ktg-setting-table.c - the few single values a profile has
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-setting-table.h"

static const char select_setting[] = "SELECT number, sealed FROM setting WHERE name = ?1";
static const char put_setting[] = "INSERT INTO setting (name, number, sealed) VALUES (?1, ?2, ?3) "
                                  "ON CONFLICT (name) DO UPDATE SET number = ?2, sealed = ?3";

/**
 * ktg_setting_table_get_number:
 * @is_set: (out): whether it was ever set
 * @number: (out): what it is; unchanged if not
 */
gboolean
ktg_setting_table_get_number (KtgLedger  *ledger,
                              const char *name,
                              gboolean   *is_set,
                              gint64     *number,
                              GError    **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, select_setting, KTG_WITH (KTG_TEXT (name)), error);

  if (!ktg_statement_step (statement, is_set, error))
    return FALSE;

  if (*is_set)
    *number = ktg_statement_get_int (statement, 0);
  return TRUE;
}

/**
 * ktg_setting_table_set_number:
 * @name: of the setting
 */
gboolean
ktg_setting_table_set_number (KtgLedger *ledger, const char *name, gint64 number, GError **error)
{

  return ktg_query_run (ledger->db,
                        put_setting,
                        KTG_WITH (KTG_TEXT (name), KTG_INT (number)),
                        error);
}

/**
 * ktg_setting_table_get_sealed:
 * @plain: (out) (nullable): %NULL if it was never set
 */
gboolean
ktg_setting_table_get_sealed (KtgLedger *ledger, const char *name, GBytes **plain, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, select_setting, KTG_WITH (KTG_TEXT (name)), error);
  g_autoptr (GBytes) sealed = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (has_row)
    sealed = ktg_statement_dup_bytes (statement, 1);
  if (sealed == NULL)
    {
      *plain = NULL;
      return TRUE;
    }

  *plain = ktg_ledger_unseal (ledger, "setting", name, sealed, error);
  return *plain != NULL;
}

/**
 * ktg_setting_table_set_sealed:
 * @plain: sealed on its way to the disk
 */
gboolean
ktg_setting_table_set_sealed (KtgLedger *ledger, const char *name, GBytes *plain, GError **error)
{
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "setting", name, plain);

  return ktg_query_run (ledger->db,
                        put_setting,
                        KTG_WITH (KTG_TEXT (name), KTG_TEXT (NULL), KTG_BYTES (sealed)),
                        error);
}
