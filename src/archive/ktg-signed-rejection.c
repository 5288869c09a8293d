/* ktg-signed-rejection.c - this server's signed word to an author on what it did not take
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-signed-rejection.h"

#include "ktg-timestamp.h"

#include <ktg-rejection-json.h>
#include <ktg-signed-envelope.h>

/**
 * ktg_signed_rejection_new:
 * @rejection: what was not taken, of whom; gets its node and time; its life is there
 *
 * Returns: (transfer full): the envelope
 */
KtgEnvelope *
ktg_signed_rejection_new (KtgRejection *rejection, KtgSigningKey *server_key, gint64 now_ms)
{
  g_autoptr (GBytes) bytes = NULL;

  g_free (rejection->node);
  g_free (rejection->at);
  rejection->node = g_strdup (ktg_signing_key_get_public (server_key));
  rejection->at = ktg_timestamp_dup (now_ms);
  bytes = ktg_rejection_json_write (rejection);
  return ktg_signed_envelope_new (bytes, server_key);
}
