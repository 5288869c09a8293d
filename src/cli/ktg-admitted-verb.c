/* ktg-admitted-verb.c - ktg admitted: the devices below the office, and the codes that wait
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-office-list.h"
#include "ktg-terminal.h"

#include <glib/gi18n.h>

static void
say_all (KtgCli *cli, const KtgOfficePage *page)
{
  if (page->devices->len == 0 && page->codes->len == 0)
    ktg_terminal_say (_ ("Below your office there is no device, and no code waits."));
  for (guint i = 0; i < page->devices->len; i++)
    ktg_office_list_say_device (cli, g_ptr_array_index (page->devices, i));
  for (guint i = 0; i < page->codes->len; i++)
    ktg_office_list_say_code (cli, g_ptr_array_index (page->codes, i));
}

static KtgExit
list (KtgCli *cli, KtgStore *store, GStrv words, gboolean is_json)
{
  KtgExit exit = KTG_EXIT_DONE;
  g_autoptr (KtgOfficePage) page = ktg_office_list_load (cli, store, &exit);
  g_autoptr (GBytes) document = NULL;

  if (page == NULL)
    return exit;

  if (is_json)
    {
      document = ktg_office_page_write (page, TRUE);
      ktg_terminal_put (document);
    }
  else
    say_all (cli, page);
  return KTG_EXIT_DONE;
}

const KtgCliVerb ktg_admitted_verb = {
  .name = "admitted",
  .words = "[--json]",
  .summary = N_ ("Lists the devices below your office, and the codes that wait."),
  .reads_no_packs = TRUE,
  .work = list,
  .has_json = TRUE,
};
