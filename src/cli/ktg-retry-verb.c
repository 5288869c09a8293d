/* ktg-retry-verb.c - ktg retry, or unpark: what the server refused is owed once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

/* @given NULL: everything that is parked. */
static KtgExit
unpark (KtgStore *store, const char *given)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  KtgSummary *summary = given != NULL ? ktg_open_profile_find (store, given) : NULL;

  if (given != NULL && summary == NULL)
    return KTG_EXIT_FAILED;

  ktg_store_unpark_async (store,
                          summary != NULL ? ktg_summary_get (summary)->id : NULL,
                          ktg_await_done_cb,
                          &await);

  if (!ktg_store_unpark_finish (store, ktg_await_result (&await), &error))
    return ktg_cli_sentences_complain (error);

  ktg_terminal_say (_ ("What was parked is sent again at the next “ktg sync”."));
  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  const GOptionEntry entries[] = { { NULL } };
  KtgExit            exit = KTG_EXIT_DONE;
  KtgStore          *store = NULL;

  if (!ktg_cli_parse (cli, &ktg_retry_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, unpark (store, words[0])) : exit;
}

const KtgVerb ktg_retry_verb = {
  "retry", "[ID]", 0, 1, N_ ("Owes once more what the server refused, of one report or of all."),
  run,
};

const KtgVerb ktg_unpark_verb = {
  "unpark", "[ID]", 0, 1, N_ ("The same as retry."), run,
};
