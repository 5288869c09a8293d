/* ktg-letter-table.c - words of the server above to devices of here, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-letter-table.h"

#include "ktg-digest.h"

#include <ktg-query.h>

/**
 * ktg_letter_table_add:
 * @device: the key of whom it is for
 * @letter: as it came; the same again is the same
 */
gboolean
ktg_letter_table_add (KtgDb *db, const char *device, KtgEnvelope *letter, GError **error)
{
  g_autoptr (GBytes) id = ktg_digest_new (letter->id);
  g_autoptr (GBytes) signature = g_bytes_new (letter->signature, KTG_SIGNATURE_BYTES);

  return ktg_query_run (db,
                        "INSERT OR IGNORE INTO letter (device, id, bytes, sig)"
                        " VALUES (?, ?, ?, ?)",
                        KTG_WITH (KTG_TEXT (device),
                                  KTG_BYTES (id),
                                  KTG_BYTES (letter->bytes),
                                  KTG_BYTES (signature)),
                        error);
}

/**
 * ktg_letter_table_get_last:
 * @number: (out): of the newest letter to anybody; 0: there is none
 */
gboolean
ktg_letter_table_get_last (KtgDb *db, guint64 *number, GError **error)
{
  gint64 last;

  if (!ktg_query_get_int (db, "SELECT coalesce (max (number), 0) FROM letter", NULL, &last, error))
    return FALSE;

  *number = (guint64)last;
  return TRUE;
}

static gboolean
read_row (KtgStatement *row, gpointer user_data, GError **error)
{
  KtgMailbag *bag = user_data;
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);
  g_autoptr (GBytes) bytes = ktg_statement_dup_bytes (row, 2);
  g_autoptr (GBytes) signature = ktg_statement_dup_bytes (row, 3);
  g_autofree char *hex = ktg_digest_dup_hex (id);

  if (bag->letters->len == KTG_LETTERS_AT_ONCE)
    {
      bag->has_more = TRUE;
      return TRUE;
    }

  bag->at = (guint64)ktg_statement_get_int (row, 0);
  g_ptr_array_add (bag->letters, ktg_envelope_new (hex, bytes, g_bytes_get_data (signature, NULL)));
  return TRUE;
}

/**
 * ktg_letter_table_load:
 * @device: whose
 * @after: the newest that it has; 0: none
 * @bag: (inout): empty; gets those that came after it, the oldest first, at most
 * %KTG_LETTERS_AT_ONCE
 */
gboolean
ktg_letter_table_load (KtgDb      *db,
                       const char *device,
                       guint64     after,
                       KtgMailbag *bag,
                       GError    **error)
{
  return ktg_query_act_on_each (db,
                                "SELECT number, id, bytes, sig FROM letter"
                                " WHERE device = ? AND number > ? ORDER BY number LIMIT ?",
                                KTG_WITH (KTG_TEXT (device),
                                          KTG_INT (after),
                                          KTG_INT (KTG_LETTERS_AT_ONCE + 1)),
                                read_row,
                                bag,
                                error);
}
