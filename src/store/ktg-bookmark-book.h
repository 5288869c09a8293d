/* ktg-bookmark-book.h - how far the server's book is known to go
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-server-notes.h"

#include <ktg-news.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean ktg_bookmark_book_verify (KtgLedger *ledger, const KtgNews *news, GError **error);
gboolean
ktg_bookmark_book_enter (KtgLedger *ledger, const KtgNews *news, gint64 life, GError **error);
gboolean ktg_bookmark_book_clear (KtgLedger *ledger, GError **error);
gboolean ktg_bookmark_book_load_owed (KtgLedger *ledger, KtgOwed *owed, GError **error);
gboolean ktg_bookmark_book_load_note (KtgLedger *ledger, KtgServerNotes *notes, GError **error);

G_END_DECLS
