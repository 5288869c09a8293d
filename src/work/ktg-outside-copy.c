/* ktg-outside-copy.c - where a copy lies that another program opens, and how it goes away
 *
 * What this program cannot show itself is opened by another one. That gets a copy in a folder that
 * only its owner may enter; the sealed original is out of its reach. The copies go when the program
 * ends, and when it starts, for the time that it did not end by itself. A copy's name has nothing
 * of what the file was called: other programs keep lists of what they opened.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-outside-copy.h"

#include <glib/gstdio.h>
#include <string.h>

#define SHOWN_DIGITS 12 /* of the hash */
#define MOST_LETTERS 5  /* of an extension, by which the system knows the kind */

/* ".pdf"; "" where the file has none that a person would know. */
static char *
dup_extension (const char *name)
{
  const char *dot = name != NULL ? strrchr (name, '.') : NULL;
  gsize       n_letters = dot != NULL ? strlen (dot + 1) : 0;

  if (n_letters == 0 || n_letters > MOST_LETTERS)
    return g_strdup ("");

  for (gsize i = 1; i <= n_letters; i++)
    if (!g_ascii_isalnum (dot[i]))
      return g_strdup ("");

  return g_strdup (dot);
}

/**
 * ktg_outside_copy_new_place:
 * @folder: of such copies, made where it is not there
 * @evidence: a file
 * @error: %G_FILE_ERROR where the folder cannot be made
 *
 * Returns: (transfer full): where a copy of it goes
 */
GFile *
ktg_outside_copy_new_place (const char *folder, const KtgEvidence *evidence, GError **error)
{
  g_autofree char *extension = dup_extension (evidence->original_name);
  g_autofree char *name = g_strdup_printf ("%.*s%s", SHOWN_DIGITS, evidence->sha256, extension);

  if (g_mkdir_with_parents (folder, 0700) == 0 && g_chmod (folder, 0700) == 0)
    return g_file_new_build_filename (folder, name, NULL);

  g_set_error (error,
               G_FILE_ERROR,
               g_file_error_from_errno (errno),
               "%s: %s",
               folder,
               g_strerror (errno));
  return NULL;
}

/**
 * ktg_outside_copy_sweep:
 * @folder: of such copies
 *
 * Removes all of them, and the folder.
 */
void
ktg_outside_copy_sweep (const char *folder)
{
  g_autoptr (GDir) copies = g_dir_open (folder, 0, NULL);
  const char *name;

  while (copies != NULL && (name = g_dir_read_name (copies)) != NULL)
    {
      g_autofree char *path = g_build_filename (folder, name, NULL);

      g_unlink (path);
    }

  g_rmdir (folder);
}
