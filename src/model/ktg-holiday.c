/* ktg-holiday.c - on which weekdays of a year nobody works
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-holiday.h"

#define FIRST_YEAR 1945
#define LAST_YEAR 9999

static const KtgField holiday_fields[] = {
  { "day", KTG_FIELD_DAY, G_STRUCT_OFFSET (KtgHoliday, day), KTG_NEED_ALWAYS },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgHoliday, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "joint_leave", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgHoliday, is_joint_leave) },
};

KTG_DEFINE_RECORD (KtgHoliday, ktg_holiday, holiday_fields)

static const KtgField year_fields[] = {
  { "year",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgHolidayYear, year),
    KTG_NEED_ALWAYS,
    FIRST_YEAR,
    LAST_YEAR },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgHolidayYear, confidence), KTG_NEED_FILLED },
  { "source", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgHolidayYear, source) },
  { "days",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgHolidayYear, days),
    KTG_NEED_ALWAYS,
    .record = &ktg_holiday_record },
};

KTG_DEFINE_RECORD (KtgHolidayYear, ktg_holiday_year, year_fields)

/**
 * ktg_holiday_years_find:
 * @years: (nullable) (element-type KtgHolidayYear): of a pack, or of all
 * @year: 2024
 *
 * Returns: (transfer none) (nullable): what is known of its holidays; %NULL if nothing is
 */
const KtgHolidayYear *
ktg_holiday_years_find (const GPtrArray *years, int year)
{
  for (guint i = 0; years != NULL && i < years->len; i++)
    {
      const KtgHolidayYear *candidate = g_ptr_array_index (years, i);

      if (candidate->year == year)
        return candidate;
    }

  return NULL;
}

/**
 * ktg_holiday_year_get_day:
 * @year: what is known of a year
 * @day: "2024-01-01"
 *
 * Returns: (transfer none) (nullable): the holiday on @day
 */
const KtgHoliday *
ktg_holiday_year_get_day (const KtgHolidayYear *year, const char *day)
{
  for (guint i = 0; i < year->days->len; i++)
    {
      const KtgHoliday *holiday = g_ptr_array_index (year->days, i);

      if (g_strcmp0 (holiday->day, day) == 0)
        return holiday;
    }

  return NULL;
}
