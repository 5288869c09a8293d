/* ktg-report-members.c - the keys of a report, wherever it stands
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report-members.h"

#include "ktg-json-values.h"
#include "ktg-record-read.h"
#include "ktg-record-write.h"
#include "ktg-wire-forms.h"

#include <ktg-region-tree.h>

#define MAX_BALLOT_NUMBER 9999
#define REGION "an official region code with dots, like 34.71.04.1002"

static const KtgJsonText place_texts[] = {
  { "region", G_STRUCT_OFFSET (KtgReport, place_region) },
  { "region_version", G_STRUCT_OFFSET (KtgReport, region_version) },
  { "class", G_STRUCT_OFFSET (KtgReport, place_class) },
  { "words", G_STRUCT_OFFSET (KtgReport, place_words) },
  { NULL },
};

/* What an element of a list is read into, and as what. */
typedef struct
{
  KtgReport        *report;
  KtgReportJsonForm form;
} Target;

/* What a required key is in @form: a person at a keyboard must fill it, an event must have it, a
 * draft may not. */
static KtgJsonNeed
get_need (KtgReportJsonForm form)
{
  switch (form)
    {
    case KTG_REPORT_JSON_INPUT:
      return KTG_JSON_FILLED;
    case KTG_REPORT_JSON_DRAFT:
      return KTG_JSON_OPTIONAL;
    default:
      return KTG_JSON_REQUIRED;
    }
}

static char *
read_time (KtgJsonReader *reader, const char *key, KtgJsonNeed need, KtgReportJsonForm form)
{
  if (form == KTG_REPORT_JSON_DRAFT)
    return ktg_json_reader_dup_text (reader, key, KTG_JSON_OPTIONAL);

  return ktg_json_reader_dup_formed (reader, key, need, ktg_wire_is_time, KTG_WIRE_TIME);
}

/* Codes are kept as they came, but a person who types one wants to hear of a slip at once. */
static char *
read_region (KtgJsonReader *reader, KtgReportJsonForm form)
{
  if (form != KTG_REPORT_JSON_INPUT)
    return ktg_json_reader_dup_text (reader, "region", KTG_JSON_OPTIONAL);

  return ktg_json_reader_dup_formed (reader,
                                     "region",
                                     KTG_JSON_OPTIONAL,
                                     ktg_region_code_is_valid,
                                     REGION);
}

static void
read_place (KtgJsonReader *reader, KtgReport *report, KtgReportJsonForm form)
{
  if (!ktg_json_reader_enter (reader, "place", get_need (form)))
    return;

  report->place_region = read_region (reader, form);
  report->region_version = ktg_json_reader_dup_text (reader, "region_version", KTG_JSON_OPTIONAL);
  report->place_class = ktg_json_reader_dup_text (reader, "class", KTG_JSON_OPTIONAL);
  report->place_words = ktg_json_reader_dup_text (reader, "words", KTG_JSON_OPTIONAL);

  if (form != KTG_REPORT_JSON_DRAFT && report->place_region == NULL && report->place_words == NULL)
    ktg_json_reader_refuse_missing (reader, "region", "either region or words is required");

  ktg_json_reader_leave (reader);
}

static void
read_times (KtgJsonReader *reader, KtgReport *report, KtgReportJsonForm form)
{
  if (!ktg_json_reader_enter (reader, "times", get_need (form)))
    return;

  report->happened = read_time (reader, "happened", KTG_JSON_OPTIONAL, form);
  report->known = read_time (reader, "known", KTG_JSON_REQUIRED, form);

  if (form != KTG_REPORT_JSON_INPUT)
    report->filed = read_time (reader, "filed", KTG_JSON_REQUIRED, form);

  ktg_json_reader_leave (reader);
}

/* Fields mean something only with the form that asks them; a draft may not have chosen it yet. */
static void
read_form (KtgJsonReader *reader, KtgReport *report, KtgReportJsonForm form)
{
  if (ktg_json_reader_enter (reader, "form", KTG_JSON_OPTIONAL))
    {
      report->form_code = ktg_json_reader_dup_text (reader, "code", get_need (form));
      report->form_version = ktg_json_reader_dup_text (reader, "version", KTG_JSON_OPTIONAL);
      ktg_json_reader_leave (reader);
    }

  ktg_json_values_read (reader, "fields", report->values);
}

static void
read_person (KtgJsonReader *reader, gpointer target)
{
  const Target *to = target;
  KtgPerson    *person = ktg_person_new (KTG_PERSON_REPORTED);

  g_ptr_array_add (to->report->persons, person);
  ktg_record_read (reader, &ktg_person_record, to->form, person);
}

static void
read_evidence (KtgJsonReader *reader, gpointer target)
{
  const Target *to = target;
  KtgEvidence  *evidence = ktg_evidence_new ();

  g_ptr_array_add (to->report->evidence, evidence);
  ktg_record_read (reader, &ktg_evidence_record, to->form, evidence);
}

static gboolean
has_place (const KtgReport *report)
{
  for (const KtgJsonText *text = place_texts; text->key != NULL; text++)
    {
      const char *value = G_STRUCT_MEMBER (char *, report, text->offset);

      if (value != NULL && *value != '\0')
        return TRUE;
    }

  return FALSE;
}

