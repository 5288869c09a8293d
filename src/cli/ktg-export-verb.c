/* ktg-export-verb.c - ktg export: a report with its originals, for a stick or a folder
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-paper-printer.h>

static KtgExit
refuse (const char *words)
{
  g_autofree char *safe = ktg_terminal_dup_safe (words);

  ktg_terminal_complain (safe);
  return KTG_EXIT_FAILED;
}

static KtgExit
say_copy (const char *path, guint n_missing)
{
  g_autofree char *missing = ktg_report_copy_dup_missing (n_missing);

  ktg_terminal_say (path);
  if (missing == NULL)
    return KTG_EXIT_DONE;

  ktg_terminal_complain (missing);
  return KTG_EXIT_FAILED;
}

static KtgExit export(KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgSummary *summary = ktg_open_profile_find (store, words[0]);
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment now = cli->world->now ();
  guint     n_missing;
  g_autoptr (GError) error = NULL;
  g_autofree char *path = NULL;
  g_autofree char *trouble = NULL;

  if (summary == NULL)
    return KTG_EXIT_FAILED;
  if (ktg_summary_get (summary)->state == KTG_STATE_DRAFT)
    return refuse (_ ("This is a draft: nothing of it was signed yet. File it first."));

  ktg_terminal_say (ktg_report_copy_get_warning ());
  ktg_report_copy_async (store,
                         cli->library,
                         &ktg_paper_printer,
                         ktg_summary_get (summary)->id,
                         words[1],
                         &now,
                         NULL,
                         ktg_await_done_cb,
                         &await);
  path = ktg_report_copy_finish (ktg_await_result (&await), &n_missing, &error);
  if (path != NULL)
    return say_copy (path, n_missing);

  trouble = ktg_report_copy_dup_trouble (error);
  return refuse (trouble);
}

const KtgCliVerb ktg_export_verb = {
  .name = "export",
  .words = "ID DIR",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Copies a report with its originals into a new folder in DIR, and reads it back."),
  .work = export,
  .changes = TRUE,
};
