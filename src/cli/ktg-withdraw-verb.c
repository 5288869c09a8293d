/* ktg-withdraw-verb.c - ktg withdraw: a report's officer takes it back
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>

static KtgExit
withdraw (KtgCli *cli, KtgStore *store, const char *given, const char *reason)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  KtgSummary *summary = ktg_open_profile_find (store, given);
  KtgMoment   now = cli->world->now ();

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  now.has_server_offset = ktg_store_get_server_offset_ms (store, &now.server_offset_ms);
  ktg_store_withdraw_report_async (store,
                                   ktg_summary_get (summary)->id,
                                   reason,
                                   &now,
                                   ktg_await_done_cb,
                                   &await);

  if (!ktg_store_withdraw_report_finish (store, ktg_await_result (&await), &error))
    return ktg_cli_sentences_complain (error);

  ktg_terminal_say (_ ("Withdrawn. The office is told at the next exchange."));
  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  const GOptionEntry entries[] = { { NULL } };
  KtgExit            exit = KTG_EXIT_DONE;
  KtgStore          *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_withdraw_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (!g_utf8_validate (words[1], -1, NULL) || *g_strstrip (words[1]) == '\0')
    {
      ktg_terminal_complain (_ ("Say why, in words of UTF-8 text."));
      return KTG_EXIT_USAGE;
    }

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, withdraw (cli, store, words[0], words[1]))
                       : exit;
}

const KtgCliVerb ktg_withdraw_verb = {
  .name = "withdraw",
  .words = "ID REASON",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Takes a filed report back. It stays to be seen, with the reason."),
  .run = run,
  .changes = TRUE,
};
