/* ktg-case-words.c - what offices did with a report, and may do now, in words
 *
 * What steps and their values are called the pack of the procedure says; only what is said about
 * them has words here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-words.h"

#include "ktg-dates.h"
#include "ktg-deadline-words.h"
#include "ktg-region-words.h"

#include <glib/gi18n.h>
#include <string.h>

#define KEY_CHARS 8  /* of a key, where nobody says whose it is */
#define DAY_CHARS 10 /* of "2024-11-12" */

/* --- states and verdicts --- */

/**
 * ktg_case_words_get_step:
 * @step: (nullable): what the procedure says of it
 * @code: of the step
 * @reader: what codes mean
 *
 * Returns: what it is called; @code where no pack says
 */
const char *
ktg_case_words_get_step (const KtgProcedureStep *step,
                         const char             *code,
                         const KtgFormReader    *reader)
{
  const char *name = step != NULL ? ktg_words_get (&step->name, reader->language) : NULL;

  return name != NULL ? name : code;
}

static const char *
get_state_name (const KtgCase *folded, const char *state, const KtgFormReader *reader)
{
  if (g_strcmp0 (state, KTG_CASE_FILED) == 0)
    return _ ("Filed");
  if (g_strcmp0 (state, KTG_CASE_WITHDRAWN) == 0)
    return _ ("Withdrawn");

  return ktg_case_words_get_step (ktg_case_find_step (folded, state), state, reader);
}

static char *
dup_conflict (const KtgCase *folded, const KtgFormReader *reader)
{
  GPtrArray *heads = ktg_case_get_heads (folded);
  g_autoptr (GString) states = g_string_new (NULL);

  for (guint i = 0; i < heads->len; i++)
    {
      const KtgCaseEntry *head = g_ptr_array_index (heads, i);

      g_string_append_printf (states,
                              "%s%s",
                              i > 0 ? " / " : "",
                              get_state_name (folded,
                                              ktg_procedure_step_get_state (head->step),
                                              reader));
    }

  /* Translators: of steps by several offices; %s is as in "Registered / Not registered" */
  return g_strdup_printf (_ ("Decisions differ: %s"), states->str);
}

/**
 * ktg_case_words_dup_state:
 * @folded: a case whose filing is here
 * @reader: what codes mean
 *
 * Returns: (transfer full): how the report stands: "Registered", "Decisions differ: …"
 */
char *
ktg_case_words_dup_state (const KtgCase *folded, const KtgFormReader *reader)
{
  if (ktg_case_is_conflict (folded))
    return dup_conflict (folded, reader);

  return g_strdup (get_state_name (folded, ktg_case_get_state (folded), reader));
}

