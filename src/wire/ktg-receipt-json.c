/* ktg-receipt-json.c - a receipt to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt-json.h"

#include "ktg-record-json.h"

/* Before there were holders a node was called a server. */
static void
check_node (KtgJsonReader *reader, gpointer record)
{
  KtgReceipt *receipt = record;

  if (receipt->holder == NULL && receipt->node == NULL)
    receipt->node = g_steal_pointer (&receipt->server);

  if (receipt->node == NULL)
    ktg_json_reader_refuse_missing (reader, "node", "a required key is missing");
}

/**
 * ktg_receipt_json_parse:
 * @bytes: what the server signed
 * @error: %KTG_WIRE_ERROR
 *
 * Says nothing of the signature: check it first.
 *
 * Returns: (transfer full) (nullable): the receipt
 */
KtgReceipt *
ktg_receipt_json_parse (GBytes *bytes, GError **error)
{
  return ktg_record_json_parse_checked (bytes,
                                        &ktg_receipt_record,
                                        &ktg_json_limits_exchange,
                                        FALSE,
                                        check_node,
                                        error);
}

/**
 * ktg_receipt_json_write:
 * @receipt: what the server holds
 *
 * Returns: (transfer full): the bytes to sign
 */
GBytes *
ktg_receipt_json_write (const KtgReceipt *receipt)
{
  return ktg_record_json_compose (&ktg_receipt_record, receipt, FALSE);
}
