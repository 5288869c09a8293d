/* ktg-form-field.h - one field of a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#pragma once

#include <ktg-pack-entry.h>
#include <ktg-report.h>

G_BEGIN_DECLS

/* The types of fields are all that the program knows of fields. */
typedef enum
{
  KTG_FORM_FIELD_TEXT,
  KTG_FORM_FIELD_LONG_TEXT,
  KTG_FORM_FIELD_DATE,      /* "2024-11-12" */
  KTG_FORM_FIELD_TIME,      /* "19:30" */
  KTG_FORM_FIELD_DATE_TIME, /* as in ktg-moment.h: a day, or a day and a time with its offset */
  KTG_FORM_FIELD_NUMBER,    /* digits, with a sign or a point where it has one */
  KTG_FORM_FIELD_CHOICE,    /* a code */
  KTG_FORM_FIELD_CHOICES,   /* a list of codes */
  KTG_FORM_FIELD_YES_NO,    /* KTG_VALUE_YES or KTG_VALUE_NO */
  KTG_FORM_FIELD_REGION,    /* an official code with dots */
  KTG_FORM_FIELD_PERSONS,   /* rows, each by the parts of a person */
  KTG_FORM_FIELD_EVIDENCE,  /* always in the spine */
  KTG_FORM_FIELD_WORDS,     /* a list of texts */
  KTG_FORM_FIELD_SIGNATURE, /* on paper only: it is printed and never asked */
} KtgFormFieldType;

typedef enum
{
  KTG_FORM_NEED_NONE,
  KTG_FORM_NEED_FORMAL,
  KTG_FORM_NEED_MATERIAL,
} KtgFormNeed;

typedef struct
{
  char            *code;
  KtgWords         name;
  KtgWords         note; /* what explains it; both may be NULL */
  KtgFormFieldType type;
  KtgFormNeed      need;
  char            *section; /* code of its section */
  char            *number;  /* what stands before it on paper, "II.a", or NULL */
  GPtrArray       *options; /* (element-type KtgChoice); empty where list says where they are */
  char            *list;    /* a list of the packs that has its choices, or NULL */
  char            *spine; /* where in the report it stands, see ktg-spine.h; NULL: in its values */
  GPtrArray       *from;  /* (element-type utf8): fields of the form this one is issued from */
  GPtrArray       *parts; /* (element-type utf8): of each person; empty: name and position */
  char            *shown_if_field; /* asked only if that field, asked before, … or NULL: always */
  char            *shown_if_is;    /* … says this */
  char            *default_text;   /* what it says until somebody says otherwise, or NULL */
  gboolean         is_repeated;    /* a list of texts, each of the type */
  gboolean         is_searched;    /* its words find the report */
  gboolean         is_secret;      /* not shown where others may look on */
  gboolean         is_not_printed;
  char            *confidence; /* how sure it is that the form asks this: A, B, C, "-" or NULL */
} KtgFormField;

const char *ktg_form_field_type_get_name (KtgFormFieldType type);
gboolean    ktg_form_field_is_listed (const KtgFormField *field);
gboolean    ktg_form_field_is_said (const KtgFormField *field, const KtgReport *report);
const char *ktg_form_field_find_fault (const KtgFormField *field, const KtgValues *values);

KTG_DECLARE_RECORD (KtgFormField, ktg_form_field)

G_END_DECLS
