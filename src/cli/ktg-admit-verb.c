/* ktg-admit-verb.c - ktg admit: a code for somebody below the office
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-sentences.h"
#include "ktg-office-list.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-region-lines.h>

typedef struct
{
  char    *name;
  char    *role;
  char    *region;
  gboolean as_json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->name);
  g_free (options->role);
  g_free (options->region);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static KtgExit
say_code (GBytes *answer, const Options *options)
{
  g_autoptr (KtgCodeLine) line = ktg_office_code_parse (answer, NULL);
  g_autoptr (GBytes) document = NULL;
  g_autoptr (GError) error = NULL;

  if (line == NULL || line->code == NULL)
    {
      error = g_error_new_literal (KTG_SYNC_ERROR,
                                   KTG_SYNC_ERROR_NOT_KENTONGAN,
                                   "What came is no code");
      return ktg_cli_sentences_complain (error);
    }

  if (options->as_json)
    {
      document = ktg_roster_json_write_code (line);
      ktg_terminal_put (document);
    }
  else
    ktg_terminal_say (line->code);
  return KTG_EXIT_DONE;
}

static GBytes *
write_wish (const Options *options)
{
  const KtgAdmitRequest wish = { options->name, options->role, options->region };

  return ktg_admit_request_write (&wish);
}

static gboolean
is_too_long (const Options *options)
{
  g_autoptr (GBytes) body = write_wish (options);

  return g_bytes_get_size (body) > KTG_OFFICE_MAX_BYTES;
}

static gboolean
is_place_of (KtgRole role, const char *region)
{
  return *region == '\0' ? role == KTG_ROLE_CENTRE : ktg_region_code_is_valid (region);
}

static KtgExit
admit (KtgCli *cli, KtgStore *store, const Options *options)
{
  g_autoptr (GBytes) body = write_wish (options);
  KtgExit exit = KTG_EXIT_DONE;
  g_autoptr (GBytes) answer = ktg_office_list_ask (cli, store, "POST", "/v1/admit", body, &exit);

  return answer != NULL ? say_code (answer, options) : exit;
}

static gboolean
are_whole (const Options *options)
{
  KtgRole role;

  if (options->name == NULL || options->role == NULL || options->region == NULL)
    ktg_terminal_complain (_ ("--name, --role and --region are needed: who gets the code, as what, "
                              "and where."));
  else if (*options->name == '\0')
    ktg_terminal_complain (_ ("The name is empty. Say with --name who gets the code."));
  else if (!g_utf8_validate (options->name, -1, NULL))
    ktg_terminal_complain (_ ("A name must be UTF-8 text."));
  else if (!ktg_role_from_name (options->role, &role))
    ktg_terminal_complain (_ ("--role must be officer or office."));
  else if (!is_place_of (role, options->region))
    ktg_terminal_complain (_ ("--region must be an official code with dots, as in 34.71.04."));
  else if (is_too_long (options))
    ktg_terminal_complain (_ ("The name is too long. Say it in fewer words."));
  else
    return TRUE;

  return FALSE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_auto (Options) options = { 0 };
  GOptionEntry entries[] = {
    { "name", 0, 0, G_OPTION_ARG_STRING, &options.name, N_ ("Who gets the code"), N_ ("NAME") },
    { "role", 0, 0, G_OPTION_ARG_STRING, &options.role, N_ ("officer or office"), N_ ("ROLE") },
    { "region",
      0,
      0,
      G_OPTION_ARG_STRING,
      &options.region,
      N_ ("An official code, as in 34.71.04"),
      N_ ("CODE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_admit_verb, entries, argv, &words) || !are_whole (&options))
    return KTG_EXIT_USAGE;

  store = ktg_open_bare_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, admit (cli, store, &options)) : exit;
}

const KtgCliVerb ktg_admit_verb = {
  .name = "admit",
  .words = "--name NAME --role ROLE --region CODE [--json]",
  .summary = N_ ("Makes a one-time code for somebody below your office."),
  .run = run,
  .changes = TRUE,
};
