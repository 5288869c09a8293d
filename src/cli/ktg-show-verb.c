/* ktg-show-verb.c - ktg show: one report, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-fact-lines.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-custody-words.h>
#include <ktg-deadline-words.h>
#include <ktg-doubts.h>
#include <ktg-facts.h>
#include <ktg-filing-check.h>
#include <ktg-headline.h>
#include <ktg-language.h>
#include <ktg-report-changes.h>
#include <ktg-report-told.h>
#include <ktg-timeline.h>

/* How much of what its form needs is said. */
static void
say_checklist (KtgCli *cli, const KtgReport *report)
{
  const KtgForm   *form = ktg_pack_get_form_of_report (ktg_library_get_pack (cli->library), report);
  g_autofree char *words = NULL;

  if (form == NULL || report->form_code == NULL)
    return;

  words = ktg_filing_check_dup_form_checklist (form, report);
  ktg_fact_lines_say (_ ("Requirements"), words);
}

static void
say_doubts (KtgCli *cli, const KtgReport *report)
{
  KtgMoment now = cli->world->now ();
  g_autoptr (KtgReportLaw) law = ktg_report_law_new (ktg_library_get_pack (cli->library), report);
  g_autoptr (GPtrArray) doubts = ktg_doubts_new (report, law, &now);

  for (guint i = 0; i < doubts->len; i++)
    ktg_fact_lines_say (_ ("To be checked"), g_ptr_array_index (doubts, i));
}

/* As in the windows: names, where a pack or the list of regions has one for a code. */
static void
say_report (KtgCli *cli, const KtgReport *report)
{
  g_autoptr (GPtrArray) facts = ktg_facts_new (report,
                                               ktg_library_get_pack (cli->library),
                                               ktg_library_get_regions (cli->library),
                                               ktg_language_get ());

  for (guint i = 0; i < facts->len; i++)
    ktg_fact_lines_say_whole (g_ptr_array_index (facts, i), "");

  say_doubts (cli, report);
  say_checklist (cli, report);
}

static void
say_days_left (KtgCli *cli, const KtgSummaryFields *fields)
{
  const KtgPack *pack = ktg_library_get_pack (cli->library);
  KtgMoment      now = cli->world->now ();
  KtgDeadline    deadline;
  g_autoptr (GPtrArray) facts = ktg_fact_list_new ();

  if (ktg_headline_find_deadline (cli->library, fields, &now, &deadline))
    ktg_fact_lines_say_whole (ktg_deadline_words_add_left (facts, &deadline, pack, now.wall_us),
                              "");
}

static void
say_clocks (KtgCli *cli, const KtgReportHeld *held)
{
  KtgMoment now = cli->world->now ();
  g_autoptr (GPtrArray) facts
      = ktg_deadline_words_new (held, ktg_library_get_pack (cli->library), &now);

  for (guint i = 0; i < facts->len; i++)
    ktg_fact_lines_say_whole (g_ptr_array_index (facts, i), "");
}

static void
say_timeline (KtgCli *cli, const KtgReportHeld *held)
{
  const KtgFormReader reader = ktg_library_get_reader (cli->library);
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held, &reader, cli->world->now ().utc_offset_s);

  ktg_terminal_say (_ ("What happened to it:"));

  for (guint i = 0; i < steps->len; i++)
    {
      const KtgTimelineStep *step = g_ptr_array_index (steps, i);
      g_autofree char       *line = g_strdup_printf ("  %s%s%s (%s)",
                                               step->what,
                                               *step->when != '\0' ? ", " : "",
                                               step->when,
                                               step->who);

      ktg_terminal_say (line);
      if (step->detail != NULL)
        ktg_fact_lines_say_detail ("    ", step->detail);
    }
}

