/* ktg-aside-table.c - events that were refused and kept for a person to look at, as rows
 *
 * A device that contradicts itself is a device to look into, and a few of its events are enough for
 * that. So each sender has so much room here and no more.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-aside-table.h"

#include "ktg-digest.h"
#include "ktg-page-private.h"
#include "ktg-writer-private.h"

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
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db,
                         "SELECT count (*), coalesce (sum (length (bytes)), 0) FROM aside"
                         " WHERE sender = ?",
                         KTG_WITH (KTG_INT (sender)),
                         error);
  gboolean has_row;

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
  g_autoptr (GBytes) id = ktg_digest_new (envelope->id);
  g_autoptr (GBytes) signature = g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);

  return ktg_query_run (db,
                        "INSERT OR IGNORE INTO aside (id, sender, reason, bytes, sig, received_at)"
                        " VALUES (?, ?, ?, ?, ?, ?)",
                        KTG_WITH (KTG_BYTES (id),
                                  KTG_INT (sender),
                                  KTG_TEXT (reason),
                                  KTG_BYTES (envelope->bytes),
                                  KTG_BYTES (signature),
                                  KTG_INT (now_ms)),
                        error);
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
 * ktg_catalog_has_aside:
 * @self: a catalog
 * @id: of an event
 * @has: (out): whether it was refused and kept
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_has_aside (KtgCatalog *self, const char *id, gboolean *has, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);
  gint64 number;

  if (!ktg_query_get_int (self->db,
                          "SELECT rowid FROM aside WHERE id = ?",
                          KTG_WITH (KTG_BYTES (digest)),
                          &number,
                          error))
    return FALSE;

  *has = number != 0;
  return TRUE;
}

static gpointer
read_bytes (KtgStatement *row, gpointer user_data, GError **error)
{
  return ktg_statement_dup_bytes (row, 0);
}

/**
 * ktg_aside_table_dup_bytes:
 *
 * Returns: (transfer full) (element-type GBytes): what of this device's is kept
 */
GPtrArray *
ktg_aside_table_dup_bytes (KtgDb *db, gint64 sender, GError **error)
{
  return ktg_query_list (db,
                         "SELECT bytes FROM aside WHERE sender = ?",
                         KTG_WITH (KTG_INT (sender)),
                         read_bytes,
                         (GDestroyNotify)g_bytes_unref,
                         error);
}

static gpointer
read_row (KtgStatement *statement, gpointer user_data, GError **error)
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
 * ktg_catalog_list_aside:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgAsideRow): a page
 */
GPtrArray *
ktg_catalog_list_aside (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = { read_row, (GDestroyNotify)ktg_aside_row_free };

  return ktg_page_read (page,
                        self->db,
                        "SELECT aside.rowid, id, sender, key, reason, received_at, length (bytes)"
                        " FROM aside LEFT JOIN device ON device.number = sender"
                        " WHERE aside.rowid > ? ORDER BY aside.rowid",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        NULL,
                        error);
}

/**
 * ktg_catalog_empty_aside:
 * @self: a catalog
 * @sender: number of a device; 0: all of them
 * @n_dropped: (out): how many were there
 * @error: set with %FALSE
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_empty_aside (KtgCatalog *self, gint64 sender, guint *n_dropped, GError **error)
{
  if (!ktg_query_run (self->db,
                      "DELETE FROM aside WHERE ?1 IN (0, sender)",
                      KTG_WITH (KTG_INT (sender)),
                      error))
    return FALSE;

  *n_dropped = (guint)ktg_db_get_n_changes (self->db);
  return TRUE;
}
