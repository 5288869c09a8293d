/* ktg-forms-verb.c - ktg forms: what can be asked, field by field
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-verb.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-form-json.h>
#include <ktg-language.h>
#include <ktg-law-words.h>

static void
say (const char *indent, const char *text)
{
  g_autofree char *safe = ktg_terminal_dup_safe (text);
  g_autofree char *line = g_strconcat (indent, safe, NULL);

  ktg_terminal_say (line);
}

static void
say_words (const char *indent, const KtgWords *words)
{
  if (ktg_words_get (words, ktg_language_get ()) != NULL)
    say (indent, ktg_words_get (words, ktg_language_get ()));
}

static void
say_choices (const KtgPack *pack, const KtgFormField *field, const char *day)
{
  g_autoptr (GPtrArray) choices = ktg_pack_get_field_choices (pack, field, day);

  for (guint i = 0; i < choices->len; i++)
    {
      const KtgChoice *choice = g_ptr_array_index (choices, i);
      const char      *detail = ktg_words_get (&choice->detail, ktg_language_get ());
      g_autofree char *words = g_strdup_printf ("%s: %s%s%s",
                                                choice->code,
                                                ktg_words_get (&choice->name, ktg_language_get ()),
                                                detail != NULL ? ". " : "",
                                                detail != NULL ? detail : "");

      say ("        ", words);
    }
}

/* What there is to know of a field besides its code and name. */
static char *
dup_marks (const KtgFormField *field)
{
  const char *needs[] = { [KTG_FORM_NEED_NONE] = NULL,
                          [KTG_FORM_NEED_FORMAL] = _ ("formal requirement"),
                          [KTG_FORM_NEED_MATERIAL] = _ ("material requirement") };
  GString    *marks = g_string_new (ktg_form_field_type_get_name (field->type));

  if (field->is_repeated)
    g_string_append_printf (marks, ", %s", _ ("repeats"));
  if (needs[field->need] != NULL)
    g_string_append_printf (marks, ", %s", needs[field->need]);
  if (field->spine != NULL)
    /* Translators: %s is a key of the report, like place.words */
    g_string_append_printf (marks, _ (", stands in %s"), field->spine);
  if (field->shown_if_field != NULL)
    /* Translators: another field, and what it says */
    g_string_append_printf (marks,
                            _ (", only if %s is %s"),
                            field->shown_if_field,
                            field->shown_if_is);

  if (ktg_law_words_get_sureness (field->confidence) != NULL)
    g_string_append_printf (marks, "; %s", ktg_law_words_get_sureness (field->confidence));

  return g_string_free (marks, FALSE);
}

static void
say_field (const KtgPack *pack, const KtgFormField *field, const char *day)
{
  g_autofree char *marks = dup_marks (field);
  g_autofree char *line = g_strdup_printf ("%s: %s (%s)",
                                           field->code,
                                           ktg_words_get (&field->name, ktg_language_get ()),
                                           marks);

  say ("    ", line);
  say_words ("      ", &field->note);
  say_choices (pack, field, day);
}

static void
say_section (const KtgPack        *pack,
             const KtgForm        *form,
             const KtgFormSection *section,
             const char           *day)
{
  const char      *empty = ktg_words_get (&section->empty, ktg_language_get ());
  g_autofree char *unsaid
      /* Translators: what stands on paper where a section says nothing, like Nihil */
      = empty != NULL ? g_strdup_printf (_ ("“%s” if nothing is said"), empty) : NULL;

  say ("  ", ktg_words_get (&section->name, ktg_language_get ()));
  if (unsaid != NULL)
    say ("    ", unsaid);

  for (guint i = 0; i < form->fields->len; i++)
    {
      const KtgFormField *field = g_ptr_array_index (form->fields, i);

      if (g_str_equal (field->section, section->code))
        say_field (pack, field, day);
    }
}

static void
say_form (const KtgPack *pack, const KtgForm *form, const char *day)
{
  g_autofree char *head = g_strdup_printf ("%s %s: %s",
                                           form->code,
                                           form->version,
                                           ktg_words_get (&form->title, ktg_language_get ()));
  g_autofree char *basis = form->legal_basis != NULL
                               ? g_strdup_printf ("%s: %s", _ ("Legal basis"), form->legal_basis)
                               : NULL;

  say ("", head);
  say_words ("  ", &form->note);
  if (basis != NULL)
    say ("  ", basis);

  for (guint i = 0; i < form->sections->len; i++)
    say_section (pack, form, g_ptr_array_index (form->sections, i), day);
}

static KtgExit
say_form_of (const KtgPack *pack, const char *code, const char *day)
{
  const KtgForm   *form = ktg_pack_get_form (pack, code);
  g_autofree char *safe = ktg_terminal_dup_safe (code);
  g_autofree char *line = NULL;

  if (form != NULL)
    {
      say_form (pack, form, day);
      return KTG_EXIT_DONE;
    }

  line = g_strdup_printf (_ ("There is no form “%s”. “ktg forms” shows what there is."), safe);
  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  const KtgPack *pack = ktg_library_get_pack (cli->library);
  g_auto (GStrv) words = NULL;
  g_autofree char *day = NULL;
  gboolean         is_json = FALSE;
  GOptionEntry     entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
        { "day",
          0,
          0,
          G_OPTION_ARG_STRING,
          &day,
          N_ ("With the choices of that day instead of today's"),
          "YYYY-MM-DD" },
        { NULL },
  };
  g_autoptr (GBytes) document = NULL;

  if (!ktg_usage_parse (cli, &ktg_forms_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (day != NULL && !ktg_moment_parse (day, 0, NULL))
    {
      ktg_usage_complain (_ ("A day is written like 2024-11-12."), ktg_forms_verb.name);
      return KTG_EXIT_USAGE;
    }

  if (is_json)
    {
      document = ktg_form_json_write_all (pack, day);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  if (words[0] != NULL)
    return say_form_of (pack, words[0], day);

  for (guint i = 0; i < ktg_pack_get_forms (pack)->len; i++)
    say_form (pack, g_ptr_array_index (ktg_pack_get_forms (pack), i), day);

  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_forms_verb = {
  .name = "forms",
  .words = "[CODE] [--day YYYY-MM-DD] [--json]",
  .n_min = 0,
  .n_max = 1,
  .summary = N_ ("Shows the forms that can be filled, field by field."),
  .run = run,
};
