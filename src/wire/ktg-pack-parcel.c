/* ktg-pack-parcel.c - a pack as it travels: who published it, and its file
 *
 * A line with the word of who published it, and behind it the file as it is: so both come, stay and
 * go together, whatever cuts the link.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-pack-parcel.h"

#include "ktg-envelope-json.h"

#include <string.h>

static void
append (GByteArray *all, GBytes *bytes)
{
  g_byte_array_append (all, g_bytes_get_data (bytes, NULL), (guint)g_bytes_get_size (bytes));
}

/**
 * ktg_pack_parcel_write:
 * @word: (nullable): of who published it; %NULL: nobody did
 * @content: of the pack's file
 *
 * Returns: (transfer full): both
 */
GBytes *
ktg_pack_parcel_write (const KtgEnvelope *word, GBytes *content)
{
  g_autoptr (GByteArray) all = g_byte_array_new ();
  g_autoptr (GBytes) line = word != NULL ? ktg_envelope_json_write (word) : g_bytes_new (NULL, 0);

  append (all, line);
  g_byte_array_append (all, (const guint8 *)"\n", 1);
  append (all, content);
  return g_byte_array_free_to_bytes (g_steal_pointer (&all));
}

/**
 * ktg_pack_parcel_read:
 * @parcel: from anywhere
 * @word: (out) (nullable) (transfer full): the envelope in its first line; %NULL: there is none.
 * What it says is not looked at.
 *
 * Returns: (transfer full) (nullable): what follows that line; %NULL: it has no line, and is no
 * parcel
 */
GBytes *
ktg_pack_parcel_read (GBytes *parcel, KtgEnvelope **word)
{
  gsize         size;
  const guint8 *data = g_bytes_get_data (parcel, &size);
  const guint8 *end = size > 0 ? memchr (data, '\n', size) : NULL;
  gsize         n_line = end != NULL ? (gsize)(end - data) : 0;
  g_autoptr (GBytes) line = g_bytes_new_from_bytes (parcel, 0, n_line);

  if (end == NULL)
    return NULL;

  *word = ktg_envelope_json_parse (line);
  return g_bytes_new_from_bytes (parcel, n_line + 1, size - n_line - 1);
}
