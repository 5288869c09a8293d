/* ktg-receipt-answer.c - a file is held for a device, and this is its receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt-answer.h"

#include "ktg-signed-receipt.h"

#include <ktg-exchange-json.h>

/**
 * ktg_receipt_answer_new:
 * @service: who says so
 * @device: to whom
 * @file: what that device delivered, once it is on record
 *
 * Signs, so not on the writer's thread.
 *
 * Returns: (transfer full): 200, with one receipt
 */
KtgHttpAnswer *
ktg_receipt_answer_new (KtgService *service, const KtgDevice *device, const KtgDelivered *file)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();
  g_autoptr (KtgEnvelope) envelope = NULL;
  g_autoptr (GPtrArray) receipts = g_ptr_array_new ();
  g_autoptr (GBytes) content = NULL;
  KtgHttpAnswer *answer;

  ktg_receipt_add_file (receipt, file->sha256, file->size_bytes, file->delivery);
  receipt->life = ktg_archive_dup_life (service->archive);
  envelope = ktg_signed_receipt_new (receipt,
                                     ktg_archive_get_key (service->archive),
                                     device->key,
                                     ktg_service_get_now_ms ());
  g_ptr_array_add (receipts, envelope);
  content = ktg_receipts_answer_write (receipts);

  answer = ktg_http_answer_new (200, "application/json", content);
  ktg_http_answer_add_header (answer, "Upload-Complete", "?1");
  return answer;
}
