/* ktg-open-case.c - the case that a verb is about, and what is said of it
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-case.h"

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static KtgReportHeld *
complain (const char *sentence)
{
  ktg_terminal_complain (sentence);
  return NULL;
}

/**
 * ktg_open_case:
 * @store: an open profile
 * @given: the beginning of an id, or a short number
 *
 * Returns: (transfer full) (nullable): the report with its case; %NULL: it was said why
 */
KtgReportHeld *
ktg_open_case (KtgCli *cli, KtgStore *store, const char *given)
{
  KtgSummary *summary = ktg_open_profile_find (store, given);
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  if (summary == NULL)
    return NULL;
  if (ktg_summary_get (summary)->state == KTG_STATE_DRAFT)
    return complain (_ ("This is a draft. There is a case once it is filed."));

  ktg_store_load_report_async (store,
                               ktg_summary_get (summary)->id,
                               NULL,
                               ktg_await_done_cb,
                               &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), &error);
  if (held == NULL)
    {
      ktg_cli_sentences_complain (error);
      return NULL;
    }
  if (held->folded == NULL)
    return complain (_ ("What filed this report is not here yet. Use “ktg sync” first."));

  return g_steal_pointer (&held);
}

/**
 * ktg_open_case_act:
 * @held: a report with its case
 * @said: (transfer full): what is said of it
 *
 * Signs it and prints its id.
 *
 * Returns: the exit
 */
KtgExit
ktg_open_case_act (KtgCli *cli, KtgStore *store, const KtgReportHeld *held, KtgEvent *said)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment now = cli->world->now ();
  g_autoptr (GError) error = NULL;
  g_autofree char *id = NULL;

  now.has_server_offset = ktg_store_get_server_offset_ms (store, &now.server_offset_ms);
  ktg_store_act_on_case_async (store,
                               ktg_summary_get (held->summary)->id,
                               said,
                               &now,
                               ktg_await_done_cb,
                               &await);
  id = ktg_store_act_on_case_finish (store, ktg_await_result (&await), &error);
  if (id == NULL)
    return ktg_cli_sentences_complain (error);

  ktg_terminal_say (id);
  return KTG_EXIT_DONE;
}
