/* ktg-relay.h - a server that exchanges with the one above it, while it answers devices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-sync.h>

#include "ktg-archive.h"

G_BEGIN_DECLS

/* On the main loop's thread. */
typedef struct _KtgRelay KtgRelay;

KtgRelay         *ktg_relay_new (KtgArchive *archive, GError **error);
KtgSync          *ktg_relay_get_sync (KtgRelay *self);
const KtgAccount *ktg_relay_get_account (KtgRelay *self);
gboolean          ktg_relay_set_url (KtgRelay *self, const char *url, GError **error);
void              ktg_relay_start (KtgRelay *self);
void              ktg_relay_free (KtgRelay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRelay, ktg_relay_free)

G_END_DECLS
