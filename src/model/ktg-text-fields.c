/* ktg-text-fields.c - the strings of a plain struct, told by where they lie
 *
 * A struct of a dozen strings is copied, compared and freed by one table instead of three lists
 * that can disagree.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-text-fields.h"

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
