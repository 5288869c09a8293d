/* ktg-form.c - what a form asks, as its pack says it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form.h"

#include "ktg-spine.h"

#include <string.h>

static const KtgField section_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormSection, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgFormSection, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "empty",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgFormSection, empty),
    .record = &ktg_words_record },
};

KTG_DEFINE_RECORD (KtgFormSection, ktg_form_section, section_fields)

static const KtgField form_fields[] = {
  { "form", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgForm, code), KTG_NEED_FILLED },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgForm, version), KTG_NEED_FILLED },
  { "verified", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgForm, is_verified), KTG_NEED_WRITTEN },
  { "title",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgForm, title),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "note", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgForm, note), .record = &ktg_words_record },
  { "legal_basis", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgForm, legal_basis) },
  { "kinds", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgForm, kinds), KTG_NEED_ALWAYS },
  { "regimes", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgForm, regimes), .known = ktg_election_regimes },
  { "issued_from", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgForm, issued_from) },
  { "sections",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgForm, sections),
    KTG_NEED_WRITTEN,
    .record = &ktg_form_section_record },
  { "fields",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgForm, fields),
    KTG_NEED_WRITTEN,
    .record = &ktg_form_field_record },
};

KTG_DEFINE_RECORD (KtgForm, ktg_form, form_fields)

/**
 * ktg_form_get_section:
 * @form: a form
 * @code: of a section
 *
 * Returns: (transfer none) (nullable): the section
 */
const KtgFormSection *
ktg_form_get_section (const KtgForm *form, const char *code)
{
  for (guint i = 0; i < form->sections->len; i++)
    {
      const KtgFormSection *section = g_ptr_array_index (form->sections, i);

      if (g_strcmp0 (section->code, code) == 0)
        return section;
    }

  return NULL;
}

/* How many fields stand before the one with this code; all if there is none. */
static guint
find_field (const KtgForm *form, const char *code)
{
  guint i = 0;

  while (i < form->fields->len
         && g_strcmp0 (((const KtgFormField *)g_ptr_array_index (form->fields, i))->code, code)
                != 0)
    i++;

  return i;
}

/**
 * ktg_form_get_field:
 * @form: a form
 * @code: of a field
 *
 * Returns: (transfer none) (nullable): the field
 */
const KtgFormField *
ktg_form_get_field (const KtgForm *form, const char *code)
{
  guint i = find_field (form, code);

  return i < form->fields->len ? g_ptr_array_index (form->fields, i) : NULL;
}

static gboolean
has_text (const GPtrArray *texts, const char *text)
{
  return g_ptr_array_find_with_equal_func ((GPtrArray *)texts, text, g_str_equal, NULL);
}

/**
 * ktg_form_is_for:
 * @form: a form
 * @kind: a kind of report
 * @regime: (nullable): of the election; %NULL: whichever
 *
 * Returns: %TRUE if such a report can be filed on it
 */
gboolean
ktg_form_is_for (const KtgForm *form, const char *kind, const char *regime)
{
  return form->issued_from == NULL && kind != NULL && has_text (form->kinds, kind)
         && (regime == NULL || form->regimes->len == 0 || has_text (form->regimes, regime));
}

/* Whether asking what @field hangs on, and so on, comes back to @field. */
static gboolean
is_in_circle (const KtgForm *form, const KtgFormField *field)
{
  const KtgFormField *at = field;

  for (guint i = 0; i < form->fields->len && at != NULL && at->shown_if_field != NULL; i++)
    {
      at = ktg_form_get_field (form, at->shown_if_field);
      if (at == field)
        return TRUE;
    }

  return FALSE;
}

static char *
find_condition_fault (const KtgForm *form, guint i)
{
  const KtgFormField *field = g_ptr_array_index (form->fields, i);
  guint               target;

  if (field->shown_if_field == NULL)
    return NULL;

  target = find_field (form, field->shown_if_field);
  if (target == form->fields->len)
    return g_strdup_printf ("field %s: hangs on %s, which no field is called",
                            field->code,
                            field->shown_if_field);
  if (is_in_circle (form, field))
    return g_strdup_printf ("field %s: hangs on %s, and that in a circle on %s",
                            field->code,
                            field->shown_if_field,
                            field->code);
  if (target > i)
    return g_strdup_printf ("field %s: hangs on %s, which is asked only later",
                            field->code,
                            field->shown_if_field);

  return NULL;
}

static char *
find_part_fault (const KtgFormField *field)
{
  for (guint i = 0; i < field->parts->len; i++)
    if (!ktg_spine_is_person_part (g_ptr_array_index (field->parts, i)))
      return g_strdup_printf ("field %s: persons have no part %s",
                              field->code,
                              (const char *)g_ptr_array_index (field->parts, i));

  return NULL;
}

