/* ktg-hash-key.h - a hash that only the holder of a signing key can make
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-signing-key.h"

G_BEGIN_DECLS

#define KTG_KEYED_HASH_BYTES 32

typedef struct _KtgHashKey KtgHashKey;

KtgHashKey *ktg_hash_key_new (KtgSigningKey *key, const char *purpose);
void        ktg_hash_key_free (KtgHashKey *self);
void        ktg_hash_key_hash (KtgHashKey   *self,
                               const guint8 *bytes,
                               gsize         size_bytes,
                               guint8        hash[KTG_KEYED_HASH_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgHashKey, ktg_hash_key_free)

G_END_DECLS
