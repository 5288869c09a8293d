/* ktg-archive-event-table.c - events in the order in which they came, as rows
 *
 * `event` is narrow, because offices walk along it; `body` has the bytes and is only appended to.
 *
 * SPDX-License-Identifier: GPL-3.0-or-later
 */

#include "ktg-archive-event-table.h"

#include "ktg-digest.h"
#include "ktg-page-private.h"
#include "ktg-writer-private.h"

#include <ktg-exchange-json.h>

/**
 * ktg_archive_event_table_find_from:
 * @seq: (inout): from which number on; gets that of this author's first event from there
 * @index: (out): its index; 0: there is none, and @seq is as before
 * @id: (out) (nullable) (transfer full): its id, 32 bytes
 */
gboolean
ktg_archive_event_table_find_from (KtgDb   *db,
                                   gint64   author,
                                   guint64 *seq,
                                   guint64 *index,
                                   GBytes **id,
                                   GError **error)
{
  g_autoptr (KtgStatement) statement
      = ktg_query_begin (db,
                         "SELECT idx, id, seq FROM event WHERE author = ? AND seq >= ?"
                         " ORDER BY seq LIMIT 1",
                         KTG_WITH (KTG_INT (author), KTG_INT (*seq)),
                         error);
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  *index = has_row ? (guint64)ktg_statement_get_int (statement, 0) : 0;
  *id = has_row ? ktg_statement_dup_bytes (statement, 1) : NULL;
  *seq = has_row ? (guint64)ktg_statement_get_int (statement, 2) : *seq;
  return TRUE;
}

static gpointer
read_id (KtgStatement *row, gpointer user_data, GError **error)
{
  return ktg_statement_dup_bytes (row, 0);
}

/**
 * ktg_archive_event_table_find_of_key:
 * @author: a key
 * @seq: of one of his events
 * @id: (out) (nullable) (transfer full): its id, 32 bytes; %NULL: it is not here
 */
gboolean
ktg_archive_event_table_find_of_key (KtgDb      *db,
                                     const char *author,
                                     guint64     seq,
                                     GBytes    **id,
                                     GError    **error)
{
  return ktg_query_find (db,
                         "SELECT id FROM event WHERE seq = ?2"
                         " AND author = (SELECT number FROM device WHERE key = ?1)",
                         KTG_WITH (KTG_TEXT (author), KTG_INT (seq)),
                         read_id,
                         (gpointer *)id,
                         error);
}

typedef struct
{
  GArray *seqs;
  guint   max;
  guint64 next; /* the number after the last that was heard of */
} Gaps;

#define IS_LINK_OF "author = (SELECT key FROM device WHERE number = ?1) AND seq <= ?2"

/* All numbers up to, but not with, @to. */
static void
add_gap (Gaps *self, guint64 to)
{
  for (; self->next < to && self->seqs->len < self->max; self->next++)
    g_array_append_val (self->seqs, self->next);
  self->next = to + 1;
}

static gboolean
hear_seq (KtgStatement *row, gpointer user_data)
{
  Gaps *self = user_data;

  add_gap (self, (guint64)ktg_statement_get_int (row, 0));
  return self->seqs->len < self->max;
}

/**
 * ktg_archive_event_table_list_gaps:
 * @until: the last number to look at
 * @max: how many to name at most
 * @gaps: (element-type guint64): gets the numbers of @author's events that are not here, ascending;
 * what he says of who is who lies among the links
 */
gboolean
ktg_archive_event_table_list_gaps (KtgDb   *db,
                                   gint64   author,
                                   guint64  until,
                                   guint    max,
                                   GArray  *gaps,
                                   GError **error)
{
  const KtgParameter *with = KTG_WITH (KTG_INT (author), KTG_INT (until));
  Gaps                self = { gaps, max, 1 };
  gint64              count;

  if (!ktg_query_get_int (db,
                          "SELECT (SELECT count (*) FROM event WHERE author = ?1 AND seq <= ?2)"
                          " + (SELECT count (*) FROM link WHERE " IS_LINK_OF ")",
                          with,
                          &count,
                          error))
    return FALSE;
  if ((guint64)count == until)
    return TRUE;

  if (!ktg_query_each (db,
                       "SELECT seq FROM event WHERE author = ?1 AND seq <= ?2"
                       " UNION SELECT seq FROM link WHERE " IS_LINK_OF " ORDER BY seq",
                       with,
                       hear_seq,
                       &self,
                       error))
    return FALSE;

  add_gap (&self, until + 1);
  return TRUE;
}

