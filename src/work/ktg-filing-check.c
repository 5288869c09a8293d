/* ktg-filing-check.c - what stands between a draft and a filed report
 *
 * An incomplete report can be filed; only what no office could work with is asked for, in a
 * sentence.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-filing-check.h"

#include "ktg-language.h"
#include "ktg-law-words.h"

#include <glib/gi18n.h>
#include <ktg-moment.h>

static gboolean
is_said (const char *text)
{
  return text != NULL && *text != '\0';
}

static gboolean
is_misread (const char *text)
{
  return is_said (text) && !ktg_moment_parse (text, 0, NULL);
}

static gboolean
is_posted_misread (const KtgReport *report)
{
  for (guint i = 0; i < report->evidence->len; i++)
    {
      const KtgPosted *posted
          = ((const KtgEvidence *)g_ptr_array_index (report->evidence, i))->posted;

      if (posted != NULL && (is_misread (posted->when) || is_misread (posted->found)))
        return TRUE;
    }

  return FALSE;
}

static KtgFilingLack
find_misread (const KtgReport *report)
{
  if (is_posted_misread (report))
    return KTG_FILING_MISREADS_POSTED;

  if (is_misread (report->happened))
    return KTG_FILING_MISREADS_HAPPENED;

  return is_misread (report->known) ? KTG_FILING_MISREADS_KNOWN : KTG_FILING_READY;
}

/**
 * ktg_filing_check_find_lack:
 * @report: a draft
 *
 * Returns: the first thing it cannot be filed without, in the order of the page; then the first
 * time in it that is none
 */
KtgFilingLack
ktg_filing_check_find_lack (const KtgReport *report)
{
  if (!is_said (report->kind))
    return KTG_FILING_LACKS_KIND;

  if (!is_said (report->account) && report->evidence->len == 0)
    return KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE;

  return find_misread (report);
}

/**
 * ktg_filing_check_get_request:
 * @lack: what is lacking
 *
 * Returns: a sentence that asks for it
 */
const char *
ktg_filing_check_get_request (KtgFilingLack lack)
{
  switch (lack)
    {
    case KTG_FILING_LACKS_KIND:
      return _ ("Choose what kind of report this is. Everything is saved as a draft.");
    case KTG_FILING_LACKS_ACCOUNT_OR_EVIDENCE:
      return _ ("Add a photo, or write what happened. Everything else is saved as a draft.");
    case KTG_FILING_MISREADS_POSTED:
      return _ (
          "When it was posted or found is not understood yet: write it otherwise, or leave it "
          "empty. Everything is saved as a draft.");
    case KTG_FILING_MISREADS_HAPPENED:
      return _ ("When it happened is not understood yet: write it otherwise, or leave it empty. "
                "Everything is saved as a draft.");
    case KTG_FILING_MISREADS_KNOWN:
      return _ (
          "When you came to know of it is not understood yet: write it otherwise, or leave it "
          "empty. Everything is saved as a draft.");
    case KTG_FILING_READY:
      break;
    }

  return "";
}

static void
append_line (GString *words, const char *line)
{
  g_string_append_printf (words, "%s• %s", words->len > 0 ? "\n" : "", line);
}

static void
append_suspicion (GString *words, const KtgReportLaw *law, const char *code)
{
  g_autofree char *name = ktg_law_words_dup_short_name (law, code);
  g_autofree char *notice = ktg_law_words_dup_notice (law, code);
  /* Translators: a suspected violation in a few words, and its code */
  g_autofree char *line = g_strdup_printf (_ ("suspected: %s (%s)"), name, code);

  append_line (words, line);
  if (notice != NULL)
    g_string_append_printf (words, ". %s", notice);
}

static void
append_named (GString *words, const char *name, const char *value)
{
  g_autofree char *line = NULL;

  if (!is_said (value))
    return;

  line = g_strdup_printf ("%s: %s", name, value);
  append_line (words, line);
}

