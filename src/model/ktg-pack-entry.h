/* ktg-pack-entry.h - what packs are made of: violations, choices, elections
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
} KtgStage;

typedef struct
{
  char      *code; /* "pilkada-2024" */
  KtgWords   name;
  char      *regime;      /* "pemilu" or "pilkada" */
  int        report_days; /* days from known to filed */
  GPtrArray *stages;      /* (element-type KtgStage) */
} KtgElection;

typedef struct
{
  char      *code;    /* "kinds"; docs/PACKS.md names the lists */
  GPtrArray *choices; /* (element-type KtgChoice) */
} KtgChoiceList;

/* What one file says. */
typedef struct
{
  char      *name;       /* which pack it is, "rules"; of a form its code */
  char      *version;    /* a date */
  KtgWords   note;       /* what must stand beside what it says; both may be NULL */
  GPtrArray *violations; /* (element-type KtgViolation) */
  GPtrArray *elections;  /* (element-type KtgElection) */
  GPtrArray *lists;      /* (element-type KtgChoiceList) */
} KtgPackPart;

const char *ktg_words_get (const KtgWords *words, const char *language);

KtgChoice *ktg_choice_new (void);

char *ktg_pack_part_find_fault (const KtgPackPart *part);

KTG_DECLARE_RECORD (KtgWords, ktg_words)
KTG_DECLARE_RECORD (KtgViolation, ktg_violation)
KTG_DECLARE_RECORD (KtgChoice, ktg_choice)
KTG_DECLARE_RECORD (KtgStage, ktg_stage)
KTG_DECLARE_RECORD (KtgElection, ktg_election)
KTG_DECLARE_RECORD (KtgChoiceList, ktg_choice_list)
KTG_DECLARE_RECORD (KtgPackPart, ktg_pack_part)

G_END_DECLS
