/* ktg-db-memory.c - what was read or written, and need not be read again
 *
 * For rows that each event asks for anew, and that nobody but who remembers them changes: no other
 * connection writes this file. Whatever undoes a transaction, or a part of it, empties the memory.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-db-private.h"

#define MAX_REMEMBERED 4096

/**
 * ktg_db_recall:
 * @what: as it was remembered
 *
 * Returns: (transfer none) (nullable): what was remembered, in this transaction or in one that was
 * committed; %NULL: nothing
 */
gconstpointer
ktg_db_recall (KtgDb *self, const char *what)
{
  g_return_val_if_fail (self != NULL, NULL);

  return g_hash_table_lookup (self->memory, what);
}

/**
 * ktg_db_remember:
 * @what: names it among all that is remembered
 * @value: what it is
 * @size_bytes: its length
 *
 * Keeps a copy, as long as nothing is undone. Outside of a transaction nothing is kept, and where
 * there is much it all gives way.
 */
void
ktg_db_remember (KtgDb *self, const char *what, gconstpointer value, gsize size_bytes)
{
  g_return_if_fail (self != NULL);

  if (sqlite3_get_autocommit (self->handle))
    return;

  if (g_hash_table_size (self->memory) >= MAX_REMEMBERED)
    ktg_db_forget (self);
  g_hash_table_insert (self->memory, g_strdup (what), g_memdup2 (value, size_bytes));
}

/**
 * ktg_db_forget:
 *
 * Nothing is remembered any more: rows were changed otherwise.
 */
void
ktg_db_forget (KtgDb *self)
{
  g_return_if_fail (self != NULL);

  g_hash_table_remove_all (self->memory);
}
