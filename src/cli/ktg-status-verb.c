/* ktg-status-verb.c - ktg status: how many reports have come how far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static void
say_counts (const KtgStatusCounts *counts)
{
  g_autofree char *size = g_format_size (counts->bytes_waiting);
  /* Translators: five numbers of reports */
  g_autofree char *reports
      = g_strdup_printf (_ ("Drafts %u, queued %u, delivered %u, complete %u, parked %u."),
                         counts->drafts,
                         counts->queued,
                         counts->delivered,
                         counts->complete,
                         counts->parked);
  g_autofree char *waiting = g_strdup_printf (_ ("Waiting to be sent: %s."), size);

  ktg_terminal_say (reports);
  ktg_terminal_say (waiting);
}

static void
say_account (const KtgAccount *account)
{
  g_autofree char *officer = NULL;
  g_autofree char *url = NULL;
  g_autofree char *line = NULL;

  if (account == NULL)
    {
      ktg_terminal_say (_ ("Not enrolled: nothing can be sent before “ktg enrol”."));
      return;
    }

  officer = ktg_terminal_dup_safe (account->officer);
  url = ktg_terminal_dup_safe (account->url);
  /* Translators: a person and an address */
  line = g_strdup_printf (_ ("Enrolled: %s, at %s."), officer, url);
  ktg_terminal_say (line);
}

static KtgExit
tell_status (KtgStore *store, gboolean is_json)
{
  KtgStatusCounts counts = { 0 };
  g_autoptr (GBytes) document = NULL;

  ktg_open_profile_count (store, &counts);

  if (is_json)
    {
      document = ktg_status_json_write_counts (&counts);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  say_counts (&counts);
  say_account (ktg_store_get_account (store));
  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  gboolean     is_json = FALSE;
  GOptionEntry entries[] = {
    { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_cli_parse (cli, &ktg_status_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, tell_status (store, is_json)) : exit;
}

const KtgVerb ktg_status_verb = {
  "status", "[--json]", 0, 0, N_ ("Says how many reports have come how far."), run,
};
