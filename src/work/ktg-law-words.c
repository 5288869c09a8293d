/* ktg-law-words.c - what the law of its day says to a report, in words
 *
 * Suspected, always: the category is a suggestion, the calendar suggests and decides nothing, and
 * whatever the rules say was compiled from public sources. How sure it is, is said with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-law-words.h"

#include "ktg-dates.h"
#include "ktg-language.h"

#include <glib/gi18n.h>

#include <string.h>

static void
append (GString *words, const char *separator, const char *more)
{
  if (more != NULL && *more != '\0')
    g_string_append_printf (words, "%s%s", words->len > 0 ? separator : "", more);
}

static const char *
get_name (const KtgReportLaw *law, const char *list, const char *code)
{
  const KtgChoice *choice = ktg_report_law_get_choice (law, list, code);

  return choice != NULL ? ktg_words_get (&choice->name, ktg_language_get ()) : code;
}

static void
explain (KtgFact *fact, const KtgReportLaw *law, const char *list, const char *code)
{
  const KtgChoice *choice = ktg_report_law_get_choice (law, list, code);
  g_autoptr (GString) words = g_string_new (fact != NULL ? fact->detail : NULL);

  if (choice != NULL)
    append (words, "\n", ktg_words_get (&choice->detail, ktg_language_get ()));
  if (fact == NULL || words->len == 0)
    return;

  g_free (fact->detail);
  fact->detail = g_strdup (words->str);
}

/* Only an office decides. */
static void
add_category (GPtrArray *facts, const KtgReportLaw *law, const KtgViolation *violation)
{
  g_autofree char *category
      /* Translators: a category of law that is only suggested */
      = g_strdup_printf (_ ("%s (suggestion)"), get_name (law, "categories", violation->category));
  KtgFact *fact = ktg_fact_list_add (facts, _ ("Category"), category);

  explain (fact, law, "categories", violation->category);
}

static void
add_phase (GPtrArray *facts, const KtgReportLaw *law, const KtgViolation *violation)
{
  g_autoptr (GString) words = g_string_new (get_name (law, "violation_phases", violation->phase));
  g_autofree char *from = ktg_dates_dup_testimony (violation->period.from);
  g_autofree char *until = ktg_dates_dup_testimony (violation->period.until);
  g_autofree char *since = g_strdup_printf (_ ("from %s"), from);
  g_autofree char *to = g_strdup_printf (_ ("until %s"), until);

  append (words, " · ", *from != '\0' ? since : NULL);
  append (words, " · ", *until != '\0' ? to : NULL);
  ktg_fact_list_add (facts, _ ("Applies"), words->str);
}

static char *
dup_range (const KtgReportLaw *law, const char *least, const char *most)
{
  const char *from = get_name (law, "sanctions", least);
  const char *to = get_name (law, "sanctions", most);

  if (from == NULL || to == NULL || g_str_equal (from, to))
    return g_strdup (from != NULL ? from : to);

  /* Translators: the least sanction, then the severest */
  return g_strdup_printf (_ ("%s to %s"), from, to);
}

/* "Sanction", or "Sanction, PNS" where it is not everybody's. */
static char *
dup_sanction_title (const KtgReportLaw *law, const GPtrArray *statuses)
{
  g_autoptr (GString) names = g_string_new (NULL);

  for (guint i = 0; i < statuses->len; i++)
    append (names,
            ", ",
            ktg_pack_get_choice_name (law->pack,
                                      "person_statuses",
                                      g_ptr_array_index (statuses, i),
                                      ktg_language_get ()));

  /* Translators: %s are those whom this sanction is for, such as PNS */
  return names->len > 0 ? g_strdup_printf (_ ("Sanction, %s"), names->str)
                        : g_strdup (_ ("Sanction"));
}

