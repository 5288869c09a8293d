/* ktg-enrol-verb.c - ktg enrol: this device becomes one of a server's
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-await.h"
#include "ktg-cli-sentences.h"
#include "ktg-open-profile.h"
#include "ktg-report-file.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-account-words.h>
#include <ktg-authority.h>
#include <ktg-status-json.h>
#include <string.h>

#define MAX_CA_BYTES (256 * 1024)

static void
complain_of_authority (const char *path, const GError *error)
{
  g_autofree char *sentence = ktg_cli_sentences_dup_error (error);
  g_autofree char *line = g_error_matches (error, KTG_SYNC_ERROR, KTG_SYNC_ERROR_NO_CERTIFICATE)
                              ? g_strdup_printf ("%s: %s", path, sentence)
                              : g_strdup_printf (_ ("%s: the certificate cannot be read (%s)."),
                                                 path,
                                                 error->message);

  ktg_terminal_complain (line);
}

/* An office's own authority, as PEM text. */
static gboolean
read_authority (const char *path, char **pem)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) bytes = NULL;

  if (path == NULL)
    return TRUE;

  bytes = ktg_report_file_load (path, MAX_CA_BYTES, &error);
  if (bytes != NULL)
    *pem = ktg_authority_dup_pem (bytes, &error);
  if (*pem == NULL)
    complain_of_authority (path, error);

  return *pem != NULL;
}

static void
say_account (const KtgAccount *account)
{
  g_autofree char *officer = ktg_terminal_dup_safe (account->officer);
  g_autofree char *role = ktg_terminal_dup_safe (account->role);
  g_autofree char *region = ktg_terminal_dup_safe (account->region);
  g_autofree char *url = ktg_terminal_dup_safe (account->url);
  /* Translators: a person, a role, a region's code, an address */
  g_autofree char *line = g_strdup_printf (_ ("Enrolled: %s, %s, region %s, at %s."),
                                           officer,
                                           role,
                                           *region != '\0' ? region : _ ("the whole country"),
                                           url);

  ktg_terminal_say (line);
  ktg_cli_sentences_say_words (account);
}

static void
put_account (const KtgAccount *account)
{
  g_autofree char *words = ktg_account_words_dup_six (account);
  g_autoptr (GBytes) document = ktg_status_json_write_account (account, words);

  ktg_terminal_put (document);
}

typedef struct
{
  char    *name;
  char    *ca_path;
  char    *ca; /* PEM */
  gboolean as_json;
} Options;

static void
clear_options (Options *options)
{
  g_free (options->name);
  g_free (options->ca_path);
  g_free (options->ca);
}

G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC (Options, clear_options)

static KtgExit
enrol (KtgCli *cli, KtgStore *store, GStrv words, const Options *options)
{
  g_auto (KtgAwait) await = KTG_AWAIT_INIT;
  g_autoptr (KtgSync) sync = ktg_sync_new (KTG_PARTY (store), cli->world);
  g_autoptr (GError) error = NULL;

  ktg_sync_enrol_async (sync,
                        words[0],
                        words[1],
                        options->name,
                        options->ca,
                        NULL,
                        ktg_await_done_cb,
                        &await);

  if (!ktg_sync_enrol_finish (sync, ktg_await_result (&await), &error))
    return ktg_cli_sentences_complain_of_enrolling (words[0], error);

  if (options->as_json)
    put_account (ktg_store_get_account (store));
  else
    say_account (ktg_store_get_account (store));
  return KTG_EXIT_DONE;
}

static gboolean
are_texts (GStrv words, const char *name)
{
  if (g_utf8_validate (words[0], -1, NULL) && g_utf8_validate (words[1], -1, NULL)
      && (name == NULL || g_utf8_validate (name, -1, NULL)))
    return TRUE;

  ktg_terminal_complain (_ ("An address, code or name must be UTF-8 text."));
  return FALSE;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_auto (Options) options = { 0 };
  GOptionEntry entries[] = {
    { "name",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.name,
      N_ ("What this device is called"),
      N_ ("NAME") },
    { "ca",
      0,
      0,
      G_OPTION_ARG_FILENAME,
      &options.ca_path,
      N_ ("The certificate of an office's own authority, and then the only one trusted"),
      N_ ("FILE") },
    { "json", 0, 0, G_OPTION_ARG_NONE, &options.as_json, N_ ("Print one JSON document"), NULL },
    { NULL },
  };
  KtgExit   exit = KTG_EXIT_DONE;
  KtgStore *store = NULL;

  if (!ktg_usage_parse (cli, &ktg_enrol_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (!are_texts (words, options.name))
    return KTG_EXIT_USAGE;

  if (!read_authority (options.ca_path, &options.ca))
    return KTG_EXIT_FAILED;

  store = ktg_open_bare_profile (cli, &exit);

  return store != NULL ? ktg_close_profile (store, enrol (cli, store, words, &options)) : exit;
}

const KtgCliVerb ktg_enrol_verb = {
  .name = "enrol",
  .words = "URL CODE [--name NAME] [--ca FILE] [--json]",
  .n_min = 2,
  .n_max = 2,
  .summary = N_ ("Makes this device known to a server, with the code from the office."),
  .run = run,
  .changes = TRUE,
};