static void
say_changes (KtgCli *cli, const KtgReport *before, const KtgHistoryEntry *entry)
{
  const KtgEvent     *event = entry->event;
  const KtgFormReader reader = ktg_library_get_reader (cli->library);
  g_autoptr (GPtrArray) changes = ktg_report_changes_new (before, event->report, &reader);

  ktg_fact_lines_say (entry->is_aside ? _ ("Not proven, and changes nothing")
                                      : _ ("What was changed"),
                      event->reason);
  for (guint i = 0; i < changes->len; i++)
    {
      const KtgReportChange *change = g_ptr_array_index (changes, i);
      g_autofree char       *line
          = g_strdup_printf ("%s: “%s” → “%s”", change->label, change->before, change->after);

      ktg_fact_lines_say_detail ("  ", line);
    }
}

/* Each version beside the one before it that is in force. */
static void
say_versions (KtgCli *cli, const KtgHistory *history)
{
  const KtgReport *before = NULL;

  for (guint i = 0; i < ktg_history_get_n_entries (history); i++)
    {
      const KtgHistoryEntry *entry = ktg_history_get_entry (history, i);
      const KtgEvent        *event = entry->event;

      if (event->report == NULL || g_strcmp0 (event->author, ktg_history_get_author (history)) != 0)
        continue;
      if (before != NULL)
        say_changes (cli, before, entry);
      if (!entry->is_aside)
        before = event->report;
    }
}

/* NULL where it cannot be read; the report can. */
static GPtrArray *
load_custody (KtgCli *cli, KtgStore *store, const char *sha256)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  ktg_store_load_custody_async (store,
                                sha256,
                                cli->world->now ().utc_offset_s,
                                NULL,
                                ktg_await_done_cb,
                                &await);
  return ktg_store_load_custody_finish (store, ktg_await_result (&await), NULL);
}

static void
say_custody (KtgCli *cli, KtgStore *store, const KtgFileHeld *file)
{
  g_autoptr (GPtrArray) entries = file->is_preview ? NULL : load_custody (cli, store, file->sha256);
  g_autoptr (GPtrArray) facts = entries != NULL ? ktg_custody_words_new (entries) : NULL;

  for (guint i = 0; facts != NULL && i < facts->len; i++)
    ktg_fact_lines_say_whole (g_ptr_array_index (facts, i), "    ");
}

static void
say_file (KtgCli            *cli,
          const KtgFileHeld *file,
          const KtgEvidence *evidence,
          const char        *not_received)
{
  g_autofree char *size = ktg_sentences_dup_size (file->size_bytes);
  g_autofree char *words = evidence != NULL
                               ? ktg_facts_dup_evidence (evidence,
                                                         ktg_library_get_pack (cli->library),
                                                         ktg_language_get ())
                               : g_strdup ("");
  g_autofree char *refusal
      = file->parked != NULL ? ktg_cli_sentences_dup_refusal (file->parked) : NULL;
  const char      *where = file->is_received ? _ ("on the server") : not_received;
  g_autofree char *line = g_strdup_printf ("  %s  %s  %s  %s  %s",
                                           file->sha256,
                                           size,
                                           file->is_preview ? _ ("preview") : _ ("original"),
                                           refusal != NULL ? refusal : where,
                                           words);

  ktg_terminal_say (g_strchomp (line));
}

/* Of a file without a receipt here. */
static const char *
get_not_received (const KtgReportHeld *held)
{
  if (held->anew != NULL)
    return _ ("filed anew");

  if (ktg_summary_fields_knows_files (ktg_summary_get (held->summary)))
    return _ ("waiting");

  /* Translators: whether the server has a file */
  return _ ("not known here");
}

static void
say_files (KtgCli *cli, KtgStore *store, const KtgReportHeld *held)
{
  const KtgReport *report = ktg_history_get_report (held->history);
  const char      *not_received = get_not_received (held);

  if (held->files->len > 0)
    ktg_terminal_say (_ ("Files:"));

  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);
      const KtgEvidence *evidence
          = report != NULL ? ktg_report_find_evidence (report, file->sha256) : NULL;

      say_file (cli, file, evidence, not_received);
      say_custody (cli, store, file);
    }
}

