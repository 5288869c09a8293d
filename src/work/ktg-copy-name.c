/* ktg-copy-name.c - what the folder of a copy is called, on a medium of any kind
 *
 * Most sticks are FAT or exFAT: a name has letters, digits and hyphens of ASCII, and no other. What
 * is not done has a name that begins with a dot, which no copy has; what may be taken away of it is
 * known by its names, too.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-copy-name.h"

#include <errno.h>
#include <fcntl.h>
#include <glib/gi18n.h>
#include <stdio.h>
#include <unistd.h>

#define DONE "Kentongan-"
#define UNTIL_DONE ".coming-" DONE
#define SHA256 "[0-9a-f]{64}"
#define SIGNED SHA256 "\\.(json|sig)"
#define MAX_NUMBER_CHARS 40 /* every file system has more */

/* All that ktg-copy-folder.c writes, and the PDF until it is whole. */
static const char written[] = "^("
                              "MANIFEST|(manifest|report|form)\\.json|report\\.pdf"
                              "|\\.kentongan-[0-9A-Za-z]{6}"
                              "|events/([0-9]{12,}-" SIGNED ")?"
                              "|receipts/(" SIGNED ")?"
                              "|files/(" SHA256 "\\.[0-9a-z]+)?"
                              ")$";

/* A number is for people, and may have any letter; a stick may not. */
static char *
dup_safe (const char *words)
{
  GString *safe = g_string_new (NULL);

  for (const char *p = words; *p != '\0' && safe->len < MAX_NUMBER_CHARS; p = g_utf8_next_char (p))
    g_string_append_c (safe, g_ascii_isalnum (*p) || *p == '-' ? *p : '_');

  return g_string_free (safe, FALSE);
}

/**
 * ktg_copy_name_new:
 * @number: by which people know the report
 * @is_whole: whether all that belongs to it is in the copy
 *
 * Returns: (transfer full): what its copies are called, without what tells them apart
 */
char *
ktg_copy_name_new (const char *number, gboolean is_whole)
{
  g_autofree char *safe = dup_safe (number);

  /* Translators: the end of a folder's name: letters, digits and hyphens only */
  return g_strconcat (safe, is_whole ? "" : _ ("-incomplete"), NULL);
}

static char *
dup_path (const char *place, const char *before, const char *name, guint copy)
{
  g_autofree char *full = copy == 1 ? g_strconcat (before, name, NULL)
                                    : g_strdup_printf ("%s%s-%u", before, name, copy);

  return g_build_filename (place, full, NULL);
}

/**
 * ktg_copy_name_dup_path:
 * @place: the folder in which it is
 * @name: of ktg_copy_name_new()
 * @copy: which of those of that name, from 1
 *
 * Returns: (transfer full): where a copy is
 */
char *
ktg_copy_name_dup_path (const char *place, const char *name, guint copy)
{
  return dup_path (place, DONE, name, copy);
}

/**
 * ktg_copy_name_dup_path_until_done:
 * @place: the folder in which it is
 * @name: of ktg_copy_name_new()
 * @copy: which of those of that name, from 1
 *
 * Returns: (transfer full): where it is written
 */
char *
ktg_copy_name_dup_path_until_done (const char *place, const char *name, guint copy)
{
  return dup_path (place, UNTIL_DONE, name, copy);
}

/**
 * ktg_copy_name_is_until_done:
 * @name: of anything in a place
 *
 * Returns: whether it is called as what is being written is, or was when a sudden end came
 */
gboolean
ktg_copy_name_is_until_done (const char *name)
{
  return g_str_has_prefix (name, UNTIL_DONE);
}

/**
 * ktg_copy_name_is_written:
 * @name: of a file in the folder of a copy, as it is called from there; of a folder, with a slash
 * at its end
 *
 * Returns: whether a copy writes what is called so
 */
gboolean
ktg_copy_name_is_written (const char *name)
{
  return g_regex_match_simple (written, name, G_REGEX_DOLLAR_ENDONLY, (GRegexMatchFlags)0);
}

/**
 * ktg_copy_name_take:
 * @from: where a folder is
 * @to: where it will be
 *
 * Nothing that is there already is replaced.
 *
 * Returns: %FALSE with errno, `EEXIST` where something is called so
 */
gboolean
ktg_copy_name_take (const char *from, const char *to)
{
  if (renameat2 (AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE) == 0)
    return TRUE;
  if (errno != EINVAL && errno != ENOSYS)
    return FALSE;

  errno = EEXIST;
  return access (to, F_OK) != 0 && rename (from, to) == 0;
}
