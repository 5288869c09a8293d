/* ktg-device-table.h - devices, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"
#include "ktg-code-table.h"

G_BEGIN_DECLS

GPtrArray *ktg_device_table_dup_all (KtgDb *db, GError **error);

gboolean ktg_device_table_find (KtgDb *db, const char *key, KtgDevice **device, GError **error);
gboolean ktg_device_table_enrol (KtgDb         *db,
                                 const char    *key,
                                 const char    *name,
                                 const char    *box,
                                 const KtgCode *code,
                                 gint64         now_ms,
                                 KtgDevice    **device,
                                 GError       **error);
gboolean
ktg_device_table_find_namesake (KtgDb *db, const char *key, KtgDevice **device, GError **error);
gboolean ktg_device_table_set_term (KtgDb   *db,
                                    gint64   number,
                                    gboolean is_node,
                                    gint64   until_ms,
                                    GError **error);
gboolean ktg_device_table_revoke (KtgDb *db, gint64 number, gint64 now_ms, GError **error);
gboolean
ktg_device_table_find_numbered (KtgDb *db, gint64 number, KtgDevice **device, GError **error);
gboolean ktg_device_table_note_told (KtgDb *db, gint64 device, guint64 seq, GError **error);

gboolean ktg_device_table_note_seen (KtgDb *db, gint64 number, gint64 seen_at_ms, GError **error);

GPtrArray *
ktg_device_table_list_inside (KtgDb *db, const char *region, KtgPage *page, GError **error);

G_END_DECLS
