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

/* What a part says, and where all of it stands. */
static const struct
{
  gsize in_part, in_pack;
} gathered[] = {
  { G_STRUCT_OFFSET (KtgPackPart, violations), G_STRUCT_OFFSET (KtgPack, violations) },
  { G_STRUCT_OFFSET (KtgPackPart, elections), G_STRUCT_OFFSET (KtgPack, elections) },
  { G_STRUCT_OFFSET (KtgPackPart, lists), G_STRUCT_OFFSET (KtgPack, lists) },
};

/**
 * ktg_pack_new:
 *
 * Returns: (transfer full): a pack that knows nothing
 */
KtgPack *
ktg_pack_new (void)
{
  KtgPack *pack = g_new0 (KtgPack, 1);

  pack->parts = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_pack_part_free);
  pack->violations = g_ptr_array_new ();
  pack->elections = g_ptr_array_new ();
  pack->lists = g_ptr_array_new ();
  pack->forms = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  pack->old_forms = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_form_free);
  pack->no_choices = g_ptr_array_new ();

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

  g_ptr_array_unref (pack->violations);
  g_ptr_array_unref (pack->elections);
  g_ptr_array_unref (pack->lists);
  g_ptr_array_unref (pack->parts);
  g_ptr_array_unref (pack->forms);
  g_ptr_array_unref (pack->old_forms);
  g_ptr_array_unref (pack->no_choices);
  g_free (pack);
}

/* How many parts stand before the one of this name, or before where it would stand. */
static guint
find_place (const KtgPack *pack, const char *name)
{
  guint i = 0;

  while (i < pack->parts->len
         && strcmp (((const KtgPackPart *)g_ptr_array_index (pack->parts, i))->name, name) < 0)
    i++;

  return i;
}

static const KtgPackPart *
get_part (const KtgPack *pack, const char *name)
{
  guint              i = find_place (pack, name);
  const KtgPackPart *part = i < pack->parts->len ? g_ptr_array_index (pack->parts, i) : NULL;

  return part != NULL && strcmp (part->name, name) == 0 ? part : NULL;
}

static void
gather (KtgPack *pack, gsize in_part, gsize in_pack)
{
  GPtrArray *all = G_STRUCT_MEMBER (GPtrArray *, pack, in_pack);

  g_ptr_array_set_size (all, 0);

  for (guint i = 0; i < pack->parts->len; i++)
    g_ptr_array_extend (all,
                        G_STRUCT_MEMBER (GPtrArray *, g_ptr_array_index (pack->parts, i), in_part),
                        NULL,
                        NULL);
}

/**
 * ktg_pack_adopt:
 * @pack: packs
 * @part: (transfer full): what one file says
 *
 * The newest version of a pack counts, in whatever order they come. What an older version of the
 * same pack said is forgotten; if @pack has this or a newer one, @part is.
 */
void
ktg_pack_adopt (KtgPack *pack, KtgPackPart *part)
{
  const KtgPackPart *held = get_part (pack, part->name);
  guint              i = find_place (pack, part->name);

  if (held != NULL && strcmp (held->version, part->version) >= 0)
    {
      ktg_pack_part_free (part);
      return;
    }

  if (held != NULL)
    g_ptr_array_remove_index (pack->parts, i);
  g_ptr_array_insert (pack->parts, (int)i, part);

  for (gsize j = 0; j < G_N_ELEMENTS (gathered); j++)
    gather (pack, gathered[j].in_part, gathered[j].in_pack);
}

/**
 * ktg_pack_get_version:
 * @pack: packs
 * @name: of a pack, "rules"
 *
 * Returns: (transfer none) (nullable): which version of it counts; %NULL if it is not there
 */
const char *
ktg_pack_get_version (const KtgPack *pack, const char *name)
{
  const KtgPackPart *part = get_part (pack, name);

  return part != NULL ? part->version : NULL;
}

/**
 * ktg_pack_get_note:
 * @pack: packs
 * @name: of a pack, "gestures"
 *
 * Returns: (transfer none) (nullable): what must stand beside what it says; %NULL if it is not
 * there
 */
const KtgWords *
ktg_pack_get_note (const KtgPack *pack, const char *name)
{
  const KtgPackPart *part = get_part (pack, name);

  return part != NULL ? &part->note : NULL;
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
 * @pack: packs
 * @list: the code of a list
 *
 * Returns: (transfer none) (element-type KtgChoice): the choices of @list, none if no pack has it
 */
GPtrArray *
ktg_pack_get_choices (const KtgPack *pack, const char *list)
{
  g_return_val_if_fail (pack != NULL && list != NULL, NULL);

  for (guint i = 0; i < pack->lists->len; i++)
    {
      const KtgChoiceList *found = g_ptr_array_index (pack->lists, i);

      if (strcmp (found->code, list) == 0)
        return found->choices;
    }

  return pack->no_choices;
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

/* From the first day of its first stage to the last day of its last, whatever lies between. Days
 * written year first compare as text. */
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