static char *
dup_tags (const KtgReport *report, const KtgReportLaw *law)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();

  for (guint i = 0; i < report->tags->len; i++)
    g_ptr_array_add (names,
                     (gpointer)ktg_pack_get_choice_name (law->pack,
                                                         "tags",
                                                         g_ptr_array_index (report->tags, i),
                                                         ktg_language_get ()));

  g_ptr_array_add (names, NULL);
  return g_strjoinv (", ", (char **)names->pdata);
}

/* What is suspected, by which rules, and in which election. */
static void
append_law (GString *words, const KtgReport *report, const KtgReportLaw *law)
{
  g_autofree char *rules = ktg_law_words_dup_rules (law);
  g_autofree char *change = ktg_law_words_dup_change (law);
  g_autofree char *election = ktg_law_words_dup_election (law);
  g_autofree char *tags = dup_tags (report, law);

  for (guint i = 0; i < report->violations->len; i++)
    append_suspicion (words, law, g_ptr_array_index (report->violations, i));

  if (report->violations->len > 0 && rules != NULL)
    append_line (words, rules);
  if (report->violations->len > 0 && change != NULL)
    g_string_append_printf (words, ". %s", change);

  append_named (words,
                _ ("Towards whom"),
                ktg_pack_get_choice_name (law->pack, "phases", report->phase, ktg_language_get ()));
  append_named (words, _ ("Also suspected"), tags);
  append_named (words, _ ("Election"), election);
}

/**
 * ktg_filing_check_dup_law:
 * @report: what is written so far
 * @law: what it stands under
 *
 * Returns: the rules and the election that it stands under, and what is to be looked at again, one
 *   a line; "" if nothing is suspected
 */
char *
ktg_filing_check_dup_law (const KtgReport *report, const KtgReportLaw *law)
{
  g_autoptr (GString) words = g_string_new (NULL);

  if (report->violations->len > 0)
    append_law (words, report, law);

  return g_string_free (g_steal_pointer (&words), FALSE);
}

static guint
count_met (KtgConditions met, KtgConditions of)
{
  return (guint)__builtin_popcount ((unsigned)(met & of));
}

/**
 * ktg_filing_check_dup_checklist:
 * @met: conditions that are met
 *
 * Returns: "Formal 2/3 · Material 3/3"
 */
char *
ktg_filing_check_dup_checklist (KtgConditions met)
{
  /* Translators: how many of the formal and of the material requirements are met */
  return g_strdup_printf (_ ("Formal %u/%u · Material %u/%u"),
                          count_met (met, KTG_CONDITIONS_FORMAL),
                          count_met (KTG_CONDITIONS_FORMAL, KTG_CONDITIONS_FORMAL),
                          count_met (met, KTG_CONDITIONS_MATERIAL),
                          count_met (KTG_CONDITIONS_MATERIAL, KTG_CONDITIONS_MATERIAL));
}

/**
 * ktg_filing_check_dup_form_checklist:
 * @form: what @report is written on
 * @report: what is written so far
 *
 * Returns: "Formal 4/9 · Material 3/12", of what the form needs
 */
char *
ktg_filing_check_dup_form_checklist (const KtgForm *form, const KtgReport *report)
{
  guint n_formal_met = 0, n_material_met = 0;
  guint n_formal = ktg_form_count_needs (form, report, KTG_FORM_NEED_FORMAL, &n_formal_met);
  guint n_material = ktg_form_count_needs (form, report, KTG_FORM_NEED_MATERIAL, &n_material_met);

  return g_strdup_printf (_ ("Formal %u/%u · Material %u/%u"),
                          n_formal_met,
                          n_formal,
                          n_material_met,
                          n_material);
}

static gboolean
is_in_one (const char *spine, const char *const *places)
{
  for (; spine != NULL && *places != NULL; places++)
    if (g_str_has_prefix (spine, *places))
      return TRUE;

  return FALSE;
}

