/* ktg-holiday.h - on which weekdays of a year nobody works
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>

G_BEGIN_DECLS

typedef struct
{
  char    *day; /* "2024-01-01" */
  KtgWords name;
  gboolean is_joint_leave; /* cuti bersama */
} KtgHoliday;

typedef struct
{
  int        year;
  char      *confidence; /* A, B, C or "-" */
  char      *source;     /* where it was read, or NULL */
  GPtrArray *days;       /* (element-type KtgHoliday) */
} KtgHolidayYear;

const KtgHolidayYear *ktg_holiday_years_find (const GPtrArray *years, int year);
const KtgHoliday     *ktg_holiday_year_get_day (const KtgHolidayYear *year, const char *day);

KTG_DECLARE_RECORD (KtgHoliday, ktg_holiday)
KTG_DECLARE_RECORD (KtgHolidayYear, ktg_holiday_year)

G_END_DECLS
