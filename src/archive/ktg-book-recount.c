/* ktg-book-recount.c - all rows of a table, counted again page by page
 *
 * Devices go on changing rows meanwhile: what was counted already follows what becomes of it, and
 * what a transaction that fails had changed is taken back with it.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-book-private.h"

#include <string.h>

static void
restart (KtgRecount *recount)
{
  recount->kept_next = G_MININT64;
  recount->kept_is_end = FALSE;
  memset (&recount->kept_sum, 0, sizeof recount->kept_sum);
  recount->next = G_MININT64;
  recount->is_end = FALSE;
  memset (&recount->sum, 0, sizeof recount->sum);
}

/**
 * ktg_book_recounts_restart:
 * @self: a book
 *
 * Recounts that are under way begin again with the first row.
 */
void
ktg_book_recounts_restart (KtgBook *self)
{
  for (guint i = 0; i < self->recounts->len; i++)
    restart (g_ptr_array_index (self->recounts, i));
}

/**
 * ktg_book_recounts_begin:
 * @self: a book
 *
 * A transaction begins: what the one before counted and did not keep is forgotten.
 */
void
ktg_book_recounts_begin (KtgBook *self)
{
  for (guint i = 0; i < self->recounts->len; i++)
    {
      KtgRecount *recount = g_ptr_array_index (self->recounts, i);

      recount->next = recount->kept_next;
      recount->is_end = recount->kept_is_end;
      recount->sum = recount->kept_sum;
    }
}

/**
 * ktg_book_recounts_keep:
 * @self: a book
 *
 * The transaction was committed: what it counted stands.
 */
void
ktg_book_recounts_keep (KtgBook *self)
{
  for (guint i = 0; i < self->recounts->len; i++)
    {
      KtgRecount *recount = g_ptr_array_index (self->recounts, i);

      recount->kept_next = recount->next;
      recount->kept_is_end = recount->is_end;
      recount->kept_sum = recount->sum;
    }
}

/**
 * ktg_book_recounts_follow:
 * @self: a book
 * @table: of the row
 * @position: of the row
 * @hash: of the row, with the book's key
 * @change: 1 for a row that came, -1 for one that went
 *
 * What was counted already follows what becomes of it.
 */
void
ktg_book_recounts_follow (KtgBook     *self,
                          guint        table,
                          gint64       position,
                          const guint8 hash[KTG_KEYED_HASH_BYTES],
                          int          change)
{
  for (guint i = 0; i < self->recounts->len; i++)
    {
      KtgRecount *recount = g_ptr_array_index (self->recounts, i);

      if (recount->table == table && (position < recount->next || recount->is_end))
        ktg_book_sum_add (&recount->sum, hash, change);
    }
}

/* --- asked --- */

/**
 * ktg_recount_new:
 *
 * On the writer's thread, as all of a recount.
 */
KtgRecount *
ktg_recount_new (KtgBook *book, guint table)
{
  KtgRecount *self = g_new0 (KtgRecount, 1);

  self->book = book;
  self->table = table;
  restart (self);
  g_ptr_array_add (book->recounts, self);

  return self;
}

/**
 * ktg_recount_free:
 * @self: (nullable): a recount
 *
 * On the writer's thread: the book follows it no longer.
 */
void
ktg_recount_free (KtgRecount *self)
{
  g_ptr_array_remove (self->book->recounts, self);
  g_free (self);
}

/**
 * ktg_recount_page:
 * @rows: (nullable) (element-type KtgBookRow): gets what was read
 * @is_end: (out): whether all has been read; only then is there something to compare
 *
 * Reads on, about @max_rows rows.
 */
gboolean
ktg_recount_page (KtgRecount *self,
                  KtgDb      *db,
                  guint       max_rows,
                  GArray     *rows,
                  gboolean   *is_end,
                  GError    **error)
{
  gint64   last;
  gboolean is_read;

  self->rows = rows;
  self->book->reading = self;
  is_read = ktg_book_tables_read (db, self->table, self->next, max_rows, &last, error);
  self->book->reading = NULL;
  self->rows = NULL;
  if (!is_read)
    return FALSE;

  self->is_end = last == G_MAXINT64;
  self->next = self->is_end ? last : last + 1;
  *is_end = self->is_end;
  return TRUE;
}

/**
 * ktg_recount_get_found:
 * @self: a recount
 *
 * Returns: how many rows were there, so far
 */
guint64
ktg_recount_get_found (KtgRecount *self)
{
  return self->sum.n_rows;
}

/**
 * ktg_recount_get_written:
 * @self: a recount
 *
 * Returns: how many rows the server wrote, by its account
 */
guint64
ktg_recount_get_written (KtgRecount *self)
{
  return self->book->head.sums[self->table].n_rows;
}

/**
 * ktg_recount_is_right:
 *
 * Returns: whether the rows that are there are those that the server wrote
 */
gboolean
ktg_recount_is_right (KtgRecount *self)
{
  const KtgBookSum *written = &self->book->head.sums[self->table];

  return self->sum.n_rows == written->n_rows
         && memcmp (self->sum.lanes, written->lanes, sizeof written->lanes) == 0;
}
