/* ktg-incoming.h - a file on its way into the store
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <gio/gio.h>

G_BEGIN_DECLS

/* Written on any thread, by one at a time, while its source is read. It is evidence once
 * ktg_store_import_evidence_async() has taken it; what is freed before leaves nothing. */
typedef struct _KtgIncoming KtgIncoming;

gboolean
ktg_incoming_write (KtgIncoming *self, const guint8 *bytes, gsize size_bytes, GError **error);
gboolean ktg_incoming_finish (KtgIncoming *self, GError **error);
void     ktg_incoming_free (KtgIncoming *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgIncoming, ktg_incoming_free)

G_END_DECLS
