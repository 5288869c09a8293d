/* ktg-receipt-table.h - the server's signed words, as they came
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>
#include <ktg-receipt.h>

G_BEGIN_DECLS

gboolean ktg_receipt_table_add_server (KtgLedger *ledger, const char *server_key, GError **error);
gint64   ktg_receipt_table_add (KtgLedger        *ledger,
                                KtgEnvelope      *envelope,
                                const KtgReceipt *receipt,
                                GError          **error);
KtgReceipt *
ktg_receipt_table_load (KtgLedger *ledger, gint64 number, KtgEnvelope **envelope, GError **error);
char    *ktg_receipt_table_dup_at (KtgLedger *ledger, gint64 number);
char    *ktg_receipt_table_dup_newest_at (KtgLedger *ledger);
GArray  *ktg_receipt_table_list_numbers (KtgLedger *ledger, GError **error);
gboolean ktg_receipt_table_knows_server (KtgLedger  *ledger,
                                         const char *server_key,
                                         gboolean   *is_known,
                                         GError    **error);

G_END_DECLS
