/* ktg-level-table.c - what a carrier brought of each author, added up, as rows
 *
 * The sums follow from the rows of what was brought and is still here. They are kept as that comes,
 * so that a question walks along authors and not along events; and added up anew now and then,
 * since whoever takes a row out of the folder does not say so.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-level-table.h"

#include "ktg-digest.h"

#include <ktg-query.h>

/* What was brought: the author's key, and the id. */
#define BROUGHT_HERE                                                                               \
  "SELECT key, event.id FROM carriage CROSS JOIN event ON idx = carriage.event"                    \
  " CROSS JOIN device ON number = author WHERE carriage.device = ?1 AND carriage.event > 0"        \
  " UNION ALL SELECT author, id FROM carriage CROSS JOIN link ON number = -carriage.event"         \
  " WHERE device = ?1 AND carriage.event < 0"
#define BROUGHT_ABOVE                                                                              \
  "SELECT key, event.id FROM upstream_event CROSS JOIN event ON idx = upstream_event.event"        \
  " CROSS JOIN device ON number = author WHERE refused IS NULL AND NOT is_told"                    \
  " UNION ALL SELECT author, id FROM upstream_link CROSS JOIN link ON number = link"               \
  " WHERE is_brought AND ?1 = 0"

/* Behind each character of a key. */
#define OF_RANGE " carrier = ?1 AND author >= ?2 AND author < ?2 || '~'"

static gboolean
add (KtgDb *db, gint64 carrier, const char *author, guint64 sum, GError **error)
{
  return ktg_query_run (db,
                        "INSERT INTO level (carrier, author, sum) VALUES (?1, ?2, ?3)"
                        " ON CONFLICT DO UPDATE SET sum = (sum + ?3) & 0xffffffffffff",
                        KTG_WITH (KTG_INT (carrier), KTG_TEXT (author), KTG_INT (sum)),
                        error);
}

/**
 * ktg_level_table_add:
 * @carrier: number of a device
 * @author: the key of who wrote it
 * @event_id: of what that carrier brought, and had not before
 */
gboolean
ktg_level_table_add (KtgDb      *db,
                     gint64      carrier,
                     const char *author,
                     const char *event_id,
                     GError    **error)
{
  return add (db, carrier, author, ktg_level_add (0, event_id), error);
}

/* --- from the rows --- */

static gboolean
count_row (KtgStatement *row, gpointer sums)
{
  const char *author = ktg_statement_get_text (row, 0);
  g_autoptr (GBytes) digest = ktg_statement_dup_bytes (row, 1);
  g_autofree char *id = ktg_digest_dup_hex (digest);
  guint64         *sum = g_hash_table_lookup (sums, author);

  if (sum == NULL)
    {
      sum = g_new0 (guint64, 1);
      g_hash_table_insert (sums, g_strdup (author), sum);
    }
  *sum = ktg_level_add (*sum, id);
  return TRUE;
}

static gboolean
put_sums (KtgDb *db, gint64 carrier, GHashTable *sums, GError **error)
{
  GHashTableIter iter;
  gpointer       author;
  gpointer       sum;

  g_hash_table_iter_init (&iter, sums);
  while (g_hash_table_iter_next (&iter, &author, &sum))
    if (!add (db, carrier, author, *(guint64 *)sum, error))
      return FALSE;

  return TRUE;
}

/**
 * ktg_level_table_count:
 * @carrier: number of a device, or %KTG_LEVEL_OWN
 *
 * Adds up anew what it brought and is here.
 */
gboolean
ktg_level_table_count (KtgDb *db, gint64 carrier, GError **error)
{
  g_autoptr (GHashTable) sums = g_hash_table_new_full (g_str_hash, g_str_equal, g_free, g_free);
  const KtgParameter *with = KTG_WITH (KTG_INT (carrier));

  return ktg_query_each (db,
                         carrier == KTG_LEVEL_OWN ? BROUGHT_ABOVE : BROUGHT_HERE,
                         with,
                         count_row,
                         sums,
                         error)
         && ktg_query_run (db, "DELETE FROM level WHERE carrier = ?", with, error)
         && put_sums (db, carrier, sums, error);
}

