/* ktg-deadline.h - until when something may be done, in each way of counting days
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-election.h>
#include <ktg-holiday.h>
#include <ktg-term.h>
#include <ktg-zone.h>

G_BEGIN_DECLS

/* One way of counting. */
typedef struct
{
  char   day[sizeof "2024-11-12"]; /* the last one */
  gint64 ends_us;                  /* midnight at its end where it happened: too late */
} KtgDeadlineReading;

/* The first day is not counted in either. */
typedef struct
{
  const KtgTerm     *term;     /* of a pack: which step it is, its source, how sure; or NULL */
  const KtgElection *election; /* whose law it is; NULL: none is known */
  const KtgZone     *zone;     /* of the place; NULL: not known */
  int                utc_offset_s;
  KtgDayKind         law_says;
  char               start[sizeof "2024-11-12"]; /* the day that is not counted */
  KtgDeadlineReading calendar;
  KtgDeadlineReading working; /* without Saturdays, Sundays and holidays; never the earlier one */
  gboolean           knows_holidays; /* of all the years it runs through */
} KtgDeadline;

/* Whether something came in time. */
typedef enum
{
  KTG_IN_TIME_NO,
  KTG_IN_TIME_IF_WORKING_DAYS, /* the law does not say which days count, and that decides it */
  KTG_IN_TIME_YES,
} KtgInTime;

gboolean ktg_deadline_reckon (KtgDeadline     *self,
                              const char      *start,
                              int              n_days,
                              KtgDayKind       law_says,
                              int              utc_offset_s,
                              const GPtrArray *holiday_years);

gboolean                  ktg_deadline_has_open_law (const KtgDeadline *self);
const KtgDeadlineReading *ktg_deadline_get_reading (const KtgDeadline *self);
int                       ktg_deadline_get_days_left (const KtgDeadline *self, gint64 now_us);
int        ktg_deadline_get_working_days_left (const KtgDeadline *self, gint64 now_us);
KtgInTime  ktg_deadline_judge (const KtgDeadline *self, gint64 at_us);
GPtrArray *ktg_deadline_list_holidays (const KtgDeadline *self, const GPtrArray *holiday_years);

G_END_DECLS