static const char *
get_need (const char *need)
{
  static const struct
  {
    const char *need;
    const char *words;
  } needs[] = {
    { "reason", N_ ("a reason") }, { "number", N_ ("a number") },
    { "date", N_ ("a date") },     { "documents", N_ ("a document") },
    { "to", N_ ("a region") },     { "until", N_ ("until when") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (needs); i++)
    if (g_strcmp0 (needs[i].need, need) == 0)
      return _ (needs[i].words);

  return NULL;
}

/* Of a need, or of a value that the step has. */
static const char *
get_lack (const KtgProcedureStep *step, const char *lacks, const KtgFormReader *reader)
{
  const char              *need = get_need (lacks);
  const KtgProcedureValue *value
      = need == NULL ? ktg_procedure_step_find_value (step, lacks) : NULL;

  if (value != NULL)
    return ktg_words_get (&value->name, reader->language);

  return need != NULL ? need : lacks;
}

/* by KtgCaseVerdict */
static const char *const verdicts[] = {
  NULL,
  N_ ("It waits for a step before it that is not here yet."),
  N_ ("It waits for a version of the report that is not here yet."),
  N_ ("Nobody who may has said who its author is."),
  N_ ("It came after its author's device was revoked."),
  N_ ("The procedure has no such step."),
  N_ ("Only an office decides, and its author is none."),
  N_ ("An office of its level may not take it."),
  N_ ("The report is not of its office's region."),
  N_ ("It may not follow what stands before it."),
  N_ ("It follows decisions that differ, and its office stands above none of them."),
};

/**
 * ktg_case_words_dup_verdict:
 * @verdict: of a step
 * @step: (nullable): what the procedure says of it
 * @lacks: (nullable): what is missing
 * @reader: what codes mean
 *
 * Returns: (transfer full) (nullable): a sentence that says why it does not count; %NULL: it does
 */
char *
ktg_case_words_dup_verdict (KtgCaseVerdict          verdict,
                            const KtgProcedureStep *step,
                            const char             *lacks,
                            const KtgFormReader    *reader)
{
  if (verdict == KTG_CASE_LACKS)
    /* Translators: %s is what a step needs, as in "a reason" */
    return g_strdup_printf (_ ("Something is missing: %s."), get_lack (step, lacks, reader));

  return verdicts[verdict] != NULL ? g_strdup (_ (verdicts[verdict])) : NULL;
}

/* --- who --- */

static char *
dup_region (const char *code, const KtgFormReader *reader)
{
  g_autofree char *path = NULL;

  if (*code == '\0')
    return g_strdup (_ ("the whole country"));
  if (reader->regions != NULL)
    path = ktg_region_words_dup_path (reader->regions, &reader->pack->region_names, code);

  return path != NULL && *path != '\0' ? g_steal_pointer (&path) : g_strdup (code);
}

static const char *
get_role (KtgRole role)
{
  switch (role)
    {
    case KTG_ROLE_OFFICE:
      return _ ("office");
    case KTG_ROLE_CENTRE:
      return _ ("centre");
    case KTG_ROLE_OFFICER:
      break;
    }

  return _ ("officer");
}

/**
 * ktg_case_words_dup_author:
 * @entry: an event of a case
 * @reader: what codes mean
 *
 * Returns: (transfer full): who wrote it: "Panwas Kota (office, Kota Yogyakarta)"
 */
char *
ktg_case_words_dup_author (const KtgCaseEntry *entry, const KtgFormReader *reader)
{
  const KtgStanding *standing = &entry->standing;
  g_autofree char   *region = NULL;
  g_autofree char   *key = g_strndup (entry->event->author, KEY_CHARS);

  if (standing->belief == KTG_BELIEF_UNKNOWN)
    /* Translators: %s is the beginning of a key */
    return g_strdup_printf (_ ("unknown device %s…"), key);

  region = dup_region (standing->region, reader);
  return g_strdup_printf ("%s (%s, %s)", standing->officer, get_role (standing->role), region);
}

static char *
dup_who_and_when (const KtgCaseEntry *entry, const KtgFormReader *reader)
{
  g_autofree char *who = ktg_case_words_dup_author (entry, reader);
  g_autofree char *wall = ktg_moment_dup_wall (&entry->event->at);
  g_autofree char *when = ktg_dates_dup_testimony (wall);

  return g_strdup_printf ("%s, %s", who, when);
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
  g_autofree char   *region = step->to != NULL ? dup_region (step->to, reader) : NULL;

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

static void
add_line (GString *lines, const char *line)
{
  if (line != NULL)
    g_string_append_printf (lines, "%s%s", lines->len > 0 ? "\n" : "", line);
}

/**
 * ktg_case_words_dup_standing:
 * @folded: a case
 * @entry: one of its steps
 * @reader: what codes mean
 *
 * Returns: (transfer full) (nullable): a line each: whether it is how the case stands, why it does
 * not count, and what the procedure says of it
 */
char *
ktg_case_words_dup_standing (const KtgCase       *folded,
                             const KtgCaseEntry  *entry,
                             const KtgFormReader *reader)
{
  g_autoptr (GString) lines = g_string_new (NULL);
  g_autofree char *verdict
      = ktg_case_words_dup_verdict (entry->verdict, entry->step, entry->lacks, reader);

  if (entry->is_head)
    add_line (lines,
              ktg_case_is_conflict (folded) ? _ ("One of the decisions that differ.")
                                            : _ ("This is how the case stands."));
  add_line (lines, verdict);
  if (entry->is_taken)
    add_line (lines, _ ("It came late, and an office took it."));
  if (entry->step != NULL)
    add_line (lines, ktg_words_get (&entry->step->detail, reader->language));

  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}

/**
 * ktg_case_words_new_steps:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): each step, in the order of the graph: what, who
 * and when by their clock; then how it stands, and below what it says
 */
GPtrArray *
ktg_case_words_new_steps (const KtgCase *folded, const KtgFormReader *reader)
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
 * ktg_case_words_new_terms:
 * @folded: a case
 * @reader: what codes mean
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgFact): the terms that run, the strictest first
 */
GPtrArray *
ktg_case_words_new_terms (const KtgCase *folded, const KtgFormReader *reader, const KtgMoment *now)
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
 * ktg_case_words_new_assigned:
 * @folded: a case
 * @reader: what codes mean
 * @now: the present
 *
 * Returns: (transfer full) (element-type KtgFact): who looks after it today
 */
GPtrArray *
ktg_case_words_new_assigned (const KtgCase       *folded,
                             const KtgFormReader *reader,
                             const KtgMoment     *now)
{
  g_autofree char *wall = ktg_moment_dup_wall (now);
  g_autofree char *day = g_strndup (wall, DAY_CHARS);
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
 * ktg_case_words_new_joined:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): with which other reports it belongs
 */
GPtrArray *
ktg_case_words_new_joined (const KtgCase *folded, const KtgFormReader *reader)
{
  g_autoptr (GPtrArray) joined = ktg_case_list (folded, KTG_EVENT_JOINED);
  GPtrArray *facts = ktg_fact_list_new ();

  for (guint i = 0; i < joined->len; i++)
    {
      const KtgCaseEntry *entry = g_ptr_array_index (joined, i);
      KtgFact *fact = ktg_fact_list_add (facts, _ ("Belongs with"), entry->event->joined);

      fact->detail = dup_who_and_when (entry, reader);
    }

  return facts;
}

/**
 * ktg_case_words_new_notes:
 * @folded: a case
 * @reader: what codes mean
 *
 * Returns: (transfer full) (element-type KtgFact): what people wrote beside the steps
 */
GPtrArray *
ktg_case_words_new_notes (const KtgCase *folded, const KtgFormReader *reader)
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

      fact->detail = dup_who_and_when (entry, reader);
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
      const char *words = get_need (need);

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
 * ktg_case_words_new_next:
 * @folded: a case
 * @reader: what codes mean
 * @device: the key of a device
 * @me: what it is now
 *
 * Returns: (transfer full) (element-type KtgFact): the steps that it may take, by their codes, and
 * below what each needs
 */
GPtrArray *
ktg_case_words_new_next (const KtgCase       *folded,
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
