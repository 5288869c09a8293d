/* ktg-archive-file-table.h - evidence files and the events that name them, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>
#include <ktg-named-file.h>

#include "ktg-catalog-rows.h"
#include "ktg-page.h"
#include "ktg-reach.h"

G_BEGIN_DECLS

gboolean ktg_archive_file_table_name (KtgDb              *db,
                                      guint64             event,
                                      gint64              author,
                                      const KtgNamedFile *file,
                                      GError            **error);
gboolean ktg_archive_file_table_announce (KtgDb              *db,
                                          gint64              carrier,
                                          const KtgNamedFile *file,
                                          GError            **error);
gboolean ktg_archive_file_table_can_see (KtgDb           *db,
                                         const KtgDevice *device,
                                         gint64           file,
                                         gboolean        *can_see,
                                         GError         **error);
gboolean ktg_archive_file_table_is_near (KtgDb           *db,
                                         const KtgDevice *device,
                                         gint64           file,
                                         gboolean        *is_near,
                                         GError         **error);
gboolean ktg_archive_file_table_set_complete (KtgDb      *db,
                                              const char *sha256,
                                              guint64     size_bytes,
                                              gint64      now_ms,
                                              GError    **error);
gboolean ktg_archive_file_table_forget (KtgDb *db, gint64 file, GError **error);
GPtrArray *
ktg_archive_file_table_dup_of_reports (KtgDb *db, gint64 after, gint64 last, GError **error);

G_END_DECLS
