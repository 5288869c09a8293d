/* ktg-join-verb.c - ktg join: two reports that belong together
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-case.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <string.h>

static KtgExit
join (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_autoptr (KtgReportHeld) held = ktg_open_case (cli, store, words[0]);
  g_autoptr (KtgReportHeld) other = held != NULL ? ktg_open_case (cli, store, words[1]) : NULL;
  const char *with = NULL;
  KtgEvent   *said = NULL;

  if (other == NULL)
    return KTG_EXIT_FAILED;

  with = ktg_case_get_filing (other->folded)->event_id;
  if (strcmp (with, ktg_case_get_filing (held->folded)->event_id) == 0)
    {
      ktg_terminal_complain (_ ("This is the same report."));
      return KTG_EXIT_FAILED;
    }

  said = ktg_event_new ();
  said->kind = KTG_EVENT_JOINED;
  said->joined = g_strdup (with);
  return ktg_open_case_act (cli, store, held, said);
}

const KtgCliVerb ktg_join_verb = {
  .name = "join",
  .words = "ID OTHER",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Says that a report belongs with another, and prints the word's id."),
  .work = join,
  .changes = TRUE,
};
