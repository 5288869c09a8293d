/* ktg-report-page.h - the story of one filed report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"
#include "ktg-viewer-page.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_PAGE (ktg_report_page_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportPage, ktg_report_page, KTG, REPORT_PAGE, AdwBin)

KtgReportPage *ktg_report_page_new (KtgSession *session);
void           ktg_report_page_open (KtgReportPage *self, const char *id);

KtgViewerPage *ktg_report_page_view (KtgReportPage *self, guint i);
void           ktg_report_page_choose (KtgReportPage *self, guint i);

G_END_DECLS
