/* ktg-receipt-answer.c - a file is held for a device, and this is its receipt
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-receipt-answer.h"

#include "ktg-catalog-rows.h"
#include "ktg-signed-receipt.h"

#include <ktg-exchange-json.h>

static KtgEnvelope *
sign (KtgService *service, const char *device, const KtgDelivered *file, guint64 delivery)
{
  g_autoptr (KtgReceipt) receipt = ktg_receipt_new ();

  ktg_receipt_add_file (receipt, file->sha256, file->size_bytes, delivery);
  receipt->life = ktg_archive_dup_life (service->archive);
  return ktg_signed_receipt_new (receipt,
                                 ktg_archive_get_key (service->archive),
                                 device,
                                 ktg_archive_get_holder (service->archive),
                                 ktg_service_get_now_ms ());
}

/**
 * ktg_receipt_answer_new:
 * @service: who says so
 * @device: to whom
 * @file: what that device delivered, once it is on record
 *
 * Signs, so not on the writer's thread.
 *
 * Returns: (transfer full): 200, with the device's receipt, and one for each author whose events it
 * carried and for whom the file is held with that
 */
KtgHttpAnswer *
ktg_receipt_answer_new (KtgService *service, const KtgDevice *device, const KtgDelivered *file)
{
  g_autoptr (GPtrArray) receipts
      = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_envelope_unref);
  g_autoptr (GBytes) content = NULL;
  KtgHttpAnswer *answer;

  g_ptr_array_add (receipts, sign (service, device->key, file, file->delivery));
  for (guint i = 0; i < file->carried->len; i++)
    {
      const KtgDelivery *delivery = g_ptr_array_index (file->carried, i);

      g_ptr_array_add (receipts, sign (service, delivery->author, file, delivery->delivery));
    }
  content = ktg_receipts_answer_write (receipts);

  answer = ktg_http_answer_new (200, "application/json", content);
  ktg_http_answer_add_header (answer, "Upload-Complete", "?1");
  return answer;
}
