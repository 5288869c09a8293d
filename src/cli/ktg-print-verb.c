/* ktg-print-verb.c - ktg print: a report or a draft as a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-paper-out.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-paper-file.h>
#include <ktg-paper-report.h>

/* What is asked for: of which report, on which form, with what is secret or without it, and where
 * it goes. */
typedef struct
{
  const char *id;
  const char *form; /* NULL: its own */
  gboolean    is_named;
  const char *out;
} Wish;

/* What is loaded of it: one of both. */
typedef struct
{
  KtgReportHeld *held;
  KtgDraft      *draft;
} Loaded;

static void
loaded_clear (Loaded *loaded)
{
  g_clear_pointer (&loaded->held, ktg_report_held_free);
  g_clear_object (&loaded->draft);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Loaded, loaded_clear)

static void
load (KtgStore *store, const KtgSummaryFields *fields, Loaded *loaded, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  if (fields->state == KTG_STATE_DRAFT)
    {
      ktg_store_load_draft_async (store, fields->id, NULL, ktg_await_done_cb, &await);
      loaded->draft = ktg_store_load_draft_finish (store, ktg_await_result (&await), error);
      return;
    }

  ktg_store_load_report_async (store, fields->id, NULL, ktg_await_done_cb, &await);
  loaded->held = ktg_store_load_report_finish (store, ktg_await_result (&await), error);
}

static const KtgReport *
get_report (const Loaded *loaded)
{
  return loaded->draft != NULL ? ktg_draft_get_report (loaded->draft)
                               : ktg_history_get_report (loaded->held->history);
}

static KtgExit
refuse_form (const char *code)
{
  g_autofree char *words = g_strdup_printf (_ ("“%s” is no form of this report."), code);

  return ktg_paper_out_refuse (words);
}

/* That it cannot be kept is no reason to say that there is no paper. */
static void
note (KtgCli *cli, KtgStore *store, KtgPaper *paper)
{
  g_autoptr (GPtrArray) photos = ktg_paper_list_photos (paper);

  for (guint i = 0; i < photos->len; i++)
    {
      g_auto (KtgAwait) await = KTG_AWAIT_INIT;
      KtgMoment now = cli->world->now ();

      ktg_store_note_custody_async (store,
                                    ((const KtgEvidence *)g_ptr_array_index (photos, i))->sha256,
                                    KTG_CUSTODY_PRINTED,
                                    &now,
                                    ktg_await_done_cb,
                                    &await);
      ktg_store_note_custody_finish (store, ktg_await_result (&await), NULL);
    }
}

static KtgPaperSubject
get_subject (KtgCli                 *cli,
             KtgStore               *store,
             const KtgSummaryFields *fields,
             const Loaded           *loaded,
             const Wish             *wish)
{
  KtgPaperSubject subject = ktg_paper_subject_get (store, cli->library, fields);
  const KtgPack  *pack = subject.reader.pack;

  subject.report = get_report (loaded);
  subject.held = loaded->held;
  subject.form = wish->form != NULL ? ktg_paper_subject_find_form (pack, subject.report, wish->form)
                                    : ktg_pack_get_form_of_report (pack, subject.report);
  subject.is_named = wish->is_named;
  subject.now = cli->world->now ();
  return subject;
}

static char *
dup_name (const Wish *wish, const KtgPaperSubject *subject)
{
  return ktg_paper_file_dup_name (subject->report->number,
                                  subject->form != NULL ? subject->form->code : NULL,
                                  wish->is_named);
}

static KtgExit
print (KtgCli *cli, KtgStore *store, const Wish *wish)
{
  KtgSummary *found = ktg_open_profile_find (store, wish->id);
  g_autoptr (KtgSummary) summary = found != NULL ? g_object_ref (found) : NULL;
  g_auto (Loaded) loaded = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPaper) paper = NULL;
  g_autofree char *name = NULL;
  KtgPaperSubject  subject;
  KtgExit          exit;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  load (store, ktg_summary_get (summary), &loaded, &error);
  if (error != NULL)
    return ktg_cli_sentences_complain (error);
  if (get_report (&loaded) == NULL)
    return ktg_paper_out_refuse (_ ("What this report says cannot be read here."));

  subject = get_subject (cli, store, ktg_summary_get (summary), &loaded, wish);
  if (wish->form != NULL && subject.form == NULL)
    return refuse_form (wish->form);

  paper = ktg_paper_report_new (&subject);
  name = dup_name (wish, &subject);
  exit = ktg_paper_out_write (store, paper, wish->out, name);
  if (exit == KTG_EXIT_DONE)
    note (cli, store, paper);

  return exit;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *form = NULL;
  Wish             wish = { 0 };
  GOptionEntry     entries[] = {
        { "form",
          0,
          0,
          G_OPTION_ARG_STRING,
          &form,
          N_ ("Fill this form, one of those of the report"),
          N_ ("CODE") },
        { "named",
          0,
          0,
          G_OPTION_ARG_NONE,
          &wish.is_named,
          N_ ("Print personal data in full, which is masked otherwise"),
          NULL },
        { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_print_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  wish.id = words[0];
  wish.out = words[1];
  wish.form = form;
  store = ktg_open_profile (cli, &exit);
  return store != NULL ? ktg_close_profile (store, print (cli, store, &wish)) : exit;
}

const KtgCliVerb ktg_print_verb = {
  .name = "print",
  .words = "ID [--form CODE] [--named] OUT.pdf",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Puts a report or a draft on paper, as a PDF file."),
  .run = run,
  .changes = TRUE,
};
