/* ktg-signed-envelope.h - bytes that somebody signs, and whether somebody did
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-envelope.h>
#include <ktg-signing-key.h>

G_BEGIN_DECLS

KtgEnvelope *ktg_signed_envelope_new (GBytes *bytes, KtgSigningKey *signer);
gboolean     ktg_envelope_has_signature_of (const KtgEnvelope *envelope, const char *signer);
gboolean     ktg_envelope_is_signed_by (const KtgEnvelope *envelope, const char *signer);

G_END_DECLS
