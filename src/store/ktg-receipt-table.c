/* ktg-receipt-table.c - the server's signed words, as they came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt-table.h"

#include "ktg-signed-bytes.h"
#include "ktg-store-error.h"

#include <ktg-receipt-json.h>

/**
 * ktg_receipt_table_add_server:
 * @server_key: whose receipts are believed from now on
 */
gboolean
ktg_receipt_table_add_server (KtgLedger *ledger, const char *server_key, GError **error)
{
  g_autofree char *alias = ktg_vault_dup_alias (ledger->vault, "server", server_key);

  return ktg_query_run (ledger->db,
                        "INSERT INTO server (alias) VALUES (?1) ON CONFLICT DO NOTHING",
                        KTG_WITH (KTG_TEXT (alias)),
                        error);
}

/**
 * ktg_receipt_table_knows_server:
 * @is_known: (out): whether receipts of that server were ever believed
 */
gboolean
ktg_receipt_table_knows_server (KtgLedger  *ledger,
                                const char *server_key,
                                gboolean   *is_known,
                                GError    **error)
{
  g_autofree char *alias = ktg_vault_dup_alias (ledger->vault, "server", server_key);

  return ktg_query_has_row (ledger->db,
                            "SELECT 1 FROM server WHERE alias = ?1",
                            KTG_WITH (KTG_TEXT (alias)),
                            is_known,
                            error);
}

/**
 * ktg_receipt_table_add:
 * @envelope: a receipt whose signature was verified
 *
 * Returns: the number it is kept under, the old one if it was here already; 0 with @error
 */
gint64
ktg_receipt_table_add (KtgLedger        *ledger,
                       KtgEnvelope      *envelope,
                       const KtgReceipt *receipt,
                       GError          **error)
{
  static const char sql[] = "INSERT INTO receipt (id, server, signature, sealed) "
                            "VALUES (?1, ?2, ?3, ?4) "
                            "ON CONFLICT (id) DO UPDATE SET sealed = sealed RETURNING number";
  g_autofree char  *server = ktg_vault_dup_alias (ledger->vault, "server", receipt->node);
  g_autoptr (GBytes) signature = ktg_signed_bytes_dup_signature (envelope);
  g_autoptr (GBytes) sealed = ktg_ledger_seal (ledger, "receipt", envelope->id, envelope->bytes);
  gint64 number = 0;

  ktg_query_get_int (ledger->db,
                     sql,
                     KTG_WITH (KTG_TEXT (envelope->id),
                               KTG_TEXT (server),
                               KTG_BYTES (signature),
                               KTG_BYTES (sealed)),
                     &number,
                     error);
  return number;
}

/**
 * ktg_receipt_table_load:
 * @envelope: (out) (optional): the bytes and the signature
 */
KtgReceipt *
ktg_receipt_table_load (KtgLedger *ledger, gint64 number, KtgEnvelope **envelope, GError **error)
{
  static const char sql[] = "SELECT id, signature, sealed FROM receipt WHERE number = ?1";
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (ledger->db, sql, KTG_WITH (KTG_INT (number)), error);
  g_autoptr (KtgEnvelope) read = NULL;
  KtgReceipt *receipt;
  gboolean    has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  if (!has_row)
    {
      g_set_error (error,
                   KTG_STORE_ERROR,
                   KTG_STORE_ERROR_DAMAGED,
                   "Receipt %" G_GINT64_FORMAT " is gone",
                   number);
      return NULL;
    }

  read = ktg_signed_bytes_read (ledger,
                                statement,
                                1,
                                "receipt",
                                ktg_statement_get_text (statement, 0),
                                error);
  if (read == NULL)
    return NULL;

  receipt = ktg_receipt_json_parse (read->bytes, error);
  if (receipt != NULL && envelope != NULL)
    *envelope = g_steal_pointer (&read);
  return receipt;
}

/**
 * ktg_receipt_table_dup_at:
 * @number: of a receipt; 0: of none
 *
 * Returns: (nullable): the server's time of it; %NULL: there is none, or it cannot be read, of
 * which a verification tells
 */
char *
ktg_receipt_table_dup_at (KtgLedger *ledger, gint64 number)
{
  g_autoptr (KtgReceipt) receipt
      = number > 0 ? ktg_receipt_table_load (ledger, number, NULL, NULL) : NULL;

  return receipt != NULL ? g_strdup (receipt->at) : NULL;
}

/**
 * ktg_receipt_table_dup_newest_at:
 *
 * Returns: (nullable): the server's time of the one that came last; %NULL: none did, or it cannot
 * be read, of which a verification tells
 */
char *
ktg_receipt_table_dup_newest_at (KtgLedger *ledger)
{
  gint64 number = 0;

  ktg_query_get_int (ledger->db, "SELECT max(number) FROM receipt", NULL, &number, NULL);
  return ktg_receipt_table_dup_at (ledger, number);
}

/**
 * ktg_receipt_table_list_numbers:
 *
 * Returns: (transfer full) (element-type gint64):
 */
GArray *
ktg_receipt_table_list_numbers (KtgLedger *ledger, GError **error)
{
  g_autoptr (GArray) numbers = g_array_new (FALSE, FALSE, sizeof (gint64));
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (ledger->db, "SELECT number FROM receipt ORDER BY number", error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return NULL;

  while (has_row)
    {
      gint64 number = ktg_statement_get_int (statement, 0);

      g_array_append_val (numbers, number);
      if (!ktg_statement_step (statement, &has_row, error))
        return NULL;
    }

  return g_steal_pointer (&numbers);
}
