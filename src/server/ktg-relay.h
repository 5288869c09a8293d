/* ktg-relay.h - a server that exchanges with the one above it, while it answers devices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

#include <ktg-account.h>

G_BEGIN_DECLS

/* On the main loop's thread. */
typedef struct _KtgRelay KtgRelay;

KtgRelay         *ktg_relay_new (KtgArchive *archive, GError **error);
const KtgAccount *ktg_relay_get_account (KtgRelay *self);
gboolean
ktg_relay_enrol (KtgRelay *self, const char *url, const char *code, const char *ca, GError **error);
gboolean ktg_relay_set_url (KtgRelay *self, const char *url, GError **error);
void     ktg_relay_start (KtgRelay *self);
void     ktg_relay_free (KtgRelay *self);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgRelay, ktg_relay_free)

G_END_DECLS
