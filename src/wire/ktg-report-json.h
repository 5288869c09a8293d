/* ktg-report-json.h - a report to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record-form.h>
#include <ktg-report.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

KtgReport *ktg_report_json_parse (GBytes *text, KtgReportJsonForm form, GError **error);
gboolean   ktg_report_json_change (GBytes *text, KtgReport *report, GError **error);
GBytes    *ktg_report_json_write (const KtgReport *report, KtgReportJsonForm form);

G_END_DECLS
