/* ktg-pack.c - what the dated data files say: rules, gestures, forms, calendar
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack.h"

#include "ktg-folded-text.h"

#include <string.h>

typedef enum
{
  RANK_EXACT_CODE,
  RANK_CODE_PREFIX,
  RANK_WORDS,
  N_RANKS,
} Rank;

/**
 * ktg_pack_new:
 *
 * Returns: (transfer full): a pack that knows nothing
 */
KtgPack *
ktg_pack_new (void)
{
  KtgPack *pack = g_new0 (KtgPack, 1);

  pack->violations = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_violation_free);
  pack->choice_lists
      = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, (GDestroyNotify)g_ptr_array_unref);
  pack->elections = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_election_free);
  pack->terms = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_term_free);
  pack->forms = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  pack->old_forms = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  pack->no_choices = g_ptr_array_new ();
  pack->versions = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);

  return pack;
}

/**
 * ktg_pack_free:
 * @pack: (nullable) (transfer full): a pack
 *
 * Lets go of it and all it knows.
 */
void
ktg_pack_free (KtgPack *pack)
{
  if (pack == NULL)
    return;

  g_free (pack->rules_version);
  g_ptr_array_unref (pack->violations);
  g_hash_table_unref (pack->choice_lists);
  g_ptr_array_unref (pack->elections);
  g_ptr_array_unref (pack->terms);
  g_ptr_array_unref (pack->forms);
  g_ptr_array_unref (pack->old_forms);
  ktg_words_clear (&pack->gestures_note);
  g_ptr_array_unref (pack->no_choices);
  g_hash_table_unref (pack->versions);
  g_free (pack);
}

static void
swap_arrays (GPtrArray **a, GPtrArray **b)
{
  GPtrArray *kept = *a;

  *a = *b;
  *b = kept;
}

static void
adopt_lists (KtgPack *pack, KtgPack *part)
{
  GHashTableIter iter;
  gpointer       list, choices;

  g_hash_table_iter_init (&iter, part->choice_lists);

  while (g_hash_table_iter_next (&iter, &list, &choices))
    {
      g_hash_table_iter_steal (&iter);
      g_hash_table_replace (pack->choice_lists, list, choices);
    }
}

/**
 * ktg_pack_adopt:
 * @name: which pack it is, "rules"
 * @version: a date; the newest version of a pack counts, in whatever order they come
 * @part: (transfer full): what one file says
 *
 * What an older version of the same pack said is forgotten; if @pack has this or a newer one, @part
 * is.
 */
void
ktg_pack_adopt (KtgPack *pack, const char *name, const char *version, KtgPack *part)
{
  g_autoptr (KtgPack) rest = part;
  KtgWords note = pack->gestures_note;

  if (g_strcmp0 (g_hash_table_lookup (pack->versions, name), version) >= 0)
    return;

  g_hash_table_replace (pack->versions, g_strdup (name), g_strdup (version));
  adopt_lists (pack, rest);

  if (strcmp (name, "rules") == 0)
    {
      swap_arrays (&pack->violations, &rest->violations);
      g_free (pack->rules_version);
      pack->rules_version = g_strdup (version);
    }
  else if (strcmp (name, "forms") == 0)
    swap_arrays (&pack->terms, &rest->terms);
  else if (strcmp (name, "calendar") == 0)
    swap_arrays (&pack->elections, &rest->elections);
  else if (strcmp (name, "gestures") == 0)
    {
      pack->gestures_note = rest->gestures_note;
      rest->gestures_note = note;
    }
}

/**
 * ktg_pack_get_violation:
 *
 * Returns: (transfer none) (nullable): the violation with exactly this code
 */
const KtgViolation *
ktg_pack_get_violation (const KtgPack *pack, const char *code)
{
  g_return_val_if_fail (pack != NULL, NULL);

  for (guint i = 0; i < pack->violations->len; i++)
    {
      const KtgViolation *violation = g_ptr_array_index (pack->violations, i);

      if (g_strcmp0 (violation->code, code) == 0)
        return violation;
    }

  return NULL;
}

