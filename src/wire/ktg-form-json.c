/* ktg-form-json.c - the forms that a program knows, field by field, for scripts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-json.h"

#include "ktg-json-writer.h"

/* by KtgFormNeed */
static const char *const need_names[] = { "none", "formal", "material" };

static void
write_words (KtgJsonWriter *writer, const char *key, const KtgWords *words)
{
  if (words->id == NULL && words->en == NULL)
    return;

  ktg_json_writer_begin_object (writer, key);
  ktg_json_writer_put_text (writer, "id", words->id);
  ktg_json_writer_put_text (writer, "en", words->en);
  ktg_json_writer_end_object (writer);
}

static void
write_choice (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgChoice *choice = element;

  ktg_json_writer_put_text (writer, "code", choice->code);
  write_words (writer, "name", &choice->name);
}

static void
write_condition (KtgJsonWriter *writer, const KtgFormField *field)
{
  if (field->shown_if_field == NULL)
    return;

  ktg_json_writer_begin_object (writer, "shown_if");
  ktg_json_writer_put_text (writer, "field", field->shown_if_field);
  ktg_json_writer_put_text (writer, "is", field->shown_if_is);
  ktg_json_writer_end_object (writer);
}

static void
write_field (KtgJsonWriter *writer, const KtgPack *pack, const KtgFormField *field)
{
  GPtrArray *choices = ktg_pack_get_field_choices (pack, field);

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "code", field->code);
  write_words (writer, "name", &field->name);
  write_words (writer, "note", &field->note);
  ktg_json_writer_put_text (writer, "type", ktg_form_field_type_get_name (field->type));
  ktg_json_writer_put_text (writer, "need", need_names[field->need]);
  ktg_json_writer_put_text (writer, "section", field->section);
  ktg_json_writer_put_text (writer, "number", field->number);
  ktg_json_writer_put_text (writer, "spine", field->spine);
  ktg_json_writer_put_text (writer, "list", field->list);
  if (choices->len > 0)
    ktg_json_writer_write_each (writer, "options", choices, write_choice);
  ktg_json_writer_put_text_array (writer, "parts", field->parts);
  ktg_json_writer_put_text_array (writer, "from", field->from);
  ktg_json_writer_put_text (writer, "default", field->default_text);
  write_condition (writer, field);
  ktg_json_writer_put_flag (writer, "repeats", field->is_repeated);
  ktg_json_writer_put_flag (writer, "search", field->is_searched);
  ktg_json_writer_put_flag (writer, "secret", field->is_secret);
  ktg_json_writer_put_flag (writer, "prints", field->is_printed);
  ktg_json_writer_end_object (writer);
}

static void
write_section (KtgJsonWriter *writer, gconstpointer element)
{
  const KtgFormSection *section = element;

  ktg_json_writer_put_text (writer, "code", section->code);
  write_words (writer, "name", &section->name);
  write_words (writer, "empty", &section->empty);
}

static void
write_form (KtgJsonWriter *writer, const KtgPack *pack, const KtgForm *form)
{
  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "form", form->code);
  ktg_json_writer_put_text (writer, "version", form->version);
  ktg_json_writer_put_flag (writer, "verified", form->is_verified);
  write_words (writer, "title", &form->title);
  write_words (writer, "note", &form->note);
  ktg_json_writer_put_text (writer, "legal_basis", form->legal_basis);
  ktg_json_writer_put_text_array (writer, "kinds", form->kinds);
  ktg_json_writer_put_text_array (writer, "regimes", form->regimes);
  ktg_json_writer_put_text (writer, "issued_from", form->issued_from);
  ktg_json_writer_write_each (writer, "sections", form->sections, write_section);
  ktg_json_writer_begin_array (writer, "fields");

  for (guint i = 0; i < form->fields->len; i++)
    write_field (writer, pack, g_ptr_array_index (form->fields, i));

  ktg_json_writer_end_array (writer);
  ktg_json_writer_end_object (writer);
}

/**
 * ktg_form_json_write_all:
 * @pack: all packs
 *
 * Returns: (transfer full): one JSON document for people and scripts, an array with the newest
 * edition of each form, with the choices of the lists that it names
 */
GBytes *
ktg_form_json_write_all (const KtgPack *pack)
{
  KtgJsonWriter *writer = ktg_json_writer_new (TRUE);
  GPtrArray     *forms = ktg_pack_get_forms (pack);

  ktg_json_writer_begin_array (writer, NULL);

  for (guint i = 0; i < forms->len; i++)
    write_form (writer, pack, g_ptr_array_index (forms, i));

  ktg_json_writer_end_array (writer);
  return ktg_json_writer_finish (writer);
}
