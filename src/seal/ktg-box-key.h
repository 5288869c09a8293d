/* ktg-box-key.h - the X25519 key of whoever has a signing key: what is sealed for him
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-signing-key.h"

G_BEGIN_DECLS

#define KTG_BOX_KEY_BYTES 32

void  ktg_box_key_get_secret (KtgSigningKey *key, guint8 secret[KTG_BOX_KEY_BYTES]);
char *ktg_box_key_dup_public (KtgSigningKey *key);
char *ktg_box_key_dup_of_signer (const char *signing_public);

G_END_DECLS
