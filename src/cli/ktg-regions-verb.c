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
#include <ktg-region-tree.h>
#include <ktg-time-entry.h>
#include <string.h>

#define MAX_LIST_BYTES (16 * 1024 * 1024)
#define MAX_BAD_LINES 10

/* by KtgRegionFault */
static const char *const fault_words[] = {
  [KTG_REGION_FAULT_NOT_UTF8] = N_ ("it is not UTF-8"),
  [KTG_REGION_FAULT_NO_SEPARATOR] = N_ ("it has no comma or semicolon"),
  [KTG_REGION_FAULT_BAD_CODE] = N_ ("its code is not of the form 34.71.06.1002"),
  [KTG_REGION_FAULT_NO_NAME] = N_ ("it has no name"),
};

static KtgExit
fail (const char *path, const char *reason)
{
  g_autofree char *safe = ktg_terminal_dup_safe (path);
  g_autofree char *line = g_strdup_printf (_ ("%s: %s Nothing was changed."), safe, reason);

  ktg_terminal_complain (line);
  return KTG_EXIT_FAILED;
}

static void
say_bad_lines (GBytes *list, guint n_bad)
{
  g_autoptr (GArray) bad = ktg_region_lines_find_bad (list, MAX_BAD_LINES);
  g_autofree char *total
      = g_strdup_printf (ngettext ("%u line was left out.", "%u lines were left out.", n_bad),
                         n_bad);

  for (guint i = 0; i < bad->len; i++)
    {
      const KtgRegionBadLine *line = &g_array_index (bad, KtgRegionBadLine, i);
      g_autofree char        *words
          = g_strdup_printf (_ ("Line %u: %s."), line->line, _ (fault_words[line->fault]));

      ktg_terminal_complain (words);
    }

  ktg_terminal_complain (total);
}

static void
say_counts (const KtgRegionTree *tree)
{
  g_autofree char *line = g_strdup_printf (
      /* Translators: four numbers and a date */
      _ ("Provinces %u, regencies and cities %u, districts %u, villages %u, as of %s."),
      ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_PROVINCE),
      ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_REGENCY),
      ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_DISTRICT),
      ktg_region_tree_get_n_of_level (tree, KTG_REGION_LEVEL_VILLAGE),
      ktg_region_tree_get_version (tree));

  ktg_terminal_say (line);
}

/* The version in the first line, then the list as it came. */
static gboolean
keep_list (KtgCli *cli, const char *version, GBytes *list, GError **error)
{
  g_autofree char *path = g_build_filename (cli->shared_dir, KTG_CLI_REGIONS_FILE, NULL);
  g_autoptr (GString) text = g_string_new (NULL);
  gsize       size_bytes = 0;
  const char *data = g_bytes_get_data (list, &size_bytes);

  if (size_bytes >= 3 && memcmp (data, "\xef\xbb\xbf", 3) == 0)
    {
      data += 3;
      size_bytes -= 3;
    }

  g_string_append_printf (text, "# version: %s\n", version);
  g_string_append_len (text, data, size_bytes);
  g_mkdir_with_parents (cli->shared_dir, 0700);

  return g_file_set_contents_full (path,
                                   text->str,
                                   text->len,
                                   G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                   0644,
                                   error);
}

/* A date, as packs have it: 2025-04-25, or 2025-04. */
static gboolean
is_version (const char *text)
{
  return text != NULL && strspn (text, "0123456789-") == strlen (text) && strlen (text) >= 7
         && strlen (text) <= 10;
}

/* As people write it, or as packs have it; what is neither stays as it is, and is refused. */
static char *
dup_version (KtgCli *cli, const char *typed)
{
  KtgMoment        now = cli->world->now ();
  g_autofree char *day = typed != NULL && !is_version (typed) && g_utf8_validate (typed, -1, NULL)
                             ? ktg_time_entry_parse (typed, &now, NULL)
                             : NULL;

  return is_version (day) ? g_steal_pointer (&day) : g_strdup (typed);
}

static KtgExit
import_list (KtgCli *cli, const char *path, const char *typed, GBytes *list)
{
  guint            n_bad = 0;
  g_autofree char *version = dup_version (cli, typed);
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (version, list, &n_bad);
  g_autoptr (GError) error = NULL;

  if (n_bad > 0)
    say_bad_lines (list, n_bad);

  if (ktg_region_tree_get_n_regions (tree) == 0)
    return fail (path, _ ("there is no region in it."));

  if (!is_version (ktg_region_tree_get_version (tree)))
    return fail (path, _ ("it does not say its date; name it with --version YYYY-MM-DD."));

  if (!keep_list (cli, ktg_region_tree_get_version (tree), list, &error))
    return fail (cli->shared_dir, error->message);

  say_counts (tree);
  return KTG_EXIT_DONE;
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

  list = ktg_report_file_load (words[1], MAX_LIST_BYTES, &error);

  if (list == NULL)
    return fail (words[1], error->message);

  if (g_bytes_get_size (list) > MAX_LIST_BYTES)
    return fail (words[1], _ ("it is larger than 16 MiB."));

  return import_list (cli, words[1], version, list);
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
