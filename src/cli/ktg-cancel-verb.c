/* ktg-cancel-verb.c - ktg cancel: a code that waits enrols nobody any more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static gboolean
is_number (GStrv words)
{
  if (g_ascii_string_to_signed (words[0], 10, 1, G_MAXINT32, NULL, NULL))
    return TRUE;

  ktg_terminal_complain (_ ("Say the number of a code. “ktg admitted” lists them."));
  return FALSE;
}

static KtgExit
cancel (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  const KtgOfficeSubject subject = { .code = g_ascii_strtoll (words[0], NULL, 10) };
  KtgExit                exit = ktg_office_list_tell (cli, store, "/v1/revoke", &subject);
  g_autofree char       *line = NULL;

  if (exit != KTG_EXIT_DONE)
    return exit;

  line = g_strdup_printf (_ ("Code %s enrols nobody."), words[0]);
  ktg_terminal_say (line);
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_cancel_verb = {
  .name = "cancel",
  .words = "NUMBER",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Takes a code back that waits for somebody below your office."),
  .reads_no_packs = TRUE,
  .work = cancel,
  .takes = is_number,
  .changes = TRUE,
};
