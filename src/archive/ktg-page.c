/* ktg-page.c - a part of a table whose rows have numbers that only grow
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-page-private.h"

/**
 * ktg_page_read:
 * @self: (inout): from where, and where it ended
 * @sql: gives rows by their numbers, which stand in the first column
 * @with: (nullable): its parameters
 * @rows: what is kept of them
 * @user_data: for what reads them
 *
 * Returns: (transfer full) (nullable): so many that the page is full, or all that are left
 */
GPtrArray *
ktg_page_read (KtgPage            *self,
               KtgDb              *db,
               const char         *sql,
               const KtgParameter *with,
               const KtgPageRows  *rows,
               gpointer            user_data,
               GError            **error)
{
  const guint max_rows = rows->max_rows > 0 ? rows->max_rows : KTG_PAGE_ROWS;
  const gsize max_weight = rows->max_weight > 0 ? rows->max_weight : G_MAXSIZE;
  gsize       weight = 0;
  g_autoptr (KtgStatement) statement = ktg_query_begin (db, sql, with, error);
  g_autoptr (GPtrArray) found = g_ptr_array_new_with_free_func (rows->free_row);

  for (self->has_more = TRUE; found->len < max_rows && weight < max_weight;)
    {
      gpointer row;

      if (!ktg_statement_step (statement, &self->has_more, error))
        return NULL;
      if (!self->has_more)
        break;
      row = rows->read (statement, user_data, error);
      if (row == NULL)
        return NULL;
      self->last = ktg_statement_get_int (statement, 0);
      g_ptr_array_add (found, row);
      weight += rows->weigh != NULL ? rows->weigh (row) : 0;
    }

  return g_steal_pointer (&found);
}
