/* ktg-case-facts.c - what offices did with a report, and may do now, as facts
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-facts.h"

#include "ktg-case-words.h"
#include "ktg-dates.h"
#include "ktg-deadline-words.h"

#include <glib/gi18n.h>

static char *
dup_who_and_when (const KtgCaseEntry *entry, const KtgFormReader *reader)
{
  g_autofree char *who = ktg_case_words_dup_author (entry, reader);
  g_autofree char *when = ktg_dates_dup_moment (&entry->event->at);

  return g_strdup_printf ("%s, %s", who, when);
}

/* And why it is not to be believed, where it is not. */
static char *
dup_said_by (const KtgCaseEntry *entry, const KtgFormReader *reader)
{
  g_autofree char *who = dup_who_and_when (entry, reader);
  g_autofree char *doubt = ktg_case_words_dup_verdict (entry->verdict, NULL, NULL, reader);

  return doubt != NULL ? g_strconcat (who, "\n", doubt, NULL) : g_steal_pointer (&who);
}

/* --- what a step says --- */

/* A choice is called what it was called on the day of the step. */
static void
add_value (GPtrArray           *facts,
           const KtgCaseEntry  *entry,
           const char          *code,
           const char          *day,
           const KtgFormReader *reader)
{
  const KtgValues         *values = entry->event->step->values;
  const KtgProcedureValue *value = ktg_procedure_step_find_value (entry->step, code);
  const char              *text = ktg_values_get_text (values, code);
  const KtgChoice         *choice = value != NULL && value->list != NULL && text != NULL
                                        ? ktg_pack_get_choice_on (reader->pack, value->list, day, text)
                                        : NULL;
  g_autofree char *unknown = text == NULL ? ktg_form_words_dup_unknown (values, code) : NULL;
  KtgFact         *fact;

  if (choice != NULL)
    text = ktg_words_get (&choice->name, reader->language);
  fact = ktg_fact_list_add (facts,
                            value != NULL ? ktg_words_get (&value->name, reader->language) : code,
                            text != NULL ? text : unknown);
  if (fact != NULL && choice != NULL)
    fact->detail = g_strdup (ktg_words_get (&choice->detail, reader->language));
}

static void
add_day (GPtrArray *facts, const char *name, const char *day)
{
  g_autofree char *words = day != NULL ? ktg_dates_dup_testimony (day) : NULL;

  ktg_fact_list_add (facts, name, words);
}

static void
add_documents (GPtrArray *facts, const GPtrArray *documents)
{
  for (guint i = 0; i < documents->len; i++)
    ktg_fact_list_add (facts,
                       _ ("Document"),
                       ((KtgEvidence *)g_ptr_array_index (documents, i))->original_name);
}

static void
add_law (GPtrArray *facts, const KtgProcedureStep *step)
{
  if (step == NULL)
    return;

  ktg_fact_list_add (facts, _ ("Legal basis"), step->legal_basis);
  ktg_fact_list_add (facts, _ ("Source"), step->source);
}

static GPtrArray *
new_said (const KtgCaseEntry *entry, const KtgFormReader *reader)
{
  const KtgCaseStep *step = entry->event->step;
  GPtrArray         *facts = ktg_fact_list_new ();
  g_autofree char   *wall = ktg_moment_dup_wall (&entry->event->at);
  const char        *day = step->date != NULL ? step->date : wall;
  g_autofree char *region = step->to != NULL ? ktg_case_words_dup_region (step->to, reader) : NULL;

  ktg_fact_list_add (facts, _ ("Number"), step->number);
  add_day (facts, _ ("Date"), step->date);
  for (guint i = 0; i < ktg_values_get_n (step->values); i++)
    add_value (facts, entry, ktg_values_get_code (step->values, i), day, reader);
  ktg_fact_list_add (facts, _ ("Handed to"), region);
  add_day (facts, _ ("Until"), step->until);
  ktg_fact_list_add (facts, _ ("Reason"), step->reason);
  add_documents (facts, step->documents);
  add_law (facts, entry->step);
  return facts;
}

/**
 * ktg_case_facts_new_steps:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): each step, in the order of the graph: what, who
 * and when by their clock; then how it stands, and below what it says
 */
GPtrArray *
ktg_case_facts_new_steps (const KtgCase *folded, const KtgFormReader *reader)
{
  GPtrArray *steps = ktg_case_get_steps (folded);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (steps, i);
      g_autofree char    *who = dup_who_and_when (entry, reader);
      KtgFact            *fact = ktg_fact_list_add (facts,
                                         ktg_case_words_get_step (entry->step,
                                                                  entry->event->step->code,
                                                                  reader),
                                         who);

      fact->detail = ktg_case_words_dup_standing (folded, entry, reader);
      fact->below = new_said (entry, reader);
    }

  return facts;
}

/**
 * ktg_case_facts_new_terms:
 * @folded: a case
 * @reader: what codes mean
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgFact): the terms that run, the strictest first
 */