static void
say_held (KtgCli *cli, KtgStore *store, const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  const KtgReport        *report = ktg_history_get_report (held->history);
  const KtgPlaceClock     clock = ktg_place_clock_of (ktg_library_get_pack (cli->library),
                                                  fields,
                                                  cli->world->now ().utc_offset_s);
  g_autofree char *state = ktg_sentences_dup_state (fields, ktg_library_get_pack (cli->library));
  g_autofree char *delivery
      = ktg_headline_dup_delivery (held, ktg_store_get_account (store) != NULL);
  g_autofree char *withdrawal = ktg_headline_dup_withdrawal (held, &clock);
  g_autofree char *refusal
      = held->parked != NULL ? ktg_cli_sentences_dup_refusal (held->parked) : NULL;

  ktg_fact_lines_say (_ ("Report"), ktg_summary_fields_get_uuid (fields));
  ktg_fact_lines_say (_ ("Filing"), fields->filing);
  ktg_fact_lines_say (_ ("Number"), fields->number);
  ktg_fact_lines_say (_ ("State"), state);
  ktg_terminal_say (refusal != NULL ? refusal : withdrawal != NULL ? withdrawal : delivery);
  ktg_fact_lines_say (_ ("Filed anew as"), held->anew);
  say_clocks (cli, held);

  if (report != NULL)
    say_report (cli, report);

  say_timeline (cli, held);
  say_versions (cli, held->history);
  say_files (cli, store, held);
}

static void
add_custody (KtgCli *cli, KtgStore *store, KtgFileStatus *told)
{
  g_autoptr (GPtrArray) entries = told->is_preview ? NULL : load_custody (cli, store, told->sha256);

  for (guint i = 0; entries != NULL && i < entries->len; i++)
    {
      const KtgCustodyEntry *entry = g_ptr_array_index (entries, i);

      g_ptr_array_add (told->custody,
                       ktg_custody_status_new (ktg_custody_act_get_name (entry->act),
                                               entry->day,
                                               entry->n_times,
                                               entry->is_former));
    }
}

static KtgReportStatus *
new_status (KtgCli *cli, KtgStore *store, const KtgReportHeld *held)
{
  KtgReportStatus *status = ktg_report_told_new (held);

  status->replaced_by = g_strdup (held->anew);
  status->holder = g_strdup (held->holder);
  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);
      KtgFileStatus     *told = g_ptr_array_index (status->files, i);

      told->parked = g_strdup (file->parked);
      add_custody (cli, store, told);
    }

  return status;
}

static gboolean
find_due (KtgCli *cli, const KtgSummaryFields *fields, const KtgHistory *history, KtgReportDue *due)
{
  KtgMoment now = cli->world->now ();

  return ktg_report_due_find (ktg_library_get_pack (cli->library), fields, history, &now, due);
}

static KtgExit
show_report (KtgCli *cli, KtgStore *store, const char *id, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgReportStatus) status = NULL;
  g_autoptr (GBytes) document = NULL;
  KtgReportDue due;

  ktg_store_load_report_async (store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), &error);

  if (held == NULL)
    return ktg_cli_sentences_complain (error);

  if (!is_json)
    {
      say_held (cli, store, held);
      return KTG_EXIT_DONE;
    }

  status = new_status (cli, store, held);
  if (find_due (cli, ktg_summary_get (held->summary), held->history, &due))
    status->due = &due;
  document = ktg_status_json_write_report (status, held->history);
  ktg_terminal_put (document);
  return KTG_EXIT_DONE;
}

