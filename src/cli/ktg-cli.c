/* ktg-cli.c - one call of ktg
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli.h"

#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

#include <signal.h>

static const KtgCliVerb *const verbs[] = {
  &ktg_enrol_verb,  &ktg_file_verb,   &ktg_list_verb,     &ktg_show_verb,   &ktg_status_verb,
  &ktg_sync_verb,   &ktg_verify_verb, &ktg_withdraw_verb, &ktg_unpark_verb, &ktg_retry_verb,
  &ktg_refile_verb, &ktg_forms_verb,  &ktg_regions_verb,
};

static const KtgCliVerb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];

  return NULL;
}

static void
complain (const char *reason, const char *verb)
{
  g_autofree char *safe = ktg_terminal_dup_safe (reason);
  g_autofree char *help = *verb != '\0'
                              ? g_strdup_printf (_ ("“ktg %s --help” says how it goes."), verb)
                              : g_strdup (_ ("“ktg --help” says how it goes."));

  ktg_terminal_complain (safe);
  ktg_terminal_complain (help);
}

static char *
dup_description (void)
{
  GString *text = g_string_new (_ ("Verbs:"));

  g_string_append_c (text, '\n');

  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    {
      g_autofree char *usage = g_strdup_printf ("%s %s", verbs[i]->name, verbs[i]->words);

      g_string_append_printf (text, "  %s\n        %s\n", usage, _ (verbs[i]->summary));
    }

  g_string_append_printf (text,
                          "\n%s\n",
                          _ ("Exit: 0 done (sync: level), 1 failed, 2 wrong usage, 3 no link, 4 "
                             "something is parked, 5 the profile is in use, 7 done, but "
                             "the answer could not be written."));
  return g_string_free (text, FALSE);
}

static GOptionContext *
new_context (const char *parameters, const GOptionEntry *entries)
{
  GOptionContext *context = g_option_context_new (parameters);

  g_option_context_set_translation_domain (context, GETTEXT_PACKAGE);
  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  return context;
}

static void
use_profile (KtgCli *cli, const char *profile)
{
  if (profile == NULL)
    return;

  g_free (cli->profile_dir);
  cli->profile_dir = g_strdup (profile);
}

/* The options before the verb; @argv keeps the program's name and what begins with the verb. */
static gboolean
parse_before_verb (KtgCli *cli, GStrv *argv, gboolean *is_version)
{
  g_autofree char *profile = NULL;
  GOptionEntry     entries[] = {
        { "profile",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &profile,
          N_ ("Keep reports in this folder"),
          N_ ("DIR") },
        { "version", 0, 0, G_OPTION_ARG_NONE, is_version, N_ ("Say the version"), NULL },
        { NULL },
  };
  g_autoptr (GOptionContext) context = new_context (N_ ("VERB …"), entries);
  g_autofree char *description = dup_description ();
  g_autoptr (GError) error = NULL;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, N_ ("Reports from the field, from a terminal."));
  g_option_context_set_description (context, description);

  if (g_option_context_parse_strv (context, argv, &error))
    {
      use_profile (cli, profile);
      return TRUE;
    }

  complain (error->message, "");
  return FALSE;
}

/* Nobody listens any more: that ends what only tells, and never what changes something. */
static void
ignore_closed_output (KtgCli *cli)
{
  signal (SIGPIPE, SIG_IGN);
  cli->has_changed = TRUE;
}

static KtgExit
run_verb (KtgCli *cli, GStrv argv)
{
  const KtgCliVerb *verb = argv[1] != NULL ? find_verb (argv[1]) : NULL;
  g_autofree char  *reason = NULL;

  if (verb != NULL && verb->changes)
    ignore_closed_output (cli);

  if (verb != NULL && verb->work != NULL)
    return ktg_work_on_profile (cli, verb, argv + 1);

  if (verb != NULL)
    return verb->run (cli, argv + 1);

  if (argv[1] == NULL)
    complain (_ ("What shall be done?"), "");
  else
    {
      reason = g_strdup_printf (_ ("There is no verb “%s”."), argv[1]);
      complain (reason, "");
    }

  return KTG_EXIT_USAGE;
}

static KtgExit
parse_and_run (KtgCli *cli, GStrv *argv)
{
  gboolean is_version = FALSE;

  if (!parse_before_verb (cli, argv, &is_version))
    return KTG_EXIT_USAGE;

  if (!is_version)
    return run_verb (cli, *argv);

  ktg_terminal_say ("ktg " PACKAGE_VERSION);
  return KTG_EXIT_DONE;
}

/* A script that hears of a failure does it again; what was done must not be done twice. */
static KtgExit
complain_of_output (KtgExit status, gboolean has_changed)
{
  if (status != KTG_EXIT_DONE || !has_changed)
    {
      ktg_terminal_complain (_ ("The output could not be written. What was done is done."));
      return status == KTG_EXIT_DONE ? KTG_EXIT_FAILED : status;
    }

  ktg_terminal_complain (
      _ ("It is done, but the answer could not be written. Do not do it again."));
  return KTG_EXIT_NOT_TOLD;
}

static void
remove_separator (GStrv words)
{
  if (words[0] == NULL || !g_str_equal (words[0], "--"))
    return;

  g_free (words[0]);

  for (guint i = 0; words[i] != NULL; i++)
    words[i] = words[i + 1];
}

/* --- for verbs --- */

gboolean
ktg_cli_parse (KtgCli             *cli,
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
  g_autoptr (GOptionContext) context = new_context (parameters, shared);
  g_auto (GStrv) left = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  guint n_words = 0;

  g_option_context_add_main_entries (context, entries, GETTEXT_PACKAGE);
  g_option_context_set_summary (context, verb->summary);

  if (!g_option_context_parse_strv (context, &left, &error))
    {
      complain (error->message, verb->name);
      return FALSE;
    }

  remove_separator (left + 1);
  n_words = g_strv_length (left + 1);

  if (n_words < verb->n_min || n_words > verb->n_max)
    {
      complain (n_words < verb->n_min ? _ ("Something is missing.") : _ ("That is too much."),
                verb->name);
      return FALSE;
    }

  use_profile (cli, profile);
  *words = g_strdupv (left + 1);
  return TRUE;
}

/**
 * ktg_cli_run:
 * @surroundings: what main knows
 * @argc: words, with the program's name
 * @argv: as the operating system gave them
 *
 * Returns: the exit of the program
 */
KtgExit
ktg_cli_run (const KtgSurroundings *surroundings, int argc, char **argv)
{
  g_autofree char *imported
      = g_build_filename (surroundings->shared_dir, KTG_CLI_REGIONS_FILE, NULL);
  g_autoptr (KtgLibrary) library = ktg_library_new (surroundings->packs_dir, imported);
  KtgCli cli = { .world = surroundings->world,
                 .shared_dir = surroundings->shared_dir,
                 .library = library,
                 .profile_dir = g_strdup (surroundings->profile_dir) };
  g_auto (GStrv) words = g_strdupv (argv);
  KtgExit status = parse_and_run (&cli, &words);

  g_free (cli.profile_dir);

  return ktg_terminal_flush () ? status : complain_of_output (status, cli.has_changed);
}
