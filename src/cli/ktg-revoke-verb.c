/* ktg-revoke-verb.c - ktg revoke: a device below the office is believed no more
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"

#include <glib/gi18n.h>

static KtgExit
shut_out (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgExit exit = KTG_EXIT_FAILED;
  g_autoptr (KtgOfficePage) page = ktg_office_list_load (cli, store, &exit);
  KtgDeviceLine *line = page != NULL ? ktg_office_list_find (cli, page, words[0]) : NULL;

  if (line == NULL)
    return exit;

  line->is_revoked = TRUE;
  return ktg_office_list_tell_device (cli, store, "/v1/revoke", line, _ ("Revoked:"));
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