static gboolean
needs_choices (const KtgFormField *field)
{
  return (field->type == KTG_FORM_FIELD_CHOICE || field->type == KTG_FORM_FIELD_CHOICES)
         && field->spine == NULL && field->list == NULL && field->options->len == 0;
}

static char *
find_field_fault (const KtgForm *form, guint i)
{
  const KtgFormField *field = g_ptr_array_index (form->fields, i);

  if (find_field (form, field->code) < i)
    return g_strdup_printf ("two fields have the code %s", field->code);
  if (ktg_form_get_section (form, field->section) == NULL)
    return g_strdup_printf ("field %s: the section %s is not defined", field->code, field->section);
  if (field->spine != NULL && !ktg_spine_is_known (field->spine))
    return g_strdup_printf ("field %s: a report has no place %s", field->code, field->spine);
  if (needs_choices (field))
    return g_strdup_printf ("field %s: a choice without options and without a list", field->code);
  if (field->type == KTG_FORM_FIELD_EVIDENCE && field->spine == NULL)
    return g_strdup_printf ("field %s: evidence stands in the report only", field->code);

  return find_part_fault (field);
}

/**
 * ktg_form_find_fault:
 * @form: a form as its pack says it
 *
 * Returns: (transfer full) (nullable): English, the first thing that is wrong with it; %NULL if it
 * can be filled
 */
char *
ktg_form_find_fault (const KtgForm *form)
{
  if (form->fields->len == 0)
    return g_strdup ("there are none, so nothing could be filled in");

  for (guint i = 0; i < form->fields->len; i++)
    {
      char *fault = find_field_fault (form, i);

      if (fault == NULL)
        fault = find_condition_fault (form, i);
      if (fault != NULL)
        return fault;
    }

  return NULL;
}

/* Whether a field says @text, or has it among what it says. */
static gboolean
says (const KtgFormField *field, const KtgReport *report, const char *text)
{
  g_autoptr (GPtrArray) bound = NULL;
  const GPtrArray *texts;

  if (field->spine != NULL)
    {
      bound = ktg_spine_dup_texts (field->spine, report);
      return has_text (bound, text);
    }

  texts = ktg_values_get_list (report->values, field->code);

  return texts != NULL ? has_text (texts, text)
                       : g_strcmp0 (ktg_values_get_text (report->values, field->code), text) == 0;
}

/**
 * ktg_form_is_asked:
 * @form: a form without a fault
 * @field: one of its fields
 * @report: what was written so far
 *
 * Returns: %TRUE if what @field hangs on is asked, too, and says what @field waits for
 */
gboolean
ktg_form_is_asked (const KtgForm *form, const KtgFormField *field, const KtgReport *report)
{
  while (field->shown_if_field != NULL)
    {
      const KtgFormField *target = ktg_form_get_field (form, field->shown_if_field);

      if (target == NULL || !says (target, report, field->shown_if_is))
        return FALSE;
      field = target;
    }

  return TRUE;
}

/**
 * ktg_form_find_needed:
 * @form: a form without a fault
 * @report: what was written so far
 * @need: formal or material
 *
 * Returns: (transfer container) (element-type KtgFormField): the fields that are needed and asked,
 * in the order of the form
 */
GPtrArray *
ktg_form_find_needed (const KtgForm *form, const KtgReport *report, KtgFormNeed need)
{
  GPtrArray *needed = g_ptr_array_new ();

  for (guint i = 0; i < form->fields->len; i++)
    {
      KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->need == need && ktg_form_is_asked (form, field, report))
        g_ptr_array_add (needed, field);
    }

  return needed;
}

/**
 * ktg_form_find_lacking:
 * @form: a form without a fault
 * @report: what was written so far
 * @need: formal or material
 *
 * Returns: (transfer container) (element-type KtgFormField): the fields that are needed, asked, and
 * say nothing, in the order of the form
 */
GPtrArray *
ktg_form_find_lacking (const KtgForm *form, const KtgReport *report, KtgFormNeed need)
{
  g_autoptr (GPtrArray) needed = ktg_form_find_needed (form, report, need);
  GPtrArray *lacking = g_ptr_array_new ();

  for (guint i = 0; i < needed->len; i++)
    {
      if (!ktg_form_field_is_said (g_ptr_array_index (needed, i), report))
        g_ptr_array_add (lacking, g_ptr_array_index (needed, i));
    }

  return lacking;
}

/**
 * ktg_form_count_needs:
 * @form: a form without a fault
 * @report: what was written so far
 * @need: formal or material
 * @n_met: (out): how many of them @report meets
 *
 * Returns: how many fields are needed, of those that are asked
 */
guint
ktg_form_count_needs (const KtgForm *form, const KtgReport *report, KtgFormNeed need, guint *n_met)
{
  g_autoptr (GPtrArray) needed = ktg_form_find_needed (form, report, need);
  g_autoptr (GPtrArray) lacking = ktg_form_find_lacking (form, report, need);

  *n_met = needed->len - lacking->len;
  return needed->len;
}
