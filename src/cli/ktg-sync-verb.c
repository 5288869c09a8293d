/* ktg-sync-verb.c - ktg sync: exchanges until both sides are level
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib-unix.h>
#include <glib/gi18n.h>
#include <ktg-pack-words.h>
#include <ktg-sync-sentence.h>
#include <signal.h>

static char *
describe (const KtgSyncProgress *progress, KtgCli *cli, KtgStore *store)
{
  KtgMoment now = cli->world->now ();

  return ktg_sync_sentence_new (progress,
                                ktg_store_get_server_notes (store),
                                now.wall_us,
                                now.utc_offset_s);
}

typedef struct
{
  KtgCli   *cli;
  KtgStore *store;
} Watching;

static void
sync_changed_cb (KtgSync *sync, gpointer user_data)
{
  const Watching  *watching = user_data;
  g_autofree char *line = describe (ktg_sync_get_progress (sync), watching->cli, watching->store);

  ktg_terminal_show_progress (line);
}

/* What arrived is kept, and the profile is closed in order. */
static gboolean
interrupted_cb (gpointer cancellable)
{
  g_cancellable_cancel (cancellable);
  return G_SOURCE_CONTINUE;
}

static gboolean
exchange (KtgSync *sync, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (GCancellable) cancellable = g_cancellable_new ();
  guint    interrupt = g_unix_signal_add (SIGINT, interrupted_cb, cancellable);
  guint    terminate = g_unix_signal_add (SIGTERM, interrupted_cb, cancellable);
  gboolean is_level = FALSE;

  ktg_sync_run_async (sync, cancellable, ktg_await_done_cb, &await);
  is_level = ktg_sync_run_finish (sync, ktg_await_result (&await), error);
  g_source_remove (interrupt);
  g_source_remove (terminate);
  return is_level;
}

static void
say_parked (guint n_parked)
{
  g_autofree char *line = g_strdup_printf (
      ngettext ("%u report or a part of it could not be sent. “ktg show ID” says why and what to "
                "do.",
                "%u reports or parts of them could not be sent. “ktg show ID” says why and what to "
                "do.",
                n_parked),
      n_parked);

  ktg_terminal_complain (line);
}

static void
say_failure (const GError *error, const KtgSyncProgress *progress)
{
  g_autofree char *waiting = ktg_sync_sentence_dup_waiting (progress);

  if (ktg_cli_sentences_complain (error) == KTG_EXIT_NO_LINK)
    ktg_terminal_complain (waiting);
}

/* What is wrong with one that came, the next program says that reads it. */
static void
packs_changed_cb (KtgLibrary *library, gpointer user_data)
{
  g_autofree char *news = ktg_pack_words_dup_news (library);

  if (news != NULL)
    ktg_terminal_complain (news);
}

static void
say_pack (const KtgSyncProgress *progress)
{
  g_autofree char *line = ktg_sync_sentence_dup_pack (progress);

  if (line != NULL)
    ktg_terminal_complain (line);
}

static char *
dup_restored_at (KtgStore *store)
{
  return g_strdup (ktg_store_get_server_notes (store)->restored_at);
}

/* @before: when the server was put back, as far as it was known before this exchange */
static void
tell_of_server (KtgCli *cli, KtgStore *store, const char *before)
{
  const KtgServerNotes *notes = ktg_store_get_server_notes (store);

  if (notes->n_again == 0 && g_strcmp0 (notes->restored_at, before) != 0)
    ktg_terminal_complain (_ ("The server was put back to an earlier state. What it had lost is "
                              "there again."));
  ktg_cli_sentences_say_notice (cli, notes);
}

static void
say_level (KtgCli *cli, KtgStore *store, KtgSync *sync)
{
  KtgSyncProgress  progress = *ktg_sync_get_progress (sync);
  g_autofree char *level = NULL;

  progress.since_us = 0; /* just now */
  level = describe (&progress, cli, store);
  ktg_terminal_say (level);
}

/* What cannot be told now is told another time. */
static void
tell_custody (KtgCli *cli, KtgStore *store)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  KtgMoment now = cli->world->now ();

  ktg_store_tell_custody_async (store, &now, ktg_await_done_cb, &await);
  ktg_store_tell_custody_finish (store, ktg_await_result (&await), NULL);
}

static gboolean
takes (GStrv words)
{
  if (words[0] == NULL || g_str_equal (words[0], "originals"))
    return TRUE;

  ktg_usage_complain (_ ("Only “originals” can follow."), ktg_sync_verb.name);
  return FALSE;
}

static KtgExit
sync_profile (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  g_autoptr (KtgSync) sync = ktg_sync_new (KTG_PARTY (store), cli->world);
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) document = NULL;
  Watching         watching = { cli, store };
  KtgStatusCounts  counts = { 0 };
  g_autofree char *restored_at = dup_restored_at (store);

  g_signal_connect (sync, "changed", G_CALLBACK (sync_changed_cb), &watching);
  g_signal_connect (cli->library, "changed", G_CALLBACK (packs_changed_cb), NULL);
  if (words[0] != NULL)
    ktg_sync_send_all_now (sync);
  tell_custody (cli, store);
  exchange (sync, &error);
  if (is_json)
    ktg_open_profile_count (cli, store, &counts);
  else
    ktg_open_profile_count_states (store, &counts);

  if (error != NULL)
    say_failure (error, ktg_sync_get_progress (sync));
  else if (counts.parked > 0)
    say_parked (counts.parked);
  else if (!is_json)
    say_level (cli, store, sync);
  tell_of_server (cli, store, restored_at);
  say_pack (ktg_sync_get_progress (sync));

  if (is_json)
    {
      document
          = ktg_status_json_write_sync (&counts,
                                        error != NULL ? ktg_cli_sentences_get_failure_name (error)
                                                      : NULL);
      ktg_terminal_put (document);
    }

  if (error != NULL)
    return ktg_cli_sentences_get_exit (error);

  return counts.parked > 0 ? KTG_EXIT_PARKED : KTG_EXIT_DONE;
}

const KtgCliVerb ktg_sync_verb = {
  .name = "sync",
  .words = "[originals] [--json]",
  .n_max = 1,
  .summary = N_ ("Exchanges with the server until both sides are level; texts first, then photos."),
  .reads_no_packs = TRUE,
  .work = sync_profile,
  .takes = takes,
  .has_json = TRUE,
  .changes = TRUE,
};
