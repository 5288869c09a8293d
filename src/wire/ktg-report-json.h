/* ktg-report-json.h - a report to JSON and back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-report.h>
#include <ktg-wire-error.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_REPORT_JSON_BODY,  /* the whole body of an event: evidence allowed, "times.filed" required,
                            required keys enforced */
  KTG_REPORT_JSON_INPUT, /* what `ktg file` takes: no evidence, no times.filed, required keys
                            enforced, unknown keys refused */
  KTG_REPORT_JSON_DRAFT, /* a draft at rest: everything optional */
} KtgReportJsonForm;

KtgReport *ktg_report_json_parse (GBytes *text, KtgReportJsonForm form, GError **error);
GBytes    *ktg_report_json_write (const KtgReport *report, KtgReportJsonForm form);

G_END_DECLS
