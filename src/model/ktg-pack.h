/* ktg-pack.h - what the dated data files say: rules, gestures, forms, regions, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <glib-object.h>

G_BEGIN_DECLS

/* A word in the app's languages; transfer none. @language: "id" or "en"; falls back to the other. */
typedef struct
{
  char *id;
  char *en;
} KtgWords;

const char *ktg_words_get (const KtgWords *words, const char *language);

typedef struct
{
  char    *code;       /* "KE-05" */
  KtgWords name;       /* the whole wording */
  KtgWords short_name; /* a few words for a list */
  char    *category;   /* kode_etik, disiplin, pidana, pidana_atau_uu_lain, uu_lain, lainnya */
  char    *phase;      /* bakal_calon, calon, keduanya */
  char    *sanction_min;
  char    *sanction_max;
  char    *legal_basis;
  char    *confidence; /* A, B, C or "-" */
  char    *keywords;   /* extra words for search, both languages, may be NULL */
} KtgViolation;

/* One choice of a list in a form: kinds of report, place classes, statuses, positions, gestures, phases … */
typedef struct
{
  char    *code;
  KtgWords name;
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
  char      *code;   /* "pilkada-2024" */
  KtgWords   name;
  char      *regime; /* "pemilu" or "pilkada" */
  int        report_days; /* days from known to filed */
  GPtrArray *stages; /* (element-type KtgStage) */
} KtgElection;

/* The packs of one program, read only once made. */
typedef struct
{
  char       *rules_version;
  GPtrArray  *violations;  /* (element-type KtgViolation) */
  GHashTable *choice_lists;/* list name ("kinds", "gestures", "place_classes", "person_statuses", "position_groups",
                              "phases", "openness", "origins", "tags", "review_states") → GPtrArray of KtgChoice */
  GPtrArray  *elections;   /* (element-type KtgElection) */
} KtgPack;

KtgPack            *ktg_pack_new (void);
void                ktg_pack_free (KtgPack *pack);
const KtgViolation *ktg_pack_get_violation (const KtgPack *pack, const char *code);
/* Violations in which every word of @needle occurs (code, name, gloss, keywords; folded), best first:
 * exact code, then code prefix, then pack order. (transfer container) (element-type KtgViolation) */
GPtrArray          *ktg_pack_search_violations (const KtgPack *pack, const char *needle);
GPtrArray          *ktg_pack_get_choices (const KtgPack *pack, const char *list); /* transfer none; empty if unknown */
const char         *ktg_pack_get_choice_name (const KtgPack *pack, const char *list, const char *code, const char *language); /* the code itself if unknown */
/* Days the law gives from "known" to "filed" on @day ("2024-11-12"): the strictest of the elections that day; 7 if none. */
int                 ktg_pack_get_report_days (const KtgPack *pack, const char *day);

KtgViolation *ktg_violation_new (void);
void          ktg_violation_free (KtgViolation *violation);
KtgChoice    *ktg_choice_new (void);
void          ktg_choice_free (KtgChoice *choice);
KtgStage     *ktg_stage_new (void);
void          ktg_stage_free (KtgStage *stage);
KtgElection  *ktg_election_new (void);
void          ktg_election_free (KtgElection *election);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPack, ktg_pack_free)

G_END_DECLS
