/* ktg-region-import.c - a newer list of regions, from a file that somebody was given
 *
 * It is made plain, counted and kept whole, or nothing is changed.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-import.h"

#include "ktg-region-mark.h"

#include <gio/gio.h>
#include <glib/gi18n.h>
#include <ktg-pack-version.h>
#include <string.h>

#define MOST_NAMES 5 /* of provinces, and of codes that came again */

/* by KtgRegionFault */
static const char *const fault_words[] = {
  [KTG_REGION_FAULT_NOT_UTF8] = N_ ("it is not UTF-8"),
  [KTG_REGION_FAULT_NO_SEPARATOR] = N_ ("it has no comma, semicolon or tab"),
  [KTG_REGION_FAULT_BAD_CODE] = N_ ("its code is not of the form 34.71.06.1002"),
  [KTG_REGION_FAULT_NO_REGION] = N_ ("no region is numbered so: a part is 00, or the last does not "
                                     "begin with 1, 2 or 3"),
  [KTG_REGION_FAULT_NO_NAME] = N_ ("it has no name"),
  [KTG_REGION_FAULT_LONG_NAME] = N_ ("its name is too long"),
};

static void
note_orphan (KtgRegionImport *import, const KtgRegionTree *tree, const KtgRegionRow *row)
{
  KtgRegion region;
  char      parent[KTG_REGION_CODE_BYTES];
  char     *dot;

  ktg_region_row_fill (row, &region);
  g_strlcpy (parent, region.code, sizeof parent);
  dot = strrchr (parent, '.');
  if (dot == NULL)
    return;

  *dot = '\0';
  if (ktg_region_tree_lookup (tree, parent, NULL))
    return;

  if (import->n_without_parent++ == 0)
    g_strlcpy (import->without_parent, region.code, sizeof import->without_parent);
}

static void
count_regions (KtgRegionImport *import, const KtgRegionTree *tree)
{
  KtgRegionRow row = { 0 };

  for (guint level = 0; level < KTG_N_REGION_LEVELS; level++)
    import->n_of_level[level] = ktg_region_tree_get_n_of_level (tree, level);

  while (ktg_region_tree_walk (tree, &row))
    note_orphan (import, tree, &row);
}

static void
add_name (GString *names, guint n_before, const char *name)
{
  if (n_before < MOST_NAMES)
    g_string_append_printf (names, "%s%s", n_before > 0 ? ", " : "", name);
  else if (n_before == MOST_NAMES)
    g_string_append (names, ", …");
}

static void
note_repeated (KtgRegionImport *import, GBytes *list)
{
  g_auto (KtgRegionLines) lines = { 0 };
  g_autoptr (GHashTable) seen = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);

  import->repeated = g_string_new (NULL);
  ktg_region_lines_init (&lines, list);
  while (ktg_region_lines_next (&lines))
    if (lines.fault == KTG_REGION_FAULT_NONE)
      {
        guint n_times = GPOINTER_TO_UINT (g_hash_table_lookup (seen, lines.code)) + 1;

        if (n_times == 2)
          add_name (import->repeated, import->n_repeated++, lines.code);
        g_hash_table_insert (seen, g_steal_pointer (&lines.code), GUINT_TO_POINTER (n_times));
      }
}

static KtgRegionImportEnd
keep (KtgRegionImport *import, GBytes *plain, const char *path)
{
  g_autofree char *folder = g_path_get_dirname (path);
  g_autoptr (GBytes) marked = ktg_region_mark_add (plain);
  g_autoptr (GError) error = NULL;

  g_mkdir_with_parents (folder, 0700);
  if (g_file_set_contents_full (path,
                                g_bytes_get_data (marked, NULL),
                                (gssize)g_bytes_get_size (marked),
                                G_FILE_SET_CONTENTS_CONSISTENT | G_FILE_SET_CONTENTS_DURABLE,
                                0644,
                                &error))
    return KTG_REGION_IMPORT_DONE;

  import->reason = g_strdup (error->message);
  return KTG_REGION_IMPORT_NOT_WRITTEN;
}

