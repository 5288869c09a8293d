/* ktg-nonces.h - requests that were seen, so that none is taken twice
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib.h>

G_BEGIN_DECLS

typedef struct _KtgNonces KtgNonces;

KtgNonces *ktg_nonces_new (guint max, gint64 keep_s);
void       ktg_nonces_free (KtgNonces *self);
gboolean   ktg_nonces_take (KtgNonces *self, const char *key, const char *nonce, gint64 now_s);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgNonces, ktg_nonces_free)

G_END_DECLS
