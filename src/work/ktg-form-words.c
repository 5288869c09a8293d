/* ktg-form-words.c - what stands in the fields of a form, in words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-form-words.h"

#include "ktg-dates.h"
#include "ktg-region-words.h"
#include "ktg-report-law.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>
#include <ktg-spine.h>

#include <string.h>

#define DAY "2024-11-12"
#define DAY_AND_T "2024-11-12T"
#define CLOCK "19:30"

static void
append (GString *words, const char *separator, const char *text)
{
  if (text != NULL && *text != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? separator : "", text);
}

/* What is said of one person stands on one line: the next line is the next person's. */
static void
append_line (GString *words, const char *text)
{
  g_autofree char *line = ktg_shown_text_dup_line (text);

  append (words, ", ", line);
}

static const char *
get_choice_name (const KtgFormReader *reader, const KtgFormField *field, const char *code)
{
  const KtgChoice *choice = ktg_pack_get_field_choice (reader->pack, field, code);

  return choice != NULL ? ktg_words_get (&choice->name, reader->language) : code;
}

/* A code that stands in the spine means what the list of its place says. */
static const char *
get_spine_name (const KtgFormReader *reader,
                const KtgReportLaw  *law,
                const char          *spine,
                const char          *code)
{
  static const char *const lists[][2] = {
    { "kind", "kinds" },   { "place.class", "place_classes" },
    { "phase", "phases" }, { "openness", "openness" },
    { "tags", "tags" },
  };
  const KtgViolation *violation = NULL;

  if (strcmp (spine, "violations") == 0)
    violation = ktg_report_law_get_violation (law, code);
  if (violation != NULL)
    return ktg_words_get (&violation->name, reader->language);

  for (gsize i = 0; i < G_N_ELEMENTS (lists); i++)
    if (strcmp (lists[i][0], spine) == 0)
      return ktg_pack_get_choice_name (reader->pack, lists[i][1], code, reader->language);

  return code;
}

/* Of a moment the day, "19.30", or both. */
static char *
dup_time (KtgFormFieldType type, const char *text)
{
  g_autofree char *day = g_strndup (text, strlen (DAY));
  g_autofree char *clock = NULL;

  if (type == KTG_FORM_FIELD_DATE_TIME)
    return ktg_dates_dup_testimony (text);
  if (type == KTG_FORM_FIELD_DATE)
    return ktg_dates_dup_testimony (day);

  if (strlen (text) > strlen (DAY_AND_T))
    text += strlen (DAY_AND_T);
  else if (strlen (text) == strlen (DAY))
    text = "";

  clock = g_strndup (text, strlen (CLOCK));
  return g_strdelimit (g_steal_pointer (&clock), ":", '.');
}

static char *
dup_region (const KtgFormReader *reader, const char *code)
{
  return ktg_region_words_dup_path (reader->regions, &reader->pack->region_names, code);
}

static char *
dup_one (const KtgFormReader *reader, const KtgFormField *field, const char *text)
{
  switch (field->type)
    {
    case KTG_FORM_FIELD_DATE:
    case KTG_FORM_FIELD_TIME:
    case KTG_FORM_FIELD_DATE_TIME:
      return dup_time (field->type, text);
    case KTG_FORM_FIELD_YES_NO:
      if (strcmp (text, KTG_VALUE_YES) == 0)
        return g_strdup (_ ("Yes"));
      return g_strdup (strcmp (text, KTG_VALUE_NO) == 0 ? _ ("No") : text);
    case KTG_FORM_FIELD_REGION:
      return dup_region (reader, text);
    case KTG_FORM_FIELD_CHOICE:
    case KTG_FORM_FIELD_CHOICES:
      return g_strdup (get_choice_name (reader, field, text));
    default:
      return g_strdup (text);
    }
}

