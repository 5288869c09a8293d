/* ktg-aside-table.h - events that were refused and kept for a person to look at, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-envelope.h>

#include "ktg-catalog-rows.h"
#include "ktg-page.h"

G_BEGIN_DECLS

gboolean   ktg_aside_table_put (KtgDb             *db,
                                const KtgEnvelope *envelope,
                                gint64             sender,
                                const char        *reason,
                                gint64             now_ms,
                                GError           **error);
GPtrArray *ktg_aside_table_dup_bytes (KtgDb *db, gint64 sender, GError **error);

G_END_DECLS
