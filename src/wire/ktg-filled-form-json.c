/* ktg-filled-form-json.c - a report field by field, with the names that its form gives them
 *
 * What is exported is to be read by people and programs that have no packs.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filled-form-json.h"

#include "ktg-json-values.h"
#include "ktg-record-read.h"

#include <ktg-spine.h>

static void
write_words (KtgJsonWriter *writer, const char *key, const KtgWords *words)
{
  ktg_json_writer_begin_object (writer, key);
  ktg_json_writer_put_text (writer, "id", words->id);
  ktg_json_writer_put_text (writer, "en", words->en);
  ktg_json_writer_end_object (writer);
}

/* The choices that were made, by their names. */
static void
write_chosen (KtgJsonWriter      *writer,
              const KtgPack      *pack,
              const KtgFormField *field,
              const char         *code)
{
  const KtgChoice *choice = code != NULL ? ktg_pack_get_field_choice (pack, field, code) : NULL;

  if (choice != NULL)
    write_words (writer, NULL, &choice->name);
}

static void
write_choices (KtgJsonWriter      *writer,
               const KtgPack      *pack,
               const KtgFormField *field,
               const KtgValues    *values)
{
  const GPtrArray *codes = ktg_values_get_list (values, field->code);

  if (field->list == NULL && field->options->len == 0)
    return;

  ktg_json_writer_begin_array (writer, "chosen");
  write_chosen (writer, pack, field, ktg_values_get_text (values, field->code));
  for (guint i = 0; codes != NULL && i < codes->len; i++)
    write_chosen (writer, pack, field, g_ptr_array_index (codes, i));
  ktg_json_writer_end_array (writer);
}

static void
write_value (KtgJsonWriter      *writer,
             const KtgPack      *pack,
             const KtgFormField *field,
             const KtgReport    *report)
{
  g_autoptr (GPtrArray) bound = NULL;

  if (field->spine != NULL)
    {
      bound = ktg_spine_dup_texts (field->spine, report);
      ktg_json_writer_put_text (writer, "spine", field->spine);
      ktg_json_writer_put_text_array (writer, "value", bound);
      return;
    }

  ktg_json_values_write_one (writer, "value", report->values, field->code);
  write_choices (writer, pack, field, report->values);
}

static void
write_field (KtgJsonWriter      *writer,
             const KtgPack      *pack,
             const KtgFormField *field,
             const KtgReport    *report)
{
  if (!ktg_form_field_is_said (field, report))
    return;

  ktg_json_writer_begin_object (writer, NULL);
  ktg_json_writer_put_text (writer, "code", field->code);
  write_words (writer, "name", &field->name);
  ktg_json_writer_put_text (writer, "type", ktg_form_field_type_get_name (field->type));
  ktg_json_writer_put_text (writer, "section", field->section);
  ktg_json_writer_put_text (writer, "number", field->number);
  if (field->is_secret)
    ktg_json_writer_put_flag (writer, "secret", TRUE);
  write_value (writer, pack, field, report);
  ktg_json_writer_end_object (writer);
}

/* What the form does not have, as it came. */
static void
write_unknown (KtgJsonWriter *writer, const KtgForm *form, const KtgReport *report)
{
  for (guint i = 0; i < ktg_values_get_n (report->values); i++)
    {
      const char *code = ktg_values_get_code (report->values, i);

      if (form != NULL && ktg_form_get_field (form, code) != NULL)
        continue;

      ktg_json_writer_begin_object (writer, NULL);
      ktg_json_writer_put_text (writer, "code", code);
      ktg_json_values_write_one (writer, "value", report->values, code);
      ktg_json_writer_end_object (writer);
    }
}

static void
write_head (KtgJsonWriter *writer, const KtgForm *form, const KtgReport *report)
{
  ktg_json_writer_begin_object (writer, "form");
  ktg_json_writer_put_text (writer, "code", form != NULL ? form->code : report->form_code);
  ktg_json_writer_put_text (writer,
                            "version",
                            report->form_version == NULL && form != NULL ? form->version
                                                                         : report->form_version);
  if (form != NULL)
    write_words (writer, "title", &form->title);
  ktg_json_writer_end_object (writer);
}

/**
 * ktg_filled_form_json_write:
 * @pack: all packs
 * @report: a report
 *
 * Returns: (transfer full) (nullable): one JSON document: the form, and each field that says
 * something with its name in both languages; %NULL if the report is on no form
 */
GBytes *
ktg_filled_form_json_write (const KtgPack *pack, const KtgReport *report)
{
  const KtgForm *form = ktg_pack_get_form_of_report (pack, report);
  KtgJsonWriter *writer = NULL;

  if (form == NULL && report->form_code == NULL)
    return NULL;

  writer = ktg_json_writer_new (TRUE);
  ktg_json_writer_begin_object (writer, NULL);
  write_head (writer, form, report);
  ktg_json_writer_begin_array (writer, "fields");

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    write_field (writer, pack, g_ptr_array_index (form->fields, i), report);

  write_unknown (writer, form, report);
  ktg_json_writer_end_array (writer);
  ktg_json_writer_end_object (writer);
  return ktg_json_writer_finish (writer);
}

/**
 * ktg_filled_form_json_write_of:
 * @pack: all packs
 * @shown: a report as ktg_status_json_write_report() writes it
 *
 * Returns: (transfer full) (nullable): ktg_filled_form_json_write() of its body; %NULL if it has
 * none that can be read, or is on no form
 */
GBytes *
ktg_filled_form_json_write_of (const KtgPack *pack, GBytes *shown)
{
  g_autoptr (KtgJsonReader) reader
      = ktg_json_reader_new (shown, &ktg_json_limits_pack, FALSE, NULL);
  g_autoptr (KtgReport) report = NULL;

  if (reader == NULL || !ktg_json_reader_enter (reader, "body", KTG_JSON_OPTIONAL))
    return NULL;

  report = ktg_report_new ();
  ktg_record_read (reader, &ktg_report_record, KTG_REPORT_JSON_DRAFT, report);
  return ktg_json_reader_has_error (reader) ? NULL : ktg_filled_form_json_write (pack, report);
}
