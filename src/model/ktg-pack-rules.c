/* ktg-pack-rules.c - the suspected violations, by the rules of a day
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-private.h"

#include "ktg-folded-text.h"
#include "ktg-pack-version.h"

#include <string.h>

typedef enum
{
  RANK_EXACT_CODE,
  RANK_CODE_PREFIX,
  RANK_WORDS,
  N_RANKS,
} Rank;

/**
 * ktg_pack_get_rules:
 * @pack: packs
 * @rules_version: (nullable): the version that a report or draft names
 * @day: (nullable): of the event
 *
 * Returns: (transfer none) (nullable): that version if it is here, else the one that holds on @day;
 * on a day before the first the first; %NULL if no rules are here
 */
const KtgPackPart *
ktg_pack_get_rules (const KtgPack *pack, const char *rules_version, const char *day)
{
  const KtgPackPart *named = ktg_pack_find_part (pack, KTG_PACK_RULES, rules_version);
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);

  return named != NULL ? named : ktg_pack_find_part_on (pack, KTG_PACK_RULES, settled);
}

/**
 * ktg_pack_get_rules_version:
 * @pack: packs
 * @day: (nullable): of the event
 *
 * Returns: (transfer none) (nullable): the version of the rules that holds on @day; %NULL if no
 * rules are here
 */
const char *
ktg_pack_get_rules_version (const KtgPack *pack, const char *day)
{
  const KtgPackPart *rules = ktg_pack_get_rules (pack, NULL, day);

  return rules != NULL ? rules->version : NULL;
}

/**
 * ktg_pack_has_rules_of:
 * @pack: packs
 * @day: (nullable): of the event
 *
 * Returns: %FALSE on a day before the oldest rules that are here, of which those are shown
 */
gboolean
ktg_pack_has_rules_of (const KtgPack *pack, const char *day)
{
  const char      *version = ktg_pack_get_rules_version (pack, day);
  g_autofree char *settled = ktg_pack_dup_settled_day (pack, day);

  return version != NULL && ktg_pack_version_has_begun (version, settled);
}

/**
 * ktg_pack_get_violations:
 * @pack: packs
 * @rules_version: (nullable): as in ktg_pack_get_rules()
 * @day: (nullable): of the event
 *
 * Returns: (transfer container) (element-type KtgViolation): what holds on @day of these rules, in
 * their order; valid as long as @pack
 */
GPtrArray *
ktg_pack_get_violations (const KtgPack *pack, const char *rules_version, const char *day)
{
  const KtgPackPart *rules = ktg_pack_get_rules (pack, rules_version, day);
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  GPtrArray         *violations = g_ptr_array_new ();

  for (guint i = 0; rules != NULL && i < rules->violations->len; i++)
    {
      KtgViolation *violation = g_ptr_array_index (rules->violations, i);

      if (ktg_period_has_day (&violation->period, settled))
        g_ptr_array_add (violations, violation);
    }

  return violations;
}

/* The row of this code that holds on the day, else the last there is: a code keeps its name. */
static const KtgViolation *
pick_violation (const KtgPackPart *rules, const char *day, const char *code)
{
  const KtgViolation *found = NULL;

  for (guint i = 0; i < rules->violations->len; i++)
    {
      const KtgViolation *violation = g_ptr_array_index (rules->violations, i);

      if (g_strcmp0 (violation->code, code) == 0
          && (found == NULL || !ktg_period_has_day (&found->period, day)))
        found = violation;
    }

  return found;
}

static const KtgViolation *
pick_from_any (const KtgPack *pack, const char *day, const char *code)
{
  const KtgViolation *found = NULL;

  for (guint i = pack->parts->len; found == NULL && i > 0; i--)
    found = pick_violation (g_ptr_array_index (pack->parts, i - 1), day, code);

  return found;
}

/**
 * ktg_pack_get_violation:
 * @pack: packs
 * @rules_version: (nullable): as in ktg_pack_get_rules()
 * @day: (nullable): of the event
 * @code: (nullable): of a violation
 *
 * A code that does not hold on @day still has its name, and one that these rules do not have the
 * name that the newest give it which do.
 *
 * Returns: (transfer none) (nullable): the violation with exactly this code, as these rules have it
 * on @day
 */
const KtgViolation *
ktg_pack_get_violation (const KtgPack *pack,
                        const char    *rules_version,
                        const char    *day,
                        const char    *code)
{
  const KtgPackPart  *rules = NULL;
  g_autofree char    *settled = NULL;
  const KtgViolation *found = NULL;

  g_return_val_if_fail (pack != NULL, NULL);

  settled = ktg_pack_dup_settled_day (pack, day);
  rules = ktg_pack_get_rules (pack, rules_version, day);
  if (rules != NULL)
    found = pick_violation (rules, settled, code);

  return found != NULL ? found : pick_from_any (pack, settled, code);
}

/**
 * ktg_pack_get_rules_choice:
 * @pack: packs
 * @rules_version: (nullable): as in ktg_pack_get_rules()
 * @day: (nullable): of the event
 * @list: of the rules, "sanctions"
 * @code: (nullable): of a choice
 *
 * Returns: (transfer none) (nullable): what @code means in these rules
 */
const KtgChoice *
ktg_pack_get_rules_choice (const KtgPack *pack,
                           const char    *rules_version,
                           const char    *day,
                           const char    *list,
                           const char    *code)
{
  const KtgPackPart *rules = ktg_pack_get_rules (pack, rules_version, day);
  g_autofree char   *settled = ktg_pack_dup_settled_day (pack, day);
  const KtgChoice   *found = NULL;

  if (rules != NULL)
    found = ktg_pack_part_get_choice (rules, list, settled, code);

  return found != NULL ? found : ktg_pack_get_choice_on (pack, list, day, code);
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
 * @pack: packs
 * @rules_version: (nullable): as in ktg_pack_get_rules()
 * @day: (nullable): of the event
 * @needle: (nullable): words in either language, or a code or its beginning; case and accents do
 * not matter
 *
 * Violations of that day in which every word of @needle occurs, in their code, wordings or
 * keywords: the one whose code it is first, then those whose code begins with it, then the others,
 * each in the order of the pack. An empty
 * @needle finds them all.
 *
 * Returns: (transfer container) (element-type KtgViolation): what was found; valid as long as @pack
 */
GPtrArray *
ktg_pack_search_violations (const KtgPack *pack,
                            const char    *rules_version,
                            const char    *day,
                            const char    *needle)
{
  g_autoptr (GPtrArray) violations = ktg_pack_get_violations (pack, rules_version, day);
  g_autofree char *folded_needle = ktg_folded_text_new (needle);
  g_autofree char *bare_needle = strip_code (needle);
  GPtrArray       *found = g_ptr_array_new ();
  guint            n_of_rank[N_RANKS] = { 0 };

  for (guint i = 0; i < violations->len; i++)
    {
      KtgViolation *violation = g_ptr_array_index (violations, i);
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