static const char *
get_part_name (const KtgFormReader *reader, const char *part, const char *text)
{
  if (reader->pack != NULL && strcmp (part, "status") == 0)
    return ktg_pack_get_choice_name (reader->pack, "person_statuses", text, reader->language);
  if (reader->pack != NULL && strcmp (part, "position_group") == 0)
    return ktg_pack_get_choice_name (reader->pack, "position_groups", text, reader->language);

  return text;
}

static char *
dup_row (const KtgFormReader *reader, const KtgValues *row)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < ktg_values_get_n (row); i++)
    {
      const char      *part = ktg_values_get_code (row, i);
      g_autofree char *text = ktg_form_words_dup_unknown (row, part);

      append_line (words, get_part_name (reader, part, text));
    }

  return g_string_free (words, FALSE);
}

static char *
dup_listed (const KtgFormReader *reader, const KtgFormField *field, const GPtrArray *texts)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < texts->len; i++)
    {
      g_autofree char *one = dup_one (reader, field, g_ptr_array_index (texts, i));

      append (words, "; ", one);
    }

  return g_string_free (words, FALSE);
}

static char *
dup_rows (const KtgFormReader *reader, const GPtrArray *rows)
{
  GString *words = g_string_new (NULL);

  for (guint i = 0; i < rows->len; i++)
    {
      g_autofree char *row = dup_row (reader, g_ptr_array_index (rows, i));

      append (words, "; ", row);
    }

  return g_string_free (words, FALSE);
}

static char *
dup_bound (const KtgFormReader *reader, const KtgFormField *field, const KtgReport *report)
{
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (reader->pack, report);
  g_autoptr (GPtrArray) texts = ktg_spine_dup_texts (field->spine, report);
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < texts->len; i++)
    g_ptr_array_add (names,
                     (gpointer)
                         get_spine_name (reader, law, field->spine, g_ptr_array_index (texts, i)));

  return names->len > 0 ? dup_listed (reader, field, names) : NULL;
}

/**
 * ktg_form_words_dup:
 * @reader: what codes mean
 * @field: a field of the report's form
 * @report: a report
 *
 * Returns: (transfer full) (nullable): what @report says in @field; %NULL if nothing
 */
char *
ktg_form_words_dup (const KtgFormReader *reader, const KtgFormField *field, const KtgReport *report)
{
  if (field->spine != NULL)
    return dup_bound (reader, field, report);

  switch (ktg_values_get_kind (report->values, field->code))
    {
    case KTG_VALUE_LIST:
      return dup_listed (reader, field, ktg_values_get_list (report->values, field->code));
    case KTG_VALUE_ROWS:
      return dup_rows (reader, ktg_values_get_rows (report->values, field->code));
    case KTG_VALUE_NONE:
      return NULL;
    default:
      if (ktg_values_get_text (report->values, field->code) == NULL)
        return ktg_form_words_dup_unknown (report->values, field->code);
      return dup_one (reader, field, ktg_values_get_text (report->values, field->code));
    }
}

/* A number of a person says which it is. */
static void
append_part (GString *words, const KtgFormReader *reader, const char *part, const char *text)
{
  g_autofree char *numbered = NULL;

  if (text == NULL)
    return;
  if (strcmp (part, "nip") == 0)
    numbered = g_strdup_printf ("NIP %s", text);
  if (strcmp (part, "nik") == 0)
    numbered = g_strdup_printf ("NIK %s", text);

  append_line (words, numbered != NULL ? numbered : get_part_name (reader, part, text));
}

static char *
dup_person (const KtgFormReader *reader, const GPtrArray *parts, const KtgPerson *person)
{
  static const char *const usual[] = { "name", "position" };
  GString                 *words = g_string_new (NULL);
  guint                    n_parts = parts->len > 0 ? parts->len : G_N_ELEMENTS (usual);

  for (guint i = 0; i < n_parts; i++)
    {
      const char *part = parts->len > 0 ? g_ptr_array_index (parts, i) : usual[i];

      append_part (words, reader, part, ktg_spine_get_person_part (person, part));
    }

  return g_string_free (words, FALSE);
}

