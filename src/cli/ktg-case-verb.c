/* ktg-case-verb.c - ktg case: what offices did with a report, and what may be done now
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-fact-lines.h"
#include "ktg-open-case.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-case-facts.h>
#include <ktg-case-json.h>
#include <ktg-case-words.h>

/* @facts: (transfer full) */
static void
say_facts (const char *title, GPtrArray *facts)
{
  if (facts->len > 0)
    ktg_terminal_say (title);
  for (guint i = 0; i < facts->len; i++)
    ktg_fact_lines_say_whole (g_ptr_array_index (facts, i), "  ");
  g_ptr_array_unref (facts);
}

static void
say_head (const KtgReportHeld *held, const KtgFormReader *reader)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  g_autofree char        *state = ktg_case_words_dup_state (held->folded, reader);

  ktg_fact_lines_say (_ ("Case"), ktg_case_get_filing (held->folded)->event_id);
  ktg_fact_lines_say (_ ("Report"), ktg_summary_fields_get_uuid (fields));
  ktg_fact_lines_say (_ ("Number"), fields->number);
  ktg_fact_lines_say (_ ("State"), state);
  if (ktg_case_is_withdrawn (held->folded))
    ktg_terminal_say (_ ("Its filer took the report back."));
}

static void
say_case (KtgCli *cli, KtgStore *store, const KtgReportHeld *held)
{
  const KtgFormReader reader = ktg_library_get_reader (cli->library);
  const KtgMoment     now = cli->world->now ();
  const char         *device = ktg_store_get_device (store);

  say_head (held, &reader);
  say_facts (_ ("Steps, by their authors' clocks:"),
             ktg_case_facts_new_steps (held->folded, &reader));
  say_facts (_ ("Time limits:"), ktg_case_facts_new_terms (held->folded, &reader, &now));
  say_facts (_ ("Who has it:"), ktg_case_facts_new_assigned (held->folded, &reader, &now));
  say_facts (_ ("Other reports:"), ktg_case_facts_new_joined (held->folded, &reader));
  say_facts (_ ("Notes:"), ktg_case_facts_new_notes (held->folded, &reader));
  say_facts (_ ("What this device may do now:"),
             ktg_case_facts_new_next (held->folded, &reader, device, &held->me));
}

static KtgExit
show (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_autoptr (KtgReportHeld) held = ktg_open_case (cli, store, words[0]);
  g_autoptr (GBytes) document = NULL;

  if (held == NULL)
    return KTG_EXIT_FAILED;

  if (is_json)
    {
      const KtgCaseTold told
          = { held->folded, ktg_store_get_device (store), &held->me, cli->world->now () };

      document = ktg_case_json_write (&told);
      ktg_terminal_put (document);
    }
  else
    say_case (cli, store, held);
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_case_verb = {
  .name = "case",
  .words = "ID",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("What offices did with a report, how long they have, and what may be done now."),
  .work = show,
  .has_json = TRUE,
};
