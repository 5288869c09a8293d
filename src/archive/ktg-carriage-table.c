/* ktg-carriage-table.c - who carried which event of somebody else, as rows
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-carriage-table.h"

#include "ktg-catalog-rows.h"
#include "ktg-digest.h"
#include "ktg-level-table.h"
#include "ktg-writer-private.h"

#include <ktg-query.h>

/**
 * ktg_carried_author_free:
 * @author: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_carried_author_free (KtgCarriedAuthor *author)
{
  if (author == NULL)
    return;

  g_free (author->key);
  g_free (author);
}

/* With its files, too, once they were brought. */
static gboolean
add_again (KtgDb *db, const KtgCarriageRow *row, GError **error)
{
  return row->is_text
         || ktg_query_run (db,
                           "UPDATE carriage SET is_text = 0"
                           " WHERE device = ? AND event = ? AND is_text",
                           KTG_WITH (KTG_INT (row->carrier), KTG_INT (row->event)),
                           error);
}

/**
 * ktg_carriage_table_add:
 * @row: what is on record
 *
 * It counts among what the carrier brought of its author. The same again changes nothing.
 */
gboolean
ktg_carriage_table_add (KtgDb *db, const KtgCarriageRow *row, GError **error)
{
  gboolean is_new;

  if (!ktg_query_has_row (db,
                          "INSERT OR IGNORE INTO carriage (device, event, carried_at, is_text)"
                          " VALUES (?, ?, ?, ?) RETURNING 1",
                          KTG_WITH (KTG_INT (row->carrier),
                                    KTG_INT (row->event),
                                    KTG_INT (row->at_ms),
                                    KTG_INT (row->is_text)),
                          &is_new,
                          error))
    return FALSE;

  return is_new ? ktg_level_table_add (db, row->carrier, row->author, row->id, error)
                : add_again (db, row, error);
}

/**
 * ktg_carriage_table_has:
 * @carrier: number of a device
 * @has: (out): whether it carried anything whose files it brings
 */
gboolean
ktg_carriage_table_has (KtgDb *db, gint64 carrier, gboolean *has, GError **error)
{
  return ktg_query_has_row (db,
                            "SELECT 1 FROM carriage WHERE device = ? AND event > 0 AND NOT is_text"
                            " LIMIT 1",
                            KTG_WITH (KTG_INT (carrier)),
                            has,
                            error);
}

/**
 * ktg_catalog_has_brought:
 * @self: a catalog
 * @id: of what says who is who
 * @has: (out): whether it is here and somebody brought it
 * @error: set with %FALSE
 *
 * Reads all that was ever brought.
 *
 * Returns: %FALSE if the database failed
 */
gboolean
ktg_catalog_has_brought (KtgCatalog *self, const char *id, gboolean *has, GError **error)
{
  g_autoptr (GBytes) digest = ktg_digest_new (id);

  return ktg_query_has_row (self->db,
                            "SELECT 1 FROM carriage WHERE event ="
                            " (SELECT -number FROM link WHERE id = ?) LIMIT 1",
                            KTG_WITH (KTG_BYTES (digest)),
                            has,
                            error);
}

static gpointer
read_author (KtgStatement *row, gpointer user_data, GError **error)
{
  KtgCarriedAuthor *author = g_new0 (KtgCarriedAuthor, 1);

  author->number = ktg_statement_get_int (row, 0);
  author->key = g_strdup (ktg_statement_get_text (row, 1));
  author->is_delivered = !ktg_statement_is_null (row, 2);
  author->delivery = author->is_delivered ? (guint64)ktg_statement_get_int (row, 3) : 0;
  return author;
}

/**
 * ktg_carriage_table_list_authors:
 * @carrier: number of a device
 * @file: number of a file
 *
 * Returns: (transfer full) (element-type KtgCarriedAuthor): whose events it carried that name the
 * file, each once
 */
GPtrArray *
ktg_carriage_table_list_authors (KtgDb *db, gint64 carrier, gint64 file, GError **error)
{
  return ktg_query_list (db,
                         "SELECT DISTINCT device.number, device.key, delivered_at, delivery"
                         " FROM event_file CROSS JOIN carriage"
                         " ON carriage.device = ?1 AND carriage.event = event_file.event"
                         " AND NOT is_text"
                         " CROSS JOIN event ON event.idx = event_file.event"
                         " CROSS JOIN device ON device.number = event.author"
                         " CROSS JOIN upload"
                         " ON upload.device = event.author AND upload.file = event_file.file"
                         " WHERE event_file.file = ?2 ORDER BY device.number",
                         KTG_WITH (KTG_INT (carrier), KTG_INT (file)),
                         read_author,
                         (GDestroyNotify)ktg_carried_author_free,
                         error);
}
