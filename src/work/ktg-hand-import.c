/* ktg-hand-import.c - a pack or a list of regions, from a file that somebody was given
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-hand-import.h"

#include "ktg-pack-words.h"
#include "ktg-region-import.h"

#include <glib/gi18n.h>
#include <ktg-pack-version.h>

#include <string.h>

#define DAY "2025-04-25"

/* What begins with a brace, or is called so, is meant as one. */
static gboolean
is_pack (const char *file_name, GBytes *content)
{
  gsize       size_bytes;
  const char *text = g_bytes_get_data (content, &size_bytes);
  gsize       at = 0;

  while (at < size_bytes && g_ascii_isspace (text[at]))
    at++;

  return g_str_has_suffix (file_name, ".json") || (at < size_bytes && text[at] == '{');
}

static char *
import_pack (KtgLibrary *library, GBytes *content)
{
  g_autoptr (GError) error = NULL;
  g_autoptr (KtgPackNotice) notice
      = ktg_pack_folder_import (ktg_library_get_pack_folder (library), content, &error);
  char *news;

  if (notice == NULL)
    return ktg_pack_words_dup_error (error);

  news = ktg_pack_words_dup_news (library);
  return news != NULL ? news : g_strdup (_ ("This pack is here already."));
}

/* Where the list does not say of which day it is, the name of the file may: "…-2025-04-25.csv". */
static char *
find_day (const char *file_name)
{
  for (const char *at = file_name; strlen (at) >= strlen (DAY); at++)
    {
      g_autofree char *day = g_strndup (at, strlen (DAY));

      if (ktg_pack_version_is_valid (day))
        return g_steal_pointer (&day);
    }

  return NULL;
}

static char *
import_regions (KtgLibrary *library, const char *file_name, GBytes *content)
{
  g_autofree char *day = find_day (file_name);
  g_autoptr (KtgRegionImport) import = ktg_library_import_regions (library, content, NULL);
  g_autoptr (GPtrArray) said = NULL;

  if (import->end == KTG_REGION_IMPORT_NO_VERSION && day != NULL)
    {
      ktg_region_import_free (import);
      import = ktg_library_import_regions (library, content, day);
    }

  said = ktg_region_import_say (import);
  g_ptr_array_add (said, NULL);
  return g_strjoinv ("\n", (char **)said->pdata);
}

/**
 * ktg_hand_import:
 * @library: which gets it, and has a folder for packs
 * @file_name: what the file is called
 * @content: of the file, or more than is taken of any
 *
 * Returns: (transfer full): what came of it, in a sentence or a few
 */
char *
ktg_hand_import (KtgLibrary *library, const char *file_name, GBytes *content)
{
  return is_pack (file_name, content) ? import_pack (library, content)
                                      : import_regions (library, file_name, content);
}
