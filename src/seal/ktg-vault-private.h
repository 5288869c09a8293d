/* ktg-vault-private.h - the vault as this room sees it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-vault.h"

G_BEGIN_DECLS

const guint8 *ktg_vault_get_stream_key (KtgVault *self);

G_END_DECLS
