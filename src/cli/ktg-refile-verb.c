/* ktg-refile-verb.c - ktg refile: what the server refused, under a new id
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static char *
file_anew (KtgCli *cli, KtgStore *store, const char *id, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment now = cli->world->now ();

  now.has_server_offset = ktg_store_get_server_offset_ms (store, &now.server_offset_ms);
  ktg_store_refile_report_async (store, id, &now, ktg_await_done_cb, &await);

  return ktg_store_refile_report_finish (store, ktg_await_result (&await), error);
}

static void
say_anew (KtgStore *store, const char *anew, gboolean was_enrolled)
{
  ktg_open_profile_say_filed (store, anew);

  if (was_enrolled && ktg_store_get_account (store) == NULL)
    ktg_terminal_complain (_ ("Another computer has a copy of this profile, so this one has a new "
                              "key now. Ask your office for a new code and use “ktg enrol” before "
                              "it can send."));
}

static KtgExit
refile (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgSummary      *summary = ktg_open_profile_find (store, words[0]);
  gboolean         was_enrolled = ktg_store_get_account (store) != NULL;
  g_autofree char *id = NULL;
  g_autofree char *anew = NULL;
  g_autoptr (GError) error = NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  id = g_strdup (ktg_summary_get (summary)->id);
  anew = file_anew (cli, store, id, &error);
  if (anew == NULL)
    return ktg_cli_sentences_complain (error);

  say_anew (store, anew, was_enrolled);
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_refile_verb = {
  .name = "refile",
  .words = "ID",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Files a refused report anew, with its photos, and prints its new id."),
  .work = refile,
  .changes = TRUE,
};
