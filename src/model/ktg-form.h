/* ktg-form.h - what a form asks, as its pack says it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-form-field.h>
#include <ktg-report.h>

G_BEGIN_DECLS

typedef struct
{
  char    *code; /* "IV" */
  KtgWords name;
  KtgWords empty; /* what is printed where none of its fields says anything; both may be NULL */
} KtgFormSection;

/* A form of a pack; docs/PACKS.md is its contract. Read only once made. */
typedef struct
{
  char      *code;    /* "form_a_pemilu" */
  char      *version; /* "2022-10": from when it holds */
  KtgWords   title;
  KtgWords   note;        /* both may be NULL */
  GPtrArray *kinds;       /* (element-type utf8): codes of the list "kinds" it can be filed as */
  GPtrArray *regimes;     /* (element-type utf8): pemilu, pilkada, asn */
  char      *issued_from; /* the form whose report this one is issued from, or NULL: it is filled */
  char      *legal_basis; /* or NULL */
  gboolean   is_verified; /* somebody compared it with the official sheet */
  GPtrArray *sections;    /* (element-type KtgFormSection) */
  GPtrArray *fields;      /* (element-type KtgFormField), in the order in which they are asked */
} KtgForm;

const KtgFormSection *ktg_form_get_section (const KtgForm *form, const char *code);
const KtgFormField   *ktg_form_get_field (const KtgForm *form, const char *code);
gboolean              ktg_form_is_for (const KtgForm *form, const char *kind, const char *regime);
char                 *ktg_form_find_fault (const KtgForm *form);
gboolean
ktg_form_is_asked (const KtgForm *form, const KtgFormField *field, const KtgReport *report);
guint
ktg_form_count_needs (const KtgForm *form, const KtgReport *report, KtgFormNeed need, guint *n_met);
GPtrArray *ktg_form_find_lacking (const KtgForm *form, const KtgReport *report, KtgFormNeed need);
GPtrArray *ktg_form_find_needed (const KtgForm *form, const KtgReport *report, KtgFormNeed need);

KTG_DECLARE_RECORD (KtgForm, ktg_form)
KTG_DECLARE_RECORD (KtgFormSection, ktg_form_section)

G_END_DECLS
