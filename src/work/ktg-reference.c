/* ktg-reference.c - all that the packs say on a day, to be looked up
 *
 * Made once for a day and searched at each key: what is searched is folded when it is made.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-reference.h"

#include "ktg-dates.h"
#include "ktg-gesture-words.h"
#include "ktg-language.h"
#include "ktg-law-words.h"

#include <glib/gi18n.h>
#include <ktg-folded-text.h>
#include <string.h>

/* How well something fits what was typed, the best first. */
typedef enum
{
  RANK_CODE,
  RANK_NAME_BEGINS,
  RANK_NAME,
  RANK_KEYWORDS,
  RANK_TEXT,
  N_RANKS,
} Rank;

static const char *
say (const KtgWords *words)
{
  return ktg_words_get (words, ktg_language_get ());
}

/* --- what there is --- */

static void
entry_free (KtgReferenceEntry *entry)
{
  g_free (entry->code);
  g_free (entry->gloss);
  g_free (entry->text);
  g_free (entry->folded_code);
  g_free (entry->folded_name);
  g_free (entry->folded_keywords);
  g_free (entry->folded_text);
  g_free (entry);
}

/* Each on a line of its own, which begins after a line's end. */
static char *
fold_words (const KtgWords *words, const char *more)
{
  g_autofree char *both = g_strdup_printf ("\n%s\n%s\n%s",
                                           words->id != NULL ? words->id : "",
                                           words->en != NULL ? words->en : "",
                                           more != NULL ? more : "");

  return ktg_folded_text_new (both);
}

/* Found by both languages, whichever is spoken. */
static KtgReferenceEntry *
add_entry (KtgReference    *self,
           KtgReferencePart part,
           const char      *code,
           const KtgWords  *name,
           const KtgWords  *text,
           const char      *keywords)
{
  KtgReferenceEntry *entry = g_new0 (KtgReferenceEntry, 1);

  entry->part = part;
  entry->code = g_strdup (code);
  entry->name = say (name);
  entry->text = g_strdup (text != NULL ? say (text) : NULL);
  entry->folded_code = ktg_folded_text_new (code);
  entry->folded_name = fold_words (name, NULL);
  entry->folded_keywords = fold_words (name, keywords);
  entry->folded_text = text != NULL ? fold_words (text, NULL) : g_strdup ("");
  g_ptr_array_add (self->entries, entry);

  return entry;
}

static const char *
get_choice_name (const KtgReference *self, const char *list, const char *code)
{
  const KtgChoice *choice = ktg_report_law_get_choice (self->law, list, code);

  return choice != NULL ? say (&choice->name) : code;
}

static void
add_violation (KtgReference *self, const KtgViolation *violation)
{
  g_autofree char *keywords
      = g_strdup_printf ("%s %s",
                         violation->keywords != NULL ? violation->keywords : "",
                         violation->code);
  KtgReferenceEntry *entry = add_entry (self,
                                        KTG_REFERENCE_RULES,
                                        violation->code,
                                        &violation->short_name,
                                        &violation->name,
                                        keywords);

  entry->violation = violation;
  entry->group = get_choice_name (self, "violation_phases", violation->phase);
  entry->gloss = g_strdup_printf ("%s · %s",
                                  violation->code,
                                  get_choice_name (self, "categories", violation->category));
}

/* Those of one phase stand together, in the order of the rules' own list of phases. */
static void
add_violations (KtgReference *self)
{
  g_autoptr (GPtrArray) violations
      = ktg_pack_get_violations (self->law->pack, self->law->rules_version, self->law->day);
  g_autoptr (GPtrArray) phases
      = ktg_pack_get_choices_on (self->law->pack, "violation_phases", self->law->day);

  for (guint i = 0; i < phases->len; i++)
    for (guint j = 0; j < violations->len; j++)
      {
        const KtgChoice    *phase = g_ptr_array_index (phases, i);
        const KtgViolation *violation = g_ptr_array_index (violations, j);

        if (g_str_equal (violation->phase, phase->code))
          add_violation (self, violation);
      }
}

static void
add_choices (KtgReference *self, KtgReferencePart part, const char *list)
{
  g_autoptr (GPtrArray) choices = ktg_pack_get_choices_on (self->law->pack, list, self->law->day);

  for (guint i = 0; i < choices->len; i++)
    {
      const KtgChoice   *choice = g_ptr_array_index (choices, i);
      KtgReferenceEntry *entry
          = add_entry (self, part, choice->code, &choice->name, &choice->detail, choice->emoji);

      if (part == KTG_REFERENCE_GESTURES)
        entry->gesture = choice;
    }
}

