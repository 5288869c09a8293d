/* ktg-cover-verb.c - ktg cover: a copy of a photo to show around, with what nobody shall see
 * covered
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-new-file.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-blurred-copy.h>

#define MAX_RECTANGLES 64 /* as many as one copy has */
#define MAX_SIDE 65535

/* What is asked for: of which file, without what, and where it goes. */
typedef struct
{
  const char *id;
  guint       i; /* from 0 */
  GArray     *covers;
  const char *out;
} Wish;

static gboolean
read_number (const char *text, gint64 least, gint64 most, int *number)
{
  gint64 read;

  if (!g_ascii_string_to_signed (text, 10, least, most, &read, NULL))
    return FALSE;

  *number = (int)read;
  return TRUE;
}

static gboolean
read_rectangle (const char *text, KtgRasterPart *part)
{
  g_auto (GStrv) numbers = g_strsplit (text, ",", -1);

  return g_strv_length (numbers) == 4 && read_number (numbers[0], 0, MAX_SIDE, &part->x)
         && read_number (numbers[1], 0, MAX_SIDE, &part->y)
         && read_number (numbers[2], 1, MAX_SIDE, &part->width)
         && read_number (numbers[3], 1, MAX_SIDE, &part->height);
}

static gboolean
read_rectangles (GStrv texts, GArray *covers)
{
  KtgRasterPart part;

  if (texts == NULL || g_strv_length (texts) > MAX_RECTANGLES)
    {
      ktg_usage_complain (_ ("Say what is to be covered: one rectangle at least, 64 at most."),
                          "cover");
      return FALSE;
    }

  for (guint i = 0; texts[i] != NULL; i++)
    {
      g_autofree char *slip = NULL;

      if (read_rectangle (texts[i], &part))
        {
          g_array_append_val (covers, part);
          continue;
        }

      slip = g_strdup_printf (_ ("“%s” is no rectangle. Say X,Y,W,H in pixels of the upright "
                                 "picture, as in 200,150,90,120."),
                              texts[i]);
      ktg_usage_complain (slip, "cover");
      return FALSE;
    }

  return TRUE;
}

static gboolean
read_wish (GStrv words, GStrv rectangles, Wish *wish)
{
  int number;

  if (!read_number (words[1], 1, G_MAXINT, &number))
    {
      g_autofree char *slip = g_strdup_printf (_ ("“%s” is no number of a file; the first of a "
                                                  "report is 1."),
                                               words[1]);

      ktg_usage_complain (slip, "cover");
      return FALSE;
    }

  wish->id = words[0];
  wish->i = (guint)number - 1;
  wish->out = words[2];
  return read_rectangles (rectangles, wish->covers);
}

/* As its page shows it, filed or not. */
static KtgReport *
load_draft (KtgStore *store, const char *id, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgDraft) draft = NULL;

  ktg_store_load_draft_async (store, id, NULL, ktg_await_done_cb, &await);
  draft = ktg_store_load_draft_finish (store, ktg_await_result (&await), error);
  return draft != NULL ? ktg_report_copy (ktg_draft_get_report (draft)) : NULL;
}

static KtgReport *
load_filed (KtgStore *store, const char *id, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgReportHeld) held = NULL;
  const KtgReport *report;

  ktg_store_load_report_async (store, id, NULL, ktg_await_done_cb, &await);
  held = ktg_store_load_report_finish (store, ktg_await_result (&await), error);
  report = held != NULL ? ktg_history_get_report (held->history) : NULL;
  return report != NULL ? ktg_report_copy (report) : NULL;
}

static KtgExit
refuse (const char *words)
{
  g_autofree char *safe = ktg_terminal_dup_safe (words);

  ktg_terminal_complain (safe);
  return KTG_EXIT_FAILED;
}

/* That it cannot be kept is no reason to say that there is no copy. */
static void
note (KtgCli *cli, KtgStore *store, const char *sha256)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment now = cli->world->now ();

  ktg_store_note_custody_async (store,
                                sha256,
                                KTG_CUSTODY_COVERED,
                                &now,
                                ktg_await_done_cb,
                                &await);
  ktg_store_note_custody_finish (store, ktg_await_result (&await), NULL);
}

static KtgExit
write_copy (KtgCli *cli, KtgStore *store, const Wish *wish, const char *sha256, const char *path)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GFile) destination = g_file_new_for_path (path);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) copy = NULL;
  g_autofree char *words = NULL;

  ktg_blurred_copy_async (store,
                          sha256,
                          (const KtgRasterPart *)wish->covers->data,
                          wish->covers->len,
                          destination,
                          NULL,
                          ktg_await_done_cb,
                          &await);
  copy = ktg_blurred_copy_finish (ktg_await_result (&await), &error);
  if (copy != NULL)
    {
      note (cli, store, sha256);
      ktg_terminal_say (path);
      return KTG_EXIT_DONE;
    }

  words = ktg_blurred_copy_dup_trouble (error);
  return refuse (words);
}

static KtgExit
refuse_number (const KtgReport *report)
{
  g_autofree char *words
      = g_strdup_printf (_ ("There is no such file: this report has %u."), report->evidence->len);

  return refuse (words);
}

static KtgExit
copy_file (KtgCli *cli, KtgStore *store, const Wish *wish, const KtgReport *report)
{
  const KtgEvidence *evidence;
  g_autofree char   *name = NULL;
  g_autofree char   *path = NULL;

  if (wish->i >= report->evidence->len)
    return refuse_number (report);

  evidence = g_ptr_array_index (report->evidence, wish->i);
  name = ktg_blurred_copy_dup_name (report->number, wish->i, evidence->sha256);
  path = ktg_new_file_dup_path (wish->out, name);
  return path != NULL ? write_copy (cli, store, wish, evidence->sha256, path) : KTG_EXIT_FAILED;
}

static KtgExit
cover (KtgCli *cli, KtgStore *store, const Wish *wish)
{
  KtgSummary *summary = ktg_open_profile_find (store, wish->id);
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgReport) report = NULL;
  const KtgSummaryFields *fields;

  if (summary == NULL)
    return KTG_EXIT_FAILED;

  fields = ktg_summary_get (summary);
  report = fields->state == KTG_STATE_DRAFT ? load_draft (store, fields->id, &error)
                                            : load_filed (store, fields->id, &error);
  if (error != NULL)
    return ktg_cli_sentences_complain (error);
  if (report == NULL)
    return refuse (_ ("What this report says cannot be read here."));

  return copy_file (cli, store, wish, report);
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_auto (GStrv) rectangles = NULL;
  GOptionEntry entries[] = {
    { "rectangle",
      0,
      0,
      G_OPTION_ARG_STRING_ARRAY,
      &rectangles,
      N_ ("Cover this, in pixels of the upright picture; as often as is needed"),
      N_ ("X,Y,W,H") },
    { NULL },
  };
  g_autoptr (GArray) covers = g_array_new (FALSE, FALSE, sizeof (KtgRasterPart));
  Wish      wish = { .covers = covers };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_cover_verb, entries, argv, &words)
      || !read_wish (words, rectangles, &wish))
    return KTG_EXIT_USAGE;

  store = ktg_open_profile (cli, &exit);
  return store != NULL ? ktg_close_profile (store, cover (cli, store, &wish)) : exit;
}

const KtgCliVerb ktg_cover_verb = {
  .name = "cover",
  .words = "ID FILE-NUMBER --rectangle X,Y,W,H … OUT",
  .n_min = 3,
  .n_max = 3,
  .summary = N_ ("Makes a covered copy of a photo, to show around; the original stays as it is."),
  .run = run,
  .changes = TRUE,
};
