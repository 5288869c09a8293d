/* ktg-command.c - one call of kentongan-server
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-command.h"

#include "ktg-join.h"
#include "ktg-serve.h"
#include "ktg-verb.h"

#include <ktg-seal-error.h>

#include <stdio.h>

/* Before the verb or behind it. */
static gboolean
asks_for_help (char **words)
{
  return g_strv_contains ((const char *const *)words, "--help") || g_strcmp0 (words[1], "-h") == 0;
}

static int
say (const char *text)
{
  return fputs (text, stdout) >= 0 && fflush (stdout) == 0 ? 0 : KTG_EXIT_FAILED;
}

static int
run_verb (const char *data, char **words)
{
  if (!ktg_seal_init ())
    {
      fputs ("kentongan-server: libsodium does not start\n", stderr);
      return KTG_EXIT_FAILED;
    }

  if (g_str_equal (words[0], "serve"))
    return ktg_serve_run (data, words);

  return g_str_equal (words[0], "join") ? ktg_join_run (data, words) : ktg_serve_ask (data, words);
}

/**
 * ktg_command_run:
 * @argc: words, with the program's name
 * @argv: as the operating system gave them
 *
 * Returns: the exit of the program
 */
int
ktg_command_run (int argc, char **argv)
{
  g_autofree char *data = NULL;
  gboolean         is_version = FALSE;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, NULL, NULL },
    { "version", 0, 0, G_OPTION_ARG_NONE, &is_version, NULL, NULL },
    { NULL },
  };

  if (asks_for_help (words))
    return say (ktg_verb_get_usage ());

  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &words, &error))
    fprintf (stderr, "kentongan-server: %s\n", error->message);
  else if (is_version)
    return say ("kentongan-server " PACKAGE_VERSION "\n");
  else if (data != NULL && words[1] != NULL)
    return run_verb (data, words + 1);

  fputs (ktg_verb_get_usage (), stderr);
  return KTG_EXIT_USAGE;
}
