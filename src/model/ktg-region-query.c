/* ktg-region-query.c - what was typed to find a region, word by word
 *
 * A word is met where it stands in the name of a region, or in what people call it; "kec." also by
 * being a district.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-query.h"

#include "ktg-folded-text.h"

#include <string.h>

/* What is typed to find a regency leaves out what it is. */
static const char *const ranks_before_names[] = {
  "kabupaten administrasi ",
  "kota administrasi ",
  "kabupaten ",
  "kota ",
};

/* "Toli-Toli", "Toli Toli" and "T. Jambo" are written as they come; nobody types apostrophes. */
static char
fold_letter (char letter)
{
  switch (letter)
    {
    case '-':
    case '.':
    case '/':
    case ',':
      return ' ';
    case '\'':
    case '`':
    case '"':
      return '\0';
    default:
      return letter >= 'A' && letter <= 'Z' ? (char)(letter + 'a' - 'A') : letter;
    }
}

/* @folded may be @text. */
static gsize
fold_letters (const char *text, gsize length, char *folded)
{
  gsize n_kept = 0;

  for (gsize i = 0; i < length; i++)
    {
      char letter = fold_letter (text[i]);

      if (letter != '\0')
        folded[n_kept++] = letter;
    }

  folded[n_kept] = '\0';

  return n_kept;
}

static void
fold_rare (const char *name, gsize length, char *folded)
{
  g_autofree char *text = g_strndup (name, length);
  g_auto (GStrv) parts = g_strsplit (text, "’", -1);
  g_autofree char *joined = g_strjoinv ("'", parts);
  g_autofree char *bare = ktg_folded_text_new (joined);

  g_strlcpy (folded, bare, KTG_REGION_QUERY_BYTES);
}

static gboolean
is_ascii (const char *text, gsize length)
{
  guchar bits = 0;

  for (gsize i = 0; i < length; i++)
    bits |= (guchar)text[i];

  return bits < 0x80;
}

/* Into @folded, of KTG_REGION_QUERY_BYTES; 92,000 names are folded for each key that is pressed. */
static gsize
fold_name (const char *name, gsize length, char *folded)
{
  if (is_ascii (name, length))
    return fold_letters (name, length, folded);

  fold_rare (name, length, folded);
  return fold_letters (folded, strlen (folded), folded);
}

static gboolean
is_said (const char *said, const KtgRegionWord *word)
{
  return strlen (said) == word->length && memcmp (said, word->text, word->length) == 0;
}

static void
look_up_prefix (KtgRegionWord *word, GPtrArray *prefixes)
{
  for (guint i = 0; prefixes != NULL && i < prefixes->len; i++)
    {
      const KtgRegionPrefix *prefix = g_ptr_array_index (prefixes, i);

      if (is_said (prefix->said, word))
        word->is_prefix = ktg_region_kind_parse (prefix->kind, &word->kind);
    }
}

static void
add_word (KtgRegionQuery *query, const char *text, gsize length, GPtrArray *prefixes)
{
  KtgRegionWord *word = &query->words[query->n_words];
  guint          bit = 1u << query->n_words++;

  word->text = text;
  word->length = length;
  look_up_prefix (word, prefixes);

  query->all_words |= bit;
  if (!word->is_prefix)
    query->names |= bit;
}

static void
add_words (KtgRegionQuery *query, GPtrArray *prefixes)
{
  const char *at = query->folded + strspn (query->folded, " \t");

  while (*at != '\0' && query->n_words < KTG_REGION_QUERY_MAX_WORDS)
    {
      gsize length = strcspn (at, " \t");

      add_word (query, at, length, prefixes);
      at += length;
      at += strspn (at, " \t");
    }

  if (query->names == 0) /* "kabupaten" alone is a name, too */
    query->names = query->all_words;
}

/* What stands behind the prefixes. */
static char *
dup_name (const KtgRegionQuery *query)
{
  GString *name = g_string_new (NULL);

  for (guint i = 0; i < query->n_words; i++)
    if ((query->names & 1u << i) != 0)
      {
        g_string_append (name, name->len > 0 ? " " : "");
        g_string_append_len (name, query->words[i].text, query->words[i].length);
      }

  return g_string_free (name, FALSE);
}

static int
compare_aliases (gconstpointer a, gconstpointer b)
{
  const KtgRegionAlias *alias_a = *(KtgRegionAlias *const *)a;
  const KtgRegionAlias *alias_b = *(KtgRegionAlias *const *)b;

  return strcmp (alias_a->region, alias_b->region);
}

static void
add_aliases (KtgRegionQuery *query, GPtrArray *aliases)
{
  query->aliases = g_ptr_array_new ();

  for (guint i = 0; aliases != NULL && i < aliases->len; i++)
    g_ptr_array_add (query->aliases, g_ptr_array_index (aliases, i));

  g_ptr_array_sort (query->aliases, compare_aliases);
}

/**
 * ktg_region_query_init:
 * @query: to be filled
 * @needle: (nullable): what was typed; case, accents and punctuation do not matter
 * @names: (nullable): what people call regions; must outlive @query
 * @own_code: (nullable): where the officer works; must outlive @query
 *
 * Words beyond %KTG_REGION_QUERY_MAX_WORDS are not asked for.
 */
