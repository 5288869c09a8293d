/* ktg-json-pages.c - one long JSON list, written in pieces
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-json-pages.h"

#include <string.h>

#define BEFORE "["
#define AFTER "\n]\n"

/**
 * ktg_json_pages_add:
 * @list: a document for people that is a list and no more; an empty one adds nothing
 * @text: (inout): where the next piece is appended
 */
void
ktg_json_pages_add (KtgJsonPages *self, GBytes *list, GString *text)
{
  gsize       size;
  const char *bytes = g_bytes_get_data (list, &size);

  if (size < strlen (BEFORE AFTER))
    return;

  g_assert (memcmp (bytes + size - strlen (AFTER), AFTER, strlen (AFTER)) == 0);
  g_string_append (text, self->has_begun ? "," : BEFORE);
  g_string_append_len (text,
                       bytes + strlen (BEFORE),
                       (gssize)(size - strlen (BEFORE) - strlen (AFTER)));
  self->has_begun = TRUE;
}

/**
 * ktg_json_pages_end:
 * @text: (inout): where the last piece is appended
 */
void
ktg_json_pages_end (KtgJsonPages *self, GString *text)
{
  g_string_append (text, self->has_begun ? AFTER : "[]\n");
}
