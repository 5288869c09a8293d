/* ktg-news-book.h - what an answer of the server brought, entered whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"
#include "ktg-store.h"

G_BEGIN_DECLS

gboolean
ktg_news_book_enter (KtgProfile *profile, KtgNews *news, KtgChanges *changes, GError **error);

/* TRUE if @envelope's id is the hash of its bytes and @signer signed them. */
gboolean ktg_news_book_is_signed (KtgEnvelope *envelope, const char *signer);

G_END_DECLS
