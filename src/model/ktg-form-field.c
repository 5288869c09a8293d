/* ktg-form-field.c - one field of a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-field.h"

#include "ktg-moment.h"
#include "ktg-region-tree.h"
#include "ktg-spine.h"

#include <string.h>

static const char *const type_names[] = {
  [KTG_FORM_FIELD_TEXT] = "text",           [KTG_FORM_FIELD_LONG_TEXT] = "long_text",
  [KTG_FORM_FIELD_DATE] = "date",           [KTG_FORM_FIELD_TIME] = "time",
  [KTG_FORM_FIELD_DATE_TIME] = "date_time", [KTG_FORM_FIELD_NUMBER] = "number",
  [KTG_FORM_FIELD_CHOICE] = "choice",       [KTG_FORM_FIELD_CHOICES] = "choices",
  [KTG_FORM_FIELD_YES_NO] = "yes_no",       [KTG_FORM_FIELD_REGION] = "region",
  [KTG_FORM_FIELD_PERSONS] = "persons",     [KTG_FORM_FIELD_EVIDENCE] = "evidence",
  [KTG_FORM_FIELD_WORDS] = "words",         [KTG_FORM_FIELD_SIGNATURE] = "signature",
};

/**
 * ktg_form_field_new:
 *
 * Returns: (transfer full): a field of the type text that nobody needs, and that is printed
 */
KtgFormField *
ktg_form_field_new (void)
{
  KtgFormField *field = g_new0 (KtgFormField, 1);

  field->options = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_choice_free);
  field->from = g_ptr_array_new_with_free_func (g_free);
  field->parts = g_ptr_array_new_with_free_func (g_free);
  field->is_printed = TRUE;
  return field;
}

/**
 * ktg_form_field_free:
 * @field: (nullable): a field
 *
 * Frees it.
 */
void
ktg_form_field_free (KtgFormField *field)
{
  if (field == NULL)
    return;

  g_free (field->code);
  ktg_words_clear (&field->name);
  ktg_words_clear (&field->note);
  g_free (field->section);
  g_free (field->number);
  g_ptr_array_unref (field->options);
  g_free (field->list);
  g_free (field->spine);
  g_ptr_array_unref (field->from);
  g_ptr_array_unref (field->parts);
  g_free (field->shown_if_field);
  g_free (field->shown_if_is);
  g_free (field->default_text);
  g_free (field);
}

/**
 * ktg_form_field_type_get_name:
 * @type: a type of fields
 *
 * Returns: (transfer none) (nullable): what the packs call it; %NULL behind the last type
 */
const char *
ktg_form_field_type_get_name (KtgFormFieldType type)
{
  return (gsize)type < G_N_ELEMENTS (type_names) ? type_names[type] : NULL;
}

/**
 * ktg_form_field_is_listed:
 * @field: a field
 *
 * Returns: %TRUE if its value is a list of texts
 */
gboolean
ktg_form_field_is_listed (const KtgFormField *field)
{
  return field->is_repeated || field->type == KTG_FORM_FIELD_CHOICES
         || field->type == KTG_FORM_FIELD_WORDS;
}

static gboolean
has_words (const char *text)
{
  while (text != NULL && g_unichar_isspace (g_utf8_get_char (text)))
    text = g_utf8_next_char (text);

  return text != NULL && *text != '\0';
}

/**
 * ktg_form_field_is_said:
 * @field: a field
 * @report: what was written so far
 *
 * Returns: %TRUE if @report says something in it, wherever it stands
 */
gboolean
ktg_form_field_is_said (const KtgFormField *field, const KtgReport *report)
{
  const char *text;

  if (field->spine != NULL)
    return ktg_spine_is_said (field->spine, report);

  text = ktg_values_get_text (report->values, field->code);
  if (text != NULL)
    return has_words (text);

  return ktg_values_get_kind (report->values, field->code) != KTG_VALUE_NONE;
}

static gboolean
is_date (const char *text)
{
  return strlen (text) == strlen ("2024-11-12") && ktg_moment_parse (text, 0, NULL);
}

/* "19:30". */
static gboolean
is_time (const char *text)
{
  return strlen (text) == strlen ("19:30") && g_ascii_isdigit (text[0]) && g_ascii_isdigit (text[1])
         && text[2] == ':' && g_ascii_isdigit (text[3]) && g_ascii_isdigit (text[4])
         && (text[0] - '0') * 10 + text[1] - '0' < 24 && text[3] < '6';
}