static void
write_place (KtgJsonWriter *writer, const KtgReport *report)
{
  if (!has_place (report))
    return;

  ktg_json_writer_begin_object (writer, "place");
  ktg_json_writer_put_texts (writer, place_texts, report);
  ktg_json_writer_end_object (writer);
}

static void
write_times (KtgJsonWriter *writer, const KtgReport *report, KtgReportJsonForm form)
{
  ktg_json_writer_begin_object (writer, "times");
  ktg_json_writer_put_text (writer, "happened", report->happened);
  ktg_json_writer_put_text (writer, "known", report->known);

  if (form != KTG_REPORT_JSON_INPUT)
    ktg_json_writer_put_text (writer, "filed", report->filed);

  ktg_json_writer_end_object (writer);
}

static void
write_form (KtgJsonWriter *writer, const KtgReport *report)
{
  if (report->form_code != NULL)
    {
      ktg_json_writer_begin_object (writer, "form");
      ktg_json_writer_put_text (writer, "code", report->form_code);
      ktg_json_writer_put_text (writer, "version", report->form_version);
      ktg_json_writer_end_object (writer);
    }

  ktg_json_values_write (writer, "fields", report->values);
}

/* An empty list is left out. */
static void
write_list (KtgJsonWriter    *writer,
            const char       *key,
            const KtgRecord  *record,
            KtgReportJsonForm form,
            const GPtrArray  *elements)
{
  if (elements->len == 0)
    return;

  ktg_json_writer_begin_array (writer, key);
  for (guint i = 0; i < elements->len; i++)
    {
      ktg_json_writer_begin_object (writer, NULL);
      ktg_record_write (writer, record, form, g_ptr_array_index (elements, i));
      ktg_json_writer_end_object (writer);
    }
  ktg_json_writer_end_array (writer);
}

/**
 * ktg_report_members_read:
 * @reader: a reader in a report's object
 * @form: how complete and how strict it is
 *
 * Returns: (transfer full): the report; whether it is one the reader knows
 */
KtgReport *
ktg_report_members_read (KtgJsonReader *reader, KtgReportJsonForm form)
{
  KtgReport *report = ktg_report_new ();
  Target     target = { report, form };

  report->kind = ktg_json_reader_dup_text (reader,
                                           "kind",
                                           form == KTG_REPORT_JSON_DRAFT ? KTG_JSON_OPTIONAL
                                                                         : KTG_JSON_FILLED);
  read_form (reader, report, form);
  read_place (reader, report, form);
  read_times (reader, report, form);
  report->phase = ktg_json_reader_dup_text (reader, "phase", KTG_JSON_OPTIONAL);
  report->openness = ktg_json_reader_dup_text (reader, "openness", KTG_JSON_OPTIONAL);
  report->ballot_number = ktg_json_reader_get_number (reader,
                                                      "ballot_number",
                                                      KTG_JSON_OPTIONAL,
                                                      1,
                                                      MAX_BALLOT_NUMBER);
  ktg_json_reader_take_text_array (reader, "violations", KTG_JSON_OPTIONAL, report->violations);
  ktg_json_reader_take_text_array (reader, "tags", KTG_JSON_OPTIONAL, report->tags);
  report->rules_version = ktg_json_reader_dup_text (reader, "rules_version", KTG_JSON_OPTIONAL);
  ktg_json_reader_read_each (reader, "persons", read_person, &target);
  report->account = ktg_json_reader_dup_text (reader, "account", get_need (form));

  if (form != KTG_REPORT_JSON_INPUT)
    ktg_json_reader_read_each (reader, "evidence", read_evidence, &target);

  return report;
}

/**
 * ktg_report_members_write:
 * @writer: a writer that has begun a report's object
 * @report: a report
 * @form: how complete it is
 *
 * Writes its keys.
 */
void
ktg_report_members_write (KtgJsonWriter *writer, const KtgReport *report, KtgReportJsonForm form)
{
  ktg_json_writer_put_text (writer, "kind", report->kind);
  write_form (writer, report);
  write_place (writer, report);
  write_times (writer, report, form);
  ktg_json_writer_put_text (writer, "phase", report->phase);
  ktg_json_writer_put_text (writer, "openness", report->openness);

  if (report->ballot_number > 0)
    ktg_json_writer_put_number (writer, "ballot_number", report->ballot_number);

  ktg_json_writer_put_text_array (writer, "violations", report->violations);
  ktg_json_writer_put_text_array (writer, "tags", report->tags);
  ktg_json_writer_put_text (writer, "rules_version", report->rules_version);
  write_list (writer, "persons", &ktg_person_record, form, report->persons);

  if (form == KTG_REPORT_JSON_BODY)
    ktg_json_writer_put_needed_text (writer, "account", report->account);
  else
    ktg_json_writer_put_text (writer, "account", report->account);

  if (form != KTG_REPORT_JSON_INPUT)
    write_list (writer, "evidence", &ktg_evidence_record, form, report->evidence);
}
