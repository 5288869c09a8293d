/* ktg-status-verb.c - ktg status: how many reports have come how far
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-account-words.h>
#include <ktg-calendar-words.h>
#include <ktg-deadline-words.h>
#include <ktg-sync-sentence.h>

static void
say_counts (const KtgStatusCounts *counts)
{
  g_autofree char *size = ktg_sentences_dup_size (counts->bytes_waiting);
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
say_relayed (const KtgServerNotes *notes)
{
  g_autofree char *line = ktg_sync_sentence_dup_relayed (notes);

  if (line != NULL)
    ktg_terminal_say (line);
}

static void
say_next_deadline (KtgCli *cli, const KtgStatusCounts *counts)
{
  KtgMoment        now = cli->world->now ();
  g_autofree char *due = NULL;
  g_autofree char *line = NULL;

  if (counts->next_report == NULL)
    return;

  due = ktg_deadline_words_dup_due (&counts->next.deadline, &now);
  /* Translators: as in "3 days left · until 15 Nov"; a report */
  line = g_strdup_printf (_ ("Next time limit: %s (%s)."), due, counts->next_report);
  ktg_terminal_say (line);
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
  if (ktg_account_is_practice (account))
    {
      /* Translators: an invented person */
      line = g_strdup_printf (_ ("For practice, as %s. Nothing is sent."), officer);
      ktg_terminal_say (line);
      return;
    }

  url = ktg_terminal_dup_safe (account->url);
  /* Translators: a person and an address */
  line = g_strdup_printf (_ ("Enrolled: %s, at %s."), officer, url);
  ktg_terminal_say (line);
  ktg_cli_sentences_say_words (account);
}

/* Of the officer's area; nothing where no election is near. */
static void
say_calendar (KtgCli *cli, const KtgAccount *account)
{
  KtgMoment        now = cli->world->now ();
  const char      *region = account != NULL && account->region != NULL ? account->region : "";
  g_autofree char *words
      = ktg_calendar_words_dup (ktg_library_get_pack (cli->library), region, &now);
  g_autofree char *line = NULL;

  if (words == NULL)
    return;

  /* Translators: an election, its stage, the days to its polling */
  line = g_strdup_printf (_ ("Calendar: %s."), words);
  ktg_terminal_say (line);
}

static KtgExit
tell_status (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgStatusCounts  counts = { 0 };
  g_autofree char *six = ktg_account_words_dup_six (ktg_store_get_account (store));
  g_autoptr (GBytes) document = NULL;

  ktg_open_profile_count (cli, store, &counts);

  if (is_json)
    {
      counts.words = six;
      document = ktg_status_json_write_counts (&counts);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  say_counts (&counts);
  say_relayed (ktg_store_get_server_notes (store));
  say_next_deadline (cli, &counts);
  say_account (ktg_store_get_account (store));
  say_calendar (cli, ktg_store_get_account (store));
  ktg_cli_sentences_say_notice (cli, ktg_store_get_server_notes (store));
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_status_verb = {
  .name = "status",
  .words = "[--json]",
  .summary = N_ ("Says how many reports have come how far."),
  .work = tell_status,
  .has_json = TRUE,
};
