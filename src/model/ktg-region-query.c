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
  if (letter >= 'a') /* as most are */
    return letter;

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

/* "Kampung Bali" may be all of a name, or a kampung called Bali. */
static void
add_typed (KtgRegionQuery *query)
{
  GString    *spaced = g_string_new (NULL);
  GString    *joined = g_string_new (NULL);
  const char *at_spaced, *at_joined;

  for (guint i = 0; i < query->n_words; i++)
    {
      g_string_append (spaced, i > 0 ? " " : "");
      g_string_append_len (spaced, query->words[i].text, query->words[i].length);
      g_string_append_len (joined, query->words[i].text, query->words[i].length);
    }

  at_spaced = query->spaced = g_string_free (spaced, FALSE);
  at_joined = query->joined = g_string_free (joined, FALSE);

  for (guint i = 0; i < MIN (query->n_words, KTG_REGION_QUERY_MAX_TYPED); i++)
    {
      query->typed[query->n_typed++] = (KtgRegionTyped){ at_spaced, at_joined, strlen (at_joined) };
      if (!query->words[i].is_prefix)
        break;

      at_spaced += query->words[i].length + strlen (" ");
      at_joined += query->words[i].length;
    }
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
  add_typed (query);
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
  const KtgRegionTyped *last = &query->typed[query->n_typed - 1];

  query->words[0] = (KtgRegionWord){ .text = last->joined, .length = last->length };
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
  g_clear_pointer (&query->spaced, g_free);
  g_clear_pointer (&query->joined, g_free);
  g_clear_pointer (&query->aliases, g_ptr_array_unref);
}

/* A name as it is compared. */
typedef struct
{
  char        folded[KTG_REGION_QUERY_BYTES];
  gsize       length;
  const char *bare; /* without "kota " before it */
} Name;

static const char *
skip_rank (const char *folded)
{
  for (guint i = 0; *folded == 'k' && i < G_N_ELEMENTS (ranks_before_names); i++)
    if (g_str_has_prefix (folded, ranks_before_names[i]))
      return folded + strlen (ranks_before_names[i]);

  return folded;
}

static void
fold_row (const char *text, gsize length, Name *name)
{
  name->length = fold_name (text, MIN (length, sizeof name->folded - 1), name->folded);
  name->bare = skip_rank (name->folded);
}

/* Where @folded goes on behind @text, which has no blanks; NULL: it does not begin so. */
static const char *
skip_joined (const char *folded, const char *text, gsize length)
{
  for (gsize i = 0; i < length; i++, folded++)
    {
      while (*folded == ' ')
        folded++;
      if (*folded != text[i])
        return NULL;
    }

  return folded;
}

/* Most names do not even begin with its letter, and are not asked for more. */
static inline gboolean
begins_joined (const Name *name, const char *text, gsize length)
{
  return (*name->folded == *text && skip_joined (name->folded, text, length) != NULL)
         || (*name->bare == *text && skip_joined (name->bare, text, length) != NULL);
}

static gboolean
has_joined (const Name *name, const KtgRegionWord *word)
{
  for (const char *at = name->folded; *at != '\0'; at++)
    if (skip_joined (at, word->text, word->length) != NULL)
      return TRUE;

  return FALSE;
}

/* In words that are folded; the last that is typed may not have come to its end. */
static gboolean
has_whole (const Name *name, const KtgRegionWord *word, const char *at, gboolean is_last)
{
  const char *end = name->folded + name->length;

  for (; at != NULL; at = memmem (at + 1, end - at - 1, word->text, word->length))
    {
      const char *after = at + word->length;

      if ((at == name->folded || at[-1] == ' ') && (is_last || after == end || *after == ' '))
        return TRUE;
    }

  return FALSE;
}

static void
find_word (const KtgRegionQuery *query, guint i, const Name *name, KtgRegionMatch *match)
{
  const KtgRegionWord *word = &query->words[i];
  const char          *at = memmem (name->folded, name->length, word->text, word->length);

  if (at != NULL || begins_joined (name, word->text, word->length)
      || (query->is_joined && has_joined (name, word)))
    match->own |= 1u << i;

  if (at != NULL && has_whole (name, word, at, i + 1 == query->n_words))
    match->whole |= 1u << i;
}