static KtgExit
show_draft (KtgCli *cli, KtgStore *store, const KtgSummaryFields *fields, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (GBytes) document = NULL;
  g_autofree char *state = NULL;
  KtgReportDue     due;

  ktg_store_load_draft_async (store, fields->id, NULL, ktg_await_done_cb, &await);
  draft = ktg_store_load_draft_finish (store, ktg_await_result (&await), &error);

  if (draft == NULL)
    return ktg_cli_sentences_complain (error);

  if (is_json)
    {
      document = ktg_status_json_write_draft (fields->id,
                                              ktg_draft_get_report (draft),
                                              find_due (cli, fields, NULL, &due) ? &due : NULL);
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  state = ktg_sentences_dup_state (fields, ktg_library_get_pack (cli->library));
  ktg_fact_lines_say (_ ("Report"), fields->id);
  ktg_fact_lines_say (_ ("State"), state);
  say_days_left (cli, fields);
  say_report (cli, ktg_draft_get_report (draft));
  return KTG_EXIT_DONE;
}

static KtgExit
show (KtgCli *cli, KtgStore *store, const char *given, gboolean is_json)
{
  KtgSummary *found = ktg_open_profile_find (store, given);
  g_autoptr (KtgSummary) summary = found != NULL ? g_object_ref (found) : NULL;
  const KtgSummaryFields *fields = NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  fields = ktg_summary_get (summary);

  if (fields->state == KTG_STATE_DRAFT)
    return show_draft (cli, store, fields, is_json);

  return show_report (cli, store, fields->id, is_json);
}

static KtgExit
refuse_form (const char *code)
{
  g_autofree char *safe = ktg_terminal_dup_safe (code);
  g_autofree char *line
      = g_strdup_printf (_ ("“%s” is no form that is issued from this report."), safe);

  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

static gboolean
is_issued_from (const KtgForm *form, const KtgPack *pack, const KtgReport *report)
{
  const KtgForm *source = ktg_pack_get_form_of_report (pack, report);

  return form != NULL && source != NULL && g_strcmp0 (form->issued_from, source->code) == 0;
}

static KtgExit
say_issued (KtgCli *cli, const KtgReportHeld *held, const char *code)
{
  const KtgFormReader reader = ktg_library_get_reader (cli->library);
  const KtgReport    *report = ktg_history_get_report (held->history);
  const KtgForm      *form = ktg_pack_get_form (reader.pack, code);
  g_autoptr (GPtrArray) facts = NULL;

  if (report == NULL || !is_issued_from (form, reader.pack, report))
    return refuse_form (code);

  facts = ktg_facts_new_issued (form, report, &reader);
  ktg_terminal_say (ktg_words_get (&form->title, reader.language));
  ktg_fact_lines_say (_ ("Report"), ktg_summary_fields_get_uuid (ktg_summary_get (held->summary)));

  for (guint i = 0; i < facts->len; i++)
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      ktg_fact_lines_say (fact->name, fact->value);
    }

  return KTG_EXIT_DONE;
}

static KtgExit
issue (KtgCli *cli, KtgStore *store, const char *given, const char *code)
{
  KtgSummary *summary = ktg_open_profile_find (store, given);
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;
  if (ktg_summary_get (summary)->state == KTG_STATE_DRAFT)
    return refuse_form (code);

  ktg_store_load_report_async (store,
                               ktg_summary_get (summary)->id,
                               NULL,
                               ktg_await_done_cb,
                               &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), &error);

  return held != NULL ? say_issued (cli, held, code) : ktg_cli_sentences_complain (error);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *form = NULL;
  gboolean         is_json = FALSE;
  GOptionEntry     entries[] = {
        { "json", 0, 0, G_OPTION_ARG_NONE, &is_json, N_ ("Print one JSON document"), NULL },
        { "form",
          0,
          0,
          G_OPTION_ARG_STRING,
          &form,
          N_ ("Show a form that is issued from the report"),
          N_ ("CODE") },
        { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_show_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);
  if (store == NULL)
    return exit;

  exit = form != NULL ? issue (cli, store, words[0], form) : show (cli, store, words[0], is_json);
  return ktg_close_profile (store, exit);
}

const KtgCliVerb ktg_show_verb = {
  .name = "show",
  .words = "ID [--form CODE | --json]",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Shows one report; the beginning of its id is enough."),
  .run = run,
  .one_of = { "json|form" },
};
