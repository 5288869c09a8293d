/* ktg-upstream-level.h - is what was brought to the server above still there?
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-news.h>
#include <ktg-owed.h>

G_BEGIN_DECLS

gboolean ktg_upstream_level_ask (KtgDb *db, gint64 now_ms, KtgOwed *owed, GError **error);
gboolean ktg_upstream_level_hear (KtgDb *db, const KtgNews *news, GError **error);

G_END_DECLS