/* A gesture decides nothing, which is said wherever one is. */
static void
add_gestures (KtgReference *self)
{
  const guint n_before = self->entries->len;

  add_choices (self, KTG_REFERENCE_GESTURES, "gestures");
  for (guint i = n_before; i < self->entries->len; i++)
    {
      KtgReferenceEntry *entry = g_ptr_array_index (self->entries, i);

      g_free (entry->text);
      entry->text = ktg_gesture_words_dup_note (self->law->pack, NULL, entry->code);
      if (entry->gesture->is_allowed)
        entry->gloss = g_strdup (_ ("Permitted by circulars"));
    }
}

static KtgReferencePart
get_part_of (const KtgArticle *article)
{
  static const KtgReferencePart parts[]
      = { KTG_REFERENCE_DO, KTG_REFERENCE_DONT, KTG_REFERENCE_EVIDENCE, KTG_REFERENCE_TERMS };

  for (gsize i = 0; i < G_N_ELEMENTS (parts); i++)
    if (g_strcmp0 (article->part, ktg_article_parts[i]) == 0)
      return parts[i];

  return KTG_REFERENCE_N_PARTS; /* of a newer program */
}

static void
add_articles (KtgReference *self)
{
  g_autoptr (GPtrArray) articles = ktg_pack_get_articles_on (self->law->pack, self->law->day);

  for (guint i = 0; i < articles->len; i++)
    {
      const KtgArticle      *article = g_ptr_array_index (articles, i);
      const KtgReferencePart part = get_part_of (article);

      if (part != KTG_REFERENCE_N_PARTS)
        add_entry (self, part, article->code, &article->name, &article->text, article->keywords)
            ->article
            = article;
    }
}

static char *
dup_days (const KtgStage *stage)
{
  g_autofree char *first = ktg_dates_dup_testimony (stage->first_day);
  g_autofree char *last = ktg_dates_dup_testimony (stage->last_day);

  if (g_str_equal (first, last))
    return g_steal_pointer (&first);

  /* Translators: two days */
  return g_strdup_printf (_ ("%s to %s"), first, last);
}

static void
add_stage (KtgReference *self, const KtgElection *election, const KtgStage *stage)
{
  g_autofree char   *code = g_strdup_printf ("%s/%s", election->code, stage->code);
  KtgReferenceEntry *entry
      = add_entry (self, KTG_REFERENCE_STAGES, code, &stage->name, &election->name, NULL);

  entry->election = election;
  entry->stage = stage;
  entry->group = say (&election->name);
  entry->gloss = dup_days (stage);
}

static void
add_stages (KtgReference *self)
{
  for (guint i = 0; i < self->law->pack->elections->len; i++)
    {
      const KtgElection *election = g_ptr_array_index (self->law->pack->elections, i);

      for (guint j = 0; j < election->stages->len; j++)
        add_stage (self, election, g_ptr_array_index (election->stages, j));
    }
}

/**
 * ktg_reference_new:
 * @pack: packs, which outlive what is made here
 * @region: (nullable): whose election the day belongs to
 * @day: "2024-11-12", of an event
 *
 * Returns: (transfer full): what the packs say on that day, in the language that is spoken now
 */
KtgReference *
ktg_reference_new (const KtgPack *pack, const char *region, const char *day)
{
  KtgReference *self = g_new0 (KtgReference, 1);
  g_autoptr (KtgReport) of_day = ktg_report_new ();

  g_return_val_if_fail (day != NULL, NULL);

  of_day->place_region = g_strdup (region);
  of_day->happened = g_strdup (day);
  self->law = ktg_report_law_new (pack, of_day);
  self->entries = g_ptr_array_new_with_free_func ((GDestroyNotify)entry_free);

  add_violations (self);
  add_choices (self, KTG_REFERENCE_SANCTIONS, "sanctions");
  add_gestures (self);
  add_articles (self);
  add_stages (self);

  return self;
}

/**
 * ktg_reference_free:
 * @self: (nullable) (transfer full): a reference
 *
 * Lets go of it; the packs stay.
 */
void
ktg_reference_free (KtgReference *self)
{
  if (self == NULL)
    return;

  ktg_report_law_free (self->law);
  g_ptr_array_unref (self->entries);
  g_free (self);
}

/**
 * ktg_reference_find:
 * @self: a reference
 * @code: of an entry
 *
 * Returns: (transfer none) (nullable): the entry, or %NULL where that day has none
 */
const KtgReferenceEntry *
ktg_reference_find (const KtgReference *self, const char *code)
{
  for (guint i = 0; i < self->entries->len; i++)
    {
      const KtgReferenceEntry *entry = g_ptr_array_index (self->entries, i);

      if (g_strcmp0 (entry->code, code) == 0)
        return entry;
    }

  return NULL;
}

