/* ktg-form-fill.c - a report while its form is being filled
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-fill.h"

#include "ktg-language.h"

#include <glib/gi18n.h>
#include <ktg-spine.h>

#include <string.h>

static gboolean
has_default (const KtgFormField *field)
{
  return field->spine == NULL && field->default_text != NULL && !ktg_form_field_is_listed (field);
}

/**
 * ktg_form_fill_put_defaults:
 * @form: (nullable): what @report is written on
 * @report: a report that is begun on it
 *
 * What is said already stays.
 */
void
ktg_form_fill_put_defaults (const KtgForm *form, KtgReport *report)
{
  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (has_default (field) && !ktg_form_field_is_said (field, report))
        ktg_values_set_text (report->values, field->code, field->default_text);
    }
}

/**
 * ktg_form_fill_drop_unasked:
 * @form: (nullable): what @report is written on
 * @report: a report that is about to be filed
 *
 * What was written before an answer took its question away is no part of what is signed. What the
 * form does not know stays.
 */
void
ktg_form_fill_drop_unasked (const KtgForm *form, KtgReport *report)
{
  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->spine == NULL && !ktg_form_is_asked (form, field, report))
        ktg_values_remove (report->values, field->code);
    }
}

/**
 * ktg_form_fill_is_same:
 * @form: (nullable): a form
 * @other: (nullable): another
 *
 * Returns: whether both are one edition of one form, of whatever pack: one that came meanwhile says
 * of it what was said before
 */
gboolean
ktg_form_fill_is_same (const KtgForm *form, const KtgForm *other)
{
  if (form == NULL || other == NULL)
    return form == other;

  return g_str_equal (form->code, other->code) && g_str_equal (form->version, other->version);
}

/**
 * ktg_form_fill_settle:
 * @form: (nullable): what @report is written on
 * @report: a report that is about to be filed
 *
 * A draft follows its day to the form that holds then; what is filed names it, and says nothing
 * that it does not ask.
 */
void
ktg_form_fill_settle (const KtgForm *form, KtgReport *report)
{
  if (form == NULL)
    return;

  ktg_form_fill_drop_unasked (form, report);
  g_free (report->form_code);
  report->form_code = g_strdup (form->code);
  g_free (report->form_version);
  report->form_version = g_strdup (form->version);
}

/**
 * ktg_form_fill_find_misread:
 * @form: (nullable): what @report is written on
 * @report: a draft
 *
 * Words that are no value of their field's type stay in the draft, but are not signed so.
 *
 * Returns: (nullable): the first field in which such words stand
 */
const KtgFormField *
ktg_form_fill_find_misread (const KtgForm *form, const KtgReport *report)
{
  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      KtgValueKind kind = ktg_form_field_is_listed (field) ? KTG_VALUE_LIST : KTG_VALUE_TEXT;

      if (field->spine == NULL && ktg_form_is_asked (form, field, report)
          && ktg_values_get_kind (report->values, field->code) == kind
          && ktg_form_field_find_fault (field, report->values) != NULL)
        return field;
    }

  return NULL;
}

static gboolean
is_in (const char *spine, const char *place)
{
  gsize length = strlen (place);

  return spine != NULL && strncmp (spine, place, length) == 0
         && (spine[length] == '\0' || spine[length] == '.');
}

/* An answer that is still to come rules nothing out. */
static gboolean
is_ruled_out (const KtgForm *form, const KtgFormField *field, const KtgReport *report)
{
  const KtgFormField *target
      = field->shown_if_field == NULL ? NULL : ktg_form_get_field (form, field->shown_if_field);

  return target != NULL && ktg_form_field_is_said (target, report)
         && !ktg_form_is_asked (form, field, report);
}

static gboolean
is_used (const KtgForm *form, const KtgReport *report, const char *place)
{
  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (is_in (field->spine, place) && !is_ruled_out (form, field, report))
        return TRUE;
    }

  return ktg_spine_is_said (place, report);
}

/**
 * ktg_form_fill_uses:
 * @form: (nullable): what @report is written on
 * @report: what is written so far
 * @places: (array zero-terminated=1): of the spine, as in ktg-spine.h
 *
 * Returns: %TRUE if the form asks for one of @places, or @report says something there; without a
 * form everything is of use
 */
gboolean
ktg_form_fill_uses (const KtgForm *form, const KtgReport *report, const char *const *places)
{
  for (guint i = 0; form != NULL && places[i] != NULL; i++)
    {
      if (is_used (form, report, places[i]))
        return TRUE;
    }

  return form == NULL;
}

/**
 * ktg_form_fill_dup_request:
 * @field: one in which words stand that are no value of its type
 *
 * Returns: what is asked of the officer then
 */
char *
ktg_form_fill_dup_request (const KtgFormField *field)
{
  /* Translators: %s is the name of a field */
  return g_strdup_printf (_ ("“%s” is not understood yet: write it otherwise, or leave it empty. "
                             "Everything is saved as a draft."),
                          ktg_words_get (&field->name, ktg_language_get ()));
}
