/* ktg-violation-browser.h - all that can be suspected on a day, by category
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-report-law.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIOLATION_BROWSER (ktg_violation_browser_get_type ())
G_DECLARE_FINAL_TYPE (KtgViolationBrowser, ktg_violation_browser, KTG, VIOLATION_BROWSER, AdwBin)

void ktg_violation_browser_open (KtgViolationBrowser *self, const KtgReportLaw *law);
void ktg_violation_browser_close (KtgViolationBrowser *self);

G_END_DECLS
