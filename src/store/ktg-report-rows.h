/* ktg-report-rows.h - the reports that were filed under one UUID, and what was said of each
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-event-table.h"

G_BEGIN_DECLS

/* A report is who filed it and under which UUID. */
typedef struct
{
  const KtgEventRow *filing; /* NULL: it is not here */
  GPtrArray         *rows;   /* (element-type KtgEventRow): all that is of it, borrowed */
} KtgReportRows;

GPtrArray *ktg_report_rows_split (GPtrArray *rows);

G_END_DECLS
