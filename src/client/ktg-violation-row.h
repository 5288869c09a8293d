/* ktg-violation-row.h - a suspected violation in a report that is being written
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-report-law.h>

G_BEGIN_DECLS

#define KTG_TYPE_VIOLATION_ROW (ktg_violation_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgViolationRow, ktg_violation_row, KTG, VIOLATION_ROW, GtkListBoxRow)

KtgViolationRow *ktg_violation_row_new (const char *code);
void             ktg_violation_row_show (KtgViolationRow *self, const KtgReportLaw *law);
const char      *ktg_violation_row_get_code (KtgViolationRow *self);

G_END_DECLS
