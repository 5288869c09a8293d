/* ktg-print-verb.c - ktg print: a report or a draft as a PDF
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-paper-file.h>

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
refuse (const char *words)
{
  g_autofree char *safe = ktg_terminal_dup_safe (words);

  ktg_terminal_complain (safe);
  return KTG_EXIT_FAILED;
}

static KtgExit
refuse_form (const char *code)
{
  g_autofree char *words = g_strdup_printf (_ ("“%s” is no form of this report."), code);

  return refuse (words);
}

/* It might be an original. */
static KtgExit
refuse_place (const char *path)
{
  g_autofree char *words
      = g_strdup_printf (_ ("“%s” is there already and was left as it is. Name another."), path);

  return refuse (words);
}

/* That it cannot be kept is no reason to say that there is no paper. */
static void
note (KtgCli *cli, KtgStore *store, KtgPaper *paper)
{
  const GPtrArray *files = ktg_paper_get_files (paper);

  for (guint i = 0; ktg_paper_has_photos (paper) && i < files->len; i++)
    {
      g_auto (KtgAwait) await = KTG_AWAIT_INIT;
      KtgMoment now = cli->world->now ();

      ktg_store_note_custody_async (store,
                                    ((const KtgEvidence *)g_ptr_array_index (files, i))->sha256,
                                    KTG_CUSTODY_PRINTED,
                                    &now,
                                    ktg_await_done_cb,
                                    &await);
      ktg_store_note_custody_finish (store, ktg_await_result (&await), NULL);
    }
}

static KtgExit
write_paper (KtgCli *cli, KtgStore *store, KtgPaper *paper, const char *path)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autofree char *words = NULL;

  ktg_paper_file_write_async (paper, store, path, NULL, ktg_await_done_cb, &await);
  if (ktg_paper_file_write_finish (ktg_await_result (&await), &error))
    {
      note (cli, store, paper);
      ktg_terminal_say (path);
      return KTG_EXIT_DONE;
    }

  words = ktg_paper_file_dup_trouble (error);
  return refuse (words);
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

/* A folder is enough: then the file has the name that says what it is. */
static char *
dup_path (const Wish *wish, const KtgPaperSubject *subject)
{
  const KtgForm   *form = subject->form;
  g_autofree char *name = ktg_paper_file_dup_name (subject->report->number,
                                                   form != NULL ? form->code : NULL,
                                                   wish->is_named);

  return g_file_test (wish->out, G_FILE_TEST_IS_DIR) ? g_build_filename (wish->out, name, NULL)
                                                     : g_strdup (wish->out);
}

static KtgExit
print (KtgCli *cli, KtgStore *store, const Wish *wish)
{
  KtgSummary *found = ktg_open_profile_find (store, wish->id);
  g_autoptr (KtgSummary) summary = found != NULL ? g_object_ref (found) : NULL;
  g_auto (Loaded) loaded = { 0 };
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPaper) paper = NULL;
  g_autofree char *path = NULL;
  KtgPaperSubject  subject;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  load (store, ktg_summary_get (summary), &loaded, &error);
  if (error != NULL)
    return ktg_cli_sentences_complain (error);
  if (get_report (&loaded) == NULL)
    return refuse (_ ("What this report says cannot be read here."));

  subject = get_subject (cli, store, ktg_summary_get (summary), &loaded, wish);
  if (wish->form != NULL && subject.form == NULL)
    return refuse_form (wish->form);

  paper = ktg_paper_new (&subject);
  path = dup_path (wish, &subject);
  if (g_file_test (path, G_FILE_TEST_EXISTS))
    return refuse_place (path);

  return write_paper (cli, store, paper, path);
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