/* "KE-05", "ke 05" and "ke05" are the same code to somebody who types. */
static char *
strip_code (const char *text)
{
  g_autofree char *folded = ktg_folded_text_new (text);
  GString         *bare = g_string_new (NULL);

  for (const char *at = folded; *at != '\0'; at++)
    if (g_ascii_isalnum (*at))
      g_string_append_c (bare, *at);

  return g_string_free (bare, FALSE);
}

static gboolean
has_words (const KtgViolation *violation, const char *bare_code, const char *folded_needle)
{
  const char *parts[] = { violation->code,          bare_code,
                          violation->name.id,       violation->name.en,
                          violation->short_name.id, violation->short_name.en,
                          violation->keywords };
  g_autoptr (GString) all = g_string_new (NULL);
  g_autofree char *folded = NULL;

  for (guint i = 0; i < G_N_ELEMENTS (parts); i++)
    if (parts[i] != NULL)
      g_string_append_printf (all, "%s\n", parts[i]);

  folded = ktg_folded_text_new (all->str);

  return ktg_folded_text_has_words (folded, folded_needle);
}

static Rank
rank_violation (const KtgViolation *violation, const char *folded_needle, const char *bare_needle)
{
  g_autofree char *bare_code = strip_code (violation->code);

  if (*bare_needle != '\0' && strcmp (bare_code, bare_needle) == 0)
    return RANK_EXACT_CODE;

  if (*bare_needle != '\0' && g_str_has_prefix (bare_code, bare_needle))
    return RANK_CODE_PREFIX;

  return has_words (violation, bare_code, folded_needle) ? RANK_WORDS : N_RANKS;
}

/**
 * ktg_pack_search_violations:
 * @needle: (nullable): words in either language, or a code or its beginning; case and accents do
 * not matter
 *
 * Violations in which every word of @needle occurs, in their code, wordings or keywords: the one
 * whose code it is first, then those whose code begins with it, then the others, each in the order
 * of the pack. An empty
 * @needle finds them all.
 *
 * Returns: (transfer container) (element-type KtgViolation): what was found; valid as long as @pack
 */
GPtrArray *
ktg_pack_search_violations (const KtgPack *pack, const char *needle)
{
  g_autofree char *folded_needle = ktg_folded_text_new (needle);
  g_autofree char *bare_needle = strip_code (needle);
  GPtrArray       *found = g_ptr_array_new ();
  guint            n_of_rank[N_RANKS] = { 0 };

  g_return_val_if_fail (pack != NULL, found);

  for (guint i = 0; i < pack->violations->len; i++)
    {
      KtgViolation *violation = g_ptr_array_index (pack->violations, i);
      Rank          rank = rank_violation (violation, folded_needle, bare_needle);
      guint         at = 0;

      if (rank == N_RANKS)
        continue;

      n_of_rank[rank]++;
      for (guint better = 0; better <= rank; better++)
        at += n_of_rank[better];
      g_ptr_array_insert (found, at - 1, violation);
    }

  return found;
}

/**
 * ktg_pack_get_choices:
 *
 * Returns: (transfer none) (element-type KtgChoice): the choices of @list, none if no pack has it
 */
GPtrArray *
ktg_pack_get_choices (const KtgPack *pack, const char *list)
{
  GPtrArray *choices;

  g_return_val_if_fail (pack != NULL && list != NULL, NULL);

  choices = g_hash_table_lookup (pack->choice_lists, list);

  return choices != NULL ? choices : pack->no_choices;
}

/**
 * ktg_pack_add_list:
 *
 * Begins @list anew: what an earlier pack said of it is forgotten.
 *
 * Returns: (transfer none) (element-type KtgChoice): the empty list, to be filled
 */
GPtrArray *
ktg_pack_add_list (KtgPack *pack, const char *list)
{
  GPtrArray *choices = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_choice_free);

  g_hash_table_replace (pack->choice_lists, g_strdup (list), choices);

  return choices;
}

/**
 * ktg_pack_get_choice:
 *
 * Returns: (transfer none) (nullable): the choice of @list with this code
 */
const KtgChoice *
ktg_pack_get_choice (const KtgPack *pack, const char *list, const char *code)
{
  GPtrArray *choices = ktg_pack_get_choices (pack, list);

  for (guint i = 0; i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);

      if (g_strcmp0 (choice->code, code) == 0)
        return choice;
    }

  return NULL;
}

