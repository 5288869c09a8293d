/* ktg-facts.c - what a report says, as pairs of words
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-facts.h"

#include "ktg-dates.h"
#include "ktg-form-words.h"
#include "ktg-gesture-words.h"
#include "ktg-language.h"
#include "ktg-law-words.h"
#include "ktg-person-words.h"
#include "ktg-region-words.h"

#include <glib/gi18n.h>
#include <ktg-shown-text.h>

static void
append_part (GString *words, const char *part)
{
  g_autofree char *line = ktg_shown_text_dup_line (part);

  if (line != NULL && *line != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? ", " : "", line);
}

static void
add_choice (GPtrArray     *facts,
            const char    *name,
            const KtgPack *pack,
            const char    *list,
            const char    *code,
            const char    *language)
{
  if (code != NULL)
    ktg_fact_list_add (facts, name, ktg_pack_get_choice_name (pack, list, code, language));
}

static void
add_violation (GPtrArray *facts, const KtgReportLaw *law, const char *code, const char *language)
{
  const KtgViolation *violation = ktg_report_law_get_violation (law, code);
  g_autofree char    *words = NULL;
  KtgFact            *fact;

  if (violation != NULL)
    words = g_strdup_printf ("%s · %s", code, ktg_words_get (&violation->name, language));

  fact = ktg_fact_list_add (facts, _ ("Suspected violation"), words == NULL ? code : words);
  if (fact == NULL)
    return;

  fact->detail = ktg_law_words_dup_notice (law, code);
  if (violation != NULL)
    fact->below = ktg_law_words_new (law, violation);
}

/* That others hold on the day, and what must stand beside these. */
static char *
dup_rules_detail (const KtgReportLaw *law)
{
  g_autofree char *change = ktg_law_words_dup_change (law);
  const char      *note = ktg_law_words_get_rules_note (law);

  if (change == NULL || note == NULL)
    return change != NULL ? g_steal_pointer (&change) : g_strdup (note);

  return g_strdup_printf ("%s\n%s", change, note);
}

/* The rules are named where something is suspected, and whether others hold on the day. */
static void
add_law (GPtrArray *facts, const KtgReportLaw *law, const KtgReport *report)
{
  g_autofree char *rules = ktg_law_words_dup_rules (law);
  g_autofree char *election = ktg_law_words_dup_election (law);
  KtgFact         *fact = NULL;

  if (report->violations->len > 0)
    fact = ktg_fact_list_add (facts, _ ("Rules"), rules);
  if (fact != NULL)
    fact->detail = dup_rules_detail (law);

  fact = ktg_fact_list_add (facts, _ ("Election"), election);
  if (fact != NULL)
    fact->detail = ktg_law_words_dup_election_source (law);
}

static void
add_tags (GPtrArray *facts, const KtgReport *report, const KtgPack *pack, const char *language)
{
  g_autoptr (GString) words = g_string_new (NULL);

  for (guint i = 0; i < report->tags->len; i++)
    append_part (words,
                 ktg_pack_get_choice_name (pack,
                                           "tags",
                                           g_ptr_array_index (report->tags, i),
                                           language));

  ktg_fact_list_add (facts, _ ("Also suspected"), words->str);
}

static gboolean
is_shown_before (const KtgReport *report, guint before, const char *gesture)
{
  for (guint i = 0; i < before; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (g_strcmp0 (evidence->gesture, gesture) == 0)
        return TRUE;
    }

  return FALSE;
}

/* Each gesture that a picture shows, once, with what must stand beside it. */
static void
add_gestures (GPtrArray *facts, const KtgReport *report, const KtgPack *pack, const char *language)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const char *gesture = ((const KtgEvidence *)g_ptr_array_index (report->evidence, i))->gesture;
      KtgFact    *fact = NULL;

      if (gesture != NULL && !is_shown_before (report, i, gesture))
        fact = ktg_fact_list_add (facts,
                                  _ ("Hand gesture"),
                                  ktg_pack_get_choice_name (pack, "gestures", gesture, language));
      if (fact != NULL)
        fact->detail = ktg_gesture_words_dup_note (pack, report, gesture);
    }
}

