/* indonesian-words.c - what the app says in Indonesian where it has English for it
 *
 * A page that is shown in English has none of it. From the catalog of messages, and from the names
 * that packs have in both languages.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "indonesian-words.h"

#include <string.h>

#define CATALOG "id/LC_MESSAGES/kentongan.mo"

/* A catalog is a head of these, and behind it two tables of (length, offset), one of the English
 * sentences and one of ours. */
enum
{
  HEAD_MAGIC,
  HEAD_VERSION,
  HEAD_N_SENTENCES,
  HEAD_ENGLISH,
  HEAD_OURS,
};

static void
read_catalog (GHashTable *words, GHashTable *english)
{
  g_autofree char *path = g_build_filename (LOCALE_FOLDER, CATALOG, NULL);
  g_autofree char *catalog = NULL;
  g_autoptr (GError) error = NULL;
  const guint32 *head;

  g_file_get_contents (path, &catalog, NULL, &error);
  g_assert_no_error (error);
  head = (const guint32 *)(gconstpointer)catalog;
  g_assert_cmphex (head[HEAD_MAGIC], ==, 0x950412de);

  for (guint i = 0; i < head[HEAD_N_SENTENCES]; i++)
    {
      const char *theirs = catalog + head[head[HEAD_ENGLISH] / 4 + 2 * i + 1];
      const char *ours = catalog + head[head[HEAD_OURS] / 4 + 2 * i + 1];
      const char *context = strchr (theirs, '\004'); /* which stands before the sentence */

      g_hash_table_add (english, g_strdup (context != NULL ? context + 1 : theirs));
      g_hash_table_add (words, g_strdup (ours));
    }
}

static void
read_pack (GHashTable *words, GHashTable *english, const char *path)
{
  g_autoptr (GRegex) names
      = g_regex_new ("\"id\": \"([^\"\\\\]+)\", \"en\": \"([^\"\\\\]+)\"", 0, 0, NULL);
  g_autofree char *pack = NULL;
  g_autoptr (GMatchInfo) match = NULL;

  if (!g_str_has_suffix (path, ".json") || !g_file_get_contents (path, &pack, NULL, NULL))
    return;

  for (g_regex_match (names, pack, 0, &match); g_match_info_matches (match);
       g_match_info_next (match, NULL))
    {
      g_hash_table_add (words, g_match_info_fetch (match, 1));
      g_hash_table_add (english, g_match_info_fetch (match, 2));
    }
}

/* Some words are the same in both. */
static gboolean
is_english (gpointer word, gpointer value, gpointer english)
{
  return g_hash_table_contains (english, word);
}

static GHashTable *
read_words (void)
{
  GHashTable *words = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GHashTable) english = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, NULL);
  g_autoptr (GDir) packs = g_dir_open (PACKS_FOLDER, 0, NULL);

  read_catalog (words, english);
  for (const char *name = g_dir_read_name (packs); name != NULL; name = g_dir_read_name (packs))
    {
      g_autofree char *path = g_build_filename (PACKS_FOLDER, name, NULL);

      read_pack (words, english, path);
    }

  g_hash_table_foreach_remove (words, is_english, english);
  g_assert_cmpuint (g_hash_table_size (words), >, 1500);
  return words;
}

gboolean
indonesian_words_have (const char *line)
{
  static GHashTable *words;

  if (words == NULL)
    words = read_words ();

  return g_hash_table_contains (words, line);
}
