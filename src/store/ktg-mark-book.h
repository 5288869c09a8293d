/* ktg-mark-book.h - how far the server's lists are known here
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"

#include <ktg-news.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean ktg_mark_book_load_owed (KtgLedger *ledger, KtgOwed *owed, GError **error);
gboolean ktg_mark_book_enter (KtgLedger *ledger, const KtgNews *news, GError **error);
gboolean ktg_mark_book_clear (KtgLedger *ledger, GError **error);

G_END_DECLS
