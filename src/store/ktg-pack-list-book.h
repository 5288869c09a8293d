/* ktg-pack-list-book.h - what the server said it hands out
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean ktg_pack_list_book_enter (KtgLedger *ledger, const KtgPackList *list, GError **error);
gboolean ktg_pack_list_book_load_owed (KtgProfile *profile, KtgOwed *owed, GError **error);

G_END_DECLS
