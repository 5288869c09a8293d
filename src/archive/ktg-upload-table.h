/* ktg-upload-table.h - what each device has to bring of each file, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"

G_BEGIN_DECLS

gboolean ktg_upload_table_announce (KtgDb   *db,
                                    gint64   device,
                                    gint64   file,
                                    guint64  size_bytes,
                                    GError **error);
gboolean ktg_upload_table_find (KtgDb         *db,
                                gint64         device,
                                const char    *name,
                                KtgUploadRow **row,
                                GError       **error);
gboolean ktg_upload_table_set_offset (KtgDb      *db,
                                      gint64      device,
                                      const char *sha256,
                                      guint64     offset,
                                      GError    **error);
gboolean ktg_upload_table_set_delivered (KtgDb      *db,
                                         gint64      device,
                                         const char *sha256,
                                         gint64      now_ms,
                                         gboolean    is_brought,
                                         guint64    *delivery,
                                         GError    **error);
gboolean ktg_upload_table_sum_owed (KtgDb *db, gint64 device, guint64 *owed_bytes, GError **error);
gboolean ktg_upload_table_get_head (KtgDb *db, guint64 *delivery, GError **error);
gboolean
ktg_upload_table_get_first_delivery (KtgDb *db, gint64 file, guint64 *delivery, GError **error);
gboolean   ktg_upload_table_has_delivered (KtgDb      *db,
                                           gint64      device,
                                           const char *start,
                                           gboolean   *has,
                                           GError    **error);
GPtrArray *ktg_upload_table_dup_gone (KtgDb *db, gint64 device, guint max, GError **error);
GPtrArray *ktg_upload_table_dup_begun_of (KtgDb *db, const char *sha256, GError **error);

G_END_DECLS
