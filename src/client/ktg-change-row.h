/* ktg-change-row.h - what a report said, beside what it says then
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-report-changes.h>

G_BEGIN_DECLS

#define KTG_TYPE_CHANGE_ROW (ktg_change_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgChangeRow, ktg_change_row, KTG, CHANGE_ROW, GtkListBoxRow)

GtkWidget *ktg_change_row_new (const KtgReportChange *change);

G_END_DECLS