static void
add_person (GPtrArray *facts, const KtgPack *pack, const KtgPerson *person, const char *language)
{
  g_autoptr (GString) words = g_string_new (NULL);

  append_part (words, person->name);
  append_part (words, person->position);

  if (person->status != NULL)
    append_part (words,
                 ktg_pack_get_choice_name (pack, "person_statuses", person->status, language));

  append_part (words, person->agency);
  append_part (words, person->unit);
  append_part (words, person->address);
  append_part (words, person->phone);
  append_part (words, person->note);
  ktg_fact_list_add (facts, ktg_person_role_get_title (person->role), words->str);
}

static void
add_place (GPtrArray           *facts,
           const KtgReport     *report,
           const KtgRegionTree *regions,
           const KtgPack       *pack)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *path = NULL;
  g_autofree char *note = NULL;
  g_autofree char *number = NULL;
  KtgFact         *fact;

  if (report->place_region != NULL && *report->place_region != '\0')
    {
      path = ktg_region_words_dup_path (regions, &pack->region_names, report->place_region);
      note = ktg_region_words_dup_note (regions, &pack->region_names, report->place_region);
    }

  if (report->polling_place > 0)
    /* Translators: the number of a polling place */
    number = g_strdup_printf (_ ("Polling place %03d"), report->polling_place);

  append_part (words, report->place_words);
  append_part (words, number);
  append_part (words, path);
  fact = ktg_fact_list_add (facts, _ ("Place of the event"), words->str);
  if (fact != NULL)
    fact->detail = g_steal_pointer (&note);
}

static void
add_form (GPtrArray *facts, const KtgReport *report, const KtgForm *form, const char *language)
{
  g_autofree char *unknown = NULL;

  if (report->form_code == NULL)
    return;

  if (form == NULL)
    unknown = g_strdup_printf ("%s %s",
                               report->form_code,
                               report->form_version != NULL ? report->form_version : "");

  ktg_fact_list_add (facts,
                     _ ("Form"),
                     form != NULL ? ktg_words_get (&form->title, language) : g_strchomp (unknown));
}

static void
add_field (GPtrArray           *facts,
           const KtgFormReader *reader,
           const KtgFormField  *field,
           const KtgReport     *report)
{
  g_autofree char *words = ktg_form_words_dup (reader, field, report);

  ktg_fact_list_add (facts, ktg_words_get (&field->name, reader->language), words);
}

/* In the order of the form; then what the form does not have, as it came. */
static void
add_values (GPtrArray *facts, const KtgFormReader *reader, const KtgReport *report)
{
  const KtgForm *form = ktg_pack_get_form_of_report (reader->pack, report);

  add_form (facts, report, form, reader->language);

  for (guint i = 0; form != NULL && i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (field->spine == NULL)
        add_field (facts, reader, field, report);
    }

  for (guint i = 0; i < ktg_values_get_n (report->values); i++)
    {
      const char      *code = ktg_values_get_code (report->values, i);
      g_autofree char *words = NULL;

      if (form != NULL && ktg_form_get_field (form, code) != NULL)
        continue;

      words = ktg_form_words_dup_unknown (report->values, code);
      ktg_fact_list_add (facts, code, words);
    }
}

static void
add_rest (const char *path, const KtgValues *rest, gpointer facts)
{
  for (guint i = 0; i < ktg_values_get_n (rest); i++)
    {
      const char      *code = ktg_values_get_code (rest, i);
      g_autofree char *value = ktg_form_words_dup_unknown (rest, code);
      g_autofree char *place = g_strdup_printf ("%s%s%s", path, *path != '\0' ? "." : "", code);
      /* TRANSLATORS: a key of a report that a newer version wrote, like persons[0].passport */
      g_autofree char *name = g_strdup_printf (_ ("%s (unknown to this version)"), place);

      ktg_fact_list_add (facts, name, value);
    }
}

/**
 * ktg_facts_new_unknown:
 * @report: a report
 *
 * Returns: (transfer full) (element-type KtgFact): what another version of the program said in it
 * under keys that this one does not know, as it stands
 */
