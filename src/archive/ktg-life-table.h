/* ktg-life-table.h - the lives of this server, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"

G_BEGIN_DECLS

gboolean ktg_life_table_find_present (KtgDb *db, char **life, GError **error);
gboolean ktg_life_table_find (KtgDb *db, const char *life, KtgLifeBounds *bounds, GError **error);
gboolean ktg_life_table_end (KtgDb *db, const KtgLifeBounds *bounds, GError **error);
gboolean ktg_life_table_lower (KtgDb *db, guint64 last_file, GError **error);
gboolean ktg_life_table_add (KtgDb *db, const char *life, gint64 now_ms, GError **error);

G_END_DECLS
