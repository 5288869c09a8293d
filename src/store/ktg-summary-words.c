/* ktg-summary-words.c - the words of a summary as bytes to be sealed
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 *
 * Ten thousand of them are read while somebody waits for the list, so they are as plain as can be:
 * '1' or '0' for withdrawn, then for each text '-' if there is none, or '+' and the text and a NUL.
 * docs/STORE.md has the order.
 */

#include "ktg-summary-words.h"

#include <string.h>

static const gsize texts[] = {
  G_STRUCT_OFFSET (KtgSummaryFields, violation),
  G_STRUCT_OFFSET (KtgSummaryFields, words),
  G_STRUCT_OFFSET (KtgSummaryFields, who),
  G_STRUCT_OFFSET (KtgSummaryFields, position),
  G_STRUCT_OFFSET (KtgSummaryFields, place_region),
  G_STRUCT_OFFSET (KtgSummaryFields, place_words),
  G_STRUCT_OFFSET (KtgSummaryFields, happened),
  G_STRUCT_OFFSET (KtgSummaryFields, known),
  G_STRUCT_OFFSET (KtgSummaryFields, review_state),
  G_STRUCT_OFFSET (KtgSummaryFields, thumbnail_sha256),
  G_STRUCT_OFFSET (KtgSummaryFields, searched),
};

/* What was sealed before forms had fields ends before the last. */
#define LEAST_TEXTS (G_N_ELEMENTS (texts) - 1)

/**
 * ktg_summary_words_write:
 * @fields: a summary
 *
 * Returns: (transfer full): its words
 */
GBytes *
ktg_summary_words_write (const KtgSummaryFields *fields)
{
  GString *bytes = g_string_new (fields->is_withdrawn ? "1" : "0");

  for (gsize i = 0; i < G_N_ELEMENTS (texts); i++)
    {
      const char *text = G_STRUCT_MEMBER (const char *, fields, texts[i]);

      g_string_append_c (bytes, text != NULL ? '+' : '-');
      if (text != NULL)
        g_string_append_len (bytes, text, (gssize)strlen (text) + 1);
    }

  return g_string_free_to_bytes (bytes);
}

/* What stands behind *@next becomes @text; FALSE if it is cut. */
static gboolean
read_text (const char **next, const char *end, char **text)
{
  const char *nul;

  if (*next == end)
    return FALSE;
  if (*(*next)++ == '-')
    return TRUE;

  nul = memchr (*next, '\0', (gsize)(end - *next));
  if (nul == NULL)
    return FALSE;

  *text = g_strndup (*next, (gsize)(nul - *next));
  *next = nul + 1;
  return TRUE;
}

/**
 * ktg_summary_words_read:
 * @bytes: what was sealed
 * @fields: (inout): whose texts are all NULL; the caller clears it, also on failure
 *
 * Returns: FALSE if @bytes are not what ktg_summary_words_write() makes
 */
gboolean
ktg_summary_words_read (GBytes *bytes, KtgSummaryFields *fields)
{
  gsize       size_bytes;
  const char *next = g_bytes_get_data (bytes, &size_bytes);
  const char *end = next + size_bytes;

  if (size_bytes == 0)
    return FALSE;

  fields->is_withdrawn = *next++ == '1';
  for (gsize i = 0; i < G_N_ELEMENTS (texts) && (i < LEAST_TEXTS || next < end); i++)
    if (!read_text (&next, end, &G_STRUCT_MEMBER (char *, fields, texts[i])))
      return FALSE;

  return next == end;
}
