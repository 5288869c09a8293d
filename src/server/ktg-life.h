/* ktg-life.h - a server begins its life, or another one after it was put back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-archive.h"

G_BEGIN_DECLS

#define KTG_SETTING_IS_BACKUP "is_backup"

gboolean ktg_life_ensure (KtgDb *db, gint64 now_ms, char **life, GError **error);
gboolean ktg_life_begin (KtgDb         *db,
                         KtgSigningKey *key,
                         const char    *forgotten,
                         guint64        last,
                         gint64         now_ms,
                         char         **life,
                         GError       **error);
gboolean ktg_life_begin_if_put_back (KtgArchive *archive, GError **error);

G_END_DECLS
