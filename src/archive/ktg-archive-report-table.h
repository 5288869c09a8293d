/* ktg-archive-report-table.h - what the server has to know of a report, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-db.h>

#include "ktg-page.h"

G_BEGIN_DECLS

typedef struct
{
  gint64   number; /* 0: not in the table yet */
  char    *id;
  gint64   filer; /* device number; 0: nobody yet */
  char    *region;
  char    *place;
  char    *review_state;
  gboolean is_withdrawn;
  gint64   enrolment; /* of the filer's device, when the report came */
  char    *officer;   /* of that enrolment; only read */
  char    *role;      /* the same */
  guint    n_events;  /* only of a page's rows */
} KtgArchiveReportRow;

void ktg_archive_report_row_free (KtgArchiveReportRow *row);

gboolean   ktg_archive_report_table_find (KtgDb                *db,
                                          const char           *id,
                                          KtgArchiveReportRow **row,
                                          GError              **error);
gboolean   ktg_archive_report_table_put (KtgDb *db, KtgArchiveReportRow *row, GError **error);
GPtrArray *ktg_archive_report_table_dup_page (KtgDb *db, KtgPage *page, GError **error);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgArchiveReportRow, ktg_archive_report_row_free)

G_END_DECLS
