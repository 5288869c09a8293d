/* ktg-life-book.h - what an answer says of the server's life, entered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-ledger.h"
#include "ktg-server-notes.h"

#include <ktg-account.h>
#include <ktg-news.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean ktg_life_book_verify (const KtgAccount *account, const KtgNews *news, GError **error);
gboolean
ktg_life_book_enter (KtgLedger *ledger, KtgNews *news, GHashTable *touched, GError **error);
gboolean ktg_life_book_load_claim (KtgLedger *ledger, KtgOwed *owed, GError **error);
gboolean ktg_life_book_load_notes (KtgLedger *ledger, KtgServerNotes **notes, GError **error);

G_END_DECLS
