/* ktg-report-row.h - one report in a list
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <gtk/gtk.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_ROW (ktg_report_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportRow, ktg_report_row, KTG, REPORT_ROW, GtkWidget)

void  ktg_report_row_show (KtgReportRow *self, KtgSession *session, KtgSummary *summary);
void  ktg_report_row_load_picture (KtgReportRow *self);
char *ktg_report_row_dup_said (KtgReportRow *self);

G_END_DECLS
