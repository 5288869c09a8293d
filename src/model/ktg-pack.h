/* ktg-pack.h - what the dated data files say: rules, gestures, forms, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

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

/* The packs of one program, read only once made. */
typedef struct
{
  char       *rules_version;
  GPtrArray  *violations;   /* (element-type KtgViolation), in the order of the pack */
  GHashTable *choice_lists; /* list name → GPtrArray of KtgChoice; docs/PACKS.md names the lists */
  GPtrArray  *elections;    /* (element-type KtgElection) */
  GPtrArray  *terms;        /* (element-type KtgTerm) */
  KtgWords    gestures_note; /* what must stand beside the gestures */
  GPtrArray  *no_choices;    /* what an unknown list holds */
  GHashTable *versions;      /* name of a pack → the version that counts */
} KtgPack;

KtgPack            *ktg_pack_new (void);
void                ktg_pack_free (KtgPack *pack);
const KtgViolation *ktg_pack_get_violation (const KtgPack *pack, const char *code);
GPtrArray          *ktg_pack_search_violations (const KtgPack *pack, const char *needle);
GPtrArray          *ktg_pack_get_choices (const KtgPack *pack, const char *list);
const KtgChoice    *ktg_pack_get_choice (const KtgPack *pack, const char *list, const char *code);
const char         *ktg_pack_get_choice_name (const KtgPack *pack,
                                              const char    *list,
                                              const char    *code,
                                              const char    *language);
void           ktg_pack_adopt (KtgPack *pack, const char *name, const char *version, KtgPack *part);
GPtrArray     *ktg_pack_add_list (KtgPack *pack, const char *list);
int            ktg_pack_get_report_days (const KtgPack *pack, const char *day);
const char    *ktg_pack_suggest_phase (const KtgPack *pack, const char *day);
const KtgTerm *ktg_pack_get_term (const KtgPack *pack, const char *regime, const char *code);

const char *ktg_words_get (const KtgWords *words, const char *language);
void        ktg_words_clear (KtgWords *words);

KtgViolation *ktg_violation_new (void);
void          ktg_violation_free (KtgViolation *violation);
KtgChoice    *ktg_choice_new (void);
void          ktg_choice_free (KtgChoice *choice);
KtgStage     *ktg_stage_new (void);
void          ktg_stage_free (KtgStage *stage);
KtgElection  *ktg_election_new (void);
void          ktg_election_free (KtgElection *election);
KtgTerm      *ktg_term_new (void);
void          ktg_term_free (KtgTerm *term);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPack, ktg_pack_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgViolation, ktg_violation_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgChoice, ktg_choice_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgStage, ktg_stage_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgElection, ktg_election_free)
G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgTerm, ktg_term_free)

G_END_DECLS
