/* ktg-carry-table.h - what others wrote and the server has lost
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-envelope.h>
#include <ktg-node-life.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean   ktg_carry_table_add_fallen (KtgLedger *ledger, const KtgNodeLife *word, GError **error);
gboolean   ktg_carry_table_remove (KtgLedger *ledger, const char *id, GError **error);
gboolean   ktg_carry_table_clear (KtgLedger *ledger, GError **error);
GPtrArray *ktg_carry_table_list (KtgLedger *ledger, GError **error);
KtgEnvelope *ktg_carry_table_load (KtgLedger *ledger, const char *id, GError **error);

G_END_DECLS
