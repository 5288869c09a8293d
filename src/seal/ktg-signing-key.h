/* ktg-signing-key.h - an Ed25519 key: who speaks
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-seal-error.h>

G_BEGIN_DECLS

#define KTG_KEY_SEED_BYTES 32
#define KTG_KEY_PUBLIC_BYTES 32
#define KTG_KEY_SIGNATURE_BYTES 64

/* The secret lies in locked memory and is wiped when freed. Shared by reference; safe from any
 * thread. */
typedef struct _KtgSigningKey KtgSigningKey;

KtgSigningKey *ktg_signing_key_new (void);
KtgSigningKey *ktg_signing_key_new_from_seed (const guint8 seed[KTG_KEY_SEED_BYTES]);
KtgSigningKey *ktg_signing_key_ref (KtgSigningKey *self);
void           ktg_signing_key_unref (KtgSigningKey *self);
void           ktg_signing_key_get_seed (KtgSigningKey *self, guint8 seed[KTG_KEY_SEED_BYTES]);
const char    *ktg_signing_key_get_public (KtgSigningKey *self);
void           ktg_signing_key_sign (KtgSigningKey *self,
                                     const guint8  *bytes,
                                     gsize          size_bytes,
                                     guint8         signature[KTG_KEY_SIGNATURE_BYTES]);

gboolean ktg_signature_is_valid (const char   *public_key,
                                 const guint8 *bytes,
                                 gsize         size_bytes,
                                 const guint8  signature[KTG_KEY_SIGNATURE_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSigningKey, ktg_signing_key_unref)

G_END_DECLS