static GPtrArray *
dup_persons (const KtgFormReader *reader, const KtgFormField *field, const KtgReport *report)
{
  GPtrArray    *said = g_ptr_array_new_with_free_func (g_free);
  GPtrArray    *rows = ktg_values_get_rows (report->values, field->code);
  KtgPersonRole role;

  if (field->spine == NULL)
    for (guint i = 0; rows != NULL && i < rows->len; i++)
      g_ptr_array_add (said, dup_row (reader, g_ptr_array_index (rows, i)));

  if (field->spine != NULL && ktg_spine_find_role (field->spine, &role))
    for (guint i = 0; i < report->persons->len; i++)
      {
        const KtgPerson *person = g_ptr_array_index (report->persons, i);

        if (person->role == role)
          g_ptr_array_add (said, dup_person (reader, field->parts, person));
      }

  return said;
}

/**
 * ktg_form_words_dup_persons:
 * @reader: what codes mean
 * @field: a field of persons
 * @report: a report
 *
 * Returns: (transfer full) (nullable): each of them with all the parts that the form asks for, on a
 *   line of its own, and numbered where there are several; %NULL if there are none
 */
char *
ktg_form_words_dup_persons (const KtgFormReader *reader,
                            const KtgFormField  *field,
                            const KtgReport     *report)
{
  g_autoptr (GPtrArray) said = dup_persons (reader, field, report);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < said->len; i++)
    {
      g_autofree char *numbered
          = g_strdup_printf ("%u. %s", i + 1, (const char *)g_ptr_array_index (said, i));

      append (words, "\n", said->len > 1 ? numbered : g_ptr_array_index (said, i));
    }

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}

/**
 * ktg_form_words_dup_unknown:
 * @values: what a report says
 * @code: of a field that no form here has
 *
 * Returns: (transfer full): what stands there as it stands
 */
char *
ktg_form_words_dup_unknown (const KtgValues *values, const char *code)
{
  const KtgFormReader reader = { 0 };
  const GPtrArray    *texts = ktg_values_get_list (values, code);
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; texts != NULL && i < texts->len; i++)
    append (words, "; ", g_ptr_array_index (texts, i));

  append (words, "; ", ktg_values_get_other (values, code));
  if (ktg_values_get_kind (values, code) == KTG_VALUE_TEXT)
    append (words, "; ", ktg_values_get_text (values, code));
  if (ktg_values_get_kind (values, code) == KTG_VALUE_ROWS)
    return dup_rows (&reader, ktg_values_get_rows (values, code));

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
append_source (GString             *words,
               const KtgFormReader *reader,
               const KtgForm       *source,
               const char          *code,
               const KtgReport     *report)
{
  const KtgFormField *field = ktg_form_get_field (source, code);
  g_autofree char    *text = field != NULL ? ktg_form_words_dup (reader, field, report) : NULL;

  append (words, ", ", text);
}

/**
 * ktg_form_words_get_masked:
 *
 * Returns: (transfer none): what stands where a form's secret is not said
 */
const char *
ktg_form_words_get_masked (void)
{
  return _ ("[masked]");
}

/**
 * ktg_form_words_dup_issued:
 * @reader: what codes mean
 * @field: a field of a form that is issued
 * @report: the report that it is issued from
 *
 * Returns: (transfer full) (nullable): what it says, from the report's places or from the fields of
 * the report's own form; %NULL where there is room to write by hand
 */
char *
ktg_form_words_dup_issued (const KtgFormReader *reader,
                           const KtgFormField  *field,
                           const KtgReport     *report)
{
  const KtgForm *source = ktg_pack_get_form_of_report (reader->pack, report);
  g_autoptr (GString) words = g_string_new (NULL);

  if (field->spine != NULL)
    return dup_bound (reader, field, report);

  for (guint i = 0; source != NULL && i < field->from->len; i++)
    append_source (words, reader, source, g_ptr_array_index (field->from, i), report);

  return words->len > 0 ? g_string_free (g_steal_pointer (&words), FALSE) : NULL;
}
