/* ktg-verify-verb.c - ktg verify: everything held here, looked at again
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-sync-sentence.h>

/* What is wrong is named in English, with its id: for the office, and for scripts. What the officer
 * is to know of the server follows in his language. */
static KtgExit
say_findings (GPtrArray *findings, guint n_checked)
{
  g_autofree char *line = NULL;

  for (guint i = 0; i < findings->len; i++)
    {
      g_autofree char *safe = ktg_terminal_dup_safe (g_ptr_array_index (findings, i));

      ktg_terminal_say (safe);
    }

  if (findings->len == 0)
    {
      line = g_strdup_printf (ngettext ("%u thing was checked; it is as it should be.",
                                        "%u things were checked; all are as they should be.",
                                        n_checked),
                              n_checked);
      ktg_terminal_say (line);
      return KTG_EXIT_DONE;
    }

  line = g_strdup_printf (ngettext ("%u of %u things is wrong. Nothing was changed. Tell your "
                                    "office.",
                                    "%u of %u things are wrong. Nothing was changed. Tell your "
                                    "office.",
                                    findings->len),
                          findings->len,
                          n_checked);
  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

/* What nobody brought may be missing: so it is said how old the knowledge is. */
static void
say_roles (KtgCli *cli, const KtgServerNotes *notes)
{
  KtgMoment        now = cli->world->now ();
  g_autofree char *line = ktg_sync_sentence_dup_roles (notes, now.wall_us, now.utc_offset_s);

  if (line != NULL)
    ktg_terminal_say (line);
}

static KtgExit
verify (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GError) error = NULL;
  g_autoptr (GPtrArray) findings = NULL;
  guint   n_checked = 0;
  KtgExit exit;

  ktg_store_verify_async (store, NULL, ktg_await_done_cb, &await);
  findings = ktg_store_verify_finish (store, ktg_await_result (&await), &n_checked, &error);

  if (findings == NULL)
    return ktg_cli_sentences_complain (error);

  exit = say_findings (findings, n_checked);
  say_roles (cli, ktg_store_get_server_notes (store));
  ktg_cli_sentences_say_notice (cli, ktg_store_get_server_notes (store));
  return exit;
}

const KtgCliVerb ktg_verify_verb = {
  .name = "verify",
  .words = "",
  .summary = N_ ("Re-hashes and re-checks all that is held; names what is wrong and exits 1."),
  .reads_no_packs = TRUE,
  .work = verify,
};
