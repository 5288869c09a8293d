/* ktg-summary-words.c - the words of a summary as bytes to be sealed
 *
 * Ten thousand of them are read while somebody waits for the list, so they are as plain as can be:
 * a digit for whether it is withdrawn and whether it is proven, then for each text '-' if there is
 * none, or '+' and the text and a NUL. docs/STORE.md has the order.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-summary-words.h"

#include <string.h>

/* What stands behind @next is still to be read. */
typedef struct
{
  KtgSummaryFields *fields;
  const char       *next;
  const char       *end;
  gboolean          is_whole;
} Reading;

typedef struct
{
  const KtgSummaryFields *fields;
  GString                *bytes;
} Writing;

/* The row has its ids, and only a draft, which is summarised anew, amends. */
static gboolean
is_kept_elsewhere (const KtgSummaryFields *fields, char *const *text)
{
  return text == &fields->id || text == &fields->uuid || text == &fields->filing
         || text == &fields->amends;
}

static void
write_text (char **text, gpointer data)
{
  Writing *writing = data;

  if (is_kept_elsewhere (writing->fields, text))
    return;

  g_string_append_c (writing->bytes, *text != NULL ? '+' : '-');
  if (*text != NULL)
    g_string_append_len (writing->bytes, *text, (gssize)strlen (*text) + 1);
}

static void
read_text (char **text, gpointer data)
{
  Reading    *reading = data;
  const char *nul = NULL;

  if (is_kept_elsewhere (reading->fields, text) || !reading->is_whole)
    return;

  /* What was sealed before forms had fields, before lists knew the kind, before reports had
   * numbers, before lists knew on whose behalf, or all that is suspected, ends before these. */
  if ((text == &reading->fields->searched || text == &reading->fields->kind
       || text == &reading->fields->number || text == &reading->fields->on_behalf_of
       || text == &reading->fields->suspected)
      && reading->next == reading->end)
    return;

  reading->is_whole = reading->next < reading->end;
  if (!reading->is_whole || *reading->next++ == '-')
    return;

  nul = memchr (reading->next, '\0', (gsize)(reading->end - reading->next));
  reading->is_whole = nul != NULL;
  if (nul == NULL)
    return;

  *text = g_strndup (reading->next, (gsize)(nul - reading->next));
  reading->next = nul + 1;
}

/**
 * ktg_summary_words_write:
 * @fields: a summary
 *
 * Returns: (transfer full): its words
 */
GBytes *
ktg_summary_words_write (const KtgSummaryFields *fields)
{
  Writing writing = { fields, g_string_new (NULL) };

  g_string_append_c (writing.bytes,
                     (char)('0' + 2 * fields->trust + (fields->is_withdrawn ? 1 : 0)));

  ktg_record_visit_texts (&ktg_summary_fields_record, (gpointer)fields, write_text, &writing);
  return g_string_free_to_bytes (writing.bytes);
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
  const char *start = g_bytes_get_data (bytes, &size_bytes);
  Reading     reading = { fields, start + 1, start + size_bytes, TRUE };

  if (size_bytes == 0)
    return FALSE;

  if (*start < '0' || *start > '0' + 2 * KTG_TRUST_EXPIRED + 1)
    return FALSE;

  fields->is_withdrawn = (*start - '0') % 2 == 1;
  fields->trust = (KtgTrust)((*start - '0') / 2);
  ktg_record_visit_texts (&ktg_summary_fields_record, fields, read_text, &reading);
  return reading.is_whole && reading.next == reading.end;
}