/* A spreadsheet's own Unicode has zero bytes, an old Macintosh's lines no line feed. */
static gboolean
is_text (GBytes *list)
{
  gsize       size_bytes = 0;
  const char *text = g_bytes_get_data (list, &size_bytes);

  return size_bytes == 0
         || (memchr (text, '\0', size_bytes) == NULL
             && (memchr (text, '\r', size_bytes) == NULL
                 || memchr (text, '\n', size_bytes) != NULL));
}

/* NULL: none. */
static char *
dup_lacking_provinces (const KtgRegionTree *tree, const KtgRegionTree *held)
{
  g_autoptr (GString) names = g_string_new (NULL);
  KtgRegionRow row = { 0 };
  KtgRegion    region;
  guint        n_lacking = 0;

  while (ktg_region_tree_walk (held, &row))
    {
      if (row.level != KTG_REGION_LEVEL_PROVINCE)
        continue;
      ktg_region_row_fill (&row, &region);
      if (ktg_region_tree_lookup (tree, region.code, NULL))
        continue;
      add_name (names, n_lacking++, region.name);
    }

  return n_lacking > 0 ? g_string_free (g_steal_pointer (&names), FALSE) : NULL;
}

static gboolean
has_most_regions (const KtgRegionTree *tree, const KtgRegionTree *held)
{
  guint n_held = ktg_region_tree_get_n_regions (held);

  return ktg_region_tree_get_n_regions (tree) >= n_held - n_held / 10;
}

/* Half a list would take the place of a whole one, and of every place in the other half. */
static KtgRegionImportEnd
compare_with (KtgRegionImport *import, const KtgRegionTree *tree, const KtgRegionTree *held)
{
  import->n_held = ktg_region_tree_get_n_regions (held);
  import->lacking = dup_lacking_provinces (tree, held);
  if (import->lacking != NULL)
    return KTG_REGION_IMPORT_LACKS_PROVINCES;

  return has_most_regions (tree, held) ? KTG_REGION_IMPORT_DONE : KTG_REGION_IMPORT_LACKS_REGIONS;
}

static gboolean
is_version (const KtgRegionTree *tree, const char *version)
{
  return tree != NULL && g_strcmp0 (ktg_region_tree_get_version (tree), version) == 0;
}

/* The list that was installed may always come back. */
static KtgRegionImportEnd
judge (KtgRegionImport *import, const KtgRegionTree *tree, const KtgRegionStock *stock)
{
  const char *held = stock->held != NULL ? ktg_region_tree_get_version (stock->held) : NULL;

  if (is_version (stock->installed, import->version))
    return compare_with (import, tree, stock->installed);

  if (held != NULL && ktg_pack_version_compare (import->version, held) < 0)
    {
      import->held = g_strdup (held);
      return KTG_REGION_IMPORT_OLDER;
    }
  if (!ktg_pack_version_has_begun (import->version, stock->today))
    return KTG_REGION_IMPORT_TO_COME;

  return stock->held != NULL ? compare_with (import, tree, stock->held) : KTG_REGION_IMPORT_DONE;
}

static gboolean
is_like_a_day (const char *version)
{
  return version != NULL
         && g_regex_match_simple ("^[0-9]{4}-[0-9]{2}(-[0-9]{2})?$", version, G_REGEX_RAW, 0);
}

static KtgRegionImportEnd
take (KtgRegionImport      *import,
      GBytes               *list,
      const char           *version,
      const KtgRegionStock *stock,
      const char           *path)
{
  g_autoptr (GBytes) plain = ktg_region_lines_make_plain (list, version, &import->n_bad);
  g_autoptr (KtgRegionTree) tree = ktg_region_tree_new (NULL, plain, NULL);
  KtgRegionImportEnd end;

  import->bad = ktg_region_lines_find_bad (list, KTG_REGION_IMPORT_MAX_BAD);
  import->version = g_strdup (ktg_region_tree_get_version (tree));

  if (ktg_region_tree_get_n_regions (tree) == 0)
    return KTG_REGION_IMPORT_NO_REGION;

  count_regions (import, tree);
  note_repeated (import, list);

  if (import->version == NULL || !ktg_pack_version_is_valid (import->version))
    return is_like_a_day (import->version) ? KTG_REGION_IMPORT_NO_DAY
                                           : KTG_REGION_IMPORT_NO_VERSION;

  end = judge (import, tree, stock);
  return end == KTG_REGION_IMPORT_DONE ? keep (import, plain, path) : end;
}

