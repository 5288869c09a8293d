/* ktg-law-words.c - what the rules say of a suspected violation
 *
 * Suspected, always: the category is a suggestion, and whatever the rules say was compiled from
 * public sources. How sure it is, is said with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-law-words.h"

#include <glib/gi18n.h>

typedef struct
{
  const KtgPack *pack;
  const char    *language;
} Reader;

static void
explain (GString *details, const Reader *reader, const char *list, const char *code)
{
  const KtgChoice *choice = ktg_pack_get_choice (reader->pack, list, code);
  const char *detail = choice != NULL ? ktg_words_get (&choice->detail, reader->language) : NULL;

  if (detail == NULL)
    return;

  g_string_append_printf (details, "%s%s", details->len > 0 ? "\n" : "", detail);
}

static void
set_detail (KtgFact *fact, const GString *details)
{
  if (fact != NULL && details->len > 0)
    fact->detail = g_strdup (details->str);
}

static KtgFact *
add_choice (GPtrArray    *facts,
            const char   *name,
            const Reader *reader,
            const char   *list,
            const char   *code)
{
  if (code == NULL)
    return NULL;

  return ktg_fact_list_add (facts,
                            name,
                            ktg_pack_get_choice_name (reader->pack, list, code, reader->language));
}

/* Only an office decides. */
static void
add_category (GPtrArray *facts, const Reader *reader, const KtgViolation *violation)
{
  g_autofree char *category
      /* Translators: a category of law that is only suggested */
      = g_strdup_printf (_ ("%s (suggestion)"),
                         ktg_pack_get_choice_name (reader->pack,
                                                   "categories",
                                                   violation->category,
                                                   reader->language));
  g_autoptr (GString) details = g_string_new (NULL);
  KtgFact *fact = ktg_fact_list_add (facts, _ ("Category"), category);

  explain (details, reader, "categories", violation->category);
  set_detail (fact, details);
}

static char *
dup_range (const Reader *reader, const char *least, const char *most)
{
  const char *from = ktg_pack_get_choice_name (reader->pack, "sanctions", least, reader->language);
  const char *to = ktg_pack_get_choice_name (reader->pack, "sanctions", most, reader->language);

  if (from == NULL || to == NULL || g_str_equal (from, to))
    return g_strdup (from != NULL ? from : to);

  /* Translators: the least sanction, then the severest */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

static void
add_sanction (GPtrArray *facts, const Reader *reader, const KtgViolation *violation)
{
  const char      *least = violation->sanction_min;
  const char      *most = violation->sanction_max;
  g_autofree char *range = dup_range (reader, least, most);
  g_autoptr (GString) details = g_string_new (NULL);
  KtgFact *fact = ktg_fact_list_add (facts, _ ("Sanction"), range);

  explain (details, reader, "sanctions", least);
  if (g_strcmp0 (least, most) != 0)
    explain (details, reader, "sanctions", most);
  set_detail (fact, details);
}

/* The letters are those of the packs. */
static const char *
get_sureness (const char *confidence)
{
  static const char *const words[][2] = {
    { "A", N_ ("two or more public sources agree") },
    { "B", N_ ("one public source, or the structure of the rule") },
    { "C", N_ ("sources differ or could not be read: check before use") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (words); i++)
    if (g_strcmp0 (words[i][0], confidence) == 0)
      return _ (words[i][1]);

  return NULL;
}

/**
 * ktg_law_words_new:
 * @pack: what the codes mean
 * @violation: of @pack
 * @language: "id" or "en"
 *
 * Returns: (transfer full) (element-type KtgFact): category, phase, sanction, legal basis, note and
 *   how sure all this is, as far as the rules say
 */
GPtrArray *
ktg_law_words_new (const KtgPack *pack, const KtgViolation *violation, const char *language)
{
  const Reader reader = { pack, language };
  GPtrArray   *facts = ktg_fact_list_new ();

  add_category (facts, &reader, violation);
  add_choice (facts, _ ("Applies"), &reader, "violation_phases", violation->phase);
  add_sanction (facts, &reader, violation);
  ktg_fact_list_add (facts, _ ("Legal basis"), violation->legal_basis);
  ktg_fact_list_add (facts, _ ("Note"), ktg_words_get (&violation->note, language));
  ktg_fact_list_add (facts, _ ("Certainty"), get_sureness (violation->confidence));

  return facts;
}
