/* ktg-aside-table.c - events that were refused and kept for a person to look at, as rows
 *
 * A device that contradicts itself is a device to look into, and a few of its events are enough for
 * that. So each sender has so much room here and no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-aside-table.h"

#include "ktg-digest.h"

#define MAX_OF_SENDER 100
#define MAX_BYTES_OF_SENDER (4 * 1024 * 1024)

/**
 * ktg_aside_row_free:
 *
 * Nothing for %NULL.
 */
void
ktg_aside_row_free (KtgAsideRow *row)
{
  if (row == NULL)
    return;

  g_free (row->id);
  g_free (row->sender_key);
  g_free (row->reason);
  g_free (row);
}

static gboolean
has_room (KtgDb *db, gint64 sender, gsize n_bytes, gboolean *has, GError **error)
{
  g_autoptr (KtgStatement) statement = ktg_db_prepare (db,
                                                       "SELECT count (*), coalesce (sum (length "
                                                       "(bytes)), 0) FROM aside WHERE sender = ?",
                                                       error);
  gboolean has_row;

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, sender);
  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *has = ktg_statement_get_int (statement, 0) < MAX_OF_SENDER
         && ktg_statement_get_int (statement, 1) + (gint64)n_bytes <= MAX_BYTES_OF_SENDER;
  return TRUE;
}

static gboolean
add (KtgDb             *db,
     const KtgEnvelope *envelope,
     gint64             sender,
     const char        *reason,
     gint64             now_ms,
     GError           **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "INSERT OR IGNORE INTO aside (id, sender, reason, bytes, sig, received_at)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        error);
  g_autoptr (GBytes) id = ktg_digest_new (envelope->id);
  g_autoptr (GBytes) signature = g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, id);
  ktg_statement_bind_int (statement, 2, sender);
  ktg_statement_bind_text (statement, 3, reason);
  ktg_statement_bind_bytes (statement, 4, envelope->bytes);
  ktg_statement_bind_bytes (statement, 5, signature);
  ktg_statement_bind_int (statement, 6, now_ms);

  return ktg_statement_run (statement, error);
}

/**
 * ktg_aside_table_put:
 * @sender: number of the device that sent it
 * @reason: the refusal
 *
 * Keeps an event that contradicts another, if its sender has room here; else it is gone. The same
 * again changes nothing.
 */
gboolean
ktg_aside_table_put (KtgDb             *db,
                     const KtgEnvelope *envelope,
                     gint64             sender,
                     const char        *reason,
                     gint64             now_ms,
                     GError           **error)
{
  gboolean has;

  if (!has_room (db, sender, g_bytes_get_size (envelope->bytes), &has, error))
    return FALSE;

  return !has || add (db, envelope, sender, reason, now_ms, error);
}

/**
 * ktg_aside_table_has:
 * @id: of an event
 * @has: (out): whether it lies here
 */
gboolean
ktg_aside_table_has (KtgDb *db, const char *id, gboolean *has, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT 1 FROM aside WHERE id = ?", error);
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_bytes (statement, 1, digest);
  return ktg_statement_step (statement, has, error);
}

/**
 * ktg_aside_table_dup_bytes:
 *
 * Returns: (transfer full) (element-type GBytes): what of this device's is kept
 */
GPtrArray *
ktg_aside_table_dup_bytes (KtgDb *db, gint64 sender, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "SELECT bytes FROM aside WHERE sender = ?", error);
  g_autoptr (GPtrArray) kept = g_ptr_array_new_with_free_func ((GDestroyNotify)g_bytes_unref);
  gboolean has_row;

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, sender);
  while (ktg_statement_step (statement, &has_row, error))
    {
      if (!has_row)
        return g_steal_pointer (&kept);
      g_ptr_array_add (kept, ktg_statement_dup_bytes (statement, 0));
    }

  return NULL;
}

static KtgAsideRow *
read_row (KtgStatement *statement)
{
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (statement, 1);
  KtgAsideRow *row = g_new0 (KtgAsideRow, 1);

  row->number = ktg_statement_get_int (statement, 0);
  row->id = ktg_digest_dup_hex (digest);
  row->sender = ktg_statement_get_int (statement, 2);
  row->sender_key = g_strdup (ktg_statement_get_text (statement, 3));
  row->reason = g_strdup (ktg_statement_get_text (statement, 4));
  row->received_at_ms = ktg_statement_get_int (statement, 5);
  row->size_bytes = (guint64)ktg_statement_get_int (statement, 6);

  return row;
}

/**
 * ktg_aside_table_dup_page:
 *
 * Returns: (transfer full) (element-type KtgAsideRow): a part of all, in the order in which they
 * came
 */
GPtrArray *
ktg_aside_table_dup_page (KtgDb *db, KtgPage *page, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db,
                        "SELECT aside.rowid, id, sender, key, reason, received_at, length (bytes)"
                        " FROM aside LEFT JOIN device ON device.number = sender"
                        " WHERE aside.rowid > ? ORDER BY aside.rowid",
                        error);
  g_autoptr (GPtrArray) rows = g_ptr_array_new_with_free_func ((GDestroyNotify)ktg_aside_row_free);

  if (statement == NULL)
    return NULL;

  ktg_statement_bind_int (statement, 1, page->after);
  for (page->has_more = TRUE; rows->len < KTG_PAGE_ROWS;)
    {
      KtgAsideRow *row;

      if (!ktg_statement_step (statement, &page->has_more, error))
        return NULL;
      if (!page->has_more)
        break;
      row = read_row (statement);
      page->last = row->number;
      g_ptr_array_add (rows, row);
    }

  return g_steal_pointer (&rows);
}

/**
 * ktg_aside_table_empty:
 * @sender: number of a device; 0: of all
 * @n_dropped: (out): how many were dropped
 */
gboolean
ktg_aside_table_empty (KtgDb *db, gint64 sender, guint *n_dropped, GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_db_prepare (db, "DELETE FROM aside WHERE ?1 IN (0, sender)", error);

  if (statement == NULL)
    return FALSE;

  ktg_statement_bind_int (statement, 1, sender);
  if (!ktg_statement_run (statement, error))
    return FALSE;

  *n_dropped = (guint)ktg_db_get_n_changes (db);
  return TRUE;
}
