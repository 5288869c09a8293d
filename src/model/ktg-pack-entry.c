/* ktg-pack-entry.c - what packs are made of: violations, choices, elections, terms
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-entry.h"

/**
 * ktg_violation_new:
 *
 * Returns: (transfer full): a suspected violation of which nothing is said
 */
KtgViolation *
ktg_violation_new (void)
{
  return g_new0 (KtgViolation, 1);
}

/**
 * ktg_violation_free:
 * @violation: (nullable) (transfer full): what a pack has
 *
 * Lets go of it and all it says.
 */
void
ktg_violation_free (KtgViolation *violation)
{
  if (violation == NULL)
    return;

  g_free (violation->code);
  ktg_words_clear (&violation->name);
  ktg_words_clear (&violation->short_name);
  g_free (violation->category);
  g_free (violation->phase);
  g_free (violation->sanction_min);
  g_free (violation->sanction_max);
  g_free (violation->legal_basis);
  g_free (violation->confidence);
  g_free (violation->keywords);
  ktg_words_clear (&violation->note);
  g_free (violation);
}

/**
 * ktg_choice_new:
 *
 * Returns: (transfer full): one of a list of which nothing is said
 */
KtgChoice *
ktg_choice_new (void)
{
  return g_new0 (KtgChoice, 1);
}

/**
 * ktg_choice_free:
 * @choice: (nullable) (transfer full): what a pack has
 *
 * Lets go of it and all it says.
 */
void
ktg_choice_free (KtgChoice *choice)
{
  if (choice == NULL)
    return;

  g_free (choice->code);
  ktg_words_clear (&choice->name);
  ktg_words_clear (&choice->detail);
  g_free (choice->emoji);
  g_free (choice);
}

/**
 * ktg_stage_new:
 *
 * Returns: (transfer full): a stage of an election of which nothing is said
 */
KtgStage *
ktg_stage_new (void)
{
  return g_new0 (KtgStage, 1);
}

/**
 * ktg_stage_free:
 * @stage: (nullable) (transfer full): what a pack has
 *
 * Lets go of it and all it says.
 */
void
ktg_stage_free (KtgStage *stage)
{
  if (stage == NULL)
    return;

  g_free (stage->code);
  ktg_words_clear (&stage->name);
  g_free (stage->first_day);
  g_free (stage->last_day);
  g_free (stage->phase);
  g_free (stage);
}

/**
 * ktg_election_new:
 *
 * Returns: (transfer full): an election, without stages of which nothing is said
 */
KtgElection *
ktg_election_new (void)
{
  KtgElection *election = g_new0 (KtgElection, 1);

  election->report_days = KTG_ELECTION_REPORT_DAYS;
  election->stages = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_stage_free);

  return election;
}

/**
 * ktg_election_free:
 * @election: (nullable) (transfer full): what a pack has
 *
 * Lets go of it and all it says.
 */
void
ktg_election_free (KtgElection *election)
{
  if (election == NULL)
    return;

  g_free (election->code);
  ktg_words_clear (&election->name);
  g_free (election->regime);
  g_ptr_array_unref (election->stages);
  g_free (election);
}

/**
 * ktg_term_new:
 *
 * Returns: (transfer full): how long a step may take of which nothing is said
 */
KtgTerm *
ktg_term_new (void)
{
  return g_new0 (KtgTerm, 1);
}

/**
 * ktg_term_free:
 * @term: (nullable) (transfer full): what a pack has
 *
 * Lets go of it and all it says.
 */
void
ktg_term_free (KtgTerm *term)
{
  if (term == NULL)
    return;

  g_free (term->code);
  g_free (term->regime);
  ktg_words_clear (&term->name);
  g_free (term->day_kind);
  g_free (term->legal_basis);
  g_free (term->confidence);
  g_free (term);
}

/**
 * ktg_words_clear:
 * @words: words in both languages
 *
 * Frees both; nothing is said then.
 */
void
ktg_words_clear (KtgWords *words)
{
  g_clear_pointer (&words->id, g_free);
  g_clear_pointer (&words->en, g_free);
}

/**
 * ktg_words_get:
 * @language: (nullable): "id", "en" or a locale that begins so, "id_ID.UTF-8"; anything else is
 * English
 *
 * Returns: (nullable): the words in that language, in the other if it has none; %NULL if neither
 * has
 */
const char *
ktg_words_get (const KtgWords *words, const char *language)
{
  gboolean is_indonesian = language != NULL && g_str_has_prefix (language, "id");

  g_return_val_if_fail (words != NULL, NULL);

  if (is_indonesian)
    return words->id != NULL ? words->id : words->en;

  return words->en != NULL ? words->en : words->id;
}
