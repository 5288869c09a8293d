/* ktg-mail-book.h - words of other servers to this device, which its own handed on
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

#include <ktg-news.h>
#include <ktg-owed.h>
#include <ktg-receipt.h>

G_BEGIN_DECLS

gboolean
ktg_mail_book_enter (KtgProfile *profile, const KtgNews *news, GHashTable *touched, GError **error);
gboolean ktg_mail_book_settle_event (KtgLedger             *ledger,
                                     const KtgReceiptEvent *item,
                                     gint64                 receipt,
                                     GHashTable            *touched,
                                     GError               **error);
gboolean ktg_mail_book_settle_file (KtgLedger            *ledger,
                                    const KtgReceiptFile *item,
                                    gint64                receipt,
                                    GHashTable           *touched,
                                    GError              **error);
gboolean ktg_mail_book_load_claim (KtgLedger *ledger, KtgOwed *owed, GError **error);
gboolean ktg_mail_book_clear (KtgLedger *ledger, GError **error);

G_END_DECLS
