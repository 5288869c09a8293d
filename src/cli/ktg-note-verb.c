/* ktg-note-verb.c - ktg note: words beside a case
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-open-case.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>

static KtgExit
note (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_for_office)
{
  g_autoptr (KtgReportHeld) held = ktg_open_case (cli, store, words[0]);
  KtgEvent *said = NULL;

  if (held == NULL)
    return KTG_EXIT_FAILED;

  said = ktg_event_new ();
  said->kind = KTG_EVENT_NOTE;
  said->note = g_strdup (words[1]);
  said->is_for_office = is_for_office;
  return ktg_open_case_act (cli, store, held, said);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  gboolean     is_for_office = FALSE;
  GOptionEntry entries[] = {
    { "for-office",
      0,
      0,
      G_OPTION_ARG_NONE,
      &is_for_office,
      N_ ("Whoever filed the report does not get it"),
      NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_note_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (!g_utf8_validate (words[1], -1, NULL) || *g_strstrip (words[1]) == '\0')
    {
      ktg_terminal_complain (_ ("Write the note in words of UTF-8 text."));
      return KTG_EXIT_USAGE;
    }

  store = ktg_open_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, note (cli, store, words, is_for_office)) : exit;
}

const KtgCliVerb ktg_note_verb = {
  .name = "note",
  .words = "ID TEXT",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Writes a note beside a case and prints its id."),
  .run = run,
  .changes = TRUE,
};
