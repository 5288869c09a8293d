/* ktg-pack-entry.h - what packs are made of: violations, choices, elections, terms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-record.h>

G_BEGIN_DECLS

/* Where no election says otherwise: the shorter of what the laws of 2016 and 2017 give. */
#define KTG_ELECTION_REPORT_DAYS 7

/* A word in the app's languages. */
typedef struct
{
  char *id;
  char *en;
} KtgWords;

typedef struct
{
  char    *code;         /* "KE-05" */
  KtgWords name;         /* the whole wording */
  KtgWords short_name;   /* a few words for a list */
  char    *category;     /* kode_etik, disiplin, pidana, pidana_atau_uu_lain, uu_lain, lainnya */
  char    *phase;        /* bakal_calon, calon, keduanya */
  char    *sanction_min; /* NULL where the list says none */
  char    *sanction_max;
  char    *legal_basis; /* NULL where the list says none */
  char    *confidence;  /* A, B, C or "-" */
  char    *keywords;    /* extra words for search, both languages, may be NULL */
  KtgWords note;        /* what is doubtful about it; both may be NULL */
} KtgViolation;

/* One choice of a list in a form: kinds of report, place classes, statuses, positions, gestures,
 * phases … */
typedef struct
{
  char    *code;
  KtgWords name;
  KtgWords detail;     /* a sentence that explains it; both may be NULL */
  char    *emoji;      /* a gesture's picture, or NULL */
  gboolean is_allowed; /* a gesture the circulars name as allowed */
} KtgChoice;

typedef struct
{
  char    *code;
  KtgWords name;
  char    *first_day; /* "2024-09-25" */
  char    *last_day;
  char    *phase; /* the phase a day in this stage suggests, or NULL */
} KtgStage;

typedef struct
{
  char      *code; /* "pilkada-2024" */
  KtgWords   name;
  char      *regime;      /* "pemilu" or "pilkada" */
  int        report_days; /* days from known to filed */
  GPtrArray *stages;      /* (element-type KtgStage) */
} KtgElection;

/* How long one step of the procedure may take. */
typedef struct
{
  char    *code;   /* "initial_review" */
  char    *regime; /* "pemilu" or "pilkada" */
  KtgWords name;
  int      n_days;
  char    *day_kind;    /* calendar, working, unknown */
  char    *legal_basis; /* or NULL */
  char    *confidence;  /* A, B or C */
} KtgTerm;

const char *ktg_words_get (const KtgWords *words, const char *language);
void        ktg_words_clear (KtgWords *words);

KtgViolation *ktg_violation_new (void);
KtgChoice    *ktg_choice_new (void);
KtgStage     *ktg_stage_new (void);
KtgElection  *ktg_election_new (void);
KtgTerm      *ktg_term_new (void);

KTG_DECLARE_RECORD (KtgWords, ktg_words)
KTG_DECLARE_RECORD (KtgViolation, ktg_violation)
KTG_DECLARE_RECORD (KtgChoice, ktg_choice)
KTG_DECLARE_RECORD (KtgStage, ktg_stage)
KTG_DECLARE_RECORD (KtgElection, ktg_election)
KTG_DECLARE_RECORD (KtgTerm, ktg_term)

G_END_DECLS
