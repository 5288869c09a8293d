/* ktg-calendar-dates.h - what stands on which day: stages, time limits, holidays
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-library.h"

#include <ktg-period.h>

G_BEGIN_DECLS

typedef enum
{
  KTG_DATE_POLLING,
  KTG_DATE_COUNTDOWN, /* so many days before it */
  KTG_DATE_LIMIT,     /* a report may be filed until then */
  KTG_DATE_STAGE,
  KTG_DATE_HOLIDAY,
} KtgDateKind;

typedef struct
{
  KtgDateKind kind;
  char       *day;
  char       *last_day; /* of a stage; else as @day */
  char       *words;
  char       *note;      /* or NULL */
  char       *report_id; /* of a limit, or NULL */
} KtgDate;

void ktg_date_free (KtgDate *date);

GPtrArray *ktg_calendar_dates_list (KtgLibrary      *library,
                                    const char      *region,
                                    GListModel      *summaries,
                                    const KtgMoment *now);
gboolean   ktg_date_is_on (const KtgDate *date, const char *day);
char      *ktg_calendar_dates_dup_when (const KtgDate *date);
char      *ktg_calendar_dates_dup_holidays_note (const KtgPack *pack, int year);
char *
ktg_calendar_dates_dup_countdown (KtgLibrary *library, const char *region, const KtgMoment *now);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgDate, ktg_date_free)

G_END_DECLS