/**
 * ktg_region_import:
 * @list: what the file says
 * @version: (nullable): which list it is; %NULL takes it from its line "# version: 2025-04-25"
 * @stock: what there is already
 * @path: where it is to be kept
 *
 * Unless it is done, what stands at @path is as it was. A list that is less than the whole country
 * is not taken in the place of one that is.
 *
 * Returns: (transfer full): what came of it
 */
KtgRegionImport *
ktg_region_import (GBytes *list, const char *version, const KtgRegionStock *stock, const char *path)
{
  KtgRegionImport *import = g_new0 (KtgRegionImport, 1);

  if (g_bytes_get_size (list) > KTG_REGION_IMPORT_MAX_BYTES)
    import->end = KTG_REGION_IMPORT_TOO_LARGE;
  else if (!is_text (list))
    import->end = KTG_REGION_IMPORT_NO_TEXT;
  else
    import->end = take (import, list, version, stock, path);

  return import;
}

/**
 * ktg_region_import_free:
 * @import: (nullable) (transfer full): what came of an import
 *
 * Lets go of it.
 */
void
ktg_region_import_free (KtgRegionImport *import)
{
  if (import == NULL)
    return;

  g_free (import->version);
  g_free (import->held);
  g_free (import->lacking);
  g_free (import->reason);
  g_clear_pointer (&import->bad, g_array_unref);
  if (import->repeated != NULL)
    g_string_free (import->repeated, TRUE);
  g_free (import);
}

/**
 * ktg_region_import_is_whole:
 * @tree: a list
 * @held: (nullable): one of the whole country
 *
 * Returns: whether @tree has each province of @held, and nine tenths of its regions
 */
gboolean
ktg_region_import_is_whole (const KtgRegionTree *tree, const KtgRegionTree *held)
{
  g_autofree char *lacking = held != NULL ? dup_lacking_provinces (tree, held) : NULL;

  return held == NULL || (lacking == NULL && has_most_regions (tree, held));
}

static char *
dup_bad (const KtgRegionBadLine *bad)
{
  const char *fault = _ (fault_words[bad->fault]);

  if (*bad->code == '\0')
    return g_strdup_printf (_ ("Line %u: %s."), bad->line, fault);

  /* Translators: the number of a line, the code of a region, and what is the matter */
  return g_strdup_printf (_ ("Line %u, %s: %s."), bad->line, bad->code, fault);
}

static void
say_bad (const KtgRegionImport *import, GPtrArray *said)
{
  for (guint i = 0; import->bad != NULL && i < import->bad->len; i++)
    g_ptr_array_add (said, dup_bad (&g_array_index (import->bad, KtgRegionBadLine, i)));

  if (import->n_bad > 0)
    g_ptr_array_add (said,
                     g_strdup_printf (ngettext ("%u line was left out.",
                                                "%u lines were left out.",
                                                import->n_bad),
                                      import->n_bad));
}

static void
say_doubts (const KtgRegionImport *import, GPtrArray *said)
{
  if (import->n_repeated > 0)
    g_ptr_array_add (said,
                     /* Translators: a number of codes, and the first of them */
                     g_strdup_printf (ngettext ("%u code came again: %s. Its last line counts.",
                                                "%u codes came again: %s. The last line of each "
                                                "counts.",
                                                import->n_repeated),
                                      import->n_repeated,
                                      import->repeated->str));

  if (import->n_without_parent > 0)
    g_ptr_array_add (said,
                     /* Translators: a number of regions and the code of one of them */
                     g_strdup_printf (ngettext ("%u region lies in none that the list has: %s.",
                                                "%u regions lie in none that the list has, the "
                                                "first is %s.",
                                                import->n_without_parent),
                                      import->n_without_parent,
                                      import->without_parent));
}

