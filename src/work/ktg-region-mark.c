/* ktg-region-mark.c - the hash that an imported list of regions carries
 *
 * It stands in the second line, which any reader of lists passes over, and is of all the others. In
 * a file of its own it could be of another list than lies beside it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-region-mark.h"

#include <ktg-sha256.h>
#include <string.h>

#define MARK "# sha256: "
#define LINE_BYTES (strlen (MARK) + KTG_SHA256_HEX + strlen ("\n"))

/* Of the first line; 0: there is none. */
static gsize
measure_head (const char *text, gsize size_bytes)
{
  const char *newline = size_bytes > 0 ? memchr (text, '\n', size_bytes) : NULL;

  return newline != NULL ? newline + 1 - text : 0;
}

static char *
dup_line (const char *head, gsize head_bytes, const char *rest, gsize rest_bytes)
{
  g_autoptr (KtgSha256) hash = ktg_sha256_new ();
  g_autofree char *hex = NULL;

  ktg_sha256_update (hash, (const guint8 *)head, head_bytes);
  ktg_sha256_update (hash, (const guint8 *)rest, rest_bytes);
  hex = ktg_sha256_dup_hex (hash);

  return g_strconcat (MARK, hex, "\n", NULL);
}

/**
 * ktg_region_mark_add:
 * @plain: a list with its version in the first line
 *
 * Returns: (transfer full): it with its hash in the second
 */
GBytes *
ktg_region_mark_add (GBytes *plain)
{
  gsize            size_bytes = 0;
  const char      *text = g_bytes_get_data (plain, &size_bytes);
  gsize            head_bytes = measure_head (text, size_bytes);
  gsize            rest_bytes = size_bytes - head_bytes;
  g_autofree char *line = dup_line (text, head_bytes, text + head_bytes, rest_bytes);
  GString         *marked = g_string_sized_new (size_bytes + LINE_BYTES + 1);

  g_string_append_len (marked, text, (gssize)head_bytes);
  g_string_append (marked, line);
  g_string_append_len (marked, text + head_bytes, (gssize)rest_bytes);

  return g_string_free_to_bytes (marked);
}

/**
 * ktg_region_mark_is_true:
 * @list: what lies where an imported list is kept
 *
 * Returns: %FALSE if it is not as it was kept; of a list without a hash, as earlier imports left
 * it, that is not known, and it is %TRUE
 */
gboolean
ktg_region_mark_is_true (GBytes *list)
{
  gsize            size_bytes = 0;
  const char      *text = g_bytes_get_data (list, &size_bytes);
  gsize            head_bytes = measure_head (text, size_bytes);
  gsize            before_rest = head_bytes + LINE_BYTES;
  g_autofree char *line = NULL;

  if (size_bytes < before_rest || memcmp (text + head_bytes, MARK, strlen (MARK)) != 0)
    return TRUE;

  line = dup_line (text, head_bytes, text + before_rest, size_bytes - before_rest);

  return memcmp (text + head_bytes, line, LINE_BYTES) == 0;
}
