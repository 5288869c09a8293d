/* ktg-free-verb.c - ktg free: the room of originals that the server has long had
 *
 * What may go is the store's rule, as in the app; there is no way back, so a bare call only says
 * it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-sending-words.h>

static KtgStorage *
load_storage (KtgCli *cli, KtgStore *store, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  ktg_store_load_storage_async (store, cli->world->now ().wall_us, NULL, ktg_await_done_cb, &await);
  return ktg_store_load_storage_finish (store, ktg_await_result (&await), error);
}

static gboolean
free_originals (KtgCli *cli, KtgStore *store, GError **error)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;

  ktg_store_free_originals_async (store, cli->world->now ().wall_us, ktg_await_done_cb, &await);
  return ktg_store_free_originals_finish (store, ktg_await_result (&await), error);
}

static void
say_storage (const KtgStorage *storage)
{
  g_autofree char *here = ktg_sending_words_dup_storage (storage);
  g_autofree char *spare = ktg_sending_words_dup_free (storage);

  ktg_terminal_say (here);
  ktg_terminal_say (spare);
  if (storage->n_free > 0)
    ktg_terminal_say (_ ("Nothing was freed. “ktg free --yes” frees them."));
}

static void
say_freed (const KtgStorage *storage)
{
  g_autofree char *size = ktg_sentences_dup_size (storage->free_bytes);
  g_autofree char *line = g_strdup_printf (ngettext ("%u original photo was freed, %s.",
                                                     "%u original photos were freed, %s.",
                                                     storage->n_free),
                                           storage->n_free,
                                           size);

  ktg_terminal_say (line);
}

static KtgExit
give_room (KtgCli *cli, KtgStore *store, gboolean is_meant)
{
  g_autoptr (GError) error = NULL;
  g_autofree KtgStorage *storage = load_storage (cli, store, &error);

  if (storage == NULL)
    return ktg_cli_sentences_complain (error);

  if (!is_meant || storage->n_free == 0)
    {
      say_storage (storage);
      return KTG_EXIT_DONE;
    }

  if (!free_originals (cli, store, &error))
    return ktg_cli_sentences_complain (error);

  say_freed (storage);
  return KTG_EXIT_DONE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  gboolean           is_meant = FALSE;
  const GOptionEntry entries[] = {
    { "yes", 0, 0, G_OPTION_ARG_NONE, &is_meant, N_ ("Free them; there is no way back"), NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_free_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  store = ktg_open_bare_profile (cli, &exit);
  return store != NULL ? ktg_close_profile (store, give_room (cli, store, is_meant)) : exit;
}

const KtgCliVerb ktg_free_verb = {
  .name = "free",
  .words = "[--yes]",
  .summary = N_ ("Says what the files here take of the disk, or frees original photos that the "
                 "server has long had."),
  .run = run,
  .changes = TRUE,
};
