/* ktg-plain-text.c - a stranger's words, safe to show on one line
 *
 * A name may try to look like another one ("gnp.exe" turned round), to break a line or to be a
 * path.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-plain-text.h"

#include <string.h>

/* Controls, line separators, and the marks that turn text round without showing themselves. */
static gboolean
is_shown (gunichar character)
{
  return !g_unichar_iscntrl (character) && character != 0x061c
         && !(character >= 0x200e && character <= 0x200f)
         && !(character >= 0x2028 && character <= 0x202e)
         && !(character >= 0x2066 && character <= 0x2069) && character != 0xfeff;
}

/**
 * ktg_plain_text:
 * @text: any bytes
 * @max_bytes: the result is no longer
 *
 * Returns: (nullable): @text as valid UTF-8 in one line without hidden characters and outer blanks,
 * or %NULL when nothing is left of it
 */
char *
ktg_plain_text (const char *text, gsize max_bytes)
{
  g_autofree char *valid = g_utf8_make_valid (text, -1);
  g_autoptr (GString) plain = g_string_new (NULL);

  for (const char *at = valid; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);
      gsize    n_bytes = (gsize)(g_utf8_next_char (at) - at);

      if (plain->len + n_bytes > max_bytes)
        break;

      if (is_shown (character))
        g_string_append_unichar (plain, character);
    }

  g_strstrip (plain->str);

  return plain->str[0] != '\0' ? g_strdup (plain->str) : NULL;
}

/**
 * ktg_plain_base_name:
 * @path: where a file was, on this system or another
 * @max_bytes: the result is no longer
 *
 * Returns: (nullable): the file's own name alone, as ktg_plain_text() leaves it; it can never be a
 * path
 */
char *
ktg_plain_base_name (const char *path, gsize max_bytes)
{
  const char      *slash = strrchr (path, '/');
  const char      *base = slash != NULL ? slash + 1 : path;
  const char      *backslash = strrchr (base, '\\');
  g_autofree char *name = ktg_plain_text (backslash != NULL ? backslash + 1 : base, max_bytes);

  if (name == NULL || strcmp (name, ".") == 0 || strcmp (name, "..") == 0)
    return NULL;

  return g_steal_pointer (&name);
}
