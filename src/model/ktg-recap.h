/* ktg-recap.h - how many reports there are of each day, kind, suspicion, area and standing
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-period.h>
#include <ktg-summary.h>

G_BEGIN_DECLS

/* How far a report has come; each stands at one of them. */
typedef enum
{
  KTG_STANDING_WAITING,    /* the server does not have its text */
  KTG_STANDING_ACTION,     /* refused by the server, or given back by the office */
  KTG_STANDING_AT_SERVER,  /* the office has not registered it */
  KTG_STANDING_REGISTERED, /* and what comes after that */
} KtgRecapStanding;

#define KTG_N_STANDINGS (KTG_STANDING_REGISTERED + 1)

/* One code of many. */
typedef struct
{
  char *code; /* NULL: the reports say none */
  guint n_reports;
} KtgRecapCode;

/* A day or, by its Monday, a week. */
typedef struct
{
  char *day; /* "2024-11-12" */
  guint n_reports;
  guint n_suspected; /* in how many of them something is */
} KtgRecapDay;

/* Drafts and what was filed anew under another id are no reports; what was withdrawn is counted
 * apart. A report is counted once, as its newest version says it. */
typedef struct
{
  KtgPeriod period; /* of the event, or else of when it became known */
  guint     n_reports;
  guint     n_suspected;
  guint     n_undated; /* without a day: of n_reports if the period has no ends, else beside them */
  guint     n_withdrawn; /* of the period, beside n_reports */
  guint     n_drafts;    /* beside n_reports, whatever the period */
  guint     n_parked;    /* refused by the server */
  guint     n_received;  /* whose text the server has */
  guint     n_forwarded; /* by the office, to whom it concerns */
  guint     standings[KTG_N_STANDINGS];
  guint64   bytes_waiting;
  GPtrArray *days;        /* (element-type KtgRecapDay): those with reports, from the first */
  GPtrArray *weeks;       /* (element-type KtgRecapDay): likewise */
  GPtrArray *kinds;       /* (element-type KtgRecapCode): the most frequent first … */
  GPtrArray *violations;  /* … of all that is suspected: a report may stand in several … */
  GPtrArray *regions;     /* … by the code that the report says … */
  GPtrArray *case_states; /* … and how the office has it */
} KtgRecap;

KtgRecap *ktg_recap_new (const KtgPeriod *period);
void      ktg_recap_add (KtgRecap *self, const KtgPack *pack, const KtgSummaryFields *fields);
void      ktg_recap_finish (KtgRecap *self);

char            *ktg_recap_dup_day (const KtgPack *pack, const KtgSummaryFields *fields);
char            *ktg_recap_dup_monday (const char *day);
KtgRecapStanding ktg_recap_get_standing (const KtgSummaryFields *fields);
gboolean ktg_recap_has (const KtgRecap *self, const KtgSummaryFields *fields, const char *day);
const KtgRecapDay *ktg_recap_get_day (const KtgRecap *self, const char *day);

KTG_DECLARE_RECORD (KtgRecapCode, ktg_recap_code)
KTG_DECLARE_RECORD (KtgRecapDay, ktg_recap_day)
KTG_DECLARE_RECORD (KtgRecap, ktg_recap)

G_END_DECLS
