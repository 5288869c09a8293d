/* ktg-pack.h - what the dated data files say: rules, gestures, forms, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include "ktg-form.h"
#include "ktg-pack-entry.h"

G_BEGIN_DECLS

/* So much of the words by which a form lets its report be found is kept. */
#define KTG_PACK_SEARCHED_BYTES 160

/* The packs of one program, read only once made. */
typedef struct
{
  GPtrArray *parts;      /* (element-type KtgPackPart): of each pack the newest, by their names */
  GPtrArray *violations; /* what the parts say, borrowed: in the order of the pack … */
  GPtrArray *elections;
  GPtrArray *lists;
  GPtrArray *forms;      /* (element-type KtgForm), the newest of each, by their codes */
  GPtrArray *old_forms;  /* (element-type KtgForm), the others */
  GPtrArray *no_choices; /* what an unknown list holds */
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
void                ktg_pack_adopt (KtgPack *pack, KtgPackPart *part);
const char         *ktg_pack_get_version (const KtgPack *pack, const char *name);
const KtgWords     *ktg_pack_get_note (const KtgPack *pack, const char *name);
int                 ktg_pack_get_report_days (const KtgPack *pack, const char *day);
const char         *ktg_pack_get_regime (const KtgPack *pack, const char *day);

void           ktg_pack_take_form (KtgPack *pack, KtgForm *form);
GPtrArray     *ktg_pack_drop_unlisted_forms (KtgPack *pack);
GPtrArray     *ktg_pack_get_forms (const KtgPack *pack);
const KtgForm *ktg_pack_get_form (const KtgPack *pack, const char *code);
const KtgForm *ktg_pack_get_form_of (const KtgPack *pack, const char *code, const char *version);
const KtgForm *ktg_pack_get_form_for (const KtgPack *pack, const char *kind, const char *day);
const KtgForm *ktg_pack_get_form_of_report (const KtgPack *pack, const KtgReport *report);
GPtrArray     *ktg_pack_get_field_choices (const KtgPack *pack, const KtgFormField *field);
char          *ktg_pack_dup_searched (const KtgPack *pack, const KtgReport *report);

G_DEFINE_AUTOPTR_CLEANUP_FUNC (KtgPack, ktg_pack_free)

G_END_DECLS
