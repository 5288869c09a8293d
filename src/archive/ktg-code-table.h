/* ktg-code-table.h - enrolment codes, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-code.h"
#include "ktg-page.h"

G_BEGIN_DECLS

gboolean ktg_code_table_put (KtgDb         *db,
                             GBytes        *hash,
                             const KtgCode *code,
                             gint64         now_ms,
                             gint64        *number,
                             GError       **error);
gboolean ktg_code_table_find (KtgDb *db, GBytes *hash, KtgCode **code, GError **error);
gboolean
ktg_code_table_use (KtgDb *db, GBytes *hash, gint64 device_number, gint64 now_ms, GError **error);

gboolean   ktg_code_table_count_waiting (KtgDb   *db,
                                         gint64   device,
                                         gint64   now_ms,
                                         gint64  *n_waiting,
                                         GError **error);
GPtrArray *ktg_code_table_list_waiting_inside (KtgDb      *db,
                                               const char *region,
                                               gint64      now_ms,
                                               KtgPage    *page,
                                               GError    **error);

G_END_DECLS