/* An index is given once, whatever became of the event that had it. */
static gboolean
add_row (KtgDb *db, const KtgArchiveEventRow *row, gint64 now_ms, guint64 *index, GError **error)
{
  return ktg_query_insert (
      db,
      "INSERT INTO event (idx, id, author, seq, report, type, filer, region, place, "
      "received_at, enrolment, version, handed_to, is_for_office)"
      " VALUES (1 + max (coalesce ((SELECT max (idx) FROM event), 0),"
      " coalesce ((SELECT last_event FROM book), 0)), ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
      KTG_WITH (KTG_BYTES (row->id),
                KTG_INT (row->author),
                KTG_INT (row->seq),
                KTG_INT (row->report),
                KTG_TEXT (row->type),
                KTG_INT (row->scope.filer),
                KTG_TEXT (row->scope.region),
                KTG_TEXT (row->scope.place),
                KTG_INT (now_ms),
                KTG_INT (row->enrolment),
                KTG_BYTES (row->version),
                KTG_TEXT (row->handed_to),
                KTG_INT (row->scope.is_for_office)),
      (gint64 *)index,
      error);
}

static gboolean
add_body (KtgDb *db, guint64 index, const KtgEnvelope *envelope, GError **error)
{
  g_autoptr (GBytes) signature = g_bytes_new (envelope->signature, KTG_SIGNATURE_BYTES);

  return ktg_query_run (db,
                        "INSERT INTO body (idx, bytes, sig) VALUES (?, ?, ?)",
                        KTG_WITH (KTG_INT (index),
                                  KTG_BYTES (envelope->bytes),
                                  KTG_BYTES (signature)),
                        error);
}

/**
 * ktg_archive_event_table_add:
 * @index: (out): its place in the server's order
 */
gboolean
ktg_archive_event_table_add (KtgDb                    *db,
                             const KtgArchiveEventRow *row,
                             const KtgEnvelope        *envelope,
                             gint64                    now_ms,
                             guint64                  *index,
                             GError                  **error)
{
  return add_row (db, row, now_ms, index, error) && add_body (db, *index, envelope, error);
}

/**
 * ktg_archive_event_table_dup_envelope:
 * @index: of an event
 * @id: its id, 32 bytes
 * @envelope: (out) (transfer full): its bytes and signature
 */
gboolean
ktg_archive_event_table_dup_envelope (KtgDb        *db,
                                      guint64       index,
                                      GBytes       *id,
                                      KtgEnvelope **envelope,
                                      GError      **error)
{
  g_autoptr (KtgStatement) statement = ktg_query_begin (db,
                                                        "SELECT bytes, sig FROM body WHERE idx = ?",
                                                        KTG_WITH (KTG_INT (index)),
                                                        error);
  g_autofree char *hex = ktg_digest_dup_hex (id);
  g_autoptr (GBytes) bytes = NULL;
  g_autoptr (GBytes) signature = NULL;
  gboolean has_row;

  if (!ktg_statement_step (statement, &has_row, error))
    return FALSE;

  if (!has_row)
    {
      g_set_error (error, KTG_DB_ERROR, KTG_DB_ERROR_DAMAGED, "event %s has no body", hex);
      return FALSE;
    }

  bytes = ktg_statement_dup_bytes (statement, 0);
  signature = ktg_statement_dup_bytes (statement, 1);
  *envelope = ktg_envelope_new (hex, bytes, g_bytes_get_data (signature, NULL));
  return TRUE;
}

/**
 * ktg_archive_event_table_get_last_index:
 * @index: (out): the newest that was ever given in this folder, whatever became of its event
 */
gboolean
ktg_archive_event_table_get_last_index (KtgDb *db, guint64 *index, GError **error)
{
  return ktg_query_get_int (db,
                            "SELECT max (coalesce ((SELECT max (idx) FROM event), 0),"
                            " coalesce ((SELECT last_event FROM book), 0))",
                            NULL,
                            (gint64 *)index,
                            error);
}

static gpointer
read_event (KtgStatement *row, gpointer db, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);
  g_autoptr (KtgEnvelope) envelope = NULL;
  guint64 index = (guint64)ktg_statement_get_int (row, 0);

  return ktg_archive_event_table_dup_envelope (db, index, id, &envelope, error)
             ? ktg_indexed_event_new (index, envelope)
             : NULL;
}

static gsize
weigh_event (gconstpointer event)
{
  return g_bytes_get_size (((const KtgIndexedEvent *)event)->envelope->bytes);
}

/**
 * ktg_catalog_list_report_events:
 * @self: a catalog
 * @page: (inout): of which report and from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgIndexedEvent): a page of its events, in order
 */
