/* ktg-report-told.h - what programs are told of a report
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-status-json.h>
#include <ktg-store.h>

G_BEGIN_DECLS

KtgReportStatus *ktg_report_told_new (const KtgReportHeld *held);

G_END_DECLS
