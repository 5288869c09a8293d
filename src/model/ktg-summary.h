/* ktg-summary.h - the few words a list shows and searches of a report or draft
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-history.h>
#include <ktg-report-clock.h>
#include <ktg-state.h>

G_BEGIN_DECLS

#define KTG_TYPE_SUMMARY (ktg_summary_get_type ())
G_DECLARE_FINAL_TYPE (KtgSummary, ktg_summary, KTG, SUMMARY, GObject)

/* What the list knows of a report: the words from its newest version, the counts from the store. */
typedef struct
{
  char    *id;     /* report id, or draft id (also the id it will be filed under) */
  char    *uuid;   /* the UUID that another report here has, too; NULL: it is the id */
  char    *filing; /* and what tells them apart: the id of its report.filed; or NULL */
  KtgState state;
  KtgTrust trust;     /* whether the word of whoever filed it counts, or why not */
  char    *amends;    /* of a draft: the id of the report it is to amend, or NULL */
  char    *kind;      /* what kind of report it is, a code, or NULL */
  char    *number;    /* short, for people, or NULL */
  char    *violation; /* first suspected violation's code, or NULL */
  char    *words;     /* the first words of the account, at most 80 characters, or NULL */
  char    *who;       /* name of the first reported person, or NULL */
  char    *position;  /* and position */
  char    *place_region;
  char    *place_words;
  char    *happened;         /* as in ktg-moment.h */
  char    *known;            /* starts the clock */
  char    *case_state;       /* how the office has it, ktg_case_get_office_state(); or NULL */
  char    *thumbnail_sha256; /* a preview's, or NULL */
  char    *on_behalf_of;     /* whose report it is, where somebody else typed it; or NULL */
  char *suspected; /* the codes of all that is suspected, a blank between two; "": something is, by
                      no code; NULL: nothing is */
  char
      *searched; /* words of its form's fields that find it, see ktg_pack_dup_searched(); or NULL */
  gint64   changed_us; /* filed or last saved */
  gint64   due_us; /* when the time to file it is over; G_MAXINT64: never; worked out, not kept */
  gboolean is_withdrawn;
  gboolean is_damaged;         /* of a draft: it is kept, and cannot be read */
  gboolean is_filed_elsewhere; /* another device brings its files, and gets the receipts */
  guint    n_events, n_events_received;
  guint    n_files,
      n_files_received; /* previews count as files of their own only in bytes, not here */
  guint   n_parked;
  guint64 bytes_waiting;
} KtgSummaryFields;

KTG_DECLARE_RECORD (KtgSummaryFields, ktg_summary_fields)

KtgSummary             *ktg_summary_new (const KtgSummaryFields *fields);
const KtgSummaryFields *ktg_summary_get (KtgSummary *self);
void                    ktg_summary_set_due (KtgSummary *self, gint64 due_us);

void          ktg_summary_fields_set_report (KtgSummaryFields *fields, const KtgReport *report);
void          ktg_summary_fields_set_searched (KtgSummaryFields *fields, char *searched);
void          ktg_summary_fields_set_due (KtgSummaryFields *fields, const KtgPack *pack);
KtgClockFacts ktg_summary_fields_get_clock (const KtgSummaryFields *fields);

gboolean ktg_summary_fields_is_asked (const KtgSummaryFields *fields);
gboolean ktg_summary_fields_knows_files (const KtgSummaryFields *fields);
gboolean ktg_summary_fields_is_going (const KtgSummaryFields *fields);

const char *ktg_summary_fields_get_uuid (const KtgSummaryFields *fields);
const char *ktg_summary_fields_get_name (const KtgSummaryFields *fields);

void ktg_summary_fields_clear (KtgSummaryFields *fields);

gboolean ktg_summary_has_words (KtgSummary *self, const char *folded);

int ktg_summary_compare (KtgSummary *a, KtgSummary *b);

G_END_DECLS