/**
 * ktg_level_table_count_by:
 * @carrier: as above
 * @date: in which life and since when it has to have been done
 * @has_counted: (out): whether it was done now
 */
gboolean
ktg_level_table_count_by (KtgDb              *db,
                          gint64              carrier,
                          const KtgLevelDate *date,
                          gboolean           *has_counted,
                          GError            **error)
{
  gboolean is_fresh;

  *has_counted = FALSE;
  if (!ktg_query_has_row (db,
                          "SELECT 1 FROM level_count WHERE carrier = ? AND life = ?"
                          " AND counted_at BETWEEN ? AND ?",
                          KTG_WITH (KTG_INT (carrier),
                                    KTG_TEXT (date->life),
                                    KTG_INT (date->now_ms - date->max_age_ms),
                                    KTG_INT (date->now_ms)),
                          &is_fresh,
                          error))
    return FALSE;
  if (is_fresh)
    return TRUE;

  *has_counted = TRUE;
  return ktg_level_table_count (db, carrier, error)
         && ktg_query_run (db,
                           "INSERT OR REPLACE INTO level_count (carrier, life, counted_at)"
                           " VALUES (?, ?, ?)",
                           KTG_WITH (KTG_INT (carrier),
                                     KTG_TEXT (date->life),
                                     KTG_INT (date->now_ms)),
                           error);
}

/* --- of a range --- */

static gboolean
add_row (KtgStatement *row, gpointer sum)
{
  *(guint64 *)sum += (guint64)ktg_statement_get_int (row, 0);
  return TRUE;
}

/**
 * ktg_level_table_sum:
 * @of: how the keys of its authors begin
 * @sum: (out): of all that the carrier brought of them, 48 bits; 0: nothing
 */
gboolean
ktg_level_table_sum (KtgDb *db, gint64 carrier, const char *of, guint64 *sum, GError **error)
{
  *sum = 0;
  if (!ktg_query_each (db,
                       "SELECT sum FROM level WHERE" OF_RANGE,
                       KTG_WITH (KTG_INT (carrier), KTG_TEXT (of)),
                       add_row,
                       sum,
                       error))
    return FALSE;

  *sum &= KTG_LEVEL_SUM_MASK;
  return TRUE;
}

/**
 * ktg_level_table_list_authors:
 * @of: how their keys begin
 *
 * Returns: (transfer full) (element-type utf8): of whom the carrier brought something, ascending
 */
GPtrArray *
ktg_level_table_list_authors (KtgDb *db, gint64 carrier, const char *of, GError **error)
{
  return ktg_query_list_texts (db,
                               "SELECT author FROM level WHERE" OF_RANGE " ORDER BY author",
                               KTG_WITH (KTG_INT (carrier), KTG_TEXT (of)),
                               error);
}

static gboolean
add_seq (KtgStatement *row, gpointer gap)
{
  return ktg_level_gap_add (gap, (guint64)ktg_statement_get_int (row, 0));
}

/**
 * ktg_level_table_fill:
 * @carrier: number of a device
 * @gap: a whole key's; gets the numbers of what that carrier brought of him and is here
 */
gboolean
ktg_level_table_fill (KtgDb *db, gint64 carrier, KtgLevelGap *gap, GError **error)
{
  return ktg_query_each (db,
                         "SELECT seq FROM event WHERE"
                         " author = (SELECT number FROM device WHERE key = ?2)"
                         " AND EXISTS (SELECT 1 FROM carriage WHERE device = ?1 AND event = idx)"
                         " UNION ALL SELECT seq FROM link WHERE author = ?2"
                         " AND EXISTS (SELECT 1 FROM carriage WHERE device = ?1"
                         " AND event = -number)"
                         " ORDER BY seq",
                         KTG_WITH (KTG_INT (carrier), KTG_TEXT (gap->of)),
                         add_seq,
                         gap,
                         error);
}
