/* ktg-text-fields.c - the strings of a plain struct, told by where they lie
 *
 * A struct of a dozen strings is copied, compared and freed by one table instead of three lists
 * that can disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-text-fields.h"

#include <string.h>

/**
 * ktg_text_fields_copy:
 * @fields: where the strings lie
 * @to: a bitwise copy of @from, or a zeroed record: what its string members hold is overwritten,
 * not freed
 * @from: the record to copy
 *
 * Gives @to strings of its own.
 */
void
ktg_text_fields_copy (const gsize *fields, gpointer to, gconstpointer from)
{
  for (gsize i = 0; fields[i] != KTG_TEXT_FIELDS_END; i++)
    G_STRUCT_MEMBER (char *, to, fields[i]) = g_strdup (G_STRUCT_MEMBER (char *, from, fields[i]));
}

/**
 * ktg_text_fields_pack:
 * @fields: where the strings lie
 * @to: a bitwise copy of @from
 * @from: the record to copy
 *
 * Gives @to strings of its own, all in one piece of memory: ten thousand records of a dozen short
 * strings are half as large so. They are not freed one by one.
 *
 * Returns: (transfer full): the piece; free it with g_free() and the strings are gone
 */
char *
ktg_text_fields_pack (const gsize *fields, gpointer to, gconstpointer from)
{
  gsize size_bytes = 0;
  char *piece, *end;

  for (gsize i = 0; fields[i] != KTG_TEXT_FIELDS_END; i++)
    if (G_STRUCT_MEMBER (char *, from, fields[i]) != NULL)
      size_bytes += strlen (G_STRUCT_MEMBER (char *, from, fields[i])) + 1;

  piece = end = g_malloc (size_bytes);

  for (gsize i = 0; fields[i] != KTG_TEXT_FIELDS_END; i++)
    if (G_STRUCT_MEMBER (char *, from, fields[i]) != NULL)
      {
        G_STRUCT_MEMBER (char *, to, fields[i]) = end;
        end = g_stpcpy (end, G_STRUCT_MEMBER (char *, from, fields[i])) + 1;
      }

  return piece;
}

void
ktg_text_fields_clear (const gsize *fields, gpointer record)
{
  for (gsize i = 0; fields[i] != KTG_TEXT_FIELDS_END; i++)
    g_clear_pointer (&G_STRUCT_MEMBER (char *, record, fields[i]), g_free);
}

gboolean
ktg_text_fields_equal (const gsize *fields, gconstpointer a, gconstpointer b)
{
  for (gsize i = 0; fields[i] != KTG_TEXT_FIELDS_END; i++)
    if (g_strcmp0 (G_STRUCT_MEMBER (char *, a, fields[i]), G_STRUCT_MEMBER (char *, b, fields[i]))
        != 0)
      return FALSE;

  return TRUE;
}