GPtrArray *
ktg_case_facts_new_terms (const KtgCase *folded, const KtgFormReader *reader, const KtgMoment *now)
{
  g_autoptr (GArray) clocks = ktg_case_list_clocks (folded, now->utc_offset_s);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < clocks->len; i++)
    {
      const KtgDeadline *deadline = &g_array_index (clocks, KtgCaseClock, i).deadline;
      KtgFact *fact = ktg_deadline_words_add_left (facts, deadline, reader->pack, now->wall_us);

      g_free (fact->name);
      fact->name = g_strdup (ktg_words_get (&deadline->term->name, reader->language));
    }

  return facts;
}

/* --- what stands beside the steps --- */

/**
 * ktg_case_facts_new_assigned:
 * @folded: a case
 * @reader: what codes mean
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgFact): who looks after it today
 */
GPtrArray *
ktg_case_facts_new_assigned (const KtgCase       *folded,
                             const KtgFormReader *reader,
                             const KtgMoment     *now)
{
  g_autofree char *day = ktg_moment_dup_day (now);
  g_autoptr (GPtrArray) assigned = ktg_case_list_assigned (folded, day);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < assigned->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (assigned, i);
      g_autofree char    *until = ktg_dates_dup_testimony (entry->event->assignment->until);
      g_autofree char    *words
          = g_strdup_printf (_ ("%s, until %s"), entry->event->assignment->to, until);
      KtgFact *fact = ktg_fact_list_add (facts, _ ("Looked after by"), words);

      fact->detail = dup_who_and_when (entry, reader);
    }

  return facts;
}

/**
 * ktg_case_facts_new_joined:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): with which other reports it belongs
 */
GPtrArray *
ktg_case_facts_new_joined (const KtgCase *folded, const KtgFormReader *reader)
{
  g_autoptr (GPtrArray) joined = ktg_case_list (folded, KTG_EVENT_JOINED);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < joined->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (joined, i);
      KtgFact *fact = ktg_fact_list_add (facts, _ ("Belongs with"), entry->event->joined);

      fact->detail = dup_said_by (entry, reader);
    }

  return facts;
}

/**
 * ktg_case_facts_new_notes:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): what people wrote beside the steps
 */
GPtrArray *
ktg_case_facts_new_notes (const KtgCase *folded, const KtgFormReader *reader)
{
  g_autoptr (GPtrArray) notes = ktg_case_list (folded, KTG_EVENT_NOTE);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < notes->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (notes, i);
      KtgFact            *fact
          = ktg_fact_list_add (facts,
                               entry->event->is_for_office ? _ ("Note, for the office only")
                                                           : _ ("Note"),
                               entry->event->note);

      fact->detail = dup_said_by (entry, reader);
    }

  return facts;
}

/* --- what may come next --- */

static char *
dup_needs (const KtgProcedureStep *step)
{
  g_autoptr (GString) needs = g_string_new (NULL);

  for (guint i = 0; i < step->needs->len; i++)
    {
      const char *need = g_ptr_array_index (step->needs, i);
      const char *words = ktg_case_words_get_need (need);

      g_string_append_printf (needs, "%s%s", i > 0 ? ", " : "", words != NULL ? words : need);
    }

  return g_string_free (g_steal_pointer (&needs), FALSE);
}

/* "formal: Formal conditions are met (yes: Yes, no: No)" */
static void
add_possible (GPtrArray *facts, const KtgProcedureValue *value, const KtgFormReader *reader)
{
  const char *name = ktg_words_get (&value->name, reader->language);
  GPtrArray  *choices
      = value->list != NULL ? ktg_pack_get_choices (reader->pack, value->list) : NULL;
  g_autoptr (GString) words = g_string_new (name);

  for (guint i = 0; choices != NULL && i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);

      g_string_append_printf (words,
                              "%s%s: %s%s",
                              i == 0 ? " (" : ", ",
                              choice->code,
                              ktg_words_get (&choice->name, reader->language),
                              i + 1 == choices->len ? ")" : "");
    }

  ktg_fact_list_add (facts, value->code, words->str);
}

static GPtrArray *
new_asked (const KtgProcedureStep *step, const KtgFormReader *reader)
{
  GPtrArray       *facts = ktg_fact_list_new ();
  g_autofree char *needs = dup_needs (step);

  ktg_fact_list_add (facts, _ ("Needs"), needs);
  for (guint i = 0; i < step->values->len; i++)
    add_possible (facts, g_ptr_array_index (step->values, i), reader);
  add_law (facts, step);
  return facts;
}

/**
 * ktg_case_facts_new_next:
 * @folded: a case
 * @reader: what codes mean
 * @device: the key of a device
 * @me: what it is now
 *
 * Returns: (transfer full) (element-type KtgFact): the steps that it may take, by their codes, and
 * below what each needs
 */
GPtrArray *
ktg_case_facts_new_next (const KtgCase       *folded,
                         const KtgFormReader *reader,
                         const char          *device,
                         const KtgStanding   *me)
{
  g_autoptr (GPtrArray) next = ktg_case_list_next (folded, device, me);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < next->len; i++)
    {
      const KtgProcedureStep *step = g_ptr_array_index (next, i);
      KtgFact                *fact = ktg_fact_list_add (facts,
                                         step->code,
                                         ktg_case_words_get_step (step, step->code, reader));

      fact->detail = g_strdup (ktg_words_get (&step->detail, reader->language));
      fact->below = new_asked (step, reader);
    }

  return facts;
}
