/* ktg-regions-verb.c - ktg regions: the whole country's list of regions, from a file
 *
 * The list belongs to everybody who uses this computer account and holds nothing secret;
 * docs/PACKS.md, section 6.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-cli-sentences.h"
#include "ktg-report-file.h"
#include "ktg-terminal.h"
#include "ktg-usage.h"

#include <glib/gi18n.h>
#include <ktg-pack-version.h>
#include <ktg-time-entry.h>

static KtgExit
fail (const char *path, const char *reason)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf (_ ("%s: %s. Nothing was changed."), safe, reason);

  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

/* As people write it, or as packs have it; what is neither stays as it is, and is refused. */
static char *
dup_version (KtgCli *cli, const char *typed)
{
  KtgMoment        now = cli->world->now ();
  g_autofree char *day
      = typed != NULL && !ktg_pack_version_is_valid (typed) && g_utf8_validate (typed, -1, NULL)
            ? ktg_time_entry_parse (typed, &now, now.utc_offset_s, NULL)
            : NULL;

  return day != NULL && ktg_pack_version_is_valid (day) ? g_steal_pointer (&day) : g_strdup (typed);
}

static KtgExit
import_list (KtgCli *cli, const char *typed, GBytes *list)
{
  g_autofree char *version = dup_version (cli, typed);
  g_autoptr (KtgRegionImport) import = ktg_library_import_regions (cli->library, list, version);
  g_autoptr (GPtrArray) said = ktg_region_import_say (import);
  gboolean is_done = import->end == KTG_REGION_IMPORT_DONE;

  for (guint i = 0; i + 1 < said->len; i++)
    ktg_terminal_complain (g_ptr_array_index (said, i));

  (is_done ? ktg_terminal_say : ktg_terminal_complain) (g_ptr_array_index (said, said->len - 1));

  return is_done ? KTG_EXIT_DONE : KTG_EXIT_FAILED;
}

static KtgExit
run (KtgCli *cli, GStrv argv)
{
  g_auto (GStrv) words = NULL;
  g_autofree char *version = NULL;
  GOptionEntry     entries[] = {
        { "version",
          0,
          0,
          G_OPTION_ARG_FILENAME,
          &version,
          N_ ("The date the list is of"),
          N_ ("YYYY-MM-DD") },
        { NULL },
  };
  g_autoptr (GError) error = NULL;
  g_autoptr (GBytes) list = NULL;

  if (!ktg_usage_parse (cli, &ktg_regions_verb, entries, argv, &words))
    return KTG_EXIT_USAGE;

  if (!g_str_equal (words[0], "import"))
    {
      ktg_terminal_complain (_ ("Write: ktg regions import FILE.csv"));
      return KTG_EXIT_USAGE;
    }

  list = ktg_report_file_load (words[1], KTG_REGION_IMPORT_MAX_BYTES, &error);

  if (list == NULL)
    return fail (words[1], error->message);

  return import_list (cli, version, list);
}

const KtgCliVerb ktg_regions_verb = {
  .name = "regions",
  .words = "import FILE.csv [--version YYYY-MM-DD]",
  .n_min = 2,
  .n_max = 2,
  .summary
  = N_ ("Reads the official list of regions for everybody who uses this computer account."),
  .run = run,
  .changes = TRUE,
};
