/* ktg-revoke-verb.c - ktg revoke: a device below the office is believed no more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static KtgExit
tell (KtgCli *cli, KtgStore *store, KtgDeviceLine *line)
{
  KtgOfficeSubject subject = { .device = line->device };
  g_autoptr (GBytes) body = ktg_office_subject_write (&subject);
  KtgExit exit = KTG_EXIT_DONE;
  g_autoptr (GBytes) answer = ktg_office_list_ask (cli, store, "POST", "/v1/revoke", body, &exit);

  if (answer == NULL)
    return exit;

  line->is_revoked = TRUE;
  ktg_terminal_say (_ ("Revoked:"));
  ktg_office_list_say_device (cli, line);
  return KTG_EXIT_DONE;
}

static KtgExit
shut_out (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgExit exit = KTG_EXIT_FAILED;
  g_autoptr (KtgOfficePage) page = ktg_office_list_load (cli, store, &exit);
  KtgDeviceLine *line = page != NULL ? ktg_office_list_find (cli, page, words[0]) : NULL;

  return line != NULL ? tell (cli, store, line) : exit;
}

const KtgCliVerb ktg_revoke_verb = {
  .name = "revoke",
  .words = "NUMBER|NAME|KEY",
  .n_min = 1,
  .n_max = 1,
  .summary = N_ ("Shuts out a device below your office; what it sent before stays."),
  .reads_no_packs = TRUE,
  .work = shut_out,
  .changes = TRUE,
};
