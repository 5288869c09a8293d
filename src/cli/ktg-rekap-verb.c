/* ktg-rekap-verb.c - ktg rekap: how many reports there are, by day, kind, suspicion and area
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-day-option.h"
#include "ktg-open-profile.h"
#include "ktg-paper-out.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-paper-recap.h>
#include <ktg-recap-json.h>
#include <ktg-recap-words.h>

typedef struct
{
  char    *from, *until; /* as typed, or NULL */
  char    *paper;        /* where a PDF goes, or NULL */
  gboolean is_json, is_csv, lists_reports, is_named;
} Asked;

static gboolean
read_period (const Asked *asked, const KtgMoment *now, KtgPeriod *period)
{
  g_autofree char *complaint = NULL;

  if (!ktg_day_option_read (asked->from, now, &period->from)
      || !ktg_day_option_read (asked->until, now, &period->until))
    return FALSE;
  if (!ktg_period_is_backward (period))
    return TRUE;

  complaint = g_strdup_printf (_ ("The period begins on %s and ends before that, on %s."),
                               period->from,
                               period->until);
  ktg_terminal_complain (complaint);
  return FALSE;
}

static void
say_row (KtgTableRow *row)
{
  g_autofree char *line = g_strdup_printf ("%6s  %s · %s",
                                           ktg_table_row_get_cell (row, 2),
                                           ktg_table_row_get_cell (row, 0),
                                           ktg_table_row_get_cell (row, 1));

  ktg_terminal_say (line);
}

static void
say_told (KtgCli *cli, const KtgRecapSpan *span, const KtgRecap *recap)
{
  g_autoptr (KtgTable) table = ktg_recap_words_new_told (cli->library, recap);
  g_autofree char *sentence = ktg_recap_words_dup_sentence (span, recap);
  g_autofree char *beside = ktg_recap_words_dup_beside (recap);
  guint            n_rows = g_list_model_get_n_items (G_LIST_MODEL (table->rows));

  ktg_terminal_say (sentence);
  for (guint i = 0; i < n_rows; i++)
    {
      g_autoptr (KtgTableRow) row = g_list_model_get_item (G_LIST_MODEL (table->rows), i);

      say_row (row);
    }
  ktg_terminal_say (beside);
}

static KtgExit
put_on_paper (KtgCli             *cli,
              KtgStore           *store,
              const Asked        *asked,
              const KtgRecapSpan *span,
              const KtgRecap     *recap)
{
  KtgMoment        now = cli->world->now ();
  KtgPaperRecap    subject = ktg_paper_recap_get (store, cli->library, span, recap, &now);
  g_autofree char *name = NULL;
  g_autoptr (KtgPaper) paper = NULL;

  subject.is_list = asked->lists_reports;
  subject.is_named = asked->is_named;
  name = ktg_paper_recap_dup_name (&subject);
  paper = ktg_paper_recap_new (&subject);
  return ktg_paper_out_write (store, paper, asked->paper, name);
}

/* Returns: (nullable): what programs read; NULL: people asked */
static GBytes *
write_document (KtgCli *cli, KtgStore *store, const Asked *asked, const KtgRecap *recap)
{
  g_autoptr (KtgTable) table = NULL;

  if (asked->is_json)
    return ktg_recap_json_write (recap);
  if (asked->lists_reports)
    table = ktg_recap_words_new_reports (cli->library, recap, ktg_store_get_summaries (store));
  else if (asked->is_csv)
    table = ktg_recap_words_new_whole (cli->library, recap);

  return table != NULL ? ktg_table_write_csv (table) : NULL;
}

static KtgExit
answer (KtgCli *cli, KtgStore *store, const Asked *asked, const KtgPeriod *period)
{
  const KtgPack *pack = ktg_library_get_pack (cli->library);
  KtgMoment      now = cli->world->now ();
  g_autoptr (KtgRecapSpan) span = ktg_recap_span_new_from_to (period, pack, NULL, &now);
  g_autoptr (KtgRecap) recap = ktg_recap_span_count (period, ktg_store_get_summaries (store), pack);
  g_autoptr (GBytes) document = NULL;

  if (asked->paper != NULL)
    return put_on_paper (cli, store, asked, span, recap);

  document = write_document (cli, store, asked, recap);
  if (document != NULL)
    ktg_terminal_put (document);
  else
    say_told (cli, span, recap);

  return KTG_EXIT_DONE;
}

static KtgExit
recap (KtgCli *cli, const Asked *asked)
{
  KtgMoment now = cli->world->now ();
  KtgPeriod period = { NULL, NULL };
  KtgExit   exit = KTG_EXIT_USAGE;
  KtgStore *store = NULL;

  if (read_period (asked, &now, &period))
    store = ktg_open_profile (cli, &exit);
  if (store != NULL)
    exit = ktg_close_profile (store, answer (cli, store, asked, &period));

  g_free (period.from);
  g_free (period.until);
  return exit;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  Asked        asked = { 0 };
  GOptionEntry entries[] = {
    { "from", 0, 0, G_OPTION_ARG_STRING, &asked.from, N_ ("From this day on"), N_ ("DATE") },
    { "to", 0, 0, G_OPTION_ARG_STRING, &asked.until, N_ ("Up to this day"), N_ ("DATE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &asked.is_json, N_ ("Print one JSON document"), NULL },
    { "csv", 0, 0, G_OPTION_ARG_NONE, &asked.is_csv, N_ ("Print CSV for a spreadsheet"), NULL },
    { "reports",
      0,
      0,
      G_OPTION_ARG_NONE,
      &asked.lists_reports,
      N_ ("The reports themselves as CSV, one a line"),
      NULL },
    { "pdf",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &asked.paper,
      N_ ("Put it on paper, with a row for each report, or with --reports these alone"),
      N_ ("OUT.pdf") },
    { "named",
      0,
      0,
      G_OPTION_ARG_NONE,
      &asked.is_named,
      N_ ("Print personal data in full, which is masked otherwise"),
      NULL },
    { NULL },
  };
  KtgExit exit = KTG_EXIT_USAGE;

  if (ktg_usage_parse (cli, &ktg_rekap_verb, entries, argv, &words))
    exit = recap (cli, &asked);

  g_free (asked.from);
  g_free (asked.until);
  g_free (asked.paper);
  return exit;
}

const KtgCliVerb ktg_rekap_verb = {
  .name = "rekap",
  .words = "[--from DATE] [--to DATE] [--json|--csv|--reports] [--pdf OUT.pdf [--named]]",
  .summary
  = N_ ("Counts the reports by day, kind, suspected violation, area and how far they are."),
  .run = run,
  .one_of = { "json|csv|pdf", "json|reports" },
};