static void
add_sanction (GPtrArray *facts, const KtgReportLaw *law, const KtgViolation *violation)
{
  const char      *least = violation->sanction_min;
  const char      *most = violation->sanction_max;
  g_autofree char *title = dup_sanction_title (law, violation->statuses);
  g_autofree char *range = dup_range (law, least, most);
  KtgFact         *fact = ktg_fact_list_add (facts, title, range);

  explain (fact, law, "sanctions", least);
  if (g_strcmp0 (least, most) != 0)
    explain (fact, law, "sanctions", most);
}

static void
note_source (KtgFact *fact, const char *source)
{
  if (fact != NULL)
    fact->detail = g_strdup (source);
}

static void
append_sureness (GString *lines, const char *confidence)
{
  const char *sureness = ktg_law_words_get_sureness (confidence);

  if (sureness != NULL)
    g_string_append_printf (lines,
                            "%s%s: %s",
                            lines->len > 0 ? "\n" : "",
                            _ ("Certainty"),
                            sureness);
}

/* For whom something else is said, in one piece: what may follow, by which law, and how sure. */
static void
add_apart (GPtrArray *facts, const KtgReportLaw *law, const KtgSanctionApart *apart)
{
  g_autofree char *title = dup_sanction_title (law, apart->statuses);
  g_autofree char *range = dup_range (law, apart->sanction_min, apart->sanction_max);
  const char      *note = ktg_words_get (&apart->note, ktg_language_get ());
  g_autoptr (GString) words = g_string_new (range);
  g_autoptr (GString) lines = g_string_new (NULL);

  append (words, " · ", apart->legal_basis);
  if (words->len > 0)
    append (lines, "\n", note);
  else
    append (words, "", note);
  append_sureness (lines, apart->confidence);
  append (lines, "\n", apart->source);
  note_source (ktg_fact_list_add (facts, title, words->str), lines->len > 0 ? lines->str : NULL);
}

/* What is said of them on the day of the event alone. */
static void
add_aparts (GPtrArray *facts, const KtgReportLaw *law, const KtgViolation *violation)
{
  for (guint i = 0; i < violation->apart->len; i++)
    {
      const KtgSanctionApart *apart = g_ptr_array_index (violation->apart, i);

      if (ktg_period_has_day (&apart->period, law->day))
        add_apart (facts, law, apart);
    }
}

/* What may follow can be less sure than what is listed. */
static void
add_sureness (GPtrArray *facts, const KtgReportLaw *law, const KtgViolation *violation)
{
  const char *of_sanction = ktg_law_words_get_sureness (violation->sanction_confidence);
  g_autoptr (GString) words = g_string_new (ktg_law_words_get_sureness (violation->confidence));
  g_autofree char *sanction
      /* Translators: %s says how sure something is */
      = g_strdup_printf (_ ("sanction: %s"), of_sanction != NULL ? of_sanction : "");

  append (words, " · ", of_sanction != NULL ? sanction : NULL);
  if (law->rules == NULL || !law->rules->is_verified)
    append (words, " · ", _ ("not verified"));

  note_source (ktg_fact_list_add (facts, _ ("Certainty"), words->str), violation->source);
}

/**
 * ktg_law_words_get_sureness:
 * @confidence: (nullable): of something that a pack says, a letter
 *
 * Returns: (nullable): what the letter means; %NULL if there is nothing to be sure of
 */
const char *
ktg_law_words_get_sureness (const char *confidence)
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
 * ktg_law_words_get_regime:
 * @regime: (nullable): of an election, a term or a violation
 *
 * Returns: (nullable): "general elections"; @regime itself if it is another
 */
const char *
ktg_law_words_get_regime (const char *regime)
{
  static const char *const names[][2] = {
    { "pemilu", N_ ("general elections") },
    { "pilkada", N_ ("regional elections") },
  };

  for (gsize i = 0; i < G_N_ELEMENTS (names); i++)
    if (g_strcmp0 (names[i][0], regime) == 0)
      return _ (names[i][1]);

  return regime;
}

