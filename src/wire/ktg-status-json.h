/* ktg-status-json.h - what the programs print with --json
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-account.h>
#include <ktg-history.h>
#include <ktg-report-due.h>
#include <ktg-sending.h>

G_BEGIN_DECLS

/* docs/CLI.md. Each returns one JSON document with a final newline. */
typedef struct
{
  guint       drafts, queued, delivered, complete, parked;
  guint64     bytes_waiting;
  gboolean    is_enrolled;
  gboolean    is_pending; /* the office has yet to confirm it */
  const char *words;      /* borrowed: six, of the keys of this device and its server; or NULL */
  guint       again;      /* reports that a server which was put back has to get or confirm again */
  guint       relayed;    /* reports that a relay holds, and the centre not yet */
  const char *relayed_at; /* borrowed: since when, by its clock; or NULL */
  gint64      roles_at_ms; /* as of when it is known who has which role; 0: nobody knows */
  GPtrArray  *alarms;      /* (element-type utf8) borrowed, or NULL */

  KtgSendingRules rules;
  KtgSpent        spent;  /* today */
  guint           n_free; /* originals whose room the officer may have back */
  guint64         free_bytes;

  guint        n_overdue;   /* not sent, and the law leaves no time */
  const char  *next_report; /* borrowed: whose time is over next; NULL: no clock runs */
  KtgReportDue next;
} KtgStatusCounts;

/* What was done with a file on a day. */
typedef struct
{
  char    *act;
  char    *day;
  guint    n_times;
  gboolean is_former; /* the device had another key then */
} KtgCustodyStatus;

/* One file of a report as a program knows it. */
typedef struct
{
  char      *sha256;
  guint64    size_bytes;
  gboolean   is_complete;
  gboolean   is_known; /* whether it is complete */
  gboolean   is_preview;
  char      *parked;  /* problem type or NULL */
  GPtrArray *custody; /* (element-type KtgCustodyStatus); none, where nobody knows */
} KtgFileStatus;

typedef struct
{
  char      *report_id;
  char      *filing; /* where another report here has the same id, that of its filing; or NULL */
  char      *number; /* short, for people; NULL where it has none */
  char      *state;  /* ktg_state_get_name() */
  char      *case_state;  /* ktg_case_get_office_state(), or NULL */
  char      *holder;      /* "centre" or "relay", who has what is delivered; NULL: nobody says */
  char      *replaced_by; /* the report that was filed in its place, or NULL */
  guint      n_events;
  GPtrArray *files;                   /* (element-type KtgFileStatus) originals and previews */
  char      *officer, *role, *region; /* who filed it, as he then was; NULL where nobody knows */
  const KtgReportDue *due;            /* borrowed, or NULL */
} KtgReportStatus;

/* Until when a report may be filed; FALSE: no days are counted for it. */
typedef gboolean (*KtgFindDue) (const KtgSummaryFields *fields,
                                gpointer                user_data,
                                KtgReportDue           *due);

KtgCustodyStatus *
ktg_custody_status_new (const char *act, const char *day, guint n_times, gboolean is_former);
KtgFileStatus   *ktg_file_status_new (const char *sha256,
                                      guint64     size_bytes,
                                      gboolean    is_complete,
                                      gboolean    is_preview);
KtgReportStatus *ktg_report_status_new (const char *report_id, const char *state, guint n_events);
void             ktg_report_status_set_filer (KtgReportStatus *status,
                                              const char      *officer,
                                              const char      *role,
                                              const char      *region);
KTG_DECLARE_RECORD (KtgCustodyStatus, ktg_custody_status)
KTG_DECLARE_RECORD (KtgFileStatus, ktg_file_status)
KTG_DECLARE_RECORD (KtgReportStatus, ktg_report_status)

GBytes *ktg_status_json_write_account (const KtgAccount *account, const char *words);
GBytes *ktg_status_json_write_counts (const KtgStatusCounts *counts);
GBytes *ktg_status_json_write_sync (const KtgStatusCounts *counts, const char *failure);
/* `ktg list --json`, (element-type KtgSummary) */
GBytes *
ktg_status_json_write_summaries (GPtrArray *summaries, KtgFindDue find_due, gpointer user_data);
GBytes *
ktg_status_json_write_draft (const char *id, const KtgReport *report, const KtgReportDue *due);
GBytes *ktg_status_json_write_reports (GPtrArray *statuses); /* `kentongan-server list --json` */
GBytes *ktg_status_json_write_report (const KtgReportStatus *status,
                                      const KtgHistory *history); /* `show --json`, both programs */

G_END_DECLS
