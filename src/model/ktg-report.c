/* ktg-report.c - what an officer reports, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-report.h"

#define MAX_BALLOT_NUMBER 9999
#define MAX_INITIALS 4

static const KtgField form_fields[] = {
  { "code", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, form_code), KTG_NEED_ALWAYS },
  { "version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, form_version) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgReport, form_rest) },
};

static const KtgRecord form = KTG_GROUP (form_fields);

static const KtgField place_fields[] = {
  { "region", KTG_FIELD_REGION, G_STRUCT_OFFSET (KtgReport, place_region) },
  { "region_version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, region_version) },
  { "polling_place",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgReport, polling_place),
    KTG_NEED_NONE,
    1,
    KTG_REPORT_MAX_POLLING_PLACE },
  { "class", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, place_class) },
  { "words", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, place_words) },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgReport, place_rest) },
};

static const KtgRecord place = KTG_GROUP (place_fields);

static const KtgField time_fields[] = {
  { "happened", KTG_FIELD_TIME, G_STRUCT_OFFSET (KtgReport, happened) },
  { "known", KTG_FIELD_TIME, G_STRUCT_OFFSET (KtgReport, known) },
  { "filed",
    KTG_FIELD_TIME,
    G_STRUCT_OFFSET (KtgReport, filed),
    KTG_NEED_SIGNED,
    .is_not_typed = TRUE },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgReport, times_rest) },
};

static const KtgRecord times = KTG_GROUP (time_fields);

static const KtgField report_fields[] = {
  { "kind", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, kind), KTG_NEED_FILLED },
  { "number", KTG_FIELD_SPOKEN, G_STRUCT_OFFSET (KtgReport, number), .is_not_typed = TRUE },
  { "on_behalf_of", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, on_behalf_of) },
  { "form", KTG_FIELD_GROUP, .record = &form },
  { "fields", KTG_FIELD_VALUES, G_STRUCT_OFFSET (KtgReport, values) },
  { "place", KTG_FIELD_GROUP, .record = &place },
  { "times", KTG_FIELD_GROUP, .need = KTG_NEED_SIGNED, .record = &times },
  { "phase", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, phase) },
  { "openness", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, openness) },
  { "ballot_number",
    KTG_FIELD_COUNT,
    G_STRUCT_OFFSET (KtgReport, ballot_number),
    KTG_NEED_NONE,
    1,
    MAX_BALLOT_NUMBER },
  { "violations", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgReport, violations) },
  { "tags", KTG_FIELD_TEXTS, G_STRUCT_OFFSET (KtgReport, tags) },
  { "rules_version", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, rules_version) },
  { "persons",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgReport, persons),
    KTG_NEED_NONE,
    .record = &ktg_person_record },
  { "account", KTG_FIELD_TEXT, G_STRUCT_OFFSET (KtgReport, account), KTG_NEED_WRITTEN },
  { "evidence",
    KTG_FIELD_RECORDS,
    G_STRUCT_OFFSET (KtgReport, evidence),
    KTG_NEED_NONE,
    .record = &ktg_evidence_record,
    .is_not_typed = TRUE },
  { NULL, KTG_FIELD_REST, G_STRUCT_OFFSET (KtgReport, rest) },
};

KTG_DEFINE_RECORD (KtgReport, ktg_report, report_fields)

/**
 * ktg_report_new:
 *
 * A report that says nothing yet. Whoever makes it fills it, then hands it on unchanged.
 *
 * Returns: (transfer full): a report with empty arrays
 */
KtgReport *
ktg_report_new (void)
{
  return ktg_record_new (&ktg_report_record);
}

/**
 * ktg_report_dup_number:
 * @initials: (nullable): what it begins with; of more than four characters the first four
 * @count: which of its device's reports it is, from 1
 *
 * Returns: (transfer full): "TL-0128"; "0128" without initials
 */
char *
ktg_report_dup_number (const char *initials, guint count)
{
  g_autofree char *first = NULL;

  if (initials == NULL || *initials == '\0')
    return g_strdup_printf ("%04u", count);

  first = g_utf8_substring (initials, 0, MIN (g_utf8_strlen (initials, -1), MAX_INITIALS));
  return g_strdup_printf ("%s-%04u", first, count);
}

/**
 * ktg_report_get_person:
 * @report: a report
 * @role: what the person is to it
 *
 * Returns: (transfer none) (nullable): the first person of @role
 */
const KtgPerson *
ktg_report_get_person (const KtgReport *report, KtgPersonRole role)
{
  for (guint i = 0; i < report->persons->len; i++)
    {
      const KtgPerson *person = g_ptr_array_index (report->persons, i);

      if (person->role == role)
        return person;
    }

  return NULL;
}

/**
 * ktg_report_find_evidence:
 * @report: a report
 * @sha256: of an original
 *
 * Returns: (transfer none) (nullable): what it says of that file; %NULL: it does not name it
 */
const KtgEvidence *
ktg_report_find_evidence (const KtgReport *report, const char *sha256)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (g_str_equal (evidence->sha256, sha256))
        return evidence;
    }

  return NULL;
}