/**
 * ktg_law_words_new:
 * @law: what a report stands under
 * @violation: what it suspects
 *
 * What does not hold on its day has a name there and nothing else: no other law answers for it.
 *
 * Returns: (transfer full) (element-type KtgFact): category, phase, sanction, legal basis, note and
 *   how sure all this is, as far as the rules say
 */
GPtrArray *
ktg_law_words_new (const KtgReportLaw *law, const KtgViolation *violation)
{
  GPtrArray *facts = ktg_fact_list_new ();

  if (!ktg_report_law_holds (law, violation->code))
    return facts;

  add_category (facts, law, violation);
  add_phase (facts, law, violation);
  add_sanction (facts, law, violation);
  ktg_fact_list_add (facts, _ ("Legal basis"), violation->legal_basis);

  add_aparts (facts, law, violation);
  ktg_fact_list_add (facts, _ ("Note"), ktg_words_get (&violation->note, ktg_language_get ()));
  add_sureness (facts, law, violation);

  return facts;
}

/**
 * ktg_law_words_dup_short_name:
 * @law: what a report stands under
 * @code: of what it suspects
 *
 * Returns: a few words for it; the code itself if no rules know it
 */
char *
ktg_law_words_dup_short_name (const KtgReportLaw *law, const char *code)
{
  const KtgViolation *violation = ktg_report_law_get_violation (law, code);
  const char         *name
      = violation != NULL ? ktg_words_get (&violation->short_name, ktg_language_get ()) : NULL;

  return g_strdup (name != NULL ? name : code);
}

/* Of what the law of one election forbids, in the other. */
static char *
dup_regime_notice (const KtgReportLaw *law, const KtgViolation *violation)
{
  g_autoptr (GString) names = g_string_new (NULL);

  if (law->election == NULL || ktg_violation_is_of (violation, law->election->regime))
    return NULL;

  for (guint i = 0; i < violation->regimes->len; i++)
    append (names, ", ", ktg_law_words_get_regime (g_ptr_array_index (violation->regimes, i)));

  /* Translators: what it is for, such as "regional elections"; the name of an election */
  return g_strdup_printf (_ ("It is for: %s. By the calendar this day belongs to: %s."),
                          names->str,
                          ktg_words_get (&law->election->name, ktg_language_get ()));
}

/* Of what is for one phase, on a day of the other. */
static char *
dup_phase_notice (const KtgReportLaw *law, const KtgViolation *violation)
{
  const char *language = ktg_language_get ();

  if (law->phase == NULL || strcmp (law->phase, violation->phase) == 0
      || ktg_pack_get_choice (law->pack, "phases", violation->phase) == NULL)
    return NULL;

  /* Translators: both are phases of an election */
  return g_strdup_printf (_ ("It is for: %s. By the calendar this day is: %s."),
                          get_name (law, "violation_phases", violation->phase),
                          ktg_pack_get_choice_name (law->pack, "phases", law->phase, language));
}

static gboolean
is_on_other_days (const KtgReportLaw *law, const char *code)
{
  for (guint i = 0; law->rules != NULL && i < law->rules->violations->len; i++)
    {
      const KtgViolation *violation = g_ptr_array_index (law->rules->violations, i);

      if (strcmp (violation->code, code) == 0)
        return law->day != NULL;
    }

  return FALSE;
}

static char *
dup_absence (const KtgReportLaw *law, const char *code)
{
  g_autofree char *day = ktg_dates_dup_testimony (law->day);
  g_autofree char *version
      = ktg_law_words_dup_version (law->rules != NULL ? law->rules->version : NULL);

  if (ktg_report_law_get_violation (law, code) == NULL)
    return g_strdup (_ ("No rules on this device have this code."));

  if (is_on_other_days (law, code))
    /* Translators: %s is a day */
    return g_strdup_printf (_ ("It does not hold on %s."), day);

  /* Translators: %s is the day from which rules hold */
  return g_strdup_printf (_ ("The rules of %s do not have it."), version);
}