/**
 * ktg_pack_get_choice_name:
 *
 * Reports keep codes no pack knows any more, so the code itself is the last answer.
 *
 * Returns: (transfer none): what to show for @code
 */
const char *
ktg_pack_get_choice_name (const KtgPack *pack,
                          const char    *list,
                          const char    *code,
                          const char    *language)
{
  const KtgChoice *choice = ktg_pack_get_choice (pack, list, code);
  const char      *name = choice != NULL ? ktg_words_get (&choice->name, language) : NULL;

  return name != NULL ? name : code;
}

/* Days written year first compare as text. */
static gboolean
stage_has_day (const KtgStage *stage, const char *day)
{
  return strcmp (stage->first_day, day) <= 0 && strcmp (day, stage->last_day) <= 0;
}

/* From the first day of its first stage to the last day of its last, whatever lies between. */
static gboolean
election_has_day (const KtgElection *election, const char *day)
{
  gboolean has_begun = FALSE;
  gboolean is_over = TRUE;

  for (guint i = 0; i < election->stages->len; i++)
    {
      const KtgStage *stage = g_ptr_array_index (election->stages, i);

      has_begun |= strcmp (stage->first_day, day) <= 0;
      is_over &= strcmp (stage->last_day, day) < 0;
    }

  return has_begun && !is_over;
}

/**
 * ktg_pack_get_report_days:
 * @day: (nullable): "2024-11-12"; a time that begins so will do
 *
 * Returns: days the law gives from "known" to "filed": the strictest of the elections on @day; 7 if
 * there is none
 */
int
ktg_pack_get_report_days (const KtgPack *pack, const char *day)
{
  g_autofree char *date = g_strndup (day != NULL ? day : "", strlen ("2024-11-12"));
  int              strictest = G_MAXINT;

  g_return_val_if_fail (pack != NULL, KTG_ELECTION_REPORT_DAYS);

  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      if (election_has_day (election, date))
        strictest = MIN (strictest, election->report_days);
    }

  return strictest == G_MAXINT ? KTG_ELECTION_REPORT_DAYS : strictest;
}

/**
 * ktg_pack_get_regime:
 * @pack: packs
 * @day: (nullable): "2024-11-12"; a time that begins so will do
 *
 * Returns: (transfer none) (nullable): the regime of the first election on @day
 */
const char *
ktg_pack_get_regime (const KtgPack *pack, const char *day)
{
  g_autofree char *date = g_strndup (day != NULL ? day : "", strlen ("2024-11-12"));

  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      if (election_has_day (election, date))
        return election->regime;
    }

  return NULL;
}

/**
 * ktg_pack_suggest_phase:
 * @day: (nullable): the day of the event, "2024-11-12"; a time that begins so will do
 *
 * Only a suggestion: the officer may know better, and the office decides.
 *
 * Returns: (transfer none) (nullable): a code of the list "phases", %NULL if the calendar does not
 * say
 */
const char *
ktg_pack_suggest_phase (const KtgPack *pack, const char *day)
{
  g_autofree char *date = g_strndup (day != NULL ? day : "", strlen ("2024-11-12"));

  g_return_val_if_fail (pack != NULL, NULL);

  for (guint i = 0; i < pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (pack->elections, i);

      for (guint j = 0; j < election->stages->len; j++)
        {
          const KtgStage *stage = g_ptr_array_index (election->stages, j);

          if (stage->phase != NULL && stage_has_day (stage, date))
            return stage->phase;
        }
    }

  return NULL;
}

/**
 * ktg_pack_get_term:
 *
 * Returns: (transfer none) (nullable): how long the step @code may take under @regime
 */
const KtgTerm *
ktg_pack_get_term (const KtgPack *pack, const char *regime, const char *code)
{
  g_return_val_if_fail (pack != NULL, NULL);

  for (guint i = 0; i < pack->terms->len; i++)
    {
      const KtgTerm *term = g_ptr_array_index (pack->terms, i);

      if (g_strcmp0 (term->regime, regime) == 0 && g_strcmp0 (term->code, code) == 0)
        return term;
    }

  return NULL;
}
