/* ktg-receipt-json.h - a receipt to the bytes that are signed, and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-receipt.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgReceipt *ktg_receipt_json_parse (GBytes *bytes, GError **error);
GBytes     *ktg_receipt_json_write (const KtgReceipt *receipt);

G_END_DECLS
