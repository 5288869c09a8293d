/* ktg-new-file.c - where a file goes that was not there
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-new-file.h"

#include "ktg-terminal.h"

#include <glib/gi18n.h>

/**
 * ktg_new_file_dup_path:
 * @out: the name of a file, or a folder, as it was typed
 * @name: what the file is called in a folder
 *
 * What is there already might be an original, or its only other copy.
 *
 * Returns: (transfer full) (nullable): where it goes; %NULL: something is there, which it said
 */
char *
ktg_new_file_dup_path (const char *out, const char *name)
{
  g_autofree char *path
      = g_file_test (out, G_FILE_TEST_IS_DIR) ? g_build_filename (out, name, NULL) : g_strdup (out);
  g_autofree char *words = NULL;

  if (!g_file_test (path, G_FILE_TEST_EXISTS))
    return g_steal_pointer (&path);

  words = g_strdup_printf (_ ("“%s” is there already and was left as it is. Name another."), path);
  ktg_terminal_complain (words);
  return NULL;
}
