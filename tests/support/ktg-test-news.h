/* ktg-test-news.h - what a server says of others' events, for tests
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-exchange-json.h>
#include <ktg-news.h>

G_BEGIN_DECLS

KtgNews               *ktg_test_news_new (const char *life);
void                   ktg_test_news_begin (KtgNews *news);
void                   ktg_test_news_add (KtgNews *news, guint64 index, KtgEnvelope *envelope);
guint                  ktg_test_news_count (const KtgExchangeAnswer *answer);
const KtgIndexedEvent *ktg_test_news_get (const KtgExchangeAnswer *answer, guint i);
const char            *ktg_test_news_get_at (const KtgExchangeAnswer *answer, const char *scope);

G_END_DECLS
