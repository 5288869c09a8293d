/* ktg-mark.c - how far a list of events is known, and which list it is
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-mark.h"

#include <ktg-field.h>
#include <string.h>

#define MAX_SCOPE_CHARS 32
#define SCOPE_CHARS "abcdefghijklmnopqrstuvwxyz0123456789.*"
#define HEX_CHARS "0123456789abcdef"

/**
 * ktg_mark_new:
 * @scope: which list
 * @position: of the last event that is known
 * @hash: of the list up to there
 *
 * Returns: (transfer full): a mark
 */
KtgMark *
ktg_mark_new (const char *scope, guint64 position, guint64 hash)
{
  KtgMark *self = g_new0 (KtgMark, 1);

  self->scope = g_strdup (scope);
  self->position = position;
  self->hash = hash;
  return self;
}

static gboolean
is_scope (const char *text)
{
  gsize length = strlen (text);

  return length > 0 && length <= MAX_SCOPE_CHARS && strspn (text, SCOPE_CHARS) == length;
}

static gboolean
read_hash (const char *text, guint64 *hash)
{
  return strlen (text) == KTG_MARK_HASH_HEX && strspn (text, HEX_CHARS) == KTG_MARK_HASH_HEX
         && g_ascii_string_to_unsigned (text, 16, 0, G_MAXUINT64, hash, NULL);
}

/**
 * ktg_mark_parse:
 * @text: what another party says, "34.71:4711:a1b2c3d4e5f6"
 *
 * Returns: (transfer full) (nullable): the mark; %NULL where it is none
 */
KtgMark *
ktg_mark_parse (const char *text)
{
  g_auto (GStrv) parts = g_strsplit (text, ":", 4);
  guint64 position;
  guint64 hash;

  if (g_strv_length (parts) != 3 || !is_scope (parts[0])
      || !g_ascii_string_to_unsigned (parts[1], 10, 0, KTG_FIELD_MOST, &position, NULL)
      || !read_hash (parts[2], &hash))
    return NULL;

  return ktg_mark_new (parts[0], position, hash);
}

/**
 * ktg_mark_dup_text:
 * @mark: a mark
 *
 * Returns: (transfer full): as it travels
 */
char *
ktg_mark_dup_text (const KtgMark *mark)
{
  return g_strdup_printf ("%s:%" G_GUINT64_FORMAT ":%012" G_GINT64_MODIFIER "x",
                          mark->scope,
                          mark->position,
                          mark->hash);
}

/**
 * ktg_mark_free:
 * @mark: (nullable) (transfer full): a mark
 *
 * Lets go of it.
 */
void
ktg_mark_free (KtgMark *mark)
{
  if (mark == NULL)
    return;

  g_free (mark->scope);
  g_free (mark);
}