static char *
dup_counts (const KtgRegionImport *import)
{
  return g_strdup_printf (
      /* Translators: four numbers and a date */
      _ ("Provinces %u, regencies and cities %u, districts %u, villages %u, as of %s."),
      import->n_of_level[KTG_REGION_LEVEL_PROVINCE],
      import->n_of_level[KTG_REGION_LEVEL_REGENCY],
      import->n_of_level[KTG_REGION_LEVEL_DISTRICT],
      import->n_of_level[KTG_REGION_LEVEL_VILLAGE],
      import->version);
}

static guint
count_all (const KtgRegionImport *import)
{
  guint n_regions = 0;

  for (guint level = 0; level < KTG_N_REGION_LEVELS; level++)
    n_regions += import->n_of_level[level];

  return n_regions;
}

static char *
dup_end (const KtgRegionImport *import)
{
  switch (import->end)
    {
    case KTG_REGION_IMPORT_DONE:
      return dup_counts (import);
    case KTG_REGION_IMPORT_TOO_LARGE:
      return g_strdup (_ ("The list is larger than 16 MiB. Nothing was changed."));
    case KTG_REGION_IMPORT_NO_TEXT:
      return g_strdup (_ ("This is no text in UTF-8 with a region on each line. In the program it "
                          "comes from, save it as “CSV UTF-8”, then try again. Nothing was "
                          "changed."));
    case KTG_REGION_IMPORT_NO_REGION:
      return g_strdup (_ ("There is no region in it. Nothing was changed."));
    case KTG_REGION_IMPORT_NO_VERSION:
      return g_strdup (_ ("The list does not say its date; name it as YYYY-MM-DD. Nothing was "
                          "changed."));
    case KTG_REGION_IMPORT_NO_DAY:
      /* Translators: %s is written like a date, as 2025-02-30 */
      return g_strdup_printf (_ ("The calendar has no %s. Correct the date of the list. Nothing "
                                 "was "
                                 "changed."),
                              import->version);
    case KTG_REGION_IMPORT_OLDER:
      /* Translators: two dates */
      return g_strdup_printf (_ ("The list is of %s; the one that holds, of %s, is newer. Nothing "
                                 "was changed."),
                              import->version,
                              import->held);
    case KTG_REGION_IMPORT_TO_COME:
      /* Translators: %s is a date */
      return g_strdup_printf (_ ("The list is of %s, a day that is still to come. Correct its "
                                 "date, or this computer's clock. Nothing was changed."),
                              import->version);
    case KTG_REGION_IMPORT_LACKS_PROVINCES:
      /* Translators: %s is names of provinces */
      return g_strdup_printf (_ ("The list lacks %s, which the one that holds has. A list of the "
                                 "whole country is needed. Nothing was changed."),
                              import->lacking);
    case KTG_REGION_IMPORT_LACKS_REGIONS:
      return g_strdup_printf (_ ("The list has %u regions, and the one that holds %u. A list of "
                                 "the whole country is needed. Nothing was changed."),
                              count_all (import),
                              import->n_held);
    case KTG_REGION_IMPORT_NOT_WRITTEN:
    default:
      return g_strdup_printf (_ ("The list could not be kept: %s. Nothing was changed."),
                              import->reason);
    }
}

/**
 * ktg_region_import_say:
 * @import: what came of an import
 *
 * Returns: (transfer full) (element-type utf8): it in sentences: what was left out or is doubtful,
 * and last how it ended
 */
GPtrArray *
ktg_region_import_say (const KtgRegionImport *import)
{
  GPtrArray *said = g_ptr_array_new_with_free_func (g_free);

  say_bad (import, said);
  say_doubts (import, said);
  g_ptr_array_add (said, dup_end (import));

  return said;
}
