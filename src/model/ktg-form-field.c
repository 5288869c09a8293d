/* ktg-form-field.c - one field of a form
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-field.h"

#include "ktg-moment.h"
#include "ktg-region-tree.h"
#include "ktg-spine.h"

#include <string.h>

/* by KtgFormFieldType */
static const char *const type_names[] = {
  "text",   "long_text", "date",    "time",     "date_time", "number",    "choice", "choices",
  "yes_no", "region",    "persons", "evidence", "words",     "signature", NULL,
};

/* by KtgFormNeed */
static const char *const need_names[] = { "none", "formal", "material", NULL };

static const KtgField condition_fields[] = {
  { "field", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, shown_if_field), KTG_NEED_FILLED },
  { "is", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, shown_if_is), KTG_NEED_FILLED },
};

static const KtgRecord condition = KTG_GROUP (condition_fields);

static const KtgField form_field_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, code), KTG_NEED_FILLED },
  { "name",
    KTG_FIELD_GROUP,
    G_STRUCT_OFFSET (KtgFormField, name),
    KTG_NEED_ALWAYS,
    .record = &ktg_words_record },
  { "note", KTG_FIELD_GROUP, G_STRUCT_OFFSET (KtgFormField, note), .record = &ktg_words_record },
  { "type",
    KTG_FIELD_CHOICE,
    G_STRUCT_OFFSET (KtgFormField, type),
    KTG_NEED_ALWAYS,
    .names = type_names },
  { "need", KTG_FIELD_CHOICE, G_STRUCT_OFFSET (KtgFormField, need), .names = need_names },
  { "section", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, section), KTG_NEED_FILLED },
  { "number", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, number) },
  { "options",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgFormField, options),
    .record = &ktg_choice_record },
  { "list", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, list) },
  { "spine", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, spine) },
  { "from", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgFormField, from) },
  { "parts", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgFormField, parts) },
  { "default", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, default_text) },
  { "shown_if", KTG_FIELD_GROUP, .record = &condition },
  { "repeats", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgFormField, is_repeated), KTG_NEED_WRITTEN },
  { "search", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgFormField, is_searched), KTG_NEED_WRITTEN },
  { "secret", KTG_FIELD_FLAG, G_STRUCT_OFFSET (KtgFormField, is_secret), KTG_NEED_WRITTEN },
  { "prints", KTG_FIELD_DENIAL, G_STRUCT_OFFSET (KtgFormField, is_not_printed), KTG_NEED_WRITTEN },
  { "confidence", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgFormField, confidence) },
};

KTG_DEFINE_RECORD (KtgFormField, ktg_form_field, form_field_fields)

/**
 * ktg_form_field_type_get_name:
 * @type: a type of fields
 *
 * Returns: (transfer none): what the packs call it
 */
const char *
ktg_form_field_type_get_name (KtgFormFieldType type)
{
  return type_names[type];
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
