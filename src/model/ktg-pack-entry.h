/* ktg-pack-entry.h - what packs are made of: words, violations, choices
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-period.h>
#include <ktg-record.h>

G_BEGIN_DECLS

extern const char *const ktg_election_regimes[]; /* the laws of elections, ended by NULL */

extern const char *const ktg_finger_names[]; /* from the thumb on, ended by NULL */

/* A word in the app's languages. */
typedef struct
{
  char *id;
  char *en;
} KtgWords;

/* What a pack was compiled from. */
typedef struct
{
  char *title;
  char *address; /* or NULL */
} KtgPackSource;

/* What may follow, where for some persons it is not what the violation says. */
typedef struct
{
  GPtrArray *statuses;     /* (element-type utf8): codes of the list "person_statuses" */
  KtgPeriod  period;       /* the days on which this is said */
  char      *sanction_min; /* NULL where nothing is said */
  char      *sanction_max;
  char      *legal_basis;
  char      *confidence;
  char      *source; /* where that was read, or NULL */
  KtgWords   note;   /* both may be NULL */
} KtgSanctionApart;

typedef struct
{
  char      *code;         /* "KE-05" */
  KtgPeriod  period;       /* the days on which this row holds */
  KtgWords   name;         /* the whole wording */
  KtgWords   short_name;   /* a few words for a list */
  char      *category;     /* kode_etik, disiplin, pidana, pidana_atau_uu_lain, uu_lain, lainnya */
  char      *phase;        /* bakal_calon, calon, keduanya */
  GPtrArray *regimes;      /* (element-type utf8): of which elections it is, as in KtgElection;
                              none: of every one */
  GPtrArray *statuses;     /* (element-type utf8): whose sanction and basis are said here, codes of
                              the list "person_statuses"; none: everybody's */
  char      *sanction_min; /* NULL where the list says none */
  char      *sanction_max;
  char      *legal_basis;         /* NULL where the list says none */
  char      *confidence;          /* A, B, C or "-" */
  char      *sanction_confidence; /* of what may follow, where that is another; or NULL */
  char      *source;              /* where the row was read, or NULL */
  char      *keywords;            /* extra words for search, both languages, may be NULL */
  guint      usual;               /* 1 is the commonest of all, 0: not among those */
  KtgWords   note;                /* what is doubtful about it; both may be NULL */
  GPtrArray *apart; /* (element-type KtgSanctionApart): for whom something else is said */
} KtgViolation;

/* One choice of a list in a form: kinds of report, place classes, statuses, positions, gestures,
 * phases … */
typedef struct
{
  char      *code;
  KtgPeriod  period; /* the days on which it can be chosen */
  KtgWords   name;
  KtgWords   detail;     /* a sentence that explains it; both may be NULL */
  char      *emoji;      /* a gesture's picture, or NULL */
  gboolean   is_allowed; /* a gesture the circulars name as allowed */
  GPtrArray *fingers; /* (element-type utf8): of a gesture, which are stretched; none: not said */
} KtgChoice;

typedef struct
{
  char      *code;    /* "kinds"; docs/PACKS.md names the lists */
  GPtrArray *choices; /* (element-type KtgChoice) */
} KtgChoiceList;

const char *ktg_words_get (const KtgWords *words, const char *language);

KtgChoice *ktg_choice_new (void);

gboolean ktg_violation_is_of (const KtgViolation *violation, const char *regime);

KTG_DECLARE_RECORD (KtgWords, ktg_words)
KTG_DECLARE_RECORD (KtgPackSource, ktg_pack_source)
KTG_DECLARE_RECORD (KtgSanctionApart, ktg_sanction_apart)
KTG_DECLARE_RECORD (KtgViolation, ktg_violation)
KTG_DECLARE_RECORD (KtgChoice, ktg_choice)
KTG_DECLARE_RECORD (KtgChoiceList, ktg_choice_list)

G_END_DECLS
