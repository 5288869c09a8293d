/* ktg-envelope.h - bytes and their signature, as they travel and are stored
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

#define KTG_EVENT_MAX_BYTES (256 * 1024)
#define KTG_SIGNATURE_BYTES 64

/* Shared and never changed; the id is the SHA-256 of bytes in lowercase hex, computed by whoever
 * made it. */
typedef struct
{
  char   *id;
  GBytes *bytes;
  guint8  signature[KTG_SIGNATURE_BYTES];
} KtgEnvelope;

KtgEnvelope *ktg_envelope_new (const char *id, GBytes *bytes, const guint8 *signature);
KtgEnvelope *ktg_envelope_ref (KtgEnvelope *envelope);
void         ktg_envelope_unref (KtgEnvelope *envelope);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgEnvelope, ktg_envelope_unref)

G_END_DECLS
