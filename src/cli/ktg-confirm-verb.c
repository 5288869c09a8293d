/* ktg-confirm-verb.c - ktg confirm: a device below the office gets the role that its code had
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>
#include <ktg-six-words.h>

#define N_WORDS 6

static gboolean
has_six_words_or_none (GStrv words)
{
  guint n_words = g_strv_length (words) - 1;

  if (n_words == 0 || n_words == N_WORDS)
    return TRUE;

  ktg_terminal_complain (_ ("Say all six words that the device's holder reads out."));
  return FALSE;
}

static KtgExit
ask_for_words (KtgCli *cli, const KtgDeviceLine *line)
{
  g_autofree char *sentence
      = g_strdup_printf (_ ("Nothing is confirmed yet. Let the device's holder read out the six "
                            "words that it shows. "
                            "Only if they are these, say them behind “ktg confirm %u”:"),
                         (guint)line->number);

  ktg_terminal_complain (sentence);
  ktg_office_list_say_device (cli, line);
  return KTG_EXIT_FAILED;
}

static KtgExit
say_other_words (KtgCli *cli, const KtgDeviceLine *line)
{
  g_autofree char *sentence = g_strdup_printf (
      _ ("Nothing is confirmed: those are not the words of this device. If its holder reads them "
         "from it, another device has used the code; “ktg revoke %u” shuts that out."),
      (guint)line->number);

  ktg_terminal_complain (sentence);
  ktg_office_list_say_device (cli, line);
  return KTG_EXIT_FAILED;
}

static KtgExit
confirm (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgExit exit = KTG_EXIT_FAILED;
  g_autoptr (KtgOfficePage) page = ktg_office_list_load (cli, store, &exit);
  KtgDeviceLine   *line = page != NULL ? ktg_office_list_find (cli, page, words[0]) : NULL;
  g_autofree char *said = g_strjoinv (" ", words + 1);

  if (line == NULL)
    return exit;

  if (!line->is_pending || line->is_revoked)
    {
      ktg_terminal_complain (_ ("This device does not wait to be confirmed."));
      ktg_office_list_say_device (cli, line);
      return KTG_EXIT_FAILED;
    }
  if (words[1] == NULL)
    return ask_for_words (cli, line);
  if (line->words == NULL || !ktg_six_words_are (line->words, said))
    return say_other_words (cli, line);

  line->is_pending = FALSE;
  return ktg_office_list_tell_device (cli, store, "/v1/confirm", line, _ ("Confirmed:"));
}

const KtgCliVerb ktg_confirm_verb = {
  .name = "confirm",
  .words = "NUMBER|NAME|KEY [WORD…]",
  .n_min = 1,
  .n_max = 1 + N_WORDS,
  .summary = N_ ("Confirms a device below your office whose six words were read out to you."),
  .reads_no_packs = TRUE,
  .work = confirm,
  .takes = has_six_words_or_none,
  .changes = TRUE,
};
