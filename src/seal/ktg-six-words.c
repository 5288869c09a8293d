/* ktg-six-words.c - which server and which device, in words that two people can compare
 *
 * Both sides work them out alone, from the keys that they know. So who reads them to the other over
 * the telephone learns whether it is this device, and no other one, that the server is about to
 * believe.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-six-words.h"

#include "ktg-seal-resources.h"
#include "ktg-sha256.h"

#include <string.h>

#define PURPOSE "kentongan-words-1"
#define PATH "/id/kentongan/seal/six-words.txt"
#define N_WORDS 6
#define WORD_BITS 11
#define TELLING_LETTERS 4

/* Never freed: there is one list, as long as the program runs. */
static char **
read_list (void)
{
  g_autoptr (GBytes) text
      = g_resource_lookup_data (ktg_seal_get_resource (), PATH, G_RESOURCE_LOOKUP_FLAGS_NONE, NULL);
  g_auto (GStrv) lines = g_strsplit (g_bytes_get_data (text, NULL), "\n", -1);
  g_autoptr (GPtrArray) words = g_ptr_array_new ();

  for (char **line = lines; *line != NULL; line++)
    if (**line != '#' && **line != '\0')
      g_ptr_array_add (words, g_strdup (*line));

  g_assert (words->len == KTG_SIX_WORDS_LISTED);
  return (char **)g_ptr_array_steal (words, NULL);
}

/**
 * ktg_six_words_get:
 * @place: in the list, below %KTG_SIX_WORDS_LISTED
 *
 * From any thread.
 *
 * Returns: the word that stands there
 */
const char *
ktg_six_words_get (guint place)
{
  static char **list;

  g_return_val_if_fail (place < KTG_SIX_WORDS_LISTED, NULL);

  if (g_once_init_enter (&list))
    g_once_init_leave (&list, read_list ());

  return list[place];
}

/* The highest bits first. */
static guint
take_bits (const guint8 *digest, guint from)
{
  guint bits = 0;

  for (guint at = from; at < from + WORD_BITS; at++)
    bits = bits << 1 | (digest[at / 8] >> (7 - at % 8) & 1);

  return bits;
}

/**
 * ktg_six_words_dup:
 * @root_key: on which the trust of all of them rests, base64url
 * @node_key: of the server, base64url
 * @device_key: of the device, base64url
 *
 * 66 bits of a hash over the three keys. From any thread.
 *
 * Returns: (transfer full): six words with a blank between two
 */
char *
ktg_six_words_dup (const char *root_key, const char *node_key, const char *device_key)
{
  g_autofree char *keys = g_strdup_printf (PURPOSE "\n%s\n%s\n%s", root_key, node_key, device_key);
  guint8           digest[KTG_SHA256_BYTES];
  const char      *words[N_WORDS + 1] = { NULL };

  ktg_sha256_raw ((const guint8 *)keys, strlen (keys), digest);
  for (guint i = 0; i < N_WORDS; i++)
    words[i] = ktg_six_words_get (take_bits (digest, i * WORD_BITS));

  return g_strjoinv (" ", (char **)words);
}

/**
 * ktg_six_words_are:
 * @words: six, as ktg_six_words_dup() has them
 * @said: what somebody heard: six words in any case, of which the first four letters count
 *
 * From any thread.
 *
 * Returns: whether these are those
 */
gboolean
ktg_six_words_are (const char *words, const char *said)
{
  g_auto (GStrv) ours = g_strsplit (words, " ", -1);
  g_auto (GStrv) theirs = g_strsplit_set (said, " \t\n", -1);
  guint n_same = 0;

  for (char **word = theirs; *word != NULL; word++)
    {
      if (**word == '\0')
        continue;
      if (n_same == N_WORDS || strlen (*word) < TELLING_LETTERS
          || g_ascii_strncasecmp (*word, ours[n_same], TELLING_LETTERS) != 0)
        return FALSE;
      n_same++;
    }

  return n_same == N_WORDS;
}
