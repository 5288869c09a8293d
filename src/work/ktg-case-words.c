/* ktg-case-words.c - how a case stands, why a step does not count, and who took it, in words
 *
 * What steps and their values are called the pack of the procedure says; only what is said about
 * them has words here.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-case-words.h"

#include "ktg-region-words.h"

#include <glib/gi18n.h>

#define KEY_CHARS 8 /* of a key, where nobody says whose it is */

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

/**
 * ktg_case_words_get_need:
 * @need: what the procedure asks of a step
 *
 * Returns: (nullable): what it is called; %NULL: it is of a newer version
 */
const char *
ktg_case_words_get_need (const char *need)
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
  const char              *need = ktg_case_words_get_need (lacks);
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

/**
 * ktg_case_words_dup_region:
 * @code: of a region; empty: the whole country
 * @reader: what codes mean
 *
 * Returns: (transfer full): what it is called; @code where no list of regions says
 */
char *
ktg_case_words_dup_region (const char *code, const KtgFormReader *reader)
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

  region = ktg_case_words_dup_region (standing->region, reader);
  return g_strdup_printf ("%s (%s, %s)", standing->officer, get_role (standing->role), region);
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
              ktg_case_is_conflict (folded)
                  ? _ ("One of the decisions that differ.")
                  : _ ("As far as is known here, this is how the case stands."));
  add_line (lines, verdict);
  if (entry->is_taken)
    add_line (lines, _ ("It came late, and an office took it."));
  if (entry->step != NULL)
    add_line (lines, ktg_words_get (&entry->step->detail, reader->language));

  return lines->len > 0 ? g_strdup (lines->str) : NULL;
}
