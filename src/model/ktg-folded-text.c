/* ktg-folded-text.c - text made comparable: no case, no accents
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-folded-text.h"

#include <string.h>

/* Compatibility decomposition puts accents into characters of their own, which are left out, as is
 * what nobody sees. */
static char *
drop_marks (const char *text)
{
  g_autofree char *decomposed = g_utf8_normalize (text, -1, G_NORMALIZE_ALL);
  GString         *bare = g_string_sized_new (strlen (decomposed));

  for (const char *at = decomposed; *at != '\0'; at = g_utf8_next_char (at))
    {
      gunichar character = g_utf8_get_char (at);

      if (!g_unichar_ismark (character) && g_unichar_type (character) != G_UNICODE_FORMAT)
        g_string_append_unichar (bare, character);
    }

  return g_string_free (bare, FALSE);
}

/**
 * ktg_folded_text_new:
 * @text: (nullable): what somebody wrote; bytes that are not UTF-8 are replaced first
 *
 * Two texts that differ only in case, accents and letters that nobody sees fold to the same bytes.
 * Blanks and punctuation stay.
 *
 * Returns: (transfer full): the folded text, empty for %NULL
 */
char *
ktg_folded_text_new (const char *text)
{
  g_autofree char *valid = NULL;
  g_autofree char *bare = NULL;

  if (text == NULL)
    return g_strdup ("");

  if (g_str_is_ascii (text))
    return g_ascii_strdown (text, -1);

  valid = g_utf8_make_valid (text, -1);
  bare = drop_marks (valid);

  return g_utf8_casefold (bare, -1);
}

/**
 * ktg_folded_text_has_words:
 * @folded_text: (nullable): what is searched
 * @folded_needle: (nullable): what is looked for, in any order and anywhere within a word
 *
 * Both must have been folded.
 *
 * Returns: %TRUE if every blank-separated word of @folded_needle occurs; so also if there is none
 */
gboolean
ktg_folded_text_has_words (const char *folded_text, const char *folded_needle)
{
  gsize      text_length = folded_text != NULL ? strlen (folded_text) : 0;
  const char blanks[] = " \t\r\n";

  if (folded_needle == NULL)
    return TRUE;

  for (const char *word = folded_needle + strspn (folded_needle, blanks); *word != '\0';)
    {
      gsize length = strcspn (word, blanks);

      if (text_length < length || memmem (folded_text, text_length, word, length) == NULL)
        return FALSE;

      word += length;
      word += strspn (word, blanks);
    }

  return TRUE;
}
