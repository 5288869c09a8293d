/* ktg-envelope.c - bytes and their signature, as they travel and are stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-envelope.h"

#include <string.h>

static void
clear_envelope (gpointer data)
{
  KtgEnvelope *envelope = data;

  g_free (envelope->id);
  g_bytes_unref (envelope->bytes);
}

/**
 * ktg_envelope_new:
 * @id: SHA-256 of @bytes, lowercase hex
 * @bytes: what is signed
 * @signature: KTG_SIGNATURE_BYTES bytes
 *
 * Returns: (transfer full): an envelope that may be shared between threads
 */
KtgEnvelope *
ktg_envelope_new (const char *id, GBytes *bytes, const guint8 *signature)
{
  KtgEnvelope *envelope = NULL;

  g_return_val_if_fail (bytes != NULL, NULL);
  g_return_val_if_fail (signature != NULL, NULL);

  envelope = g_atomic_rc_box_new0 (KtgEnvelope);
  envelope->id = g_strdup (id);
  envelope->bytes = g_bytes_ref (bytes);
  memcpy (envelope->signature, signature, KTG_SIGNATURE_BYTES);
  return envelope;
}

/**
 * ktg_envelope_ref:
 * @envelope: an envelope
 *
 * May be called on any thread.
 *
 * Returns: (transfer full): the same envelope
 */
KtgEnvelope *
ktg_envelope_ref (KtgEnvelope *envelope)
{
  return g_atomic_rc_box_acquire (envelope);
}

/**
 * ktg_envelope_unref:
 * @envelope: (nullable) (transfer full): an envelope
 *
 * May be called on any thread.
 */
void
ktg_envelope_unref (KtgEnvelope *envelope)
{
  if (envelope != NULL)
    g_atomic_rc_box_release_full (envelope, clear_envelope);
}
