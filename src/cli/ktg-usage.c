/* ktg-usage.c - the words and options of a call
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-usage.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>

#include <string.h>

/* What is behind it may begin with hyphens. */
static void
remove_separator (GStrv words)
{
  guint i = 0;

  while (words[i] != NULL && !g_str_equal (words[i], "--"))
    i++;

  g_free (words[i]);
  for (; words[i] != NULL; i++)
    words[i] = words[i + 1];
}

/**
 * ktg_usage_complain:
 * @reason: what is wrong with a call
 * @verb: its verb, or ""
 *
 * Says it, and where to read how it goes.
 */
void
ktg_usage_complain (const char *reason, const char *verb)
{
  g_autofree char *safe = ktg_terminal_dup_safe (reason);
  g_autofree char *help = *verb != '\0'
                              ? g_strdup_printf (_ ("“ktg %s --help” says how it goes."), verb)
                              : g_strdup (_ ("“ktg --help” says how it goes."));

  ktg_terminal_complain (safe);
  ktg_terminal_complain (help);
}

/**
 * ktg_usage_complain_of_both:
 * @one: a word of a call
 * @other: another one
 * @verb: its verb
 *
 * Says that only one of them can be meant.
 */
void
ktg_usage_complain_of_both (const char *one, const char *other, const char *verb)
{
  g_autofree char *reason
      = g_strdup_printf (_ ("“%s” and “%s” do not go together. Choose one of them."), one, other);

  ktg_usage_complain (reason, verb);
}

static gboolean
is_given (const GOptionEntry *entries, const char *name)
{
  while (entries->long_name != NULL && !g_str_equal (entries->long_name, name))
    entries++;

  g_return_val_if_fail (entries->long_name != NULL, FALSE);
  return entries->arg == G_OPTION_ARG_NONE ? *(gboolean *)entries->arg_data
                                           : *(gpointer *)entries->arg_data != NULL;
}

/* FALSE: two of these were given, which it said. */
static gboolean
check_choice (const KtgCliVerb *verb, const char *choice, const GOptionEntry *entries)
{
  g_auto (GStrv) names = g_strsplit (choice, "|", -1);
  g_autofree char *one = NULL;

  for (guint i = 0; names[i] != NULL; i++)
    {
      g_autofree char *option = g_strconcat ("--", names[i], NULL);

      if (!is_given (entries, names[i]))
        continue;
      if (one != NULL)
        {
          ktg_usage_complain_of_both (one, option, verb->name);
          return FALSE;
        }
      one = g_steal_pointer (&option);
    }

  return TRUE;
}

static gboolean
check_choices (const KtgCliVerb *verb, const GOptionEntry *entries)
{
  for (guint i = 0; i < G_N_ELEMENTS (verb->one_of) && verb->one_of[i] != NULL; i++)
    if (!check_choice (verb, verb->one_of[i], entries))
      return FALSE;

  return TRUE;
}

/* FALSE: they are too few or too many, which it said. */
static gboolean
check_number (const KtgCliVerb *verb, GStrv words)
{
  guint            n_words = g_strv_length (words);
  g_autofree char *reason = NULL;

  if (n_words < verb->n_min)
    reason = g_strdup_printf (_ ("Something is missing behind “%s”."),
                              n_words > 0 ? words[n_words - 1] : verb->name);
  else if (n_words > verb->n_max)
    reason = g_strdup_printf (_ ("“%s” is one word too many."), words[verb->n_max]);
  else
    return TRUE;

  ktg_usage_complain (reason, verb->name);
  return FALSE;
}

/* What stands behind "--name" or "--name=" in the words from @word on; NULL: no option that takes
 * text has that name. */
static const char *
get_text_of (const GOptionEntry *entry, const GStrv word)
{
  gsize       length = strlen (entry->long_name);
  const char *name = word[0] + strlen ("--");

  if (entry->arg != G_OPTION_ARG_STRING && entry->arg != G_OPTION_ARG_STRING_ARRAY)
    return NULL;
  if (!g_str_has_prefix (word[0], "--") || strncmp (name, entry->long_name, length) != 0)
    return NULL;

  return name[length] == '=' ? name + length + 1 : name[length] == '\0' ? word[1] : NULL;
}

static gboolean
is_text (const char *bytes)
{
  g_autofree char *text = g_locale_to_utf8 (bytes, -1, NULL, NULL, NULL);

  return text != NULL;
}

/* The option of which the bytes that were typed are no letters. */
static const char *
find_misspelt (const GOptionEntry *entries, const GStrv argv)
{
  for (guint i = 1; argv[i] != NULL; i++)
    for (guint k = 0; entries[k].long_name != NULL; k++)
      {
        const char *text = get_text_of (&entries[k], argv + i);

        if (text != NULL && !is_text (text))
          return entries[k].long_name;
      }

  return NULL;
}

/* GLib says of them that a sequence of bytes cannot be converted. */
static void
complain_of_options (const GError *error, const GOptionEntry *entries, const GStrv argv)
{
  const char      *name = find_misspelt (entries, argv);
  g_autofree char *reason = NULL;

  if (error->domain == G_CONVERT_ERROR && name != NULL)
    reason = g_strdup_printf (_ ("What stands behind “--%s” is no text in UTF-8. Set the terminal "
                                 "to UTF-8, then type it again."),
                              name);

  ktg_usage_complain (reason != NULL ? reason : error->message, argv[0]);
}

/**
 * ktg_usage_new_context:
 * @parameters: what follows the options, for the help
 * @entries: options
 *
 * Returns: (transfer full): a reader of these options that speaks the officer's language
 */
GOptionContext *
ktg_usage_new_context (const char *parameters, const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

/**
 * ktg_usage_take_profile:
 * @cli: the call
 * @profile: (nullable): what --profile names
 */
void
ktg_usage_take_profile (KtgCli *cli, const char *profile)
{
  if (profile == NULL)
    return;

  g_free (cli->profile_dir);
  cli->profile_dir = g_strdup (profile);
}

/**
 * ktg_usage_parse:
 * @cli: the call
 * @verb: what is called
 * @entries: its own options
 * @argv: the words from the verb on
 * @words: (out): what is left of them, without the verb
 *
 * Reads the options of @entries and --profile.
 *
 * Returns: %FALSE: it was said what is wrong, and the exit is %KTG_EXIT_USAGE
 */
gboolean
ktg_usage_parse (KtgCli             *cli,
                 const KtgCliVerb   *verb,
                 const GOptionEntry *entries,
                 GStrv               argv,
                 GStrv              *words)
{
  g_autofree char *profile = NULL;
  g_autofree char *parameters = g_strdup_printf ("%s %s", verb->name, verb->words);
  GOptionEntry     shared[] = {
        { "profile",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &profile,
          N_ ("Keep reports in this folder"),
          N_ ("DIR") },
        { NULL },
  };
  g_autoptr (GOptionContext) context = ktg_usage_new_context (parameters, shared);
  g_auto (GStrv) left = g_strdupv (argv);
  g_autoptr (GError) error = NULL;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, verb->summary);

  if (!g_option_context_parse_strv (context, &left, &error))
    {
      complain_of_options (error, entries, argv);
      return FALSE;
    }

  remove_separator (left + 1);
  if (!check_choices (verb, entries) || !check_number (verb, left + 1))
    return FALSE;

  ktg_usage_take_profile (cli, profile);
  *words = g_strdupv (left + 1);
  return TRUE;
}
