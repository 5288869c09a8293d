/* ktg-news-book.h - what an answer of the server brought, entered whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-profile.h"

#include <ktg-news.h>

G_BEGIN_DECLS

gboolean
ktg_news_book_enter (KtgProfile *profile, KtgNews *news, KtgChanges *changes, GError **error);

G_END_DECLS
