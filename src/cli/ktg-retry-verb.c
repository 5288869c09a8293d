/* ktg-retry-verb.c - ktg retry, or unpark: what the server refused is owed once more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

/* Without a word: everything that is parked. */
static KtgExit
unpark (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  const char *given = words[0];
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

const KtgCliVerb ktg_retry_verb = {
  .name = "retry",
  .words = "[ID]",
  .n_max = 1,
  .summary = N_ ("Owes once more what the server refused, of one report or of all."),
  .reads_no_packs = TRUE,
  .work = unpark,
  .changes = TRUE,
};

const KtgCliVerb ktg_unpark_verb = {
  .name = "unpark",
  .words = "[ID]",
  .n_max = 1,
  .summary = N_ ("The same as retry."),
  .reads_no_packs = TRUE,
  .work = unpark,
  .changes = TRUE,
};
