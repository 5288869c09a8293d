/* ktg-sending-book.h - the officer's rules of sending, and what each day sent
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-sending.h>

G_BEGIN_DECLS

gboolean ktg_sending_book_load_rules (KtgLedger *ledger, KtgSendingRules *rules, GError **error);
gboolean
ktg_sending_book_enter_rules (KtgLedger *ledger, const KtgSendingRules *rules, GError **error);
gboolean ktg_sending_book_add_spent (KtgLedger *ledger, const KtgSpent *added, GError **error);
gboolean
ktg_sending_book_load_spent (KtgLedger *ledger, gint64 day, KtgSpent *spent, GError **error);

G_END_DECLS
