/* ktg-show-verb.c - ktg show: one report, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-facts.h>
#include <ktg-headline.h>
#include <ktg-language.h>
#include <ktg-timeline.h>

/* Nothing is said of what is not known. */
static void
say_fact (const char *name, const char *text)
{
  g_autofree char *safe = ktg_terminal_dup_safe (text);
  g_autofree char *line = NULL;

  if (*safe == '\0')
    return;

  line = g_strdup_printf ("%s: %s", name, safe);
  ktg_terminal_say (line);
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
    {
      const KtgFact *fact = g_ptr_array_index (facts, i);

      say_fact (fact->name, fact->value);
    }
}

static void
say_days_left (KtgCli *cli, const KtgSummaryFields *fields)
{
  KtgMoment        now = cli->world->now ();
  int              days_left = 0;
  g_autofree char *words = NULL;

  if (!ktg_headline_get_days_left (cli->library, fields, &now, &days_left))
    return;

  words = ktg_sentences_dup_days_left (days_left);
  say_fact (_ ("Time limit"), words);
}

static void
say_timeline (KtgCli *cli, const KtgReportHeld *held)
{
  g_autoptr (GPtrArray) steps = ktg_timeline_new (held,
                                                  ktg_library_get_pack (cli->library),
                                                  ktg_language_get (),
                                                  cli->world->now ().utc_offset_s);

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
    }
}

static const KtgEvidence *
find_evidence (const KtgReport *report, const char *sha256)
{
  for (guint i = 0; report != NULL && i < report->evidence->len; i++)
    {
      const KtgEvidence *evidence = g_ptr_array_index (report->evidence, i);

      if (g_str_equal (evidence->sha256, sha256))
        return evidence;
    }

  return NULL;
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

static void
say_files (KtgCli *cli, const KtgReportHeld *held)
{
  const KtgReport *report = ktg_history_get_report (held->history);
  const char      *not_received = held->anew != NULL ? _ ("filed anew") : _ ("waiting");

  if (held->files->len > 0)
    ktg_terminal_say (_ ("Files:"));

  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = g_ptr_array_index (held->files, i);

      say_file (cli, file, find_evidence (report, file->sha256), not_received);
    }
}

static void
say_held (KtgCli *cli, const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  const KtgReport        *report = ktg_history_get_report (held->history);
  g_autofree char        *state = ktg_sentences_dup_state (fields);
  g_autofree char        *delivery = ktg_sentences_dup_delivery (fields);
  g_autofree char        *refusal
      = held->parked != NULL ? ktg_cli_sentences_dup_refusal (held->parked) : NULL;

  say_fact (_ ("Report"), fields->id);
  say_fact (_ ("State"), state);
  ktg_terminal_say (refusal != NULL ? refusal : delivery);
  say_fact (_ ("Filed anew as"), held->anew);
  say_days_left (cli, fields);

  if (report != NULL)
    say_report (cli, report);

  say_timeline (cli, held);
  say_files (cli, held);
}

static KtgReportStatus *
new_status (const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  KtgReportStatus        *status = ktg_report_status_new (fields->id,
                                                   ktg_state_get_name (fields->state),
                                                   ktg_history_get_n_entries (held->history));

  status->replaced_by = g_strdup (held->anew);
  for (guint i = 0; i < held->files->len; i++)
    {
      const KtgFileHeld *file = held->files->pdata[i];
      KtgFileStatus     *told = ktg_file_status_new (file->sha256,
                                                 file->size_bytes,
                                                 file->is_received,
                                                 file->is_preview);

      told->parked = g_strdup (file->parked);
      g_ptr_array_add (status->files, told);
    }

  return status;
}

static KtgExit
show_report (KtgCli *cli, KtgStore *store, const char *id, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReportHeld) held = NULL;
  g_autoptr (KtgReportStatus) status = NULL;
  g_autoptr (GBytes) document = NULL;

  ktg_store_load_report_async (store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), &error);

  if (held == NULL)
    return ktg_cli_sentences_complain (error);

  if (!is_json)
    {
      say_held (cli, held);
      return KTG_EXIT_DONE;
    }

  status = new_status (held);
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

  ktg_store_load_draft_async (store, fields->id, NULL, ktg_await_done_cb, &await);
  draft = ktg_store_load_draft_finish (store, ktg_await_result (&await), &error);

  if (draft == NULL)
    return ktg_cli_sentences_complain (error);

  if (is_json)
    {
      document = ktg_status_json_write_draft (fields->id, ktg_draft_get_report (draft));
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  state = ktg_sentences_dup_state (fields);
  say_fact (_ ("Report"), fields->id);
  say_fact (_ ("State"), state);
  say_days_left (cli, fields);
  say_report (cli, ktg_draft_get_report (draft));
  return KTG_EXIT_DONE;
}

static KtgExit
show (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgSummary *found = ktg_open_profile_find (store, words[0]);
  g_autoptr (KtgSummary) summary = found != NULL ? g_object_ref (found) : NULL;
  const KtgSummaryFields *fields = NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  fields = ktg_summary_get (summary);

  if (fields->state == KTG_STATE_DRAFT)
    return show_draft (cli, store, fields, is_json);

  return show_report (cli, store, fields->id, is_json);
}

const KtgCliVerb ktg_show_verb = {
  .name = "show",
  .words = "ID [--json]",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Shows one report; the beginning of its id is enough."),
  .work = show,
  .has_json = TRUE,
};
