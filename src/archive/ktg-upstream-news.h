/* ktg-upstream-news.h - what an answer of the server above brought, entered whole or not at all
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-news.h>

#include "ktg-writer.h"

G_BEGIN_DECLS

/* One answer. */
typedef struct
{
  /* set by who asks, who owns it */
  const KtgAccount *account; /* which server is believed */
  const KtgNews    *news;
  gint64            now_ms;

  /* found */
  GPtrArray *changed;         /* (element-type KtgDevice) for the roster, once that is on record */
  gboolean   is_another_life; /* of the server above, which has just said what it lost */
} KtgUpstreamNews;

gboolean ktg_upstream_news_verify (const KtgUpstreamNews *self, GError **error);
gboolean ktg_upstream_news_enter (KtgUpstreamNews *self, KtgCatalog *catalog, GError **error);

G_END_DECLS
