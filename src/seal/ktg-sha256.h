/* ktg-sha256.h - the fingerprint that decides what a file is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

#define KTG_SHA256_BYTES 32
#define KTG_SHA256_HEX 64
#define KTG_SHA256_NAME_HEX 24 /* of its digits, at least, name a file: 96 bits, as of a key */

typedef struct _KtgSha256 KtgSha256;

KtgSha256 *ktg_sha256_new (void);
void       ktg_sha256_update (KtgSha256 *self, const guint8 *bytes, gsize size_bytes);
char      *ktg_sha256_dup_hex (KtgSha256 *self);
void       ktg_sha256_free (KtgSha256 *self);

char    *ktg_sha256_of (const guint8 *bytes, gsize size_bytes);
char    *ktg_sha256_of_bytes (GBytes *bytes);
void     ktg_sha256_raw (const guint8 *bytes, gsize size_bytes, guint8 digest[KTG_SHA256_BYTES]);
gboolean ktg_sha256_is_hex (const char *text);
gboolean ktg_sha256_is_name (const char *text);
gboolean ktg_sha256_from_hex (const char *hex, guint8 digest[KTG_SHA256_BYTES]);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgSha256, ktg_sha256_free)

G_END_DECLS
