/* ktg-signed-receipt.c - the server's signed word that it holds something
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-receipt.h"

#include "ktg-timestamp.h"

#include <ktg-receipt-json.h>

/**
 * ktg_signed_receipt_new:
 * @receipt: (transfer none): what is held, durably and verified; gets its node, device and time;
 * its life is there
 * @device_key: whom it is given to
 * @holder: what kind of server this is
 *
 * Returns: (transfer full): the envelope, whose id is not set
 */
KtgEnvelope *
ktg_signed_receipt_new (KtgReceipt    *receipt,
                        KtgSigningKey *server_key,
                        const char    *device_key,
                        const char    *holder,
                        gint64         now_ms)
{
  g_autoptr (GBytes) bytes = NULL;
  guint8        signature[KTG_KEY_SIGNATURE_BYTES];
  gsize         size;
  const guint8 *data;

  g_free (receipt->node);
  g_free (receipt->device);
  g_free (receipt->holder);
  g_free (receipt->at);
  receipt->node = g_strdup (ktg_signing_key_get_public (server_key));
  receipt->device = g_strdup (device_key);
  receipt->holder = g_strdup (holder);
  receipt->at = ktg_timestamp_dup (now_ms);

  bytes = ktg_receipt_json_write (receipt);
  data = g_bytes_get_data (bytes, &size);
  ktg_signing_key_sign (server_key, data, size, signature);

  return ktg_envelope_new (NULL, bytes, signature);
}