GPtrArray *
ktg_catalog_list_report_events (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = {
    .read = read_event,
    .free_row = (GDestroyNotify)ktg_indexed_event_free,
    .weigh = weigh_event,
    .max_weight = KTG_PAGE_BYTES,
  };

  return ktg_page_read (page,
                        self->db,
                        "SELECT idx, id FROM event WHERE report = ? AND idx > ? ORDER BY idx",
                        KTG_WITH (KTG_INT (page->of), KTG_INT (page->after)),
                        &rows,
                        self->db,
                        error);
}

/* --- to be checked --- */

typedef struct
{
  KtgEventIndexFunc func;
  gpointer          user_data;
} Each;

static gboolean
hear_index (KtgStatement *row, gpointer user_data)
{
  const Each *self = user_data;

  self->func (ktg_statement_get_int (row, 0), ktg_statement_get_int (row, 1) != 0, self->user_data);
  return TRUE;
}

/**
 * ktg_archive_event_table_each_index:
 * @after: the last index of the page before, from 0
 * @max: how many at most
 * @func: hears each index that has an event, and whether its words are there
 */
gboolean
ktg_archive_event_table_each_index (KtgDb            *db,
                                    gint64            after,
                                    guint             max,
                                    KtgEventIndexFunc func,
                                    gpointer          user_data,
                                    GError          **error)
{
  Each each = { func, user_data };

  return ktg_query_each (db,
                         "SELECT event.idx, body.idx IS NOT NULL FROM event"
                         " LEFT JOIN body ON body.idx = event.idx"
                         " WHERE event.idx > ? ORDER BY event.idx LIMIT ?",
                         KTG_WITH (KTG_INT (after), KTG_INT (max)),
                         hear_index,
                         &each,
                         error);
}

/**
 * ktg_stored_event_free:
 * @event: (nullable): a row
 *
 * Lets go of it.
 */
void
ktg_stored_event_free (KtgStoredEvent *event)
{
  if (event == NULL)
    return;

  g_clear_pointer (&event->envelope, ktg_envelope_unref);
  g_free (event->author);
  g_free (event->report_id);
  g_free (event->type);
  g_free (event->before);
  g_free (event);
}

static gpointer
read_stored (KtgStatement *row, gpointer db, GError **error)
{
  g_autoptr (GBytes) id = ktg_statement_dup_bytes (row, 1);
  g_autoptr (GBytes) before = ktg_statement_dup_bytes (row, 6);
  g_autoptr (KtgStoredEvent) event = g_new0 (KtgStoredEvent, 1);

  event->index = (guint64)ktg_statement_get_int (row, 0);
  event->author = g_strdup (ktg_statement_get_text (row, 2));
  event->seq = (guint64)ktg_statement_get_int (row, 3);
  event->report_id = g_strdup (ktg_statement_get_text (row, 4));
  event->type = g_strdup (ktg_statement_get_text (row, 5));
  event->before = before != NULL ? ktg_digest_dup_hex (before) : NULL;
  event->received_at_ms = ktg_statement_get_int (row, 7);
  event->n_files = (guint)ktg_statement_get_int (row, 8);

  return ktg_archive_event_table_dup_envelope (db, event->index, id, &event->envelope, error)
             ? g_steal_pointer (&event)
             : NULL;
}

static gsize
weigh_stored (gconstpointer event)
{
  return g_bytes_get_size (((const KtgStoredEvent *)event)->envelope->bytes);
}

/**
 * ktg_catalog_list_events:
 * @self: a catalog
 * @page: (inout): from where, and where it ended
 * @error: set with %NULL
 *
 * Returns: (transfer full) (element-type KtgStoredEvent): a page of all events
 */
GPtrArray *
ktg_catalog_list_events (KtgCatalog *self, KtgPage *page, GError **error)
{
  static const KtgPageRows rows = {
    .read = read_stored,
    .free_row = (GDestroyNotify)ktg_stored_event_free,
    .weigh = weigh_stored,
    .max_weight = KTG_PAGE_BYTES,
  };

  return ktg_page_read (page,
                        self->db,
                        "SELECT event.idx, event.id, device.key, event.seq, report.id, event.type,"
                        " coalesce (before.id, link.id), event.received_at,"
                        " (SELECT count (*) FROM event_file"
                        " JOIN file ON file.number = event_file.file"
                        " JOIN upload ON upload.device = event.author"
                        " AND upload.file = event_file.file"
                        " WHERE event_file.event = event.idx)"
                        " FROM event LEFT JOIN device ON device.number = event.author"
                        " LEFT JOIN report ON report.number = event.report"
                        " LEFT JOIN event AS before ON before.author = event.author"
                        " AND before.seq = event.seq - 1"
                        " LEFT JOIN link ON link.author = device.key"
                        " AND link.seq = event.seq - 1"
                        " WHERE event.idx > ? ORDER BY event.idx",
                        KTG_WITH (KTG_INT (page->after)),
                        &rows,
                        self->db,
                        error);
}