/* "Bukit Tinggi" and Kota Bukittinggi, "tolitoli" and Kabupaten Toli-Toli. */
static void
find_typed (const KtgRegionQuery *query, const Name *name, KtgRegionMatch *match)
{
  for (guint i = 0; i < query->n_typed; i++)
    if (begins_joined (name, query->typed[i].joined, query->typed[i].length))
      {
        match->own |= query->names;
        match->whole |= query->names;
      }
}

/* Whether @typed is @name, or goes on behind it with what lies above. */
static gboolean
is_whole (const char *name, const KtgRegionTyped *typed)
{
  gsize       length = strlen (name);
  const char *end = skip_joined (name, typed->joined, typed->length);

  if (end != NULL && *end == '\0')
    return TRUE;

  return strncmp (name, typed->spaced, length) == 0
         && (typed->spaced[length] == '\0' || typed->spaced[length] == ' ');
}

static gboolean
is_typed (const Name *name, const KtgRegionTyped *typed)
{
  return is_whole (name->folded, typed) || is_whole (name->bare, typed);
}

/* First what is all that was typed, then what is that without one prefix, and so on; then what
 * begins so, in this order; then what begins with the first word behind the prefixes. */
static guint
rank_name (const KtgRegionQuery *query, const Name *name)
{
  const char *last = query->typed[query->n_typed - 1].spaced;

  for (guint i = 0; i < query->n_typed; i++)
    if (is_typed (name, &query->typed[i]))
      return i;

  for (guint i = 0; i < query->n_typed; i++)
    if (begins_joined (name, query->typed[i].joined, query->typed[i].length))
      return KTG_REGION_QUERY_MAX_TYPED + i;

  return strncmp (name->bare, last, strcspn (last, " ")) == 0 ? KTG_REGION_MATCH_RANKS - 2
                                                              : KTG_REGION_MATCH_RANKS - 1;
}

static gboolean
begins_with_other (const char *a, const char *b)
{
  return strncmp (a, b, MIN (strlen (a), strlen (b))) == 0;
}

/* "Sukamaju" is not spelt Suka Maju. */
static gboolean
is_spelt (const KtgRegionQuery *query, const Name *name)
{
  for (guint i = 0; i < query->n_typed; i++)
    if (begins_with_other (name->folded, query->typed[i].spaced)
        || begins_with_other (name->bare, query->typed[i].spaced))
      return TRUE;

  return FALSE;
}

/* A region is as near as the nearest of its names. */
static void
note_rank (const KtgRegionQuery *query, const Name *name, KtgRegionMatch *match)
{
  guint rank = rank_name (query, name);

  if (rank >= match->rank)
    return;

  match->rank = rank;
  match->is_respelt = !is_spelt (query, name);
}

static void
match_name (const KtgRegionQuery *query, const char *text, gsize length, KtgRegionMatch *match)
{
  KtgRegionMatch found = { 0 };
  Name           name;

  fold_row (text, length, &name);
  for (guint i = 0; i < query->n_words; i++)
    find_word (query, i, &name, &found);

  find_typed (query, &name, &found);

  match->own |= found.own;
  match->whole |= found.whole;
  if (found.own != 0)
    note_rank (query, &name, match);
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

/* "Kampung Bali" is no other kind where it is the name of a kelurahan. */
static gboolean
is_other_kind (const KtgRegionQuery *query, const KtgRegionRow *row, guint rank)
{
  return query->words[0].is_prefix && ktg_region_get_kind (row->code) != query->words[0].kind
         && rank != 0 && rank != KTG_REGION_QUERY_MAX_TYPED;
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
  match->own = match->whole = 0;
  match->rank = KTG_REGION_MATCH_RANKS - 1;
  match->is_respelt = FALSE;
  match_name (query, row->name, row->name_length, match);
  match_aliases (query, row, match);
  match->own |= find_prefixes (query, row);
  match->is_other_kind = is_other_kind (query, row, match->rank);
}
