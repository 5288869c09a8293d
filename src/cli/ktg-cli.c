/* ktg-cli.c - one call of ktg
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli.h"

#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>

#include <signal.h>

static const KtgCliVerb *const verbs[] = {
  &ktg_enrol_verb,  &ktg_file_verb,    &ktg_list_verb,    &ktg_show_verb,     &ktg_status_verb,
  &ktg_sync_verb,   &ktg_verify_verb,  &ktg_amend_verb,   &ktg_withdraw_verb, &ktg_unpark_verb,
  &ktg_retry_verb,  &ktg_refile_verb,  &ktg_forms_verb,   &ktg_regions_verb,  &ktg_packs_verb,
  &ktg_cover_verb,  &ktg_print_verb,   &ktg_export_verb,  &ktg_practice_verb, &ktg_rekap_verb,
  &ktg_limits_verb, &ktg_free_verb,    &ktg_library_verb, &ktg_case_verb,     &ktg_step_verb,
  &ktg_note_verb,   &ktg_assign_verb,  &ktg_join_verb,    &ktg_admit_verb,    &ktg_admitted_verb,
  &ktg_cancel_verb, &ktg_confirm_verb, &ktg_revoke_verb,
};

static const KtgCliVerb *
find_verb (const char *name)
{
  for (gsize i = 0; i < G_N_ELEMENTS (verbs); i++)
    if (g_str_equal (verbs[i]->name, name))
      return verbs[i];

  return NULL;
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
  g_autoptr (GOptionContext) context = ktg_usage_new_context (N_ ("VERB …"), entries);
  g_autofree char *description = dup_description ();
  g_autoptr (GError) error = NULL;

  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_set_summary (context, N_ ("Reports from the field, from a terminal."));
  g_option_context_set_description (context, description);

  if (g_option_context_parse_strv (context, argv, &error))
    {
      ktg_usage_take_profile (cli, profile);
      return TRUE;
    }

  ktg_usage_complain (error->message, "");
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
    ktg_usage_complain (_ ("What shall be done?"), "");
  else
    {
      reason = g_strdup_printf (_ ("There is no verb “%s”."), argv[1]);
      ktg_usage_complain (reason, "");
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

/* Once, and never in the words of a log. */
static void
complain_of_lost (KtgLibrary *library)
{
  guint            n_lost = ktg_library_get_n_lost (library);
  g_autofree char *line = NULL;

  if (n_lost == 0)
    return;

  line = g_strdup_printf (ngettext ("%u pack of the program cannot be read; “ktg packs” names it. "
                                    "Install the program again.",
                                    "%u packs of the program cannot be read; “ktg packs” names "
                                    "them. Install the program again.",
                                    n_lost),
                          n_lost);
  ktg_terminal_complain (line);
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
  g_autofree char *received = g_build_filename (surroundings->shared_dir, "packs", NULL);
  g_autoptr (KtgLibrary) library = ktg_library_new (surroundings->packs_dir, imported);
  g_autoptr (KtgPackFolder) packs = ktg_pack_folder_new (surroundings->packs_dir, received);
  KtgCli cli = { .world = surroundings->world,
                 .shared_dir = surroundings->shared_dir,
                 .packs_dir = surroundings->packs_dir,
                 .library = library,
                 .profile_dir = g_strdup (surroundings->profile_dir) };
  g_auto (GStrv) words = g_strdupv (argv);
  KtgMoment now = surroundings->world->now ();
  KtgExit   status;

  ktg_library_set_today (library, &now);
  ktg_library_use_pack_folder (library, packs);
  status = parse_and_run (&cli, &words);
  complain_of_lost (library);

  g_free (cli.profile_dir);

  return ktg_terminal_flush () ? status : complain_of_output (status, cli.has_changed);
}
