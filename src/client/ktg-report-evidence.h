/* ktg-report-evidence.h - the files of a filed report: one large, and all of them below it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-session.h"

#include <adwaita.h>

G_BEGIN_DECLS

#define KTG_TYPE_REPORT_EVIDENCE (ktg_report_evidence_get_type ())
G_DECLARE_FINAL_TYPE (KtgReportEvidence, ktg_report_evidence, KTG, REPORT_EVIDENCE, AdwBin)

void
ktg_report_evidence_show (KtgReportEvidence *self, KtgSession *session, const KtgReportHeld *held);
GPtrArray *ktg_report_evidence_get_files (KtgReportEvidence *self);
void       ktg_report_evidence_choose (KtgReportEvidence *self, guint i);

G_END_DECLS
