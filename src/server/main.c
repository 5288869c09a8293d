/* main.c - kentongan-server, the other side
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-serve.h"
#include "ktg-verb.h"

#include <ktg-seal-error.h>

#include <locale.h>
#include <stdio.h>

int
main (int argc, char **argv)
{
  g_autofree char *data = NULL;
  g_autoptr (GOptionContext) context = g_option_context_new (NULL);
  g_auto (GStrv) words = g_strdupv (argv);
  g_autoptr (GError) error = NULL;
  GOptionEntry entries[] = {
    { "data", 0, 0, G_OPTION_ARG_FILENAME, &data, NULL, NULL },
    { NULL },
  };

  setlocale (LC_ALL, "");
  g_option_context_set_help_enabled (context, FALSE);
  g_option_context_set_strict_posix (context, TRUE);
  g_option_context_add_main_entries (context, entries, NULL);
  if (!g_option_context_parse_strv (context, &words, &error))
    fprintf (stderr, "kentongan-server: %s\n", error->message);

  if (error != NULL || data == NULL || words[1] == NULL)
    {
      fputs (ktg_verb_get_usage (), stderr);
      return KTG_EXIT_USAGE;
    }

  if (!ktg_seal_init ())
    {
      fputs ("kentongan-server: libsodium does not start\n", stderr);
      return KTG_EXIT_FAILED;
    }

  if (g_strcmp0 (words[1], "serve") == 0)
    return ktg_serve_run (data, words + 1);

  return ktg_serve_ask (data, words + 1);
}