GPtrArray *
ktg_facts_new_unknown (const KtgReport *report)
{
  GPtrArray *facts = ktg_fact_list_new ();

  ktg_record_visit_rest (&ktg_report_record, report, "", add_rest, facts);
  return facts;
}

/**
 * ktg_facts_new:
 * @report: what was filed
 * @pack: what the codes mean
 * @regions: (nullable): names of places
 * @language: "id" or "en"
 *
 * Returns: (transfer full) (element-type KtgFact): only what it says; what was seen comes first,
 * and what law and form make of it after that
 */
GPtrArray *
ktg_facts_new (const KtgReport     *report,
               const KtgPack       *pack,
               const KtgRegionTree *regions,
               const char          *language)
{
  GPtrArray *facts = ktg_fact_list_new ();
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (pack, report);
  g_autofree char *happened = ktg_dates_dup_full (report->happened);
  g_autofree char *known = ktg_dates_dup_full (report->known);
  g_autofree char *number
      = report->ballot_number > 0 ? g_strdup_printf ("%d", report->ballot_number) : NULL;

  ktg_fact_list_add (facts, _ ("On behalf of"), report->on_behalf_of);
  for (guint i = 0; i < report->violations->len; i++)
    add_violation (facts, law, g_ptr_array_index (report->violations, i), language);

  for (guint i = 0; i < report->persons->len; i++)
    add_person (facts, pack, g_ptr_array_index (report->persons, i), language);

  add_place (facts, report, regions, pack);
  add_choice (facts, _ ("Kind of place"), pack, "place_classes", report->place_class, language);
  ktg_fact_list_add (facts, _ ("Time of the event"), happened);
  ktg_fact_list_add (facts, _ ("Date known"), known);
  ktg_fact_list_add (facts, _ ("Description of the event"), report->account);

  add_law (facts, law, report);
  add_choice (facts, _ ("Towards whom"), pack, "phases", report->phase, language);
  ktg_fact_list_add (facts, _ ("Ballot number"), number);
  add_choice (facts, _ ("Open or hidden"), pack, "openness", report->openness, language);
  add_tags (facts, report, pack, language);
  add_gestures (facts, report, pack, language);
  add_choice (facts, _ ("Kind of report"), pack, "kinds", report->kind, language);
  add_values (facts, &(const KtgFormReader){ pack, regions, language }, report);
  ktg_record_visit_rest (&ktg_report_record, report, "", add_rest, facts);

  return facts;
}

/**
 * ktg_facts_new_issued:
 * @form: a form that is issued from a report
 * @report: the report
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): what is printed on @form, in its order; an
 * ellipsis where there is room to write by hand
 */
GPtrArray *
ktg_facts_new_issued (const KtgForm *form, const KtgReport *report, const KtgFormReader *reader)
{
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);
      g_autofree char    *words = ktg_form_words_dup_issued (reader, field, report);

      if (!field->is_not_printed)
        ktg_fact_list_add (facts,
                           ktg_words_get (&field->name, reader->language),
                           words != NULL ? words : "…");
    }

  return facts;
}

/**
 * ktg_facts_dup_evidence:
 * @evidence: a photo or document, as a report names it
 * @pack: what the codes mean
 * @language: "id" or "en"
 *
 * Returns: what it is called, when it was taken and the gesture it shows
 */
char *
ktg_facts_dup_evidence (const KtgEvidence *evidence, const KtgPack *pack, const char *language)
{
  GString         *words = g_string_new (NULL);
  g_autofree char *taken = ktg_dates_dup_testimony (evidence->taken);

  append_part (words, evidence->caption != NULL ? evidence->caption : evidence->original_name);
  append_part (words, taken);

  if (ktg_origin_get_code (evidence->origin) != NULL)
    append_part (words,
                 ktg_pack_get_choice_name (pack,
                                           "origins",
                                           ktg_origin_get_code (evidence->origin),
                                           language));

  if (evidence->gesture != NULL)
    append_part (words, ktg_pack_get_choice_name (pack, "gestures", evidence->gesture, language));

  return g_string_free (words, FALSE);
}
