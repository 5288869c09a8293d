/* ktg-form-members.c - a form as its pack says it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-members.h"

/* by KtgFormNeed */
static const char *const need_names[] = { "none", "formal", "material", NULL };

static void
read_section (KtgJsonReader *reader, gpointer sections)
{
  KtgFormSection *section = ktg_form_section_new ();

  g_ptr_array_add (sections, section);
  section->code = ktg_json_reader_dup_text (reader, "code", KTG_JSON_FILLED);
  ktg_words_members_read (reader, "name", KTG_JSON_REQUIRED, &section->name);
  ktg_words_members_read (reader, "empty", KTG_JSON_OPTIONAL, &section->empty);
}

static KtgFormFieldType
read_type (KtgJsonReader *reader)
{
  const char *names[KTG_FORM_FIELD_SIGNATURE + 2] = { NULL };

  for (guint i = 0; i < G_N_ELEMENTS (names); i++)
    names[i] = ktg_form_field_type_get_name (i);

  return MAX (0, ktg_json_reader_get_choice (reader, "type", KTG_JSON_FILLED, names));
}

static void
read_condition (KtgJsonReader *reader, KtgFormField *field)
{
  if (!ktg_json_reader_enter (reader, "shown_if", KTG_JSON_OPTIONAL))
    return;

  field->shown_if_field = ktg_json_reader_dup_text (reader, "field", KTG_JSON_FILLED);
  field->shown_if_is = ktg_json_reader_dup_text (reader, "is", KTG_JSON_FILLED);
  ktg_json_reader_leave (reader);
}

/* What a field is without being asked about it one by one. */
static void
read_marks (KtgJsonReader *reader, KtgFormField *field)
{
  field->is_repeated = ktg_json_reader_get_flag (reader, "repeats", KTG_JSON_OPTIONAL);
  field->is_searched = ktg_json_reader_get_flag (reader, "search", KTG_JSON_OPTIONAL);
  field->is_secret = ktg_json_reader_get_flag (reader, "secret", KTG_JSON_OPTIONAL);
  field->is_printed = !ktg_json_reader_is_false (reader, "prints");
}

static void
read_field (KtgJsonReader *reader, gpointer fields)
{
  KtgFormField *field = ktg_form_field_new ();

  g_ptr_array_add (fields, field);
  field->code = ktg_json_reader_dup_text (reader, "code", KTG_JSON_FILLED);
  ktg_words_members_read (reader, "name", KTG_JSON_REQUIRED, &field->name);
  ktg_words_members_read (reader, "note", KTG_JSON_OPTIONAL, &field->note);
  field->type = read_type (reader);
  field->need = MAX (0, ktg_json_reader_get_choice (reader, "need", KTG_JSON_OPTIONAL, need_names));
  field->section = ktg_json_reader_dup_text (reader, "section", KTG_JSON_FILLED);
  field->number = ktg_json_reader_dup_text (reader, "number", KTG_JSON_OPTIONAL);
  ktg_json_reader_read_each (reader, "options", ktg_choice_members_read, field->options);
  field->list = ktg_json_reader_dup_text (reader, "list", KTG_JSON_OPTIONAL);
  field->spine = ktg_json_reader_dup_text (reader, "spine", KTG_JSON_OPTIONAL);
  ktg_json_reader_take_text_array (reader, "from", KTG_JSON_OPTIONAL, field->from);
  ktg_json_reader_take_text_array (reader, "parts", KTG_JSON_OPTIONAL, field->parts);
  field->default_text = ktg_json_reader_dup_text (reader, "default", KTG_JSON_OPTIONAL);
  read_condition (reader, field);
  read_marks (reader, field);
}

static void
refuse_fault (KtgJsonReader *reader, const KtgForm *form)
{
  g_autofree char *fault = NULL;

  if (ktg_json_reader_has_error (reader))
    return;

  fault = ktg_form_find_fault (form);
  if (fault != NULL)
    ktg_json_reader_refuse (reader, "fields", fault);
}

/**
 * ktg_form_members_read:
 * @reader: a reader in the object of a pack that is a form
 *
 * Returns: (transfer full): the form, which has no fault if the reader knows of no error
 */
KtgForm *
ktg_form_members_read (KtgJsonReader *reader)
{
  KtgForm *form = ktg_form_new ();

  form->code = ktg_json_reader_dup_text (reader, "form", KTG_JSON_FILLED);
  form->version = ktg_json_reader_dup_text (reader, "version", KTG_JSON_FILLED);
  form->is_verified = ktg_json_reader_get_flag (reader, "verified", KTG_JSON_OPTIONAL);
  ktg_words_members_read (reader, "title", KTG_JSON_REQUIRED, &form->title);
  ktg_words_members_read (reader, "note", KTG_JSON_OPTIONAL, &form->note);
  form->legal_basis = ktg_json_reader_dup_text (reader, "legal_basis", KTG_JSON_OPTIONAL);
  form->issued_from = ktg_json_reader_dup_text (reader, "issued_from", KTG_JSON_OPTIONAL);
  ktg_json_reader_take_text_array (reader, "kinds", KTG_JSON_REQUIRED, form->kinds);
  ktg_json_reader_take_text_array (reader, "regimes", KTG_JSON_OPTIONAL, form->regimes);
  ktg_json_reader_read_each (reader, "sections", read_section, form->sections);
  ktg_json_reader_read_each (reader, "fields", read_field, form->fields);
  refuse_fault (reader, form);
  return form;
}
