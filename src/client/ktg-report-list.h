/* ktg-report-list.h - all reports and drafts, searched and filtered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_LIST (ktg_report_list_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportList, ktg_report_list, KTG, REPORT_LIST, AdwBin)

void ktg_report_list_show (KtgReportList *self, KtgSession *session);
void ktg_report_list_show_failure (KtgReportList *self, const char *sentence);
void ktg_report_list_set_folded (KtgReportList *self, gboolean is_folded);
void ktg_report_list_search (KtgReportList *self);
void ktg_report_list_select (KtgReportList *self, const char *id);
void ktg_report_list_refresh_title (KtgReportList *self);

G_END_DECLS