static int
compare_names (gconstpointer a, gconstpointer b)
{
  const KtgReferenceEntry *const *entry = a, *const *other = b;

  return g_utf8_collate ((*entry)->name, (*other)->name);
}

/**
 * ktg_reference_get_part:
 * @self: a reference
 * @part: of it
 *
 * Returns: (transfer container) (element-type KtgReferenceEntry): what stands in it, in its order;
 * words that are explained in that of the alphabet
 */
GPtrArray *
ktg_reference_get_part (const KtgReference *self, KtgReferencePart part)
{
  GPtrArray *entries = g_ptr_array_new ();

  for (guint i = 0; i < self->entries->len; i++)
    {
      KtgReferenceEntry *entry = g_ptr_array_index (self->entries, i);

      if (entry->part == part)
        g_ptr_array_add (entries, entry);
    }
  if (part == KTG_REFERENCE_TERMS)
    g_ptr_array_sort (entries, compare_names);

  return entries;
}

/* --- the search --- */

static Rank
rank_entry (const KtgReferenceEntry *entry, const char *folded_needle)
{
  g_autofree char *beginning = g_strconcat ("\n", folded_needle, NULL);
  g_autofree char *all = NULL;

  if (g_str_equal (entry->folded_code, folded_needle))
    return RANK_CODE;
  if (strstr (entry->folded_name, beginning) != NULL)
    return RANK_NAME_BEGINS;
  if (ktg_folded_text_has_words (entry->folded_name, folded_needle))
    return RANK_NAME;
  if (ktg_folded_text_has_words (entry->folded_keywords, folded_needle))
    return RANK_KEYWORDS;

  all = g_strconcat (entry->folded_keywords, "\n", entry->folded_text, NULL);
  return ktg_folded_text_has_words (all, folded_needle) ? RANK_TEXT : N_RANKS;
}

/**
 * ktg_reference_search:
 * @self: a reference
 * @needle: (nullable): words in either language, or a code
 *
 * Returns: (transfer container) (element-type KtgReferenceEntry): that in which every word occurs:
 * by its code, then by the beginning of its name, its name, what people call it, its text; of
 * those that fit alike in the order of the parts. Nothing for no words
 */
GPtrArray *
ktg_reference_search (const KtgReference *self, const char *needle)
{
  g_autofree char *folded = ktg_folded_text_new (needle);
  const char      *folded_needle = g_strstrip (folded);
  GPtrArray       *found = g_ptr_array_new ();
  guint            n_up_to[N_RANKS] = { 0 }; /* how many fit so well or better */

  for (guint i = 0; *folded_needle != '\0' && i < self->entries->len; i++)
    {
      KtgReferenceEntry *entry = g_ptr_array_index (self->entries, i);
      const Rank         rank = rank_entry (entry, folded_needle);

      if (rank == N_RANKS)
        continue;

      g_ptr_array_insert (found, (gint)n_up_to[rank], entry);
      for (Rank worse = rank; worse < N_RANKS; worse++)
        n_up_to[worse]++;
    }

  return found;
}

/* --- in words --- */

/**
 * ktg_reference_get_part_name:
 * @part: of the library
 *
 * Returns: what it is called
 */
const char *
ktg_reference_get_part_name (KtgReferencePart part)
{
  static const char *const names[] = {
    [KTG_REFERENCE_RULES] = N_ ("Suspected Violations"),
    [KTG_REFERENCE_SANCTIONS] = N_ ("Sanctions"),
    [KTG_REFERENCE_GESTURES] = N_ ("Hand Gestures"),
    [KTG_REFERENCE_DO] = N_ ("What Civil Servants May Do"),
    [KTG_REFERENCE_DONT] = N_ ("What Civil Servants May Not Do"),
    [KTG_REFERENCE_EVIDENCE] = N_ ("Photographing and Keeping Evidence"),
    [KTG_REFERENCE_TERMS] = N_ ("Words Explained"),
    [KTG_REFERENCE_STAGES] = N_ ("Stages of the Elections"),
  };

  g_return_val_if_fail (part < KTG_REFERENCE_N_PARTS, NULL);

  return _ (names[part]);
}

/**
 * ktg_reference_dup_standing:
 * @self: a reference
 *
 * Returns: (transfer full): which rules hold on its day, and whether somebody compared them
 */
