/* ktg-archive-report-table.h - what the server has to know of a report, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-catalog-rows.h"
#include "ktg-page.h"

G_BEGIN_DECLS

gboolean ktg_archive_report_table_find_of_filer (KtgDb                *db,
                                                 const char           *id,
                                                 gint64                filer,
                                                 KtgArchiveReportRow **row,
                                                 GError              **error);
gboolean ktg_archive_report_table_find_case (KtgDb                *db,
                                             const char           *id,
                                             const char           *case_id,
                                             KtgArchiveReportRow **row,
                                             GError              **error);
gboolean ktg_archive_report_table_find_any (KtgDb                *db,
                                            const char           *id,
                                            gint64                device,
                                            KtgArchiveReportRow **row,
                                            GError              **error);
KtgArchiveReportRow            *
ktg_archive_report_table_find_named (KtgDb *db, const char *name, GError **error);
gboolean   ktg_archive_report_table_put (KtgDb *db, KtgArchiveReportRow *row, GError **error);
GPtrArray *ktg_archive_report_table_dup_page (KtgDb *db, KtgPage *page, GError **error);

G_END_DECLS