static gboolean
is_number (const char *text)
{
  gsize whole, part;

  text += *text == '-' ? 1 : 0;
  whole = strspn (text, "0123456789");
  part = text[whole] == '.' ? strspn (text + whole + 1, "0123456789") + 1 : 0;

  return whole > 0 && part != 1 && text[whole + part] == '\0';
}

static gboolean
is_yes_no (const char *text)
{
  return strcmp (text, KTG_VALUE_YES) == 0 || strcmp (text, KTG_VALUE_NO) == 0;
}

/* What is wrong with one text of @type, or NULL. */
static const char *
find_text_fault (KtgFormFieldType type, const char *text)
{
  switch (type)
    {
    case KTG_FORM_FIELD_DATE:
      return is_date (text) ? NULL : "must be a day like 2024-11-12";
    case KTG_FORM_FIELD_TIME:
      return is_time (text) ? NULL : "must be a time like 19:30";
    case KTG_FORM_FIELD_DATE_TIME:
      return ktg_moment_parse (text, 0, NULL)
                 ? NULL
                 : "must be a day like 2024-11-12 or a time like 2024-11-12T19:30:00+07:00";
    case KTG_FORM_FIELD_NUMBER:
      return is_number (text) ? NULL : "must be a number";
    case KTG_FORM_FIELD_YES_NO:
      return is_yes_no (text) ? NULL : "must be \"yes\" or \"no\"";
    case KTG_FORM_FIELD_REGION:
      return ktg_region_code_is_valid (text)
                 ? NULL
                 : "must be an official region code with dots, like 34.71.04.1002";
    default:
      return NULL;
    }
}

static const char *
find_list_fault (const KtgFormField *field, const GPtrArray *texts)
{
  for (guint i = 0; i < texts->len; i++)
    {
      const char *fault = find_text_fault (field->type, g_ptr_array_index (texts, i));

      if (fault != NULL)
        return fault;
    }

  return NULL;
}

/* A JSON number is taken as a number, true and false as a yes or no; nothing else that is no text.
 */
static gboolean
is_taken (const KtgFormField *field, KtgValueKind kind, const char *text)
{
  if (kind == KTG_VALUE_TEXT)
    return TRUE;

  return text != NULL
         && (field->type == KTG_FORM_FIELD_YES_NO
                 ? is_yes_no (text)
                 : field->type == KTG_FORM_FIELD_NUMBER && is_number (text));
}

static const char *
find_one_fault (const KtgFormField *field, const KtgValues *values)
{
  KtgValueKind kind = ktg_values_get_kind (values, field->code);
  const char  *text = ktg_values_get_text (values, field->code);

  if (is_taken (field, kind, text))
    return find_text_fault (field->type, text);

  switch (field->type)
    {
    case KTG_FORM_FIELD_NUMBER:
      return "must be a number";
    case KTG_FORM_FIELD_YES_NO:
      return "must be \"yes\" or \"no\"";
    default:
      return "must be a text in quotes";
    }
}

static const char *
find_rows_fault (const KtgFormField *field, const KtgValues *values)
{
  const GPtrArray *rows = ktg_values_get_rows (values, field->code);

  if (rows == NULL)
    return "must be a list of persons, each an object in braces";

  for (guint i = 0; i < rows->len; i++)
    {
      const KtgValues *row = g_ptr_array_index (rows, i);

      for (guint j = 0; j < ktg_values_get_n (row); j++)
        if (!ktg_spine_is_person_part (ktg_values_get_code (row, j))
            || ktg_values_get_kind (row, ktg_values_get_code (row, j)) != KTG_VALUE_TEXT)
          return "has a person with a part that persons do not have, or that is no text";
    }

  return NULL;
}

/**
 * ktg_form_field_find_fault:
 * @field: a field that stands in the values
 * @values: what somebody wrote
 *
 * Returns: (transfer none) (nullable): English, what the value must be and is not; %NULL if it is
 * of the field's type, or says nothing. Whether a code is one of the choices is not asked.
 */
const char *
ktg_form_field_find_fault (const KtgFormField *field, const KtgValues *values)
{
  const GPtrArray *texts = ktg_values_get_list (values, field->code);

  if (ktg_values_get_kind (values, field->code) == KTG_VALUE_NONE)
    return NULL;
  if (field->type == KTG_FORM_FIELD_SIGNATURE)
    return "is signed on paper only";
  if (field->type == KTG_FORM_FIELD_PERSONS)
    return find_rows_fault (field, values);
  if (!ktg_form_field_is_listed (field))
    return find_one_fault (field, values);

  return texts != NULL ? find_list_fault (field, texts) : "must be a list of texts in brackets";
}
