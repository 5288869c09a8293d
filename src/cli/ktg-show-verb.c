/* ktg-show-verb.c - ktg show: one report, whole
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

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

static void
say_persons (const KtgReport *report)
{
  const char *roles[] = { [KTG_PERSON_REPORTED] = _ ("Reported"),
                          [KTG_PERSON_REPORTER] = _ ("Reporter"),
                          [KTG_PERSON_WITNESS] = _ ("Witness") };

  for (guint i = 0; i < report->persons->len; i++)
    {
      const KtgPerson *person = report->persons->pdata[i];
      g_autofree char *who = g_strjoin (person->position != NULL ? ", " : "",
                                        person->name != NULL ? person->name : "",
                                        person->position != NULL ? person->position : "",
                                        NULL);

      say_fact (roles[person->role], who);
    }
}

static void
say_violations (const KtgReport *report)
{
  for (guint i = 0; i < report->violations->len; i++)
    say_fact (_ ("Suspected violation"), report->violations->pdata[i]);
}

static void
say_report (const KtgReport *report)
{
  say_fact (_ ("Kind"), report->kind);
  say_violations (report);
  say_persons (report);
  say_fact (_ ("Place"), report->place_words);
  say_fact (_ ("Region"), report->place_region);
  say_fact (_ ("Happened"), report->happened);
  say_fact (_ ("Known"), report->known);
  say_fact (_ ("Filed"), report->filed);
  say_fact (_ ("What happened"), report->account);
}

static void
say_file (const KtgFileHeld *file, const char *not_received)
{
  g_autofree char *size = ktg_sentences_dup_size (file->size_bytes);
  g_autofree char *refusal
      = file->parked != NULL ? ktg_cli_sentences_dup_refusal (file->parked) : NULL;
  const char      *where = file->is_received ? _ ("on the server") : not_received;
  g_autofree char *line = g_strdup_printf ("  %s  %s  %s  %s",
                                           file->sha256,
                                           size,
                                           file->is_preview ? _ ("preview") : _ ("original"),
                                           refusal != NULL ? refusal : where);

  ktg_terminal_say (line);
}

static void
say_held (const KtgReportHeld *held)
{
  const KtgSummaryFields *fields = ktg_summary_get (held->summary);
  const KtgReport        *report = ktg_history_get_report (held->history);
  g_autofree char        *state = ktg_sentences_dup_state (fields);
  g_autofree char        *refusal
      = held->parked != NULL ? ktg_cli_sentences_dup_refusal (held->parked) : NULL;

  say_fact (_ ("Report"), fields->id);
  say_fact (_ ("State"), state);
  say_fact (_ ("Parked"), refusal);
  say_fact (_ ("Filed anew as"), held->anew);
  say_fact (_ ("The office says"), fields->review_state);

  if (report != NULL)
    say_report (report);

  if (held->files->len > 0)
    ktg_terminal_say (_ ("Files:"));

  for (guint i = 0; i < held->files->len; i++)
    say_file (held->files->pdata[i], held->anew != NULL ? _ ("filed anew") : _ ("waiting"));
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
show_report (KtgStore *store, const char *id, gboolean is_json)
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
      say_held (held);
      return KTG_EXIT_DONE;
    }

  status = new_status (held);
  document = ktg_status_json_write_report (status, held->history);
  ktg_terminal_put (document);
  return KTG_EXIT_DONE;
}

static KtgExit
show_draft (KtgStore *store, const char *id, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgDraft) draft = NULL;
  g_autoptr (GBytes) document = NULL;

  ktg_store_load_draft_async (store, id, NULL, ktg_await_done_cb, &await);
  draft = ktg_store_load_draft_finish (store, ktg_await_result (&await), &error);

  if (draft == NULL)
    return ktg_cli_sentences_complain (error);

  if (is_json)
    {
      document = ktg_status_json_write_draft (id, ktg_draft_get_report (draft));
      ktg_terminal_put (document);
      return KTG_EXIT_DONE;
    }

  say_fact (_ ("Report"), id);
  say_fact (_ ("State"), _ ("Draft"));
  say_report (ktg_draft_get_report (draft));
  return KTG_EXIT_DONE;
}

static KtgExit
show (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgSummary      *summary = ktg_open_profile_find (store, words[0]);
  g_autofree char *id = summary != NULL ? g_strdup (ktg_summary_get (summary)->id) : NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  if (ktg_summary_get (summary)->state == KTG_STATE_DRAFT)
    return show_draft (store, id, is_json);

  return show_report (store, id, is_json);
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