/* On a day before the oldest rules. */
static char *
dup_beginning (const KtgReportLaw *law)
{
  g_autofree char *oldest = ktg_law_words_dup_version (law->holding->version);
  g_autofree char *day = ktg_dates_dup_testimony (law->day);

  /* Translators: the day from which the oldest rules hold, and a day before it */
  return g_strdup_printf (_ ("The oldest rules here begin on %s; what held on %s is not here."),
                          oldest,
                          day);
}

/**
 * ktg_law_words_dup_notice:
 * @law: what a report stands under
 * @code: of what it suspects
 *
 * Returns: (nullable): what the officer should know before she stays with it; %NULL if nothing
 */
char *
ktg_law_words_dup_notice (const KtgReportLaw *law, const char *code)
{
  const KtgViolation *violation = ktg_report_law_get_violation (law, code);
  g_autofree char    *regime = NULL;
  g_autofree char    *phase = NULL;
  g_autoptr (GString) words = g_string_new (NULL);

  if (!ktg_report_law_has_violation (law, code))
    return dup_absence (law, code);
  if (!ktg_report_law_holds (law, code))
    return dup_beginning (law);

  regime = dup_regime_notice (law, violation);
  phase = dup_phase_notice (law, violation);
  append (words, " ", regime);
  append (words, " ", phase);

  return words->len > 0 ? g_strdup (words->str) : NULL;
}

/**
 * ktg_law_words_dup_version:
 * @version: (nullable): of a pack, "2022-09-22.2"
 *
 * Returns: the day from which it holds, and which edition of it this is if it is not the first:
 *   "22 Sep 2022, edition 2"
 */
char *
ktg_law_words_dup_version (const char *version)
{
  g_auto (GStrv) parts = g_strsplit (version != NULL ? version : "", ".", 2);
  g_autofree char *day = ktg_dates_dup_beginning (parts[0]);

  if (parts[0] == NULL || parts[1] == NULL)
    return g_steal_pointer (&day);

  /* Translators: a day, and which correction of the rules that hold from it */
  return g_strdup_printf (_ ("%s, edition %s"), day, parts[1]);
}

/* What is named and is not here is shown by others. */
static char *
dup_shown_rules (const KtgReportLaw *law)
{
  g_autofree char *named = ktg_law_words_dup_version (law->rules_version);
  g_autofree char *shown = ktg_law_words_dup_version (law->rules->version);

  if (strcmp (law->rules->version, law->rules_version) == 0)
    /* Translators: %s is the day from which rules hold */
    return g_strdup_printf (_ ("Rules of %s"), shown);

  return g_strdup_printf (_ ("Rules of %s, which are not on this device; shown by those of %s"),
                          named,
                          shown);
}

/**
 * ktg_law_words_dup_rules:
 * @law: what a report stands under
 *
 * Returns: (nullable): "Rules of 22 Sep 2022 · not verified"; %NULL if no rules are here
 */
char *
ktg_law_words_dup_rules (const KtgReportLaw *law)
{
  g_autoptr (GString) words = g_string_new (NULL);
  g_autofree char *shown = NULL;
  g_autofree char *beginning = NULL;

  if (law->rules == NULL)
    return NULL;

  shown = dup_shown_rules (law);
  append (words, "", shown);
  if (!law->rules->is_verified)
    append (words, " · ", _ ("not verified"));
  if (law->rules == law->holding && !ktg_pack_has_rules_of (law->pack, law->day))
    beginning = dup_beginning (law);
  append (words, ". ", beginning);

  return g_strdup (words->str);
}

/**
 * ktg_law_words_get_rules_note:
 * @law: what a report stands under
 *
 * Returns: (nullable): what must stand beside the rules that it is shown by
 */
const char *
ktg_law_words_get_rules_note (const KtgReportLaw *law)
{
  return law->rules != NULL ? ktg_words_get (&law->rules->note, ktg_language_get ()) : NULL;
}

