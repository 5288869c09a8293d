/* ktg-pack.h - what the dated data files say: rules, gestures, forms, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form.h"
#include "ktg-pack-part.h"

G_BEGIN_DECLS

/* So much of the words by which a form lets its report be found is kept. */
#define KTG_PACK_SEARCHED_BYTES 160

/* The packs of one program, read only once made but for the day. docs/PACKS.md says which version
 * of a pack counts when. A day is "2024-11-12", and a time that begins so will do; where none is
 * said, and where it cannot be read, today is meant. */
typedef struct
{
  char      *today;     /* NULL: after every day */
  GPtrArray *parts;     /* (element-type KtgPackPart): each version of each pack, by their names,
                           from the oldest */
  GPtrArray     *terms; /* what those that count today say, borrowed … */
  GPtrArray     *elections;
  GPtrArray     *zones;
  GPtrArray     *holiday_years;
  GPtrArray     *articles;
  GPtrArray     *sample_cases;
  KtgRegionNames region_names;
  GPtrArray     *lists;      /* (element-type KtgChoiceList): what can be chosen today */
  GPtrArray     *editions;   /* (element-type KtgForm): every edition of every form */
  GPtrArray     *forms;      /* the one of each that counts, borrowed, by their codes */
  GPtrArray     *no_choices; /* what an unknown list holds */
} KtgPack;

KtgPack           *ktg_pack_new (void);
void               ktg_pack_free (KtgPack *pack);
void               ktg_pack_set_today (KtgPack *pack, const char *day);
gboolean           ktg_pack_adopt (KtgPack *pack, KtgPackPart *part);
const KtgPackPart *ktg_pack_get_part (const KtgPack *pack, const char *name);
const char        *ktg_pack_get_version (const KtgPack *pack, const char *name);
const KtgWords    *ktg_pack_get_note (const KtgPack *pack, const char *name);

GPtrArray *ktg_pack_get_articles_on (const KtgPack *pack, const char *day);
GPtrArray *ktg_pack_get_cases_on (const KtgPack *pack, const char *day);

GPtrArray       *ktg_pack_get_choices (const KtgPack *pack, const char *list);
GPtrArray       *ktg_pack_get_choices_on (const KtgPack *pack, const char *list, const char *day);
const KtgChoice *ktg_pack_get_choice (const KtgPack *pack, const char *list, const char *code);
const KtgChoice *
ktg_pack_get_choice_on (const KtgPack *pack, const char *list, const char *day, const char *code);
const char *ktg_pack_get_choice_name (const KtgPack *pack,
                                      const char    *list,
                                      const char    *code,
                                      const char    *language);

const char *ktg_pack_get_rules_version (const KtgPack *pack, const char *day);
gboolean    ktg_pack_has_rules_of (const KtgPack *pack, const char *day);
const KtgPackPart *
ktg_pack_get_rules (const KtgPack *pack, const char *rules_version, const char *day);
GPtrArray *
ktg_pack_get_violations (const KtgPack *pack, const char *rules_version, const char *day);
const KtgViolation *ktg_pack_get_violation (const KtgPack *pack,
                                            const char    *rules_version,
                                            const char    *day,
                                            const char    *code);
const KtgChoice    *ktg_pack_get_rules_choice (const KtgPack *pack,
                                               const char    *rules_version,
                                               const char    *day,
                                               const char    *list,
                                               const char    *code);
GPtrArray          *ktg_pack_search_violations (const KtgPack *pack,
                                                const char    *rules_version,
                                                const char    *day,
                                                const char    *needle);

const KtgElection *ktg_pack_get_election (const KtgPack *pack, const char *region, const char *day);
const KtgElection *
ktg_pack_get_coming_election (const KtgPack *pack, const char *region, const char *day);
const KtgElection             *
ktg_pack_get_last_election (const KtgPack *pack, const char *region, const char *day);
const char *ktg_pack_get_regime (const KtgPack *pack, const char *region, const char *day);
const char *ktg_pack_suggest_phase (const KtgPack *pack, const char *region, const char *day);
int         ktg_pack_get_report_days (const KtgPack *pack, const char *day);
GPtrArray  *ktg_pack_get_terms (const KtgPack *pack);

const KtgPackPart *ktg_pack_get_procedure (const KtgPack *pack, const char *day);
GPtrArray         *ktg_pack_get_steps (const KtgPack *pack, const char *regime, const char *day);
const KtgProcedureStep *ktg_pack_get_state (const KtgPack *pack, const char *code);
const KtgProcedureStep *ktg_procedure_steps_find (const GPtrArray *steps, const char *code);

const KtgZone *ktg_pack_get_zone (const KtgPack *pack, const char *region);
int            ktg_pack_get_utc_offset_s (const KtgPack *pack, const char *region, int otherwise_s);
const KtgHolidayYear *ktg_pack_get_holidays (const KtgPack *pack, int year);
char                 *ktg_pack_dup_day (const KtgPack *pack, const char *region, const char *time);
char                 *ktg_pack_dup_day_of_report (const KtgPack *pack, const KtgReport *report);

gboolean       ktg_pack_take_form (KtgPack *pack, KtgForm *form);
GPtrArray     *ktg_pack_drop_unlisted_forms (KtgPack *pack);
GPtrArray     *ktg_pack_find_empty_lists (const KtgPack *pack);
GPtrArray     *ktg_pack_get_forms (const KtgPack *pack);
const KtgForm *ktg_pack_get_form (const KtgPack *pack, const char *code);
const KtgForm *ktg_pack_get_form_of (const KtgPack *pack, const char *code, const char *version);
const KtgForm *
ktg_pack_get_form_for (const KtgPack *pack, const char *kind, const char *region, const char *day);
const KtgForm *ktg_pack_get_form_of_report (const KtgPack *pack, const KtgReport *report);
GPtrArray *
ktg_pack_get_field_choices (const KtgPack *pack, const KtgFormField *field, const char *day);
const KtgChoice       *
ktg_pack_get_field_choice (const KtgPack *pack, const KtgFormField *field, const char *code);
char *ktg_pack_dup_searched (const KtgPack *pack, const KtgReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPack, ktg_pack_free)

G_END_DECLS