void
ktg_region_query_init (KtgRegionQuery       *query,
                       const char           *needle,
                       const KtgRegionNames *names,
                       const char           *own_code)
{
  g_autofree char *valid = g_utf8_make_valid (needle != NULL ? needle : "", -1);
  char             folded[KTG_REGION_QUERY_BYTES];

  memset (query, 0, sizeof *query);
  fold_name (valid, MIN (strlen (valid), KTG_REGION_QUERY_BYTES - 1), folded);
  query->folded = g_strdup (folded);
  query->own_code = own_code != NULL ? own_code : "";
  query->own_length = strlen (query->own_code);
  add_words (query, names != NULL ? names->prefixes : NULL);
  add_aliases (query, names != NULL ? names->aliases : NULL);
  query->name = dup_name (query);
  query->first_length = strcspn (query->name, " ");
}

static gsize
drop_blanks (char *text)
{
  gsize n_kept = 0;

  for (const char *at = text; *at != '\0'; at++)
    if (*at != ' ' && *at != '\t')
      text[n_kept++] = *at;

  text[n_kept] = '\0';

  return n_kept;
}

/**
 * ktg_region_query_join:
 * @query: a query that met nothing
 *
 * Makes one word of what stands behind the prefixes, in which blanks do not matter, for another
 * walk: "Gunungputri" was Gunung Putri.
 */
void
ktg_region_query_join (KtgRegionQuery *query)
{
  g_free (query->folded);
  query->first_length = drop_blanks (query->name);
  query->folded = g_strdup (query->name);
  query->words[0] = (KtgRegionWord){ .text = query->name, .length = query->first_length };
  query->n_words = query->all_words = query->names = 1;
  query->is_joined = TRUE;
  query->next_alias = 0;
}

/**
 * ktg_region_query_clear:
 * @query: a query
 *
 * Lets go of what it made of the needle.
 */
void
ktg_region_query_clear (KtgRegionQuery *query)
{
  g_clear_pointer (&query->folded, g_free);
  g_clear_pointer (&query->name, g_free);
  g_clear_pointer (&query->aliases, g_ptr_array_unref);
}

static guint
find_words (const KtgRegionQuery *query, const char *text, gsize length)
{
  guint found = 0;

  for (guint i = 0; i < query->n_words; i++)
    if (memmem (text, length, query->words[i].text, query->words[i].length) != NULL)
      found |= 1u << i;

  return found;
}

static const char *
skip_rank (const char *folded)
{
  for (guint i = 0; *folded == 'k' && i < G_N_ELEMENTS (ranks_before_names); i++)
    if (g_str_has_prefix (folded, ranks_before_names[i]))
      return folded + strlen (ranks_before_names[i]);

  return folded;
}

/* 0: it is what was typed. 1: it begins with all of that. 2: with what stands behind the prefixes.
 * 3: with the first word of that. 4: that is somewhere within. */
static guint
rank_name (const KtgRegionQuery *query, const char *folded)
{
  const char *name = skip_rank (folded);

  if (strcmp (name, query->name) == 0)
    return 0;
  if (g_str_has_prefix (name, query->folded) || g_str_has_prefix (folded, query->folded))
    return 1;
  if (g_str_has_prefix (name, query->name))
    return 2;

  return strncmp (name, query->name, query->first_length) == 0 ? 3 : 4;
}

static void
match_name (const KtgRegionQuery *query, const char *name, gsize length, KtgRegionMatch *match)
{
  char  folded[KTG_REGION_QUERY_BYTES];
  gsize folded_length = fold_name (name, MIN (length, sizeof folded - 1), folded);
  guint found;

  if (query->is_joined)
    folded_length = drop_blanks (folded);

  found = find_words (query, folded, folded_length);
  match->own |= found;
  if (found != 0)
    match->rank = MIN (match->rank, rank_name (query, folded));
}

/* Rows come in the order of their codes, and so do the aliases. */
static void
match_aliases (KtgRegionQuery *query, const KtgRegionRow *row, KtgRegionMatch *match)
{
  for (; query->next_alias < query->aliases->len; query->next_alias++)
    {
      const KtgRegionAlias *alias = g_ptr_array_index (query->aliases, query->next_alias);
      int                   order = ktg_region_row_compare (row, alias->region);

      if (order < 0)
        return;
      if (order == 0)
        match_name (query, alias->said, strlen (alias->said), match);
    }
}

/* Who says "desa" for a kelurahan finds it, after the desa of that name. */
static guint
find_prefixes (const KtgRegionQuery *query, const KtgRegionRow *row)
{
  guint found = 0;

  for (guint i = 0; i < query->n_words; i++)
    if (query->words[i].is_prefix && row->level == ktg_region_kind_get_level (query->words[i].kind))
      found |= 1u << i;

  return found;
}

/**
 * ktg_region_query_match:
 * @query: a query
 * @row: a row, of a walk in the order of the codes
 * @match: (out): which words it meets by itself, and how well
 *
 * What lies above the region is the caller's to ask.
 */
void
ktg_region_query_match (KtgRegionQuery *query, const KtgRegionRow *row, KtgRegionMatch *match)
{
  match->own = 0;
  match->rank = KTG_REGION_MATCH_RANKS - 1;
  match_name (query, row->name, row->name_length, match);
  match_aliases (query, row, match);
  match->own |= find_prefixes (query, row);
  match->is_other_kind
      = query->words[0].is_prefix && ktg_region_get_kind (row->code) != query->words[0].kind;
}
