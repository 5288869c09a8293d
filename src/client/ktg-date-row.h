/* ktg-date-row.h - one date of the calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <adwaita.h>
#include <ktg-calendar-dates.h>

G_BEGIN_DECLS

#define KTG_TYPE_DATE_ROW (ktg_date_row_get_type ())
G_DECLARE_FINAL_TYPE (KtgDateRow, ktg_date_row, KTG, DATE_ROW, AdwActionRow)

KtgDateRow *ktg_date_row_new (const KtgDate *date);
const char *ktg_date_row_get_report (KtgDateRow *self);

G_END_DECLS