char *
ktg_reference_dup_standing (const KtgReference *self)
{
  g_autofree char *day = ktg_dates_dup_full (self->law->day);
  g_autofree char *rules = ktg_law_words_dup_rules (self->law);

  if (rules == NULL)
    return g_strdup (_ ("No rules are on this device."));

  /* Translators: a day; which rules hold on it: "Rules of 22 Sep 2022 · not verified" */
  return g_strdup_printf (_ ("What holds on %s: %s"), day, rules);
}

/**
 * ktg_reference_dup_origin:
 * @entry: something that was found
 *
 * Returns: (transfer full): where it stands in the library, and its line
 */
char *
ktg_reference_dup_origin (const KtgReferenceEntry *entry)
{
  g_autoptr (GString) words = g_string_new (ktg_reference_get_part_name (entry->part));

  if (entry->stage != NULL)
    g_string_append_printf (words, " · %s", entry->group);
  if (entry->gloss != NULL)
    g_string_append_printf (words, " · %s", entry->gloss);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static void
add_certainty (GPtrArray         *facts,
               const KtgPackPart *part,
               const char        *confidence,
               const char        *source)
{
  const char      *sureness = ktg_law_words_get_sureness (confidence);
  const gboolean   is_verified = part != NULL && part->is_verified;
  g_autofree char *words
      = g_strjoin (is_verified || sureness == NULL ? "" : " · ",
                   sureness != NULL ? sureness : "",
                   is_verified ? "" : _ ("not yet compared with the official text"),
                   NULL);
  KtgFact *fact = ktg_fact_list_add (facts, _ ("Certainty"), words);

  if (fact != NULL)
    fact->detail = g_strdup (source);
}

static void
add_stage_facts (const KtgReference *self, const KtgReferenceEntry *entry, GPtrArray *facts)
{
  const char *phase = entry->stage->phase;

  ktg_fact_list_add (facts, _ ("Days"), entry->gloss);
  if (phase != NULL)
    ktg_fact_list_add (facts,
                       /* Translators: what the calendar suggests for a report of these days */
                       _ ("Towards whom, by the calendar"),
                       get_choice_name (self, "phases", phase));
  add_certainty (facts,
                 ktg_pack_get_part (self->law->pack, "calendar"),
                 entry->stage->confidence,
                 entry->stage->source);
}

/**
 * ktg_reference_new_facts:
 * @self: a reference
 * @entry: of it
 *
 * Returns: (transfer full) (element-type KtgFact): what is known of it beside its text: law, how
 * sure, where it was read
 */
GPtrArray *
ktg_reference_new_facts (const KtgReference *self, const KtgReferenceEntry *entry)
{
  const KtgPack *pack = self->law->pack;
  GPtrArray     *facts = NULL;

  if (entry->violation != NULL)
    return ktg_law_words_new (self->law, entry->violation);

  facts = ktg_fact_list_new ();
  if (entry->stage != NULL)
    add_stage_facts (self, entry, facts);
  else if (entry->article != NULL)
    {
      ktg_fact_list_add (facts, _ ("Legal basis"), entry->article->legal_basis);
      add_certainty (facts,
                     ktg_pack_get_part (pack, "guide"),
                     entry->article->confidence,
                     entry->article->source);
    }
  else if (entry->gesture != NULL)
    add_certainty (facts, ktg_pack_get_part (pack, "gestures"), NULL, NULL);
  else
    add_certainty (facts, self->law->rules, NULL, NULL);

  return facts;
}

static gboolean
may_bring (const KtgViolation *violation, const char *sanction)
{
  return g_strcmp0 (violation->sanction_min, sanction) == 0
         || g_strcmp0 (violation->sanction_max, sanction) == 0;
}

/**
 * ktg_reference_get_see:
 * @self: a reference
 * @entry: of it
 *
 * Returns: (transfer container) (element-type KtgReferenceEntry): what to read with it: what an
 * article names, as far as that day has it; for a sanction that to which it belongs
 */
GPtrArray *
ktg_reference_get_see (const KtgReference *self, const KtgReferenceEntry *entry)
{
  GPtrArray *see = g_ptr_array_new ();

  for (guint i = 0; entry->part == KTG_REFERENCE_SANCTIONS && i < self->entries->len; i++)
    {
      KtgReferenceEntry *other = g_ptr_array_index (self->entries, i);

      if (other->violation != NULL && may_bring (other->violation, entry->code))
        g_ptr_array_add (see, other);
    }

  for (guint i = 0; entry->article != NULL && i < entry->article->see->len; i++)
    {
      const KtgReferenceEntry *other
          = ktg_reference_find (self, g_ptr_array_index (entry->article->see, i));

      if (other != NULL)
        g_ptr_array_add (see, (gpointer)other);
    }

  return see;
}