static char *
dup_change_before_all (const KtgReportLaw *law, const char *named)
{
  g_autofree char *beginning = dup_beginning (law);

  /* Translators: the day from which rules hold; that none are here of the day of the event */
  return g_strdup_printf (_ ("Written under the rules of %s. %s"), named, beginning);
}

/**
 * ktg_law_words_dup_change:
 * @law: what a report stands under
 *
 * Returns: (nullable): that other rules hold on its day than those it names; %NULL if it names them
 */
char *
ktg_law_words_dup_change (const KtgReportLaw *law)
{
  g_autofree char *day = ktg_dates_dup_testimony (law->day);
  g_autofree char *named = ktg_law_words_dup_version (law->rules_version);
  g_autofree char *holding = NULL;

  if (!ktg_report_law_is_outdated (law))
    return NULL;

  if (!ktg_pack_has_rules_of (law->pack, law->day))
    return dup_change_before_all (law, named);

  holding = ktg_law_words_dup_version (law->holding->version);

  if (*day == '\0')
    return g_strdup_printf (_ ("Written under the rules of %s. Today those of %s hold."),
                            named,
                            holding);

  /* Translators: two days from which rules hold, and between them the day of the event */
  return g_strdup_printf (_ ("Written under the rules of %s. On %s those of %s hold."),
                          named,
                          day,
                          holding);
}

/**
 * ktg_law_words_dup_election:
 * @law: what a report stands under
 *
 * Returns: (nullable): "Pilkada 2024 · Campaign, 25 Sep 2024 to 23 Nov 2024"; %NULL if there is no
 *   election in that place on that day
 */
char *
ktg_law_words_dup_election (const KtgReportLaw *law)
{
  const char      *language = ktg_language_get ();
  g_autofree char *first = NULL;
  g_autofree char *last = NULL;

  if (law->election == NULL)
    return NULL;
  if (law->stage == NULL)
    return g_strdup (ktg_words_get (&law->election->name, language));

  first = ktg_dates_dup_testimony (law->stage->first_day);
  last = ktg_dates_dup_testimony (law->stage->last_day);
  if (g_str_equal (first, last))
    /* Translators: an election; its stage, on a day */
    return g_strdup_printf (_ ("%s · %s, %s"),
                            ktg_words_get (&law->election->name, language),
                            ktg_words_get (&law->stage->name, language),
                            first);

  /* Translators: an election; its stage, from one day to another */
  return g_strdup_printf (_ ("%s · %s, %s to %s"),
                          ktg_words_get (&law->election->name, language),
                          ktg_words_get (&law->stage->name, language),
                          first,
                          last);
}

/**
 * ktg_law_words_dup_election_source:
 * @law: what a report stands under
 *
 * Returns: (nullable): how sure the days of its stage are, or its election, and where they were
 *   read; %NULL if nothing is said of that
 */
char *
ktg_law_words_dup_election_source (const KtgReportLaw *law)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (law->stage != NULL)
    {
      append_sureness (words, law->stage->confidence);
      append (words, "\n", law->stage->source);
    }

  if (law->election != NULL && words->len == 0)
    append_sureness (words, law->election->confidence);
  if (law->election != NULL && (law->stage == NULL || law->stage->source == NULL))
    append (words, "\n", law->election->source);

  return words->len > 0 ? g_strdup (words->str) : NULL;
}

/**
 * ktg_law_words_dup_suggestion:
 * @law: what a report stands under
 *
 * Returns: (nullable): what the calendar suggests; %NULL if nothing
 */
char *
ktg_law_words_dup_suggestion (const KtgReportLaw *law)
{
  if (law->phase == NULL)
    return NULL;

  /* Translators: %s is a phase of an election */
  return g_strdup_printf (_ ("By the calendar: %s"),
                          ktg_pack_get_choice_name (law->pack,
                                                    "phases",
                                                    law->phase,
                                                    ktg_language_get ()));
}