/* Two fields of a form may ask the same. */
static gboolean
has_spine (const GPtrArray *fields, const char *spine)
{
  for (guint i = 0; i < fields->len; i++)
    if (g_str_equal (((const KtgFormField *)g_ptr_array_index (fields, i))->spine, spine))
      return TRUE;

  return FALSE;
}

static void
take_missing (GPtrArray         *fields,
              const KtgForm     *form,
              const KtgReport   *report,
              KtgFormNeed        need,
              const char *const *places)
{
  g_autoptr (GPtrArray) lacking = ktg_form_find_lacking (form, report, need);

  for (guint i = 0; i < lacking->len; i++)
    {
      KtgFormField *field = g_ptr_array_index (lacking, i);

      if (is_in_one (field->spine, places) && !has_spine (fields, field->spine))
        g_ptr_array_add (fields, field);
    }
}

/* The first two, and that there are more. */
static char *
dup_names (const GPtrArray *fields)
{
  GString *names = g_string_new (NULL);

  for (guint i = 0; i < MIN (fields->len, 2); i++)
    {
      const KtgFormField *field = g_ptr_array_index (fields, i);

      g_string_append_printf (names,
                              "%s%s",
                              i > 0 ? ", " : "",
                              ktg_words_get (&field->name, ktg_language_get ()));
    }

  return g_string_free (g_string_append (names, fields->len > 2 ? ", …" : ""), FALSE);
}

/**
 * ktg_filing_check_dup_missing_in:
 * @form: (nullable): what @report is written on
 * @report: a draft
 * @places: where in the spine, as fields of forms name it; ended by %NULL
 *
 * Returns: what @form needs and nobody said there, in a few words; "" if nothing is missing
 */
char *
ktg_filing_check_dup_missing_in (const KtgForm     *form,
                                 const KtgReport   *report,
                                 const char *const *places)
{
  g_autoptr (GPtrArray) fields = g_ptr_array_new ();
  g_autofree char *names = NULL;

  if (form != NULL)
    {
      take_missing (fields, form, report, KTG_FORM_NEED_FORMAL, places);
      take_missing (fields, form, report, KTG_FORM_NEED_MATERIAL, places);
    }

  if (fields->len == 0)
    return g_strdup ("");

  names = dup_names (fields);
  /* Translators: %s is what a form asks for */
  return g_strdup_printf (_ ("not filled in: %s"), names);
}

/* What stands in the spine is among the conditions of the law already. */
static void
append_lacking (GPtrArray *names, const KtgForm *form, const KtgReport *report, KtgFormNeed need)
{
  g_autoptr (GPtrArray) lacking = ktg_form_find_lacking (form, report, need);

  for (guint i = 0; i < lacking->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (lacking, i);

      if (field->spine == NULL && field->type != KTG_FORM_FIELD_SIGNATURE)
        g_ptr_array_add (names, (gpointer)ktg_words_get (&field->name, ktg_language_get ()));
    }
}

/**
 * ktg_filing_check_dup_missing:
 * @conditions: what the law misses, one a line
 * @form: (nullable): what @report is written on
 * @report: a draft
 *
 * Returns: the same, and what the form misses, one a line
 */
char *
ktg_filing_check_dup_missing (const char *conditions, const KtgForm *form, const KtgReport *report)
{
  g_autoptr (GPtrArray) names = g_ptr_array_new ();
  g_autoptr (GString) words = g_string_new (conditions);
  g_autofree char *list = NULL;
  g_autofree char *line = NULL;

  if (form != NULL)
    {
      append_lacking (names, form, report, KTG_FORM_NEED_FORMAL);
      append_lacking (names, form, report, KTG_FORM_NEED_MATERIAL);
    }

  if (names->len > 0)
    {
      g_ptr_array_add (names, NULL);
      list = g_strjoinv (", ", (char **)names->pdata);
      /* Translators: %s are names of fields of a form */
      line = g_strdup_printf (_ ("in the form: %s"), list);
      append_line (words, line);
    }

  return g_string_free (g_steal_pointer (&words), FALSE);
}
